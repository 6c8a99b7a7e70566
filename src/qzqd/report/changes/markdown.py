"""For a comment on a pull request: the sum, the verdict, then a table of changes for each catalogue."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS
from qzqd.compare.wording import WordingPiece
from qzqd.locale import Text
from qzqd.report.changes import words
from qzqd.report.changes.values import values
from qzqd.report.findings.markdown import FindingsTable, escape, file_tables, fitted, room_beside, verbatim
from qzqd.report.paper.excerpt import excerpt
from qzqd.report.paper.safe import safe
from qzqd.report.paper.words import COLON
from qzqd.text import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Change, Compared, Comparison, FieldChange
    from qzqd.locale import Language
    from qzqd.report import Page

_LONG = 10
"""A table of more rows is folded."""

_SHORT = 40
"""Characters of both values that are shown each in one piece: nobody wants to read 未已承接."""

_PAIRS = 10
_TITLE = Text("### 权责清单调整", "### Changes of the catalogues")
_COLUMNS = Text("| 调整 | 编号 | 事项 | 内容 |", "| change | id | item | details |")
_RULE = "| --- | --- | --- | --- |"
_COMPARED = Text("比较：", "compared: ")
_FILE = Text("文件：", "file: ")
_TAG = {"old": "del", "new": "ins"}


def render(comparison: Comparison, page: Page) -> str:
    """A comment that GitHub takes; its last line counts what was left out. Findings stand before changes."""
    language = page.language
    notes = (escape(note.in_(language)) for note in words.sources(comparison))
    parts = [
        _TITLE.in_(language),
        f"**{' · '.join(part.in_(language) for part in words.summary(comparison))}**",
        f"{_COMPARED.in_(language)}{escape(safe(f'{comparison.old} → {comparison.new}'))}",
        *notes,
    ]
    found = fitted(file_tables(comparison.findings, language), room_beside(parts) // 2)
    parts += found.parts
    changes = fitted(_sections(comparison, language), room_beside(parts))
    parts += changes.parts
    if found.left or changes.left:
        parts.append(_truncated(found.left, changes.left).in_(language))
    return "\n\n".join(parts) + "\n"


def _truncated(findings: int, lines: int) -> Text:
    return Text(
        f"篇幅所限，另有 {findings} 个问题、{lines} 行调整没有列出。运行 qzqd diff 可以看到全部。",
        f"{findings} findings and {lines} lines of changes did not fit. Run qzqd diff to see them all.",
    )


def _sections(comparison: Comparison, language: Language) -> Iterator[FindingsTable]:
    for compared in filter(words.differs, comparison.catalogues):
        yield from _Catalogue(compared, language).sections()


class _Catalogue:
    """What changed in one catalogue: remarks, then a table, folded where it is long."""

    def __init__(self, compared: Compared, language: Language) -> None:
        self._compared = compared
        self._language = language

    def sections(self) -> Iterator[FindingsTable]:
        remarks = [*self._remarks()]
        heading = f"#### {self._say(words.list_heading(self._compared))}\n"
        yield FindingsTable(heading, (f"- {remark}" for remark in remarks), "", len(remarks))
        changes = [change for group in words.groups(self._compared) for change in group.changes]
        changes += words.suspected(self._compared)
        if changes:
            table = f"{_COLUMNS.in_(self._language)}\n{_RULE}"
            before, after = table, ""
            if len(changes) > _LONG:
                before = f"<details><summary>{self._counts()}</summary>\n\n{table}"
                after = "\n\n</details>"
            yield FindingsTable(before, map(self._row, changes), after, len(changes))

    def _say(self, text: Text) -> str:
        return escape(safe(text.in_(self._language)))

    def _counts(self) -> str:
        found = [(group.title, group.changes) for group in words.groups(self._compared)]
        found.append((words.SUSPECTED, words.suspected(self._compared)))
        return " · ".join(f"{self._say(title)} {len(changes)}" for title, changes in found if changes)

    def _remarks(self) -> Iterator[str]:
        """What is no row of the table. Each begins with words of ours, so none is taken for another list."""
        yield f"{self._say(_FILE)}{escape(safe(words.paths(self._compared)))}"
        for differing in self._compared.header:
            yield f"{self._say(words.HEADER)} {self._field(differing, header=True)}"
        for count, pairs, judged in words.renumbered(self._compared):
            shown = [escape(safe(pair)) for pair in pairs[:_PAIRS]] + ["…"] * (len(pairs) > _PAIRS)
            verdict = f" — {self._say(judged)}" if judged else ""
            yield f"{self._say(count)}{self._say(COLON)}{self._say(CLAUSE).join(shown)}{verdict}"
        if self._compared.reordered:
            yield self._say(words.reordered(self._compared))

    def _row(self, change: Change) -> str:
        suspected = change.by == "suspected"
        label = self._say(words.SUSPECTED if suspected else LABELS[change.type])
        details = self._suspicion(change) if suspected else self._details(change)
        return f"| {label} | {_ids(change)} | {_names(change)} | {'<br>'.join(details)} |"

    def _suspicion(self, change: Change) -> Iterator[str]:
        yield self._say(words.advice(change))
        yield verbatim(safe(change.lineage))

    def _details(self, change: Change) -> Iterator[str]:
        for differing in words.details(change):
            yield self._field(differing)
        if judged := words.policy_verdict(change):
            yield f"<strong>{self._say(judged)}</strong>"

    def _field(self, differing: FieldChange, *, header: bool = False) -> str:
        sides = values(differing, self._compared.kind, self._language, header=header)
        entries = "<br>".join(_value(was, now) for was, now in zip_longest(*sides, fillvalue=""))
        return f"{self._say(differing.title)}{self._say(COLON)}{entries}"


def _ids(change: Change) -> str:
    sides = ("、".join(side.ids) for side in (change.old, change.new) if side)
    return escape(safe(" → ".join(dict.fromkeys(sides))))


def _names(change: Change) -> str:
    if not words.renames(change):
        return escape(safe(words.item(change).text))
    pairs = words.counterparts(change)
    return "<br>".join(_inline(old.text if old else "", new.text if new else "") for old, new in pairs)


def _value(old: str, new: str) -> str:
    if len(old) + len(new) > _SHORT:
        return _inline(old, new)
    sides = (WordingPiece("old", safe(old)), WordingPiece("new", safe(new)))
    return " → ".join(_piece(side) for side in sides if side.text)


def _inline(old: str, new: str) -> str:
    """Both in one line, what differs struck out or underlined."""
    pieces = excerpt(old, new)
    if any(piece.kind == "same" for piece in pieces):
        return "".join(map(_piece, pieces))
    return " → ".join(map(_piece, pieces))


def _piece(piece: WordingPiece) -> str:
    text = escape(piece.text)
    return text if piece.kind == "same" else f"<{_TAG[piece.kind]}>{text}</{_TAG[piece.kind]}>"
