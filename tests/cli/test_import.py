"""`qzqd import` as a user runs it."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import shutil
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from cli.command import Ran, qzqd
from office.importing.books import HEADINGS, book, row, several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

Capture = pytest.CaptureFixture[str]
ROWS = (HEADINGS, row(1, "甲检查", note="一。"), row(2, "乙检查"), row(3, "丙检查"))
TITLE = "十堰市水务局权责清单（2024年版）"


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("qzqd.toml").write_text('paths = ["lists"]\n', "utf-8")


def lay(*rows: Sequence[object], name: str = "mouju.xlsx", merges: Sequence[str] = ()) -> str:
    Path(name).write_bytes(book(rows, merges, title=TITLE))
    return name


def imported(capsys: Capture, *rows: Sequence[object], name: str = "mouju.xlsx") -> Ran:
    """A workbook with these rows comes in under a map that is complete."""
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    return qzqd(capsys, "import", lay(*rows, name=name), "--map", "map.toml")


def items() -> list[dict[str, object]]:
    (path,) = Path("lists").glob("*.yaml")
    found: list[dict[str, object]] = yaml.safe_load(path.read_bytes())["items"]
    return found


def test_a_workbook_becomes_a_list_that_validates(capsys: Capture) -> None:
    assert imported(capsys, *ROWS).code == 0
    assert [(item["id"], item["name"]) for item in items()] == [
        ("MOUJU-001", "甲检查"),
        ("MOUJU-002", "乙检查"),
        ("MOUJU-003", "丙检查"),
    ]
    checked = qzqd(capsys, "validate")
    assert checked.code == 0, checked.out


@pytest.mark.parametrize("paths", ["lists/*.yaml", "lists/**/powers-*.yaml", "lists/one.yaml"])
def test_a_new_list_goes_to_the_folder_where_lists_are_looked_for(paths: str, capsys: Capture) -> None:
    Path("qzqd.toml").write_text(f'paths = ["{paths}"]\n', "utf-8")
    imported(capsys, *ROWS)
    assert [path.parent.as_posix() for path in Path().rglob("mouju.yaml")] == ["lists"]


def test_without_a_terminal_the_map_is_left_to_be_completed(capsys: Capture) -> None:
    ran = qzqd(capsys, "import", lay(*ROWS))
    assert ran.code == 2
    assert not Path("lists").exists()
    written = Path("mouju.map.toml").read_text("utf-8")
    assert 'code = ""  # ← 请填写' in written
    Path("mouju.map.toml").write_text(written.replace('code = ""', 'code = "420300"'), "utf-8")
    assert qzqd(capsys, "import", "mouju.xlsx", "--map", "mouju.map.toml").code == 0
    assert len(items()) == 3


def test_what_is_named_and_is_not_there_is_told(capsys: Capture) -> None:
    ran = qzqd(capsys, "import", lay(*ROWS), "--sheet", "清单")
    assert ran.code == 3
    assert "没有工作表“清单”；有 Sheet1" in ran.out + ran.err
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "nowhere.toml")
    assert ran.code == 3
    assert "nowhere.toml：找不到文件" in ran.out + ran.err
    Path("map.toml").write_text('version = 1\ncode = "420300"\n[columns]\n"附注" = "note"\n', "utf-8")
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml")
    assert ran.code == 0
    assert "对照文件里有、表里没有的列：附注" in ran.out + ran.err


def test_a_map_that_names_no_field_is_refused(capsys: Capture) -> None:
    Path("map.toml").write_text('version = 1\ncode = "420300"\n[columns]\n"备注" = "nowhere"\n', "utf-8")
    ran = qzqd(capsys, "import", lay(*ROWS), "--map", "map.toml")
    assert ran.code == 3
    assert "nowhere" in ran.err


def test_nothing_is_written_on_a_dry_run(capsys: Capture) -> None:
    ran = qzqd(capsys, "import", lay(*ROWS), "--dry-run")
    assert (ran.code, sorted(os.listdir())) == (2, ["mouju.xlsx", "qzqd.toml"])
    assert "code" in ran.out
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    assert qzqd(capsys, "import", lay(*ROWS), "--map", "map.toml", "--dry-run").code == 0
    assert not Path("lists").exists()


def test_the_same_file_again_changes_no_byte(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    before = {path: path.read_bytes() for path in Path("lists").iterdir()}
    ran = qzqd(capsys, "import", "mouju.xlsx")
    assert ran.code == 0
    assert "已经导入" in ran.out
    assert {path: path.read_bytes() for path in Path("lists").iterdir()} == before


def test_the_same_bytes_twice_are_told(capsys: Capture) -> None:
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    name = lay(*ROWS)
    Path("copy.xlsx").write_bytes(Path(name).read_bytes())
    ran = qzqd(capsys, "import", name, "copy.xlsx", "--map", "map.toml")
    assert ran.code == 0
    assert "同一个文件" in ran.out
    assert len(list(Path("lists").glob("*.yaml"))) == 1


def test_one_corrected_cell_is_one_change(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    ran = imported(capsys, HEADINGS, row(1, "甲检查", note="二。"), *ROWS[2:], name="mouju-corrected.xlsx")
    assert ran.code == 0
    assert "共 3 → 3" in ran.out
    assert "一。 → 二。" in ran.out
    assert "mouju-corrected.xlsx Sheet1!B3" in ran.out
    assert items()[0]["note"] == "二。"


def test_rows_that_only_move_keep_their_ids(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    moved = (HEADINGS, row(1, "新检查"), row(2, "丙检查"), row(3, "甲检查", note="一。"), row(4, "乙检查"))
    assert imported(capsys, *moved).code == 0
    assert {item["name"]: item["id"] for item in items()} == {
        "甲检查": "MOUJU-001",
        "乙检查": "MOUJU-002",
        "丙检查": "MOUJU-003",
        "新检查": "MOUJU-004",
    }


def test_comments_and_hand_edits_stay(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    (path,) = Path("lists").glob("*.yaml")
    text = path.read_text("utf-8")
    text = text.replace("    note: 一。", "    # 核对过\n    note: 一。  # 旁注").replace(
        "name: 乙检查\n", "name: 乙检查（手工）\n"
    )
    path.write_text(text, "utf-8")
    assert imported(capsys, HEADINGS, row(1, "甲检查", note="二。"), *ROWS[2:]).code == 0
    text = path.read_text("utf-8")
    assert "# 核对过" in text
    assert "# 旁注" in text
    assert "note: 二。" in text
    assert "乙检查（手工）" in text


def test_an_edit_against_which_the_workbook_changed_stays_and_is_told(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    (path,) = Path("lists").glob("*.yaml")
    path.write_text(path.read_text("utf-8").replace("note: 一。", "note: 手工。"), "utf-8")
    ran = imported(capsys, HEADINGS, row(1, "甲检查", note="二。"), *ROWS[2:])
    assert items()[0]["note"] == "手工。"
    assert "MOUJU-001 的 note" in ran.err


def test_what_has_gone_from_the_workbook_is_kept_and_told(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    ran = imported(capsys, *ROWS[:3])
    assert ran.code == 0
    assert len(items()) == 3
    assert "MOUJU-003" in ran.err


def test_a_finding_tells_the_cell_it_comes_from(capsys: Capture) -> None:
    imported(capsys, HEADINGS, [1, "甲检查", "", "行政检查", "", "市水务局", ""])
    ran = qzqd(capsys, "validate")
    assert "QZ401" in ran.out
    assert "原表 mouju.xlsx Sheet1!B3" in ran.out
    assert "Sheet1!B3" in qzqd(capsys, "show", "MOUJU-001").out


def test_programs_are_told_the_cell_of_findings_and_changes(capsys: Capture) -> None:
    imported(capsys, HEADINGS, [1, "甲检查", "", "行政检查", "", "市水务局", ""])
    (path,) = Path("lists").glob("*.yaml")
    before = Path("before.yaml")
    before.write_bytes(path.read_bytes())
    cell = "mouju.xlsx Sheet1!B3"
    found = json.loads(qzqd(capsys, "validate", "--format", "json").out)["findings"]
    assert [each["origin"] for each in found if each["item"]] == [cell]
    (run,) = json.loads(qzqd(capsys, "validate", "--format", "sarif").out)["runs"]
    assert cell in [each.get("properties", {}).get("origin") for each in run["results"]]
    path.write_text(path.read_text("utf-8").replace("name: 甲检查", "name: 甲检查（新）"), "utf-8")
    (change,) = json.loads(qzqd(capsys, "diff", "before.yaml", str(path), "--format", "json").out)["changes"]
    assert change["origin"] == cell


def test_the_account_is_written_cell_by_cell(capsys: Capture) -> None:
    from openpyxl import load_workbook

    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    name = lay(HEADINGS, row(1, "甲检查", note="=1+1"))
    ran = qzqd(capsys, "import", name, "--map", "map.toml", "--report", "account.xlsx")
    assert ran.code == 0
    page = load_workbook("account.xlsx").active
    assert page is not None
    told = [[cell.value for cell in line] for line in page.iter_rows()]
    assert ["Sheet1", "B3", "已使用", "字段 name", "甲检查"] in told
    assert len(told) == 1 + 1 + len(HEADINGS) + 5 + ("=1+1" in str(told))


def test_the_account_is_of_one_file(capsys: Capture) -> None:
    names = [lay(HEADINGS, row(1, "甲检查"), name=name) for name in ("a.xlsx", "b.xlsx")]
    ran = qzqd(capsys, "import", *names, "--yes", "--report", "account.xlsx")
    assert ran.code == 2
    assert "一次只写一个文件的去向" in ran.err
    assert not Path("account.xlsx").exists()


def test_the_account_does_not_take_the_place_of_the_workbook(capsys: Capture) -> None:
    name = lay(*ROWS)
    before = Path(name).read_bytes()
    ran = qzqd(capsys, "import", name, "--yes", "--report", f"./{name}")
    assert (ran.code, Path(name).read_bytes()) == (2, before)


def test_a_file_that_no_list_is_in_is_told(capsys: Capture) -> None:
    Path("notes.csv").write_text("甲,乙\n1,2\n", "utf-8")
    ran = qzqd(capsys, "import", "notes.csv")
    assert ran.code == 3
    assert "没有找到清单" in ran.out


def test_a_sheet_that_is_read_on_without_headings_is_told(capsys: Capture) -> None:
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    Path("mouju.xlsx").write_bytes(several(("一", [[TITLE], *ROWS[:3]]), ("二", ROWS[3:])))
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml")
    assert ran.code == 0, ran.out + ran.err
    assert "工作表“二”没有表头" in ran.out
    assert [item["name"] for item in items()] == ["甲检查", "乙检查", "丙检查"]


def test_traditional_characters_are_simplified_on_request(capsys: Capture) -> None:
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    table = [("序號", "事項名稱", "權力類型"), (1, "消防檢查", "行政檢查")]
    Path("shuiwu.xlsx").write_bytes(book(table, title="十堰市水务局權責清單（2024年版）"))
    assert qzqd(capsys, "import", "shuiwu.xlsx", "--map", "map.toml").code == 3
    ran = qzqd(capsys, "import", "shuiwu.xlsx", "--map", "map.toml", "--traditional")
    assert ran.code == 0, ran.out + ran.err
    assert "繁体字改成简体 6 格" in ran.out
    assert items()[0]["name"] == "消防检查"


def test_a_list_that_stands_where_the_new_one_would_go_is_not_overwritten(capsys: Capture) -> None:
    Path("lists").mkdir()
    Path("lists/mouju.yaml").write_text("kind: units\n", "utf-8")
    ran = imported(capsys, *ROWS)
    assert ran.code == 3
    assert (
        hashlib.sha256(Path("lists/mouju.yaml").read_bytes()).digest()
        == hashlib.sha256(b"kind: units\n").digest()
    )


def units() -> None:
    """A register of two streets."""
    Path("registers").mkdir()
    Path("registers/units.yaml").write_text(
        'kind: units\nid: registers/units\ntitle: 单位登记簿\nedition: "2025"\n'
        'jurisdiction: {code: "420300", name: 十堰市}\nissuer: 市委编办\nsource: {title: 登记, provenance: compiled}\n'
        'items:\n  - {id: A, name: 甲街道, code: "420302001", type: street}\n'
        '  - {id: B, name: 乙街道, code: "420302002", type: street}\n',
        "utf-8",
    )


def test_each_street_may_report_in_a_file_of_its_own(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    headings = ("序号", "事项名称", "是否承接", "未承接原因")
    first = [headings, (1, "甲检查", "是", ""), (2, "乙检查", "否", "辖区没有水库"), (3, "丙检查", "", "")]
    Path("one.xlsx").write_bytes(book(first, title="甲街道承接市级事项情况表"))
    Path("乙街道.xlsx").write_bytes(book([headings, (1, "甲检查", "√", "无")], title="承接情况表"))
    ran = qzqd(capsys, "import", "one.xlsx", "乙街道.xlsx", "--kind", "adoption")
    assert ran.code == 0, ran.out + ran.err
    said = [
        [
            (item["name"], item["status"], item.get("reason"))
            for item in yaml.safe_load(path.read_bytes())["items"]
        ]
        for path in sorted(Path("lists/adoption").glob("*.yaml"))
    ]
    assert said == [
        [("甲检查", "adopted", None), ("乙检查", "not-adopted", "辖区没有水库")],
        [("甲检查", "adopted", None)],
    ]
    assert "需要人看 0" in ran.out


def test_the_matrix_that_streets_report_becomes_a_list_for_each(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    table = [
        ("序号", "事项名称", "甲街道", "乙街道", "丙街道"),
        (1, "甲检查", "✓", "是", "✓"),
        (2, "乙检查", "", "未承接：辖区没有水库", ""),
        (3, "丙检查", "已承接", "再议", ""),
    ]
    Path("report.xlsx").write_bytes(book(table, title="承接情况汇总表"))
    ran = qzqd(capsys, "import", "report.xlsx", "--kind", "adoption")
    assert ran.code == 0, ran.out + ran.err
    first, second = (
        {
            item["name"]: (item["status"], item.get("reason"))
            for item in yaml.safe_load(path.read_bytes())["items"]
        }
        for path in sorted(Path("lists/adoption").glob("*.yaml"))
    )
    assert first == {"甲检查": ("adopted", None), "丙检查": ("adopted", None)}
    assert second == {"甲检查": ("adopted", None), "乙检查": ("not-adopted", "辖区没有水库")}
    assert "空白（没有填报）1 处" in ran.out
    assert "不知道是承接、部分承接还是没有承接（1）Sheet1!D5" in ran.out
    assert "Sheet1!E2" in ran.out
    before = {path: path.read_bytes() for path in Path("lists/adoption").iterdir()}
    assert qzqd(capsys, "import", "report.xlsx", "--kind", "adoption").code == 0
    assert {path: path.read_bytes() for path in Path("lists/adoption").iterdir()} == before


def test_a_unit_that_is_no_longer_in_the_workbook_is_told(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    text = Path("registers/units.yaml").read_text("utf-8")
    third = '  - {id: C, name: 丙街道, code: "420302003", type: street}\n'
    Path("registers/units.yaml").write_text(text + third, "utf-8")

    def report(name: str, *streets: str) -> Ran:
        table = [("事项名称", *streets), *((item, *["✓"] * len(streets)) for item in ("甲检查", "乙检查"))]
        Path(name).write_bytes(book(table, title="承接情况汇总表"))
        return qzqd(capsys, "import", name, "--kind", "adoption")

    assert "没有填报" not in report("2024.xlsx", "甲街道", "乙街道", "丙街道").err
    ran = report("2025.xlsx", "甲街道", "丙街道")
    assert ran.code == 0
    assert "乙街道 在 2025.xlsx 里没有填报，上次报的在 lists/adoption/420302002.yaml 里保留" in ran.err
    assert "乙街道 在 2024.xlsx 里没有填报" in report("2024.xlsx", "丙街道").err
    assert report("丙.xlsx", "丙街道").err == ""


def test_units_are_known_wherever_their_register_lies(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    Path("registers/units.yaml").rename("lists/units.yaml")
    Path("report.xlsx").write_bytes(book([("事项名称", "甲街道"), ("甲检查", "✓")], title="承接情况"))
    ran = qzqd(capsys, "import", "report.xlsx", "--kind", "adoption")
    assert (ran.code, told_of_streets()) == (0, {"420302001": {"甲检查": "adopted"}}), ran.err


def test_a_mark_with_words_that_restrict_it_is_not_adopted_in_full(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    table = [
        ("事项名称", "甲街道", "乙街道"),
        ("甲检查", "√（部分）", "√（部分承接：限城区）"),
        ("乙检查", "√（仅限城区）", "√（2024年起）"),
        ("丙检查", "✓", "承接（除水库外）"),
    ]
    Path("report.xlsx").write_bytes(book(table, title="承接情况"))
    ran = qzqd(capsys, "import", "report.xlsx", "--kind", "adoption")
    assert told_of_streets() == {
        "420302001": {"甲检查": "partial", "丙检查": "adopted"},
        "420302002": {"甲检查": "partial", "乙检查": "adopted"},
    }
    assert "不知道是承接、部分承接还是没有承接（2）Sheet1!B4、Sheet1!C5" in ran.out
    said = yaml.safe_load(Path("lists/adoption/420302002.yaml").read_bytes())["items"]
    assert [item.get("reason") for item in said] == ["限城区", "2024年起"]


def test_a_corrected_workbook_updates_the_newest_edition(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    (now,) = Path("lists").glob("*.yaml")
    old = now.with_name("a-2020.yaml")
    shutil.copy(now.with_suffix(".import.json"), old.with_suffix(".import.json"))
    old.write_text(now.read_text("utf-8").replace('edition: "2024"', 'edition: "2020"'), "utf-8")
    before = old.read_bytes()
    ran = qzqd(capsys, "import", lay(*ROWS, row(4, "丁检查")))
    assert ran.code == 0, ran.err
    assert old.read_bytes() == before
    assert "丁检查" in now.read_text("utf-8")


def told_of_streets() -> dict[str, dict[str, str]]:
    """By code, what each unit says of each item."""
    return {
        path.stem: {each["name"]: each["status"] for each in yaml.safe_load(path.read_bytes())["items"]}
        for path in sorted(Path("lists/adoption").glob("*.yaml"))
    }


def test_streets_report_of_the_newest_edition(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    (now,) = Path("lists").glob("*.yaml")
    now.with_name("a-2020.yaml").write_text(
        now.read_text("utf-8").replace('edition: "2024"', 'edition: "2020"'), "utf-8"
    )
    Path("report.xlsx").write_bytes(book([("事项名称", "甲街道"), ("甲检查", "✓")], title="承接情况"))
    ran = qzqd(capsys, "import", "report.xlsx", "--kind", "adoption")
    assert ran.code == 0, ran.err
    (made,) = Path("lists/adoption").glob("*.yaml")
    assert yaml.safe_load(made.read_bytes())["upstream"]["edition"] == "2024"


def test_what_nobody_sees_of_a_matrix_or_was_not_asked_for_is_not_reported(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    first = [("事项名称", "甲街道", "乙街道"), ("甲检查", "✓", "✓"), ("乙检查", "✓", "✓")]
    workbook = load_workbook(BytesIO(several(("一季度", first), ("二季度", [first[0][:2], ("丙检查", "✓")]))))
    workbook["一季度"].column_dimensions["C"].hidden = True
    workbook["一季度"].row_dimensions[3].hidden = True
    workbook.save("report.xlsx")
    take = partial(qzqd, capsys, "import", "report.xlsx", "--kind", "adoption", "--into", "lists/adoption")
    assert take("--sheet", "三季度").code == 3
    assert take("--map", "report.map.toml").code == 2
    assert not Path("lists/adoption").exists()
    ran = take("--sheet", "一季度", "--report", "fates.xlsx")
    assert "隐藏的列（3）" in ran.out
    assert Path("fates.xlsx").exists()
    assert told_of_streets() == {"420302001": {"甲检查": "adopted"}}
    shutil.rmtree("lists/adoption")
    take("--include-hidden")
    assert told_of_streets() == {
        "420302001": dict.fromkeys(("甲检查", "乙检查", "丙检查"), "adopted"),
        "420302002": dict.fromkeys(("甲检查", "乙检查"), "adopted"),
    }


def struck(page: Worksheet) -> None:
    """The row of the second item."""
    for cell in page[4]:
        cell.font = Font(strike=True)


def test_what_is_struck_through_is_told_and_only_read_when_asked_for(capsys: Capture) -> None:
    def strike(page: Worksheet) -> None:
        struck(page)
        page["B5"] = CellRichText("丙检查", TextBlock(InlineFont(strike=True), "（暂停）"))

    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    Path("mouju.xlsx").write_bytes(book(ROWS, title=TITLE, dress=strike))
    take = partial(qzqd, capsys, "import", "mouju.xlsx", "--map", "map.toml")
    ran = take()
    assert ran.code == 0, ran.err
    assert [item["name"] for item in items()] == ["甲检查", "丙检查"]
    assert "需要人看：划了删除线，按作废的内容没有导入" in ran.out
    assert "（6） Sheet1!A4" in ran.out.replace("）Sheet", "） Sheet")
    shutil.rmtree("lists")
    ran = take("--include-hidden")
    assert "删除线" not in ran.out
    assert [item["name"] for item in items()] == ["甲检查", "乙检查", "丙检查（暂停）"]


def test_a_row_that_is_struck_through_later_is_kept_and_told(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    Path("mouju.xlsx").write_bytes(book(ROWS, title=TITLE, dress=struck))
    ran = qzqd(capsys, "import", "mouju.xlsx")
    assert "MOUJU-002 在工作簿里还有，但是没有读（隐藏、划了删除线等，见上面），清单里保留" in ran.err
    assert "划了删除线" in ran.out


def test_of_two_marks_of_one_unit_for_one_item_none_is_taken_unless_they_agree(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    first = [("事项名称", "甲街道"), ("甲检查", "✓"), ("乙检查", "✓"), ("甲检查", "已承接")]
    Path("report.xlsx").write_bytes(several(("一", first), ("二", [*first[:2], ("乙检查", "×")])))
    ran = qzqd(capsys, "import", "report.xlsx", "--kind", "adoption", "--into", "lists/adoption")
    assert "同一单位、同一事项另一处写得不一样，都没有用（2）一!B3、二!B3" in ran.out
    assert told_of_streets() == {"420302001": {"甲检查": "adopted"}}


def test_a_register_of_units_comes_in_as_a_list_does(capsys: Capture) -> None:
    table = [("序号", "单位名称", "代码", "单位类型"), (1, "甲街道", "420302001", "街道")]
    Path("units.xlsx").write_bytes(book(table, title="十堰市单位登记簿（2025年）"))
    Path("map.toml").write_text(
        'version = 1\ncode = "420300"\nplace = "十堰市"\nissuer = "市委编办"\n', "utf-8"
    )
    ran = qzqd(capsys, "import", "units.xlsx", "--map", "map.toml")
    assert ran.code == 0, ran.out + ran.err
    assert [(item["name"], item["code"], item["type"]) for item in items()] == [
        ("甲街道", "420302001", "street")
    ]


def at_a_terminal(folder: Path, arguments: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """The exit code of `qzqd import`, and what a person saw who gave these answers."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(sys.executable, [sys.executable, "-m", "qzqd", "import", *arguments])
    for answer in answers:
        os.write(terminal, answer.encode() + b"\n")
    told = b""
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            piece = b""
        if not piece:
            break
        told += piece
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), told.decode("utf-8", "replace")


