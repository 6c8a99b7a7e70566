"""A sheet of XlsxWriter that writes its rows itself: all of them as wide as the table, and every cell a text.

XlsxWriter asks of each cell what it holds, what it looks like and where it stands, which is most of what a workbook costs.
What it makes of the same rows is the same bytes. Imported only when a workbook is made, since XlsxWriter is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from qzqd.office.excel import LONGEST, cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format

_EMPTY = -1
_RICH, _RICH_END = "<r>", "</r>"
_USUAL = 20
"""Pixels of a row of which nothing is said."""


class TextSheet(Worksheet):  # type: ignore[misc]
    """Rows are counted from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._text_rows: list[tuple[float, list[int], tuple[Format, ...]]] = []

    @property
    def filled(self) -> int:
        """How many rows there are."""
        return len(self._text_rows)

    def add_texts(self, texts: Iterable[str | None], forms: tuple[Format, ...], height: float) -> None:
        """One more row, so many points high; None is an empty cell."""
        numbers = [_EMPTY if text is None else self._number(text) for text in texts]
        self._text_rows.append((height, numbers, forms))

    def put(self, top: int, left: int, bottom: int, right: int, text: str, form: Format) -> None:
        """A text in a cell of the rows that there are, or in one over several of them."""
        if (top, left) != (bottom, right):
            self.merge_range(top, left, bottom, right, "", form)
        number = self._number(text)
        for at in range(top, bottom + 1):
            height, numbers, forms = self._text_rows[at]
            for column in range(left, right + 1):
                numbers[column], number = number, _EMPTY
            looks = (*forms[:left], *[form] * (right + 1 - left), *forms[right + 1 :])
            self._text_rows[at] = height, numbers, looks

    def end(self) -> None:
        """Say how far the rows reach, once all are there."""
        _, numbers, forms = self._text_rows[-1]
        self.write_blank(0, 0, None, forms[0])
        self.write_blank(self.filled - 1, len(numbers) - 1, None, forms[0])

    def _number(self, text: str) -> int:
        """The number of a text among those that the cells of the workbook share."""
        if len(text) > LONGEST // 2:
            text = cut(text, LONGEST)
        if text.startswith(_RICH) and text.endswith(_RICH_END):
            text += " "  # or XlsxWriter would take it for markup of its own
        return int(self.str_table._get_shared_string_index(text))

    def _write_rows(self) -> None:
        """In the place of XlsxWriter's own."""
        columns = [xl_col_to_name(at) for at in range(len(self._text_rows[0][1]))]
        known: dict[tuple[Format, ...], list[tuple[str, int]]] = {}
        for row, (height, numbers, forms) in enumerate(self._text_rows, 1):
            if (looks := known.get(forms)) is None:
                indexes = [form._get_xf_index() for form in forms]
                looks = known[forms] = [*zip(columns, indexes, strict=True)]
            cells = [
                f'<c r="{column}{row}" s="{look}" t="s"><v>{number}</v></c>'
                if number != _EMPTY
                else f'<c r="{column}{row}" s="{look}"/>'
                for (column, look), number in zip(looks, numbers, strict=True)
            ]
            self.fh.write(f'<row r="{row}" spans="1:{len(columns)}"{_height(height)}>{"".join(cells)}</row>')


@cache
def _height(points: float) -> str:
    """As Excel has it: in whole pixels, and told where it is not the usual one."""
    pixels = int(points * 4 / 3 + 0.5)
    return "" if pixels == _USUAL else f' ht="{pixels * 0.75:.16g}" customHeight="1"'
