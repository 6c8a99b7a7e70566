"""Published figures, worked out again, in every format. A format is one module, imported only when it is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from qzqd.report import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.cover.coverage import Coverage
    from qzqd.locale import Language

FORMATS = {
    "text": "claims_text",
    "json": "claims_contract",
    "markdown": "claims_markdown",
    "csv": "claims_csv",
}
"""Name of a format to the module here that renders it."""


def render(
    coverage: Coverage, format: str, language: Language, *, colour: bool = False, width: int = 80
) -> str:
    """The claims of a coverage and its findings, ending in a line break. Raises KeyError for an unknown format.

    The text holds no control character but line breaks (and, with `colour`, our own colour codes), no bidi control
    and no lone surrogate, whatever the files hold; CSV begins with the byte order mark that Excel asks for.
    """
    module = import_module(f"qzqd.report.coverage.{FORMATS[format]}")
    rendering = cast("Callable[[Coverage, Page], str]", module.render)
    return rendering(coverage, Page(language, colour, width))