def test_on_a_terminal_only_what_the_workbook_does_not_say_is_asked(tmp_path: Path) -> None:
    code, told = at_a_terminal(tmp_path, [lay(*ROWS)], ["", "420300 十堰市", "SW"])
    assert code == 0, told
    assert [item["id"] for item in items()] == ["SW-001", "SW-002", "SW-003"]
    assert "序号 → 序号" in told
    assert "例：甲检查" in told


def test_the_id_of_a_main_item_is_no_name_of_a_sub_item(capsys: Capture) -> None:
    headings = ["主项编号" if each == "子项名称" else each for each in HEADINGS]
    ran = imported(capsys, headings, row(1, "甲检查"), row(2, "乙检查", part="JD-001"))
    assert ran.code == 0
    assert [item["name"] for item in items()] == ["甲检查", "乙检查"]
    assert "保留为其他栏目：extra：主项编号（1）Sheet1!C4" in ran.out


def test_who_does_not_know_goes_on_with_a_map(tmp_path: Path) -> None:
    code, told = at_a_terminal(tmp_path, [lay(*ROWS)], ["", "", ""])
    assert code == 2, told
    assert "还缺：行政区划代码" in told
    assert 'code = ""' in Path("mouju.map.toml").read_text("utf-8")


def test_what_has_gone_is_asked_for_and_stays_as_a_tombstone(tmp_path: Path, capsys: Capture) -> None:
    imported(capsys, *ROWS)
    code, told = at_a_terminal(tmp_path, [lay(*ROWS[:3])], ["y", "y"])
    assert code == 0, told
    assert "repealed" in items()[2]
    assert qzqd(capsys, "import", lay(*ROWS[:2]), "--yes").code == 0
    assert "repealed" not in items()[1]


