"""Whole lists for programs: as they are stored, every field of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import qzqd
from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.safe import safe_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.listed import Listed
    from qzqd.report import Page


def render(answer: Sequence[Listed], page: Page) -> str:  # noqa: ARG001  (no words of ours are in it)
    """One JSON document."""
    document = {
        "schema_version": 1,
        "tool": {"name": "qzqd", "version": qzqd.__version__},
        "catalogues": [_harmless(each.data) for each in answer],
    }
    return dump(document, depth=4)


def _harmless(value: Any) -> Any:
    """The same data with every text as a terminal or an editor may show it; line breaks stay."""
    if isinstance(value, str):
        return safe_lines(value)
    if isinstance(value, dict):
        return {key: _harmless(each) for key, each in value.items()}
    return [_harmless(each) for each in value] if isinstance(value, list) else value
