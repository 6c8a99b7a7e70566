"""CSV: every cell with its place, whatever wrote the file; nothing is evaluated."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.apostrophe import before_code, without
from qzqd.report.paper.spreadsheet import sheet
from qzqd.tables.reading import read_tables

from .packages import grid, refused, seen

if TYPE_CHECKING:
    from qzqd.tables.delimited import DelimitedLines


def source(data: bytes) -> DelimitedLines:
    found = grid(data).source
    assert found is not None
    return found


def shown(found: DelimitedLines, row: int, column: int) -> str:
    span = found.span(row, column)
    return found.excerpt(span)[span.column - 1 : span.end_column - 1]


def test_as_excel_writes_it() -> None:
    data = '编号,名称\r\nA-1," 甲，""乙"" "\r\n,\r\n\r\nA-2\r\n'.encode("utf-8-sig")
    assert seen(data) == {1: ["编号", "名称"], 2: ["A-1", '甲，"乙"'], 5: ["A-2"]}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16LE"),
        ("gbk", "GBK"),
        ("gb18030", "GBK"),
    ],
)
def test_the_encoding_is_found_out_and_told(encoding: str, told: str) -> None:
    book = read_tables("编号,名称\nA-1,街道办事处\n".encode(encoding), "a")
    assert (book.format, book.encoding) == ("csv", told)
    assert book.grids[0].rows[2] == ["A-1", "街道办事处"]


def test_characters_that_gbk_lacks() -> None:
    book = read_tables("编号,名称\nA-1,街道办事处㐂\n".encode("gb18030"), "a")
    assert (book.encoding, book.grids[0].text(2, 2)) == ("GB18030", "街道办事处㐂")


def test_tabs_part_cells_where_the_first_line_has_more_of_them() -> None:
    assert seen("编号\t名称\nA,1\t甲\n".encode()) == {1: ["编号", "名称"], 2: ["A,1", "甲"]}
    assert seen('"编\t\t\t号",名称\n'.encode()) == {1: ["编\t\t\t号", "名称"]}


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b'a,b\n1,"2\n3,4\n', "QZ023", "引号"),
        (b'a,b\n1,"2"x\n', "QZ023", "引号"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", "QZ023", "太长"),
        (b"\x93\xff\xfe\x81", "QZ006", "编码不明"),
        ("a事业\n1".encode("utf-8-sig") + b"\x97\n", "QZ006", "编码不明"),
        (b"a\0,\0b\0", "QZ006", "编码不明"),
        (b"\xff\xfe\0\0a\0\0\0,\0\0\xd8", "QZ006", "编码不明"),
        (b"a\n<<<<<<< ours\n1\n=======\n2\n>>>>>>> theirs\n", "QZ024", "合并冲突"),
        (b"," * 1_000, "QZ005", "第 1 行超过 1,000 列"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str, told: str) -> None:
    found = refused(data)
    assert found.code == code
    assert told in found.problem.message.zh


def test_nothing_is_worked_out() -> None:
    cells = ["=1+1", "#REF!", "+1", "-1", "@x", "001", "1.50", "3-10", "9" * 6000]
    assert seen(",".join(cells).encode()) == {1: cells}


@pytest.mark.parametrize(
    "text",
    ["=1+1", "'=1+1", "''=", " @x", "＝全角", "0012", "'0012", "3-10", "'x", "''", "'", "-", "甲'乙", "\t=1"],
)
def test_what_was_protected_comes_back_as_it_was(text: str) -> None:
    line = sheet([[before_code(text)]], breaks=True).encode()
    assert list(seen(line).values()) == [[text.strip()]]


def test_cells_know_where_they_stand() -> None:
    data = b'a,b,c\n"1\n2","x ""y""",=1\n,,z\n'
    found = source(data)
    assert list(grid(data).rows) == [1, 2, 3]
    assert shown(found, 1, 3) == "c"
    assert shown(found, 2, 1) == '"1'
    assert shown(found, 3, 3) == "z"
    assert (found.span(2, 3).line, shown(found, 2, 3)) == (3, "=1")
    whole = found.span(3)
    assert (whole.line, whole.column, whole.end_column) == (4, 1, 4)


def test_beyond_the_end_of_a_row_is_the_row() -> None:
    found = source(b"a,b,c\n1\n2,3,\n")
    assert [found.width(row) for row in (1, 2, 3)] == [3, 1, 3]
    assert found.span(2, 3) == found.span(2)
    assert found.span(2, 3).line == 2


@given(
    st.lists(
        st.lists(st.text("ab，\"'\n\r,; =#é字", max_size=6), min_size=1, max_size=4), min_size=1, max_size=6
    )
)
def test_every_cell_is_found_where_it_was_written(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    data = file.getvalue().encode()
    found = source(data)
    for number, written in enumerate(rows, 1):
        assert [grid(data).text(number, column) for column in range(1, len(written) + 1)] == [
            without(cell).strip() for cell in written
        ]
        assert found.width(number) == len(written)
        for column, cell in enumerate(written, 1):
            span = found.span(number, column)
            if not {'"', "\n", "\r"} & {*cell}:
                assert cell in found.excerpt(span)[span.column - 1 : span.end_column]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk"])
def test_a_title_above_a_table_with_tabs(encoding: str) -> None:
    text = "某区任务清单, 2025\n序号\t任务名称\n1\t甲, 乙\n2\t丙\n"
    assert seen(text.encode(encoding))[2] == ["序号", "任务名称"]
    assert seen('某区清单\n序号,名称\n"1\t",甲\n"2\t",乙\n'.encode())[3] == ["1", "甲"]


def test_a_text_that_a_program_kept_from_becoming_a_number() -> None:
    text = '编码,名称\n="001",="甲"\n"=""002""",=A1&"乙"\n\'="003",丙\n'
    assert seen(text.encode()) == {
        1: ["编码", "名称"],
        2: ["001", "甲"],
        3: ["002", '=A1&"乙"'],
        4: ['="003"', "丙"],
    }
