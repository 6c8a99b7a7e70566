"""Text as HTML: nothing in it is markup, lines stay lines, and what differs is marked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from qzqd.compare.wording import differences
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKS = {"old": "del", "new": "ins"}


class Marked(NamedTuple):
    """Both sides as HTML, what only one of them says in `<del>` and `<ins>`."""

    old: str
    new: str


def plain(text: str) -> str:
    """The text for an element, or for an attribute in quotes; its line breaks are kept."""
    return escape("\n".join(map(safe, text.split("\n"))))


def marked(old: Sequence[str], new: Sequence[str]) -> Marked:
    """Two texts, given in lines, side by side."""
    pieces = [(piece.kind, plain(piece.text)) for piece in differences("\n".join(old), "\n".join(new))]
    return Marked(_side(pieces, "old"), _side(pieces, "new"))


def _side(pieces: Iterable[tuple[str, str]], kept: str) -> str:
    tag = _MARKS[kept]
    return "".join(
        text if kind == "same" else f"<{tag}>{text}</{tag}>"
        for kind, text in pieces
        if kind in ("same", kept)
    )
