"""Records in a table are checked as those in YAML are, and every bad cell is one finding at its place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cli.command import qzqd
from qzqd.check.rule import RULES, Example
from qzqd.check.run import run
from qzqd.read.workspace import workspace
from workspaces import check, lay

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding

SITUATIONS = Example(
    "items:\n"
    "  - {id: HJ-1, name: 群租房, departments: [区公安分局], responses: [{level: 红, within_minutes: 30}]}\n",
    {"kind": "call-situations", "id": "example/situations"},
)
HEADER = {"kind": "call-records", "id": "example/calls", "upstream": "{catalogue: example/situations}"}
SOUND = "编号,名称,呼叫情形,响应级别,呼叫时间,报到时间\nC-1,甲,HJ-1,红,2025/3/3 14:05,2025-03-03 14:30\n"


def ledger(folder: Path, table: str | bytes, file: str = "calls.csv", **header: str) -> list[Finding]:
    """What validate finds in a ledger of calls beside its table."""
    lay(folder, Example("items: []\n", {**HEADER, "records": file, **header}, (SITUATIONS,)))
    (folder / file).write_bytes(
        table
        if isinstance(table, bytes)
        else table.replace("编号", "事项编号").replace("名称", "事项名称").encode()
    )
    return check(folder).findings


def seen(findings: list[Finding]) -> list[tuple[str, str, int, int, str | None]]:
    return [
        (finding.code, finding.path.rpartition("/")[2], finding.span.line, finding.span.column, finding.item)
        for finding in findings
    ]


def test_a_sound_table(tmp_path: Path) -> None:
    assert ledger(tmp_path, SOUND) == []
    assert check(tmp_path).items == 2


def test_a_column_may_have_another_heading_that_the_field_is_known_by(tmp_path: Path) -> None:
    assert ledger(tmp_path, SOUND.replace("报到时间", "到场时间")) == []
    (found,) = ledger(tmp_path, SOUND.replace("报到时间", "到场时间").replace("14:30", "13:30"))
    assert (found.code, found.span.column) == ("QZ522", 29)


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        (",甲,HJ-1,红,2025-03-03 14:05,", "QZ101", 1),
        ("C 1,甲,HJ-1,红,2025-03-03 14:05,", "QZ105", 1),
        (f"C-1,甲,HJ-1,{'绿' * 501},2025-03-03 14:05,", "QZ107", 12),
        ("C-1,甲,HJ-1,红,,", "QZ101", 14),
        ("C-1,甲,HJ-1,红,2025-02-30 14:05,", "QZ522", 14),
        ("C-1,甲,HJ-1,红,3月3日,", "QZ105", 14),
        ("C-1,甲,HJ-1,红,2025-03-03 14:05,2025-03-03 14:00", "QZ522", 31),
        ("C-1,甲,HJ-9,红,2025-03-03 14:05,", "QZ304", 7),
        ("C-1,甲,=A1,红,2025-03-03 14:05,", "QZ521", 7),
        ("C-1,甲,HJ-1,红,2025-03-03 14:05,,多", "QZ520", 32),
        ('C-1,"甲 OR\n乙",HJ-1,蓝色,3月3日,', "QZ105", 12),
    ],
)
def test_every_bad_cell_is_one_finding(row: str, code: str, column: int, tmp_path: Path) -> None:
    heading = SOUND.splitlines()[0]
    (found,) = ledger(tmp_path, f"{heading}\n{row}\n")
    assert (found.code, found.span.column) == (code, column)
    assert found.path.endswith("calls.csv")
    assert found.catalogue == "example/calls"
    assert found.pointer.startswith("/items/0")
    assert found.fix is None


@pytest.mark.parametrize(
    ("heading", "told", "column"),
    [
        ("编号,名称,呼叫情形,响应级别,呼叫时间,报到时刻", "报到时刻", 26),
        ("编号,名称,呼叫情形,响应级别,呼叫时间,reported", "有两列", 26),
        ("编号,名称,呼叫情形,响应级别,呼叫时间,实施依据", "实施依据", 26),
        ("编号,名称,呼叫情形,响应级别,,报到时间", "reported（呼叫时间）", 1),
        ("一月,呼叫,台,账,2025,年", "没有字段的名称", 1),
    ],
)
def test_columns_that_do_not_fit(heading: str, told: str, column: int, tmp_path: Path) -> None:
    found = ledger(tmp_path, f"{heading}\nC-1,甲,HJ-1,红,2025-03-03 14:05,2025-03-03 14:30\n")
    assert {finding.code for finding in found} == {"QZ520"}
    assert told in found[0].message.zh
    assert (found[0].span.line, found[0].span.column) == (1, column)


@pytest.mark.parametrize(
    ("row", "told"),
    [("C-1,甲", "这一行只有 2 格，第一行有 6 格"), ("C-1，甲，HJ-1，红，2025-03-03 14:05，", "全角逗号")],
)
def test_a_row_that_ends_too_early_is_one_finding_at_that_row(row: str, told: str, tmp_path: Path) -> None:
    sound = SOUND.splitlines()[1]
    for table, line in ((f"{row}\n{sound}\n", 2), (f"{sound.replace('C-1', 'C-2')}\n{row}\n", 3)):
        (found,) = ledger(tmp_path, f"{SOUND.splitlines()[0]}\n{table}")
        assert (found.code, found.span.line, found.span.column) == ("QZ520", line, 1)
        assert found.help
        assert told in found.message.zh + found.help.zh


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("事项编号,事项名称,呼叫情形,响应级别,呼叫日子", "是否想写 呼叫时间？可以是：事项编号、"),
        ("事项编号;事项名称;呼叫情形;响应级别;呼叫时间", "各列之间是“;”"),
        ("编号;名称;情形", "各列之间是“;”"),
        ("二〇二五年；台账\n事项编号,事项名称,呼叫情形,响应级别,呼叫时间", "字段的名称在第 2 行"),
        ("事项编号，事项名称，呼叫情形，响应级别，呼叫时间", "各列之间是“，”"),
        ("事项编号，事项名称,呼叫情形,响应级别,呼叫时间", "各列之间是“，”"),
        ("二〇二五年台账,,,,\n事项编号,事项名称,呼叫情形,响应级别,呼叫时间", "字段的名称在第 2 行"),
    ],
)
def test_why_the_columns_do_not_fit(heading: str, told: str, tmp_path: Path) -> None:
    lay(tmp_path, Example("items: []\n", {**HEADER, "records": "calls.csv"}, (SITUATIONS,)))
    (tmp_path / "calls.csv").write_text(f"{heading}\nC-1,甲,HJ-1,红,2025-03-03 14:05\n", "utf-8")
    first, *_ = found = check(tmp_path).findings
    assert first.code == "QZ520"
    assert first.help
    assert told in first.message.zh + first.help.zh
    assert len(found) == 1


@pytest.mark.parametrize("left_out", range(5))
def test_a_column_that_is_not_there_is_one_finding(left_out: int, tmp_path: Path) -> None:
    """No rule looks at records that lack what every record has."""
    kept = [place for place in range(5) if place != left_out]
    table = "\n".join(",".join(row[place] for place in kept) for row in (HEADINGS, RECORD))
    (finding,) = ledger(tmp_path, f"{table}\n")
    assert finding.code == "QZ520"
    assert HEADINGS[left_out] in finding.message.en


HEADINGS = ["id", "name", "upstream", "level", "reported"]
RECORD = ["C-1", "甲", "HJ-1", "红", "2025-03-03 10:00"]


@pytest.mark.parametrize(
    ("sheets", "told"),
    [
        ({"一月": [HEADINGS, RECORD], "二月": [HEADINGS, RECORD]}, "工作表“二月”里也有记录，没有读"),
        ({"封面": [["台账"]], "二月": [HEADINGS, RECORD]}, "把“二月”移到最前面"),
        ({"一月": [HEADINGS, RECORD], "说明": [["红", "三十分钟"]], "空": []}, ""),
    ],
)
def test_records_on_a_further_sheet_do_not_pass_unseen(
    sheets: dict[str, list[list[str]]], told: str, tmp_path: Path
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    found = ledger(tmp_path, made.getvalue(), "calls.xlsx")
    assert [finding.code for finding in found] == ["QZ520"] * bool(told)
    assert all(finding.help and told in finding.message.zh + finding.help.zh for finding in found)


def test_headings_by_key_and_in_english_as_well(tmp_path: Path) -> None:
    text = "id,Name,Situation,LEVEL,Reported\nC-1,甲,HJ-1,红,2025-03-03 14:05\n"
    assert ledger(tmp_path, text) == []


def test_words_and_days_as_people_write_them(tmp_path: Path) -> None:
    matters = Example(
        "items:\n  - {id: ZX-1, name: 交通管制, procedure: 书面, feedback_days: 5}\n",
        {"kind": "consultation", "id": "example/matters"},
    )
    header = {
        "kind": "consultation-records",
        "id": "example/asked",
        "upstream": "{catalogue: example/matters}",
        "records": "asked.csv",
    }
    lay(tmp_path, Example("items: []\n", header, (matters,)))
    rows = "事项编号,事项名称,征求意见事项,征求日期,反馈日期,采纳情况\nZ-1,甲,ZX-1,2025年3月3日,2025/3/5,未采纳\n"
    (tmp_path / "asked.csv").write_text(rows, "utf-8")
    assert [finding.code for finding in check(tmp_path).findings] == ["QZ523"]


def test_a_sheet_is_placed_by_row_and_column(tmp_path: Path) -> None:
    book = Workbook()
    for row in (
        ["id", "name", "upstream", "level", "reported"],
        ["C-1", "甲", "HJ-1", "绿" * 501, "=NOW()"],
        ["C-2", "乙\u200b", "HJ-1", "红", "2025-03-03 10:00"],
    ):
        book.worksheets[0].append(row)
    made = io.BytesIO()
    book.save(made)
    found = ledger(tmp_path, made.getvalue(), "calls.xlsx")
    assert seen(found) == [
        ("QZ107", "calls.xlsx", 2, 4, "C-1"),
        ("QZ521", "calls.xlsx", 2, 5, "C-1"),
        ("QZ007", "calls.xlsx", 3, 2, "C-2"),
    ]
    assert [finding.message.zh.partition(" 格：")[0] for finding in found] == ["D2", "E2", "B3"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("2025-02-30", "日历上没有这一天"),
        ("2027/2/29", "日历上没有这一天"),
        ("“2025-05-01”", '用了中文引号：写成 "2025-05-01"'),
        ("２０２５－５－１", '用了全角字符：写成 "2025-05-01"'),
        ("45719", "即 2025-03-03"),
        ("下周", "日期写成 年-月-日，例如"),
        ("", "日期写成 年-月-日"),
    ],
)
def test_what_keeps_a_text_from_being_a_date_is_told(cell: str, told: str, tmp_path: Path) -> None:
    matters = Example(
        "items:\n  - {id: ZX-1, name: 交通管制}\n", {"kind": "consultation", "id": "example/matters"}
    )
    header = {
        "kind": "consultation-records",
        "id": "example/asked",
        "upstream": "{catalogue: example/matters}",
    }
    record = f"{{id: Z-1, name: 甲, upstream: ZX-1, asked: '{cell}'}}"
    lay(tmp_path, Example(f"items: [{record}]\n", header, (matters,)))
    found = [finding for finding in check(tmp_path).findings if finding.code != "QZ402"]
    assert [finding.code for finding in found if finding.path.endswith("example.yaml")] == ["QZ106"]
    assert all(finding.help and told in finding.help.zh for finding in found if finding.code == "QZ106")


IGNORE = '[{rule: QZ522, reason: 已经核实, until: "2099-01-01"}]'
LATE = SOUND.replace("2025-03-03 14:30", "2025-03-03 14:00")


def test_what_a_ledger_ignores_it_ignores_in_its_table(tmp_path: Path) -> None:
    assert [finding.code for finding in ledger(tmp_path / "a", LATE)] == ["QZ522"]
    assert ledger(tmp_path / "b", LATE, ignore=IGNORE) == []
    assert [finding.code for finding in ledger(tmp_path / "c", SOUND, ignore=IGNORE)] == ["QZ621"]


def test_departments_that_were_scored_are_held_against_the_register(tmp_path: Path) -> None:
    scoring = Example(
        "items:\n  - {id: P-1, name: 甲, weight: 100}\n", {"kind": "scoring", "id": "example/scoring"}
    )
    register = Example(
        "items:\n  - {id: D-1, name: 区民政局, type: department}\n", {"kind": "units", "id": "example/units"}
    )
    header = {
        "kind": "department-scores",
        "id": "example/scores",
        "upstream": "{catalogue: example/scoring}",
        "records": "scores.csv",
    }
    lay(tmp_path, Example("items: []\n", header, (scoring, register)))
    rows = "事项编号,事项名称,得分.P-1\nDF-1,区民政局,90\nDF-2,区民证局,91\n"
    (tmp_path / "scores.csv").write_text(rows, "utf-8")
    assert seen(check(tmp_path).findings) == [("QZ303", "scores.csv", 3, 6, "DF-2")]


def test_a_table_is_named_in_the_settings(tmp_path: Path) -> None:
    settings = '[[ignores]]\nrule = "QZ522"\nreason = "已经核实"\npath = "calls.csv"\n'
    (tmp_path / "qzqd.toml").write_text(settings, "utf-8")
    assert ledger(tmp_path, LATE) == []


def test_where_the_records_are_is_told_by_an_example_that_helps(tmp_path: Path) -> None:
    lay(tmp_path, Example("items: []\n", {**HEADER, "records": "calls.xls"}, (SITUATIONS,)))
    (found,) = check(tmp_path).findings
    assert found.help
    assert "另存为 .xlsx" in found.help.zh
    assert "同一文件夹" in found.help.zh
    lay(tmp_path, Example("", {**HEADER, "records": "calls.csv"}, (SITUATIONS,)))
    (found,) = check(tmp_path).findings
    assert found.help
    assert "items: []" in found.help.zh


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("../calls.csv", "QZ105"),
        ("/etc/passwd", "QZ105"),
        ("sub/calls.csv", "QZ105"),
        ('"..\\\\calls.csv"', "QZ105"),
        ("calls.txt", "QZ105"),
        ("none.csv", "QZ001"),
        ("link.csv", "QZ004"),
        ("folder.csv", "QZ003"),
        ("12", "QZ102"),
    ],
)
def test_the_table_lies_in_the_folder_of_the_ledger(file: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(SOUND, "utf-8")
    space = tmp_path / "space"
    lay(space, Example("items: []\n", {**HEADER, "records": file}, (SITUATIONS,)))
    (space / "link.csv").symlink_to(tmp_path / "outside.csv")
    (space / "folder.csv").mkdir()
    others = "QZ627"  # that the tables which nobody names are not read
    assert [finding.code for finding in check(space).findings if finding.code != others] == [code]


def test_a_field_of_that_name_elsewhere_is_unknown(tmp_path: Path) -> None:
    lay(tmp_path, Example(SITUATIONS.body, {**SITUATIONS.header, "records": "calls.csv"}))
    assert [finding.code for finding in check(tmp_path).findings] == ["QZ104"]


def test_ids_are_unique_across_here_and_there(tmp_path: Path) -> None:
    lay(
        tmp_path,
        Example(
            'items:\n  - {id: C-1, name: 乙, upstream: HJ-1, level: 红, reported: "2025-03-03 10:00"}\n',
            {**HEADER, "records": "calls.csv"},
            (SITUATIONS,),
        ),
    )
    (tmp_path / "calls.csv").write_text(SOUND.replace("编号", "id").replace("名称", "name"), "utf-8")
    assert seen(check(tmp_path).findings) == [("QZ201", "calls.csv", 2, 1, "C-1")]


def test_wording_and_published_totals_hold_for_tables(tmp_path: Path) -> None:
    found = ledger(tmp_path, SOUND.replace("甲", "群租房〔2025〕  一"), published_count="{total: 2}")
    assert {finding.code for finding in found} >= {"QZ205"}
    assert {finding.path.rpartition("/")[2] for finding in found if finding.code != "QZ205"} <= {"calls.csv"}


def test_a_changed_table_is_seen_though_the_ledger_is_cached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("qzqd.open.pool.WORTH_CACHING", 0)
    space = tmp_path / "space"
    assert ledger(space, SOUND) == []
    for table, codes in ((SOUND, []), (SOUND.replace("红", "绿" * 501), ["QZ107"]), (SOUND, [])):
        (space / "calls.csv").write_text(table.replace("编号", "id").replace("名称", "name"), "utf-8")
        outcome = run(workspace([str(space)]), jobs=1)
        assert [finding.code for finding in outcome.findings] == codes


def test_hostile_cells_are_shown_harmless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cell = '=HYPERLINK(""http://x"",""::error::"")'
    ledger(tmp_path, SOUND.replace("甲", f'"{cell}"'))
    for format in ("text", "json", "github", "markdown", "sarif"):
        out = qzqd(capsys, "validate", str(tmp_path), "--format", format).out
        assert "\x1b" not in out
        assert not [line for line in out.splitlines() if line.startswith("::error::")]


CELLS = st.text('甲,"\n=+-@#\t\x1b\u202e<&|:1', max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=8).map(",".join), max_size=4), heading=st.booleans())
def test_any_cells(rows: list[str], heading: bool, tmp_path: Path) -> None:
    text = "\n".join([*([SOUND.splitlines()[0]] if heading else []), *rows])
    for finding in ledger(tmp_path, text):
        assert finding.code in RULES
        assert (
            (1, 1)
            <= (finding.span.line, finding.span.column)
            <= (finding.span.end_line, finding.span.end_column)
        )


def in_excel(folder: Path, *rows: list[Any], merge: str = "", hide: int = 0) -> list[Finding]:
    """What validate finds where the table is a workbook; the fields are named by `HEADINGS`."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, *rows):
        sheet.append([*row])
    if merge:
        sheet.merge_cells(merge)
    if hide:
        sheet.row_dimensions[hide].hidden = True
    folder.mkdir(exist_ok=True)
    made = io.BytesIO()
    book.save(made)
    return ledger(folder, made.getvalue(), "calls.xlsx")


