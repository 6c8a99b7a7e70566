"""The script of the page, in a browser: it sorts, filters and opens cells, and obeys nobody else."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.cover.coverage import LABELS, BaselineCoverage, Coverage, ItemBrief
from qzqd.report.paper.safe import safe
from report.rendering import coverage as render

from . import samples
from .browser import installed, running
from .test_html import small

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .browser import Browser

_ATTACK = "</script><script>pwned=1</script><img src=x onerror=pwned=1>\"'&lt;\u202e=1+1"


def hostile() -> Coverage:
    """A baseline in which every text attacks."""
    item = ItemBrief(_ATTACK, _ATTACK, _ATTACK, _ATTACK, _ATTACK)
    unit = samples.unit(
        _ATTACK, _ATTACK, [item], {_ATTACK: "not_adopted"}, path=_ATTACK, reasons={_ATTACK: _ATTACK}
    )
    return Coverage([BaselineCoverage(_ATTACK, _ATTACK, _ATTACK, _ATTACK, (item,), (unit,), _ATTACK)])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if (program := installed()) is None:
        pytest.skip("no Chromium is installed here, so the script of the page is not tested")
    with running(program) as started:
        yield started


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The page of the sample."""
    path = tmp_path / "page.html"
    path.write_text(render(samples.rich(), "html", "zh"), "utf-8")
    return path


_UNITS = "[...document.querySelectorAll('.map')[0].tBodies[0].rows].filter(row => row.checkVisibility()).map(row => row.cells[0].innerText)"
_ITEMS = "[...document.querySelectorAll('.map')[0].querySelectorAll('.item')].filter(head => head.checkVisibility()).map(head => head.querySelector('b').textContent)"
_FOCUS = (
    "(() => { const cell = document.activeElement; return "
    "[cell.closest('tr')?.cells[0].innerText, cell.cellIndex - 4, cell.textContent]; })()"
)
_FACTS = (
    "Object.fromEntries([...document.querySelectorAll('dialog [data-field]')].filter(field => "
    "field.checkVisibility()).map(field => [field.dataset.field, field.lastElementChild.innerText.trim()]))"
)


def choose(browser: Browser, control: str, value: str) -> None:
    """As a person chooses or types, in the first map."""
    browser.evaluate(
        f"(() => {{ const control = document.querySelector('.controls {control}'); control.value = "
        f"{json.dumps(value)}; control.dispatchEvent(new Event('input', {{bubbles: true}})); }})()"
    )


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_browser_has_nothing_to_complain_of(browser: Browser, file: Path, width: int, dark: bool) -> None:
    browser.open(file, width=width, dark=dark)
    assert browser.said == []
    assert browser.asked == [file.as_uri()]
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("dark", [False, True])
def test_every_symbol_stands_out(browser: Browser, tmp_path: Path, dark: bool) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(small(), "html", "zh"), "utf-8")
    browser.open(path, dark=dark)
    found = browser.evaluate(
        "[...document.querySelectorAll('.legend .cell')].map(cell => { const style = getComputedStyle(cell);"
        "return [cell.className, style.color, style.backgroundColor, getComputedStyle(cell, '::before').content]})"
    )
    assert len(found) == len(LABELS)
    assert len({symbol for *_, symbol in found}) == len(LABELS)
    for name, ink, ground, _ in found:
        assert contrast(ink, ground) >= 4.5, name


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it, of `rgb(…)`."""
    dark, bright = sorted(map(luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """From 0 for black to 1 for white."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_rows_are_sorted_by_name_and_by_rate(browser: Browser, file: Path) -> None:
    browser.open(file)
    names = [*samples.STREETS.values()]
    assert browser.evaluate(_UNITS) == names
    browser.click(".map .rate button")
    assert browser.evaluate(_UNITS)[:4] == ["汉江路街道", "车城路街道", "三官殿街道", "武当路街道"]
    assert browser.evaluate("document.querySelector('.map .rate').ariaSort") == "ascending"
    browser.click(".map .rate button")
    assert browser.evaluate(_UNITS)[-1] == "汉江路街道"
    browser.click(".map .rate button")
    assert browser.evaluate(_UNITS) == names
    browser.click(".map .unit button")
    assert browser.evaluate(_UNITS) == browser.evaluate(
        f"{json.dumps(names)}.sort(new Intl.Collator('zh-CN').compare)"
    )
    assert browser.evaluate("document.querySelector('.map .rate').ariaSort") is None


