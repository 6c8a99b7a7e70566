"""The answer of `coverage` in every format. A format is one module, imported only when it is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from qzqd.report import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.cover.coverage import By, Coverage
    from qzqd.locale import Language

FORMATS = {
    "text": "text",
    "json": "contract",
    "markdown": "markdown",
    "csv": "csv",
    "badge": "badge",
    "lcov": "lcov",
    "html": "html",
}
"""Name of a format to the module here that renders it."""


def render(
    coverage: Coverage,
    format: str,
    language: Language,
    *,
    by: By = "unit",
    colour: bool = False,
    width: int = 80,
) -> str:
    """The whole report, ending in a line break. Raises KeyError for an unknown format.

    by: what the counts are told apart by; a badge, lcov and HTML always go by unit. The text holds no control
    character but line breaks (and, with `colour`, our own colour codes), no bidi control and no lone surrogate,
    whatever the files hold; CSV begins with the byte order mark that Excel asks for.
    """
    module = import_module(f"{__name__}.{FORMATS[format]}")
    if format == "html":
        return cast("str", module.render(coverage, language))
    rendering = cast("Callable[[Coverage, Page, By], str]", module.render)
    return rendering(coverage, Page(language, colour, width), by)
