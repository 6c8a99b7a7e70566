"""For people at a terminal: each finding with the line at fault and carets under the fault."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import inert, safe
from qzqd.report.paper.snippet import snippet
from qzqd.report.paper.tally import by_path, summary
from qzqd.report.paper.terminal import Painter, cells, wrap
from qzqd.report.paper.words import SEVERITY, explained

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.outcome import Checked, Outcome
    from qzqd.report import Page

MOST = 10
"""How many findings of one code are shown of one file."""

NARROWEST = 40
"""What no terminal is taken to be narrower than, in cells."""

_ITEM = Text("事项", "item")
_ORIGIN = Text("原表", "from")


def render(outcome: Outcome, page: Page) -> str:
    """Findings by file, then the sum of the run and where the lists come from."""
    notes = (summary(outcome), *provenance_notes(outcome.catalogues))
    blocks = [*told(outcome.findings, outcome.catalogues, page), closing(notes, page)]
    return inert("\n\n".join(blocks)) + "\n"


def told(findings: Sequence[Finding], catalogues: Sequence[Checked], page: Page) -> Iterator[str]:
    """Blocks of lines: for each file one with its name, then one for each finding. Safe, not yet inert."""
    paint = Painter(page.colour)
    titles = {checked.path: checked.title for checked in catalogues}
    for path, found in by_path(findings).items():
        yield paint(safe(f"{path}  {titles.get(path, '')}".rstrip()), "heading")
        yield from _blocks(found, page, paint)


def closing(notes: Iterable[Text], page: Page) -> str:
    """The notes at the end of a report, each on lines of its own."""
    width = max(page.width, NARROWEST)
    return "\n".join(line for note in notes for line in wrap(note.in_(page.language), width))


def _blocks(findings: list[Finding], page: Page, paint: Painter) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.code] += 1
        if seen[finding.code] <= MOST:
            yield "\n".join(_lines(finding, page, paint))
    more = [(code, count - MOST) for code, count in sorted(seen.items()) if count > MOST]
    if more:
        lines = (Text(f"另有 {count} 处 {code}", f"{count} more of {code}") for code, count in more)
        yield "\n".join(line.in_(page.language) for line in lines)


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
