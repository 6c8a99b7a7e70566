"""The same tables in the other formats that offices keep them in, and layouts of other places."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from docx import Document

from office.importing.books import book, names, taken

if TYPE_CHECKING:
    from collections.abc import Sequence

DELEGATED = (
    ("序号", "赋权事项名称", "原行使部门", "赋权范围", "赋权事项的执法依据", "赋权街镇"),
    ("1", "对占用消防通道的处罚", "区消防救援局", "全部", "《中华人民共和国消防法》第六十条", "甲街道、乙镇"),
    ("2", "对擅自设摊的处罚", "区城管局", "部分", "《城市市容和环境卫生管理条例》第十四条", "甲街道"),
)
SECOND_BATCH = (
    ("序号", "省序号", "权力类型", "权力名称", "主要设立依据", "备注", "承接乡镇（街道）"),
    ("1", "17", "行政处罚", "对占用消防通道的处罚", "《中华人民共和国消防法》第六十条", "", "甲镇"),
)
LICENCES = (
    ("序号", "中央清单序号", "区级主管部门", "事项名称", "实施机关", "设定和实施依据", "备注"),
    ("1", "1、729", "区发改局", "节能审查*", "区发改局", "《中华人民共和国节约能源法》第十五条", ""),
)
ASSISTING = (
    ("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"),
    ("一、平安法治（1项）",),
    ("1", "社区矫正", "县司法局", "负责监督管理", "协助走访"),
)


def word(*tables: Sequence[Sequence[str]], title: str) -> bytes:
    """A document with a title and tables."""
    made = Document()
    made.add_paragraph(title)
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for line, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, cells, strict=False):
                cell.text = text
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def sheet_of_ods(rows: Sequence[Sequence[str]]) -> bytes:
    """An .ods with one sheet."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            for text in cells
        )
        + "</table:table-row>"
        for cells in rows
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f'<office:spreadsheet><table:table table:name="表1">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    buffer = BytesIO()
    with ZipFile(buffer, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", content)
    return buffer.getvalue()


def test_a_list_of_delegated_powers_in_word() -> None:
    built = taken(word(DELEGATED, title="某区赋权事项清单"), kind="")
    assert names(built) == [DELEGATED[1][1], DELEGATED[2][1]]
    assert built.items[0]["former_authority"] == "区消防救援局"
    assert built.items[0]["receiving_units"] == ["甲街道", "乙镇"]


def test_one_word_table_over_two_pages_is_one_list() -> None:
    built = taken(word(DELEGATED[:2], DELEGATED[2:], title="某区赋权事项清单"), kind="delegated-powers")
    assert names(built) == [DELEGATED[1][1], DELEGATED[2][1]]


def test_a_list_as_csv_in_the_encoding_of_excel() -> None:
    text = "\n".join([",".join(line) for line in SECOND_BATCH])
    built = taken(text.encode("gbk"), kind="delegated-powers")
    assert names(built) == ["对占用消防通道的处罚"]
    assert built.items[0]["receiving_units"] == ["甲镇"]
    assert built.items[0]["extra"] == {"省序号": "17"}


def test_a_list_as_ods_with_a_footnote_and_the_type_in_the_title() -> None:
    built = taken(sheet_of_ods([("某区行政许可事项清单（2022年版）",), *LICENCES]), kind="")
    assert names(built) == ["节能审查"]
    assert built.items[0]["power_type"] == "行政许可"
    assert built.items[0]["extra"] == {"中央清单序号": "1、729", "区级主管部门": "区发改局", "脚注": "*"}


def test_what_townships_assist_with() -> None:
    built = taken(book(ASSISTING, title="二、配合履职事项清单"), kind="")
    (item,) = built.items
    assert (item["section"], item["category"]) == ("assist", "平安法治")
    assert item["lead_department"] == "县司法局"
    assert item["lead_duty"] == "负责监督管理"
    assert item["township_duty"] == "协助走访"
    assert built.by_category == {"平安法治": 1}


def test_codes_of_every_name_come_in_as_codes() -> None:
    rows = [("序号", "职权编码", "职权名称", "职权类型", "实施主体", "法律依据")]
    rows += [
        ("1", "5116020011001000", "消防检查", "行政检查", "街道办事处", "《中华人民共和国消防法》第三十二条")
    ]
    built = taken(book(rows, title="某街道权责清单"), kind="")
    assert built.items[0]["codes"] == {"local": "5116020011001000"}


def test_the_paragraph_above_a_table_is_the_section_of_its_items() -> None:
    made = Document()
    made.add_paragraph("某区权责清单（共3项）")
    for title, rows in (
        ("一、行政许可（1项）", [("序号", "事项名称"), ("1", "甲许可")]),
        ("二、日常检查（2项）", [("序号", "事项名称"), ("1", "乙检查")]),
        ("", [("2", "丙检查")]),
    ):
        if title:
            made.add_paragraph(title)
        table = made.add_table(len(rows), 2)
        for line, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(line.cells, cells, strict=True):
                cell.text = text
        if not title:  # Word keeps two tables apart by a paragraph, which is empty
            table._tbl.addprevious(made.add_paragraph()._p)
    buffer = BytesIO()
    made.save(buffer)
    built = taken(buffer.getvalue())
    assert [(item["name"], item["category"]) for item in built.items] == [
        ("甲许可", "行政许可"),
        ("乙检查", "日常检查"),
        ("丙检查", "日常检查"),
    ]
    assert built.total == 3
    assert built.by_category == {"行政许可": 1, "日常检查": 2}
