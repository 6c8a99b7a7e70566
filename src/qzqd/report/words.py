"""What several reports say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.safe import safe

if TYPE_CHECKING:
    from qzqd.finding import Finding, Severity
    from qzqd.locale import Language

SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}


def described(finding: Finding, language: Language) -> str:
    """What is wrong and with which item; the remedy on a line of its own. Safe."""
    item = Text(f"（事项 {finding.item}）", f" (item {finding.item})").in_(language) if finding.item else ""
    remedy = f"\n{safe(finding.help.in_(language))}" if finding.help else ""
    return safe(finding.message.in_(language) + item) + remedy


def explained(code: str) -> Text:
    """Where to read more about a rule."""
    return Text(f"说明：qzqd explain {code}", f"explanation: qzqd explain {code}")


def plural(count: int, noun: str) -> str:
    """English only: `1 file`, `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
