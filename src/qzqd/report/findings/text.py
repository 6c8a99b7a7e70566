"""For people at a terminal: each finding with the line at fault and carets under the fault."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.report.paper.provenance import provenance_in_short
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.snippet import snippet
from qzqd.report.paper.tally import by_path, summary
from qzqd.report.paper.terminal import NARROWEST, Painter, cells, wrap
from qzqd.report.paper.words import SEVERITY, explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.outcome import ListBrief, Outcome
    from qzqd.report import Page

MOST = 10
"""How many findings of one code are shown of one file."""

ALIKE = 3
"""So many findings that say the same of different items are told as one."""

NAMED = 20
"""So many places of such a finding are named."""


_ITEM = Text("事项", "item")
_WORKSPACE = "."
"""The path of what is said of no file in particular."""
_ORIGIN = Text("原表", "from")


def render(outcome: Outcome, page: Page) -> str:
    """Findings by file, then the sum of the run and where the lists come from."""
    notes = (summary(outcome), *provenance_in_short(outcome.catalogues))
    blocks = [*finding_blocks(outcome.findings, outcome.catalogues, page), closing(notes, page)]
    return inert("\n\n".join(blocks)) + "\n"


def finding_blocks(findings: Sequence[Finding], catalogues: Sequence[ListBrief], page: Page) -> Iterator[str]:
    """Blocks of lines: for each file one with its name, then one for each finding. Safe, not yet inert."""
    paint = Painter(page.colour)
    titles = {checked.path: checked.title for checked in catalogues}
    for path, found in by_path(findings).items():
        if path != _WORKSPACE:
            yield paint(safe(f"{path}  {titles.get(path, '')}".rstrip()), "heading")
        yield from _blocks(found, page, paint)


def closing(notes: Iterable[Text], page: Page) -> str:
    """The notes at the end of a report, each on lines of its own."""
    width = max(page.width, NARROWEST)
    return "\n".join(line for note in notes for line in wrap(note.in_(page.language), width))


def _blocks(findings: list[Finding], page: Page, paint: Painter) -> Iterator[str]:
    """What has one cause is told once, with all the places that it is in."""
    seen: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for first, *others in _causes(findings):
        seen[first.code] += 1
        if page.whole or seen[first.code] <= MOST:
            yield "\n".join((*_lines(first, page, paint), *_elsewhere(others, page)))
        else:
            left[first.code] += 1 + len(others)
    if left:
        lines = (
            Text(
                f"另有 {count} 处 {code}，用 --output 问题.txt 看全部",
                f"{count} more of {code}: --output findings.txt has them all",
            )
            for code, count in sorted(left.items())
        )
        yield "\n".join(line.in_(page.language) for line in lines)


def _causes(findings: list[Finding]) -> Iterator[list[Finding]]:
    """The findings, but that those which say the same of many items stand together where the first of them stood."""
    groups: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        alike = (finding.code, finding.message, finding.value) if finding.item and finding.value else number
        groups.setdefault(alike, []).append(finding)
    for group in groups.values():
        if len(group) >= ALIKE:
            yield group
        else:
            yield from ([finding] for finding in group)


def _elsewhere(others: list[Finding], page: Page) -> Iterator[str]:
    """Where the same is wrong, too."""
    if others:
        shown = others if page.whole else others[:NAMED]
        named = "、".join(f"{safe(str(finding.item))}:{finding.span.line}" for finding in shown)
        more = len(others) > len(shown)
        message = Text(
            f"同样的问题另有 {len(others)} 处（事项:行）：{named}{'，等；用 --output 问题.txt 看全部' if more else ''}",
            f"the same {len(others)} more times (item:line): {named.replace('、', ', ')}"
            f"{', and more: --output findings.txt has them all' if more else ''}",
        )
        yield from wrap(message.in_(page.language), max(page.width, NARROWEST))


def _lines(finding: Finding, page: Page, paint: Painter) -> Iterator[str]:
    language, severity = page.language, finding.severity
    yield (
        paint(f"{SEVERITY[severity].in_(language)}[{finding.code}]", severity)
        + " "
        + safe(finding.message.in_(language))
    )
    place = safe(finding.path)
    if finding.span != Span():
        place += f":{finding.span.line}:{finding.span.column}"
    item = f"   {_ITEM.in_(language)} {safe(finding.item)}" if finding.item else ""
    yield f"  {paint('-->', 'place')} {place}{item}"
    if finding.origin:
        yield f"      {_ORIGIN.in_(language)} {safe(finding.origin)}"
    yield from _shown(finding, page, paint)
    for line in finding.paste.splitlines():  # whole, however long it is
        yield f"  {safe(line)}"
    yield paint(explained(finding.code).in_(language), "quiet")


def _shown(finding: Finding, page: Page, paint: Painter) -> Iterator[str]:
    remedy = safe(finding.help.in_(page.language)) if finding.help else ""
    width = max(page.width, NARROWEST)
    number = str(finding.span.line) if finding.excerpt else " "
    margin = " " * len(number)
    if finding.excerpt:
        room = width - len(f"{number} | ")
        line, indent, carets = snippet(finding.excerpt, finding.span, room)
        beside = bool(remedy) and indent + carets + 1 + cells(remedy) <= room
        marks = "^" * carets + (f" {remedy}" if beside else "")
        yield f"{paint(f'{number} |', 'place')} {line}"
        yield f"{paint(f'{margin} |', 'place')} {' ' * indent}{paint(marks, finding.severity)}"
        if beside:
            return
    if remedy:
        sign = f"{margin} = "
        for part in wrap(remedy, width - len(sign)):
            yield paint(sign, "place") + part
            sign = " " * len(sign)
