"""What a Word document says beside its cells: tracked changes, footnotes, comments, signs, boxes, styles, numbers."""

from __future__ import annotations

import pytest

from qzqd.tables.grid import Annotation, Grid
from qzqd.tables.reading import read_tables

from .packages import HEAD, relations, zipped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def grids(body: str, **further: str) -> tuple[Grid, ...]:
    """The tables of a document laid out by hand; further: its other parts, such as footnotes."""
    found = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f"{HEAD}<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*((kind, f"{kind}.xml") for kind in further)),
    }
    for kind, content in further.items():
        found[f"word/{kind}.xml"] = f"{HEAD}<w:{kind} {W}>{content}</w:{kind}>"
    return read_tables(zipped(found), "a.docx").grids


def table(*rows: str) -> str:
    return (
        f"<w:tbl>{''.join(row if row.startswith('<w:tr') else f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    )


def cell(*runs: str, properties: str = "") -> str:
    return f"<w:tc><w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p></w:tc>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def gone(text: str, name: str = "del") -> str:
    return f"<w:{name}><w:r><w:delText>{text}</w:delText></w:r></w:{name}>"


def test_what_a_tracked_change_takes_away_is_kept_apart() -> None:
    """The document is read as it is once all changes are accepted; what goes with that is told."""
    changed = cell(run("消防"), "<w:ins><w:r><w:t>安全</w:t></w:r></w:ins>", gone("设施"), run("检查"))
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(gone('乙'))}{cell(run('丙'))}</w:tr>"
    moved = cell("<w:moveFrom><w:r><w:t>丁</w:t></w:r></w:moveFrom>")
    (found,) = grids("<w:p>" + gone("旧标题") + "</w:p>" + table(changed, deleted, moved))
    assert found.rows == {1: ["消防安全检查"]}
    assert set(found.annotations) == {
        Annotation("deleted", "旧标题"),
        Annotation("deleted", "设施", 1, 1),
        Annotation("deleted", "乙", 2, 1),
        Annotation("deleted", "丙", 2, 2),
        Annotation("deleted", "丁", 3, 1),
    }


@pytest.mark.parametrize("change", ["rPrChange", "pPrChange"])
def test_what_a_format_was_before_a_tracked_change_does_not_hold(change: str) -> None:
    before = f"<w:{change}><w:rPr><w:strike/><w:vanish/></w:rPr></w:{change}>"
    inside = cell(run("甲", before)) if change == "rPrChange" else cell(run("甲"), properties=before)
    (found,) = grids(table(inside))
    assert found.rows == {1: ["甲"]}
    assert not found.struck


def test_columns_that_were_before_a_tracked_change_part_no_table() -> None:
    frame = '<w:tblGrid><w:gridCol w:w="9"/>{}</w:tblGrid>'
    change = '<w:tblGridChange><w:tblGrid><w:gridCol w:w="7"/></w:tblGrid></w:tblGridChange>'
    first, second = (
        table(frame.format(each), f"<w:tr>{cell(run('甲'))}</w:tr>")
        .replace("<w:tr><w:tblGrid>", "<w:tblGrid>")
        .replace("</w:tblGrid></w:tr>", "</w:tblGrid>")
        for each in (change, "")
    )
    assert [each.continues for each in grids(first + "<w:p/>" + second)] == [False, True]


def test_notes_and_comments_stand_at_their_cells() -> None:
    def note(kind: str, number: int, text: str) -> str:
        return f'<w:{kind} w:id="{number}"><w:p>{run(text)}</w:p></w:{kind}>'

    pointing = '<w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/><w:commentReference w:id="7"/></w:r>'
    (found,) = grids(
        table(cell(run("甲"), pointing))
        + f'<w:p>{run("完")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        + note("footnote", 1, "含小店")
        + note("footnote", 2, "暂行"),
        endnotes=note("endnote", 1, "见附则"),
        comments=note("comment", 7, "要核"),
    )
    assert found.rows == {1: ["甲"]}
    assert set(found.annotations) == {
        Annotation("footnote", "含小店", 1, 1),
        Annotation("footnote", "见附则", 1, 1),
        Annotation("comment", "要核", 1, 1),
        Annotation("footnote", "暂行"),
    }


def test_signs_of_fonts_are_read_as_they_look() -> None:
    def sign(font: str, code: str) -> str:
        return cell(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')

    typed = cell(run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), run("\uf0fb\uf0a3"))
    row = (
        sign("Wingdings", "F0FC")
        + sign("Wingdings 2", "F04F")
        + sign("Symbol", "F0D6")
        + sign("Webdings", "F001")
    )
    (found,) = grids(table(row, typed))
    assert found.rows[1] == ["√", "×", "√", "\ufffd"]
    assert found.rows[2] == ["√\uf0fb\uf0a3"]


