"""The page of changes: complete by itself, readable by anyone, and no text in it is markup."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from qzqd.compare.change import LABELS, Comparison, FieldChange
from qzqd.locale import Text
from qzqd.report.changes.words import is_renumbered
from qzqd.report.paper.safe import safe
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed
from .page import Element, assert_strict, read

if TYPE_CHECKING:
    from qzqd.compare.change import Change, Compared
    from qzqd.locale import Language

_TAGS = re.compile(
    "html|head|meta|title|style|body|a|header|h[123]|p|span|code|nav|ul|li|fieldset|legend|label|input|main|section|"
    "table|caption|thead|tbody|tr|th|td|div|dl|dt|dd|del|ins|details|summary|br|small|footer"
)
_ATTRIBUTES = re.compile(
    "lang|charset|http-equiv|content|name|class|href|id|type|checked|autocomplete|tabindex|role|scope|rowspan|colspan|"
    "aria-label|aria-labelledby|data-label"
)
_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def page(comparison: Comparison, language: Language = "zh") -> Element:
    """The page as it is read."""
    return read(render(comparison, "html", language))


def street(*changes: Change) -> Compared:
    """The list of the sample with other changes."""
    found = next(each for each in samples.rich().catalogues if each.id == samples.STREET)
    return replace(found, changes=changes, header=(), reordered=0)


def cells(change: Change) -> list[Element]:
    """The cells before and after of the one row of a change."""
    found = page(Comparison("a", "b", [street(change)]))
    return [cell for cell in found.every("td") if "data-label" in cell.attributes]


@pytest.mark.parametrize(("sample", "language"), [("rich", "zh"), ("rich", "en"), ("plain", "zh")])
def test_reads_as_agreed(sample: str, language: Language) -> None:
    report = render(getattr(samples, sample)(), "html", language)
    # What is the same on every page is not what a person reads.
    assert agreed(f"{sample}.{language}.html", report[report.index("<body") :])


def test_asks_for_nothing_from_elsewhere() -> None:
    report = render(samples.rich(), "html", "zh")
    assert_strict(report)
    assert not [*read(report).every("script")]
    assert all(link.attributes["href"].startswith("#") for link in read(report).every("a"))


@every_comparison
def test_no_text_is_markup(comparison: Comparison, language: Language) -> None:
    report = render(comparison, "html", language)
    assert not _OBEYED.search(report)
    for element in read(report).every():
        assert _TAGS.fullmatch(element.tag)
        assert all(map(_ATTRIBUTES.fullmatch, element.attributes))


@every_comparison
def test_every_change_is_on_the_page(comparison: Comparison, language: Language) -> None:
    told = page(comparison, language).text()
    for change in comparison.changes():
        if not is_renumbered(change):
            texts = [change.lineage] if change.by == "suspected" else [change.item, change.approval or ""]
            assert all("\n".join(map(safe, text.split("\n"))) in told for text in texts)


@every_comparison
def test_can_be_found_about_without_eyes(comparison: Comparison, language: Language) -> None:
    found = page(comparison, language)
    ids = [element.attributes["id"] for element in found.every() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in found.every():
        for name in ("aria-labelledby", "href"):
            assert element.attributes.get(name, "").removeprefix("#") in {"", *ids}
    assert all(head.attributes["scope"] in ("col", "row", "rowgroup") for head in found.every("th"))
    for table in found.every("table"):
        assert "aria-labelledby" in table.attributes or [*table.every("caption")]
    assert all([*label.every("input")] for label in found.every("label"))
    levels = [int(heading.tag[1]) for heading in found.every("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for landmark in ("header", "main"):
        assert len([*found.every(landmark)]) == 1


@every_comparison
def test_every_row_fills_the_table(comparison: Comparison, language: Language) -> None:
    for table in page(comparison, language).every("table"):
        columns = len([head for head in table.every("th") if head.attributes["scope"] == "col"])
        for body in table.every("tbody"):
            rows = [*body.every("tr")]
            area = sum(
                int(cell.attributes.get("rowspan", 1)) * int(cell.attributes.get("colspan", 1))
                for cell in body.every("th", "td")
            )
            assert area == columns * len(rows)


def test_marks_what_differs_and_not_by_colour_alone() -> None:
    old, new = samples.item("JD-1", "对甲的检查"), samples.item("JD-1", "对甲的监督检查")
    before, after = cells(samples.change("renamed", old, new, "name"))
    assert (before.text(), after.text()) == ("对甲的检查", "对甲的监督检查")
    assert [mark.text() for mark in after.every("ins")] == ["监督"]
    assert not [*before.every("del", "ins")]


def test_a_title_is_marked_as_a_whole() -> None:
    old = samples.item("JD-1", "甲", basis=[{"law": "中华人民共和国消防法", "article": 31}])
    new = samples.item("JD-1", "甲", basis=[{"law": "中华人民共和国消防法", "article": 32}])
    before, after = cells(samples.change("basis", old, new, "basis"))
    assert [mark.text() for mark in before.every("del")] == ["第三十一条"]
    assert [mark.text() for mark in after.every("ins")] == ["第三十二条"]


def test_an_item_that_comes_or_goes_is_shown_whole() -> None:
    item = samples.item("JD-1", "甲", note="第一行\n第二行")
    before, after = cells(samples.change("added", None, item))
    assert before.text() == "（无）"
    facts = [part.text() for part in after.every("dt", "dd")]
    assert facts == ["权力类型", "行政检查", "行使主体", "街道办事处", "备注", "第一行\n第二行"]


def test_of_a_tombstone_only_what_it_adds_is_shown() -> None:
    item = samples.item("JD-1", "甲")
    gone = samples.change("cancelled", item, None)
    tomb = item | {"repealed": "2025-03-01", "repealed_by": "鄂政发〔2025〕3号"}
    before, after = cells(replace(gone, after=(tomb,)))
    assert [part.text() for part in before.every("dt")] == ["权力类型", "行使主体"]
    assert [part.text() for part in after.every("dd")] == ["2025-03-01", "鄂政发〔2025〕3号"]


def test_an_item_without_other_fields_is_named() -> None:
    bare = {"id": "JD-1", "name": "甲"}
    _, after = cells(samples.change("added", None, bare))
    assert after.text() == "JD-1 甲"


def test_suspected_changes_stand_apart() -> None:
    (apart,) = [each for each in page(samples.rich()).every("div") if "JD-081" in each.text()]
    assert "不计入调整" in apart.text()
    assert "replaces: [JD-018]" in apart.text()
    (table,) = [each for each in page(samples.rich()).every("table") if "JD-080" in each.text()]
    assert "JD-081" not in table.text()


def test_every_type_can_be_hidden_without_a_script() -> None:
    found = page(samples.rich())
    style = "".join(each.text() for each in found.every("style"))
    boxes = [box.attributes["id"].removeprefix("show-") for box in found.every("input")]
    assert boxes == [*LABELS, "suspected"]
    for css in boxes:
        assert f"body:has(#show-{css}:not(:checked)) .{css} {{ display: none; }}" in style
        assert any(
            css in element.attributes.get("class", "").split() for element in found.every("tbody", "div")
        )


def test_verdicts_have_a_column_only_where_there_are_any() -> None:
    silent = page(Comparison("a", "b", [street(samples.change("added", None, samples.item("JD-1", "甲")))]))
    assert "审核" not in silent.text()
    assert "审核" in page(samples.rich()).text()


def test_what_could_not_be_read_is_said_first() -> None:
    (alarm,) = (
        each for each in page(Comparison("a", "b", unreadable=True)).every("p") if "role" in each.attributes
    )
    assert "没有列出的不等于没有调整" in alarm.text()


def test_the_header_of_a_list_stands_in_its_table() -> None:
    differing = FieldChange("issuer", Text("发布机关", "Issuer"), "甲市人民政府", "乙市人民政府")
    found = page(Comparison("a", "b", [replace(street(), header=(differing,))]))
    (row,) = [row for row in found.every("tr") if "发布机关" in row.text()]
    assert "乙市人民政府" in row.text()
