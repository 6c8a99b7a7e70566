"""Safe fixes, written to the file; every other byte stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cli.language import chosen, say
from qzqd.read.lines import Lines
from qzqd.read.problem import Refused
from qzqd.read.source import BOM
from qzqd.report.safe import safe
from qzqd.write import atomic, fixes
from qzqd.write.proof import Unsafe, reason

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding


def mend(path: Path, findings: list[Finding]) -> list[str]:
    """Apply the fixes of one file; a line for each that was made, or one that says why none was."""
    try:
        source = path.read_bytes()
        wanted = _wanted(Lines(source.removeprefix(BOM).decode()), findings)
        mended, made = fixes.apply(source, [fix for _, fix in wanted])
        if mended != source:
            atomic.replace(path, mended, expected=source)
    except (OSError, UnicodeDecodeError, Refused, Unsafe) as error:
        return [safe(f"{path}{say('：', ': ')}{reason(error).in_(chosen())}") + "\n"]
    done = set(made)
    return [_told(finding) for finding, fix in wanted if fix in done]


def _wanted(lines: Lines, findings: list[Finding]) -> list[tuple[Finding, fixes.Fix]]:
    """The fixes, by offset; none for a line that is no longer what was checked."""
    wanted = []
    for finding in findings:
        span = finding.target or finding.span
        if span.end_line <= len(lines.starts) and lines.line(span.line).startswith(finding.excerpt):
            start = lines.starts[span.line - 1] + span.column - 1
            end = lines.starts[span.end_line - 1] + span.end_column - 1
            wanted.append((finding, fixes.Fix((start, end), finding.fix or "")))
    return wanted


def _told(finding: Finding) -> str:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    line = finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]
    text = say(
        f'已修复 {place} {finding.code}：{line} → "{finding.fix}"',
        f'mended {place} {finding.code}: {line} → "{finding.fix}"',
    )
    return safe(text) + "\n"
