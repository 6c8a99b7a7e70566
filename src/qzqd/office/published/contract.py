"""Whole lists for programs: as they are stored, every field of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import qzqd
from qzqd.characters import plainly_visible
from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.safe import safe_data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.listed import ExportedList
    from qzqd.report import Page


def render(answer: Sequence[ExportedList], page: Page) -> str:  # noqa: ARG001  (no words of ours are in it)
    """One JSON document."""
    text = _document([each.data for each in answer])
    if "\\" not in text and plainly_visible(text):  # nothing in it can be unsafe
        return text
    return _document([safe_data(each.data) for each in answer])


def _document(catalogues: list[Any]) -> str:
    tool = {"name": "qzqd", "version": qzqd.__version__}
    return dump({"schema_version": 1, "tool": tool, "catalogues": catalogues}, depth=4)