def test_units_and_items_are_filtered_together(browser: Browser, file: Path) -> None:
    browser.open(file)
    choose(browser, "[name=status]", "not_adopted")
    assert (browser.evaluate(_UNITS), browser.evaluate(_ITEMS)) == (["三官殿街道"], ["JD-010"])
    listed = "[...document.querySelectorAll('.gaps tbody tr')].filter(row => row.checkVisibility()).length"
    assert browser.evaluate(listed) == 1
    told = "document.querySelector('output').innerText"
    assert browser.evaluate(told) == "显示 1 个单位 × 1 项，缺口 1 处"
    choose(browser, "[name=status]", "gap")
    choose(browser, "[name=category]", "基层治理")
    assert browser.evaluate(_UNITS) == ["白浪开发区白浪街道", "车城路街道", "汉江路街道", "三官殿街道"]
    assert browser.evaluate(
        "[...document.querySelectorAll('.map')[0].querySelectorAll('.group')].map(group => [group.checkVisibility(), group.colSpan])"
    ) == [[True, 18], *[[False, 1]] * 3]
    choose(browser, "input", "jd-003")
    assert (browser.evaluate(_UNITS), browser.evaluate(_ITEMS)) == (
        ["车城路街道", "汉江路街道", "三官殿街道"],
        ["JD-003"],
    )
    choose(browser, "input", "车城")
    assert (browser.evaluate(_UNITS), len(browser.evaluate(_ITEMS))) == (["车城路街道"], 5)
    choose(browser, "input", "没有这个")
    assert (browser.evaluate(_UNITS), browser.evaluate(told)) == ([], "没有符合条件的单位和事项")
    browser.click(".controls button")
    assert (len(browser.evaluate(_UNITS)), len(browser.evaluate(_ITEMS))) == (12, 74)
    assert browser.evaluate("document.activeElement.type") == "search"


def test_a_cell_is_looked_into_with_the_keyboard_alone(browser: Browser, file: Path) -> None:
    browser.open(file)
    browser.evaluate("document.querySelector('.map [data-sort]:nth-of-type(4) button').focus()")
    browser.press("Tab")
    assert browser.evaluate(_FOCUS) == ["白浪开发区白浪街道", 7, "待复核"]
    browser.press(*["ArrowDown"] * 8, "ArrowRight", "ArrowRight")
    assert browser.evaluate(_FOCUS) == ["三官殿街道", 9, "未承接"]
    assert browser.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert (
        browser.evaluate("document.querySelectorAll('.map')[0].querySelectorAll('tbody [tabindex]').length")
        == 1
    )
    browser.press("Enter")
    assert browser.evaluate("document.querySelector('dialog').open")
    assert browser.evaluate("document.querySelector('dialog h2').innerText") == samples.POWERS[9].name
    assert browser.evaluate(_FACTS) == {
        "status": "未承接",
        "reason": "没有执法人员",
        "unit": "三官殿街道 420381005",
        "item": "JD-010",
        "category": "基层治理",
        "office": "公共服务办公室",
        "adopted": "2025-04-05",
        "present": "2025-04-05",
        "file": "catalogues/shiyan/adoption/420381005.yaml",
    }
    browser.press("Escape")
    assert not browser.evaluate("document.querySelector('dialog').open")
    assert browser.evaluate(_FOCUS) == ["三官殿街道", 9, "未承接"]
    browser.press("Control+Home")
    assert browser.evaluate(_FOCUS)[0::2] == ["武当路街道", "武当路街道"]
    browser.press("ArrowUp", "ArrowLeft", "Control+End")
    assert browser.evaluate(_FOCUS) == ["三官殿街道", 73, "已收回"]
    browser.press("ArrowRight", "ArrowDown", "Home", "ArrowUp")
    assert browser.evaluate(_FOCUS)[0] == "丹赵路街道"


