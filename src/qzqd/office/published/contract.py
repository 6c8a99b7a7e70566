"""Whole lists for programs: as they are stored, every field of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.report.paper.jsontext import contract_text, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.listed import ExportedList
    from qzqd.report import Page


def render(answer: Sequence[ExportedList], page: Page) -> str:  # noqa: ARG001  (no words of ours are in it)
    """One JSON document."""
    return escaped(contract_text({"catalogues": [each.data for each in answer]}, depth=4))
