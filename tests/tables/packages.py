"""Workbooks and documents laid out by hand, so that a test holds exactly what it is about."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from qzqd.read.problem import Refused
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qzqd.tables.grid import Grid

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def relations(*found: tuple[str, str]) -> str:
    """The part that names others; found: their kind and path."""
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(found, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def sheet(rows: str = "", before: str = "", after: str = "") -> str:
    """The part of one sheet."""
    return (
        f'{HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def parts(*sheets: str, states: tuple[str, ...] = (), settings: str = "", **further: str) -> dict[str, str]:
    """The parts of a workbook; states: of each sheet, such as hidden; further: styles, sharedStrings."""
    listed = "".join(
        f'<sheet name="表{number}" sheetId="{number}" r:id="rId{number}"'
        + (f' state="{states[number - 1]}"' if states else "")
        + "/>"
        for number in range(1, len(sheets) + 1)
    )
    named = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    named += [(kind, f"{kind}.xml") for kind in further]
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{settings}<sheets>{listed}</sheets></workbook>'
    return {
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": HEAD + book,
        "xl/_rels/workbook.xml.rels": relations(*named),
        **{f"xl/worksheets/sheet{number}.xml": content for number, content in enumerate(sheets, 1)},
        **{f"xl/{kind}.xml": content for kind, content in further.items()},
    }


def xlsx(*sheets: str, **named: Any) -> bytes:
    """A workbook of these sheets."""
    return zipped(parts(*sheets, **named))


def styles(*codes: str) -> str:
    """The part with the formats that styles 1, 2, … have; style 0 has none."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for number, code in enumerate(codes)
    )
    each = "".join(f'<xf numFmtId="{200 + number}"/>' for number in range(len(codes)))
    return (
        f'{HEAD}<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="9"/>'
        f'</cellStyleXfs><cellXfs><xf numFmtId="0"/>{each}</cellXfs></styleSheet>'
    )


def strings(*entries: str) -> str:
    """The part with the texts that cells share."""
    return f'{HEAD}<sst xmlns="{_MAIN}">{"".join(f"<si>{entry}</si>" for entry in entries)}</sst>'


def inline(place: str, text: str) -> str:
    """A cell with its text in it."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def workbook(*rows: list[Any]) -> bytes:
    """A workbook as openpyxl writes it."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def grid(data: bytes) -> Grid:
    """The first table of a file."""
    return read_tables(data, "表").grids[0]


def seen(data: bytes) -> dict[int, list[str]]:
    """Its rows."""
    return dict(grid(data).rows)


def refused(data: bytes) -> Refused:
    """Why a file cannot be read."""
    try:
        read_tables(data, "表")
    except Refused as refused:
        return refused
    raise AssertionError
