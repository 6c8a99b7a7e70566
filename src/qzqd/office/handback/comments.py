"""Comments of a sheet, and the drawing of their boxes, as Excel has kept them since 1997 and every office reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office.handback.earlier import AUTHOR
from qzqd.office.handback.splice import XmlPart, escaped_text, the
from qzqd.regex import regex
from qzqd.tables.grid import address

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from qzqd.tables.grid import CellPlace

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHAPE_TYPE = "_x0000_t202"
_SHAPE = regex(rb"_x0000_s([0-9]{1,9})")
_BOX = regex(rb"<v:shape(?=[\s>])")
_BOX_END = b"</v:shape>"
_AT = regex(rb"<x:Row>\s*([0-9]{1,7})"), regex(rb"<x:Column>\s*([0-9]{1,7})")
_WIDE, _HIGH = 4, 6
"""Columns and rows that a box covers."""


def commented(data: bytes | None, texts: Mapping[CellPlace, str]) -> bytes:
    """The part with the comments; data: the part that there is, None for none. A cell that has one gets more words."""
    if data is None:
        comments = "".join(_comment("", place, text, 0) for place, text in sorted(texts.items()))
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}"><authors><author>{AUTHOR}'
            f"</author></authors><commentList>{comments}</commentList></comments>"
        ).encode()
    document = XmlPart(data)
    p = document.prefix
    found = document.elements(lambda name, _: name in ("authors", "author", "commentList", "comment", "text"))
    authors, holder = the("authors", found), the("commentList", found)
    number = sum(element.name == "author" for element in found)
    document.append(authors, f"<{p}author>{AUTHOR}</{p}author>")
    there: set[str] = set()
    reference = ""
    named = {address(*place): text for place, text in texts.items()}
    for element in found:
        if element.name == "comment":
            reference = element.attributes.get("ref", "")
        elif element.name == "text" and reference in named and reference not in there:
            there.add(reference)
            document.append(element, _run(p, f"\n{AUTHOR}：{named[reference]}"))
    fresh = [(place, text) for place, text in sorted(texts.items()) if address(*place) not in there]
    document.append(holder, "".join(_comment(p, place, text, number) for place, text in fresh))
    return document.changed()


def known(data: bytes | None) -> set[str]:
    """The cells that have a comment."""
    if data is None:
        return set()
    found = XmlPart(data).elements(lambda name, _: name == "comment")
    return {element.attributes.get("ref", "") for element in found}


def drawn(data: bytes | None, places: list[CellPlace], block: int) -> bytes:
    """The drawing with a box for each of the cells. block: a number that no other drawing of the workbook has."""
    if data is None:
        shapes = "".join(_shape(block * 1024 + at, place) for at, place in enumerate(places, 1))
        return (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
            'xmlns:x="urn:schemas-microsoft-com:office:excel">'
            f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{block}"/></o:shapelayout>'
            f'<v:shapetype id="{_SHAPE_TYPE}" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
            '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
            f"{shapes}</xml>"
        ).encode()
    highest = max((int(found) for found in _SHAPE.findall(data)), default=block * 1024)
    shapes = "".join(_shape(highest + at, place) for at, place in enumerate(places, 1))
    end = data.rindex(b"</")
    spaces = ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    spaces += ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
    return data[:end] + shapes.replace("<v:shape ", f"<v:shape{spaces} ").encode() + data[end:]


def undrawn(data: bytes, places: Collection[str]) -> bytes:
    """The drawing without the boxes of cells that have no comment any more."""
    kept, done = [], 0
    for begins in _BOX.finditer(data):
        if begins.start() >= done and (end := data.find(_BOX_END, begins.end())) >= 0:
            at = [int(found[1]) if (found := each.search(data, begins.end(), end)) else -1 for each in _AT]
            if address(at[0] + 1, at[1] + 1) in places:
                kept.append(data[done : begins.start()])
                done = end + len(_BOX_END)
    return b"".join([*kept, data[done:]])


def _comment(p: str, place: CellPlace, text: str, author: int) -> str:
    run = _run(p, text)
    return f'<{p}comment ref="{address(*place)}" authorId="{author}"><{p}text>{run}</{p}text></{p}comment>'


def _run(p: str, text: str) -> str:
    return f'<{p}r><{p}t xml:space="preserve">{escaped_text(text)}</{p}t></{p}r>'


def _shape(number: int, place: CellPlace) -> str:
    row, column = place[0] - 1, place[1] - 1
    anchor = f"{column + 1}, 15, {max(row - 1, 0)}, 2, {column + 1 + _WIDE}, 15, {max(row - 1, 0) + _HIGH}, 4"
    return (
        f'<v:shape id="_x0000_s{number}" type="#{_SHAPE_TYPE}" style="position:absolute;margin-left:60pt;margin-top:1pt;'
        'width:240pt;height:90pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
    )
