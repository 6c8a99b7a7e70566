"""Text that a document tells in pieces and paragraphs."""

from __future__ import annotations

from qzqd.tables.limits import CELL, too_much_text


class Writing:
    """What has been written so far in one place."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._rest: list[str] | None = None

    def add(self, text: str, *, struck: bool = False) -> None:
        """More of the same line, perhaps struck through. Raises Refused where no cell is so long."""
        if struck and self._rest is None:
            self._rest = [*self._parts]
        elif self._rest is not None and not struck:
            self._rest.append(text)
        self._parts.append(text)
        if len(self._parts) > CELL:
            raise too_much_text()

    def line(self) -> None:
        """From here on the next line."""
        self.add("\n")

    def unstruck(self) -> str | None:
        """What of it is not struck through; None where nothing is."""
        return None if self._rest is None else "".join(self._rest).strip()

    def take(self) -> str:
        """All of it, without the white space around it; nothing is left."""
        text = "".join(self._parts).strip()
        self._parts, self._rest = [], None
        return text
