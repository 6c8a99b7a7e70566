"""Two texts as people see them side by side: what differs, and of a long text no more than stands around it."""

from __future__ import annotations

from qzqd.compare.wording import WordingPiece, differences
from qzqd.report.paper.safe import safe
from qzqd.report.paper.terminal import ELLIPSIS

_WHOLE = 100
"""Characters of a text that is shown as a whole."""

_BEGINNING = 30
"""Characters that a text begins with, where they do not differ: enough for the law that it is about."""

_AROUND = 12
_LONGEST = 300


def excerpt(old: str, new: str) -> list[WordingPiece]:
    """The differences, safe; … stands for what was left out."""
    pieces = differences(old, new)
    whole = max(len(old), len(new)) <= _WHOLE
    last = len(pieces) - 1
    return [
        WordingPiece(
            piece.kind, safe(piece.text if whole else _cut(piece, first=not place, last=place == last))
        )
        for place, piece in enumerate(pieces)
    ]


def _cut(piece: WordingPiece, *, first: bool, last: bool) -> str:
    """Of what both have, what stands next to a difference; of what differs, a good part."""
    text = piece.text
    if piece.kind != "same":
        head = tail = _LONGEST // 2
    else:
        head, tail = (_BEGINNING if first else _AROUND), (0 if last else _AROUND)
    if len(text) <= head + tail + 1:
        return text
    return text[:head] + ELLIPSIS + text[len(text) - tail :]
