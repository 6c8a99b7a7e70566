"""The published table as a Word document: a section for each table, ready to be printed."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any

from qzqd.office import installed, page, word
from qzqd.office.published import paper
from qzqd.office.published.table import SectionRow, published_tables
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from docx.document import Document

    from qzqd.locale import Language
    from qzqd.office.listed import ExportedList
    from qzqd.office.published.table import ItemRows, PublishedTable

_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre."""
_PAGE = 300
"""Characters; a row with more in one cell may go over to the next page."""
_AT_ONCE = 100
"""Rows that are put into a document together."""


def write(answer: Sequence[ExportedList], path: Path, language: Language) -> None:
    """Put it in the place of `path`. Raises OfficeMissing, and what `atomic.replace` raises."""
    atomic.replace(path, made([*published_tables(answer, language)]))


def made(tables: Sequence[PublishedTable]) -> bytes:
    """The document. Raises OfficeMissing."""
    with installed():
        from docx import Document

    document = Document()
    word.declare_styles(document, paper.TITLE, paper.HEADING, paper.BODY, paper.NUMBER)
    _set_up(document)
    for at, table in enumerate(tables):
        title = document.add_paragraph(table.title, word.TITLE)
        title.paragraph_format.page_break_before = at > 0
        for line in table.lines:
            document.add_paragraph(line, word.CENTRED)
        _add(document, table)
        for note in table.notes:
            document.add_paragraph(note, word.LINE)
    return word.packed(document, tables[0].title, paper.FONTS)


def _add(document: Document, table: PublishedTable) -> None:
    """The table, put together as XML: python-docx goes through all rows for each of them."""
    from docx.oxml import parse_xml

    headings = [column.heading for column in table.columns]
    widths = paper.widths(headings, (row for group in table.groups() for row in group.rows))
    opening = (
        f'<w:tbl xmlns:w="{word.SPACE}"><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{word.EDGE}" w:type="dxa"/><w:right w:w="{word.EDGE}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>'
    )
    columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    made: Any = parse_xml(f"{opening}{columns}</w:tblGrid></w:tbl>")
    body: Any = document.element.body
    body.insert_element_before(made, "w:sectPr")
    rows = _rows(table, widths)
    # What moves from one document into another takes time by the square of its size.
    while piece := "".join(islice(rows, _AT_ONCE)):
        made.extend([*parse_xml(f'<w:tbl xmlns:w="{word.SPACE}">{piece}</w:tbl>')])


def _rows(table: PublishedTable, widths: list[int]) -> Iterator[str]:
    """The table from its headings to the last item."""
    yield from _headings(table, widths)
    centred = table.short_columns()
    for entry in table.body:
        if isinstance(entry, SectionRow):
            across = _cell(entry.text, sum(widths), word.HEADING, span=len(widths), left=True)
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{across}</w:tr>"
        else:
            yield from _group(entry, widths, centred)


def _headings(table: PublishedTable, widths: list[int]) -> Iterator[str]:
    """One or two rows that every page repeats; a heading that several columns share is one cell."""
    form = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    for level in range(len(table.headings)):
        cells = []
        for text, row, at, across, down in table.heading_cells():
            width = sum(widths[at : at + across])
            if row == level:
                cells.append(
                    _cell(text, width, word.HEADING, span=across, down="restart" if down > 1 else "")
                )
            elif row < level < row + down:
                cells.append(_cell("", width, word.HEADING, down="continue"))
        yield f"<w:tr>{form}{''.join(cells)}</w:tr>"


def _group(group: ItemRows, widths: list[int], centred: list[bool]) -> Iterator[str]:
    for level, row in enumerate(group.rows):
        cells = []
        for at, (text, width) in enumerate(zip(row, widths, strict=True)):
            style = word.CENTRED if centred[at] else word.TEXT
            down = "" if at not in group.whole else "continue" if level else "restart"
            cells.append(_cell("" if down == "continue" else text, width, style, down=down))
        form = "<w:trPr><w:cantSplit/></w:trPr>" if max(map(len, row)) < _PAGE else ""
        yield f"<w:tr>{form}{''.join(cells)}</w:tr>"


def _cell(text: str, width: int, style: str, *, span: int = 1, down: str = "", left: bool = False) -> str:
    """One cell. down: how it takes part in a merge with those below it."""
    form = f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
    form += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    form += f'<w:vMerge w:val="{down}"/>' if down else ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(
        escape(line, quote=False) for line in text.split("\n")
    )
    run = f'<w:r><w:t xml:space="preserve">{lines}</w:t></w:r>' if text else ""
    aside = '<w:jc w:val="left"/>' if left else ""
    return (
        f'<w:tc><w:tcPr>{form}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/>{aside}</w:pPr>'
        f"{run}</w:p></w:tc>"
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)


def _set_up(document: Document) -> None:
    """A4 on its side. The page is a portrait one that was turned to the right, and so is where its number stands."""
    from docx.enum.section import WD_ORIENTATION
    from docx.oxml import parse_xml
    from docx.shared import Mm

    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Mm(page.WIDTH), Mm(page.HEIGHT)
    section.top_margin, section.right_margin = Mm(paper.TOP), Mm(paper.RIGHT)
    section.bottom_margin, section.left_margin = Mm(paper.BOTTOM), Mm(paper.LEFT)
    document.settings.odd_and_even_pages_header_footer = True
    # On a portrait page the number stands at the foot, outside: right on odd pages, left on even ones.
    for header, below in ((section.header, True), (section.even_page_header, False)):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        element: Any = paragraph._p
        element.addprevious(parse_xml(_number(below=below)))


_NUMBER_WIDE, _NUMBER_LONG, _FROM_TEXT, _INWARDS = 9, 24, 7, 5
"""Millimetres: the strip with the number, its distance from the text, and how far inside the edge of the text it stands."""


def _number(*, below: bool) -> str:
    """The number between dashes on its side, left of the text; below: at its lower end."""
    across = paper.LEFT - _FROM_TEXT - _NUMBER_WIDE
    down = page.HEIGHT - paper.BOTTOM - _NUMBER_LONG - _INWARDS if below else paper.TOP + _INWARDS
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'
        if part != "PAGE"
        else '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        for part in ("begin", "PAGE", "separate", "end")
    )
    dash = "<w:r><w:t>—</w:t></w:r>"
    space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    return (
        f'<w:tbl xmlns:w="{word.SPACE}"><w:tblPr>'
        f'<w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{_twips(across)}" w:tblpY="{_twips(down)}"/>'
        f'<w:tblW w:w="{_twips(_NUMBER_WIDE)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{_twips(_NUMBER_WIDE)}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{_twips(_NUMBER_LONG)}" w:hRule="exact"/></w:trPr>'
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(_NUMBER_WIDE)}" w:type="dxa"/><w:textDirection w:val="tbRl"/>'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{word.FOOT}"/></w:pPr>'
        f"{dash}{space}{field}{space}{dash}</w:p></w:tc></w:tr></w:tbl>"
    )
