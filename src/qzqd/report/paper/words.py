"""What several reports say in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from qzqd.finding import Finding, Severity
    from qzqd.locale import Language

COLON = Text("：", ": ")
SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("警告", "warning"),
    "info": Text("提示", "info"),
}


def described(finding: Finding, language: Language) -> str:
    """What is wrong and with which item; the remedy on lines of its own. Safe."""
    item = Text(f"（事项 {finding.item}）", f" (item {finding.item})").in_(language) if finding.item else ""
    return "\n".join((safe(finding.message.in_(language) + item), *remedy(finding, language)))


def remedy(finding: Finding, language: Language) -> list[str]:
    """How to mend it, and below that the lines to paste, if any. Safe."""
    help = finding.help.in_(language) if finding.help else ""
    return [safe(line) for line in (help, *finding.paste.splitlines()) if line]


def explained(code: str) -> Text:
    """Where to read more about a rule."""
    return Text(f"说明：qzqd explain {code}", f"explanation: qzqd explain {code}")


def plural(count: int, noun: str) -> str:
    """English only: `1 file`, `2 files`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
