"""The workbook to edit: a sheet for each list, one row an item, and a sheet with what stands above the items."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from qzqd.locale import Text
from qzqd.office.editing import marks
from qzqd.office.editing.cells import CellText
from qzqd.office.editing.columns import ID, EditedColumn, of_header, of_items, options
from qzqd.office.excel import fast_book, tabs
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from qzqd.locale import Language
    from qzqd.office.listed import ExportedList

HEADERS = Text("清单信息", "Lists")
_CHOICES = "_values"
"""The hidden sheet with values to choose from that are too long for the rule of a cell."""
_CHOICES_MOST = 255
_SPARE = 1_000
"""Rows below the last one that offer the same choices."""
_NARROW, _SHORT, _LONG = 12, 24, 50
"""Widths of columns, in characters."""
_LINE = 500
_NOTE = {"x_scale": 2.0, "y_scale": 1.6, "author": "qzqd"}
_ALLOWED = dict.fromkeys(
    (
        "format_cells",
        "format_columns",
        "format_rows",
        "insert_rows",
        "insert_columns",
        "delete_rows",
        "autofilter",
    ),
    True,
)
_NOT_OFFERED = Text("不在下拉的值里，确定要这样写吗？", "This is not one of the listed values. Keep it?")


def write(answer: Sequence[ExportedList], path: Path, language: Language) -> None:
    """Put it in the place of `path`. Raises OfficeMissing, and what `atomic.replace` raises."""
    atomic.replace(path, made(answer, language))


def made(lists: Sequence[ExportedList], language: Language) -> bytes:
    """The workbook. Raises OfficeMissing."""
    buffer = BytesIO()
    book = fast_book(buffer, lists[0].title, constant_memory=True)
    writer = _Writer(book, language)
    *names, header = tabs([*(each.title for each in lists), HEADERS.in_(language)])
    tables = [
        writer.table(marks.MarkedTable(name, each.kind, each.id, each.edition), *_items(each))
        for name, each in zip(names, lists, strict=True)
    ]
    tables.append(writer.table(marks.MarkedTable(header, "", ""), *_headers(lists)))
    writer.hidden(tables)
    book.close()
    return buffer.getvalue()


KeyedRows = list[tuple[str, "CellText", "Mapping[str, Any]", "frozenset[tuple[str, ...]]"]]
"""The key of every row, what writes its cells, the record, and the columns that it has."""


def _items(listed: ExportedList) -> tuple[list[EditedColumn], KeyedRows]:
    items = listed.data["items"]
    columns = of_items(listed.schema, items)
    filled = {column.path for column in columns if any(column.of(item) is not None for item in items)}
    columns.sort(key=lambda column: column.later and column.path not in filled)
    cells, paths = CellText(listed.schema), frozenset(column.path for column in columns)
    return columns, [(str(item["id"]), cells, item, paths) for item in items]


def _headers(lists: Sequence[ExportedList]) -> tuple[list[EditedColumn], KeyedRows]:
    """The columns of all kinds together; a list has those of its own."""
    columns: dict[tuple[str, ...], EditedColumn] = {}
    rows: KeyedRows = []
    for listed in lists:
        own = of_header(listed.schema)
        for column in own:
            columns.setdefault(column.path, column)
        paths = frozenset(column.path for column in own)
        rows.append((listed.id, CellText(listed.schema), listed.data, paths))
    return sorted(columns.values(), key=lambda column: column.path != ID), rows


class _Writer:
    def __init__(self, book: Any, language: Language) -> None:
        self.book, self.language = book, language
        form = {"num_format": "@", "text_wrap": True, "valign": "top"}
        grey = {"bg_color": "#D9D9D9"}
        self.open: Format = book.add_format({**form, "locked": False})
        self.locked: Format = book.add_format({**form, **grey})
        self.heading: Format = book.add_format({**form, **grey, "bold": True, "border": 1})
        self.choices: list[list[str]] = []

    def table(
        self, table: marks.MarkedTable, columns: list[EditedColumn], rows: KeyedRows
    ) -> marks.MarkedTable:
        """One sheet; the table comes back with the marks of its cells."""
        sheet: Worksheet = self.book.add_worksheet(table.sheet)
        table.paths = [column.path for column in columns]
        table.titles = [column.title.in_(self.language) for column in columns]
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _width(column), self.locked if column.locked else self.open)
        sheet.set_column(len(columns), len(columns) + 20, _SHORT, self.open)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, table.titles[at], self.heading)
            sheet.write_comment(0, at, column.about.in_(self.language), _NOTE)
        forms = [self.locked if column.locked else self.open for column in columns]
        by_key: dict[str, list[tuple[int, EditedColumn]]] = {}
        for at, column in enumerate(columns):
            by_key.setdefault(column.path[0], []).append((at, column))
        for row, (key, cells, record, paths) in enumerate(rows, 1):
            marked = [marks.EMPTY] * len(columns)
            found = (pair for name in record for pair in by_key.get(name, ()))
            for at, column in sorted(found, key=_place):
                if text := cells.written(column.node, column.of(record)):
                    sheet.write_string(row, at, text, forms[at])
                    marked[at] = marks.mark(text)
            for at, column in enumerate(columns) if len(paths) < len(columns) else ():
                if column.path not in paths:
                    sheet.write_blank(row, at, None, self.locked)
            table.rows[key] = "".join(marked)
        for at, column in enumerate(columns):
            self._offer(sheet, at, len(rows) + _SPARE, column)
        sheet.freeze_panes(1, min(2, len(columns)))
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.protect("", _ALLOWED)
        return table

    def _offer(self, sheet: Worksheet, at: int, last: int, column: EditedColumn) -> None:
        """The values of a field to choose from; where there may be several, or others, only as a help."""
        offered = options(column.node)
        if not offered or column.locked:
            return
        rule: dict[str, Any] = {"validate": "list", "source": self._source(offered)}
        if "items" in column.node:
            rule["show_error"] = False
        elif "x-extensible" in column.node:
            rule |= {"error_type": "warning", "error_message": _NOT_OFFERED.in_(self.language)}
        sheet.data_validation(1, at, last, at, rule)

    def _source(self, offered: list[str]) -> list[str] | str:
        if len(",".join(offered)) <= _CHOICES_MOST and not any("," in each for each in offered):
            return offered
        from xlsxwriter.utility import xl_col_to_name

        if offered not in self.choices:
            self.choices.append(offered)
        letter = xl_col_to_name(self.choices.index(offered))
        return f"={_CHOICES}!${letter}$1:${letter}${len(offered)}"

    def hidden(self, tables: Iterable[marks.MarkedTable]) -> None:
        """What the workbook remembers of its lists, and the values that did not fit into the rules of cells."""
        sheet: Worksheet = self.book.add_worksheet(marks.SHEET)
        sheet.very_hidden()
        for row, texts in enumerate(marks.lines(tables)):
            for at, text in enumerate(texts):
                sheet.write_string(row, at, text)
        if self.choices:
            sheet = self.book.add_worksheet(_CHOICES)
            sheet.very_hidden()
            for row in range(max(map(len, self.choices))):
                for at, offered in enumerate(self.choices):
                    if row < len(offered):
                        sheet.write_string(row, at, offered[row])


def _place(pair: tuple[int, EditedColumn]) -> int:
    return pair[0]


def _width(column: EditedColumn) -> int:
    node = column.node
    if "enum" in node or node.get("format") == "date" or node.get("type") in ("integer", "number"):
        return _NARROW
    return _LONG if "items" in node or node.get("maxLength", 0) > _LINE else _SHORT
