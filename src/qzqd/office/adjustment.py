"""The table of changes (动态调整对照表) as offices issue it: titles, columns and rows, ready to be set."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS, Comparison
from qzqd.law.citation import Citation, format
from qzqd.law.titles import nested
from qzqd.locale import Text
from qzqd.office.rows import COLON, Rows, named
from qzqd.report.changes.values import values
from qzqd.report.changes.words import (
    HEADER,
    NONE,
    SUSPECTED,
    checked,
    differs,
    groups,
    renumbered,
    reordered,
    summary,
    suspected,
)
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.compare.change import Compared
    from qzqd.locale import Language


@dataclass(frozen=True, slots=True)
class Column:
    """width: in millimetres; those of a table fill the page. centred: short words, set in the middle."""

    title: Text
    width: int
    centred: bool = False


COLUMNS = (
    Column(Text("序号", "No."), 12, centred=True),
    Column(Text("事项名称", "Item"), 39),
    Column(Text("调整类型", "Change"), 21, centred=True),
    Column(Text("调整前", "Before"), 46),
    Column(Text("调整后", "After"), 46),
    Column(Text("调整依据", "Basis"), 42),
    Column(Text("批准文号", "Approval"), 27),
    Column(Text("备注", "Note"), 24),
)
SUSPECTED_COLUMNS = (
    Column(Text("序号", "No."), 12, centred=True),
    Column(Text("清单名称", "List"), 50),
    Column(Text("疑似类型", "Change"), 20, centred=True),
    Column(Text("调整前", "Before"), 55),
    Column(Text("调整后", "After"), 55),
    Column(Text("相似度", "Score"), 20, centred=True),
    Column(Text("属实时写入事项的沿革", "Lineage to declare if so"), 45),
)
_ISSUE = Text("动态调整对照表", "Table of changes")
_ISSUER = Text("编制机关", "Issuer")
_EDITIONS = Text("版本", "Editions")
_DATE = Text("日期", "Date")
_NOTHING = Text("没有调整", "no changes")
_DOUBTFUL = Text("疑似调整核实表", "Suspected changes")
_GUESSED = Text(
    "按相似程度推断，须人工核实；未计入调整数量。", "Guessed by similarity, to be verified; counted nowhere."
)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or one section. Every text is safe; only the cells of rows hold line breaks.

    name: the short one. lines: what stands below the title. notes: what stands below the table.
    """

    name: str
    title: str
    lines: list[str]
    columns: tuple[Column, ...]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)


def tables(comparison: Comparison, language: Language) -> list[Table]:
    """One for each catalogue with changes, then one for all that is only suspected; at least one."""
    catalogues = comparison.catalogues
    shown = [compared for compared in catalogues if differs(compared) or len(catalogues) == 1]
    told = [_adjustment(compared, language, comparison.unreadable) for compared in shown]
    if doubtful := [compared for compared in catalogues if suspected(compared)]:
        told.append(_doubtful(doubtful, language))
    return told or [_nothing(comparison, language)]


def _adjustment(compared: Compared, language: Language, unreadable: bool) -> Table:
    """unreadable: of the other catalogues, some could not be compared."""
    rows = Rows(compared.kind, language)
    changes = chain.from_iterable(group.changes for group in groups(compared))
    alone = Comparison("", "", [replace(compared, header=())], unreadable=unreadable)
    return Table(
        safe(compared.title),
        _title(compared.title, language),
        [safe(_issue(compared, language)), *_sum_and_sources(alone, language)],
        COLUMNS,
        _numbered(map(rows.row, changes)) or [_blank(_NOTHING.in_(language))],
        [*map(safe, _notes(compared, language))],
    )


def _doubtful(catalogues: list[Compared], language: Language) -> Table:
    """What may be the same items: told so that somebody looks, and counted nowhere."""
    rows = (
        [
            compared.title,
            LABELS[change.type].in_(language),
            "\n".join(map(named, change.before)),
            "\n".join(map(named, change.after)),
            f"{change.score or 0:.2f}",
            change.lineage,
        ]
        for compared in catalogues
        for change in suspected(compared)
    )
    return Table(
        SUSPECTED.in_(language),
        _DOUBTFUL.in_(language),
        [_GUESSED.in_(language), *_sources(Comparison("", "", catalogues), language)],
        SUSPECTED_COLUMNS,
        _numbered(rows),
    )


def _nothing(comparison: Comparison, language: Language) -> Table:
    """The table that says so of several catalogues, or that says that not everything was compared."""
    compared = replace(comparison, findings=[])
    return Table(
        _ISSUE.in_(language),
        _ISSUE.in_(language),
        [safe(f"{comparison.old} → {comparison.new}"), *_sum_and_sources(compared, language)],
        COLUMNS,
        [_blank(summary(compared)[0].in_(language))],
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
        return format(Citation("", edition=edition)) if language == "zh" else edition
    except ValueError:
        return edition


def _sum_and_sources(comparison: Comparison, language: Language) -> list[str]:
    return [" · ".join(part.in_(language) for part in summary(comparison)), *_sources(comparison, language)]


def _sources(comparison: Comparison, language: Language) -> list[str]:
    return [note.in_(language) for note in provenance_notes(checked(comparison))]


def _notes(compared: Compared, language: Language) -> Iterator[str]:
    """What is not about the contents of items: the header, their ids, their order."""
    colon = COLON.in_(language)
    for differing in compared.header:
        if differing.field != "edition":
            sides = values(differing, compared.kind, language, header=True)
            old, new = ("、".join(told) or NONE.in_(language) for told in sides)
            yield f"{HEADER.in_(language)} {differing.title.in_(language)}{colon}{old} → {new}"
    for told, pairs, _ in renumbered(compared):
        yield f"{told.in_(language)}{colon}{'、'.join(pairs)}"
    if compared.reordered:
        yield reordered(compared).in_(language)


def _numbered(rows: Iterable[list[str]]) -> list[list[str]]:
    return [[str(number), *map(safe_lines, row)] for number, row in enumerate(rows, 1)]


def _blank(told: str) -> list[str]:
    """The row of a table that has none, with `told` where the names stand."""
    return ["", told, *[""] * (len(COLUMNS) - 2)]


def safe_lines(text: str) -> str:
    return "\n".join(map(safe, text.split("\n")))
