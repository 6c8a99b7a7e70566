"""The bundled lists in a browser, opened from the folder. Playwright, axe and Chromium are no dependencies: without them
this is skipped. `.ci/browser` brings them."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .town import called, made

if TYPE_CHECKING:
    from collections.abc import Iterator

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHECKER = find_spec("axe_playwright_python")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.skipif(CHECKER is None, reason="axe-playwright-python is not installed"),
    # Playwright's own event loop.
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning"),
]
QUERIES = (
    "群租房",
    "行政处罚",
    "一",
    "JD-003",
    "jd-0",
    "消防",
    "消防法",
    "中华人民共和国消防法",
    "街道办事处",
    "公安和平分局",
    "城市管理",
    "证明",
    "社区 证明",
    "综合执法中心",
    "矛盾排查",
    "HP-HJ-01",
    "、",
    "（",
    "配合",
    "没有这样的事项",
)
# Contrast takes most of the time; it depends on the colours alone.
LOOKS: dict[str, tuple[int, str, dict[str, Any]]] = {
    "wide": (1200, "light", {}),
    "phone": (375, "light", {"rules": {"color-contrast": {"enabled": False}}}),
    "dark": (1200, "dark", {"runOnly": ["color-contrast"]}),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundled")
    shutil.copytree(Path(__file__).parents[2] / "catalogues", folder / "catalogues")
    shutil.copy(Path(__file__).parents[2] / "qzqd.toml", folder)
    return made(folder)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, site: Path) -> Iterator[Any]:
    """A tab in which no request leaves the folder, and nothing is complained of."""
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((site / "index.html").as_uri())
    yield page
    page.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(f"{site.as_uri()}/")] == []
    assert asked


def expected(site: Path, query: str) -> list[str]:
    """The ids of what has every word of the query somewhere, by brute force."""
    (search,) = called(site / "data/search.js")
    words = query.lower().split()
    found = []
    for item in search["items"]:
        texts = [text.lower() for text in (*item[:3], *(search["words"][at] for at in item[3]))]
        if all(any(word in text for text in texts) for word in words):
            found.append(item[0])
    return sorted(found)


@pytest.mark.parametrize("query", QUERIES)
def test_search_finds_every_substring_and_nothing_else(query: str, site: Path, page: Any) -> None:
    page.fill(".search input", query)
    wanted = expected(site, query)
    page.wait_for_selector(".search output:not(:empty)")
    while page.is_visible(".search button"):
        page.click(".search button")
    assert sorted(each.inner_text() for each in page.query_selector_all(".search .id")) == wanted
    marked = {each.inner_text().lower() for each in page.query_selector_all(".search mark")}
    assert bool(marked) == bool(wanted)
    assert marked <= {*query.lower().split()}


def test_the_keyboard_is_enough(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("群租房")
    page.wait_for_selector(".search li a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector(".facts dt")
    assert page.url.endswith("item.html#heping/call-situations/HP-HJ-01")
    assert page.title() == "群租房管理 · 权责清单"
    told = page.inner_text(".facts")
    assert "公安和平分局" in told
    assert "报到时限（分钟）：30" in told
    page.go_back()
    page.wait_for_selector(".search li a")
    assert page.input_value(".search input") == "群租房"


def test_an_item_that_is_not_there(page: Any, site: Path) -> None:
    page.goto((site / "item.html").as_uri() + "#heping/call-situations/XX")
    page.wait_for_selector("h1:has-text('没有这个事项')")
    page.evaluate("location.hash = '%E0%A4%A'")
    page.wait_for_selector("h1:has-text('查找框')")


def test_a_list_is_narrowed_and_sorted(page: Any, site: Path) -> None:
    page.goto((site / "list-hubei~street-powers.html").as_uri())
    visible = "[...document.querySelectorAll('.items tbody tr:not(.group)')].filter((row) => row.checkVisibility()).map((row) => row.cells[0].textContent)"
    assert len(page.evaluate(visible)) == 74
    page.fill(".controls input", "消防")
    assert 0 < len(page.evaluate(visible)) < 74
    page.select_option(".controls select", "应急与安全")
    narrowed = page.evaluate(visible)
    page.click("thead button")
    page.click("thead button")
    assert page.evaluate(visible) == narrowed[::-1]
    assert page.get_attribute("thead th", "aria-sort") == "descending"
    page.click(".controls button")
    assert len(page.evaluate(visible)) == 74


def test_a_list_is_narrowed_to_one_department_among_several(page: Any, site: Path) -> None:
    page.goto((site / "list-heping~call-situations.html").as_uri())
    page.select_option(".controls select[data-column='2']", "公安和平分局")
    rows = "[...document.querySelectorAll('.items tbody tr:not(.group)')].filter((row) => row.checkVisibility()).map((row) => row.cells[2].textContent)"
    told = page.evaluate(rows)
    assert len(told) > 10
    assert all("公安和平分局" in each for each in told)
    assert any("；" in each for each in told)


def test_the_head_of_a_table_can_stand_again_on_the_next_sheet(page: Any, site: Path) -> None:
    page.goto((site / "list-heping~call-situations.html").as_uri())
    page.emulate_media(media="print")
    looks = "[...document.querySelectorAll('thead button')].map((button) => getComputedStyle(button).display)"
    assert {*page.evaluate(looks)} == {"contents"}  # anything else is left blank there


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_stands_in_anybodys_way(look: str, browser: Any, site: Path) -> None:
    width, scheme, rules = LOOKS[look]
    assert CHECKER is not None
    assert CHECKER.submodule_search_locations is not None
    axe = Path(CHECKER.submodule_search_locations[0]) / "axe.min.js"
    # The policy of the pages would not let the checker in.
    context = browser.new_context(
        viewport={"width": width, "height": 850}, color_scheme=scheme, bypass_csp=True
    )
    tab = context.new_page()
    law, department = (next(site.glob(f"{sort}-_*.html")).name for sort in ("law", "department"))
    names = ("index.html", "item.html#heping/call-situations/HP-HJ-01", "list-hubei~street-powers.html", law)
    more = (department, "unit-420302001.html", "laws.html", "units.html", "claims.html", "coverage.html")
    for name in (*names, *more):
        tab.goto(f"{site.as_uri()}/{name}")
        if name.startswith("item"):
            tab.wait_for_selector(".facts dt")
        if name == "index.html":
            tab.fill(".search input", "消防")
            tab.wait_for_selector(".search li a")
        tab.add_script_tag(path=axe)
        result = tab.evaluate("axe.run", {"resultTypes": ["violations"], **rules})
        assert result["passes"], name
        found = result["violations"]
        told = [(each["id"], each["help"], each["nodes"][0]["html"][:200]) for each in found]
        assert told == [], name
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is too wide"
    context.close()
