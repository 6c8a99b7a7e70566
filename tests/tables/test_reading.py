"""Any file: known by what its bytes are, read within limits, or refused with the way out."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.read.problem import Refused
from qzqd.tables import limits
from qzqd.tables.reading import read_tables

from .packages import HEAD, inline, parts, refused, relations, sheet, strings, styles, workbook, xlsx, zipped

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("name", ["表.xlsx", "表.xls", "表.csv", "表", "表.pdf"])
def test_the_name_of_a_file_says_nothing(name: str) -> None:
    assert read_tables(workbook(["甲"]), name).format == "xlsx"
    assert read_tables("甲,乙".encode(), name).format == "csv"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7\n", "找原来的 Excel 或 Word 文件"),
        (b"\xef\xbb\xbf <html><table>", "soffice --headless --convert-to xlsx '甲 乙.xls'"),
        (b'<?xml version="1.0"?><Workbook/>', "soffice --headless --convert-to xlsx"),
        (b"MIME-Version: 1.0\n", "soffice --headless --convert-to xlsx"),
        (zipped({"_rels/.rels": relations(("officeDocument", "xl/workbook.bin"))}), "convert-to xlsx"),
        (zipped({"_rels/.rels": relations(("officeDocument", "ppt/presentation.xml"))}), "能读的有"),
        (zipped({"a.txt": "x"}), "能读的有"),
        (xlsx(), "另存为 .xlsx"),
        (b"PK\3\4", "另存为 .xlsx"),
        (workbook(["a"])[:300], "另存为 .xlsx"),
        (workbook(["a"])[:-30], "另存为 .xlsx"),
    ],
)
def test_what_is_not_read_says_the_way_out(data: bytes, told: str) -> None:
    with pytest.raises(Refused) as caught:
        read_tables(data, "甲 乙.xls")
    assert caught.value.code == "QZ023"
    assert caught.value.problem.help
    assert told in caught.value.problem.help.zh


def test_the_command_of_the_way_out_is_safe_to_paste() -> None:
    for name, quoted in (("a;rm -rf ~.xls", "'a;rm -rf ~.xls'"), ("-o.xls", "./-o.xls")):
        with pytest.raises(Refused) as caught:
            read_tables(b"<html>", name)
        assert caught.value.problem.help
        assert f"--convert-to xlsx {quoted}；" in caught.value.problem.help.zh


def test_what_only_begins_like_markup_is_a_table() -> None:
    assert read_tables("<编号>,<名称>\n1,2\n".encode(), "a").grids[0].rows[1] == ["<编号>", "<名称>"]
    with pytest.raises(Refused):
        read_tables("<html><body>".encode("utf-16"), "a")


def test_a_part_packed_as_no_office_does() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in parts(sheet(ROW)).items():
            archive.writestr(name, content)
    assert refused(file.getvalue()).code == "QZ023"


def locked(data: bytes) -> bytes:
    """The same archive with the flag of encryption on every entry."""
    changed = bytearray(data)
    for mark, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        at = 0
        while (at := changed.find(mark, at)) >= 0:
            changed[at + place] |= 1
            at += 4
    return bytes(changed)


def test_a_password() -> None:
    found = refused(locked(workbook(["a"])))
    assert "密码" in found.problem.message.zh


ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"],
)
def test_entities_are_refused_wherever_they_are_declared(part: str) -> None:
    found = parts(
        sheet('<row><c t="s"><v>0</v></c></row>'), sharedStrings=strings("<t>甲</t>"), styles=styles("0")
    )
    assert read_tables(zipped(found), "a").grids[0].rows == {1: ["甲"]}
    found[part] = found[part].replace(HEAD, HEAD + ENTITIES)
    assert refused(zipped(found)).code == "QZ023"


@pytest.mark.parametrize("encoding", ["UTF-1", "cp037", "rot13", "gbk"])
def test_the_encoding_that_a_part_declares_is_not_believed(encoding: str) -> None:
    found = parts(sheet(ROW))
    declared = {name: content.replace("UTF-8", encoding) for name, content in found.items()}
    assert read_tables(zipped(declared), "a").grids[0].rows == {1: ["甲"]}
    wide = {name: content.encode("utf-16") for name, content in found.items()}
    assert read_tables(zipped(wide), "a").grids[0].rows == {1: ["甲"]}


ROW = f'<row r="1">{inline("A1", "甲")}</row>'


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: xlsx(sheet(ROW + f'<row r="2">{inline("XFD2", "z")}</row>')), "第 2 行超过 1,000 列"),
        (lambda: xlsx(sheet('<row r="1048577"><c><v>1</v></c></row>')), "超过 1,048,576 行"),
        (lambda: xlsx(*[sheet()] * 1001), "有 1,001 张表"),
        (lambda: xlsx(sheet(f'<row r="1">{inline("A1", "x" * 200_000)}</row>')), "超过 131,072 个字"),
        (lambda: xlsx(sheet(f'<row r="1">{inline("A1", "x" * 9_000_000)}</row>')), "超过 131,072 个字"),
        (lambda: zipped({f"x{number}": "" for number in range(10_001)}), "超过 10,000 个文件"),
    ],
)  # fmt: skip
def test_limits(made: Callable[[], bytes], told: str) -> None:
    found = refused(made())
    assert found.code == "QZ005"
    assert told in found.problem.message.zh


@pytest.mark.parametrize(
    ("name", "limit", "told"),
    [
        ("CELLS", 50, "超过 50 格"),
        ("CHARACTERS", 50, "超过 50 个字"),
        ("UNPACKED", 500, "500 字节"),
        ("TAGS", 50, "50 个标记"),
    ],
)
def test_limits_of_a_whole_file(name: str, limit: int, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook(*[["甲乙丙"] * 10] * 6)
    read_tables(data, "a")
    monkeypatch.setattr(limits, name, limit)
    found = refused(data)
    assert found.code == "QZ005"
    assert told in found.problem.message.zh


def test_cells_far_apart_take_no_room_between_them() -> None:
    found = read_tables(xlsx(sheet(ROW + f'<row r="1048576">{inline("ALL1048576", "z")}</row>')), "a").grids[
        0
    ]
    assert [*found.rows] == [1, 1_048_576]
    assert found.text(1_048_576, 1000) == "z"


def test_empty_sheets_whose_last_row_is_far_away() -> None:
    book = read_tables(xlsx(sheet(ROW), *[sheet('<row r="1048576"></row>')] * 300), "a")
    assert len(book.grids) == 301


def test_merges_as_large_as_the_sheet_take_no_room() -> None:
    found = read_tables(
        xlsx(sheet(ROW, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')), "a"
    ).grids[0]
    assert (found.text(500_000, 5_000), found.filled(1)) == ("甲", ["甲"])


def lying(size: int) -> bytes:
    """An archive that says its sheet has 1,000 bytes and unpacks to far more."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(sheet(ROW)).items():
            archive.writestr(name, content + " " * size if "sheet1" in name else content)
    honest = (size + len(sheet(ROW).encode())).to_bytes(4, "little")
    return file.getvalue().replace(honest, (1000).to_bytes(4, "little"))


