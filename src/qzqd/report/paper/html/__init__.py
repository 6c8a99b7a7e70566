"""Pages for a browser, from templates in which no text is ever markup: one base, one style sheet, one script.

Imported only when a page is made, since Jinja2 is.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qzqd.finding import Span
from qzqd.locale import Text
from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.safe import safe_data, safe_lines
from qzqd.report.paper.words import SEVERITY

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.locale import Language

_HERE = Path(__file__).parent
_TAG: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
_SKIP = Text("跳到正文", "Skip to the content")
_SOURCES = Text("来源", "Sources")
_CONTENTS = Text("栏目", "Contents")
_NO_MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}

FINDINGS = Text("问题", "Findings")
FINDING = (
    Text("级别", "Severity"),
    Text("问题和改法", "Finding and remedy"),
    Text("事项", "Item"),
    Text("位置", "Place"),
)
"""The columns of a table of findings."""


class HtmlCell(NamedTuple):
    """A cell of a table that is more than text. beside: in small print behind it; look: a class of the style sheet."""

    text: str | Text
    beside: str | Text = ""
    look: str = ""


def page(
    template: str,
    folder: Path,
    language: Language,
    *,
    style: str = "",
    script: bool = False,
    **known: Any,
) -> str:
    """A whole document, ending in a line break, that runs nothing and asks for nothing but what stands in it.

    template: in this folder, extending `base.html` of ours. style: what this page alone needs beside the style
    sheet. script: whether the page has anything for the script. known: what the template may name; a `Text` comes
    out in the language of the page. No text can be markup, nor holds a character that a browser would obey.
    """
    styles = [style_sheet(), style] if style else [style_sheet()]
    scripts = [_resource("script.js")] if script else []
    document = _environment(folder, language).get_template(template)
    rendered = document.render(styles=[*map(Markup, styles)], scripts=[*map(Markup, scripts)], **known)
    return safe_lines(rendered)


def fragment(template: str, folder: Path, language: Language, **known: Any) -> str:
    """What a template makes that extends none: a part of a page, in which no text can be markup either."""
    return safe_lines(_environment(folder, language).get_template(template).render(known))


def json_for_script(value: Any, depth: int) -> Markup:
    """Data for a script of type `application/json`, in which no browser finds markup. depth: as `dump` has it."""
    return Markup(dump(safe_data(value), depth).translate(_NO_MARKUP))  # noqa: S704 (nothing is left that could be markup)


def findings_rows(findings: list[Finding]) -> list[tuple[HtmlCell | str, ...]]:
    """Findings as rows under `FINDING`."""
    return [_finding(finding) for finding in findings]


def _finding(finding: Finding) -> tuple[HtmlCell | str, ...]:
    severity = SEVERITY[finding.severity]
    title = Text(f"{severity.zh} {finding.code}", f"{severity.en} {finding.code}")
    remedy = [text for text in (finding.help, Text(finding.paste, finding.paste)) if text and text.zh]
    beside = Text("\n", "\n").join(remedy)
    place = "" if finding.span == Span() else f":{finding.span.line}:{finding.span.column}"
    return (
        HtmlCell(title, look=finding.severity),
        HtmlCell(finding.message, beside),
        finding.item or "",
        finding.path + place,
    )


@cache
def _environment(folder: Path, language: Language) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder, _HERE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=lambda value: value.in_(language) if isinstance(value, Text) else value,
    )
    environment.globals |= {
        "tag": _TAG[language],
        "skip": _SKIP,
        "sources_title": _SOURCES,
        "contents_title": _CONTENTS,
        "zip": zip,
    }
    environment.filters["digest"] = _digest
    return environment


@cache
def _digest(content: str) -> str:
    """As a content security policy names what it allows."""
    return b64encode(sha256(content.encode()).digest()).decode()


def style_sheet() -> str:
    """What every page looks like."""
    return _resource("style.css")


@cache
def _resource(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
