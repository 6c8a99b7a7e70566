"""Rows of tables as markup. The same items, lists and words stand in many of them: each is escaped once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qzqd.locale import Language
    from qzqd.site.facts import Link


class TableRow(NamedTuple):
    """anchor: "" for none. ended: whether it is of something that is cancelled."""

    cells: Sequence[str | Text | Link]
    anchor: str = ""
    ended: bool = False


class RowWriter:
    """Of one site in one language: what templates ask for rows."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._known: dict[Text | Link, str] = {}

    def __call__(self, columns: Sequence[str | Text], rows: Iterable[TableRow], naming: int = 0) -> Markup:
        """naming: the column that says what a row is of. On a narrow screen every other cell shows its heading."""
        frames = [(f'<td data-label="{self._shown(title)}">', "</td>") for title in columns]
        frames[naming] = ('<th scope="row">', "</th>")
        shown, pieces = self._shown, []
        for cells, anchor, ended in rows:
            look = ' class="ended"' if ended else ""
            pieces.append(f'<tr id="{_escaped(anchor)}"{look}>' if anchor else f"<tr{look}>")
            for (start, end), cell in zip(frames, cells, strict=True):
                pieces += start, shown(cell), end
            pieces.append("</tr>\n")
        return Markup("".join(pieces))  # noqa: S704 (every cell is escaped)

    def _shown(self, cell: str | Text | Link) -> str:
        if isinstance(cell, str):
            return _escaped(cell)
        known = self._known.get(cell)
        if known is None:
            known = escape(cell.in_(self._language) if isinstance(cell, Text) else cell)
            self._known[cell] = known
        return known


@lru_cache(10_000)
def _escaped(text: str) -> str:
    return str(escape(text))
