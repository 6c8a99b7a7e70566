"""Tables: every cell with its place, whatever wrote the file; nothing is evaluated, nothing crashes."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from qzqd.read.problem import Refused
from qzqd.read.table import Formula, Row, Table, table

LIMIT = 1 << 20


def cells(data: bytes, name: str = "a.csv") -> list[list[Any]]:
    return [row.cells for row in table(data, name, LIMIT).rows]


def refused(data: bytes, name: str = "a.csv", limit: int = LIMIT) -> Refused:
    with pytest.raises(Refused) as caught:
        table(data, name, limit)
    return caught.value


def shown(found: Table, row: int, column: int) -> str:
    span = found.span(found.rows[row], column)
    return found.excerpt(span)[span.column - 1 : span.end_column - 1]


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_as_excel_writes_it() -> None:
    data = '编号,名称\r\nA-1," 甲，""乙"" "\r\n,\r\n\r\nA-2\r\n'.encode("utf-8-sig")
    assert cells(data) == [["编号", "名称"], ["A-1", '甲，"乙"'], ["A-2"]]


def test_cells_know_where_they_stand() -> None:
    found = table(b'a,b,c\n"1\n2","x ""y""",=1\n,,z\n', "a.csv", LIMIT)
    assert [row.number for row in found.rows] == [1, 2, 4]
    assert shown(found, 0, 2) == "c"
    assert shown(found, 1, 0) == '"1'
    assert shown(found, 2, 2) == "z"
    last = found.span(found.rows[1], 2)
    assert (last.line, found.lines.line(3)[last.column - 1 : last.end_column - 1] if found.lines else "") == (
        3,
        "=1",
    )
    whole = found.span(found.rows[2])
    assert (whole.line, whole.column, whole.end_column) == (4, 1, 4)


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        ("编号,名称\nA-1,街道办事处\n".encode("gbk"), "QZ006", "GBK"),
        ("编号,名称\n".encode("utf-16"), "QZ006", "UTF-16"),
        ("编号\t名称\n".encode(), "QZ011", "Tab"),
        ("编号\u202e,名称\n".encode(), "QZ007", "U+202E"),
        ("编号,名称\nA\0,b\n".encode(), "QZ007", "U+0000"),
        (b'a,b\n1,"2\n3,4\n', "QZ023", "引号"),
        (b'a,b\n1,"2"x\n', "QZ023", "引号"),
        (b"a,b\n1," + b"x" * 200_000 + b"\n", "QZ023", "太长"),
        (b"", "QZ019", "空"),
        (b"\xef\xbb\xbf", "QZ019", "空"),
        (b",,\n,\n", "QZ019", "空"),
        (workbook(["a"]), "QZ006", "Excel"),
        (b"\x93\xff\xfe\x81", "QZ006", ""),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str, told: str) -> None:
    found = refused(data)
    assert found.code == code
    assert told in found.problem.message.zh


