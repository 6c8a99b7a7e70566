"""The records of a ledger that lie in a table beside it, as items of its kind; and where what is wrong stands."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qzqd.check import headings
from qzqd.check.cells import Columns, typed
from qzqd.finding import Finding, json_pointer
from qzqd.locale import Text
from qzqd.open.opened import EXCERPT, Opened, refusal, severity, text_at
from qzqd.read import source
from qzqd.read.problem import Problem, Refused
from qzqd.read.table import Formula, table
from qzqd.read.workspace import Entry, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.open.opened import Opener
    from qzqd.read.config import Config
    from qzqd.read.table import Cell, Row, Table

_COLUMN, _WORKED_OUT, _INVISIBLE, _FIELD_MISSING = "QZ520", "QZ521", "QZ007", "QZ101"
_NOT_THERE, _REPEATED = "QZ001", "QZ201"
_SAME_FOLDER = Text(
    "和台账放在同一个文件夹，或者改正 records", "put it into the folder of the ledger, or correct `records`"
)


class Records:
    """items: the records of the table; findings: what is wrong with it; unsound: the records that this is about."""

    def __init__(
        self, name: str, found: Table, schema: dict[str, Any], data: dict[str, Any], config: Config
    ) -> None:
        """data: the ledger, whose own items come before those of the table."""
        self.items: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.unsound: set[int] = set()
        self.first = len(data["items"])
        self._own = {item["id"] for item in data["items"]}
        self._name, self._table, self._config = name, found, config
        self._catalogue = text_at(data, "id")
        self._spoilt: set[tuple[int, int | None]] = set()
        columns = Columns(schema)
        heads = headings.Headings(found, columns)
        self._paths, self._lacking = heads.paths, heads.lacking
        for problem, column in heads.faults:
            self.findings.append(self._finding(_COLUMN, problem, found.rows[0], column))
        self._rows = found.rows[1:] if any(self._paths) else []
        nodes = [columns.node(path or ()) for path in self._paths]
        for number, row in enumerate(self._rows):
            self.items.append(self._record(number, row, nodes))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The position of each record by its id, the items of the ledger itself counted."""
        return {item["id"]: number for number, item in enumerate(self.items, self.first)}

    def repeated(self) -> Iterator[Finding]:
        """Records whose id has been used before them, so that nobody can tell which of the two is meant."""
        before = set(self._own)
        for number, item in enumerate(self.items, self.first):
            if item["id"] in before:
                message = Text(f"编号 {item['id']} 重复", f"the id {item['id']} is there twice")
                help = Text("改正编号，或者删去一条", "correct the id, or delete one of them")
                problem = Problem(message, ("items", number, "id"), help, value=item["id"])
                yield self.finding(_REPEATED, problem)
            before.add(item["id"])

    def add(self, code: str, problem: Problem) -> None:
        """A problem of a record that is structurally wrong or breaks a rule; what has been told is not told again."""
        number, column = self._place(problem)
        self.unsound.add(number)
        if not self._spoilt.isdisjoint({(number, column), (number, None)}) or (
            code == _FIELD_MISSING and problem.value in self._lacking
        ):
            return
        row = self._rows[number]
        if column is not None and column >= len(row.cells) and self._table.lines:
            self._spoilt.add((number, None))
            code, problem = _COLUMN, replace(_short(row, len(self._paths)), path=problem.path[:2])
        self.findings.append(self.finding(code, problem))

    def finding(self, code: str, problem: Problem, *, in_heading: bool = False) -> Finding:
        """A problem of a record, at the cell of its field, or at its row where there is no such column.

        in_heading: it is one of the whole column.
        """
        number, column = self._place(problem)
        if in_heading and column is not None:
            return self._finding(code, problem, self._table.rows[0], column)
        return self._finding(code, problem, self._rows[number], column, text_at(self.items[number], "id"))

    def _place(self, problem: Problem) -> tuple[int, int | None]:
        path = problem.path[2:] or (problem.value,)
        columns = (at for at, known in enumerate(self._paths) if known and path[: len(known)] == known)
        return int(problem.path[1]) - self.first, next(columns, None)

    def _finding(
        self, code: str, problem: Problem, row: Row, column: int | None, item: str | None = None
    ) -> Finding:
        span, name, message = self._table.span(row, column), self._table.name(row, column), problem.message
        return Finding(
            code=code,
            severity=severity(code, self._config),
            path=self._name,
            span=span,
            message=Text(f"{name} 格：{message.zh}", f"{name}: {message.en}") if name else message,
            help=problem.help,
            pointer=json_pointer(problem.path),
            catalogue=self._catalogue,
            item=item,
            excerpt=self._table.excerpt(span)[:EXCERPT],
            value=problem.value,
        )

    def _record(self, number: int, row: Row, nodes: list[dict[str, Any]]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        names = self._table.rows[0].cells
        for column, cell in enumerate(row.cells):
            if cell is None:
                continue
            path = self._paths[column] if column < len(names) else None
            nameless = column >= len(names) or names[column] is None
            if fault := _nameless(cell) if nameless else _fault(cell):
                self._spoilt.add((number, column))
                self.unsound.add(number)
                code, problem = fault
                where = ("items", self.first + number, *(path or ()))
                placed = replace(problem, path=where)
                self.findings.append(self._finding(code, placed, row, column, text_at(record, "id")))
            elif path:
                holder = record if len(path) == 1 else record.setdefault(str(path[0]), {})
                holder.setdefault(str(path[-1]), typed(cell, nodes[column]))
        return record


def _short(row: Row, columns: int) -> Problem:
    """A row that ends before a field that every record has to have."""
    number = len(row.cells)
    message = Text(
        f"这一行只有 {number} 格，第一行有 {columns} 格", f"the row has {number} cells, the first {columns}"
    )
    help = Text("补齐各格，空的也要逗号", "fill in the cells; an empty one needs its comma, too")
    if any("，" in str(cell) for cell in row.cells):
        help = Text("用了全角逗号“，”：改成半角逗号“,”", "full-width commas: write ASCII commas")
    return Problem(message, help=help, value=str(number))


def _nameless(cell: Cell) -> tuple[str, Problem]:
    message = Text("这一格的列没有名称", "a cell in a column without a name")
    return _COLUMN, Problem(message, help=headings.HELP, value=str(cell))


def _fault(cell: Cell) -> tuple[str, Problem] | None:
    if isinstance(cell, Formula):
        message = Text(
            f"单元格里是公式或者错误值：{cell.text}", f"a formula or an error in a cell: {cell.text}"
        )
        help = Text("公式不计算；换成它的值", "formulas are not worked out: write the value")
        return _WORKED_OUT, Problem(message, help=help, value=cell.text)
    if isinstance(cell, str) and (hidden := source.INVISIBLE.search(cell)):
        code = f"U+{ord(hidden[0]):04X}"
        help = Text("删去这个字符", "delete the character")
        return _INVISIBLE, Problem(
            Text(f"看不见的字符 {code}", f"an invisible character {code}"), help=help, value=code
        )
    return None


def read(entry: Entry, data: dict[str, Any], opener: Opener) -> Records | Finding:
    """The records beside a ledger, held against the schema of its kind; or why the table cannot be read."""
    path, config = entry.path.parent / data["records"], opener.config
    beside, raw = name(path), b""
    try:
        raw = source.read(path, entry.root, config.max_bytes)
        found = table(raw, beside, config.max_bytes)
    except Refused as refused:
        if refused.code == _NOT_THERE:
            refused = Refused(_NOT_THERE, replace(refused.problem, help=_SAME_FOLDER))
        return refusal(refused, beside, raw, config)
    schema = opener.schema(data["kind"])
    records = Records(beside, found, schema.body, data, config)
    for code, problem in schema.record_problems(data, records.items):
        records.add(code, problem)
    return records


class Joined(Opened):
    """A ledger with the records of a table after its own."""

    def __init__(self, file: Opened, records: Records) -> None:
        super().__init__(file.name, file.tree, file.config)
        self.findings = records.findings
        self.records = str(file.tree.data["records"])
        self._records = records

    @property
    def data(self) -> dict[str, Any]:
        """The ledger as if all its records were written in it."""
        header = {key: value for key, value in self.tree.data.items() if key != "records"}
        return {**header, "items": [*header["items"], *self._records.items]}

    def strings(self) -> list[str]:
        texts = (
            value for record in self._records.items for value in record.values() if isinstance(value, str)
        )
        return [*dict.fromkeys([*super().strings(), *texts])]

    def add(self, code: str, problem: Problem) -> None:
        path = problem.path
        if path[:1] != ("items",) or len(path) < 2 or int(path[1]) < self._records.first:
            super().add(code, problem)
        elif not self.full:
            self._records.add(code, problem)


def join(file: Opened, entry: Entry, opener: Opener) -> tuple[Opened, set[str | int]]:
    """The ledger with its records, and which of them are unsound; all ("") where there is no reading them."""
    records = read(entry, file.tree.data, opener)
    if isinstance(records, Finding):
        file.findings.append(records)
        return file, {""}
    return Joined(file, records), {records.first + number for number in records.unsound}


def placed(file: Opened, entry: Entry, opener: Opener, problems: list[tuple[str, Problem]]) -> list[Finding]:
    """What rules across files have found in a sound ledger with a table."""
    joined, _ = join(file, entry, opener)
    if isinstance(joined, Joined):
        joined.findings.clear()
        for code, problem in problems:
            joined.add(code, problem)
    return joined.findings
