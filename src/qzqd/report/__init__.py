"""The answer of a run in every format. A format is one module, imported only when it is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.locale import Language
    from qzqd.outcome import Outcome

FORMATS = {
    "text": "findings.text",
    "json": "findings.contract",
    "github": "findings.github",
    "gitlab": "findings.gitlab",
    "sarif": "findings.sarif",
    "junit": "findings.junit",
    "markdown": "findings.markdown",
}
"""Name of a format to the module here that renders it."""


class Page(NamedTuple):
    """What a report is written on; `width` is in terminal cells. Only `text` minds colour and width."""

    language: Language
    colour: bool = False
    width: int = 80


def render(
    outcome: Outcome, format_name: str, language: Language, *, colour: bool = False, width: int = 80
) -> str:
    """The whole report, ending in a line break. Raises KeyError for an unknown format.

    The text holds no control character but line breaks (and, with `colour`, our own colour codes),
    no bidi control and no lone surrogate, whatever the files hold.
    """
    module = import_module(f"{__name__}.{FORMATS[format_name]}")
    rendering = cast("Callable[[Outcome, Page], str]", module.render)
    return rendering(outcome, Page(language, colour, width))
