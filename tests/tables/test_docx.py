"""Word tables: merges, nested tables, tables over several pages, and what Word writes by itself or hides."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qzqd.tables.grid import CellRange, Floating, Grid
from qzqd.tables.reading import read_tables

from .packages import HEAD, refused, relations, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: docx.document.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def grids(data: bytes) -> tuple[Grid, ...]:
    book = read_tables(data, "a.doc")
    assert book.format == "docx"
    return book.grids


def written(body: str, numbering: str = "", styles: str = "") -> bytes:
    """A document laid out by hand."""
    found = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    if numbering:
        found["word/_rels/document.xml.rels"] = relations(("numbering", "numbering.xml"))
        found["word/numbering.xml"] = f"{HEAD}<w:numbering {W}>{numbering}</w:numbering>"
    if styles:
        found["word/_rels/document.xml.rels"] = relations(("styles", "styles.xml"))
        found["word/styles.xml"] = f"{HEAD}<w:styles {W}>{styles}</w:styles>"
    return zipped(found)


def table(*rows: str, columns: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def paragraph(text: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_what_is_struck_through_is_kept_apart() -> None:
    def run(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    def of(*runs: str) -> str:
        return f"<w:tc><w:p><w:pPr><w:rPr><w:strike/></w:rPr></w:pPr>{''.join(runs)}</w:p></w:tc>"

    part = of(run("作废", "<w:strike/>"), run("有效", '<w:strike w:val="0"/>'), run("的", "<w:dstrike/>"))
    (found,) = grids(
        written(table(of(run("甲")) + part, of(run("乙", "<w:dstrike/>")) + of(run("丙", "<w:strike/>"))))
    )
    assert found.rows == {1: ["甲", "有效"]}
    assert found.struck == {(1, 2): "作废有效的", (2, 1): "乙", (2, 2): "丙"}


def test_a_style_with_a_name_strikes_through_what_is_written_in_it() -> None:
    styles = (
        '<w:style w:styleId="作废"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:styleId="旧文"><w:basedOn w:val="作废"/></w:style>'
        '<w:style w:styleId="甲"><w:basedOn w:val="乙"/></w:style><w:style w:styleId="乙"><w:basedOn w:val="甲"/></w:style>'
    )

    def run(text: str, properties: str) -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"

    runs = run("有效", '<w:rStyle w:val="甲"/>') + run("作废", '<w:rStyle w:val="旧文"/>')
    runs += run("仍有效", '<w:rStyle w:val="旧文"/><w:strike w:val="0"/>')
    whole = f"<w:tc>{paragraph('整段', '<w:pStyle w:val=' + chr(34) + '作废' + chr(34) + '/>')}</w:tc>"
    (found,) = grids(written(table(f"<w:tc><w:p>{runs}</w:p></w:tc>" + whole), styles=styles))
    assert found.rows == {1: ["有效仍有效", ""]}
    assert found.struck == {(1, 1): "有效作废仍有效", (1, 2): "整段"}


def test_merges_as_python_docx_writes_them() -> None:
    document = docx.Document()
    document.add_paragraph("某街道权责清单")
    found = document.add_table(4, 4)
    for column, text in enumerate(("序号", "名称", "依据", "备注")):
        found.cell(0, column).text = text
    found.cell(1, 0).merge(found.cell(3, 0)).text = "1"
    found.cell(1, 1).merge(found.cell(2, 2)).text = "横\n竖"
    found.cell(3, 1).text = "下"
    document.add_paragraph("注：自印发之日起施行")
    (grid,) = grids(saved(document))
    assert grid.rows == {1: ["序号", "名称", "依据", "备注"], 2: ["1", "横\n竖"], 4: ["", "下"]}
    assert set(grid.merges) == {CellRange(2, 1, 4, 1), CellRange(2, 2, 3, 3)}
    assert (grid.text(4, 1), grid.text(3, 3), grid.address(3, 3)) == ("1", "横\n竖", "B2")
    assert grid.floating == (Floating("某街道权责清单"), Floating("注：自印发之日起施行", 5))


def test_text_below_a_table_is_its_own_whatever_stands_in_its_cells() -> None:
    document = docx.Document()
    outer = document.add_table(2, 1)
    outer.cell(0, 0).add_table(1, 1).cell(0, 0).text = "内"
    outer.cell(1, 0).text = "外"
    document.add_paragraph("注：自印发之日起施行")
    first, second = grids(saved(document))
    assert first.floating == (Floating("注：自印发之日起施行", 3),)
    assert second.floating == ()


def test_nested_tables_are_tables_of_their_own() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "内"
    document.add_table(1, 1).cell(0, 0).text = "二"
    assert [(grid.name, dict(grid.rows)) for grid in grids(saved(document))] == [
        ("表1", {1: ["外"]}),
        ("表1.1", {1: ["内"]}),
        ("表2", {1: ["二"]}),
    ]


def test_a_table_that_goes_on_after_a_page() -> None:
    same = (100, 200)
    pieces = [table(cell("甲") + cell("乙"), columns=same) for _ in range(4)]
    body = pieces[0] + paragraph() + pieces[1] + paragraph("另一张表") + pieces[2]
    body += paragraph() + table(cell("丙"), columns=(300,))
    assert [grid.continues for grid in grids(written(body))] == [False, True, False, False]


def test_rows_that_begin_or_continue_in_the_middle() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    (grid,) = grids(
        written(
            table(
                cell("甲", start) + cell("1") + cell("丙", '<w:gridSpan w:val="2"/>'),
                cell("", on) + cell("2"),
                cell("乙", start) + cell("3"),
                cell("藏", on) + cell("4"),
                '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("5"),
            )
        )
    )
    assert set(grid.merges) == {CellRange(1, 1, 2, 1), CellRange(1, 3, 1, 4), CellRange(3, 1, 4, 1)}
    assert [grid.text(row, 1) for row in range(1, 6)] == ["甲", "甲", "乙", "乙", ""]
    assert grid.unseen == {(4, 1): "藏"}
    assert grid.text(5, 2) == "5"


LISTS = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>'
)


def test_numbers_that_word_writes_by_itself() -> None:
    def numbered(text: str, level: int = 0, number: int = 5) -> str:
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:tc>{paragraph(text, properties)}</w:tc>"

    rows = [numbered("") + numbered("受理", 1), numbered("") + numbered("审查", 1), numbered("点", 0, 6)]
    (grid,) = grids(written(table(*rows), LISTS))
    assert grid.rows == {1: ["1", "（一）受理"], 2: ["2", "（一）审查"], 3: ["点"]}


def test_what_the_page_does_not_show() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    gone = (
        "<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"
    )
    came = "<w:ins><w:r><w:t>增</w:t></w:r></w:ins>"
    box = "<w:r><w:pict><w:txbxContent>" + paragraph("框") + "</w:txbxContent></w:pict></w:r>"
    one = f"<w:tc><w:p>{hidden}{gone}{came}{box}<w:r><w:t>见</w:t><w:tab/><w:br/></w:r></w:p></w:tc>"
    (grid,) = grids(written(table(one, "<w:trPr><w:del/></w:trPr>" + cell("删去的行"))))
    assert grid.rows == {1: ["增见"]}
    assert grid.unseen == {(1, 1): "藏"}
    assert [each.text for each in grid.annotations] == ["删移", "删去的行"]
    assert grid.floating == (Floating("框", 1, 1),)


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [
        (paragraph("x"), "QZ023", "没有表格"),
        (table(cell("x")) * 1001, "QZ005", "1,001 张表"),
        (table(cell("x", '<w:gridSpan w:val="99999999"/>')), "QZ005", "1,000 列"),
        (table(cell("x", '<w:gridSpan w:val="x"/>')), "QZ023", "完好"),
        ("<w:tbl><w:tr><w:tc>" * 30_000, "QZ005", "张表"),
    ],
)
def test_what_is_refused(body: str, code: str, told: str) -> None:
    found = refused(written(body))
    assert found.code == code
    assert told in found.problem.message.zh


def test_hidden_text_may_be_switched_off_again() -> None:
    document = docx.Document()
    run = document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("见")
    vanish = OxmlElement("w:vanish")
    vanish.set(qn("w:val"), "0")
    run._r.get_or_add_rPr().append(vanish)
    assert [dict(grid.rows) for grid in grids(saved(document))] == [{1: ["见"]}]
