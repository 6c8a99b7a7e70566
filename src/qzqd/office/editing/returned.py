"""A workbook that was edited in a spreadsheet: what it changes in the list it was made of."""

from __future__ import annotations

import copy
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.office.editing.cells import CellText, UnreadableCell, as_returned
from qzqd.office.editing.columns import ID, EditedColumn, mappings, of_header, of_items
from qzqd.office.editing.marks import SHEET, mark
from qzqd.office.editing.records import fresh_ids, nested, put, together
from qzqd.office.editing.sheets import ReturnedSheet, headed, renamed, sheet_of
from qzqd.office.handback.earlier import begins_with_finding
from qzqd.office.handback.note import is_untouched, lists_findings
from qzqd.tables.grid import BESIDE, address
from qzqd.tables.headings import heading_key
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from qzqd.finding import FieldPath
    from qzqd.kinds import SchemaNode
    from qzqd.office.editing.marks import MarkedTable
    from qzqd.open.catalogue import Item
    from qzqd.tables.grid import Workbook


_EXTRA: FieldPath = ("extra",)
_NAME: FieldPath = ("name",)
_NUMBER: FieldPath = ("seq",)
_SEVERAL = 3


class ReturnRemark(NamedTuple):
    """Something that somebody has to know of a cell, a row or a column. place: Sheet1!C7, or the name of the sheet."""

    place: str
    message: Text


@dataclass(slots=True)
class Returned:
    """data: the list with everything the workbook changes.

    cells: by id, or "" for the header, and the path of a field, where it stands. faults: what has to be mended before anything is
    written. remarks: what was left as it is in the list, and why. removed: ids that the workbook no longer has.
    """

    data: Item
    cells: dict[tuple[str, FieldPath], str] = field(default_factory=dict)
    faults: list[ReturnRemark] = field(default_factory=list)
    remarks: list[ReturnRemark] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def returned(
    book: Workbook,
    table: MarkedTable,
    tables: Sequence[MarkedTable],
    data: Item,
    schema: SchemaNode,
    level_of: Callable[[str], str | None],
) -> Returned:
    """What came back of one list, beside `data`, the list as it is now. Nothing of `data` is changed.

    tables: all that the workbook was made with.
    """
    result = Returned({**data})
    reader = _Reader(book, tables, result, schema, level_of)
    for headers in tables:
        if not headers.id:
            reader.header(headers)
    reader.items(table)
    return result


def added_sheets(book: Workbook, tables: Sequence[MarkedTable]) -> Iterator[ReturnRemark]:
    """Sheets that somebody has added: nothing tells which list their rows belong to."""
    known = {SHEET, *(table.sheet for table in tables)}
    known |= {grid.name for table in tables if (grid := sheet_of(book, table, tables))}
    for grid in book.grids:
        if grid.rows and grid.name not in known and not (lists_findings(grid) and is_untouched(grid)):
            yield ReturnRemark(grid.name, _ADDED_SHEET)


