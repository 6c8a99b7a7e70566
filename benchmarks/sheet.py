"""A workbook as a list of 100,000 rows would be, made and read: `sheet.py make|differing|grid|mapped|calamine FILE`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

ROWS, COLUMNS = 100_000, "ABCDEFGHIJKLMNO"
HEADINGS = dict(
    zip(
        COLUMNS,
        (
            "序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构", "实施层级及权限", "部门职责", "责任事项内容",
            "责任事项依据", "追责对象范围", "追责情形", "救济渠道", "备注",
        ),
        strict=True,
    )
)  # fmt: skip
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def make(path: Path, citations: int = 2_000) -> None:
    """As Excel writes it: headings, then rows with a number, texts of their own, a few that all rows share, and so many
    citations that differ."""
    numbers: dict[str, int] = {}
    rows = [
        f'<row r="{row}">'
        + (_shared("A1", HEADINGS["A"], numbers) if row == 1 else f'<c r="A{row}" s="1"><v>{row - 1}</v></c>')
        + "".join(_shared(f"{at}{row}", _text(at, row, citations), numbers) for at in COLUMNS[1:])
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


def differing(path: Path) -> None:
    """A list in which no citation comes twice, as in none that was published."""
    make(path, citations=ROWS)


def _text(column: str, row: int, citations: int) -> str:
    if row == 1:
        return HEADINGS[column]
    cited = row % citations
    shared = {
        "C": "无",
        "D": ("行政处罚", "行政检查", "行政许可")[row % 3],
        "E": f"《某市第{cited // 60 + 1}号条例》（2021年修正）第{cited % 60 + 1}条",
        "F": ("市水务局", "市城市管理执法局")[row % 2],
        "J": f"1.制定第{row}号方案。\n2.实施检查。\n3.公布结果。",
        "L": "1.具体承办人；\n2.内设机构负责人；\n3.单位法定代表人或分管领导。",
        "K": f"《某市第{cited // 60 + 1}号条例》第{cited % 60 + 2}条",
    }
    return shared.get(column) or f"对违法行为{row}的处罚{column}"


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
    from qzqd.tables.reading import read_tables

    gc.disable()
    assert len(read_tables(path.read_bytes(), path.name).grids[0].rows) == ROWS


def mapped(path: Path) -> None:
    """As `import` does before it writes."""
    from qzqd.office.importing import build, plan, sheets
    from qzqd.tables.reading import read_tables

    gc.disable()
    book = read_tables(path.read_bytes(), path.name)
    found = sheets.tables(book)
    made = build.build(book, found, plan.propose(book, found, "department-powers"), lambda _: None)
    assert len(made.items) == ROWS - 1
    assert all(item["basis"] for item in made.items)
    assert not made.account.counts()["reported"]


def calamine(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    gc.disable()
    with path.open("rb") as file:
        assert len(CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()) == ROWS


if __name__ == "__main__":
    done = {"make": make, "differing": differing, "grid": grid, "mapped": mapped, "calamine": calamine}
    done[sys.argv[1]](Path(sys.argv[2]))
