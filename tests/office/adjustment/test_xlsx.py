"""The workbook as openpyxl reads it back: what stands in it, how it is printed, what it never does."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given

from examples import share
from qzqd.compare.change import Comparison
from qzqd.office import OfficeMissing, page
from qzqd.office.adjustment.table import COLUMNS, adjustment_tables
from qzqd.office.adjustment.xlsx import write as write_xlsx
from qzqd.office.excel import LONGEST
from qzqd.write.atomic import Irregular
from report.changes import samples
from report.outcomes import hostile

from .lists import added, one

if TYPE_CHECKING:
    from pathlib import Path


def written(comparison: Comparison, folder: Path, language: Any = "zh") -> Any:
    """The workbook, written and read back."""
    path = folder / "对照表.xlsx"
    write_xlsx(comparison, path, language)
    return openpyxl.load_workbook(path)


def rows(sheet: Any) -> list[list[str]]:
    """The rows of the table below its headings, without what stands under it."""
    heading = int(sheet.print_title_rows.strip("$").split(":")[0])
    cells = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=heading + 1)]
    return [row for row in cells if any(row[1:])]  # notes stand in the first column alone


def last(sheet: Any) -> int:
    """The last row of the table: notes below it have no cell in the column of names."""
    return int(max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 3).value is not None))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_holds_the_tables(tmp_path: Path, language: Any) -> None:
    comparison = replace(samples.rich(), catalogues=samples.rich().catalogues[:3])
    book = written(comparison, tmp_path, language)
    told = adjustment_tables(comparison, language)
    assert book.sheetnames == [table.name for table in told]
    for sheet, table in zip(book.worksheets, told, strict=True):
        above = [row[0].value for row in sheet.iter_rows(max_row=1 + len(table.lines))]
        assert above == [table.title, *table.lines]
        assert rows(sheet) == table.rows
        below = [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row - len(table.notes) + 1)]
        assert below == table.notes


def test_is_ready_to_be_printed(tmp_path: Path) -> None:
    sheet = written(samples.rich(), tmp_path).worksheets[1]
    heading = next(row[0].row for row in sheet.iter_rows() if row[0].value == "序号")
    assert sheet.print_title_rows == f"${heading}:${heading}"
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.oddFooter.center.text == "第 &P 页  共 &N 页"
    assert sheet.oddFooter.left.text == "shiyan/street-powers    catalogues/shiyan/street-powers.yaml"
    title, heads, cell = sheet["A1"], sheet.cell(heading, 2), sheet.cell(heading + 1, 2)
    assert [each.font.name for each in (title, heads, cell)] == ["方正小标宋简体", "黑体", "仿宋"]
    assert {getattr(cell.border, edge).style for edge in ("left", "right", "top", "bottom")} == {"thin"}
    assert cell.alignment.wrap_text
    assert "A1:I1" in sheet.merged_cells


def test_columns_are_as_wide_as_the_page() -> None:
    assert sum(column.width for column in COLUMNS) + 2 * page.MARGIN == 297


def test_rows_are_as_tall_as_their_text(tmp_path: Path) -> None:
    short, long = (written(one(added(name)), tmp_path).worksheets[0] for name in ("甲", "名称" * 40))
    heights = [sheet.row_dimensions[last(sheet)].height for sheet in (short, long)]
    assert heights[1] > 3 * heights[0]


def test_what_is_taller_than_a_row_may_be_goes_on_in_the_next(tmp_path: Path) -> None:
    name = "\n".join(["第一段" * 10, "", "长" * 3000, "word " * 400, "最后"])
    sheet = written(one(added(name)), tmp_path).worksheets[0]
    told = rows(sheet)
    assert [row[0] for row in told] == ["1", *["续"] * (len(told) - 1)]
    assert "".join(row[2] for row in told).replace("\n", "") == name.replace("\n", "")
    assert all(dimension.height <= 409 for dimension in sheet.row_dimensions.values())


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "#N/A", "1", "2025-01-01"]
)
def test_nothing_is_a_formula_a_number_or_an_error(tmp_path: Path, text: str) -> None:
    sheet = written(one(added(text)), tmp_path).worksheets[0]
    cell = sheet.cell(last(sheet), 3)
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "-", "@"))


def test_what_excel_takes_for_an_escaped_character_stays_as_it_is(tmp_path: Path) -> None:
    sheet = written(one(added("_x000A_和_x41_")), tmp_path).worksheets[0]
    assert sheet.cell(last(sheet), 3).value == "_x005F_x000A_和_x41_"


def test_a_cell_that_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    # Combining characters take no room, so that no line is ever full.
    sheet = written(one(added("a" + "\u0301" * 2 * LONGEST)), tmp_path).worksheets[0]
    value = sheet.cell(last(sheet), 3).value
    assert len(value) == LONGEST
    assert value.endswith("……（内容过长，已截断）")


def test_sheets_have_names_that_excel_takes_each_once(tmp_path: Path) -> None:
    titles = ["History", "甲" * 40, "甲" * 41, "a/b:c*[d]?'\\", "A-b", "a-B", "𠮷" * 30, "''", ""]
    lists = [one(added(), title=title).catalogues[0] for title in titles]
    book = written(Comparison("", "", lists), tmp_path)
    assert len({name.casefold() for name in book.sheetnames}) == len(titles)
    for name in book.sheetnames:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not {*name} & {*"[]:*?/\\'"}
        assert name != "History"


def test_the_same_bytes_whenever_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one_path, other = tmp_path / "1.xlsx", tmp_path / "2.xlsx"
    write_xlsx(samples.rich(), one_path, "zh")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    write_xlsx(samples.rich(), other, "zh")
    assert one_path.read_bytes() == other.read_bytes()
    with ZipFile(other) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in package.read("docProps/core.xml").partition(b">")[2]


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(OfficeMissing) as told:
        write_xlsx(samples.plain(), tmp_path / "a.xlsx", "zh")
    assert 'pip install "qzqd[office]"' in told.value.help.zh
    assert not os.listdir(tmp_path)


def test_replaces_the_file_as_a_whole(tmp_path: Path) -> None:
    link = tmp_path / "a.xlsx"
    link.symlink_to(tmp_path / "b.xlsx")
    with pytest.raises(Irregular):
        write_xlsx(samples.plain(), link, "zh")
    assert os.listdir(tmp_path) == ["a.xlsx"]


@share(0.3)
@given(name=hostile, value=hostile, title=hostile)
def test_any_text_makes_a_workbook(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str, title: str
) -> None:
    change = added(name, authority=value, basis=[{"law": value}])
    comparison = one(change, title=title, issuer=value, edition=value)
    sheet = written(comparison, tmp_path_factory.mktemp("office")).worksheets[0]
    (table,) = adjustment_tables(comparison, "zh")
    assert all(cell.data_type not in ("f", "e") for row in sheet.iter_rows() for cell in row)
    assert [row[0] for row in rows(sheet)] == ["1"]
    assert sheet["A1"].value == table.title
