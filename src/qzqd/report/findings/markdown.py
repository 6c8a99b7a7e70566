"""For a comment on a pull request: the sum first, then a table for each file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.regex import regex
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import safe
from qzqd.report.paper.tally import by_path, summary, tally
from qzqd.report.paper.words import SEVERITY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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

# As an entity a sign is text, never structure. What GitHub and GitLab turn into links and pictures they look for
# in the finished text, where an entity no longer helps but a zero-width space does.
_SIGN = regex(r"[\\`*_\[\]<>|~&$]")
_LINKED = regex(
    r"""[@#!](?=\w)|[$%~&^](?=[a-z0-9"])"""  # people, issues, merge requests, snippets, milestones, labels
    r"|:(?=//)|(?<![a-z0-9])(?:www(?=\.)|GH-(?=\d))|:(?=[\w+-]+(?::|$))",  # addresses, issues, emoji, also one that a colon of ours ends
    re.IGNORECASE,
)
_HASH = regex(r"(?<![0-9a-z_])(?=[0-9]*+[a-f])[0-9a-f]{7,64}(?![0-9a-z_])", re.IGNORECASE)
"""What may be a commit. Digits alone are dates and codes, which people copy."""
_NO_HASH = regex(r".{6}(?=.)")
_ZERO_WIDTH = "\u200b"


class FindingsTable(NamedTuple):
    """Rows, what frames them, and how many there are."""

    before: str
    rows: Iterable[str]
    after: str
    size: int


class FittedComment(NamedTuple):
    """Parts of a comment, and how many rows found no room."""

    parts: list[str]
    left: int


def render(outcome: Outcome, page: Page) -> str:
    """A comment of at most `LARGEST` characters; its last line counts what was left out."""
    language = page.language
    notes = (escape(note.in_(language)) for note in provenance_notes(outcome.catalogues))
    parts = [_TITLE.in_(language), summary(outcome).in_(language), *notes]
    found = fitted(file_tables(outcome.findings, language), room_beside(parts))
    parts += found.parts
    if found.left:
        parts.append(_truncated(len(outcome.findings) - found.left, found.left).in_(language))
    return "\n\n".join(parts) + "\n"


def room_beside(parts: Iterable[str]) -> int:
    """Characters that a comment has left beside these parts and a closing line."""
    return LARGEST - _CLOSING - sum(len(part) + 2 for part in parts)


def fitted(sections: Iterable[FindingsTable], room: int) -> FittedComment:
    """As many rows as there is room for, in characters."""
    parts: list[str] = []
    left = 0
    for section in sections:
        room -= len(section.before) + len(section.after) + 4
        rows: list[str] = []
        for row in section.rows if room > 0 else ():
            room -= len(row) + 1
            if room < 0:
                break
            rows.append(row)
        if rows:
            parts.append("\n".join((section.before, *rows)) + section.after)
        left += section.size - len(rows)
    return FittedComment(parts, left)


def file_tables(findings: Sequence[Finding], language: Language) -> Iterator[FindingsTable]:
    """A table for each file."""
    for path, found in by_path(findings).items():
        before, after = _frame(path, found, language)
        yield FindingsTable(before, (_row(finding, language) for finding in found), after, len(found))


def _frame(path: str, findings: list[Finding], language: Language) -> tuple[str, str]:
    heading = f"{escape(safe(path))} — {tally(findings).in_(language)}"
    table = f"\n\n{_COLUMNS.in_(language)}\n{_RULE}"
    if len(findings) <= _LONG:
        return f"#### {heading}{table}", ""
    return f"<details><summary>{heading}</summary>{table}", "\n\n</details>"


def _row(finding: Finding, language: Language) -> str:
    place = "" if finding.span == Span() else f"{finding.span.line}:{finding.span.column}"
    severity = f"{SEVERITY[finding.severity].in_(language)} {finding.code}"
    texts = (escape(safe(text)) for text in (finding.item or "", finding.message.in_(language)))
    return f"| {' | '.join((severity, place, *texts, '<br>'.join(_mend(finding, language))))} |"


def _mend(finding: Finding, language: Language) -> Iterator[str]:
    if finding.help:
        yield escape(safe(finding.help.in_(language)))
    if finding.paste:
        yield verbatim(safe(finding.paste))


def _truncated(shown: int, left: int) -> Text:
    return Text(
        f"篇幅所限，这里列出 {shown} 个问题，另有 {left} 个没有列出。运行 qzqd validate 可以看到全部问题。",
        f"{shown} findings are listed; {left} more did not fit. Run qzqd validate to see them all.",
    )


def escape(text: str) -> str:
    """Safe text as nothing but text: no markup, no link, no picture, nobody mentioned."""
    text = _HASH.sub(lambda found: _NO_HASH.sub(_broken, found[0]), _LINKED.sub(_broken, text))
    return _entities(text).replace(_ZERO_WIDTH, "&#8203;")


def verbatim(text: str) -> str:
    """Safe text that is there to be copied: nothing is put into it, and nothing in code is turned into links."""
    return f"<code>{_entities(text)}</code>"


def _broken(found: re.Match[str]) -> str:
    return found[0] + _ZERO_WIDTH


def _entities(text: str) -> str:
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};", text)
