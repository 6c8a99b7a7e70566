"""The published workbooks, and layouts of other places, against what a careful reader takes from them."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import runpy
import sys
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from openpyxl import Workbook as Made
from python_calamine import CalamineWorkbook

from cli.command import qzqd
from conftest import SHARED
from qzqd.law.basis import basis_of
from qzqd.office.importing import build, listed, plan, rows, sheets, writing
from qzqd.open.schema import Schema
from qzqd.read.config import Config
from qzqd.tables.grid import letters
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.office.importing.build import Built
    from qzqd.office.importing.plan import Plan, PlannedTable
    from qzqd.office.importing.rows import TableRows
    from qzqd.tables.grid import Grid

BOOKS_AT = SHARED / "data"
DOCS = Path(__file__).parents[3] / "docs"
BOOKS = ("dangan-2024.xlsx", "jiguan-2024.xls", "keji-2024.xls", "tongji-2025.xlsx", "yibao-2024.xls")
FIELDS = {
    "sub_item": "parent",
    "duty": "duties",
    "acc_scope": "accountability.scope",
    "acc_situations": "accountability.situations",
    "supervision": "remedies",
}
"""What the careful reader calls by other names than the kind."""
pytestmark = pytest.mark.shared


class Read(NamedTuple):
    """A workbook with a single list in it, and what came of it."""

    raw: bytes
    table: PlannedTable
    plan: Plan
    rows: TableRows
    built: Built

    @property
    def grid(self) -> Grid:
        return self.table.grid

    def column(self, goal: str) -> int:
        """The column that a field stands in; 0 for none."""
        columns = (
            each.column for _, each, found in plan.assigned(self.table, self.plan.kind) if found == goal
        )
        return next(columns, 0)


@cache
def taken(name: str) -> Read:
    raw = (BOOKS_AT / "workbooks" / name).read_bytes()
    book = read_tables(raw, name)
    (table,) = found = sheets.tables(book)
    made = plan.propose(book, found)
    assert made.kind == "department-powers"
    assert not made.rivals
    built = build.build(book, found, made, lambda _: None)
    at = Read(raw, table, made, rows.TableRows(), built)
    number_at, name_at, part_at = (at.column(goal) for goal in ("seq", "name", "parent"))
    leaves = rows.RowReader(table.grid, table.header, number_at, name_at, part_at).read()
    return at._replace(rows=leaves)


def truth(table: str, name: str) -> list[dict[str, str]]:
    with (BOOKS_AT / "truth" / f"{table}.tsv").open(encoding="utf-8", newline="") as file:
        return [line for line in csv.DictReader(file, delimiter="\t") if line["file"] == name]


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", BOOKS)
def test_all_columns_are_known_as_a_careful_reader_knows_them(name: str) -> None:
    at = taken(name)
    columns = [
        (letters(each.column), each.text, goal, each.column in at.grid.hidden_columns)
        for _, each, goal in plan.assigned(at.table, at.plan.kind)
    ]
    headings = {each.column: each.text for each in at.table.header.headings}
    expected: list[tuple[str, str, str, bool]] = []
    for line in truth("columns", name):
        assert at.table.header.top <= int(line["header_row"]) <= at.table.header.bottom
        assert at.grid.name == line["sheet"]
        stands = at.grid.text(int(line["header_row"]), len(expected) + 1)
        assert bare(stands) in ("", bare(line["heading"]))
        heading = headings[len(expected) + 1]
        goal = FIELDS.get(line["field"], line["field"])
        expected.append((line["column"], heading, goal, bool(line["hidden"])))
    assert columns == expected


@pytest.mark.parametrize("name", BOOKS)
def test_all_rows_come_in_as_a_careful_reader_takes_them(name: str) -> None:
    at = taken(name)
    lines = truth("rows", name)
    assert len(at.built.items) == len(at.rows.leaves) == len(lines)
    for item, leaf, line in zip(at.built.items, at.rows.leaves, lines, strict=True):
        offices = "、".join(item.get("offices", [item.get("office", "")]))
        assert bare(item["name"]) == bare(line["name"])
        assert item.get("sub_item", "") == line["sub_item"]
        assert item["power_type"] == line["power_type"]
        assert bare(item["authority"]) == bare(line["authority"])
        assert bare(offices) == bare(line["office"])
        assert str(item["seq"]) == line["seq"]
        assert item["origin"] == f"{line['sheet']}!B{line['row']}"
        assert at.grid.text(leaf.row, at.column("name")) == line["name_raw"].replace("\\n", "\n")
        assert (leaf.row, leaf.last) == (int(line["row"]), int(line["last_row"]))
        assert (leaf.row in at.grid.hidden_rows) is bool(line["row_hidden"])


@pytest.mark.parametrize("name", BOOKS)
def test_the_basis_of_every_row_is_the_whole_text_of_its_cells(name: str) -> None:
    """The careful reader's texts have the white space at their ends, which a grid leaves out."""
    at = taken(name)
    column = at.column("basis")
    raw = CalamineWorkbook.from_filelike(BytesIO(at.raw)).get_sheet_by_name(at.grid.name)
    cells = raw.to_python(skip_empty_area=False)
    for item, leaf, line in zip(at.built.items, at.rows.leaves, truth("rows", name), strict=True):
        places = leaf.places(column)
        whole = "\n".join(str(cells[row - 1][at_ - 1]) for row, at_ in places)
        assert len(whole) == int(line["basis_chars"])
        assert hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()[:12] == line["basis_sha1"]
        text = "\n".join(at.grid.text(*place) for place in places)
        assert [each.strip() for each in text.split("\n")] == [
            each.strip() for each in whole.strip().split("\n")
        ]
        assert item["basis"] == basis_of(text)[0]