class _Reader:
    def __init__(
        self,
        book: Workbook,
        tables: Sequence[MarkedTable],
        result: Returned,
        schema: SchemaNode,
        level_of: Callable[[str], str | None],
    ) -> None:
        self.book, self.tables, self.result, self.schema = book, tables, result, schema
        self.values = CellText(schema, level_of)
        self.changes: dict[FieldPath, list[tuple[str, str]]] = {}

    def header(self, table: MarkedTable) -> None:
        """The row of the list in the sheet with the headers of all lists."""
        items = self.result.data["items"]
        head = {name: value for name, value in self.result.data.items() if name != "items"}
        found = self._sheet(table, {column.path: column for column in of_header(self.schema)})
        if found is not None:
            rows = [row for key, row in found.ids() if key == head["id"]]
            for row in rows[:1]:
                head = self._record(found, row, head["id"], head, "")
            if len(rows) != 1:
                self._remark(found.grid.name, _NO_ROW if not rows else _TWICE)
        self.result.data = {**head, "items": items}

    def items(self, table: MarkedTable) -> None:
        """Every row of the sheet with the items."""
        old: list[Item] = self.result.data["items"]
        columns = {column.path: column for column in of_items(self.schema, old)}
        found = self._sheet(table, columns)
        if found is None:
            return
        known = {item["id"]: item for item in old}
        rows = [*found.ids()]
        again = {key for key, times in Counter(key for key, _ in rows).items() if key and times > 1}
        given = {key for key, _ in rows}
        made: list[Item] = []
        fresh = (key for key in fresh_ids(dict.fromkeys((*known, *table.rows))) if key not in given)
        for key, row in rows:
            if key in again:
                self._fault(found, row, ID, _TWICE)
            elif key in known:
                made.append(self._record(found, row, key, known[key], key))
            elif key in table.rows:
                self._remark(found.place(row, 1), _GONE_MEANWHILE)
            elif twin := self._twin(found, row, known.values(), given):
                self._fault(found, row, ID, _of_twin(twin, key))
            else:
                own = key or next(fresh)
                item = self._record(found, row, key, {"id": own}, own)
                if len(item) > 1:
                    made.append(item)
                else:
                    self._remark(found.place(row, 1), _NO_ITEM)
        self._unheaded(found)
        for each in found.grid.annotations:
            if each.row > found.top and not begins_with_finding(each.text):
                said = BESIDE[each.kind]
                told = Text(f"{said.zh}：{each.text}", f"{said.en}: {each.text}")
                self._remark(found.place(each.row, each.column), told)
        self._moved_apart(found)
        self.result.removed = [key for key in known if key not in given and key in table.rows]
        self.result.data = {**self.result.data, "items": together(old, made)}

    def _twin(
        self, sheet: ReturnedSheet, row: int, items: Iterable[Item], given: Collection[str]
    ) -> Item | None:
        """The item of which a row without its id is: one that the workbook no longer has, and that is called so."""
        at = next((at for at, column in sheet.columns.items() if column.path == _NAME), 0)
        name = heading_key(sheet.grid.text(row, at)) if at else ""
        for item in items if name else ():
            alike = heading_key(str(item.get("name", ""))) == name
            if (
                alike
                and item["id"] not in given
                and item["id"] in sheet.table.rows
                and "repealed" not in item
            ):
                return item
        return None

    def _moved_apart(self, sheet: ReturnedSheet) -> None:
        """Tell of a column whose cells have only changed places: somebody may have sorted it and not the others."""
        for column in sheet.columns.values():
            changes = self.changes.get(column.path, ())
            before, now = sorted(old for old, _ in changes), sorted(new for _, new in changes)
            if len(changes) >= _SEVERAL and before == now and column.path != _NUMBER:
                self._remark(sheet.grid.name, _sorted_apart(column.title, len(changes)))

    def _unheaded(self, sheet: ReturnedSheet) -> None:
        """Tell of what stands under no heading."""
        grid = sheet.grid
        headings = {at for at, text in enumerate(grid.filled(sheet.top), 1) if text}
        for row, cells in grid.rows.items():
            for at, text in enumerate(cells, 1):
                if text and row < sheet.top:
                    self._remark(sheet.place(row, at), _ABOVE)
                elif text and at not in headings:
                    self._remark(sheet.place(row, at), _UNHEADED)

    def _sheet(self, table: MarkedTable, columns: dict[FieldPath, EditedColumn]) -> ReturnedSheet | None:
        grid = sheet_of(self.book, table, self.tables)
        if grid is None:
            self._remark(table.sheet, _NO_SHEET)
            return None
        if grid.name != table.sheet:
            self._remark(grid.name, _SHEET_RENAMED)
        self.result.faults += [
            ReturnRemark(f"{grid.name}!{address(*place)}", _STRUCK) for place in sorted(grid.struck)
        ]
        top, id_at = headed(grid, table)
        found = ReturnedSheet(table, grid, top, {})
        self._name(found, columns, id_at)
        if not any(column.path == ID for column in found.columns.values()):
            self.result.faults.append(ReturnRemark(grid.name, _NO_ID))
            return None
        there = {column.path for column in found.columns.values()}
        gone = [columns[path].title for path in table.paths if path in columns and path not in there]
        if gone:
            lost = COMMA.join(gone)
            message = Text(
                f"没有了的栏目，清单里不变：{lost.zh}", f"columns that are gone change nothing: {lost.en}"
            )
            self._remark(grid.name, message)
        return found

    def _name(self, found: ReturnedSheet, columns: dict[FieldPath, EditedColumn], id_at: int) -> None:
        """Say which field each column is, by its heading, else by what it holds."""
        table, headings = found.table, found.grid.filled(found.top)
        known = {heading_key(title): column for column in columns.values() for title in column.title}
        others = {heading_key(title) for title in table.titles} - known.keys()
        there = {known[word].path for word in map(heading_key, headings) if word in known}
        lost = [path for path in table.paths if path in columns and path not in there]
        for at, text in enumerate(headings, 1):
            if not (word := heading_key(text)) or word in others:
                continue  # a column of other lists in the same sheet
            column = known.get(word)
            if column is None and id_at and (path := renamed(found, at, id_at, lost)):
                column = columns[path]
                self._remark(found.place(found.top, at), _heading_renamed(text, column.title))
            column = column or self._entry(table, text)
            place = found.place(found.top, at)
            if column is None:
                self.result.faults.append(ReturnRemark(place, _NO_FIELD))
            elif any(column.path == other.path for other in found.columns.values()):
                self.result.faults.append(ReturnRemark(place, _HEADING_TWICE))
            else:
                found.columns[at] = column

    def _entry(self, table: MarkedTable, text: str) -> EditedColumn | None:
        """The column of an entry of a mapping that no item has yet; a heading that nothing knows is an `extra`."""
        heading = as_returned(text)
        if not table.id:
            return None
        holders = mappings(self.schema)
        begin = next((begin for begin in holders if heading.startswith(begin) and heading != begin), "")
        path = (*holders[begin], heading.removeprefix(begin)) if begin else (*_EXTRA, heading)
        made = of_items(self.schema, [nested(path)])
        return next((column for column in made if column.path == path), None)

    def _record(self, sheet: ReturnedSheet, row: int, key: str, old: Item, subject: str) -> Item:
        """An item, or the header, with what its row changes."""
        changed = old
        for at, column in sheet.columns.items():
            self.result.cells[subject, column.path] = sheet.place(row, at)
            text = as_returned(sheet.grid.text(row, at))
            before = sheet.table.mark(key, column.path)
            if (before and mark(text) == before) or (column.locked and not before):
                continue  # what is locked and stands in a new row was copied with it
            written = as_returned(self.values.written(column.node, column.of(old)))
            if text == written or column.path == ID:
                continue
            why = self._hindrance(sheet, row, at, column, old, mark(written) if before else "")
            if why:
                (self.result.remarks if why is _EDITED else self.result.faults).append(
                    ReturnRemark(
                        sheet.place(row, at),
                        Text(f"{column.title.zh}：{why.zh}", f"{column.title.en}: {why.en}"),
                    )
                )
                continue
            try:
                value = self.values.read(column.node, text, sheet.grid.value(row, at)) if text else None
            except UnreadableCell as error:
                self._fault(sheet, row, column.path, error.message)
                continue
            self.changes.setdefault(column.path, []).append((written, text))
            if changed is old:
                changed = copy.deepcopy(old)
            put(changed, column.path, value)
        return changed

    def _hindrance(
        self, sheet: ReturnedSheet, row: int, at: int, column: EditedColumn, old: Item, now: str
    ) -> Text | None:
        """Why a change is not taken over. now: the mark of the cell as it would be written today."""
        if column.locked:
            return _LOCKED
        if now and now != sheet.table.mark(old["id"], column.path):
            return _EDITED
        if self.values.lossy(column.node, column.of(old)):
            return _LOSSY
        if (row, at) in sheet.grid.formulas and sheet.grid.text(row, at).startswith("#"):
            return _NO_RESULT
        return None

    def _fault(self, sheet: ReturnedSheet, row: int, path: FieldPath, message: Text) -> None:
        at = next(at for at, column in sheet.columns.items() if column.path == path)
        title = sheet.columns[at].title
        self.result.faults.append(
            ReturnRemark(sheet.place(row, at), Text(f"{title.zh}：{message.zh}", f"{title.en}: {message.en}"))
        )

    def _remark(self, place: str, message: Text) -> None:
        self.result.remarks.append(ReturnRemark(place, message))


