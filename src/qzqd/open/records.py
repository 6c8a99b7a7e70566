"""The records of a ledger that lie in a table beside it, as items of its kind; and where what is wrong stands."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from qzqd.finding import Finding, Span, json_pointer
from qzqd.kinds import text_at
from qzqd.locale import Text
from qzqd.open import headings
from qzqd.open.cells import TableFields, typed
from qzqd.open.findings import EXCERPT, refusal, too_many
from qzqd.open.opened import Opened
from qzqd.open.partial import unsound_paths
from qzqd.open.severity import severity
from qzqd.open.unseen import unseen
from qzqd.read import source
from qzqd.read.problem import Problem, Refused
from qzqd.read.workspace import WorkspaceFile, shown_path
from qzqd.tables.reading import read_tables
from qzqd.tables.refusals import AS_CSV
from qzqd.text import unworked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import DataPath
    from qzqd.open.opened import Opener
    from qzqd.read.config import Config
    from qzqd.tables.grid import Grid, Workbook

_COLUMN, _WORKED_OUT, _INVISIBLE, _FIELD_MISSING = "QZ520", "QZ521", "QZ007", "QZ101"
_NOT_THERE, _REPEATED, _UNSEEN, _EMPTY, _ENCODING = "QZ001", "QZ201", "QZ527", "QZ019", "QZ006"
_SAME_FOLDER = Text(
    "和台账放在同一个文件夹，或者改正 records", "put it into the folder of the ledger, or correct `records`"
)


class Records:
    """items: the records of the table; findings: what is wrong with it; unsound: the places in them that this is about.

    remarks: what nobody sees of it, which is no fault of a record. full: so much is wrong that the rest was not read.
    """

    def __init__(
        self, name: str, book: Workbook, schema: dict[str, Any], data: dict[str, Any], config: Config
    ) -> None:
        """data: the ledger, whose own items come before those of the table. Raises Refused where that is empty."""
        self.items: list[dict[str, Any]] = []
        self.findings: list[Finding] = []
        self.unsound: set[DataPath] = set()
        self.first = len(data["items"])
        self._own = {item["id"] for item in data["items"]}
        self._name, self._config = name, config
        self._catalogue = text_at(data, "id")
        self._spoilt: set[tuple[int, int]] = set()
        self._grid, others = _chosen(book)
        self._sheet = self._grid.name if others else ""
        columns = TableFields(schema)
        heads = headings.Headings(self._grid, others, columns)
        self._paths, self._lacking = heads.paths, heads.lacking
        for problem, column in heads.faults:
            self._tell(self._finding(_COLUMN, problem, self._grid.first_row, column))
        self._rows = list(self._grid.rows)[1:] if any(self._paths) else []
        nodes = [columns.node(path or ()) for path in self._paths]
        for number in range(len(self._rows)):
            if self.full:
                break
            self.items.append(self._record(number, nodes))
        self.remarks = [
            self._finding(_UNSEEN, problem, row, column) for problem, row, column in unseen(self._grid)
        ]

    @property
    def full(self) -> bool:
        """Whether no more findings are listed."""
        return len(self.findings) >= self._config.most

    def reported(self) -> list[Finding]:
        """Everything that is wrong with the table, and that there is more where there is."""
        if not self.full:
            return self.findings
        return [*self.findings, self._finding("QZ022", too_many(self._config), self._grid.first_row, 0)]

    def _tell(self, finding: Finding) -> None:
        if not self.full:
            self.findings.append(finding)

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
        self.unsound.update(unsound_paths(problem))
        if not self._spoilt.isdisjoint({(number, column), (number, 0)}) or (
            code == _FIELD_MISSING and problem.value in self._lacking
        ):
            return
        written = self._grid.source.width(self._rows[number]) if self._grid.source else column
        if column > written:
            self._spoilt.add((number, 0))
            self.unsound.add(problem.path[:2])
            code, problem = _COLUMN, self._short(number, written)._replace(path=problem.path[:2])
        self._tell(self.finding(code, problem))

    def finding(self, code: str, problem: Problem, *, in_heading: bool = False) -> Finding:
        """A problem of a record, at the cell of its field, or at its row where there is no such column.

        in_heading: it is one of the whole column.
        """
        number, column = self._place(problem)
        if in_heading and column:
            return self._finding(code, problem, self._grid.first_row, column)
        return self._finding(code, problem, self._rows[number], column, text_at(self.items[number], "id"))

    def _place(self, problem: Problem) -> tuple[int, int]:
        path = problem.path[2:] or (problem.value,)
        columns = (at for at, known in enumerate(self._paths, 1) if known and path[: len(known)] == known)
        return int(problem.path[1]) - self.first, next(columns, 0)

    def _finding(
        self, code: str, problem: Problem, row: int, column: int, item: str | None = None
    ) -> Finding:
        span, cell, message = self._span(row, column), self._cell(row, column), problem.message
        return Finding(
            code=code,
            severity=severity(code, self._config),
            path=self._name,
            span=span,
            message=Text(f"{cell} 格：{message.zh}", f"{cell}: {message.en}") if cell else message,
            help=problem.help,
            pointer=json_pointer(problem.path),
            catalogue=self._catalogue,
            item=item,
            excerpt=self._grid.source.excerpt(span)[:EXCERPT] if self._grid.source else "",
            value=problem.value,
        )

    def _span(self, row: int, column: int) -> Span:
        """The characters of a cell of a CSV, or of its whole row; elsewhere row and column."""
        if self._grid.source:
            return self._grid.source.span(row, column)
        at_row, at_column = self._grid.anchor(row, column) if column else (row, 1)
        return Span(at_row, at_column, at_row, at_column + 1)

    def _cell(self, row: int, column: int) -> str:
        """What Excel calls a cell, such as E2, with its sheet where there are several; "" in a CSV."""
        if self._grid.source or not column:
            return ""
        cell = self._grid.address(row, column)
        return f"{self._sheet}!{cell}" if self._sheet else cell

    def _record(self, number: int, nodes: list[dict[str, Any]]) -> dict[str, Any]:
        record: dict[str, Any] = {}
        row, names = self._rows[number], self._grid.filled(self._grid.first_row)
        for column, text in enumerate(self._grid.filled(row), 1):
            if not text:
                continue
            path = self._paths[column - 1] if column <= len(names) else None
            nameless = column > len(names) or not names[column - 1]
            if fault := _nameless(text) if nameless else self._fault(row, column, text):
                self._spoilt.add((number, column))
                code, problem = fault
                where = ("items", self.first + number, *(path or ()))
                self.unsound.add(where)
                placed = problem._replace(path=where)
                self._tell(self._finding(code, placed, row, column, text_at(record, "id")))
            elif path:
                holder = record if len(path) == 1 else record.setdefault(str(path[0]), {})
                holder.setdefault(
                    str(path[-1]), typed(text, self._grid.value(row, column), nodes[column - 1])
                )
        return record

    def _fault(self, row: int, column: int, text: str) -> tuple[str, Problem] | None:
        formula = self._grid.formulas.get(self._grid.anchor(row, column), "")
        if formula or text.startswith("=") or unworked(text):
            shown = formula or text
            message = Text(f"单元格里是公式或者错误值：{shown}", f"a formula or an error in a cell: {shown}")
            help = Text("公式不计算；换成它的值", "formulas are not worked out: write the value")
            return _WORKED_OUT, Problem(message, help=help, value=shown)
        if hidden := source.INVISIBLE.search(text):
            code = f"U+{ord(hidden[0]):04X}"
            help = Text("删去这个字符", "delete the character")
            return _INVISIBLE, Problem(
                Text(f"看不见的字符 {code}", f"an invisible character {code}"), help=help, value=code
            )
        return None

    def _short(self, number: int, cells: int) -> Problem:
        """A row that ends before a field that every record has to have."""
        message = Text(
            f"这一行只有 {cells} 格，第一行有 {len(self._paths)} 格",
            f"the row has {cells} cells, the first {len(self._paths)}",
        )
        help = Text("补齐各格，空的也要逗号", "fill in the cells; an empty one needs its comma, too")
        if any("，" in cell for cell in self._grid.rows[self._rows[number]]):
            help = Text("用了全角逗号“，”：改成半角逗号“,”", "full-width commas: write ASCII commas")
        return Problem(message, help=help, value=str(cells))


def _chosen(book: Workbook) -> tuple[Grid, list[Grid]]:
    """The first sheet that is not hidden, and the others. Raises Refused where it is empty."""
    chosen = next((grid for grid in book.grids if not grid.hidden), book.grids[0])
    if not chosen.rows:
        raise Refused(_EMPTY, Problem(Text("表格是空的", "the table is empty")))
    return chosen, [grid for grid in book.grids if grid is not chosen]


def _nameless(text: str) -> tuple[str, Problem]:
    message = Text("这一格的列没有名称", "a cell in a column without a name")
    return _COLUMN, Problem(message, help=headings.HELP, value=text)


def read_records(entry: WorkspaceFile, data: dict[str, Any], opener: Opener) -> Records | Finding:
    """The records beside a ledger, held against the schema of its kind; or why the table cannot be read."""
    path, config = entry.path.parent / data["records"], opener.config
    beside, raw = shown_path(path), b""
    try:
        raw = source.read(path, entry.root, config.max_bytes)
        book = read_tables(raw, beside)
        if book.encoding not in ("", "UTF-8"):
            raise _encoded(book.encoding)
        records = Records(beside, book, opener.schema(data["kind"]).body, data, config)
    except Refused as refused:
        if refused.code == _NOT_THERE:
            refused = Refused(_NOT_THERE, refused.problem._replace(help=_SAME_FOLDER))
        return refusal(refused, beside, raw, config)
    for code, problem in opener.schema(data["kind"]).record_problems(data, records.items):
        if records.full:
            break
        records.add(code, problem)
    return records


def _encoded(encoding: str) -> Refused:
    """A CSV that git and other programs would take for something else than it is."""
    message = Text(f"文件是 {encoding} 编码，台账要用 UTF-8", f"the file is {encoding}; ledgers are UTF-8")
    return Refused(_ENCODING, Problem(message, help=AS_CSV, value=encoding, offsets=(0, 1)))


class LedgerWithTable(Opened):
    """A ledger with the records of a table after its own."""

    def __init__(self, file: Opened, records: Records) -> None:
        super().__init__(file.name, file.tree, file.config)
        self.findings = [*records.findings, *records.remarks]
        self.unsound = {()} if records.full else records.unsound
        self.records = str(file.tree.data["records"])
        self._records = records
        self._told = len(records.findings)

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
            self.findings += self._records.findings[self._told :]
            self._told = len(self._records.findings)


def join(file: Opened, entry: WorkspaceFile, opener: Opener) -> Opened:
    """The ledger with its records; all of it is unsound where there is no reading them."""
    records = read_records(entry, file.tree.data, opener)
    if isinstance(records, Finding):
        file.findings.append(records)
        file.unsound = {()}
        return file
    return LedgerWithTable(file, records)


def placed_in_table(
    file: Opened, entry: WorkspaceFile, opener: Opener, problems: list[tuple[str, Problem]]
) -> list[Finding]:
    """What rules across files have found in a sound ledger with a table."""
    joined = join(file, entry, opener)
    if isinstance(joined, LedgerWithTable):
        joined.findings.clear()
        for code, problem in problems:
            joined.add(code, problem)
    return joined.findings
