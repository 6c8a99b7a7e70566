"""Safe fixes, written to the file; every other byte stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cli.language import say
from qzqd.read.positions import Lines
from qzqd.report.safe import safe
from qzqd.write import atomic, fixes

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding

_BOM = b"\xef\xbb\xbf"


def mend(path: Path, findings: list[Finding]) -> list[str]:
    """Apply the fixes of one file; a line for each that was made."""
    source = path.read_bytes()
    text = source.removeprefix(_BOM)
    lines = Lines(text.decode())
    wanted = []
    for finding in findings:
        start = lines.starts[finding.span.line - 1] + finding.span.column - 1
        end = lines.starts[finding.span.end_line - 1] + finding.span.end_column - 1
        wanted.append(fixes.Fix((start, end), finding.fix or ""))
    mended, made = fixes.apply(text, wanted)
    if mended != text:
        prefix = _BOM if source.startswith(_BOM) else b""
        atomic.replace(path, prefix + mended, expected=source)
    return [_told(finding) for finding, fix in zip(findings, wanted, strict=True) if fix in made]


def _told(finding: Finding) -> str:
    place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
    line = finding.excerpt[finding.span.column - 1 : finding.span.end_column - 1]
    text = say(
        f"已修复 {place} {finding.code}：{line} → {finding.fix}",
        f"mended {place} {finding.code}: {line} → {finding.fix}",
    )
    return safe(text) + "\n"
