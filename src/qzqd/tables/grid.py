"""A sheet, CSV or Word table as cells that a person sees, with its merges and what nobody sees. It knows no kind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qzqd.tables.delimited import DelimitedLines

CellPlace = tuple[int, int]
"""Row and column, both counted from 1 as Excel numbers them: (7, 2) is B7."""


class CellRange(NamedTuple):
    """A rectangle of cells; all four edges belong to it."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a place lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


class Floating(NamedTuple):
    """Text outside the cells, such as a text box, or a paragraph beside a Word table.

    row, column: the cell that its upper left corner lies over. Row 0 is above the table, a row beyond the
    last is below it.
    """

    text: str
    row: int = 0
    column: int = 0


AnnotationKind = Literal["deleted", "footnote", "comment", "picture", "object"]


BESIDE: dict[AnnotationKind, Text] = {
    "deleted": Text(
        "修订里删去的内容，按接受修订以后读取", "taken away by a tracked change, read as accepted"
    ),
    "footnote": Text(
        "脚注，没有读；要留的写到表格里", "a footnote, not read; write it into the table to keep it"
    ),
    "comment": Text("批注，没有读", "a comment, not read"),
    "picture": Text("图片，里面的文字没有读", "a picture, in which nothing is read"),
    "object": Text(
        "嵌入的对象，里面的内容没有读；另存出来再导入",
        "an embedded object, in which nothing is read; save it as a file to import it",
    ),
}
"""What is said of each kind."""


class Annotation(NamedTuple):
    """What a document has beside the text of a cell, or of none: row and column 0.

    kind: deleted, what a tracked change that nobody has accepted takes away; footnote; comment; picture or object, what is
    embedded, by its name.
    """

    kind: AnnotationKind
    text: str
    row: int = 0
    column: int = 0


@dataclass(frozen=True)
class Grid:
    """One table.

    rows: by number, ascending, the cells from column A to the last that holds anything; rows that hold nothing are
    left out. The text is what the cell shows, line breaks included, without the white space around it.
    held: of cells that show less than they hold, or show it differently, what they hold: a number with up to fifteen
    digits, or a moment in ISO form.
    formulas: of cells that are worked out, the formula as far as the file tells it; their text is the stored result.
    unseen: text that the file has and nobody sees: in cells under a merge, and hidden text of Word.
    struck: of cells with text that is struck through, all of it as it stands there; `rows` have only what is not.
    annotations: what stands beside the text.
    perhaps_struck: ranges with text that a condition may strike through; whether it does, is not worked out.
    continues: whether only blank paragraphs part it from the Word table before it, which has the same columns.
    source: the lines of a CSV.
    """

    name: str
    rows: Mapping[int, list[str]]
    merges: tuple[CellRange, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    floating: tuple[Floating, ...] = ()
    held: Mapping[CellPlace, str] = field(default_factory=dict, repr=False)
    formulas: Mapping[CellPlace, str] = field(default_factory=dict, repr=False)
    unseen: Mapping[CellPlace, str] = field(default_factory=dict, repr=False)
    struck: Mapping[CellPlace, str] = field(default_factory=dict, repr=False)
    annotations: tuple[Annotation, ...] = ()
    perhaps_struck: tuple[CellRange, ...] = ()
    continues: bool = False
    source: DelimitedLines | None = field(default=None, repr=False)

    @cached_property
    def first_row(self) -> int:
        """The number of the first row that holds anything; 0 where there is none."""
        return min(self.rows, default=0)

    @cached_property
    def last_row(self) -> int:
        """The number of the last row that holds anything; 0 where there is none."""
        return max(self.rows, default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds anything; 0 where there is none."""
        return max(map(len, self.rows.values()), default=0)

    def text(self, row: int, column: int) -> str:
        """What a person sees at a place: anywhere in a merge, the text of its first cell; "" for nothing."""
        return self._own(*self.anchor(row, column))

    def value(self, row: int, column: int) -> str:
        """What the cell holds: a number without its format, a moment in full; else its text."""
        place = self.anchor(row, column)
        return self.held.get(place) or self._own(*place)

    def filled(self, row: int) -> list[str]:
        """The texts of a row as a person sees them, those of merges in every cell that they cover."""
        cells = self.rows.get(row, [])
        for merge in self._across.get(row, ()):
            right = min(merge.right, self.last_column)
            cells = [*cells, *[""] * (right - len(cells))]
            cells[merge.left - 1 : right] = [self._own(merge.top, merge.left)] * (right - merge.left + 1)
        return cells

    def anchor(self, row: int, column: int) -> CellPlace:
        """The first cell of the merge that covers a place; the place itself where none does."""
        around = self._across.get(row, ()) if row in self.rows else self.merges
        for merge in around:
            if merge.holds(row, column):
                return merge.top, merge.left
        return row, column

    def cells(self) -> Iterator[tuple[int, int, str]]:
        """Row, column and text of every cell that shows anything, each merge once."""
        for row, cells in self.rows.items():
            for column, text in enumerate(cells, 1):
                if text:
                    yield row, column, text

    def address(self, row: int, column: int) -> str:
        """B7; of any place in a merge, its first cell."""
        return address(*self.anchor(row, column))

    def with_struck(self) -> Grid:
        """The same with what is struck through, as if it were not."""
        if not self.struck and not self.perhaps_struck:
            return self
        rows = {row: [*cells] for row, cells in self.rows.items()}
        for (row, column), text in self.struck.items():
            cells = rows.setdefault(row, [])
            cells += [""] * (column - len(cells))
            cells[column - 1] = text
        return replace(self, rows=dict(sorted(rows.items())), struck={}, perhaps_struck=())

    def _own(self, row: int, column: int) -> str:
        cells = self.rows.get(row, ())
        return cells[column - 1] if column <= len(cells) else ""

    @cached_property
    def _across(self) -> dict[int, list[CellRange]]:
        """By row that holds anything, the merges that cover cells of it."""
        across: dict[int, list[CellRange]] = {}
        for merge, rows in crossings(self.merges, list(self.rows)):
            for row in rows:
                across.setdefault(row, []).append(merge)
        return across


def crossings(merges: Iterable[CellRange], rows: Sequence[int]) -> Iterator[tuple[CellRange, Sequence[int]]]:
    """Every merge with those of the rows, ascending, that it covers cells of."""
    for merge in merges:
        yield merge, rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]


@dataclass(frozen=True, slots=True)
class Workbook:
    """All tables of a file, in its order.

    format: xlsx, xls, ods, docx or csv, by what the bytes are. encoding: of a CSV, such as GBK; else "".
    """

    name: str
    format: str
    grids: tuple[Grid, ...]
    encoding: str = ""

    def with_struck(self) -> Workbook:
        """The same with what is struck through, as if it were not."""
        return replace(self, grids=tuple(grid.with_struck() for grid in self.grids))


def letters(column: int) -> str:
    """A, B, …, Z, AA: the name of a column."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(row: int, column: int) -> str:
    """The cell as Excel names it."""
    return f"{letters(column)}{row}"
