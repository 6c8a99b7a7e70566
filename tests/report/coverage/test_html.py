"""The page of coverage: complete by itself, readable with and without its script, and no text in it is markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.cover.coverage import LABELS, Coverage, ItemBrief
from qzqd.report.coverage import carried
from report.changes.page import Element, assert_strict, read
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage
from .golden import agreed

if TYPE_CHECKING:
    from qzqd.cover.coverage import By
    from qzqd.locale import Language


_TAGS = re.compile(
    "html|head|meta|title|style|script|body|a|header|h[123]|p|b|i|small|span|nav|ul|li|label|input|select|option|"
    "button|output|main|section|table|caption|thead|tbody|tfoot|tr|th|td|div|dl|dt|dd|details|summary|dialog|svg|"
    "rect|footer"
)
_ATTRIBUTES = re.compile(
    "lang|charset|http-equiv|content|name|class|href|id|type|value|autocomplete|tabindex|role|scope|rowspan|colspan|"
    "hidden|title|width|height|aria-label|aria-labelledby|aria-describedby|aria-hidden|data-[a-z]+"
)
_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)


def page(coverage: Coverage, language: Language = "zh") -> Element:
    """The page as it is read."""
    return read(render(coverage, "html", language))


def small() -> Coverage:
    """Everything beside the baselines of the sample, and a baseline with a cell of each status."""
    ids = [f"JZ-{number}" for number in range(1, 10)]
    cells = dict(zip(ids, [status for status in LABELS if status not in ("adopted", "unread")], strict=True))
    more = [ItemBrief(key, f"{key}机制") for key in ids[7:]]
    baseline = samples.mechanisms(cells, {"JZ-1": "unread"}, more=more)
    baseline.units[0].reasons["JZ-2"] = "等待区里\n批复"
    return replace(samples.rich(), baselines=[baseline])


def section(coverage: Coverage) -> Element:
    """That of the first baseline."""
    return next(
        each for each in page(coverage).every("section") if each.attributes.get("class") == "baseline"
    )


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("sample", [small, samples.empty])
def test_reads_as_agreed(sample: Any, language: Language) -> None:
    report = render(sample(), "html", language)
    # What is the same on every page is not what a person reads.
    body = report[report.index("<body") :].rpartition("<script>")[0]
    assert agreed(f"{sample.__name__}.{language}.html", body)


def test_allows_its_own_style_and_script_and_nothing_else() -> None:
    report = render(samples.rich(), "html", "zh")
    assert_strict(report)
    found = read(report)
    assert all(link.attributes["href"].startswith("#") for link in found.every("a"))
    assert not re.search(r"url\(|@import|https?:", report)


@every_coverage
def test_no_text_is_markup(coverage: Coverage, language: Language, by: By) -> None:
    report = render(coverage, "html", language)
    assert not _OBEYED.search(report)
    for element in read(report).every():
        assert _TAGS.fullmatch(element.tag)
        assert all(map(_ATTRIBUTES.fullmatch, element.attributes))


@every_coverage
def test_the_data_of_the_script_is_plain(coverage: Coverage, language: Language, by: By) -> None:
    for script in page(coverage, language).every("script"):
        if "type" in script.attributes:
            assert not {*"<>&"} & {*script.text()}
            data = json.loads(script.text())
            assert {*data} == {"edition", "items", "units"}


@every_coverage
def test_can_be_found_about_without_eyes(coverage: Coverage, language: Language, by: By) -> None:
    found = page(coverage, language)
    ids = [element.attributes["id"] for element in found.every() if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in found.every():
        for name in ("aria-labelledby", "aria-describedby", "href"):
            assert element.attributes.get(name, "").removeprefix("#") in {"", *ids}
    assert all(head.attributes["scope"] in ("col", "row", "colgroup") for head in found.every("th"))
    assert all([*table.every("caption")] for table in found.every("table"))
    assert all([*label.every("input", "select")] for label in found.every("label"))
    main = next(found.every("main"))
    levels = [1, *(int(heading.tag[1]) for heading in main.every("h1", "h2", "h3"))]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_cell_says_its_status_in_words() -> None:
    (baseline, *_) = samples.rich().baselines
    (table, *_) = section(samples.rich()).every("table")
    (body,) = table.every("tbody")
    for unit, row in zip(baseline.units, body.every("tr"), strict=True):
        told = [cell.text() for cell in row.every("td") if "cell" in cell.attributes["class"]]
        assert told == [LABELS[unit.cells.get(item.id, "adopted")].zh for item in baseline.items]


def test_what_nobody_adopted_is_counted_below() -> None:
    (table, *_) = section(small()).every("table")
    (foot,) = table.every("tfoot")
    assert [cell.text() for cell in foot.every("td")][3:] == [
        "10",
        "11",
        "11",
        "11",
        "11",
        "12",
        "11",
        "11",
        "11",
    ]


def test_gaps_stand_in_words_with_reason_and_office() -> None:
    (row,) = (row for row in section(samples.rich()).every("tr") if "没有执法人员" in row.text())
    told = [cell.text().strip() for cell in row.every("th", "td")]
    assert told == [
        "三官殿街道",
        "JD-010",
        samples.POWERS[9].name,
        "未承接",
        "没有执法人员",
        "公共服务办公室",
    ]


def test_items_that_stand_together_share_their_category() -> None:
    groups = [
        (head.text(), head.attributes["colspan"])
        for head in section(samples.rich()).every("th")
        if head.attributes["scope"] == "colgroup"
    ]
    assert [name for name, _ in groups] == ["基层治理", "应急与安全", "社会救助与优抚", "物业与城市管理"]
    assert sum(int(width) for _, width in groups) == 74


def test_of_a_large_matrix_only_the_gaps_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "MOST_CELLS", 74 * 8)
    monkeypatch.setattr(carried, "MOST_GAPS", 80)
    told = section(samples.rich())
    (table, *_) = told.every("table")
    heads = [head.text() for head in table.every("th") if head.attributes["scope"] == "row"]
    names = ["白浪开发区白浪街道", "车城路街道", "汉江路街道", "均州路街道", "三官殿街道"]
    assert [head for head in heads if head.endswith("街道")] == names
    assert "12 个单位中只列出没有完整承接的 5 个" in told.text()
    assert "另有 11 项" in told.text()
    monkeypatch.setattr(carried, "MOST_CELLS", 74 * 2)
    assert "只列出缺口最多的 2 个" in section(samples.rich()).text()
    assert "车城路街道" not in next(section(samples.rich()).every("tbody")).text()
    assert "12 个单位都已完整承接" in section(samples.plain()).text()


def test_what_could_not_be_read_is_said_first() -> None:
    for coverage, said in (
        (replace(samples.rich(), unreadable=True), "可能只是没有读到"),
        (Coverage(unreadable=True), "没有统计承接情况"),
    ):
        (alarm,) = (each for each in page(coverage).every("p") if "role" in each.attributes)
        assert said in alarm.text()
