"""Safe fixes as edits: those that `validate --fix` makes, one by one or all of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.lsp.places import edits
from qzqd.read import source
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Refused
from qzqd.write import fixes
from qzqd.write.proof import Unsafe
from qzqd.write.readable import MENDED, made_readable
from qzqd.write.scalar import value_written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.finding import Finding
    from qzqd.read.problem import Edit


class QuickFix(NamedTuple):
    """What is done, the edits that do it, and the finding that goes; None for all of the file."""

    title: Text
    edits: list[Edit]
    finding: Finding | None = None


def mendings(data: bytes, asked: Sequence[Finding], findings: Sequence[Finding]) -> Iterator[QuickFix]:
    """The fixes of the findings that are asked about, then the one of all, where there is more than one.

    data: the file as it is in the editor. findings: all of the file.
    """
    for finding in asked:
        done = _made(data, [finding])
        if done:
            yield QuickFix(_title(finding), done, finding)
    everything = [finding for finding in findings if finding.fix is not None or finding.code in MENDED]
    if len(everything) > 1 and any(finding in everything for finding in asked):
        done = _made(data, everything)
        if done:
            yield QuickFix(ALL, done)


ALL = Text("修复本文件中能安全修复的全部问题", "mend all in this file that is safe to mend")


def _made(data: bytes, findings: Sequence[Finding]) -> list[Edit]:
    """The edits that mend the findings; none where that is not safe. What keeps the file from being read comes first."""
    try:
        before = data.removeprefix(source.BOM).decode()
        after = data
        if any(finding.code in MENDED for finding in findings):
            after, _ = made_readable(data)
        if after == data:
            wanted = fixes.wanted(LineIndex(before), list(findings))
            after, _ = fixes.apply(data, [fix for _, fix in wanted]) if wanted else (data, [])
    except (Refused, Unsafe, UnicodeDecodeError):
        return []
    return edits(before, after.removeprefix(source.BOM).decode())


def _title(finding: Finding) -> Text:
    if isinstance(finding.fix, list):
        count = len(finding.fix)
        return Text(f"{finding.code}：写成 {count} 项", f"{finding.code}: write {count} entries")
    if finding.fix is None:
        return Text(f"{finding.code}：修复", f"{finding.code}: mend")
    word = finding.fix if isinstance(finding.fix, str) else value_written(finding.fix)
    return Text(f"{finding.code}：改成 {word}", f"{finding.code}: write {word}")
