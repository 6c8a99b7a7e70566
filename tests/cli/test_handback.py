"""`qzqd validate FILE -f xlsx -o FILE` as a user runs it."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlwt
from docx import Document
from openpyxl.comments import Comment

from cli.command import qzqd
from office.importing.books import HEADINGS, TITLE, book, row
from qzqd.office.editing.marks import SHEET

if TYPE_CHECKING:
    from collections.abc import Callable

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("qzqd.toml").write_text('paths = ["catalogues"]\n', "utf-8")


def marked(place: str) -> dict[str, str]:
    """The comments of the first sheet by cell."""
    sheet: Any = openpyxl.load_workbook(place).worksheets[0]
    return {
        cell.coordinate: cell.comment.text for cells in sheet.iter_rows() for cell in cells if cell.comment
    }


ROWS = (
    HEADINGS,
    row(1, "甲检查"),
    row(2, "乙检查"),
    [3, "乙检查", "", "行政检察", "《无此法", "市水务局", ""],
)


def test_what_is_wrong_stands_at_its_cell(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book(ROWS, ["B4:B5"], title=TITLE))
    ran = qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx")
    assert ran.code == 1
    assert ran.err.startswith("已写入 back.xlsx\n")
    found = marked("back.xlsx")
    assert "不是这一栏允许的值" in found["D5"]
    assert set(found) >= {"D5", "E5"}


def test_a_cell_that_says_nothing_known_is_told_once_with_what_was_meant(capsys: Capture) -> None:
    slip = [2, "乙检查", "", "行政检察", "《中华人民共和国消防法》第三十二条", "市水务局", ""]
    gap = [3, "丙检查", "", "", "《中华人民共和国消防法》第三十二条", "市水务局", ""]
    Path("sent.xlsx").write_bytes(book((HEADINGS, row(1, "甲检查"), slip, gap), title=TITLE))
    assert qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx").code == 1
    found = marked("back.xlsx")
    assert {place for place in found if place[1:] in ("4", "5")} == {"D4", "D5"}
    assert found["D4"].count("权力类型") == 1
    assert "错误 QZ101：权力类型：不是这一栏允许的值（是否想写 行政检查）" in found["D4"]
    assert "可以写：行政许可、" in found["D4"]
    assert "缺少字段" in found["D5"]


def test_a_section_does_not_stand_in_for_a_cell_that_cannot_be_read(capsys: Capture) -> None:
    section = ["一、行政检查", *[""] * (len(HEADINGS) - 1)]
    rest = ["《中华人民共和国消防法》第三十二条", "市水务局", ""]
    read = [
        HEADINGS,
        section,
        row(1, "甲检查"),
        [2, "乙检查", "", "行政检察", *rest],
        [3, "丙检查", "", "", *rest],
    ]
    Path("sent.xlsx").write_bytes(book(read, ["A3:G3"], title=TITLE))
    assert qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx").code == 1
    found = marked("back.xlsx")
    assert [*found] == ["D5"]
    assert found["D5"].startswith("错误 QZ101：权力类型：不是这一栏允许的值（是否想写 行政检查）")


def test_what_was_handed_back_comes_in_without_the_findings(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book(ROWS, title=TITLE))
    qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx")
    again = qzqd(capsys, "validate", "back.xlsx", "-f", "xlsx", "-o", "again.xlsx")
    assert "上次退回" in again.err
    assert openpyxl.load_workbook("again.xlsx")["问题清单"]["A1"].comment is None
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    ran = qzqd(capsys, "import", "back.xlsx", "--map", "map.toml", "--dry-run")
    assert "不在清单的表格里" not in ran.out
    assert "未导入：退回时附的问题清单" in ran.out


def handed_back(capsys: Capture, sent: str, back: str) -> str:
    ran = qzqd(capsys, "validate", sent, "-f", "xlsx", "-o", back)
    assert f"已写入 {back}\n" in ran.err
    return ran.err


def shown(place: str) -> list[tuple[str, dict[str, str], list[str], int]]:
    """By sheet its comments, the cells that are coloured, and the boxes of comments that its drawing has."""
    workbook: Any = openpyxl.load_workbook(place)
    found = []
    with zipfile.ZipFile(place) as package:
        boxes = [package.read(name).count(b"<x:Row>") for name in package.namelist() if name.endswith(".vml")]
    for sheet in workbook.worksheets:
        cells = [cell for line in sheet.iter_rows() for cell in line]
        comments = {cell.coordinate: cell.comment.text for cell in cells if cell.comment}
        found.append((sheet.title, comments, [c.coordinate for c in cells if c.fill.patternType], sum(boxes)))
    return found


def edited(place: str, change: Callable[[Any], None]) -> None:
    """As another program saves it."""
    workbook: Any = openpyxl.load_workbook(place)
    change(workbook)
    workbook.save(place)


def test_what_is_mended_is_marked_no_more(capsys: Capture) -> None:
    """The comments and the list of the first time go, wherever the cells have moved meanwhile."""
    Path("sent.xlsx").write_bytes(book(ROWS, title=TITLE))
    handed_back(capsys, "sent.xlsx", "back.xlsx")
    assert {"D5", "E5"} <= set(marked("back.xlsx"))

    def mend(workbook: Any) -> None:
        workbook.worksheets[0]["D5"] = "行政检查"
        workbook.worksheets[0].insert_rows(3)
        for column, text in enumerate(row(9, "丁检查"), 1):
            workbook.worksheets[0].cell(3, column, text)

    edited("sent.xlsx", mend)
    edited("back.xlsx", mend)
    handed_back(capsys, "sent.xlsx", "fresh.xlsx")
    told = handed_back(capsys, "back.xlsx", "again.xlsx")
    assert "E6" in marked("again.xlsx")
    assert "D6" not in marked("again.xlsx")
    assert shown("again.xlsx") == shown("fresh.xlsx")
    assert "上次退回" in told


def test_rows_are_named_and_not_ids_that_nobody_has_given(capsys: Capture) -> None:
    twice = (HEADINGS, row(1, "甲检查"), row(2, "乙检查"), row(3, "乙检查"))
    Path("sent.xlsx").write_bytes(book(twice, title=TITLE))
    qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx")
    assert "名称“乙检查”与第 2 个事项（第 4 行）相同" in marked("back.xlsx")["B5"]


def test_what_people_wrote_beside_the_findings_stays(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book(ROWS, title=TITLE))
    edited("sent.xlsx", lambda workbook: comment(workbook, "E5", "科室：查过了"))
    handed_back(capsys, "sent.xlsx", "back.xlsx")
    assert marked("back.xlsx")["E5"].startswith("科室：查过了\nqzqd：")

    def answer(workbook: Any) -> None:
        sheet = workbook.worksheets[0]
        comment(workbook, "D5", sheet["D5"].comment.text + "\n已改。李四")
        sheet["D5"] = "行政检查"
        sheet["E5"] = "《中华人民共和国消防法》第三十二条"
        listed = workbook["问题清单"]
        listed["G1"], listed["G2"] = "整改情况", "已改"

    edited("back.xlsx", answer)
    told = handed_back(capsys, "back.xlsx", "again.xlsx")
    found = marked("again.xlsx")
    assert found["E5"].strip() == "科室：查过了"
    assert found["D5"].strip() == "已改。李四"
    sheets = openpyxl.load_workbook("again.xlsx").sheetnames
    assert sheets[-2:] == ["问题清单", "问题清单 2"]
    assert "写了别的" in told
    handed_back(capsys, "again.xlsx", "third.xlsx")
    assert openpyxl.load_workbook("third.xlsx").sheetnames == sheets


def test_a_comment_of_the_last_time_that_nothing_lists_any_more_is_told(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book(ROWS, title=TITLE))
    handed_back(capsys, "sent.xlsx", "back.xlsx")
    edited("back.xlsx", lambda workbook: workbook.remove(workbook["问题清单"]))
    told = handed_back(capsys, "back.xlsx", "again.xlsx")
    assert "D5" in told
    assert "认不出" in told


def test_a_copy_of_what_was_handed_back_has_one_list_of_findings(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book(ROWS, title=TITLE))
    handed_back(capsys, "sent.xlsx", "back.xlsx")
    with zipfile.ZipFile("back.xlsx") as old, zipfile.ZipFile("macro.xlsm", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"))
    handed_back(capsys, "macro.xlsm", "again.xlsx")
    assert openpyxl.load_workbook("again.xlsx").sheetnames[1:] == ["问题清单"]


def comment(workbook: Any, place: str, text: str) -> None:
    workbook.worksheets[0][place].comment = Comment(text, "李四")


def test_an_xls_comes_back_as_a_copy_that_says_so(capsys: Capture) -> None:
    old = xlwt.Workbook()
    sheet = old.add_sheet("表")
    for at, cells in enumerate(([TITLE], *ROWS)):
        for column, text in enumerate(cells):
            sheet.write(at, column, text)
    old.save("sent.xls")
    ran = qzqd(capsys, "validate", "sent.xls", "-f", "xlsx", "-o", "back.xlsx")
    assert ran.code == 1
    assert "副本" in ran.err
    assert "D5" in marked("back.xlsx")
    listed: Any = openpyxl.load_workbook("back.xlsx")["问题清单"]
    assert "这是 sent.xls 的副本" in str(listed["D2"].value)


def test_a_list_that_was_imported_finds_its_workbook(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book((HEADINGS, row(1, "甲检查"), row(2, "甲检查")), title=TITLE))
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    assert qzqd(capsys, "import", "sent.xlsx", "--map", "map.toml").code == 0
    (path,) = Path("catalogues").glob("*.yaml")
    shutil.move("sent.xlsx", path.with_name("sent.xlsx"))
    assert qzqd(capsys, "validate", str(path), "-f", "xlsx", "-o", "back.xlsx").code == 1
    assert set(marked("back.xlsx")) & {"B3", "B4"}
    path.with_name("sent.xlsx").write_bytes(book((HEADINGS, row(1, "丙检查")), title=TITLE))
    assert qzqd(capsys, "validate", str(path), "-f", "xlsx", "-o", "again.xlsx").code == 3
    assert not Path("again.xlsx").exists()


@pytest.mark.parametrize("name", ["/", "..", "", ".", "a/..", "x" * 300, "../other.xlsx"])
def test_a_list_names_no_file_of_another_folder(name: str, capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book((HEADINGS, row(1, "甲检查")), title=TITLE))
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    assert qzqd(capsys, "import", "sent.xlsx", "--map", "map.toml").code == 0
    (path,) = Path("catalogues").glob("*.yaml")
    path.write_text(path.read_text("utf-8").replace("file: sent.xlsx", f'file: "{name}"'), "utf-8")
    shutil.move("sent.xlsx", "../other.xlsx")
    ran = qzqd(capsys, "validate", str(path), "-f", "xlsx", "-o", "back.xlsx")
    assert ran.code == 3
    assert "内部错误" not in ran.err
    assert not Path("back.xlsx").exists()


def test_a_workbook_to_edit_is_judged_with_its_changes(capsys: Capture) -> None:
    shutil.copytree(ROOT / "catalogues/hubei", "catalogues/hubei")
    qzqd(capsys, "export", "hubei/street-powers", "--edit", "-o", "powers.xlsx")
    edited = openpyxl.load_workbook("powers.xlsx")
    sheet: Any = edited.worksheets[0]
    sheet["D3"].value = "行政检察"
    edited.save("powers.xlsx")
    assert qzqd(capsys, "validate", "powers.xlsx", "-f", "xlsx", "-o", "back.xlsx").code == 1
    assert "行政检查" in marked("back.xlsx")["D3"]


@pytest.mark.parametrize("arguments", [("a.xlsx",), ("a.xlsx", "b.xlsx", "-o", "c.xlsx")])
def test_one_workbook_and_a_place_for_it(capsys: Capture, arguments: tuple[str, ...]) -> None:
    assert qzqd(capsys, "validate", *arguments, "-f", "xlsx").code == 2


def test_a_workspace_that_cannot_be_read_is_told_and_writes_nothing(capsys: Capture) -> None:
    Path("inner").mkdir()
    Path("inner/qzqd.toml").write_text("", "utf-8")
    Path("qzqd.toml").write_text("", "utf-8")
    Path("sent.xlsx").write_bytes(book(ROWS))
    ran = qzqd(capsys, "validate", "sent.xlsx", "--output", "退回.xlsx")
    assert ran.code == 3
    assert "inner 是另一个工作区" in ran.out + ran.err
    assert not Path("退回.xlsx").exists()


def test_what_is_no_list_is_said(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book((["甲", "乙"], ["1", "2"])))
    ran = qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx")
    assert (ran.code, "没有找到清单" in ran.err) == (3, True)


@pytest.mark.parametrize(("key", "code"), [("x/other", 3), ("../../x", 3), ("", 1)])
def test_a_workbook_of_a_list_that_is_not_here_is_not_called_faultless(
    key: str, code: int, capsys: Capture
) -> None:
    shutil.copytree(ROOT / "catalogues/hubei", "catalogues/hubei")
    shutil.copytree(ROOT / "catalogues/registers", "catalogues/registers")
    assert qzqd(capsys, "export", "hubei/street-powers", "--edit", "-o", "edit.xlsx").code == 0
    workbook: Any = openpyxl.load_workbook("edit.xlsx")
    for cells in workbook["_qzqd"].iter_rows():
        for cell in cells:
            if cell.value == "hubei/street-powers":
                cell.value = key
    workbook.save("edit.xlsx")
    ran = qzqd(capsys, "validate", "edit.xlsx", "-f", "xlsx", "-o", "back.xlsx")
    assert ran.code == code
    assert Path("back.xlsx").exists() == (code == 1)
    assert qzqd(capsys, "import", "edit.xlsx").code != 0


def test_marks_of_a_list_that_somebody_emptied_are_none(capsys: Capture) -> None:
    Path("sent.xlsx").write_bytes(book(ROWS, title=TITLE))
    sent = openpyxl.load_workbook("sent.xlsx")
    sent.create_sheet(SHEET)
    sent.save("sent.xlsx")
    assert qzqd(capsys, "validate", "sent.xlsx", "-f", "xlsx", "-o", "back.xlsx").code == 1


def test_the_copy_of_a_word_document_has_what_stands_around_its_table(capsys: Capture) -> None:
    """It is mended and handed in again: its title says what list it is, and what was struck through stays so."""
    made = Document()
    made.add_paragraph("十堰市水务局权责清单（2024年版）")
    made.add_paragraph("一、行政检查")
    rows = [
        HEADINGS,
        *ROWS[1:],
        [4, "丁检查", "", "行政检查", "《中华人民共和国消防法》第三十二条", "市局", ""],
    ]
    table = made.add_table(len(rows), len(HEADINGS))
    for line, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = str(text)
    for cell in table.rows[-1].cells:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True
    made.add_paragraph("注：自印发之日起施行")
    made.save("sent.docx")
    handed_back(capsys, "sent.docx", "back.xlsx")
    found = marked("back.xlsx")
    assert "不是这一栏允许的值" in found["D6"]
    book = openpyxl.load_workbook("back.xlsx").worksheets[0]
    assert [book["A1"].value, book["A2"].value, book["B4"].value] == [
        "十堰市水务局权责清单（2024年版）",
        "一、行政检查",
        "甲检查",
    ]
    assert book["B7"].value == "丁检查"
    assert book["B7"].font.strike
    assert book["A8"].value == "注：自印发之日起施行"
    edited("back.xlsx", lambda workbook: workbook.worksheets[0].__setitem__("D6", "行政检查"))
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    ran = qzqd(capsys, "import", "back.xlsx", "--map", "map.toml", "--dry-run")
    assert "部门权责清单“十堰市水务局权责清单（2024年版）”，3 项" in ran.out
