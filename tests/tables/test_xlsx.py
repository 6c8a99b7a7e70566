"""Workbooks: every trap that real ones have, each in a workbook of its own."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import Workbook

from qzqd.tables.grid import CellRange, Floating
from qzqd.tables.reading import read_tables

from .packages import (
    grid,
    inline,
    parts,
    refused,
    relations,
    seen,
    sheet,
    strings,
    styles,
    workbook,
    xlsx,
    zipped,
)


def test_cells_as_openpyxl_writes_them() -> None:
    found = grid(workbook(["a", None, "c"], [], [1, 92.5, datetime(2025, 3, 3, 14, 5)], [True, None, " x "]))
    assert found.rows == {1: ["a", "", "c"], 3: ["1", "92.5", "2025-03-03 14:05:00"], 4: ["TRUE", "", "x"]}
    assert (found.text(3, 2), found.text(9, 9), found.address(3, 2)) == ("92.5", "", "B3")
    assert (found.first_row, found.last_row, found.last_column) == (1, 4, 3)
    assert list(found.cells())[:3] == [(1, 1, "a"), (1, 3, "c"), (3, 1, "1")]


def test_shared_texts_without_readings_and_escapes() -> None:
    texts = strings(
        "<t>甲_x000D_\n乙</t>",
        "<r><rPr/><t>行政</t></r>\n <r><t>处罚</t></r><rPh sb='0' eb='1'><t>xingzheng</t></rPh>",
        "<t>后</t>",
        "",
    )
    cells = "".join(f'<c r="{place}1" t="s"><v>{at}</v></c>' for at, place in enumerate("ABCD"))
    assert seen(xlsx(sheet(f'<row r="1">{cells}</row>'), sharedStrings=texts)) == {
        1: ["甲\n乙", "行政处罚", "后"]
    }


def test_texts_in_the_cells_themselves() -> None:
    runs = '<c r="B1" t="inlineStr"><is>\n <r><t>行政</t></r>\n <r><t>处罚 </t></r>\n</is></c>'
    assert seen(xlsx(sheet(f'<row r="1">{inline("A1", "甲&gt;乙")}{runs}</row>'))) == {
        1: ["甲>乙", "行政处罚"]
    }


FONTS = "<fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
STYLES = f"<styleSheet>{FONTS}<cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>"


def test_what_is_struck_through_is_kept_apart() -> None:
    texts = strings(
        "<t>甲</t>",
        "<r><rPr><strike/></rPr><t>作废</t></r><r><rPr><strike val='0'/></rPr><t>有效</t></r><r><rPr><sz/><strike/></rPr><t>的</t></r>",
        "<r><t>整</t></r><r><rPr><strike/></rPr><t>条</t></r>",
    )
    runs = '<c r="D1" t="inlineStr"><is><r><rPr><strike/></rPr><t>旧</t></r><r><t>新</t></r></is></c>'
    cells = (
        '<row r="1"><c r="A1" t="s" s="2"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s" s="1"><v>2</v></c>'
        f'{runs}<c r="E1" s="1"><f>1+1</f><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s" s="1"><v>0</v></c><c r="B2" s="1"/><c r="C2" s="1"><v>4</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>0</v></c></row>'
    )
    found = grid(xlsx(sheet(cells), sharedStrings=texts, styles=STYLES))
    assert found.rows == {1: ["甲", "有效", "", "新", ""], 3: ["甲"]}
    assert found.struck == {
        (1, 2): "作废有效的",
        (1, 3): "整条",
        (1, 4): "旧新",
        (1, 5): "2",
        (2, 1): "甲",
        (2, 3): "4",
    }
    assert found.formulas == {}
    whole = found.with_struck()
    assert whole.rows == {1: ["甲", "作废有效的", "整条", "旧新", "2"], 2: ["甲", "", "4"], 3: ["甲"]}
    assert (whole.struck, whole.with_struck()) == ({}, whole)


def test_a_named_style_strikes_through_what_has_no_font_of_its_own() -> None:
    styles = (
        f"<styleSheet>{FONTS}<cellStyleXfs><xf fontId='0'/><xf fontId='1'/></cellStyleXfs>"
        "<cellXfs><xf fontId='0' xfId='1'/><xf xfId='1'/><xf xfId='9'/><xf/></cellXfs></styleSheet>"
    )
    cells = "".join(f'<c r="{place}1" s="{at}"><v>{at}</v></c>' for at, place in enumerate("ABCD"))
    found = grid(xlsx(sheet(f'<row r="1">{cells}</row>'), styles=styles))
    assert found.rows == {1: ["0", "", "2", "3"]}


def test_a_condition_that_may_strike_cells_through_is_told() -> None:
    rule = '<cfRule type="expression" dxfId="{}" priority="1"><formula>$B1=1</formula></cfRule>'
    inside = '<conditionalFormatting sqref="{}">{}</conditionalFormatting>'
    after = inside.format("A1:B9 D1:D9 A1:B9", rule.format(0)) + inside.format("B1", rule.format(1))
    after += '<mergeCells><mergeCell ref="A2:B2"/></mergeCells>' + inside.format("A:B", rule.format(0))
    after += (
        '<extLst><ext><x14:conditionalFormattings xmlns:x14="urn:a" xmlns:xm="urn:b"><x14:conditionalFormatting>'
        '<x14:cfRule type="expression"><xm:f>字典!$A$1=1</xm:f><x14:dxf><font><strike/></font></x14:dxf></x14:cfRule>'
        "<xm:sqref>B1:B2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    styles = "<styleSheet><dxfs><dxf><font><strike/></font></dxf><dxf><font><strike val='0'/></font></dxf></dxfs></styleSheet>"
    rows = f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row><row r="2">{inline("A2", "丙")}</row>'
    found = grid(xlsx(sheet(rows, after=after), styles=styles))
    assert found.rows == {1: ["甲", "乙"], 2: ["丙"]}
    assert not found.struck
    assert not found.formulas
    assert found.merges == (CellRange(2, 1, 2, 2),)
    assert [str(each) for each in found.perhaps_struck][:1] == ["A1:B9"]
    assert CellRange(1, 2, 2, 2) in found.perhaps_struck
    assert len(found.perhaps_struck) == 3
    assert found.with_struck().perhaps_struck == ()


def test_names_with_prefixes_and_indents_mean_the_same() -> None:
    plain = sheet(
        '<row r="2" hidden="1"><c r="B2"><v>5</v></c></row>',
        after='<mergeCells><mergeCell ref="B2:C2"/></mergeCells>',
    )
    spelt = plain
    for name in ("worksheet", "sheetData", "row", "c", "v", "mergeCells", "mergeCell"):
        for before in (f"<{name}>", f"<{name} ", f"</{name}>", f"<{name}/"):
            spelt = spelt.replace(before, before.replace(name, f"x:{name}"))
    spelt = spelt.replace("xmlns=", "xmlns:x=").replace("><", ">\n  <")
    assert grid(xlsx(spelt)) == grid(xlsx(plain))
    assert grid(xlsx(plain)).hidden_rows == {2}


def test_texts_and_numbers_with_blanks_between_all_elements() -> None:
    cells = (
        inline("A1", "甲")
        + '<c r="B1" t="s"><v>1</v></c><c r="C1"><f>A1</f><v>5</v></c>'
        + inline("D1", "乙")
    )
    texts = strings("<t>丙</t>", "<r><t>行政</t></r><r><t>处罚</t></r>", "<t>丁</t>").replace("><", ">\n  <")
    spread = sheet(
        f'<row r="1">{cells}</row><row r="2">{inline("B2", "戊")}<c r="C2" t="s"><v>2</v></c></row>'
    )
    found = grid(xlsx(spread.replace("><", ">\n  <"), sharedStrings=texts))
    assert found.rows == {1: ["甲", "行政处罚", "5", "乙"], 2: ["", "戊", "丁"]}
    assert found.formulas == {(1, 3): "=A1"}


def test_cells_and_rows_without_their_names_follow_one_another() -> None:
    assert seen(xlsx(sheet("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"))) == {
        1: ["1", "", "2"],
        2: ["3"],
    }


def test_number_formats() -> None:
    cells = '<c r="A1" s="1"><v>0.4</v></c><c r="B1" s="2"><v>5</v></c><c r="C1" s="3"><v>45719</v></c><c r="D1" s="4"><v>8</v></c>'
    found = grid(xlsx(sheet(f'<row r="1">{cells}</row>'), styles=styles("0%", "000", 'yyyy"年"m"月"', ";;;")))
    assert found.rows == {1: ["40%", "005", "2025年3月"]}
    assert [found.value(1, column) for column in (1, 2, 3)] == ["0.4", "5", "2025-03-03"]
    assert found.unseen == {(1, 4): "8"}


def test_1904() -> None:
    cell = '<row r="1"><c r="A1" s="1"><v>44257</v></c></row>'
    settings = '<workbookPr date1904="1"/>'
    assert seen(xlsx(sheet(cell), styles=styles("yyyy-mm-dd"), settings=settings)) == {1: ["2025-03-03"]}


def test_formulas_keep_their_stored_results() -> None:
    cells = (
        '<c r="A1"><f>MAX(A$1:A1)+1</f><v>7</v></c><c r="B1" t="str"><f>A1&amp;"号"</f><v>7号</v></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" t="b"><f>TRUE()</f><v>1</v></c>'
        '<c r="E1"><f>NOW()</f><v></v></c><c r="F1" t="str"><f>""</f><v></v></c><c r="G1"><f t="shared" si="0"/><v>3</v></c>'
    )
    found = grid(xlsx(sheet(f'<row r="1">{cells}</row>')))
    assert found.rows == {1: ["7", "7号", "#DIV/0!", "TRUE", "=NOW()", "", "3"]}
    assert [*found.formulas.values()] == [
        "=MAX(A$1:A1)+1",
        '=A1&"号"',
        "=1/0",
        "=TRUE()",
        "=NOW()",
        '=""',
        "=",
    ]


def test_merges_show_their_first_cell_everywhere() -> None:
    rows = "".join(f'<row r="{row}">{inline(f"A{row}", f"项{row}")}</row>' for row in (2, 3, 4))
    title = f'<row r="1">{inline("A1", "清单")}</row>'
    merges = (
        '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B3:C4"/><mergeCell ref="A9:A9"/></mergeCells>'
    )
    filled = rows.replace("</row>", inline("B3", "局") + "</row>", 2).replace(
        inline("B3", "局") + "</row>", "</row>", 1
    )
    found = grid(xlsx(sheet(title + filled, after=merges)))
    assert found.merges == (CellRange(1, 1, 1, 3), CellRange(3, 2, 4, 3))
    assert [str(merge) for merge in found.merges] == ["A1:C1", "B3:C4"]
    assert found.filled(1) == ["清单"] * 2
    assert found.filled(4) == ["项4", "局"]
    assert (found.text(4, 3), found.address(4, 3), found.text(2, 2)) == ("局", "B3", "")


def test_what_lies_under_a_merge_is_not_seen() -> None:
    """A clerk merges cells by program, or Excel keeps what was there: only the first is on the screen."""
    rows = "".join(
        f'<row r="{row}">{inline(f"A{row}", "同上" if row > 1 else "甲")}</row>' for row in (1, 2, 3)
    )
    found = grid(xlsx(sheet(rows, after='<mergeCells><mergeCell ref="A1:A2"/></mergeCells>')))
    assert found.rows == {1: ["甲"], 3: ["同上"]}  # merged one row short: the last row says itself what it is
    assert found.unseen == {(2, 1): "同上"}
    assert (found.text(2, 1), found.text(3, 1)) == ("甲", "同上")


def test_the_title_stored_in_every_cell_is_seen_once() -> None:
    cells = "".join(inline(f"{letter}1", "权责清单") for letter in "ABCDEFGHIJKLMNO")
    found = grid(
        xlsx(sheet(f'<row r="1">{cells}</row>', after='<mergeCells><mergeCell ref="A1:O1"/></mergeCells>'))
    )
    assert list(found.cells()) == [(1, 1, "权责清单")]
    assert len(found.unseen) == 14


def test_what_is_hidden_is_read_and_told() -> None:
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="5" max="16384" width="0"/></cols>'
    rows = "".join(
        f'<row r="{row}"{attribute}>{inline(f"A{row}", "甲")}{inline(f"B{row}", "乙")}</row>'
        for row, attribute in (
            (1, ""),
            (2, ' hidden="1"'),
            (3, ' ht="0" customHeight="1"'),
            (4, ' hidden="0"'),
        )
    )
    found = grid(xlsx(sheet(rows + '<row r="9" hidden="1"/>', before=columns)))
    assert (set(found.hidden_rows), set(found.hidden_columns)) == ({2, 3}, {2})
    assert len(found.rows) == 4


def test_hidden_sheets_are_told() -> None:
    rows = f'<row r="1">{inline("A1", "甲")}</row>'
    book = read_tables(xlsx(*[sheet(rows)] * 3, states=("visible", "hidden", "veryHidden")), "a")
    assert [(found.name, found.hidden) for found in book.grids] == [
        ("表1", False),
        ("表2", True),
        ("表3", True),
    ]


def test_a_print_area_smaller_than_the_data_hides_nothing() -> None:
    book = Workbook()
    for number in range(1, 6):
        book.worksheets[0].append([number])
    book.worksheets[0].print_area = "A1:A2"
    file = io.BytesIO()
    book.save(file)
    assert len(seen(file.getvalue())) == 5


def test_a_dimension_that_lies_is_not_believed() -> None:
    found = sheet(
        f'<row r="1">{inline("A1", "甲")}{inline("B1", "乙")}</row>', before='<dimension ref="A1:A1"/>'
    )
    assert seen(xlsx(found)) == {1: ["甲", "乙"]}


DRAWING = (
    '<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:mc="m"><xdr:twoCellAnchor><xdr:from><xdr:col>13</xdr:col><xdr:colOff>5</xdr:colOff>'
    "<xdr:row>6</xdr:row></xdr:from><xdr:to><xdr:col>14</xdr:col><xdr:row>7</xdr:row></xdr:to><mc:AlternateContent><mc:Choice>"
    "<xdr:sp><xdr:txBody><a:p><a:r><a:t>因不履行</a:t></a:r><a:r><a:t>职责</a:t></a:r></a:p><a:p><a:r><a:t>有下列情形</a:t></a:r></a:p>"
    "</xdr:txBody></xdr:sp></mc:Choice><mc:Fallback><a:p><a:r><a:t>旧</a:t></a:r></a:p></mc:Fallback></mc:AlternateContent>"
    "</xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>"
)


def test_text_boxes_float_over_their_cell() -> None:
    found = parts(sheet(f'<row r="7">{inline("N7", "的，应当承担责任")}</row>'))
    found["xl/worksheets/_rels/sheet1.xml.rels"] = relations(("drawing", "../drawings/drawing1.xml"))
    found["xl/drawings/drawing1.xml"] = DRAWING
    assert grid(zipped(found)).floating == (Floating("因不履行职责\n有下列情形", 7, 14),)


def test_parts_spelt_as_other_programs_do() -> None:
    found = {
        name.replace("/", "\\").upper(): content
        for name, content in parts(sheet("<row><c><v>1</v></c></row>")).items()
    }
    assert seen(zipped(found)) == {1: ["1"]}


def test_what_an_external_link_names_is_not_looked_for() -> None:
    found = parts(sheet("<row><c><v>1</v></c></row>"))
    found["xl/_rels/workbook.xml.rels"] = found["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="x" Type="t/styles" Target="file:///etc/passwd" TargetMode="External"/></Relationships>',
    )
    assert seen(zipped(found)) == {1: ["1"]}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="-5"><c r="A-5"><v>1</v></c></row>',
        '<row r="1"><c r="ABCD1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>9</v></c></row>',
        '<row r="1"><c r="A1" s="9"><v>9</v></c></row>',
        '<row r="x"/>',
    ],
)  # fmt: skip
def test_what_no_program_writes_is_refused(rows: str) -> None:
    assert refused(xlsx(sheet(rows))).code in ("QZ023", "QZ019")


@pytest.mark.parametrize("reference", ["A1:B", "B0", "", "A1:B2:C3", "B2:A1", "甲1:乙2"])
def test_merges_that_are_no_ranges(reference: str) -> None:
    merges = f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    assert refused(xlsx(sheet("<row><c><v>1</v></c></row>", after=merges))).code == "QZ023"
