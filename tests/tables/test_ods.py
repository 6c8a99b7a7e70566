"""Workbooks of LibreOffice, which hold what each cell showed."""

from __future__ import annotations

import pytest

from qzqd.tables.grid import CellRange, Floating
from qzqd.tables.reading import read_tables

from .packages import HEAD, grid, refused, seen, zipped

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:t" xmlns:text="urn:x" '
    'xmlns:style="urn:s" xmlns:draw="urn:d"'
)


def ods(tables: str, styles: str = "", body: str = "spreadsheet", common: str = "") -> bytes:
    content = (
        f"{HEAD}<office:document-content {_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{body}>{tables}</office:{body}></office:body></office:document-content>"
    )
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content}
    if common:
        parts["styles.xml"] = f"{HEAD}<office:document-styles {_NAMES}>{common}</office:document-styles>"
    return zipped(parts)


def table(rows: str, name: str = "清单", attributes: str = "") -> str:
    return f'<table:table table:name="{name}"{attributes}>{rows}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", attributes: str = "", name: str = "table-cell") -> str:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in text.split("\n")) if text else ""
    return f"<table:{name} {attributes}>{paragraphs}</table:{name}>"


def test_what_is_struck_through_is_kept_apart() -> None:
    styles = "".join(
        f'<style:style style:name="{name}"><style:text-properties style:text-line-through-style="{line}"/></style:style>'
        for name, line in (("ce1", "solid"), ("ce2", "none"))
    )
    part = '有效<text:span text:style-name="ce1">作废</text:span>'
    struck = 'table:style-name="ce1"'
    cells = cell("甲", 'table:style-name="ce2"') + cell(part) + cell("乙", struck)
    found = grid(ods(table(row(cells) + row(cell("丙", struck))), styles))
    assert found.rows == {1: ["甲", "有效", ""]}
    assert found.struck == {(1, 2): "有效作废", (1, 3): "乙", (2, 1): "丙"}


@pytest.mark.parametrize(("line", "left"), [("single", "有效"), ("double", "有效"), ("none", "有效作废")])
def test_the_other_word_by_which_programs_strike_through(line: str, left: str) -> None:
    styles = f'<style:style style:name="T1"><style:text-properties style:text-line-through-type="{line}"/></style:style>'
    part = '有效<text:span text:style-name="T1">作废</text:span>'
    assert grid(ods(table(row(cell(part))), styles)).rows == {1: [left]}


STRIKING = '<style:style style:name="作废"><style:text-properties style:text-line-through-style="solid"/></style:style>'


def test_a_style_is_struck_through_as_the_one_it_is_based_on() -> None:
    common = (
        '<style:default-style><style:text-properties style:text-line-through-style="none"/></style:default-style>'
        + STRIKING
    )
    styles = (
        '<style:style style:name="ce1" style:parent-style-name="作废"/>'
        '<style:style style:name="ce2" style:parent-style-name="作废"><style:text-properties style:text-line-through-style="none"/></style:style>'
    )
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>'
    cells = cell("甲", 'table:style-name="ce1"') + cell("乙", 'table:style-name="ce2"') + cell("丙")
    rows = row(cells) + row(cell("丁"), attributes=' table:default-cell-style-name="作废"') + row(cell("戊"))
    found = grid(ods(table(columns + rows), styles, common=common))
    assert found.rows == {1: ["", "乙", ""], 3: ["戊"]}


def test_a_condition_that_may_strike_cells_through_is_told() -> None:
    styles = '<style:style style:name="ce1"><style:map style:condition="cell-content()=1" style:apply-style-name="作废"/></style:style>'
    condition = (
        '<calcext:conditional-format xmlns:calcext="urn:c" calcext:target-range-address="清单.A2:清单.B9 清单.D1">'
        '<calcext:condition calcext:apply-style-name="作废"/></calcext:conditional-format>'
    )
    rows = row(cell("甲", 'table:style-name="ce1"'), cell("乙")) + row(cell("丙"))
    found = grid(ods(table(rows + condition), styles, common=STRIKING))
    assert found.rows == {1: ["甲", "乙"], 2: ["丙"]}
    assert [str(area) for area in found.perhaps_struck] == ["A1", "A2:B9"]


