"""The table of changes as a Word document: a section for each catalogue, ready to be printed."""

from __future__ import annotations

from io import BytesIO
from string import Formatter
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from qzqd.office import installed, page
from qzqd.office.adjustment import tables, told
from qzqd.office.seal import sealed
from qzqd.write import atomic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document
    from docx.section import Section
    from docx.table import Table as Grid
    from docx.table import _Row

    from qzqd.compare.change import Comparison
    from qzqd.locale import Language
    from qzqd.office.adjustment import Column, Figure, Table

_TITLE, _LINE, _HEADING, _TEXT, _CENTRED, _FOOT = "表题", "说明", "表头", "表文", "表文居中", "页码"
_GRID = "Table Grid"
_FONT_TABLE = "word/fontTable.xml"
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_AROUND = 2
"""Points above and below a paragraph."""
_EDGE = 57
"""A millimetre in twentieths of a point: between the text and the edge of a cell."""
_LONGEST = 255
"""Characters of a property of a document."""


def write(comparison: Comparison, path: Path, language: Language) -> None:
    """Put the document in the place of `path`. Raises Missing, and what `atomic.replace` raises."""
    with installed():
        from docx import Document

    document = Document()
    _declare_styles(document)
    found = tables(comparison, language)
    for number, table in enumerate(found):
        section = _next_section(document) if number else document.sections[0]
        _set_up(section, table.foot, language)
        document.add_paragraph(table.title, _TITLE)
        for line in table.lines:
            document.add_paragraph(line, _LINE)
        _fill(document.add_table(len(table.rows) + 1, len(table.columns), _GRID), table, language)
        for note in table.notes:
            document.add_paragraph(note, _LINE)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = found[0].title[:_LONGEST], "qzqd", ""
    buffer = BytesIO()
    document.save(buffer)
    atomic.replace(path, sealed(buffer.getvalue(), {_FONT_TABLE: _fonts()}))


def _next_section(document: Document) -> Section:
    """On a page of its own. The break stands in the last paragraph: one of its own might begin a page."""
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn
    from docx.shared import Pt

    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    holder = document.paragraphs[-1]
    before = holder._p.getprevious()
    if before.tag == qn("w:p"):
        before.get_or_add_pPr().append(holder._p.get_or_add_pPr().find(qn("w:sectPr")))
        holder._p.getparent().remove(holder._p)
    else:  # behind a table there is always a paragraph
        holder.paragraph_format.line_spacing = Pt(1)
    return section


def _fill(grid: Grid, table: Table, language: Language) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for place, column in zip(grid.columns, table.columns, strict=True):
        place.width = Mm(column.width)
    properties = grid._tbl.tblPr
    margins = _set(properties, "w:tblCellMar")
    for side in ("w:left", "w:right"):
        _set(margins, side, w=str(_EDGE), type="dxa")
    # Word minds the order: this one stands last.
    properties.append(properties.find(qn("w:tblLook")))
    headings = [column.title.in_(language) for column in table.columns]
    heading, *rows = grid.rows
    _write(heading, headings, table.columns, _HEADING)
    _set(heading._tr.get_or_add_trPr(), "w:tblHeader")
    for row, texts in zip(rows, table.rows, strict=True):
        _write(row, texts, table.columns)
        _set(row._tr.get_or_add_trPr(), "w:cantSplit")


def _write(row: _Row, cells: Sequence[str | Figure], columns: tuple[Column, ...], style: str = "") -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Mm

    for cell, held, column in zip(row.cells, cells, columns, strict=True):
        cell.width = Mm(column.width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        # By its id, which is its name: `paragraph.style` would go through all styles for each cell.
        paragraph._p.style = style or (_CENTRED if column.centred else _TEXT)
        paragraph.add_run(told(held))


def _set_up(section: Section, foot_line: str, language: Language) -> None:
    """A4 on its side; at its foot the number of the page, and from which list it was made."""
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Mm, Pt

    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Mm(page.WIDTH), Mm(page.HEIGHT)
    section.left_margin = section.right_margin = Mm(page.MARGIN)
    section.top_margin = section.bottom_margin = Mm(page.MARGIN)
    section.footer_distance = Mm(page.MARGIN / 2)
    section.footer.is_linked_to_previous = False
    foot = section.footer.paragraphs[0]
    foot.style = _FOOT
    for words, field, *_ in Formatter().parse(page.NUMBERED.in_(language)):
        foot.add_run(words)
        if field:
            _set(foot._p, "w:fldSimple", instr=_FIELDS[field])
    if foot_line:
        below = section.footer.add_paragraph(style=_FOOT)
        below.add_run(foot_line).font.size = Pt(page.SMALL)


def _declare_styles(document: Document) -> None:
    """The styles by name, so that they can be changed for the whole document at once."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    left, centre = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
    for name, font, across in (
        (_TITLE, page.TITLE, centre),
        (_LINE, page.BODY, left),
        (_HEADING, page.HEADING, centre),
        (_TEXT, page.BODY, left),
        (_CENTRED, page.BODY, centre),
        (_FOOT, page.BODY, centre),
    ):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = page.LATIN, Pt(font.size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font.name)
        _set(style.element.rPr, "w:lang", val="en-US", eastAsia="zh-CN")
        form = style.paragraph_format
        form.alignment, form.line_spacing = across, 1.0
        form.space_before = form.space_after = Pt(_AROUND)
        if name == _TITLE:
            form.keep_with_next = True
            _set(style.element.pPr, "w:outlineLvl", val="0")


def _set(parent: Any, tag: str, **attributes: str) -> Any:
    """What python-docx has no words for: one more element, the last below another."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag, {qn(f"w:{name}"): value for name, value in attributes.items()})
    parent.append(element)
    return element


def _fonts() -> bytes:
    """What stands in for a font that a computer does not have."""
    known = "".join(
        f"<w:font w:name={quoteattr(font.name)}><w:altName w:val={quoteattr(font.instead)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for font in page.FONTS
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<w:fonts xmlns:w="{space}">{known}</w:fonts>'.encode()
