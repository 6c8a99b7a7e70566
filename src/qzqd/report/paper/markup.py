"""Text in XML: nothing in it is markup."""

from __future__ import annotations

from html import escape

from qzqd.report.paper.safe import safe_lines


def plain(text: str) -> str:
    """The text for an element, or for an attribute in quotes; its line breaks are kept."""
    return escape(safe_lines(text))
