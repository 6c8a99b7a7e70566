"""What keeps a file from being read, or from being read by everybody alike, mended where there is one way to do it."""

from __future__ import annotations

from typing import NamedTuple

from qzqd.locale import Text
from qzqd.read import encodings, slips, source, spaces
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused
from qzqd.read.slips.trial import edited
from qzqd.read.tree import parse
from qzqd.write.tabs import untabbed

MENDED = frozenset({"QZ006", "QZ007", "QZ010", "QZ011", "QZ012"})
"""The rules that a file is against where something here may help."""
_MOST = 1_000
"""So many slips of one file are mended in one go, as each may only show once the one before is gone."""


class MendedSlip(NamedTuple):
    """One slip: where it was when its turn came, the rule it was against, and what was wrong."""

    line: int
    column: int
    code: str
    message: Text


def made_readable(data: bytes) -> tuple[bytes, list[MendedSlip]]:
    """The file as it can be read, and what was mended for that, in order; `data` itself where that is nothing."""
    mended: list[MendedSlip] = []
    converted = encodings.converted(data)
    if converted is not None:
        data = converted
        mended.append(MendedSlip(1, 1, "QZ006", Text("改成了 UTF-8 编码", "is UTF-8 now")))
    mark = source.BOM if data.startswith(source.BOM) else b""
    data = data.removeprefix(mark)
    for _ in range(_MOST):
        slip = _slip(data)
        if slip is None or not slip.edits:
            break
        text, (at, _) = data.decode(), slip.offsets or (0, 0)
        span = LineIndex(text).span(at, at)
        mended.append(MendedSlip(span.line, span.column, slip.code, slip.message))
        data = edited(text, slip.edits).encode()
    return mark + data, mended


def _slip(data: bytes) -> Problem | None:
    """The first thing that has to be mended, with its code, and with how; None where all is well."""
    try:
        text = source.check(data)
        tree = parse(text)
    except Refused as refused:
        return _tab(data, refused) if refused.code == "QZ011" else refused.coded
    if tree.source == text:
        found = slips.hidden(text.decode())
        return slips.problem(text.decode(), found[0]) if found else None
    edits = spaces.edits(text.decode())
    message = Text(f"特殊空格（{len(edits)} 处）", f"odd spaces ({len(edits)})")
    return Problem(message, offsets=edits[0][:2], edits=edits, code="QZ007")


def _tab(data: bytes, refused: Refused) -> Problem:
    """A tab; or, where how wide it is shows only once something before it is mended, that."""
    edits = untabbed(data.decode())
    if not edits:
        try:
            parse(data)
        except Refused as before:
            if before.problem.edits:
                return before.coded
    return refused.coded._replace(edits=edits)
