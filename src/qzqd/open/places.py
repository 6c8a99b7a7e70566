"""Where an item stands in its file. Worked out only when there is something to say of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qzqd.finding import Span
from qzqd.kinds import text_at
from qzqd.open.cut import cut
from qzqd.open.findings import locate
from qzqd.read import source
from qzqd.read.config import Config
from qzqd.read.positions import Positions
from qzqd.read.problem import Problem
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qzqd.finding import DataPath, Finding
    from qzqd.locale import Text
    from qzqd.open.cut import CutFile
    from qzqd.open.records import Records
    from qzqd.read.side import SideFile

_LARGE = 4 << 20
"""Bytes: cutting a file up costs more than reading one that is smaller."""


class Locator:
    """The files of both sides by path; the newer one is where a change is shown."""

    def __init__(
        self,
        documents: Iterable[SideFile],
        config: Config | None = None,
        tables: Mapping[str, Records] | None = None,
        pieces: Mapping[str, CutFile] | None = None,
    ) -> None:
        """tables: by the path of a ledger, its records that lie beside it. pieces: by path, what was cut up before."""
        self._config = config or Config()
        self._tables = tables or {}
        self._documents = {document.path: document for document in documents}
        self._read: dict[str, tuple[Positions, dict[str, int]]] = {}
        self._cut_up: dict[str, CutFile | None] = {**(pieces or {})}

    def finding(
        self, code: str, path: str, item: str, field: str, message: Text, help: Text, value: str, of: str = ""
    ) -> Finding:
        """A finding at a field of an item, or of the header where no item is named; else at item or file.

        of: in place of `item`, the upstream item that the item is about.
        field: `scores.HP-PF-01` is an entry of a mapping; what is wrong with that shows in the heading of a table.
        """
        problem = Problem(message, help=help, value=value)
        table = self._tables.get(path)
        if table is not None and item in table.numbers:
            place: DataPath = ("items", table.numbers[item], *field.split(".", 1))
            return table.finding(code, problem._replace(path=place), in_heading="." in field)
        if not of and (found := self._alone(code, path, item, field, problem)):
            return found
        positions, rows = self._file(path)
        if of:
            item = next(
                (each["id"] for each in positions.tree.data["items"] if each.get("upstream") == of), ""
            )
        known = not item or item in rows
        where = _place(positions.tree.data, rows.get(item), field) if known else ()
        return locate(code, problem._replace(path=where), path, positions, self._config)

    def _alone(self, code: str, path: str, item: str, field: str, problem: Problem) -> Finding | None:
        """The same without reading the other items of a large file; None where its lines do not tell for certain."""
        cut_up = self._pieces(path, item)
        if cut_up is None:
            return None
        row, nearby = _rows(cut_up, item)
        positions = Positions(parse(cut_up.only({row})))
        where = _place(positions.tree.data, nearby if item else None, field)
        found = locate(code, problem._replace(path=where), path, positions, self._config)
        span = _moved(found.span, cut_up, row, nearby)
        return replace(
            found, span=span, pointer=found.pointer.replace(f"/items/{nearby}", f"/items/{row}", 1)
        )

    def of_problem(self, code: str, path: str, problem: Problem) -> Finding:
        """The finding that a problem of a file is, which names its place in the data."""
        return locate(code, problem, path, self._file(path)[0], self._config)

    def of(self, item: str, paths: tuple[str, str]) -> tuple[str, Span]:
        """Path and place of the item; paths: of the older and the newer file."""
        for path in reversed(paths):
            if not path:
                continue
            if cut_up := self._pieces(path, item):
                row, nearby = _rows(cut_up, item)
                span = Positions(parse(cut_up.only({row}))).span(("items", nearby), "value")
                return path, _moved(span, cut_up, row, nearby)
            positions, rows = self._file(path)
            if item in rows:
                return path, positions.span(("items", rows[item]), "value")
        return paths[1] or paths[0], Span()

    def _pieces(self, path: str, item: str) -> CutFile | None:
        """The file cut up where that is cheaper than to read it all, and where it has the item, if one is asked for."""
        if path not in self._cut_up:
            document = self._documents[path]
            self._cut_up[path] = cut(document.data) if len(document.data) >= _LARGE else None
        found = self._cut_up[path]
        return found if found is not None and (not item or item in found.rows) else None

    def _file(self, path: str) -> tuple[Positions, dict[str, int]]:
        if path not in self._read:
            tree = parse(source.check(self._documents[path].data))
            rows = {key: row for row, item in enumerate(tree.data["items"]) if (key := text_at(item, "id"))}
            self._read[path] = Positions(tree), rows
        return self._read[path]


def _rows(cut_up: CutFile, item: str) -> tuple[int, int]:
    """Where the item stands in the file, and where if only that and the first are left of it; of the header the first."""
    row = cut_up.rows[item] if item else 0
    return row, min(row, 1)


def _moved(span: Span, cut_up: CutFile, row: int, nearby: int) -> Span:
    """The place in the file of what stands where only the first item comes before it."""
    skipped = cut_up.lines[row] - cut_up.lines[nearby]
    return Span(span.line + skipped, span.column, span.end_line + skipped, span.end_column)


def _place(data: Any, row: int | None, field: str) -> DataPath:
    """The path to a field of an item, or of the header; as far as it leads."""
    where: DataPath = () if row is None else ("items", row)
    holder = data if row is None else data["items"][row]
    for key in field.split(".", 1):
        if key not in holder:
            break
        where, holder = (*where, key), holder[key]
    return where
