"""What people do to a workbook of `qzqd export --edit` that they were asked not to do: it is understood, or refused with its cell."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from cli.command import qzqd

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
POWERS = "hubei/street-powers"
FILE = Path("catalogues/hubei/street-powers.yaml")
FIRST = 2
"""The row of the first item."""


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "catalogues/hubei", "catalogues/hubei")
    shutil.copytree(ROOT / "catalogues/registers", "catalogues/registers")
    shutil.copy(ROOT / "qzqd.toml", "qzqd.toml")


@pytest.fixture
def edited(capsys: Capture) -> Callable[[Callable[[Any, dict[str, int]], None]], Any]:
    """Sends out the list, has somebody edit the first sheet, and takes it back."""

    def come_back(edit: Callable[[Any, dict[str, int]], None]) -> Any:
        qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
        book = openpyxl.load_workbook("powers.xlsx")
        sheet = book.worksheets[0]
        edit(sheet, {str(cell.value): int(cell.column or 0) for cell in sheet[1]})
        book.save("powers.xlsx")
        return qzqd(capsys, "import", "powers.xlsx", "--yes")

    return come_back


def test_an_item_whose_id_was_cleared_or_changed_is_not_taken_for_a_new_one(edited: Any) -> None:
    before = FILE.read_bytes()

    def clear(sheet: Any, at: dict[str, int]) -> None:
        for row in range(FIRST, sheet.max_row + 1):
            sheet.cell(row, at["事项编号"]).value = None

    def change(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["事项编号"]).value = "JD-901"

    for edit in (clear, change):
        ran = edited(edit)
        assert ran.code == 1
        assert "!A2：事项编号：" in ran.out + ran.err
        assert "JD-001" in ran.out + ran.err
        assert FILE.read_bytes() == before


def test_a_copied_row_with_its_id_cleared_is_a_new_item(edited: Any) -> None:
    def copy(sheet: Any, at: dict[str, int]) -> None:
        cells = [cell.value for cell in sheet[FIRST]]
        sheet.insert_rows(FIRST + 1)
        for column, value in enumerate(cells, 1):
            sheet.cell(FIRST + 1, column).value = value
        sheet.cell(FIRST + 1, at["事项编号"]).value = None
        sheet.cell(FIRST + 1, at["事项名称"]).value = "另一项检查"

    ran = edited(copy)
    assert (ran.code, "新增 1" in ran.out) == (0, True)


@pytest.mark.parametrize("heading", ["名称", "随便什么"])
def test_a_column_that_was_renamed_is_known_by_what_it_holds(heading: str, edited: Any) -> None:
    def rename(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(1, at["事项名称"]).value = heading
        sheet.cell(FIRST, at["事项名称"]).value = "改了的名称"

    ran = edited(rename)
    assert ran.code == 0
    assert "名称变更 1" in ran.out
    assert f"“{heading}”" in ran.out + ran.err
    assert "extra" not in FILE.read_text("utf-8")


def test_a_new_column_beside_a_deleted_one_is_a_new_column(edited: Any) -> None:
    def replace(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(1, at["承办机构"]).value = "联系电话"
        for row in range(FIRST, sheet.max_row + 1):
            sheet.cell(row, at["承办机构"]).value = f"{row}"

    ran = edited(replace)
    assert "没有了的栏目，清单里不变：承办机构" in ran.out + ran.err
    assert "联系电话" in FILE.read_text("utf-8")


def test_a_sheet_that_was_renamed_is_known_by_its_ids(edited: Any) -> None:
    def rename(sheet: Any, at: dict[str, int]) -> None:
        sheet.title = "修改稿"
        sheet.cell(FIRST, at["事项名称"]).value = "改了的名称"

    ran = edited(rename)
    assert (ran.code, "名称变更 1" in ran.out) == (0, True)
    assert "修改稿" in ran.out + ran.err
    assert "没有读" not in ran.out + ran.err


def test_a_copy_of_the_sheet_is_not_taken_for_it(edited: Any) -> None:
    before = FILE.read_bytes()

    def copy(sheet: Any, at: dict[str, int]) -> None:
        other = sheet.parent.copy_worksheet(sheet)
        other.title = "副本"
        other.cell(FIRST, at["事项名称"]).value = "改了的名称"

    ran = edited(copy)
    assert "副本：这个工作表不是导出时就有的，没有读" in ran.out + ran.err
    assert FILE.read_bytes() == before


def test_a_title_put_above_the_headings_moves_nothing(edited: Any) -> None:
    def title(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["事项名称"]).value = "改了的名称"
        sheet.insert_rows(1)
        sheet.cell(1, 1).value = "街道清单修改稿"

    ran = edited(title)
    assert (ran.code, "名称变更 1" in ran.out) == (0, True)
    assert "!A1：" in ran.out + ran.err


def test_a_column_that_was_sorted_by_itself_is_told(edited: Any) -> None:
    def sort(sheet: Any, at: dict[str, int]) -> None:
        names = sorted(sheet.cell(row, at["事项名称"]).value for row in range(FIRST, sheet.max_row + 1))
        for row, name in enumerate(names, FIRST):
            sheet.cell(row, at["事项名称"]).value = name

    def whole(sheet: Any, at: dict[str, int]) -> None:
        rows = [[cell.value for cell in line] for line in sheet.iter_rows(FIRST)]
        for row, cells in enumerate(sorted(rows, key=lambda each: each[1]), FIRST):
            for column, value in enumerate(cells, 1):
                sheet.cell(row, column).value = value

    ran = edited(whole)
    assert "没有改动" in ran.out + ran.err
    ran = edited(sort)
    assert "“事项名称”一栏有" in ran.out + ran.err
    assert "只是互相换了位置" in ran.out + ran.err


def test_a_name_that_was_broken_over_lines_is_one_line(edited: Any) -> None:
    def break_up(sheet: Any, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["事项名称"]).value = "改了的\n名称"

    edited(break_up)
    assert "name: 改了的名称\n" in FILE.read_text("utf-8")


def test_a_list_of_findings_is_no_added_sheet_and_comments_of_people_are_told(capsys: Capture) -> None:
    qzqd(capsys, "export", POWERS, "--edit", "-o", "powers.xlsx")
    book = openpyxl.load_workbook("powers.xlsx")
    at = {str(cell.value): int(cell.column or 0) for cell in book.worksheets[0][1]}
    book.worksheets[0].cell(FIRST, at["权力类型"]).value = "行政检察"
    book.worksheets[0].cell(FIRST, at["事项名称"]).comment = Comment("请法制科核", "张三")
    book.save("powers.xlsx")
    assert qzqd(capsys, "validate", "powers.xlsx", "-f", "xlsx", "-o", "back.xlsx").code == 1
    told = qzqd(capsys, "import", "back.xlsx", "--yes").err
    assert "问题清单：" not in told
    assert "!B2：批注，没有读：请法制科核" in told
    assert told.count("批注，没有读") == 1
