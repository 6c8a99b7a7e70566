"""For people with a browser: one file that asks for no other, a map of units × items to look into."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.coverage import gaps
from qzqd.report.coverage.answers import Answers
from qzqd.report.coverage.carried import Carried
from qzqd.report.coverage.words import EMPTY, UNREADABLE, checked, summary
from qzqd.report.paper.markup import plain
from qzqd.report.paper.provenance import provenance_notes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import Coverage
    from qzqd.locale import Language

_TAG = Text("zh-CN", "en")
_TITLE = Text("清单承接情况", "Coverage of the catalogues")
_SKIP = Text("跳到正文", "Skip to the content")
_CONTENTS = Text("目录", "Contents")
_SOURCES = Text("来源", "Sources")
_CLOSE = Text("关闭", "Close")
_FILE = Text("文件", "File")
_ADOPTED = Text("承接的版本", "Edition adopted")
_PRESENT = Text("现行版本", "Present edition")


def render(coverage: Coverage, language: Language) -> str:
    """A whole HTML document, ending in a line break; to read and to print takes neither script nor network."""
    return _Document(coverage, language).text()


class _Document:
    def __init__(self, coverage: Coverage, language: Language) -> None:
        self._coverage = coverage
        self._language = language
        self._anchored = {f"list-{at}": baseline for at, baseline in enumerate(coverage.baselines, 1)}

    def text(self) -> str:
        style, script = _resource("page.css"), _resource("page.js")
        return Template(_resource("page.html")).substitute(
            lang=_TAG.in_(self._language),
            title=self._say(_TITLE),
            style=style,
            style_hash=_hash(style),
            script=script,
            script_hash=_hash(script),
            dialog="\n".join(self._dialog()),
            body="\n".join(self._body()),
        )

    def _say(self, text: Text) -> str:
        return plain(text.in_(self._language))

    def _body(self) -> Iterator[str]:
        yield f'<a class="skip" href="#content">{self._say(_SKIP)}</a>'
        yield from self._header()
        answers = Answers(self._coverage, self._language)
        yield '<main id="content" tabindex="-1">'
        yield from answers.gates()
        for anchor, baseline in self._anchored.items():
            yield from Carried(baseline, anchor, self._language).section()
        yield from answers.others()
        yield "</main>"
        yield from self._sources()

    def _header(self) -> Iterator[str]:
        yield f"<header>\n<h1>{self._say(_TITLE)}</h1>"
        if self._coverage.unreadable:
            yield f'<p class="alarm" role="alert">{self._say(UNREADABLE)}</p>'
        if self._anchored:
            yield from self._contents()
        else:
            yield f'<p class="sum">{self._say(EMPTY)}</p>'
        yield "</header>"

    def _contents(self) -> Iterator[str]:
        """The sum of each baseline, which leads to it."""
        yield f'<nav aria-label="{self._say(_CONTENTS)}">\n<ul class="sum">'
        for anchor, baseline in self._anchored.items():
            yield f'<li><a href="#{anchor}">{self._say(summary(baseline))}</a></li>'
        yield "</ul>\n</nav>"

    def _sources(self) -> Iterator[str]:
        if notes := provenance_notes(checked(self._coverage, self._language)):
            yield f'<footer aria-label="{self._say(_SOURCES)}">'
            yield from (f"<p>{self._say(note)}</p>" for note in notes)
            yield "</footer>"

    def _dialog(self) -> Iterator[str]:
        """Where the script puts what is known of one cell: every word of ours stands here already."""
        fields = {
            "status": gaps.STATUS,
            "reason": gaps.REASON,
            "unit": gaps.UNIT,
            "item": gaps.ITEM_ID,
            "category": gaps.CATEGORY,
            "office": gaps.OFFICE,
            "department": gaps.DEPARTMENT,
            "adopted": _ADOPTED,
            "present": _PRESENT,
            "file": _FILE,
        }
        yield '<dialog aria-labelledby="cell-title">\n<h2 id="cell-title"></h2>\n<dl>'
        for name, title in fields.items():
            yield f'<div data-field="{name}"><dt>{self._say(title)}</dt><dd></dd></div>'
        yield f'</dl>\n<button type="button">{self._say(_CLOSE)}</button>\n</dialog>'


def _resource(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(content: str) -> str:
    """As a content security policy names what it allows."""
    return b64encode(sha256(content.encode()).digest()).decode()