@pytest.mark.parametrize("name", BOOKS)
def test_sheets_are_counted_as_a_careful_reader_counts_them(name: str) -> None:
    at = taken(name)
    (line,) = truth("sheets", name)
    numbers = [item["seq"] for item in at.built.items]
    assert at.grid.name == line["sheet"]
    assert len(at.rows.leaves) == int(line["leaf_rows"])
    assert list(at.rows.asides.values()).count("hidden") == int(line["hidden_rows"])
    assert len({leaf.group for leaf in at.rows.leaves}) == int(line["numbered_blocks"])
    assert max(numbers) == int(line["highest_seq"])
    assert str(at.built.total or "") == line["stated_count"]


@pytest.mark.parametrize("name", BOOKS)
def test_every_cell_is_accounted_for(name: str) -> None:
    at = taken(name)
    assert not at.built.account.counts()["extra"]
    entered = {cell.place for cell in at.built.account.all()}
    for row, column, _ in at.grid.cells():
        assert f"{at.grid.name}!{at.grid.address(row, column)}" in entered


@pytest.mark.parametrize("name", BOOKS)
def test_what_comes_in_has_no_structure_error(name: str) -> None:
    at = taken(name)
    proposal, built = at.plan, at.built
    proposal.code = "650200"
    numbers = listed.numbered_ids(len(built.items), proposal.prefix, set())
    ids = [next(numbers) for _ in built.items]
    imported = {"file": name, "digest": hashlib.sha256(at.raw).hexdigest()}
    data = listed.catalogue(proposal, built, imported, ids)
    assert not listed.fit(data)
    assert not list(Schema(proposal.kind, Config()).problems(data))
    assert writing.written_list(data)


def tabled(page: str, width: int) -> Iterator[list[str]]:
    """The rows of the tables with so many columns on a page of the guide."""
    for line in (DOCS / page).read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == width:
            yield cells


def test_the_page_on_the_workbooks_tells_what_comes_of_them_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert qzqd(capsys, "init", ".").code == 0
    (tmp_path / "map.toml").write_text('version = 1\ncode = "650200"\n', "utf-8")
    for name in BOOKS:
        counts = taken(name).built.account.counts()
        figures = counts["used"], counts["ignored"], counts["reported"], taken(name).built.account.mended
        expected = [name, *map(str, (len(taken(name).built.items), sum(counts.values()), *figures))]
        assert expected in list(tabled("real-workbooks.md", 7))
        ran = qzqd(capsys, "import", str(BOOKS_AT / "workbooks" / name), "--map", "map.toml")
        assert ran.code == 0, ran.out + ran.err
    found = json.loads(qzqd(capsys, "validate", "--format", "json").out)["findings"]
    times = Counter((each["path"].rpartition("/")[2].removesuffix(".yaml"), each["code"]) for each in found)
    told = {
        (list_, rule[:5]): int(count)
        for list_, rule, count, _ in tabled("real-workbooks.md", 4)
        if rule.startswith("QZ")
    }
    assert told == times
    assert all(each["origin"] for each in found)


class _Sheet:
    """As much of a worksheet of XlsxWriter as the layouts are written with."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def write(self, row: int, column: int, value: object, _: object) -> None:
        self._sheet.cell(row + 1, column + 1, value)

    def merge_range(self, top: int, left: int, bottom: int, right: int, value: object, _: object) -> None:
        self._sheet.cell(top + 1, left + 1, value)
        self._sheet.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )


class _Book:
    """As much of a workbook of XlsxWriter."""

    def __init__(self, path: str) -> None:
        self._path, self._made = path, Made()

    def add_worksheet(self, name: str) -> _Sheet:
        page = self._made.active
        assert page is not None
        page.title = name
        return _Sheet(page)

    def add_format(self, _: object) -> None:
        """Formats are of no concern."""

    def close(self) -> None:
        self._made.save(self._path)


@pytest.fixture
def layouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The layouts of other places, written with openpyxl."""
    stand_in = ModuleType("xlsxwriter")
    stand_in.Workbook = _Book  # type: ignore[attr-defined]
    script = str(BOOKS_AT / "layouts" / "layouts.py")
    monkeypatch.setitem(sys.modules, "xlsxwriter", stand_in)
    monkeypatch.setattr(sys, "argv", [script, str(tmp_path)])
    runpy.run_path(script)
    return tmp_path


def test_six_other_layouts(layouts: Path) -> None:
    books = sorted(layouts.glob("*.xlsx"))
    assert len(books) == 6
    for path in books:
        expected = path.with_suffix(".expected.txt").read_text("utf-8").splitlines()
        book = read_tables(path.read_bytes(), path.name)
        found = sheets.tables(book)
        built = build.build(book, found, plan.propose(book, found), lambda _: None)
        assert [f"{item['name']} | {item.get('category', '')}" for item in built.items] == expected, path.name