def calls(number: int) -> list[list[Any]]:
    return [[f"C-{each}", f"事{each}", *RECORD[2:]] for each in range(1, number + 1)]


def test_a_merged_cell_holds_for_all_its_rows(tmp_path: Path) -> None:
    one, two, three = calls(3)
    assert in_excel(tmp_path / "a", one, [*two[:4], None], [*three[:4], None], merge="E2:E4") == []
    (found, *_) = in_excel(tmp_path / "b", one, [*two[:4], None], [*three[:4], None], merge="E2:E3")
    assert seen([found]) == [("QZ101", "calls.xlsx", 4, 5, "C-3")]


def test_a_fault_in_a_merged_cell_names_the_cell_that_shows_it(tmp_path: Path) -> None:
    one, two = calls(2)
    one[3] = "绿" * 501
    found = in_excel(tmp_path, one, two, merge="D2:D3")
    assert {finding.message.zh.partition(" 格：")[0] for finding in found if finding.code == "QZ107"} == {
        "D2"
    }


def test_hidden_rows_are_records_and_are_told(tmp_path: Path) -> None:
    (found,) = in_excel(tmp_path, *calls(3), hide=3)
    assert (found.code, found.severity, found.span.line) == ("QZ527", "warning", 3)
    assert "第 3 行是隐藏的" in found.message.zh
    assert check(tmp_path).items == 4


