"""The workbooks of older Excel and of WPS, which lie in compound files."""

from __future__ import annotations

import io
import struct
import sys
import warnings
from typing import TYPE_CHECKING

import pytest

from qzqd.tables.biff import looked_into
from qzqd.tables.grid import CellRange, Floating
from qzqd.tables.reading import read_tables

from .packages import grid, refused

if TYPE_CHECKING:
    from collections.abc import Callable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import xlwt


def xls(fill: Callable[[xlwt.Workbook], None]) -> bytes:
    book = xlwt.Workbook()
    fill(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_what_is_struck_through_is_kept_apart() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("清单")
        struck = xlwt.easyfont("struck_out true")
        sheet.write(0, 0, "甲")
        sheet.write(0, 1, "整格", xlwt.easyxf("font: struck_out true"))
        sheet.write_rich_text(0, 2, ("有效", ("作废", struck)))
        sheet.write_rich_text(0, 3, (("作废", struck), ("有效", xlwt.easyfont("bold true"))))
        sheet.write(1, 0, 5, xlwt.easyxf("font: struck_out true", num_format_str="000"))

    found = grid(xls(fill))
    assert found.rows == {1: ["甲", "", "有效", "有效"]}
    assert found.struck == {(1, 2): "整格", (1, 3): "有效作废", (1, 4): "作废有效", (2, 1): "005"}
    assert found.held == {}


def test_cells_merges_formats_and_what_is_hidden() -> None:
    def fill(book: xlwt.Workbook) -> None:
        sheet = book.add_sheet("清单")
        sheet.write_merge(0, 0, 0, 2, "某局权责清单")
        for row, (number, name) in enumerate(((1, "甲\r\n处罚"), (2, "乙"), (3, "丙")), 1):
            sheet.write(row, 0, number, xlwt.easyxf(num_format_str="000"))
            sheet.write(row, 1, name)
        sheet.write(1, 2, 0.4, xlwt.easyxf(num_format_str="0%"))
        sheet.write(2, 2, 45719, xlwt.easyxf(num_format_str="yyyy/m/d"))
        sheet.write(3, 2, 94.38000000000001)
        sheet.write(1, 3, True)
        sheet.write(2, 3, xlwt.Formula("1+1"))
        sheet.row(2).hidden = True
        sheet.col(3).hidden = True
        other = book.add_sheet("藏")
        other.write(0, 0, "x")
        other.visibility = 1

    first, second = read_tables(xls(fill), "表.xlsx").grids
    assert first.rows == {
        1: ["某局权责清单"],
        2: ["001", "甲\n处罚", "40%", "TRUE"],
        3: ["002", "乙", "2025-03-03"],
        4: ["003", "丙", "94.38"],
    }
    assert (first.name, first.merges) == ("清单", (CellRange(1, 1, 1, 3),))
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({3}, {4})
    assert first.formulas == {(3, 4): "="}  # xlwt stores no result with it
    assert first.value(2, 3) == "0.4"
    assert (first.hidden, second.hidden, second.name) == (False, True, "藏")


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def test_text_boxes_but_not_comments() -> None:
    anchor = struct.pack("<HHI", 0xF, 0xF004, 34) + struct.pack("<HHI", 0, 0xF010, 18)
    anchor += struct.pack("<9H", 0, 13, 0, 6, 0, 14, 0, 8, 0)
    text = "因不履行\r职责"

    def shape(kind: int, written: str) -> bytes:
        return (
            record(0xEC, anchor)
            + record(0x5D, struct.pack("<HHHH", 0x15, 18, kind, 1) + bytes(14))
            + record(0x1B6, bytes(10) + struct.pack("<HH", len(written), 16) + bytes(4))
            + record(0x3C, b"\1" + written[:2].encode("utf-16-le"))
            + record(0x3C, b"\1" + written[2:].encode("utf-16-le"))
            + record(0x3C, bytes(16))
        )

    bof, eof = record(0x809, bytes(16)), record(0x0A)
    listed = len(bof) + len(record(0x85, bytes(8))) + len(eof)
    chart = bof + record(0x6, bytes(20)) + eof
    stream = bof + record(0x85, struct.pack("<I", listed) + bytes(4)) + eof
    stream += bof + shape(6, text) + chart + shape(0x19, "批注") + record(0x6, struct.pack("<HH", 2, 1)) + eof
    (found,) = looked_into(stream)
    assert found.floating == [Floating("因不履行\n职责", 7, 14)]
    assert found.formulas == [(3, 2)]
    for cut in range(len(stream)):
        looked_into(stream[:cut])


def test_where_conditions_strike_through() -> None:
    def condition(said: int, left: int, number: bytes = b"") -> bytes:
        flags = 1 << 26 | (1 << 25 if number else 0)
        font = bytes(64) + struct.pack("<iI16xI18x", -1, said, left) + bytes(4)
        return record(0x1B1, struct.pack("<BBHHIH", 2, 0, 3, 0, flags, 0) + number + font + bytes(3))

    def areas(*found: tuple[int, int, int, int]) -> bytes:
        refs = b"".join(struct.pack("<4H", *each) for each in found)
        return record(0x1B0, struct.pack("<HH4HH", 1, 1, 0, 0, 0, 0, len(found)) + refs)

    bof, eof = record(0x809, bytes(16)), record(0x0A)
    listed = len(bof) + len(record(0x85, bytes(8))) + len(eof)
    stream = bof + record(0x85, struct.pack("<I", listed) + bytes(4)) + eof + bof
    stream += areas((2, 8, 0, 6), (9, 9, 1, 1)) + condition(0x80, 0x1A)
    stream += areas((20, 21, 0, 1)) + condition(0, 0x98) + condition(0x80, 0x80)
    stream += areas((30, 31, 0, 1)) + condition(0x80, 0, b"\0\0") + eof
    (found,) = looked_into(stream)
    assert [str(area) for area in found.perhaps_struck] == ["A3:G9", "B10", "A31:B32"]
    for cut in range(len(stream)):
        looked_into(stream[:cut])


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        ("WordDocument", "soffice --headless --convert-to docx"),
        ("EncryptedPackage", "取消密码"),
        ("Workbook", "另存为 .xlsx"),
        ("其他", "另存为 .xlsx"),
    ],
)
def test_other_compound_files_say_the_way_out(stream: str, told: str) -> None:
    found = refused(OLE + bytes(504) + f"{stream}\0".encode("utf-16-le") + bytes(2000))
    assert found.code == "QZ023"
    assert found.problem.help
    assert told in found.problem.help.zh


def test_a_damaged_workbook() -> None:
    sound = xls(lambda book: book.add_sheet("a").write(0, 0, "甲"))
    assert grid(sound).rows == {1: ["甲"]}
    assert refused(sound[:3000]).code == "QZ023"


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    found = refused(xls(lambda book: book.add_sheet("a").write(0, 0, "甲")))
    assert found.code == "QZ023"
    assert found.problem.help
    assert "qzqd[office]" in found.problem.help.zh
