"""Safe fixes, written to the file; every other byte stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cli.language import about, say
from qzqd.read import source
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Refused
from qzqd.write import atomic, fixes
from qzqd.write.proof import Unsafe, reason
from qzqd.write.readable import MendedSlip, made_readable
from qzqd.write.scalar import value_written

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.read.workspace import WorkspaceFile


def mend(entry: WorkspaceFile, findings: list[Finding], max_bytes: int) -> list[str]:
    """Apply the fixes of one file; a line for each that was made, or one that says why none was.

    What keeps it from being read comes first, and by itself: it moves everything that stands behind it.
    """
    try:
        raw = source.read(entry.path, entry.root, max_bytes)
        mended, slips = made_readable(raw)
        if slips:
            atomic.replace(entry.path, mended, raw, entry.root)
            return [_mended(entry.name, slip) for slip in slips]
        if all(finding.fix is None for finding in findings):
            return []
        wanted = fixes.wanted(LineIndex(raw.removeprefix(source.BOM).decode()), findings)
        mended, made = fixes.apply(raw, [fix for _, fix in wanted])
        if mended != raw:
            atomic.replace(entry.path, mended, raw, entry.root)
    except (OSError, UnicodeDecodeError, Refused, Unsafe) as error:
        return [about(entry.path, reason(error))]
    done = {fix.offsets for fix in made}
    return [_told(finding) for finding, fix in wanted if fix.offsets in done]


def _mended(name: str, slip: MendedSlip) -> str:
    place = f"{name}:{slip.line}:{slip.column}"
    message = slip.message
    return say(f"已修复 {place} {slip.code}：{message.zh}", f"mended {place} {slip.code}: {message.en}")


def _told(finding: Finding) -> str:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    line = finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]
    if isinstance(finding.fix, list):
        count = len(finding.fix)
        return say(
            f"已修复 {place} {finding.code}：写成 {count} 项",
            f"mended {place} {finding.code}: now {count} entries",
        )
    word = f'"{finding.fix}"' if isinstance(finding.fix, str) else value_written(finding.fix or "")
    return say(
        f"已修复 {place} {finding.code}：{line} → {word}",
        f"mended {place} {finding.code}: {line} → {word}",
    )