def test_a_part_that_lies_about_its_size_is_not_unpacked() -> None:
    data = lying(100_000_000)
    tracemalloc.start()
    assert refused(data).code == "QZ023"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8_000_000


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for start in (b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"):
        read_or_refuse(start + data)


SOUND = parts(
    sheet(
        f'<row r="1" hidden="1">{inline("A1", "甲")}<c r="B1" s="1"><v>45719</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3"><f>A1</f><v>2.5</v></c></row>',
        '<cols><col min="2" max="3" hidden="1"/></cols>',
        '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    ),
    sharedStrings=strings("<t>乙</t>", "<r><t>丙</t></r>"),
    styles=styles("yyyy-mm-dd"),
)


@given(
    st.sampled_from(sorted(SOUND)),
    st.integers(0, 10_000),
    st.integers(1, 60),
    st.text('<>/"=&;0-9rcvtsAB:甲-', max_size=8),
)
def test_any_damage_to_a_part(name: str, start: int, length: int, put: str) -> None:
    content = SOUND[name]
    start %= len(content)
    read_or_refuse(zipped({**SOUND, name: content[:start] + put + content[start + length :]}))


@given(st.integers(0, 1 << 32))
def test_any_damage_to_an_archive(seed: int) -> None:
    chance, data = random.Random(seed), bytearray(zipped(SOUND))
    for _ in range(chance.choice((1, 3, 20))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    read_or_refuse(bytes(data))


def read_or_refuse(data: bytes) -> None:
    """Every place of every grid can be asked for."""
    try:
        book = read_tables(data, "表")
    except Refused:
        return
    for grid in book.grids:
        for row in grid.rows:
            filled = grid.filled(row)
            assert [grid.text(row, column) for column in range(1, len(filled) + 1)] == filled
            for column in range(1, len(filled) + 1):
                assert grid.address(row, column)
                assert isinstance(grid.value(row, column), str)
