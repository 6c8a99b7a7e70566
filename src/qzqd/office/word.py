"""What every Word document of ours begins with: its styles by name, and what stands in for fonts that a computer lacks."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from qzqd.office import page
from qzqd.office.seal import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document

    from qzqd.office.page import Font

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT_TABLE = "word/fontTable.xml"
TITLE, LINE, HEADING, TEXT, CENTRED, FOOT = "表题", "说明", "表头", "表文", "表文居中", "页码"
"""The styles."""
LONGEST = 255
"""Characters of a property of a document."""
EDGE = 57
"""A millimetre in twentieths of a point: between the text and the edge of a cell."""
_LEFT = frozenset((LINE, TEXT))
_AROUND = 2
"""Points above and below a paragraph."""


def declare_styles(document: Document, title: Font, heading: Font, body: Font, foot: Font) -> None:
    """The styles by name, so that they can be changed for the whole document at once."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    fonts = {TITLE: title, LINE: body, HEADING: heading, TEXT: body, CENTRED: body, FOOT: foot}
    for name, font in fonts.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = page.LATIN, Pt(font.size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font.name)
        put(style.element.rPr, "w:lang", val="en-US", eastAsia="zh-CN")
        form = style.paragraph_format
        form.alignment = WD_ALIGN_PARAGRAPH.LEFT if name in _LEFT else WD_ALIGN_PARAGRAPH.CENTER
        form.line_spacing = 1.0
        form.space_before = form.space_after = Pt(_AROUND)
        if name == TITLE:
            form.keep_with_next = True
            put(style.element.pPr, "w:outlineLvl", val="0")


def put(parent: Any, tag: str, **attributes: str) -> Any:
    """What python-docx has no words for: one more element, the last below another."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag, {qn(f"w:{name}"): value for name, value in attributes.items()})
    parent.append(element)
    return element


def font_table(fonts: Iterable[Font]) -> bytes:
    """What stands in for a font that a computer does not have."""
    known = "".join(
        f"<w:font w:name={quoteattr(font.name)}><w:altName w:val={quoteattr(font.instead)}/>"
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for font in fonts
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<w:fonts xmlns:w="{SPACE}">{known}</w:fonts>'.encode()


def packed(document: Document, title: str, fonts: Iterable[Font]) -> bytes:
    """The finished package: its title, nobody's name, the fonts and their substitutes."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title[:LONGEST], "qzqd", ""
    buffer = BytesIO()
    document.save(buffer)
    return sealed(buffer.getvalue(), {FONT_TABLE: font_table(fonts)})
