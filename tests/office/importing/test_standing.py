"""Notices of what was cancelled or handed on look like lists of what holds: none of it becomes an item in force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl.styles import Font

from cli.command import qzqd
from office.importing.books import Rows, book, names, several, taken, told
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = ["序号", "项目名称", "权力类型", "实施主体", "设定依据"]
LAW = "《中华人民共和国水法》第四十八条"


def line(number: int, name: str, *more: str) -> list[object]:
    return [number, name, "行政许可", "市水务局", LAW, *more]


@pytest.mark.parametrize(
    "title",
    [
        "国务院决定取消的行政许可事项目录（1项）",
        "某市废止的行政权力事项清单",
        "某市人民政府决定停止实施的行政许可事项目录",
        "不再保留的行政审批事项清单",
        "某区社区工作退出事项清单",
    ],
)
def test_a_list_of_what_was_cancelled_is_none_of_what_holds(title: str) -> None:
    built = taken(book([COLUMNS, line(1, "甲许可")], title=title))
    assert not built.items
    assert built.total is None
    assert "cancelled" in told(built, "reported")["Sheet1!B3"]


@pytest.mark.parametrize(
    "title",
    [
        "某市权责清单（2024年动态调整版）",
        "某市调整后的行政许可事项清单",
        "某县承接省、市下放行政权力事项目录",
        "某市保留的行政许可事项清单",
        "某局权责清单",
        "某区社区事项准入和退出机制清单",
        "某市行政许可取消后事中事后监管清单",
    ],
)
def test_what_holds_is_imported_without_a_word(title: str) -> None:
    built = taken(book([COLUMNS, line(1, "甲许可")], title=title))
    assert names(built) == ["甲许可"]
    assert not told(built, "reported")


@pytest.mark.parametrize(
    "heading", ["处理决定", "调整类型", "调整意见", "状态", "清理意见", "变更类型", "动态调整情况"]
)
@pytest.mark.parametrize("said", ["取消", "拟取消", "已废止", "予以取消。", "取消（国发〔2020〕13号）", "停止实施", "取消审批，不再办理"])  # fmt: skip
def test_a_row_that_is_cancelled_is_no_item_in_force(heading: str, said: str) -> None:
    rows: Rows = [[*COLUMNS, heading], line(1, "甲许可", said), line(2, "乙许可", "保留"), line(3, "丙许可")]
    built = taken(book(rows))
    assert names(built) == ["乙许可", "丙许可"]
    assert {place[-1] for place in told(built, "reported")} == {"3"}


@pytest.mark.parametrize("said", ["下放", "下放至县级", "合并到第3项", "并入乙许可", "划转至市行政审批局"])
def test_a_row_that_is_handed_on_or_merged_is_told(said: str) -> None:
    rows: Rows = [[*COLUMNS, "调整方式"], line(1, "甲许可", said), line(2, "乙许可", "承接")]
    built = taken(book(rows))
    assert names(built) == ["乙许可"]
    assert "下放、划转、合并" in told(built, "reported")["Sheet1!B3"]


@pytest.mark.parametrize(
    "said", ["新增", "承接", "更名", "依据调整", "保留", "取消“备案证明”这一材料", "部分取消"]
)
def test_a_row_that_holds_is_an_item(said: str) -> None:
    built = taken(book([[*COLUMNS, "调整类型"], line(1, "甲许可", said)]))
    assert names(built) == ["甲许可"]
    assert built.items[0]["extra"] == {"调整类型": said}


def test_what_is_handed_down_holds_where_the_list_is_of_such() -> None:
    rows: Rows = [
        ["序号", "赋权事项名称", "权力类型", "原行使部门", "调整方式"],
        [1, "甲", "行政处罚", "区城管局", "下放"],
    ]
    assert names(taken(book(rows, title="某区下放街道事项清单"), kind="")) == ["甲"]


def test_what_was_taken_back_is_no_delegated_power_and_a_part_of_township_duties() -> None:
    rows: Rows = [
        ["序号", "赋权事项名称", "权力类型", "调整情况"],
        [1, "甲", "行政处罚", "继续赋权"],
        [2, "乙", "行政处罚", "收回"],
    ]
    assert names(taken(book(rows), "delegated-powers")) == ["甲"]
    rows = [["序号", "类别", "事项名称"], [1, "收回事项", "甲"]]
    assert names(taken(book(rows, title="某镇履职事项清单"), "township-duties")) == ["甲"]


def test_a_row_with_the_day_is_a_cancelled_item() -> None:
    rows: Rows = [
        [*COLUMNS, "处理决定", "取消日期", "取消文号"],
        line(1, "甲许可", "取消", "2024年5月1日", "十政发〔2024〕3号"),
        line(2, "乙许可", "2023年12月5日取消"),
        line(3, "丙许可", "保留"),
    ]
    built = taken(book(rows))
    assert [item.get("repealed") for item in built.items] == ["2024-05-01", "2023-12-05", None]
    assert built.items[0]["repealed_by"] == "十政发〔2024〕3号"
    assert not told(built, "reported")


def test_sections_and_sheets_tell_which_are_cancelled() -> None:
    rows: Rows = [
        COLUMNS,
        ["一、取消事项（1项）"],
        line(1, "甲许可"),
        ["二、承接事项（1项）"],
        line(1, "乙许可"),
    ]
    built = taken(book(rows, ["A3:E3", "A5:E5"], title="某市取消、承接行政许可事项目录"))
    assert names(built) == ["乙许可"]
    assert built.by_category == {"承接事项": 1}
    whole: Rows = [["某局权责清单调整表"], COLUMNS]
    data = several(("新增", [*whole, line(1, "甲许可")]), ("取消", [*whole, line(1, "乙许可")]))
    assert names(taken(data)) == ["甲许可"]


@pytest.mark.parametrize(
    "section", ["社会团体成立、变更、撤销登记", "撤销婚姻登记", "企业合并分立备案", "产业结构调整支持"]
)
def test_a_section_may_be_about_what_ends(section: str) -> None:
    """Its items hold as those of the table do, be it that they hold or that they were cancelled."""
    rows: Rows = [COLUMNS, [f"一、{section}"], line(1, "甲许可")]
    assert names(taken(book(rows, ["A3:E3"], title="某局权责清单"))) == ["甲许可"]
    assert not taken(book(rows, ["A3:E3"], title="国务院决定取消的行政许可事项目录")).items


def test_of_a_title_that_names_both_nothing_is_guessed() -> None:
    title = "某市取消和调整行政审批事项目录"
    built = taken(book([COLUMNS, line(1, "甲许可")], title=title))
    assert not built.items
    assert "调整类型" in told(built, "reported")["Sheet1!B3"]
    rows: Rows = [[*COLUMNS, "处理决定"], line(1, "甲许可", "取消"), line(2, "乙许可", "调整")]
    assert names(taken(book(rows, title=title))) == ["乙许可"]


@pytest.mark.parametrize("heading", ["取消", "是否取消", "拟取消", "废止"])
def test_a_column_that_is_ticked_where_an_item_is_cancelled(heading: str) -> None:
    rows: Rows = [[*COLUMNS, heading, "保留"], line(1, "甲许可", "√", ""), line(2, "乙许可", "", "√")]
    assert names(taken(book(rows))) == ["乙许可"]
    rows = [[*COLUMNS, heading], line(1, "甲许可", "是"), line(2, "乙许可", "否")]
    assert names(taken(book(rows))) == ["乙许可"]


@pytest.mark.parametrize("said", ["取消", "已取消", "2024年取消", "已废止（见鄂政发〔2024〕3号）"])
def test_a_note_that_says_nothing_else_counts(said: str) -> None:
    rows: Rows = [[*COLUMNS, "备注"], line(1, "甲许可", said), line(2, "乙许可", "取消年检环节")]
    rows += [line(3, "丙许可", "2013年取消收费"), line(4, "丁许可", "取消证明")]
    rows += [line(5, "戊许可", "取消（仅限年检）")]
    assert names(taken(book(rows))) == ["乙许可", "丙许可", "丁许可", "戊许可"]


def test_what_services_do_is_no_word_about_the_item() -> None:
    rows: Rows = [["序号", "主项", "事项名称", "权力类型", "新办", "变更", "注销"]]
    rows += [
        [1, "社团登记", "成立登记", "行政许可", "√", "", ""],
        [2, "社团登记", "注销", "行政许可", "", "", "√"],
    ]
    assert names(taken(book(rows))) == ["成立登记", "注销"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [("是否承接", "否"), ("承接情况", "未承接"), ("是否纳入清单", "×"), ("认领情况", "暂不认领")],
)
def test_what_a_body_does_not_take_on_is_no_item_of_its_list(heading: str, said: str) -> None:
    rows: Rows = [[*COLUMNS, heading], line(1, "甲许可", said), line(2, "乙许可", "是")]
    assert names(taken(book(rows))) == ["乙许可"]


@pytest.mark.parametrize("said", ["/", "无", "详见附件", "国发〔2024〕1号"])
def test_a_word_that_settles_nothing_leaves_it_to_the_title(said: str) -> None:
    rows: Rows = [[*COLUMNS, "处理决定"], line(1, "甲许可", said)]
    assert not taken(book(rows, title="某市取消的行政许可事项目录")).items
    assert names(taken(book(rows, title="某局权责清单"))) == ["甲许可"]


def test_a_name_that_only_says_cancelled_names_no_item() -> None:
    rows: Rows = [
        ["序号", "原项目名称", "现项目名称", "权力类型"],
        [1, "甲旧", "取消", "行政许可"],
        [2, "乙旧", "乙", "行政许可"],
    ]
    assert names(taken(book(rows))) == ["乙"]


def test_some_other_column_that_says_cancelled_is_told() -> None:
    rows: Rows = [[*COLUMNS, "年检"], line(1, "甲许可", "取消"), line(2, "乙许可", "每年")]
    built = taken(book(rows))
    assert names(built) == ["甲许可", "乙许可"]
    assert "取消" in told(built, "reported")["Sheet1!F3"]


MAP = 'version = 1\nkind = "department-powers"\ncode = "420300"\nplace = "十堰市"\nissuer = "市水务局"\nedition = "2024"\n'


def test_a_map_says_when_it_was_or_that_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    qzqd(capsys, "init", ".")
    title = "某市取消的行政许可事项目录"
    Path("a.xlsx").write_bytes(book([COLUMNS, line(1, "甲许可")], title=title))
    Path("m.toml").write_text(MAP, "utf-8")
    ran = qzqd(capsys, "import", "a.xlsx", "--map", "m.toml", "--lang", "zh")
    assert ran.code == 3
    assert "没有一项" in ran.out + ran.err
    assert not list(tmp_path.rglob("a.yaml"))
    Path("m.toml").write_text(MAP + 'cancelled = "2024-05-01"\n', "utf-8")
    assert qzqd(capsys, "import", "a.xlsx", "--map", "m.toml").code == 0
    (made,) = tmp_path.rglob("a.yaml")
    assert 'repealed: "2024-05-01"' in made.read_text("utf-8")
    made.unlink()
    Path("m.toml").write_text(MAP + 'cancelled = "no"\n', "utf-8")
    assert qzqd(capsys, "import", "a.xlsx", "--map", "m.toml").code == 0
    assert "repealed" not in made.read_text("utf-8")
    made.unlink()
    Path("m.toml").write_text(MAP + 'cancelled = "去年"\n', "utf-8")
    ran = qzqd(capsys, "import", "a.xlsx", "--map", "m.toml", "--lang", "zh")
    assert ran.code != 0
    assert "cancelled" in ran.out + ran.err


@pytest.mark.parametrize("by", ["word", "hidden", "struck"])
def test_the_id_of_what_is_not_read_goes_to_no_new_item(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def leave_out(page: Worksheet) -> None:
        page.row_dimensions[4].hidden = by == "hidden"
        for cell in page[4] if by == "struck" else ():
            cell.font = Font(strike=True)

    monkeypatch.chdir(tmp_path)
    qzqd(capsys, "init", ".")
    Path("m.toml").write_text(MAP, "utf-8")
    rows: Rows = [[*COLUMNS, "调整类型"], line(1, "甲许可", "保留"), line(2, "丙许可", "保留")]
    Path("a.xlsx").write_bytes(book(rows))
    assert qzqd(capsys, "import", "a.xlsx", "--map", "m.toml").code == 0
    gone = line(2, "丙许可", "取消" if by == "word" else "保留")
    Path("a.xlsx").write_bytes(book([*rows[:2], gone, line(3, "丁许可", "新增")], dress=leave_out))
    ran = qzqd(capsys, "import", "a.xlsx", "--yes", "--lang", "zh")
    assert ran.code == 0
    assert "A-002 在工作簿里还有" in ran.out + ran.err
    (made,) = tmp_path.rglob("a.yaml")
    items = parse(made.read_bytes()).data["items"]
    assert {item["id"]: item["name"] for item in items} == {
        "A-001": "甲许可",
        "A-002": "丙许可",
        "A-003": "丁许可",
    }


def test_what_took_others_in_or_lost_a_part_is_still_there() -> None:
    rows: Rows = [
        [*COLUMNS, "调整情况"],
        line(1, "甲许可", "合并原乙事项、丙事项"),
        line(2, "丁许可", "取消，仅限子项“年检”"),
    ]
    rows += [line(3, "戊许可", "合并至甲许可")]
    built = taken(book(rows))
    assert names(built) == ["甲许可", "丁许可"]
    assert (
        "照样导入" in told(built, "extra" if "Sheet1!F4" in told(built, "extra") else "reported")["Sheet1!F4"]
    )
