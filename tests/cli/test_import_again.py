"""A corrected workbook that is imported again: what the list says beside it stays, and nothing is said to be gone that is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from openpyxl.styles import Font

from cli.command import Ran, qzqd
from office.importing.books import HEADINGS, TITLE, book, row

Capture = pytest.CaptureFixture[str]
ROWS = (HEADINGS, row(1, "甲检查"), row(2, "乙检查"), row(3, "丙检查"))
MAP = 'version = 1\ncode = "420300"\nissuer = "某市人民政府"\n'


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    Path("qzqd.toml").write_text('paths = ["lists"]\n', "utf-8")
    Path("map.toml").write_text(MAP, "utf-8")
    Path("mouju.xlsx").write_bytes(book(ROWS, title=TITLE))
    assert qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml").code == 0


def edited(capsys: Capture, edit: Any, *options: str) -> Ran:
    """The workbook comes in again as somebody has edited it."""
    workbook: Any = openpyxl.load_workbook("mouju.xlsx")
    edit(workbook.worksheets[0])
    workbook.save("mouju.xlsx")
    return qzqd(capsys, "import", "mouju.xlsx", "--yes", *options)


def listed() -> Any:
    (path,) = Path("lists").glob("*.yaml")
    return yaml.safe_load(path.read_bytes())


def test_what_the_map_said_of_the_list_holds_without_the_map(capsys: Capture) -> None:
    def rename(sheet: Any) -> None:
        sheet["B3"] = "甲的检查"

    for _ in range(2):
        ran = edited(capsys, rename)
        assert "发布机关" not in ran.out
        assert listed()["issuer"] == "某市人民政府"
    assert listed()["items"][0]["name"] == "甲的检查"


def test_another_map_and_another_title_are_heard(capsys: Capture) -> None:
    def title(sheet: Any) -> None:
        sheet["A1"] = TITLE.replace("2024", "2025")

    edited(capsys, title)
    assert (listed()["title"], listed()["edition"]) == (TITLE.replace("2024", "2025"), "2025")
    Path("map.toml").write_text(MAP.replace("某市人民政府", "某市水务局"), "utf-8")
    edited(capsys, lambda _: None, "--map", "map.toml")
    assert listed()["issuer"] == "某市水务局"


def test_rows_that_are_filtered_or_struck_through_are_not_said_to_be_gone(capsys: Capture) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[4].hidden = True
        for cell in sheet[5]:
            cell.font = Font(strike=True)

    ran = edited(capsys, hide)
    told = ran.out + ran.err
    assert "没有了" not in told
    assert "MOUJU-002" in told
    assert "MOUJU-003" in told
    assert [item["name"] for item in listed()["items"]] == ["甲检查", "乙检查", "丙检查"]


def test_the_same_workbook_is_read_again_where_another_option_is_given(capsys: Capture) -> None:
    def hide(sheet: Any) -> None:
        sheet.append([4, "丁检查", "", "行政检查", "《中华人民共和国消防法》第三十二条", "市水务局"])
        sheet.row_dimensions[6].hidden = True

    assert len(listed()["items"]) == 3
    edited(capsys, hide)
    assert len(listed()["items"]) == 3
    again = qzqd(capsys, "import", "mouju.xlsx", "--yes", "--include-hidden")
    assert (again.code, len(listed()["items"])) == (0, 4)


def test_what_is_gone_is_said_to_be_gone(capsys: Capture) -> None:
    ran = edited(capsys, lambda sheet: sheet.delete_rows(4))
    assert "MOUJU-002 在工作簿里没有了" in ran.out + ran.err


def test_a_map_that_names_another_kind_has_its_columns_read_as_that(capsys: Capture) -> None:
    """Not as the kind that was guessed."""
    table = [("序号", "事项名称", "牵头部门"), (1, "防汛", "区水务局"), (2, "防火", "区应急局")]
    Path("tasks.xlsx").write_bytes(book(table, title="某区的八类职能"))
    Path("map.toml").write_text(
        'version = 1\nkind = "task-list"\ncode = "420300"\nplace = "某市"\nissuer = "某市"\nedition = "2025"\nid = "t"\n',
        "utf-8",
    )
    ran = qzqd(capsys, "import", "tasks.xlsx", "--map", "map.toml")
    assert ran.code == 0
    items = yaml.safe_load(Path("lists/t.yaml").read_bytes())["items"]
    assert [item["lead_department"] for item in items] == ["区水务局", "区应急局"]


def by_hand() -> bytes:
    """Edits the list itself, and gives what it then holds."""
    (path,) = Path("lists").glob("*.yaml")
    path.write_text(path.read_text("utf-8").replace("name: 乙检查", "name: 乙的检查"), "utf-8")
    return path.read_bytes()


def remark(sheet: Any) -> None:
    sheet["G3"] = "一条备注"


def rename_first(sheet: Any) -> None:
    sheet["B3"] = "甲的检查"


@pytest.mark.parametrize(
    "broken", ["<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "[]", '{"version": 9}', ""]
)
def test_without_its_memory_an_import_does_not_guess_what_was_edited_by_hand(
    broken: str, capsys: Capture
) -> None:
    (memory,) = Path("lists").glob("*.import.json")
    before = by_hand()
    memory.write_text(broken, "utf-8")
    ran = edited(capsys, rename_first)
    assert ran.code == 3
    assert memory.name in ran.out + ran.err
    assert "git checkout" in ran.out + ran.err
    assert next(Path("lists").glob("*.yaml")).read_bytes() == before


def test_that_its_memory_is_gone_is_told_before_the_changes(capsys: Capture) -> None:
    (memory,) = Path("lists").glob("*.import.json")
    by_hand()
    memory.unlink()
    ran = edited(capsys, remark, "--dry-run")
    assert f"没有 {memory.name}" in (ran.out + ran.err).replace("lists/", "")
    assert "分不清" in ran.out + ran.err
    assert "分不清" in edited(capsys, remark).err
    assert [item["name"] for item in listed()["items"]] == ["甲检查", "乙检查", "丙检查"]
    assert "分不清" not in edited(capsys, lambda sheet: sheet.delete_rows(5)).err


def test_a_column_that_has_gone_is_told_as_that(capsys: Capture) -> None:
    assert "这一栏" not in edited(capsys, rename_first).err
    ran = edited(capsys, lambda sheet: sheet.delete_cols(HEADINGS.index("实施依据") + 1))
    assert "这次没有“实施依据”这一栏" in ran.err
    assert "3 项" in ran.err.partition("实施依据")[2]
