"""A workbook as a list of 100,000 rows would be, made and read: `sheet.py make|grid|calamine FILE`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROWS, COLUMNS = 100_000, "ABCDEFGHIJKLMNO"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def make(path: Path) -> None:
    """As Excel writes it: a number, an own text in eleven columns, and one of a few texts in three."""
    numbers: dict[str, int] = {}
    rows = [
        f'<row r="{row}"><c r="A{row}" s="1"><v>{row}</v></c>'
        + "".join(_shared(f"{column}{row}", _text(column, row), numbers) for column in COLUMNS[1:])
        + "</row>"
        for row in range(1, ROWS + 1)
    ]
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _related("officeDocument xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {_MAIN} xmlns:r="{_RELATIONS}"><sheets><sheet name="清单" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _related(
            "worksheet worksheets/sheet1.xml", "sharedStrings sharedStrings.xml", "styles styles.xml"
        ),
        "xl/styles.xml": f'<styleSheet {_MAIN}><cellXfs><xf numFmtId="0"/><xf numFmtId="1"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f"<sst {_MAIN}>{''.join(f'<si><t>{text}</t></si>' for text in numbers)}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>",
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _text(column: str, row: int) -> str:
    return (
        ("行政处罚", "行政检查", "行政许可")[row % 3] if column in "DEF" else f"对违法行为{row}的处罚{column}"
    )


def _shared(place: str, text: str, numbers: dict[str, int]) -> str:
    return f'<c r="{place}" t="s"><v>{numbers.setdefault(text, len(numbers))}</v></c>'


def _related(*found: str) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(map(str.split, found), 1)
    )
    return f"<Relationships {_PACKAGE}>{each}</Relationships>"


def grid(path: Path) -> None:
    """With the collector paused, as in every command."""
    from qzqd.tables import read

    gc.disable()
    assert len(read(path.read_bytes(), path.name).grids[0].rows) == ROWS


def calamine(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    gc.disable()
    with path.open("rb") as file:
        assert len(CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()) == ROWS


if __name__ == "__main__":
    {"make": make, "grid": grid, "calamine": calamine}[sys.argv[1]](Path(sys.argv[2]))