def test_what_lies_under_a_merge_is_told_and_not_used(tmp_path: Path) -> None:
    from tables.packages import inline, sheet, xlsx

    texts = [HEADINGS, RECORD, ["C-2", "乙", "HJ-1", "没有这一级", "2025-03-03 10:00"]]
    rows = "".join(
        f'<row r="{row}">{"".join(inline(f"{letter}{row}", text) for letter, text in zip("ABCDE", cells, strict=True))}</row>'
        for row, cells in enumerate(texts, 1)
    )
    merges = '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>'
    (found,) = ledger(tmp_path, xlsx(sheet(rows, after=merges)), "calls.xlsx")
    assert (found.code, found.message.zh.partition("格里")[0]) == ("QZ527", "D2 格：D3 ")


def test_the_first_sheet_that_is_not_hidden_is_read_and_findings_name_it(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].title = "旧"
    book.worksheets[0].sheet_state = "hidden"
    sheet = book.create_sheet("一月")
    for row in (HEADINGS, [*RECORD[:3], "绿" * 501, RECORD[4]]):
        sheet.append(row)
    book.active = 1
    made = io.BytesIO()
    book.save(made)
    (found,) = ledger(tmp_path, made.getvalue(), "calls.xlsx")
    assert (found.code, found.message.zh.partition(" 格：")[0]) == ("QZ107", "一月!D2")


