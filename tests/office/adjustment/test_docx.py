"""The document as python-docx reads it back: what stands in it, how it is printed, what it never does."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from hypothesis import given

from examples import share
from qzqd.office import OfficeMissing, page
from qzqd.office.adjustment.docx import write as write_docx
from qzqd.office.adjustment.table import adjustment_tables
from qzqd.write.atomic import Irregular
from report.changes import samples
from report.outcomes import hostile

from .lists import added, one

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.compare.change import Comparison


def written(comparison: Comparison, folder: Path, language: Any = "zh") -> Any:
    """The document, written and read back."""
    path = folder / "对照表.docx"
    write_docx(comparison, path, language)
    return docx.Document(str(path))


def rows(grid: Any) -> list[list[str]]:
    """The cells of a table, its headings first."""
    return [[cell.text for cell in row.cells] for row in grid.rows]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_holds_the_tables(tmp_path: Path, language: Any) -> None:
    document = written(samples.rich(), tmp_path, language)
    told = adjustment_tables(samples.rich(), language)
    around = [text for table in told for text in (table.title, *table.lines, *table.notes)]
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == around
    for grid, table in zip(document.tables, told, strict=True):
        assert rows(grid) == [[column.title.in_(language) for column in table.columns], *table.rows]


def test_is_ready_to_be_printed(tmp_path: Path) -> None:
    document = written(samples.rich(), tmp_path)
    section = document.sections[1]
    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [297, 210]
    for grid in document.tables:
        assert round(sum(cell.width.mm for cell in grid.rows[0].cells)) == page.ROOM
        assert [column.width for column in grid.columns] == [cell.width for cell in grid.rows[0].cells]
        first, *others = [row._tr.trPr for row in grid.rows]
        assert first.find(qn("w:tblHeader")) is not None
        assert all(each.find(qn("w:tblHeader")) is None for each in others)
    fields = section.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].text.split() == ["第", "页", "共", "页"]
    feet = [section.footer.paragraphs[1:] for section in document.sections]
    assert [paragraph.text for foot in feet for paragraph in foot] == [
        table.foot for table in adjustment_tables(samples.rich(), "zh")[:-1]
    ]


def test_each_list_begins_a_page_and_stands_in_the_outline(tmp_path: Path) -> None:
    document = written(samples.rich(), tmp_path)
    titles = [paragraph for paragraph in document.paragraphs if paragraph.style.name == "表题"]
    starts = [section.start_type for section in document.sections]
    assert len(titles) == len(starts) == 5
    assert starts[1:] == [WD_SECTION.NEW_PAGE] * 4
    assert document.styles["表题"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"


def test_fonts_are_those_of_official_documents(tmp_path: Path) -> None:
    document = written(one(added()), tmp_path)
    paragraphs = (document.paragraphs[0], *(row.cells[1].paragraphs[0] for row in document.tables[0].rows))
    fonts = [paragraph.style.element.rPr.rFonts for paragraph in paragraphs]
    assert [font.get(qn("w:eastAsia")) for font in fonts] == ["方正小标宋简体", "黑体", "仿宋"]
    with ZipFile(tmp_path / "对照表.docx") as package:
        assert '<w:altName w:val="宋体"/>' in package.read("word/fontTable.xml").decode()


def test_the_same_bytes_whenever_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    write_docx(samples.rich(), first, "zh")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    write_docx(samples.rich(), second, "zh")
    assert first.read_bytes() == second.read_bytes()
    with ZipFile(second) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = package.read("docProps/core.xml").decode()
    assert "</dcterms:" not in properties
    assert "python-docx" not in properties


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(OfficeMissing) as told:
        write_docx(samples.plain(), tmp_path / "a.docx", "zh")
    assert 'pip install "qzqd[office]"' in told.value.help.en
    assert not os.listdir(tmp_path)


def test_replaces_the_file_as_a_whole(tmp_path: Path) -> None:
    link = tmp_path / "a.docx"
    link.symlink_to(tmp_path / "b.docx")
    with pytest.raises(Irregular):
        write_docx(samples.plain(), link, "zh")
    assert os.listdir(tmp_path) == ["a.docx"]


@share(0.3)
@given(name=hostile, value=hostile, title=hostile)
def test_any_text_makes_a_document(
    tmp_path_factory: pytest.TempPathFactory, name: str, value: str, title: str
) -> None:
    change = added(name, authority=value, basis=[{"law": value}])
    comparison = one(change, title=title * 50, issuer=value, edition=value)
    document = written(comparison, tmp_path_factory.mktemp("office"))
    (table,) = adjustment_tables(comparison, "zh")
    assert rows(document.tables[0])[1:] == table.rows
    assert document.paragraphs[0].text == table.title