def test_who_holds_an_item_is_the_units_own_word(browser: Browser, file: Path) -> None:
    browser.open(file)
    browser.click(".map .cell")
    facts = browser.evaluate(_FACTS)
    assert (facts["office"], facts["department"], facts["status"]) == ("社区事务中心", "区委政法委", "已承接")
    browser.click("dialog button")
    assert browser.evaluate(_FOCUS) == ["武当路街道", 0, "已承接"]


def test_the_keyboard_goes_where_the_filters_leave_cells(browser: Browser, file: Path) -> None:
    browser.open(file)
    choose(browser, "[name=status]", "waived")
    browser.evaluate("document.querySelector('.map [tabindex=\"0\"]').focus()")
    assert browser.evaluate(_FOCUS) == ["均州路街道", 30, "已豁免"]
    browser.press("ArrowRight", "ArrowRight")
    assert browser.evaluate(_FOCUS) == ["均州路街道", 31, "已豁免"]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_cell_that_has_the_focus_is_never_covered(browser: Browser, file: Path, width: int) -> None:
    browser.open(file, width=width)
    browser.click(".map .cell.waived")
    browser.press("Escape", "Control+End", *["ArrowLeft"] * 60, *["ArrowUp"] * 9)
    assert browser.evaluate(_FOCUS) == ["五堰街道", 13, "已承接"]
    seen = (
        "(() => { const cell = document.activeElement; const box = cell.getBoundingClientRect(); return [3, -3].every"
        "(edge => cell.contains(document.elementFromPoint(edge > 0 ? box.left + edge : box.right + edge, box.y + 9))) })()"
    )
    assert browser.evaluate(seen)


def test_no_text_is_run(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(hostile(), "html", "zh"), "utf-8")
    browser.open(path)
    browser.click(".map .cell")
    assert browser.evaluate(_FACTS)["reason"] == safe(_ATTACK)
    assert browser.evaluate("document.querySelector('dialog h2').textContent") == safe(_ATTACK)
    assert browser.evaluate("typeof pwned") == "undefined"
    assert browser.said == []
    assert browser.asked == [path.as_uri()]


def test_a_script_from_elsewhere_is_refused(browser: Browser, file: Path) -> None:
    report = file.read_text("utf-8")
    file.write_text(
        report.replace("<main", "<script>pwned = 1</script><i onclick='pwned = 1'></i><main"), "utf-8"
    )
    browser.open(file)
    browser.evaluate("document.querySelector('i[onclick]').click()")
    assert browser.evaluate("typeof pwned") == "undefined"
    assert "Content Security Policy" in "".join(browser.said)


def test_reads_as_a_plain_table_without_a_script(browser: Browser, file: Path) -> None:
    browser.open(file, script=False)
    assert len(browser.evaluate(_UNITS)) == 12
    assert browser.evaluate("document.querySelector('.map').role") is None
    assert not browser.evaluate("document.querySelector('.controls').checkVisibility()")
    assert not browser.evaluate("document.querySelector('dialog').checkVisibility()")


@pytest.mark.parametrize("sample", [samples.empty, samples.plain, small])
def test_the_script_takes_every_page(browser: Browser, tmp_path: Path, sample: Any) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(sample(), "html", "en"), "utf-8")
    browser.open(path)
    assert browser.said == []
    assert browser.evaluate("document.documentElement.lang") == "en"