def test_numbers_are_those_that_excel_shows(tmp_path: Path) -> None:
    scoring = Example(
        "items:\n  - {id: P-1, name: 甲, weight: 100}\n", {"kind": "scoring", "id": "example/scoring"}
    )
    header = {
        "kind": "department-scores",
        "id": "example/scores",
        "upstream": "{catalogue: example/scoring}",
        "records": "scores.xlsx",
    }
    lay(tmp_path, Example("items: []\n", header, (scoring,)))
    book = Workbook()
    for row in (["id", "name", "scores.P-1"], ["DF-1", "甲局", 94.38000000000001], ["DF-2", "乙局", 0.9]):
        book.worksheets[0].append(row)
    book.worksheets[0]["C3"].number_format = "0%"
    book.save(tmp_path / "scores.xlsx")
    (found,) = check(tmp_path).findings
    assert (found.code, found.message.zh.partition(" 格：")[0]) == ("QZ102", "C3")
    book.worksheets[0]["C3"].number_format = "0.0"
    book.save(tmp_path / "scores.xlsx")
    assert check(tmp_path).findings == []


@pytest.mark.parametrize("break_in", ["\n", " ", "\u00a0", "\u3000", "\u200b"])
def test_headings_are_compared_without_white_space_and_else_exactly(break_in: str, tmp_path: Path) -> None:
    heading = f'事项编号,事项名称,"呼叫{break_in}情形",响应级别,呼叫时间'
    lay(tmp_path, Example("items: []\n", {**HEADER, "records": "calls.csv"}, (SITUATIONS,)))
    (tmp_path / "calls.csv").write_text(f"{heading}\n{','.join(RECORD)}\n", "utf-8")
    assert check(tmp_path).findings == []
    (tmp_path / "calls.csv").write_text(
        f"{heading.replace('呼叫时间', '时间')}\n{','.join(RECORD)}\n", "utf-8"
    )
    assert {finding.code for finding in check(tmp_path).findings} == {"QZ520"}