def test_what_is_embedded_is_told() -> None:
    ole = '<w:r><w:object><v:shape><v:imagedata/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    picture = '<w:r><w:drawing><docPr name="图片 1" descr="公章"/><a:blip/></w:drawing></w:r>'
    body = (table(cell(run("甲"), picture)) + f"<w:p>{ole}</w:p>").replace("v:", "").replace("o:OLE", "OLE")
    (found,) = grids(body.replace("a:blip", "blip"))
    assert set(found.annotations) == {
        Annotation("picture", "公章", 1, 1),
        Annotation("object", "Excel.Sheet.12"),
    }


def test_a_table_in_a_text_box_is_a_table() -> None:
    inner = table(cell(run("名称")) + cell(run("依据")), cell(run("甲")) + cell(run("乙")))
    box = f"<w:r><w:txbxContent><w:p>{run('框里')}</w:p>{inner}<w:p/></w:txbxContent></w:r>"
    (found,) = grids(f"<w:p>{run('标题')}{box}</w:p>")
    assert found.rows == {1: ["名称", "依据"], 2: ["甲", "乙"]}
    assert {each.text for each in found.floating} == {"标题", "框里"}
    outer, nested = grids(table(cell(run("外"), box)))
    assert outer.rows == {1: ["外"]}
    assert [each.text for each in outer.floating] == ["框里"]
    assert nested.rows == {1: ["名称", "依据"], 2: ["甲", "乙"]}


def test_styles_strike_through_and_hide() -> None:
    styles = (
        '<w:style w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>'
        '<w:style w:styleId="late"><w:basedOn w:val="gone"/></w:style>'
        '<w:style w:styleId="back"><w:basedOn w:val="gone"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>'
        '<w:style w:styleId="away"><w:rPr><w:vanish/></w:rPr></w:style>'
    )

    def styled(name: str) -> str:
        return f'<w:rStyle w:val="{name}"/>'

    cells = "".join(cell(run(name, styled(name))) for name in ("gone", "late", "back", "away"))
    paragraph = cell(
        run("段"), run("留", '<w:strike w:val="0"/>'), run("去"), properties='<w:pStyle w:val="late"/>'
    )
    (found,) = grids(table(cells, paragraph), styles=styles)
    assert found.rows == {1: ["", "", "back"], 2: ["留"]}
    assert found.struck == {(1, 1): "gone", (1, 2): "late", (2, 1): "段留去"}
    assert found.unseen == {(1, 4): "away"}


def level(form: str, text: str = "%1", start: int = 1, number: int = 0, further: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{further}'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(number: int, depth: int = 0) -> str:
    return cell(
        run("项"),
        properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>',
    )


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("decimal", 99, "99 100"),
        ("decimalZero", 9, "09 10"),
        ("decimalFullWidth", 9, "９ １０"),
        ("upperRoman", 9, "IX X"),
        ("lowerRoman", 48, "xlviii xlix"),
        ("lowerLetter", 26, "z aa"),
        ("chineseCounting", 10, "十 十一"),
        ("chineseCounting", 99, "九十九 一〇〇"),
        ("chineseCountingThousand", 99, "九十九 一百"),
        ("chineseCountingThousand", 110, "一百一十 一百一十一"),
        ("chineseCountingThousand", 1004, "一千零四 一千零五"),
        ("ideographDigital", 10, "一〇 一一"),
        ("chineseLegalSimplified", 10, "壹拾 壹拾壹"),
        ("ideographTraditional", 1, "甲 乙"),
        ("ideographZodiac", 11, "戌 亥"),
        ("decimalEnclosedCircle", 20, "⑳ 21"),
        ("decimalEnclosedParen", 1, "⑴ ⑵"),
        ("decimalEnclosedFullstop", 1, "⒈ ⒉"),
        ("numberInDash", 1, "- 1 - - 2 -"),
    ],
)
def test_automatic_numbers_read_as_word_prints_them(form: str, start: int, shown: str) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(form, start=start)}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    (found,) = grids(table(numbered(1), numbered(1)), numbering=numbering)
    assert " ".join(row[0].removesuffix("项") for row in found.rows.values()) == shown


def test_a_list_that_starts_anew_counts_anew() -> None:
    scheme = level("decimal", "%1.") + level("chineseCounting", "（%2）", number=1)
    numbering = f'<w:abstractNum w:abstractNumId="0">{scheme}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering += '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    numbering += f'<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level("upperRoman", "%1)", 4)}</w:lvlOverride></w:num>'
    rows = [numbered(1), numbered(1, 1), numbered(1), numbered(2), numbered(2), numbered(1), numbered(3)]
    (found,) = grids(table(*rows), numbering=numbering)
    shown = [row[0].removesuffix("项") for row in found.rows.values()]
    assert shown == ["1.", "（一）", "2.", "1.", "2.", "3.", "IV)"]


def test_a_level_that_is_to_be_legal_shows_all_its_numbers_as_digits() -> None:
    scheme = level("chineseCounting", "%1、") + level("decimal", "%1.%2", number=1, further="<w:isLgl/>")
    numbering = f'<w:abstractNum w:abstractNumId="0">{scheme}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    (found,) = grids(table(numbered(1), numbered(1, 1)), numbering=numbering)
    assert [row[0] for row in found.rows.values()] == ["一、项", "1.1项"]
