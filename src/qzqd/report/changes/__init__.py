"""The comparison of two editions in every format. A format is one module, imported only when it is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from qzqd.report import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.compare.change import Comparison
    from qzqd.locale import Language

FORMATS = {
    "text": "text",
    "json": "contract",
    "github": "github",
    "sarif": "sarif",
    "junit": "junit",
    "markdown": "markdown",
    "html": "html",
}
"""Name of a format to the module here that renders it."""


def render(
    comparison: Comparison,
    format: str,
    language: Language,
    *,
    colour: bool = False,
    width: int = 80,
    stat: bool = False,
) -> str:
    """The whole report, ending in a line break; with `stat`, the counts alone, for a terminal.

    Raises KeyError for an unknown format. The text holds no control character but line breaks (and, with
    `colour`, our own colour codes), no bidi control and no lone surrogate, whatever the files hold.
    """
    module = import_module(f"{__name__}.{'stat' if stat else FORMATS[format]}")
    rendering = cast("Callable[[Comparison, Page], str]", module.render)
    return rendering(comparison, Page(language, colour, width))