@pytest.mark.parametrize(("encoding", "told"), [("gbk", "GBK"), ("utf-16", "UTF-16LE")])
def test_a_ledger_is_utf8(encoding: str, told: str, tmp_path: Path) -> None:
    (found,) = ledger(tmp_path, SOUND.encode(encoding))
    assert found.code == "QZ006"
    assert told in found.message.zh
    assert found.help
    assert "CSV UTF-8" in found.help.zh


@pytest.mark.parametrize("cells", [8_000, 30_000])
def test_a_row_that_never_ends_is_one_finding(cells: int, tmp_path: Path) -> None:
    (found,) = ledger(tmp_path, SOUND + "C-2,甲,HJ-1,红,2025/3/3 14:05" + ",z" * cells + "\n")
    assert found.code == "QZ005"
    assert "第 3 行超过 1,000 列" in found.message.zh


def test_as_many_columns_as_there_may_be(tmp_path: Path) -> None:
    found = ledger(
        tmp_path, SOUND.replace("\n", f"{',头' * 994}\n", 1).replace("14:30\n", f"14:30{',z' * 994}\n")
    )
    assert len(found) == 994
    assert {finding.code for finding in found} == {"QZ520"}


def test_of_ten_thousand_findings_no_more_are_listed(tmp_path: Path) -> None:
    found = ledger(tmp_path, SOUND + "=,=,=,=,=\n" * 20_000)
    assert len(found) == 10_001
    assert {finding.code for finding in found} == {"QZ521", "QZ022"}


@pytest.mark.parametrize("number", ["9" * 5_000, "1e400", "-" + "9" * 400, "NaN"])
def test_numbers_beyond_all_measure_are_no_numbers(number: str, tmp_path: Path) -> None:
    from tables.packages import inline, sheet, xlsx

    heads = "".join(inline(f"{letter}1", text) for letter, text in zip("ABCDE", HEADINGS, strict=True))
    cells = "".join(f'<c r="{letter}2"><v>{number}</v></c>' for letter in "ABCDE")
    found = ledger(tmp_path, xlsx(sheet(f'<row r="1">{heads}</row><row r="2">{cells}</row>')), "calls.xlsx")
    assert {finding.code for finding in found} <= {"QZ105", "QZ103", "QZ106", "QZ304", "QZ107", "QZ706"}
