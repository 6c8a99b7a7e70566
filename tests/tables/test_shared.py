"""Real workbooks and hostile ones, against other programs that read them."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
import python_calamine
import xlrd

from conftest import SHARED
from qzqd.read.problem import Refused
from qzqd.tables.grid import CellRange
from qzqd.tables.numbers import general
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from pathlib import Path

BOOKS = SHARED / "data" / "workbooks"
NAMES = sorted(path.name for path in BOOKS.glob("*")) if BOOKS.is_dir() else ["none"]
pytestmark = pytest.mark.shared

Cells = dict[tuple[int, int], str]


def written(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return general(float(value))
    return "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def with_openpyxl(data: bytes) -> list[tuple[str, Cells, set[CellRange], set[int]]]:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return [
        (
            sheet.title,
            {(cell.row or 0, cell.column or 0): written(cell.value) for row in sheet.iter_rows() for cell in row},
            {CellRange(each.min_row, each.min_col, each.max_row, each.max_col) for each in sheet.merged_cells.ranges},
            {number for number, shape in sheet.row_dimensions.items() if shape.hidden},
        )
        for sheet in book.worksheets
    ]  # fmt: skip


def with_xlrd(data: bytes) -> list[tuple[str, Cells, set[CellRange], set[int]]]:
    book = xlrd.open_workbook(file_contents=data, formatting_info=True)
    return [
        (
            sheet.name,
            {
                (row + 1, column + 1): written(sheet.cell_value(row, column))
                for row in range(sheet.nrows)
                for column in range(sheet.ncols)
            },
            {CellRange(top + 1, left + 1, below, beside) for top, below, left, beside in sheet.merged_cells},
            {row + 1 for row, shape in sheet.rowinfo_map.items() if shape.hidden},
        )
        for sheet in book.sheets()
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_there_as_other_programs_read_it(name: str) -> None:
    data = (BOOKS / name).read_bytes()
    book = read_tables(data, name)
    others = with_xlrd(data) if book.format == "xls" else with_openpyxl(data)
    assert [grid.name for grid in book.grids] == [title for title, *_ in others]
    for grid, (_, cells, merges, hidden) in zip(book.grids, others, strict=True):
        found = {(row, column): text for row, column, text in grid.cells()}
        assert {**found, **grid.unseen} == {place: text for place, text in cells.items() if text}
        assert set(grid.merges) == {merge for merge in merges if merge[:2] != merge[2:]}
        assert grid.hidden_rows == hidden & grid.rows.keys()
        assert not any(grid.anchor(*place) == place for place in grid.unseen)


@pytest.mark.parametrize("name", NAMES)
def test_calamine_agrees(name: str) -> None:
    data = (BOOKS / name).read_bytes()
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    for at, grid in enumerate(read_tables(data, name).grids):
        rows = book.get_sheet_by_index(at).to_python(skip_empty_area=False)
        cells = {
            (row, column): written(value)
            for row, values in enumerate(rows, 1)
            for column, value in enumerate(values, 1)
        }
        found = {(row, column): text for row, column, text in grid.cells()}
        assert {**found, **grid.unseen} == {place: text for place, text in cells.items() if text}


def test_hostile_workbooks_are_read_or_refused(tmp_path: Path) -> None:
    attack = SHARED / "cases" / "attack"
    subprocess.run([sys.executable, str(attack / "hostile_xlsx.py"), str(tmp_path)], check=True)
    subprocess.run([sys.executable, str(attack / "lying_zip.py"), str(tmp_path / "lying.xlsx"), "50"], check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    files = os.listdir(tmp_path)
    assert len(files) > 150
    for file in files:
        try:
            book = read_tables((tmp_path / file).read_bytes(), file)
        except Refused as refused:
            assert refused.code in ("QZ005", "QZ006", "QZ023")  # noqa: PT017
        else:
            assert book.grids
            assert "root:" not in str([grid.rows for grid in book.grids])
