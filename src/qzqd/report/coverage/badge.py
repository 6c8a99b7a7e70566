"""For a page that shows a picture: one small SVG that asks for no other file, font or script."""

from __future__ import annotations

from html import escape
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from qzqd.cover.coverage import CARRIED, Counts
from qzqd.locale import Text
from qzqd.report.coverage import words
from qzqd.report.coverage.verbs import shared_verb
from qzqd.report.paper.safe import safe_lines
from qzqd.report.paper.terminal import cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import Coverage
    from qzqd.report import Page

_UNKNOWN = Text("不明", "unknown")
_NOTHING = Text("无清单", "no list")
_GREY = "#5f6368"
_COLOURS = ((100, "#1b7a3a"), (90, "#55761a"), (70, "#9a6700"), (0, "#b3261e"))
"""The least percentage that has the colour; white text stands out on each."""

_CELL = 7
"""Pixels of half a Chinese character or of a digit, at most."""

_MARGIN = 6
_SVG = Template(
    """\
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="20" role="img" aria-label="$said">
<title>$said</title>
<rect width="$width" height="20" rx="3" fill="$colour"/>
<path d="M3 0H${left}V20H3A3 3 0 0 1 0 17V3A3 3 0 0 1 3 0Z" fill="#3c4043"/>
<g aria-hidden="true" fill="#fff" font-size="11" text-anchor="middle"
 font-family="Verdana,'DejaVu Sans','Microsoft YaHei','Noto Sans CJK SC',sans-serif">
<text x="$first" y="14">$name</text>
<text x="$second" y="14">$value</text>
</g>
</svg>
"""
)


class _Shown(NamedTuple):
    value: str
    colour: str


def render(coverage: Coverage, page: Page) -> str:
    """The fraction of every unit where nothing is missing in one list, else the rate of all of them.

    Grey where there is nothing to tell, or where a file could not be read.
    """
    name, shown = _name(coverage).in_(page.language), _shown(coverage, page)
    title = f"{name} {shown.value}"
    left, right = (cells(text) * _CELL + 2 * _MARGIN for text in (name, shown.value))
    return _SVG.substitute(
        width=left + right,
        left=left,
        first=left / 2,
        second=left + right / 2,
        name=name,
        value=shown.value,
        colour=shown.colour,
        said=escape(safe_lines("\n".join((title, *(each.in_(page.language) for each in _said(coverage)))))),
    )


def _name(coverage: Coverage) -> Text:
    done = shared_verb(baseline for baseline in coverage.baselines if baseline.units)
    return Text(f"{done.zh}率", "adoption" if done == CARRIED else done.en)


def _said(coverage: Coverage) -> Iterator[Text]:
    """More of it, for whoever hears the picture or points at it."""
    if alarm := words.alarm(coverage):
        yield alarm
    yield from map(words.summary, coverage.baselines)


def _shown(coverage: Coverage, page: Page) -> _Shown:
    carried = [baseline for baseline in coverage.baselines if baseline.units]
    if coverage.unreadable or not carried:
        unsaid = _UNKNOWN if coverage.unreadable else _NOTHING
        return _Shown(unsaid.in_(page.language), _GREY)
    totals = Counts.total(baseline.totals for baseline in carried)
    colour = next(colour for least, colour in _COLOURS if totals.rate.percent >= least)
    if len(carried) == 1 and words.complete(totals.strict):
        return _Shown(f"{len(carried[0].items)}/{len(carried[0].items)}", colour)
    return _Shown(words.percent(totals.rate), colour)
