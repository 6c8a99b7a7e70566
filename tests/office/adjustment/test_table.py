"""The table of changes: what stands in its title, its columns and its rows."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qzqd.compare.change import LABELS, Comparison
from qzqd.office.adjustment.table import COLUMNS, SUSPECTED_COLUMNS, adjustment_tables
from qzqd.office.page import ROOM
from qzqd.office.printed import cell_text
from qzqd.report.paper.safe import safe
from report.changes import samples

from .lists import added, one

if TYPE_CHECKING:
    from qzqd.compare.change import Change
    from qzqd.locale import Language
    from qzqd.office.printed import PrintedTable

GOLDEN = Path(__file__).parents[2] / "golden" / "office"


def row(change: Change, language: Language = "zh") -> dict[str, str]:
    """The only row of the table, by the headings of its columns."""
    (table,) = adjustment_tables(one(change), language)
    (cells,) = table.rows
    return {column.title.zh: cell_text(cell) for column, cell in zip(table.columns, cells, strict=True)}


def read(table: PrintedTable, language: Language) -> str:
    """The table as plain text, a row to a line."""
    headings = [column.title.in_(language) for column in table.columns]
    rows = [" | ".join(map(cell_text, row)).replace("\n", " / ") for row in [headings, *table.rows]]
    return "\n".join([f"[{table.name}] {table.title}", *table.lines, *rows, *table.notes]) + "\n"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["rich", "plain"])
def test_reads_as_agreed(name: str, language: Language) -> None:
    told = "\n".join(read(table, language) for table in adjustment_tables(getattr(samples, name)(), language))
    golden = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        golden.write_text(told, "utf-8", newline="")
    assert told == golden.read_bytes().decode()


def test_every_certain_change_has_a_row_and_every_suspected_one_too() -> None:
    comparison = samples.rich()
    *certain, suspected = adjustment_tables(comparison, "zh")
    labels = [label for table in certain for cells in table.rows for label in cell_text(cells[3]).split("\n")]
    assert {*labels} - {""} == {LABELS[kind].zh for kind in comparison.by_type()}
    assert len(suspected.rows) == sum(change.by == "suspected" for change in comparison.changes())
    assert suspected.name == "疑似"
    assert suspected.rows[0][-2:] == ["0.93", ""]


def test_the_columns_fill_the_page() -> None:
    for columns in (COLUMNS, SUSPECTED_COLUMNS):
        assert sum(column.width for column in columns) == ROOM


def test_every_table_says_where_a_list_that_is_not_the_published_text_comes_from() -> None:
    notes = {
        table.name: sum(line.startswith("来源：") for line in table.notes)
        for table in adjustment_tables(samples.rich(), "zh")
    }
    assert notes.pop("武当路街道承接情况") == 0
    assert all(notes.values())


def test_an_item_has_one_row_with_all_that_changed_in_it() -> None:
    old = samples.item("JD-1", "甲", office="公共安全办公室", authority="市城管委")
    new = samples.item("JD-2", "乙", office="综合执法中心", authority="街道办事处")
    changes = (
        samples.change("renamed", old, new, "id", "name"),
        samples.change("transferred", old, new, "authority", "office"),
    )
    (compared,) = one(changes[0]).catalogues
    (table,) = adjustment_tables(Comparison("", "", [replace(compared, changes=changes)]), "zh")
    assert [[*map(cell_text, cells)] for cells in table.rows] == [
        [
            "1",
            "JD-2\n（原 JD-1）",
            "乙",
            "名称变更\n职权划转",
            "甲\n行使主体：市城管委\n承办机构：公共安全办公室",
            "乙\n行使主体：街道办事处\n承办机构：综合执法中心",
            "",
            "",
            "",
        ]
    ]
    assert any(
        line.startswith("调整事项 1 项：名称变更 1 项、职权划转 1 项（一项有几种调整的，分别计入）。")
        for line in table.lines
    )


def test_where_no_document_is_named_the_one_that_issued_the_list_stands_for_it() -> None:
    (compared,) = one(added()).catalogues
    header = compared.new_header | {"source": {"title": "关于调整的通知", "number": "十办发〔2025〕5号"}}
    (table,) = adjustment_tables(Comparison("", "", [replace(compared, new_header=header)]), "zh")
    assert "调整依据：《关于调整的通知》（十办发〔2025〕5号）" in table.lines
    assert {cell_text(cells[6]) for cells in table.rows} == {"《关于调整的通知》（十办发〔2025〕5号）"}
    (table,) = adjustment_tables(
        Comparison("", "", [replace(compared, new_header=header, old_header=header)]), "zh"
    )
    assert {cell_text(cells[6]) for cells in table.rows} == {""}


def test_file_and_id_stand_at_the_foot_alone() -> None:
    for table in adjustment_tables(samples.rich(), "zh")[:-1]:
        (compared,) = (each for each in samples.rich().catalogues if safe(each.title) == table.name)
        assert safe(compared.id) in table.foot
        shown = [
            table.title,
            *table.lines,
            *table.notes,
            *(cell_text(cell) for row in table.rows for cell in row),
        ]
        assert not any(safe(compared.id) in text or "清单开头" in text for text in shown)


def test_added_and_cancelled_show_the_fields_that_the_kind_asks_for() -> None:
    new = samples.item(
        "JD-1",
        "甲",
        basis=[{"law": "中华人民共和国消防法", "article": 5}],
        office="公共安全办公室",
        category="其他",
    )
    assert row(samples.change("added", None, new)) == {
        "序号": "1",
        "事项编号": "JD-1",
        "事项名称": "甲",
        "调整类型": "新增",
        "调整前": "—",
        "调整后": "权力类型：行政检查\n行使主体：街道办事处\n承办机构：公共安全办公室",
        "调整依据": "",
        "实施依据": "《中华人民共和国消防法》第五条",
        "备注": "",
    }


@pytest.mark.parametrize("kept", [True, False])
def test_a_cancelled_item_rests_on_what_cancelled_it(kept: bool) -> None:
    old = samples.item("JD-1", "甲", basis=[{"law": "中华人民共和国消防法"}])
    tomb = old | {"repealed": "2025-01-01", "repealed_by": "鄂政发〔2025〕3号"}
    change = replace(samples.change("cancelled", old, None), after=(tomb,) if kept else ())
    found = row(change)
    assert found["调整后"] == "—"
    assert found["调整依据"] == ("鄂政发〔2025〕3号" if kept else "")
    assert found["实施依据"] == "《中华人民共和国消防法》"


def test_the_approval_comes_before_the_repealing_document() -> None:
    old = samples.item("JD-1", "甲", repealed_by="鄂政发〔2025〕3号")
    found = row(samples.change("cancelled", old, None, approval="十编办〔2025〕1号"))
    assert found["调整依据"] == "十编办〔2025〕1号\n鄂政发〔2025〕3号"


def test_both_sides_show_the_whole_basis_and_words_only_where_they_alone_differ() -> None:
    fire = {"law": "中华人民共和国消防法", "article": 5}
    old = samples.item("JD-1", "甲", basis=[fire])
    more = old | {"basis": [fire, {"law": "城市市容和环境卫生管理条例"}]}
    found = row(samples.change("basis", old, more, "basis"))
    assert found["调整前"] == "实施依据：《中华人民共和国消防法》第五条"
    assert found["实施依据"] == "《中华人民共和国消防法》第五条\n《城市市容和环境卫生管理条例》"
    assert found["调整后"] == "实施依据：\n《中华人民共和国消防法》第五条\n《城市市容和环境卫生管理条例》"
    quoted = old | {"basis": [fire | {"quote": "任何单位都有义务。"}]}
    assert "任何单位都有义务。" in row(samples.change("basis", old, quoted, "basis"))["调整后"]


def test_a_new_list_and_one_that_is_gone() -> None:
    (compared,) = one(added(), issuer="十堰市人民政府").catalogues
    new = replace(compared, old_path="", old_header={})
    gone = replace(compared, new_path="", old_header=compared.new_header, new_header={})
    for each, editions in ((new, "（无） → 2025-04-05    日期：2025年4月5日"), (gone, "2025-04-05 → （无）")):
        (table,) = adjustment_tables(Comparison("", "", [each]), "zh")
        assert table.lines[0] == f"编制机关：十堰市人民政府    版本：{editions}"


@pytest.mark.parametrize("edition", ["2025-4-x", "", "今年", "2025-04-05-06"])
def test_an_edition_that_is_no_date_is_shown_as_it_is(edition: str) -> None:
    (table,) = adjustment_tables(one(added(), edition=edition), "zh")
    assert edition in table.lines[0]


def test_nothing_changed() -> None:
    (table,) = adjustment_tables(samples.plain(), "zh")
    assert table.title == "《十堰市街道通用权责清单》动态调整对照表"
    assert table.rows == [["", "没有事项调整", *[""] * 7]]
    (table,) = adjustment_tables(Comparison("a", "b", samples.plain().catalogues * 2), "en")
    assert (table.title, table.rows[0][1]) == ("Table of changes", "No item changed")
    assert table.lines == ["a → b", "No item changed. Items before: 148, after: 148."]


def test_what_was_not_compared_is_not_called_unchanged() -> None:
    (table,) = adjustment_tables(Comparison("a", "b", unreadable=True), "zh")
    assert "本表不完整" in cell_text(table.rows[0][1])
    (table,) = adjustment_tables(replace(one(added()), unreadable=True), "zh")
    assert any("本表不完整" in line for line in table.lines)


def test_a_title_within_a_title() -> None:
    comparison = one(added(), title="《消防法》事项清单")
    assert adjustment_tables(comparison, "zh")[0].title == "《〈消防法〉事项清单》动态调整对照表"
