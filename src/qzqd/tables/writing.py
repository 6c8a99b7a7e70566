"""Text that a document tells in pieces and paragraphs."""

from __future__ import annotations

from qzqd.tables.limits import CELL, too_much_text


class Writing:
    """What has been written so far in one place."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """More of the same line. Raises Refused where no cell is so long."""
        self._parts.append(text)
        if len(self._parts) > CELL:
            raise too_much_text()

    def line(self) -> None:
        """From here on the next line."""
        self.add("\n")

    def take(self) -> str:
        """All of it, without the white space around it; nothing is left."""
        text = "".join(self._parts).strip()
        self._parts = []
        return text
