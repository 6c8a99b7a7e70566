"""For a comment on a pull request: the sum first, then a table for each file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.report.provenance import provenance_notes
from qzqd.report.safe import safe
from qzqd.report.tally import by_path, summary, tally
from qzqd.report.words import SEVERITY

if TYPE_CHECKING:
    from qzqd.locale import Language
    from qzqd.outcome import Outcome
    from qzqd.report import Page

LARGEST = 60_000
"""Characters of the whole comment; GitHub refuses one of more than 65,536."""

_CLOSING = 500
_LONG = 10
_TITLE = Text("### 权责清单检查结果", "### Check of the catalogues")
_COLUMNS = Text("| 级别 | 位置 | 事项 | 问题 | 改法 |", "| severity | place | item | finding | remedy |")
_RULE = "| --- | --- | --- | --- | --- |"

# As an entity a sign is text, never structure. Names, numbers and addresses are looked for in the finished
# text, where an entity no longer helps but a zero-width space does.
_MARKUP = re.compile(
    r"(?P<sign>[\\`*_\[\]<>|~&$])|[@#!](?=\w)|:(?=//)|\bwww(?=\.)|\bGH-(?=\d)", re.IGNORECASE
)


def render(outcome: Outcome, page: Page) -> str:
    """A comment of at most `LARGEST` characters; its last line counts what was left out."""
    language = page.language
    notes = (_escape(note.in_(language)) for note in provenance_notes(outcome.catalogues))
    parts = [_TITLE.in_(language), summary(outcome).in_(language), *notes]
    room = LARGEST - _CLOSING - sum(len(part) + 2 for part in parts)
    shown = 0
    for path, findings in by_path(outcome.findings).items():
        before, after = _frame(path, findings, language)
        room -= len(before) + len(after) + 4
        rows: list[str] = []
        for finding in findings:
            row = _row(finding, language)
            room -= len(row) + 1
            if room < 0:
                break
            rows.append(row)
        if rows:
            parts.append("\n".join((before, *rows)) + after)
            shown += len(rows)
        if room < 0:
            break
    if left := len(outcome.findings) - shown:
        parts.append(_truncated(shown, left).in_(language))
    return "\n\n".join(parts) + "\n"


def _frame(path: str, findings: list[Finding], language: Language) -> tuple[str, str]:
    heading = f"{_escape(safe(path))} — {tally(findings).in_(language)}"
    table = f"\n\n{_COLUMNS.in_(language)}\n{_RULE}"
    if len(findings) <= _LONG:
        return f"#### {heading}{table}", ""
    return f"<details><summary>{heading}</summary>{table}", "\n\n</details>"


def _row(finding: Finding, language: Language) -> str:
    place = "" if finding.span == Span() else f"{finding.span.line}:{finding.span.column}"
    texts = (
        finding.item or "",
        finding.message.in_(language),
        finding.help.in_(language) if finding.help else "",
    )
    severity = f"{SEVERITY[finding.severity].in_(language)} {finding.code}"
    return f"| {' | '.join((severity, place, *(_escape(safe(text)) for text in texts)))} |"


def _truncated(shown: int, left: int) -> Text:
    return Text(
        f"篇幅所限，这里列出 {shown} 个问题，另有 {left} 个没有列出。运行 qzqd validate 可以看到全部问题。",
        f"{shown} findings are listed; {left} more did not fit. Run qzqd validate to see them all.",
    )


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};" if found["sign"] else f"{found[0]}&#8203;", text)
