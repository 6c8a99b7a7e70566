"""The table of changes (动态调整对照表) as offices issue it: titles, columns and rows, ready to be set."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from qzqd.compare.change import LABELS, Comparison
from qzqd.law.citation import Citation, format_citation
from qzqd.law.titles import nested
from qzqd.locale import Text
from qzqd.office.adjustment.rows import AdjustmentRows, item_named
from qzqd.office.printed import PrintedColumn, PrintedTable
from qzqd.report.changes.words import (
    NONE,
    SUSPECTED,
    checked,
    differs,
    groups,
    is_renumbered,
    renumbered,
    reordered,
    suspected,
)
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import safe, safe_lines
from qzqd.report.paper.words import COLON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.compare.change import Compared
    from qzqd.locale import Language


COLUMNS = (
    PrintedColumn(Text("序号", "No."), 11, centred=True),
    PrintedColumn(Text("事项编号", "Id"), 24, centred=True),
    PrintedColumn(Text("事项名称", "Item"), 36),
    PrintedColumn(Text("调整类型", "Change"), 20, centred=True),
    PrintedColumn(Text("调整前", "Before"), 42),
    PrintedColumn(Text("调整后", "After"), 42),
    PrintedColumn(Text("调整依据", "Document"), 32),
    PrintedColumn(Text("实施依据", "Legal basis"), 34),
    PrintedColumn(Text("备注", "Note"), 16),
)
SUSPECTED_COLUMNS = (
    PrintedColumn(Text("序号", "No."), 12, centred=True),
    PrintedColumn(Text("清单名称", "List"), 50),
    PrintedColumn(Text("疑似类型", "Change"), 20, centred=True),
    PrintedColumn(Text("调整前", "Before"), 60),
    PrintedColumn(Text("调整后", "After"), 60),
    PrintedColumn(Text("相似度", "Score"), 20, centred=True),
    PrintedColumn(Text("核实意见", "Verified"), 35),
)
_ISSUE = Text("动态调整对照表", "Table of changes")
_ISSUER = Text("编制机关", "Issuer")
_EDITIONS = Text("版本", "Editions")
_DATE = Text("日期", "Date")
_DOCUMENT = Text("调整依据", "By")
_NOTHING = Text("没有事项调整", "No item changed")
_INCOMPLETE = Text(
    "另有清单没有读到或者没有比较，本表不完整。",
    "Other lists could not be read or compared: this table is incomplete.",
)
_DOUBTFUL = Text("疑似调整核实表", "Suspected changes")
_GUESSED = Text(
    "按相似程度推断，须人工核实；未计入调整数量。", "Guessed by similarity, to be verified; counted nowhere."
)


def adjustment_tables(comparison: Comparison, language: Language) -> list[PrintedTable]:
    """One for each catalogue with changes, then one for all that is only suspected; at least one."""
    catalogues = comparison.catalogues
    shown = [compared for compared in catalogues if differs(compared) or len(catalogues) == 1]
    found = [_adjustment(compared, language, comparison.unreadable) for compared in shown]
    if doubtful := [compared for compared in catalogues if suspected(compared)]:
        found.append(_doubtful(doubtful, language))
    return found or [_nothing(comparison, language)]


def _adjustment(compared: Compared, language: Language, unreadable: bool) -> PrintedTable:
    """unreadable: of the other catalogues, some could not be compared."""
    document = _document(compared)
    changes = chain.from_iterable(group.changes for group in groups(compared))
    rows = _numbered(AdjustmentRows(compared.kind, language, document).rows(changes))
    alone = Comparison("", "", [compared])
    lines = [_issue(compared, language)]
    if document:
        lines.append(f"{_DOCUMENT.in_(language)}{COLON.in_(language)}{document}")
    lines.append(_sum(alone, len(rows), language))
    if unreadable:
        lines.append(_INCOMPLETE.in_(language))
    return PrintedTable(
        safe(compared.title),
        _title(compared.title, language),
        [*map(safe, lines)],
        COLUMNS,
        rows or [_blank(_NOTHING.in_(language))],
        [*map(safe, _notes(compared, language)), *_sources(alone, language)],
        safe(f"{compared.id}    {compared.new_path or compared.old_path}"),
    )


def _doubtful(catalogues: list[Compared], language: Language) -> PrintedTable:
    """What may be the same items: told so that somebody looks, and counted nowhere."""
    rows = (
        [
            compared.title,
            LABELS[change.type].in_(language),
            "\n".join(map(item_named, change.before)),
            "\n".join(map(item_named, change.after)),
            f"{change.score or 0:.2f}",
            "",
        ]
        for compared in catalogues
        for change in suspected(compared)
    )
    return PrintedTable(
        SUSPECTED.in_(language),
        _DOUBTFUL.in_(language),
        [_GUESSED.in_(language)],
        SUSPECTED_COLUMNS,
        _numbered(rows),
        _sources(Comparison("", "", catalogues), language),
    )


def _nothing(comparison: Comparison, language: Language) -> PrintedTable:
    """The table that says so of several catalogues, or that says that not everything was compared."""
    lines = [f"{comparison.old} → {comparison.new}", _sum(comparison, 0, language)]
    return PrintedTable(
        _ISSUE.in_(language),
        _ISSUE.in_(language),
        [*map(safe, lines)],
        COLUMNS,
        [_blank((_INCOMPLETE if comparison.unreadable else _NOTHING).in_(language))],
        _sources(comparison, language),
    )


def _title(title: str, language: Language) -> str:
    issue = _ISSUE.in_(language)
    return safe(nested(f"《{title}》") + issue if language == "zh" else f"{issue}: {title}")


def _issue(compared: Compared, language: Language) -> str:
    """Who issued the newer edition, which editions these are, and the date of the newer one."""
    old, new = compared.old_header, compared.new_header
    editions = [str(header.get("edition") or NONE.in_(language)) for header in (old, new)]
    parts = (
        (_ISSUER, (new or old).get("issuer")),
        (_EDITIONS, " → ".join(dict.fromkeys(editions))),
        (_DATE, _dated(str(new.get("edition", "")), language)),
    )
    return "    ".join(
        f"{title.in_(language)}{COLON.in_(language)}{value}" for title, value in parts if value
    )


def _dated(edition: str, language: Language) -> str:
    """The date, or the year, of an edition in words; as it is where it is neither."""
    try:
        return format_citation(Citation("", edition=edition)) if language == "zh" else edition
    except ValueError:
        return edition


def _document(compared: Compared) -> str:
    """What the newer edition was issued by, where that is another document than before: its title and number."""
    new, old = (_issued_by(header) for header in (compared.new_header, compared.old_header))
    return "" if new == old else new


def _issued_by(header: dict[str, Any]) -> str:
    source = header.get("source")
    source = source if isinstance(source, dict) else {}
    title, number = (source.get(key) for key in ("title", "number"))
    if not isinstance(number, str) or source.get("provenance") == "illustrative":
        return ""
    return f"{nested(f'《{title}》')}（{number}）" if isinstance(title, str) and title else number


def _sum(comparison: Comparison, rows: int, language: Language) -> str:
    """How many items change and how, and how many there are before and after."""
    counts = comparison.by_type()
    edited = sum(map(is_renumbered, comparison.changes()))
    if edited:
        counts["edited"] -= edited
    parts = [(LABELS[kind], count) for kind, count in counts.items() if count]
    zh = "、".join(f"{label.zh} {count} 项" for label, count in parts)
    en = ", ".join(f"{label.en} {count}" for label, count in parts)
    several = sum(count for _, count in parts) > rows
    more = Text("（一项有几种调整的，分别计入）", " (an item counts in each)") if several else Text("", "")
    old, new = comparison.old_items, comparison.new_items
    sums = Text(
        f"调整事项 {rows} 项：{zh}{more.zh}。" if rows else f"{_NOTHING.zh}。",
        f"{rows} items change: {en}{more.en}. " if rows else f"{_NOTHING.en}. ",
    )
    items = Text(f"调整前共 {old} 项，调整后共 {new} 项。", f"Items before: {old}, after: {new}.")
    return f"{sums.in_(language)}{items.in_(language)}"


def _sources(comparison: Comparison, language: Language) -> list[str]:
    """Where the lists come from, by their titles: their ids stand at the foot of the page."""
    lists = [replace(each, id="") for each in checked(comparison)]
    return [note.in_(language) for note in provenance_notes(lists)]


def _notes(compared: Compared, language: Language) -> Iterator[str]:
    """What is not about the contents of items: their ids, their order."""
    colon = COLON.in_(language)
    for said, pairs, _ in renumbered(compared):
        yield f"{said.in_(language)}{colon}{'、'.join(pairs)}"
    if compared.reordered:
        yield reordered(compared).in_(language)


def _numbered(rows: Iterable[list[str]]) -> list[list[str]]:
    return [[str(number), *map(safe_lines, row)] for number, row in enumerate(rows, 1)]


def _blank(name: str) -> list[str]:
    """The row of a table that has none, with `told` where the names stand."""
    return ["", name, *[""] * (len(COLUMNS) - 2)]
