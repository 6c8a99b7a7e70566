"""For people with a browser or a printer: one file that asks for no other, both editions side by side."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from qzqd.compare.change import LABELS, Comparison
from qzqd.finding import Span
from qzqd.locale import Text
from qzqd.report.changes.sheet import ITEM, NEW, OLD, Sheet
from qzqd.report.changes.words import (
    SUSPECTED,
    differs,
    groups,
    heading,
    sources,
    summary,
    suspected,
    verdict,
)
from qzqd.report.paper.markup import plain
from qzqd.report.paper.tally import tally
from qzqd.report.paper.words import SEVERITY, remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import Finding
    from qzqd.report import Page

_TAG = {"zh": "zh-CN", "en": "en"}
_TITLE = Text("权责清单调整对照表", "Changes of the catalogues")
_SKIP = Text("跳到调整内容", "Skip to the changes")
_CONTENTS = Text("目录", "Contents")
_SHOW = Text("显示", "Show")
_FINDINGS = Text("问题", "Findings")
_SEVERITY = Text("级别", "Severity")
_MESSAGE = Text("问题和改法", "Finding and remedy")
_PLACE = Text("位置", "Place")
_SOURCES = Text("来源", "Sources")
_UNREADABLE = Text(
    "有清单没有读到或没有比较，本页不完整：没有列出的不等于没有调整。",
    "Some lists could not be read or compared, so this page is incomplete: what it does not show may have changed.",
)
_DELETED = Text("［删去：", "[deleted: ")
_INSERTED = Text("［增加：", "[inserted: ")
_ENDED = Text("］", "]")
_HIDING = "  body:has(#show-{0}:not(:checked)) .{0} {{ display: none; }}"


def render(comparison: Comparison, page: Page) -> str:
    """A whole HTML document; to read, choose and print takes no script and no network."""
    return _Document(comparison, page).text()


class _Document:
    def __init__(self, comparison: Comparison, page: Page) -> None:
        self._comparison = comparison
        self._language = page.language
        self._differing = {
            f"list-{number}": compared
            for number, compared in enumerate(filter(differs, comparison.catalogues), 1)
        }
        self._groups = self._occurring()

    def text(self) -> str:
        template = Template(Path(__file__).with_name("page.html").read_text("utf-8"))
        return template.substitute(
            lang=_TAG[self._language],
            title=self._say(_TITLE),
            deleted=self._say(_DELETED),
            inserted=self._say(_INSERTED),
            ended=self._say(_ENDED),
            hiding="\n".join(map(_HIDING.format, self._groups)),
            body="\n".join(self._body()),
        )

    def _say(self, text: Text) -> str:
        return plain(text.in_(self._language))

    def _occurring(self) -> dict[str, Text]:
        """The groups that occur, by the class that their tables have."""
        titles = {group.title for compared in self._differing.values() for group in groups(compared)}
        found: dict[str, Text] = {kind: label for kind, label in LABELS.items() if label in titles}
        if any(map(suspected, self._differing.values())):
            found["suspected"] = SUSPECTED
        return found

    def _body(self) -> Iterator[str]:
        yield f'<a class="skip" href="#changes">{self._say(_SKIP)}</a>'
        yield from self._header()
        if len(self._differing) + bool(self._comparison.findings) > 1:
            yield from self._contents()
        if len(self._groups) > 1:
            yield from self._choice()
        yield '<main id="changes" tabindex="-1">'
        judged = any(map(verdict, self._comparison.changes()))
        for anchor, compared in self._differing.items():
            yield from Sheet(compared, self._language, judged=judged).section(anchor)
        if self._comparison.findings:
            yield from self._findings()
        yield "</main>"
        yield from self._sources()

    def _header(self) -> Iterator[str]:
        sides = ((OLD, self._comparison.old), (NEW, self._comparison.new))
        names = (
            f'<span class="quiet">{self._say(side)}</span> <code>{plain(name)}</code>' for side, name in sides
        )
        yield f"<header>\n<h1>{self._say(_TITLE)}</h1>"
        yield f"<p>{' → '.join(names)}</p>"
        yield f'<p class="sum">{self._sum(self._comparison)}</p>'
        if self._comparison.unreadable:
            yield f'<p class="alarm" role="alert">{self._say(_UNREADABLE)}</p>'
        yield "</header>"

    def _sum(self, comparison: Comparison) -> str:
        return " · ".join(map(self._say, summary(comparison)))

    def _contents(self) -> Iterator[str]:
        yield f'<nav aria-label="{self._say(_CONTENTS)}">\n<ul>'
        for anchor, compared in self._differing.items():
            link = f'<a href="#{anchor}">{self._say(heading(compared))}</a>'
            yield f"<li>{link} — {self._sum(Comparison('', '', [compared]))}</li>"
        if findings := self._comparison.findings:
            yield f'<li><a href="#findings">{self._say(_FINDINGS)}</a> — {self._say(tally(findings))}</li>'
        yield "</ul>\n</nav>"

    def _choice(self) -> Iterator[str]:
        yield f"<fieldset>\n<legend>{self._say(_SHOW)}</legend>"
        for css, title in self._groups.items():
            box = f'<input type="checkbox" id="show-{css}" checked autocomplete="off">'
            yield f"<label>{box} {self._say(title)}</label>"
        yield "</fieldset>"

    def _findings(self) -> Iterator[str]:
        columns = (_SEVERITY, _MESSAGE, ITEM, _PLACE)
        heads = "".join(f'<th scope="col">{self._say(column)}</th>' for column in columns)
        yield f'<section aria-labelledby="findings">\n<h2 id="findings">{self._say(_FINDINGS)}</h2>'
        yield f'<table class="findings" aria-labelledby="findings">\n<thead><tr>{heads}</tr></thead>\n<tbody>'
        yield from map(self._finding, self._comparison.findings)
        yield "</tbody>\n</table>\n</section>"

    def _finding(self, finding: Finding) -> str:
        place = "" if finding.span == Span() else f":{finding.span.line}:{finding.span.column}"
        severity = f"{self._say(SEVERITY[finding.severity])} {plain(finding.code)}"
        help = "".join(f'<div class="quiet">{plain(line)}</div>' for line in remedy(finding, self._language))
        return (
            f'<tr><th scope="row" class="{finding.severity}">{severity}</th>'
            f'<td class="text">{self._say(finding.message)}{help}</td>'
            f"<td>{plain(finding.item or '')}</td><td>{plain(finding.path + place)}</td></tr>"
        )

    def _sources(self) -> Iterator[str]:
        if notes := sources(self._comparison):
            yield f'<footer aria-label="{self._say(_SOURCES)}">'
            yield from (f"<p>{self._say(note)}</p>" for note in notes)
            yield "</footer>"
