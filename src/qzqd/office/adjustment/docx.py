"""The table of changes as a Word document: a section for each catalogue, ready to be printed."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from qzqd.office import installed, page, word
from qzqd.office.adjustment.table import adjustment_tables
from qzqd.office.printed import cell_text
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
    from qzqd.office.printed import NumberCell, PrintedColumn, PrintedTable

_GRID = "Table Grid"
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


def write(comparison: Comparison, path: Path, language: Language) -> None:
    """Put the document in the place of `path`. Raises OfficeMissing, and what `atomic.replace` raises."""
    with installed():
        from docx import Document

    document = Document()
    word.declare_styles(document, page.TITLE, page.HEADING, page.BODY, page.BODY)
    found = adjustment_tables(comparison, language)
    for number, table in enumerate(found):
        section = _next_section(document) if number else document.sections[0]
        _set_up(section, table.foot, language)
        document.add_paragraph(table.title, word.TITLE)
        for line in table.lines:
            document.add_paragraph(line, word.LINE)
        _fill(document.add_table(len(table.rows) + 1, len(table.columns), _GRID), table, language)
        for note in table.notes:
            document.add_paragraph(note, word.LINE)
    atomic.replace(path, word.packed(document, found[0].title, page.FONTS))


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


def _fill(grid: Grid, table: PrintedTable, language: Language) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Mm

    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for place, column in zip(grid.columns, table.columns, strict=True):
        place.width = Mm(column.width)
    properties = grid._tbl.tblPr
    margins = word.put(properties, "w:tblCellMar")
    for side in ("w:left", "w:right"):
        word.put(margins, side, w=str(word.EDGE), type="dxa")
    # Word minds the order: this one stands last.
    properties.append(properties.find(qn("w:tblLook")))
    headings = [column.title.in_(language) for column in table.columns]
    heading, *rows = grid.rows
    _write(heading, headings, table.columns, word.HEADING)
    word.put(heading._tr.get_or_add_trPr(), "w:tblHeader")
    for row, texts in zip(rows, table.rows, strict=True):
        _write(row, texts, table.columns)
        word.put(row._tr.get_or_add_trPr(), "w:cantSplit")


def _write(
    row: _Row, cells: Sequence[str | NumberCell], columns: tuple[PrintedColumn, ...], style: str = ""
) -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Mm

    for cell, held, column in zip(row.cells, cells, columns, strict=True):
        cell.width = Mm(column.width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        # By its id, which is its name: `paragraph.style` would go through all styles for each cell.
        paragraph._p.style = style or (word.CENTRED if column.centred else word.TEXT)
        paragraph.add_run(cell_text(held))


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
    foot.style = word.FOOT
    for words, field, *_ in Formatter().parse(page.NUMBERED.in_(language)):
        foot.add_run(words)
        if field:
            word.put(foot._p, "w:fldSimple", instr=_FIELDS[field])
    if foot_line:
        below = section.footer.add_paragraph(style=word.FOOT)
        below.add_run(foot_line).font.size = Pt(page.SMALL)
