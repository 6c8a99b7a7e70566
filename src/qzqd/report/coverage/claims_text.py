"""For people at a terminal: the sum in one line, then catalogue by catalogue what disagrees, agrees and cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.report.coverage import claims_words as words
from qzqd.report.coverage.words import id_ranges
from qzqd.report.findings.text import finding_blocks
from qzqd.report.paper.lines import LineLayout
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.table import filled, widths
from qzqd.report.paper.words import COLON
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.cover.coverage import ClaimResult, Coverage
    from qzqd.locale import Text
    from qzqd.report import Page

_STYLE = {False: "warning", True: "new", None: "quiet"}
_INDENT = "    "
_WIDEST = 18
"""Cells that a figure takes at most without pushing what stands behind it to the right."""


def render(coverage: Coverage, page: Page) -> str:
    """The sum, the figures, and what is wrong."""
    report = _Report(coverage, page)
    blocks = ["\n".join(lines) for lines in report.blocks()]
    return inert("\n\n".join([*blocks, *finding_blocks(coverage.findings, (), page)])) + "\n"


class _Report:
    """Blocks of safe lines."""

    def __init__(self, coverage: Coverage, page: Page) -> None:
        self._coverage = coverage
        self._ignored = words.ignored(coverage)
        self._language = page.language
        self._lines = LineLayout(page)
        self._indented = LineLayout(page._replace(width=self._lines.width - len(_INDENT)))
        self._paint = self._lines.paint

    def blocks(self) -> Iterator[Iterator[str]]:
        yield self._opening()
        for judged in words.claims_by_list(self._coverage.claims):
            yield self._catalogue(judged)

    def _say(self, text: Text) -> str:
        return safe(text.in_(self._language))

    def _told(self, text: Text, style: str) -> Iterator[str]:
        yield from (self._paint(line, style) for line in self._lines.under("", self._say(text)))

    def _opening(self) -> Iterator[str]:
        yield from self._told(words.summary(self._coverage), "heading")
        for remark in words.remarks(self._coverage):
            yield from self._told(remark, "quiet")

    def _catalogue(self, judged: words.ClaimsByVerdict) -> Iterator[str]:
        yield self._paint(safe(judged.catalogue), "heading")
        rows = [words.claim_cells(claim) for group in judged.groups.values() for claim in group]
        heads = [self._say(title) for title in words.COLUMNS]
        shown = [heads[:-1], *(list(map(safe, row)) for row in rows)]
        room = [min(width, _WIDEST) for width in widths(shown)]
        if rows:
            yield self._paint(f"{_INDENT}{_padded(heads[:-1], room)}{heads[-1]}", "quiet")
        for verdict, claims in judged.groups.items():
            if claims:
                yield f"  {self._paint(f'{self._say(words.VERDICTS[verdict])} {len(claims)}', _STYLE[verdict])}"
            for claim in claims:
                yield from self._claim(claim, room)
        if judged.unsaid:
            head = f"{self._say(words.UNSAID)} {len(judged.unsaid)}{self._say(COLON)}"
            ids = [safe(each) for each in id_ranges(claim.id for claim in judged.unsaid)]
            yield from self._beside(head, ids)

    def _claim(self, claim: ClaimResult, room: Sequence[int]) -> Iterator[str]:
        """Figures beside one another, what they are about, and under that what they follow from."""
        head = f"{_INDENT}{_padded(map(safe, words.claim_cells(claim)), room)}"
        yield from self._lines.under(head, self._say(words.claim_name(claim, self._ignored)))
        for line in self._lines.under("      ", self._say(claim.how)):
            yield self._paint(line, "quiet")

    def _beside(self, head: str, parts: Sequence[str]) -> Iterator[str]:
        first, *others = self._indented.row(head, parts, self._say(COMMA))
        yield f"  {first}"
        yield from (f"{_INDENT}{line}" for line in others)


def _padded(row: Iterable[str], room: Sequence[int]) -> str:
    """The cells beside one another, and blanks before what stands behind them."""
    return "".join(f"{filled(cell, width)}  " for cell, width in zip(row, room, strict=True))