def test_what_is_not_utf8_says_how_to_save_it() -> None:
    assert "CSV UTF-8" in (refused("编号,街道办事处\n".encode("gbk")).problem.help or ("",))[0]


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "#REF!", "#N/A", "#DIV/0!"])
def test_formulas_and_errors_are_neither_worked_out_nor_believed(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    assert cells(f"a\n{quoted}\n".encode()) == [["a"], [Formula(text)]]
    assert cells(workbook(["a"], [text]), "a.xlsx") == [["a"], [Formula(text)]]


def test_what_only_looks_dangerous_is_text() -> None:
    assert cells(b"a,b,c\n+1,-1,@x\n") == [["a", "b", "c"], ["+1", "-1", "@x"]]


def test_a_sheet_has_values() -> None:
    when = datetime(2025, 3, 3, 14, 5)
    assert cells(workbook(["a", None, "c"], [], [1, 92.5, when], [True, None, " x "]), "a.xlsx") == [
        ["a", None, "c"],
        [1, 92.5, when],
        [True, None, "x"],
    ]
    found = table(workbook(["a"], [None], ["b"]), "a.xlsx", LIMIT)
    assert found.rows[1] == Row(3, ["b"])
    span = found.span(found.rows[1], 0)
    assert (span.line, span.column, found.excerpt(span)) == (3, 1, "")


def test_only_the_first_sheet_counts_but_how_the_others_begin_is_known() -> None:
    book = Workbook()
    book.worksheets[0].append(["a"])
    for title, rows in (("二", [[], ["b"], ["c"]]), ("空", []), ("宽", [["d"] * 200])):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    found = table(file.getvalue(), "a.xlsx", LIMIT)
    assert [row.cells for row in found.rows] == [["a"]]
    assert found.others == {"二": Row(2, ["b"])}


def test_beyond_the_end_of_a_row_is_the_row() -> None:
    found = table(b"a,b,c\n1\n2,3\n", "a.csv", LIMIT)
    for row in (1, 2):
        assert found.span(found.rows[row], 2) == found.span(found.rows[row])
        assert found.span(found.rows[row], 2).line == row + 1


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"a,b\n", workbook(["a"])[:300], workbook(["a"])[:-30]])
def test_a_broken_workbook(data: bytes) -> None:
    assert refused(data, "a.xlsx").code == "QZ023"


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("content", [b"", b"<x/>", b"<", b"\xff\xfe"])
def test_a_workbook_with_a_broken_part(member: str, content: bytes) -> None:
    outer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["a"], [1]))) as old, zipfile.ZipFile(outer, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == member else old.read(name))
    with suppress(Refused):
        table(outer.getvalue(), "a.xlsx", LIMIT)


def test_a_small_archive_that_unpacks_to_much() -> None:
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (LIMIT + 1))
    assert refused(outer.getvalue(), "a.xlsx").code == "QZ005"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "QZ019"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "QZ005"),
    ],
)
def test_a_cell_at_the_end_of_the_world(cell: str, code: str) -> None:
    outer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["a"]))) as old, zipfile.ZipFile(outer, "w") as new:
        for name in old.namelist():
            sheet = old.read(name).decode()
            start, end = sheet.find("<sheetData>"), sheet.find("</sheetData>")
            if "sheet1" in name:
                sheet = sheet[: start + len("<sheetData>")] + cell + sheet[end:]
            new.writestr(name, sheet)
    assert refused(outer.getvalue(), "a.xlsx").code == code


def test_an_entity_bomb_does_not_go_off() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + number, b"&%c;" % (97 + number) * 10) for number in range(9)
    )
    outer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(["a"], [1]))) as old, zipfile.ZipFile(outer, "w") as new:
        for name in old.namelist():
            new.writestr(name, bomb + b"]><w>&j;</w>" if name == "xl/workbook.xml" else old.read(name))
    assert refused(outer.getvalue(), "a.xlsx").code == "QZ023"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    found = refused(workbook(["a"]), "a.xlsx")
    assert found.code == "QZ023"
    assert found.problem.help
    assert "qzqd[office]" in found.problem.help.zh


@given(
    st.lists(
        st.lists(st.text("ab，\"'\n\r,; =#é字", max_size=6), min_size=1, max_size=4), min_size=1, max_size=6
    )
)
def test_every_cell_is_found_where_it_was_written(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        assert refused(file.getvalue().encode()).code == "QZ019"
        return
    found = table(file.getvalue().encode(), "a.csv", LIMIT)
    texts = [
        [cell.text if isinstance(cell, Formula) else cell or "" for cell in row.cells] for row in found.rows
    ]
    assert texts == [[cell.strip() for cell in row] for row in kept]
    assert found.lines
    for row, written in zip(found.rows, kept, strict=True):
        for column, cell in enumerate(written):
            span = found.span(row, column)
            if not {'"', "\n", "\r"} & {*cell}:
                assert cell in found.lines.line(span.line)[span.column - 1 : span.end_column]


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for name in ("a.csv", "a.xlsx"):
        try:
            found = table(data, name, LIMIT)
        except Refused:
            continue
        for row in found.rows:
            for column in range(len(row.cells)):
                found.span(row, column)