def _of_twin(item: Item, key: str) -> Text:
    known = f"{item['id']}（{item['name']}）"
    was = Text(f"写成了 {key}", f"reads {key}") if key else Text("空着", "is blank")
    return Text(
        f"{was.zh}，而这一行是 {known} 的：编号改回 {item['id']}；确是另一项的，先在 {item['id']} 那一行填写取消日期",
        f"{was.en}, but this is the row of {known}: give it its id {item['id']}; where it is another item, give {item['id']} its day first",
    )


def _heading_renamed(text: str, title: Text) -> Text:
    return Text(
        f"“{text}”这一栏的内容原来在“{title.zh}”下面，按“{title.zh}”读",
        f"what stands under “{text}” was under “{title.en}”, and is read as that",
    )


def _sorted_apart(title: Text, number: int) -> Text:
    return Text(
        f"“{title.zh}”一栏有 {number} 格只是互相换了位置：如果排序时只排了这一栏，就和编号对不上了，请核对",
        f"{number} cells of “{title.en}” have only changed places: if it was sorted by itself, ids no longer fit; please check",
    )


_SHEET_RENAMED = Text("按编号认出来了：这个工作表改过名", "known by its ids: this sheet was renamed")
_ABOVE = Text("在栏目名称上面，没有读", "it stands above the headings and is not read")
_TWICE = Text(
    "这个编号有几行都写着；复制出来的行请清空编号",
    "several rows have this id; clear the id of the row that was copied",
)
_NO_SHEET = Text(
    "工作簿里没有这个工作表了（或者改了名），没有读", "this sheet is gone, or was renamed, and is not read"
)
_STRUCK = Text(
    "划了删除线：要取消的事项写取消日期，不要的字删去，仍然有效的取消删除线",
    "struck through: give a cancelled item its day, delete words that go, and take the line off what holds",
)
_ADDED_SHEET = Text(
    "这个工作表不是导出时就有的，没有读；新事项请填在原来的工作表里",
    "this sheet was not in the export and is not read; put new items into the sheet of the list",
)
_NO_ITEM = Text("这一行没有事项的内容，没有读", "this row says nothing of an item and is not read")
_UNHEADED = Text(
    "上面没有栏目名称，没有读；要保留就在第一行写上栏目名称",
    "there is no heading above it, so it is not read; to keep it, write one in the first row",
)
_GONE_MEANWHILE = Text(
    "清单里已经没有这一项，没有恢复", "the list no longer has this item; it was not brought back"
)
_NO_ROW = Text(
    "清单的这一行没有了，清单开头没有改", "the row of the list is gone; its header is left as it is"
)
_NO_FIELD = Text("没有这一栏；栏目的名称不要改", "no such column; do not rename the columns")
_HEADING_TWICE = Text("这一栏重复了", "this column is there twice")
_NO_ID = Text("没有事项编号这一栏，认不出各行", "without the column of the ids no row is known")
_LOCKED = Text("这一栏不能在表格里改", "this column cannot be changed in a spreadsheet")
_EDITED = Text(
    "导出以后清单里也改过这一格，保留清单里的；请核对",
    "the list was edited here since the export; that edit was kept, please look at both",
)
_LOSSY = Text(
    "原来的内容不能完整地写在单元格里，改动没有采用；请在清单文件里改",
    "this is more than a cell can hold: make the change in the list file",
)
_NO_RESULT = Text("公式没有结果", "the formula has no result")
