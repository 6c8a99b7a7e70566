"""The picture: well-formed, told to who cannot see it, and asking for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from qzqd.cover.coverage import Coverage
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from qzqd.cover.coverage import By
    from qzqd.locale import Language

_SVG = "{http://www.w3.org/2000/svg}"


def drawn(coverage: Coverage, language: Language = "zh") -> Element:
    """The picture."""
    return ElementTree.fromstring(render(coverage, "badge", language))


def shown(coverage: Coverage, language: Language = "zh") -> tuple[str, str]:
    """What it says, and its colour."""
    root = drawn(coverage, language)
    value = root.findall(f"{_SVG}g/{_SVG}text")[1].text
    return str(value), str(root.findall(f"{_SVG}rect")[0].get("fill"))


@every_coverage
def test_well_formed_and_told_whatever_the_lists_hold(coverage: Coverage, language: Language, by: By) -> None:
    root = drawn(coverage, language)
    assert {each.tag.removeprefix(_SVG) for each in root.iter()} == {
        "svg", "title", "rect", "path", "g", "text",
    }  # fmt: skip
    assert root.get("role") == "img"
    assert root.get("aria-label")
    assert root.findtext(f"{_SVG}title")
    report = render(coverage, "badge", language)
    assert "http" not in report.replace("http://www.w3.org/2000/svg", "", 1).partition("<rect")[2]


@pytest.mark.parametrize("name", ["rich", "plain", "empty"])
def test_text_stands_in_its_field(name: str) -> None:
    root = drawn(getattr(samples, name)())
    first, second = (float(each.get("x", "")) for each in root.findall(f"{_SVG}g/{_SVG}text"))
    assert 0 < first < second < float(root.get("width", ""))


def test_what_it_shows() -> None:
    green, yellow, grey = "#1b7a3a", "#55761a", "#5f6368"
    assert shown(samples.plain()) == ("74/74", green)
    assert shown(samples.rich()) == ("91.41%", yellow)
    assert shown(samples.empty()) == ("无清单", grey)
    assert shown(samples.empty(), "en") == ("no list", grey)
    assert shown(Coverage([samples.mechanisms({"JZ-1": "not_applicable"})])) == ("100%", green)
    assert shown(Coverage([samples.mechanisms(), *samples.plain().baselines])) == ("100%", green)


def test_it_does_not_say_what_is_not_known() -> None:
    assert shown(Coverage(samples.plain().baselines, unreadable=True))[0] == "不明"


def test_nearly_all_is_not_green() -> None:
    value, colour = shown(samples.large())
    assert value == "99.93%"
    assert colour != "#1b7a3a"


def test_the_title_quotes_the_sum() -> None:
    title = drawn(samples.plain()).findtext(f"{_SVG}title")
    assert (
        title == "承接率 74/74\n《湖北省街道通用权责清单》：12 个单位全部承接 74/74，承接率 100%（888/888）"
    )
