"""Workbooks that were made to do harm, or are damaged, are handed back or refused: never more than that."""

from __future__ import annotations

import warnings
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from office.handback.test_patch import SHEET, note, parts, rich
from qzqd.office.handback.earlier import EarlierMarks
from qzqd.office.handback.marked import MarkedWorkbook
from qzqd.office.handback.patch import patched
from qzqd.read.problem import Refused
from qzqd.tables import limits
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from qzqd.tables.grid import CellPlace

NUMBERS = (b"x", b"", b"1" * 5000, "²".encode(), b"-7")
BOOK, FIRST, COMMENTS = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml"


def packed(content: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return buffer.getvalue()


def with_part(name: str, old: bytes, new: bytes) -> bytes:
    """A workbook that was handed back before, with something else in one part."""
    content = parts(patched(rich(), [note((2, 2))], "zh"))
    assert old in content[name]
    return packed({**content, name: content[name].replace(old, new)})


def handed_back_or_refused(raw: bytes, place: CellPlace) -> None:
    """Whatever else is raised fails the test."""
    with suppress(Refused):
        assert patched(raw, [note(place)], "zh")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(("name", "attribute"), [(BOOK, b'sheetId="1"'), (FIRST, b' r="2"')])
def test_a_number_that_is_none(name: str, attribute: bytes, number: bytes) -> None:
    start = attribute.partition(b"=")[0]
    raw = with_part(name, attribute, start + b'="' + number + b'"')
    handed_back_or_refused(raw, (2, 2))


@pytest.mark.parametrize("style", NUMBERS)
def test_a_style_that_is_none(style: bytes) -> None:
    content = parts(rich())
    cell = content[FIRST].partition(b"<c ")[2].partition(b">")[0]
    content[FIRST] = content[FIRST].replace(cell, b'r="A1" s="' + style + b'"')
    handed_back_or_refused(packed(content), (1, 1))


@pytest.mark.parametrize(
    ("name", "element"),
    [(BOOK, b"sheets"), (FIRST, b"sheetData"), (COMMENTS, b"authors"), (COMMENTS, b"commentList")],
)
def test_an_element_that_is_missing_is_a_refusal(name: str, element: bytes) -> None:
    with pytest.raises(Refused):
        patched(with_part(name, element, b"other"), [note((2, 2))], "zh")


@pytest.mark.parametrize("name", ["xl/media/image1.png", "a_rels/.rels"])
def test_no_part_is_unpacked_beyond_the_limit(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED", 1 << 20)
    raw = packed({**parts(rich()), name: bytes(2 << 20)})
    with pytest.raises(Refused):
        patched(raw, [note((2, 2))], "zh")
    assert not MarkedWorkbook(raw, read_tables(raw, "sent.xlsx"), []).copied


def test_of_two_parts_with_one_name_the_one_that_was_read_comes_back() -> None:
    content = parts(rich())
    buffer = BytesIO(rich())
    with ZipFile(buffer, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(FIRST, content[FIRST])
    with ZipFile(BytesIO(patched(buffer.getvalue(), [note((2, 2))], "zh"))) as package:
        names = package.namelist()
    assert len(names) == len(set(names))


def test_cells_that_are_not_there_cost_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The comments that are there are read once, however many cells there are."""
    from qzqd.office.handback import comments

    asked: list[bytes | None] = []
    known = comments.known

    def counted(data: bytes | None) -> set[str]:
        asked.append(data)
        return known(data)

    monkeypatch.setattr(comments, "known", counted)
    places = [(row, 50) for row in range(2, 60)]
    raw = patched(rich(), [note(place) for place in places], "zh")
    assert len(asked) == 1
    sheet = openpyxl.load_workbook(BytesIO(raw))[SHEET]
    assert all(sheet.cell(*place).comment for place in places)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("attribute", [b'authorId="0"', b'ref="B2"'])
def test_comments_of_the_last_time_that_are_damaged(attribute: bytes, number: bytes) -> None:
    start = attribute.partition(b"=")[0]
    raw = with_part(COMMENTS, attribute, start + b'="' + number + b'"')
    earlier = EarlierMarks.of(read_tables(parts_with(raw), "a.xlsx").grids)
    with suppress(Refused):
        assert patched(raw, [note((2, 2))], "zh", earlier)


def parts_with(raw: bytes) -> bytes:
    """The workbook without its comments, which a reader of cells may refuse."""
    content = parts(raw)
    content["xl/worksheets/_rels/sheet1.xml.rels"] = content["xl/worksheets/_rels/sheet1.xml.rels"].replace(
        b"/comments", b"/others"
    )
    return packed(content)


def test_a_comment_that_nobody_can_place_takes_no_row_of_the_table_away() -> None:
    """The reader of tables refuses no workbook for a comment alone."""
    raw = with_part(COMMENTS, b'ref="B2"', b'ref="?"')
    assert read_tables(raw, "a.xlsx").grids[0].text(2, 2) == "甲"
