"""Comments on cells: they are no text of the table, and are told."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from qzqd.tables.grid import Annotation
from qzqd.tables.reading import read_tables

from .packages import zipped

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["甲", "乙"])
    book.active["B1"].comment = Comment("要核\n再议", "张三")
    book.active["D9"].comment = Comment("空格上的", "张三")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_ods() -> bytes:
    def cell(text: str, *note: str) -> str:
        lines = "".join(f"<text:p>{each}</text:p>" for each in note)
        said = (
            f'<office:annotation><x:creator xmlns:x="x">张三</x:creator>{lines}</office:annotation>'
            * bool(note)
        )
        return f"<table:table-cell>{said}{f'<text:p>{text}</text:p>' * bool(text)}</table:table-cell>"

    rows = f"<table:table-row>{cell('甲')}{cell('乙', '要核', '再议')}</table:table-row>"
    empty = '<table:table-row table:number-rows-repeated="7"/>'
    last = f'<table:table-row><table:table-cell table:number-columns-repeated="3"/>{cell("", "空格上的")}</table:table-row>'
    body = f'<office:spreadsheet><table:table table:name="表">{rows}{empty}{last}</table:table></office:spreadsheet>'
    content = f"<office:document-content {_NAMES}><office:body>{body}</office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


@pytest.mark.parametrize("data", [as_xlsx(), as_ods()], ids=["xlsx", "ods"])
def test_comments_are_told_with_their_cells(data: bytes) -> None:
    (grid,) = read_tables(data, "a.xlsx").grids
    assert grid.rows == {1: ["甲", "乙"]}
    assert grid.annotations == (
        Annotation("comment", "要核\n再议", 1, 2),
        Annotation("comment", "空格上的", 9, 4),
    )
