"""For a quick look at a terminal: the sum, then a line for each catalogue with a bar."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.changes import words
from qzqd.report.changes.text import comparison_opening
from qzqd.report.paper.lines import STYLES, LineLayout
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.table import filled, widths
from qzqd.report.paper.terminal import ELLIPSIS, cells, fitting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Compared, Comparison
    from qzqd.report import Page

_NAME = 44
"""Cells that the name of a catalogue takes at most."""


def render(comparison: Comparison, page: Page) -> str:
    """Lists without a difference have no line, those that were not compared have one below. A bar has a sign for each change, or in proportion."""
    lines = LineLayout(page)
    differing = [compared for compared in comparison.catalogues if words.differs(compared)]
    heads, counts = _heads(differing), [_counts(compared) for compared in differing]
    most = max((sum(count.values()) for count in counts), default=0)
    room = lines.width - max(map(cells, heads), default=0) - len(STYLES)
    scale = min(1.0, max(room, 0) / max(most, 1))
    rows = [comparison_opening(comparison, page), ""] if differing else [comparison_opening(comparison, page)]
    for head, count in zip(heads, counts, strict=True):
        bar = (
            lines.paint(sign * max(1, int(count[sign] * scale)), style)
            for sign, style in STYLES.items()
            if count[sign]
        )
        rows.append((head + "".join(bar)).rstrip())
    rows += _uncompared(comparison, page)
    return inert("\n".join(rows)) + "\n"


def _uncompared(comparison: Comparison, page: Page) -> Iterator[str]:
    """Why lists were not compared, each file once."""
    reasons = {finding.path: finding.message for finding in reversed(comparison.findings)}
    lines = [
        Text(f"{path}：{reasons[path].zh}", f"{path}: {reasons[path].en}") for path in comparison.uncompared
    ]
    if lines:
        yield ""
    for reason in lines:
        yield from LineLayout(page).under("", safe(reason.in_(page.language)))


def _counts(compared: Compared) -> Counter[str]:
    return Counter(words.sign(change) for change in compared.changes if change.by != "suspected")


def _heads(differing: list[Compared]) -> list[str]:
    """Name, items before and after, and how many changes, each column as wide as it needs."""
    rows = [
        (
            _cut(safe(name), _NAME),
            f"{compared.old_items} → {compared.new_items}",
            str(_counts(compared).total()),
        )
        for name, compared in zip(_names(differing), differing, strict=True)
    ]
    room = widths(rows)
    return [
        f"{filled(name, room[0])}  {filled(items, room[1])} | {filled(count, room[2], right=True)} "
        for name, items, count in rows
    ]


def _names(differing: list[Compared]) -> list[str]:
    """The titles; where a title is that of several catalogues, or of none, the id."""
    seen = Counter(compared.title for compared in differing)
    seen[""] = 2
    return [compared.title if seen[compared.title] == 1 else compared.id for compared in differing]


def _cut(text: str, room: int) -> str:
    return text if cells(text) <= room else text[: fitting(text, room - 1)] + ELLIPSIS