def test_cells_as_they_were_shown() -> None:
    found = grid(
        ods(
            table(
                row(
                    cell("甲\n<text:span>行政</text:span><text:s text:c='2'/>处罚"),
                    cell("40%", 'office:value-type="percentage" office:value="0.4"'),
                    cell("94.38", 'office:value-type="float" office:value="94.38000000000001"'),
                    cell("2025年3月3日", 'office:value-type="date" office:date-value="2025-03-03"'),
                    cell("2025年3月", 'office:value-type="date" office:date-value="2025-03-03T00:00:00"'),
                    cell("25/3/3 14:05", 'office:value-type="date" office:date-value="2025-03-03T14:05:00"'),
                    cell("", 'office:value-type="float" office:value="7"'),
                    cell("8", 'office:value-type="float" office:value="8" table:formula="of:=1+7"'),
                )
            )
        )
    )
    assert found.rows == {
        1: ["甲\n行政  处罚", "40%", "94.38", "2025-03-03", "2025年3月", "2025-03-03 14:05:00", "7", "8"]
    }
    assert [found.value(1, column) for column in (2, 3, 5)] == ["0.4", "94.38", "2025-03-03"]
    assert found.formulas == {(1, 8): "=1+7"}


def test_repeated_rows_and_cells_and_empty_ones_to_the_end_of_the_sheet() -> None:
    rows = (
        row(
            cell("甲", 'table:number-columns-repeated="2"'), cell("", 'table:number-columns-repeated="16382"')
        )
        + row(cell(""), attributes=' table:number-rows-repeated="3"')
        + row(cell(), cell("乙"), attributes=' table:number-rows-repeated="2"')
        + row(
            cell("", 'table:number-columns-repeated="16384"'),
            attributes=' table:number-rows-repeated="1048570"',
        )
    )
    assert seen(ods(table(rows))) == {1: ["甲", "甲"], 5: ["", "乙"], 6: ["", "乙"]}


def test_merges_and_what_is_hidden() -> None:
    rows = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        + row(cell("甲", 'table:number-columns-spanned="2" table:number-rows-spanned="2"'), cell("藏", name="covered-table-cell"))
        + row(cell("", name="covered-table-cell"), cell("", name="covered-table-cell"), cell("丙"))
        + row(cell("丁"), attributes=' table:visibility="filter"')
    )  # fmt: skip
    hidden = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    book = read_tables(ods(table(rows) + table("", "乙", ' table:style-name="ta2"'), hidden), "a")
    found, other = book.grids
    assert book.format == "ods"
    assert (found.merges, found.text(2, 2)) == ((CellRange(1, 1, 2, 2),), "甲")
    assert (set(found.hidden_rows), set(found.hidden_columns)) == ({3}, {3})
    assert found.unseen == {(1, 2): "藏"}
    assert (found.hidden, other.hidden, other.rows) == (False, True, {})


def test_text_boxes_and_comments() -> None:
    box = "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    note = "<office:annotation><text:p>批注</text:p></office:annotation>"
    content = f"<table:table-cell>{note}{box}<text:p>字</text:p></table:table-cell>"
    found = grid(ods(table(row(cell(), content))))
    assert (found.rows, found.floating) == ({1: ["", "字"]}, (Floating("框", 1, 2),))


@pytest.mark.parametrize(
    ("tables", "code", "told"),
    [
        (table(row(cell("x", 'table:number-columns-repeated="16384"'))), "QZ005", "1,000 列"),
        (table(row(cell("x"), attributes=' table:number-rows-repeated="9999999"')), "QZ005", "1,048,576 行"),
        (table("") * 1001, "QZ005", "1,001 张表"),
        (table(row(cell("x", 'office:date-value="2025"'))), "QZ023", "完好"),
        (row(cell("x")), "QZ023", "完好"),
        ("", "QZ023", "不是表格"),
    ],
)
def test_what_is_refused(tables: str, code: str, told: str) -> None:
    found = refused(ods(tables))
    assert found.code == code
    assert told in found.problem.message.zh


def test_other_documents_and_encrypted_ones() -> None:
    for inside in ("<text:p>x</text:p>", table(row(cell("甲")))):
        found = refused(ods(inside, body="text"))
        assert found.problem.help
        assert "convert-to docx" in found.problem.help.zh
    manifest = '<m:manifest xmlns:m="m"><m:encryption-data/></m:manifest>'
    locked = refused(zipped({"content.xml": "?", "META-INF/manifest.xml": manifest}))
    assert "密码" in locked.problem.message.zh