def test_a_list_that_another_has_already_is_told(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    Path("map.toml").write_text('version = 1\ncode = "420300"\n', "utf-8")
    Path("other.xlsx").write_bytes(book(ROWS, title="十堰市城管局权责清单（2024年版）"))
    ran = qzqd(capsys, "import", "other.xlsx", "--map", "map.toml", "--dry-run")
    assert "mouju.yaml 已经有其中 3 项" in ran.err


def brought_in(capsys: Capture) -> Path:
    """A list from a workbook that has changed since."""
    assert imported(capsys, HEADINGS, row(1, "甲检查")).code == 0
    lay(HEADINGS, row(1, "乙检查"))
    (place,) = Path("lists").glob("*.yaml")
    return place


def test_a_list_that_is_a_link_is_not_brought_up_to_date(capsys: Capture, tmp_path: Path) -> None:
    place = brought_in(capsys)
    away = tmp_path.with_name(f"{tmp_path.name}.yaml")
    place.rename(away)
    place.symlink_to(away)
    before = away.read_bytes()
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml")
    assert (ran.code, away.read_bytes()) == (3, before)
    assert "甲检查" not in ran.out + ran.err


@pytest.mark.parametrize("lies_there", ["[" * 100_000, "1" * 5000, "/dev/zero"])
def test_what_an_import_left_may_be_anything(lies_there: str, capsys: Capture) -> None:
    place = brought_in(capsys)
    left = place.with_suffix(".import.json")
    left.unlink()
    if lies_there.startswith("/"):
        left.symlink_to(lies_there)
    else:
        left.write_text(lies_there, "utf-8")
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml", "--dry-run")
    assert ran.code == 3
    assert "内部错误" not in ran.err


@pytest.mark.parametrize("code", ["[" * 100_000, "1" * 5000, '"', "1"])
def test_a_map_that_cannot_be_used(code: str, capsys: Capture) -> None:
    lay(HEADINGS, row(1, "甲检查"))
    Path("map.toml").write_text(f"version = 1\ncode = {code}\n", "utf-8")
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml")
    assert ran.code == 3
    assert "对照文件" in ran.err


@pytest.mark.parametrize(
    "said", ['id = "a\\\\..\\\\b"', 'id = "A"', 'id = "a:b"', 'id = "a\\n"', 'id = "../x"', 'prefix = "甲"']
)
def test_no_list_is_called_what_no_list_may_be(said: str, capsys: Capture) -> None:
    lay(*ROWS)
    Path("map.toml").write_text(f'version = 1\ncode = "420300"\n{said}\n', "utf-8")
    ran = qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml")
    assert (ran.code, Path("lists").exists()) == (3, False)
    assert f"（{said.split()[0]}）不能写成" in ran.err


@pytest.mark.parametrize(
    ("key", "name"), [("a/con", "_con.yaml"), ("a/..", "_...yaml"), ("nul.b", "_nul.b.yaml")]
)
def test_a_list_is_called_what_every_system_shows(key: str, name: str, capsys: Capture) -> None:
    lay(*ROWS)
    Path("map.toml").write_text(f'version = 1\ncode = "420300"\nid = "{key}"\n', "utf-8")
    assert qzqd(capsys, "import", "mouju.xlsx", "--map", "map.toml").code == 0
    assert Path("lists", name).exists()
    assert qzqd(capsys, "export", key, "-f", "csv", "-o", "out").code == 0
    assert [path.name[0] for path in Path("out").iterdir()] == ["a" if key[1] == "/" else "_"]


BROKEN = "kind: street-powers\nid: x/y\nitems: [甲检查, {name: 乙检查}, {id: 3}]\nimported: {file: mouju.xlsx, digest: x}\n"


@pytest.mark.parametrize("broken", [BROKEN, BROKEN.replace("items: [", "itms: ["), "kind: street-powers\n"])
def test_a_list_of_the_workspace_that_is_broken_stops_no_import_of_another(
    broken: str, capsys: Capture
) -> None:
    Path("lists").mkdir()
    Path("lists/broken.yaml").write_text(broken.replace("mouju", "other"), "utf-8")
    assert imported(capsys, *ROWS).code == 0
    assert qzqd(capsys, "import", lay(*ROWS[:3], name="more.xlsx"), "--kind", "adoption").code == 3


@pytest.mark.parametrize("items", ["[甲检查]", "{}", "[{id: A-1}]"])
def test_a_broken_list_is_not_brought_up_to_date(items: str, capsys: Capture) -> None:
    imported(capsys, *ROWS)
    (place,) = Path("lists").glob("*.yaml")
    place.write_text(place.read_text("utf-8").partition("items:")[0] + f"items: {items}\n", "utf-8")
    before = place.read_bytes()
    ran = imported(capsys, *ROWS[:3])
    assert (ran.code, place.read_bytes()) == (3, before)
    assert "个格式错误，没有导入" in ran.err


def test_a_broken_report_of_a_unit_is_not_brought_up_to_date(capsys: Capture) -> None:
    imported(capsys, *ROWS)
    units()
    table = [("序号", "事项名称", "甲街道", "乙街道"), (1, "甲检查", "✓", "✓"), (2, "乙检查", "✓", "✓")]
    Path("report.xlsx").write_bytes(book(table, title="承接情况汇总表"))
    assert qzqd(capsys, "import", "report.xlsx", "--kind", "adoption").code == 0
    first, second = sorted(Path("lists/adoption").glob("*.yaml"))
    first.write_text("kind: adoption\nitems: 1\n", "utf-8")
    table[1] = (1, "甲检查", "✓", "")
    Path("report.xlsx").write_bytes(book(table, title="承接情况汇总表"))
    ran = qzqd(capsys, "import", "report.xlsx", "--kind", "adoption")
    assert (ran.code, first.read_text("utf-8")) == (3, "kind: adoption\nitems: 1\n")
    assert "甲检查" in second.read_text("utf-8")


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x0c", "\x85", "\u200b", "\xad", "\u202e", "\u3164", "\ufffe"]
)
def test_what_shows_nothing_is_left_out_wherever_it_stands(character: str, capsys: Capture) -> None:
    title, heading, name, other = (
        f"{text[:2]}{character}{text[2:]}" for text in (TITLE, "其他栏", "甲检查", "其他")
    )
    lines = (
        title,
        f"{','.join(HEADINGS)},{heading}",
        f"1,{name},,行政检查,《消防法》第三条,市水务局,注,{other}",
    )
    Path("清单.csv").write_text("\n".join(lines) + "\n", "utf-8")
    qzqd(capsys, "import", "清单.csv", "--yes")
    settled = Path("清单.map.toml").read_text("utf-8").replace('code = ""', 'code = "420300"')
    Path("清单.map.toml").write_text(settled.replace('place = ""', 'place = "十堰市"'), "utf-8")
    ran = qzqd(capsys, "import", "清单.csv", "--map", "清单.map.toml", "--yes")
    assert "看不见的字符" in ran.out + ran.err
    assert qzqd(capsys, "validate", "lists").code in (0, 1)
    (made,) = Path("lists").rglob("*.yaml")
    assert "\\" not in made.read_text("utf-8")
    assert qzqd(capsys, "validate", "清单.csv", "--format", "xlsx", "--output", "退回.xlsx").code in (0, 1)


def test_what_is_no_text_comes_in_as_it_is_and_is_told_by_validate(capsys: Capture) -> None:
    lines = (TITLE, ",".join(HEADINGS), "0,甲检查,,行政检查,《消防法》第三条,市水务局,- 注\ue000意")
    Path("清单.csv").write_text("\n".join(lines) + "\n", "utf-8")
    qzqd(capsys, "import", "清单.csv", "--yes")
    settled = Path("清单.map.toml").read_text("utf-8").replace('code = ""', 'code = "420300"')
    Path("清单.map.toml").write_text(settled.replace('place = ""', 'place = "十堰市"'), "utf-8")
    ran = qzqd(capsys, "import", "清单.csv", "--map", "清单.map.toml", "--yes")
    assert ran.code == 0, ran.err
    assert "序号：不能是 0" in ran.out + ran.err
    assert "QZ007" in qzqd(capsys, "validate", "lists").out


def test_a_file_without_sheets_names_none(capsys: Capture) -> None:
    Path("notes.csv").write_text("甲,乙\n1,2\n", "utf-8")
    ran = qzqd(capsys, "import", "notes.csv")
    assert "表头。" in ran.out + ran.err
