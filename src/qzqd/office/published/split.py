"""A text that is too tall for one row of a sheet, in parts that are read back as one."""

from __future__ import annotations

from qzqd.office.published.paper import lines, size

_NEVER_LAST = frozenset("。；：！？:;.）)】》”、，,（(【《“〈 ")
_NEVER_FIRST = frozenset(
    "。；：！？:;.）)】》”、，,（(【《“〈 0123456789①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十第●■◆·-"
)


def parts(text: str, room: int, most: int) -> list[str]:
    """The text in parts of at most `most` lines of `room` half-width characters.

    Cut between its own lines where that will do; else within a clause, so that whoever joins the rows again sees that
    the line goes on.
    """
    if lines(text, room) <= most:
        return [text]
    made: list[str] = []
    left = 0
    for line in text.split("\n"):
        pieces = _pieces(line, room * most)
        for at, piece in enumerate(pieces):
            taken = lines(piece, room)
            if made and at == 0 and taken <= left:
                made[-1] += f"\n{piece}"
            else:
                made.append(piece)
                left = most
            left -= taken
    return made


def _pieces(line: str, room: int) -> list[str]:
    """A line that alone is too tall, in pieces."""
    made: list[str] = []
    while size(line) > room:
        cut = _fitting(line, room)
        for at in range(cut, max(cut - 100, 1), -1):
            if line[at - 1] not in _NEVER_LAST and line[at] not in _NEVER_FIRST:
                cut = at
                break
        made.append(line[:cut])
        line = line[cut:]
    return [*made, line]


def _fitting(line: str, room: int) -> int:
    """How many characters fit; halving the range, as sizes add up."""
    low, high = 1, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(line[:middle]) <= room else (low, middle - 1)
    return low
