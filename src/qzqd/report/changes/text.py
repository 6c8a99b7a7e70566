"""For people at a terminal: the sum in one line, then for each catalogue what changed, by type."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.changes import words
from qzqd.report.changes.values import values
from qzqd.report.findings.text import closing, finding_blocks
from qzqd.report.paper.lines import STYLES, LineLayout
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.terminal import cells
from qzqd.report.paper.words import COLON
from qzqd.text import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.change import Change, Compared, Comparison, FieldChange
    from qzqd.locale import Language
    from qzqd.report import Page
    from qzqd.report.changes.values import Values

MOST = 20
"""How many changes of one type are shown of one catalogue."""

_PAIRS = 4
_UNCOUNTED = Text("（仅供参考，不计入调整）", " (for reference, not counted)")


def render(comparison: Comparison, page: Page) -> str:
    """The sum, changes by catalogue, what the policy found, and where the lists come from."""
    blocks = [comparison_opening(comparison, page)]
    for compared in filter(words.differs, comparison.catalogues):
        blocks.extend("\n".join(block) for block in _Catalogue(compared, page).blocks())
    blocks.extend(finding_blocks(comparison.findings, words.checked(comparison), page))
    if notes := words.sources(comparison):
        blocks.append(closing(notes, page))
    return inert("\n\n".join(blocks)) + "\n"


def comparison_opening(comparison: Comparison, page: Page) -> str:
    """The sum; and what is compared, unless a heading says it."""
    lines = LineLayout(page)
    parts = [part.in_(page.language) for part in words.summary(comparison)]
    rows = [lines.paint(row, "heading") for row in lines.row("", parts, " · ")]
    sides = f"{comparison.old} → {comparison.new}"
    if sides not in map(words.paths, filter(words.differs, comparison.catalogues)):
        rows += (lines.paint(row, "quiet") for row in lines.under("", safe(sides)))
    return "\n".join(rows)


class _Catalogue:
    """What changed in one catalogue, as blocks of lines."""

    def __init__(self, compared: Compared, page: Page) -> None:
        self._compared = compared
        self._language = page.language
        self._lines = LineLayout(page)
        self._paint = self._lines.paint

    def blocks(self) -> Iterator[Iterable[str]]:
        yield self._heading()
        if self._compared.header:
            yield self._header()
        for group in words.groups(self._compared):
            yield self._group(group)
        if found := words.suspected(self._compared):
            yield self._suspected(found)
        if folded := [*self._folded()]:
            yield folded

    def _say(self, text: Text) -> str:
        return safe(text.in_(self._language))

    def _heading(self) -> Iterator[str]:
        for text, style in (
            (self._say(words.list_heading(self._compared)), "heading"),
            (safe(words.paths(self._compared)), "place"),
        ):
            yield from (self._paint(line, style) for line in self._lines.under("", text))

    def _title(self, title: Text, count: int, remark: str = "") -> str:
        return self._paint(f"{self._say(title)} {count}", "heading") + remark

    def _header(self) -> Iterator[str]:
        yield self._title(words.HEADER, len(self._compared.header))
        for differing in self._compared.header:
            yield from self._field("  ", differing, header=True)

    def _group(self, group: words.ChangeGroup) -> Iterator[str]:
        yield self._title(group.title, len(group.changes))
        for change in group.changes[:MOST]:
            yield from self._change(change)
        yield from self._more(group.changes)

    def _suspected(self, changes: Sequence[Change]) -> Iterator[str]:
        yield self._title(words.SUSPECTED, len(changes), self._say(_UNCOUNTED))
        for change in changes[:MOST]:
            yield from self._both(change)
            yield from self._lines.under("    ", self._say(words.advice(change)))
            yield f"    {safe(change.lineage)}"
        yield from self._more(changes)

    def _more(self, changes: Sequence[Change]) -> Iterator[str]:
        if (left := len(changes) - MOST) > 0:
            more = Text(
                f"  另有 {left} 项；--format html 列出全部", f"  {left} more; --format html has them all"
            )
            yield self._paint(self._say(more), "quiet")

    def _change(self, change: Change) -> Iterator[str]:
        if words.renames(change):
            yield from self._both(change)
        else:
            sign, entry = words.sign(change), words.item(change)
            yield from self._lines.under(f"  {sign} {safe(entry.id)}  ", safe(entry.text), STYLES[sign])
        if origin := words.origin(change, self._compared):
            yield f"    {self._say(origin)}"
        for differing in words.details(change):
            yield from self._field("    ", differing)
        if judged := words.policy_verdict(change):
            verdict_lines = self._lines.under("    ", self._say(judged))
            yield from (self._paint(line, change.severity or "quiet") for line in verdict_lines)

    def _both(self, change: Change) -> Iterator[str]:
        for old, new in words.counterparts(change):
            yield from self._lines.pair("  ", old, new)

    def _field(self, indent: str, differing: FieldChange, *, header: bool = False) -> Iterator[str]:
        sides = values(differing, self._compared.kind, self._language, header=header)
        return field_lines(indent, differing.title.in_(self._language), sides, self._lines, self._language)

    def _folded(self) -> Iterator[str]:
        for count, pairs, judged in words.renumbered(self._compared):
            shown = [safe(pair) for pair in pairs[:_PAIRS]] + ["…"] * (len(pairs) > _PAIRS)
            yield from self._lines.row(self._say(count) + self._say(COLON), shown, self._say(CLAUSE))
            if judged:
                yield from self._lines.under("    ", self._say(judged))
        if self._compared.reordered:
            yield self._say(words.reordered(self._compared))


def field_lines(
    indent: str, title: str, sides: Values, lines: LineLayout, language: Language
) -> Iterator[str]:
    """A field that differs: in one line if that is wide enough, else both sides below its title."""
    head = f"{indent}{safe(title)}{COLON.in_(language)}"
    if max(map(len, sides)) <= 1:
        old, new = (safe(side[0]) if side else words.NONE.in_(language) for side in sides)
        if cells(f"{head}{old} → {new}") <= lines.width:
            yield f"{head}{lines.paint(old, 'old')} → {lines.paint(new, 'new')}"
            return
    yield head.rstrip()
    for was, now in zip_longest(*(map(words.ReportEntry, side) for side in sides)):
        yield from lines.pair(f"{indent}  ", was, now)
