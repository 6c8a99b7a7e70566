"""Slips planted in lists that ship with qzqd: each is told once, at its place, and nothing else is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.check.run import run
from qzqd.read.tree import parse
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from collections.abc import Callable

CATALOGUES = Path(__file__).parents[3] / "catalogues"
LISTS = ("hubei/street-powers.yaml", "jinfeng/community-access.yaml", "heping/consultation.yaml")
Items = list[dict[str, Any]]


def unknown(items: Items, *levels: dict[str, Any]) -> None:
    """Put citations of an instrument that no register has into the first items, one each."""
    for item, more in zip(items, levels, strict=False):
        item.setdefault("basis", []).insert(0, {"law": "燃气事务条例", **more})


def order(items: Items) -> None:
    unknown(items, {"level": "部门规章", "number": "国务院令第715号"})


def no_law(items: Items) -> None:
    unknown(items, {"level": "法律"})


def two_levels(items: Items) -> None:
    unknown(items, {"level": "地方性法规"}, {"level": "地方性法规"}, {"level": "地方政府规章"})


def two_editions(items: Items) -> None:
    unknown(
        items,
        {"level": "地方性法规", "edition": "2021-12-01"},
        {"level": "地方性法规", "edition": "2021-12-01"},
        {"level": "地方性法规", "edition": "2015-05-01"},
    )


def dragged(items: Items) -> None:
    unknown(items, *({"level": "地方性法规", "quote": f"2019年4月{day}日修正"} for day in range(36, 40)))


PLANTED: dict[str, tuple[Callable[[Items], None], str]] = {
    "QZ410": (order, "/items/0/basis/0/level"),
    "QZ411": (no_law, "/items/0/basis/0/level"),
    "QZ412": (two_levels, "/items/2/basis/0/level"),
    "QZ413": (two_editions, "/items/2/basis/0/edition"),
    "QZ712": (dragged, "/items/1/basis/0/quote"),
}


def told(folder: Path, place: str, plant: Callable[[Items], None]) -> list[tuple[str, str]]:
    data = parse((CATALOGUES / place).read_bytes()).data
    data.pop("upstream", None)
    for item in data["items"]:
        item.pop("upstream", None)
    plant(data["items"])
    (folder / "list.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (folder / "registers").mkdir()
    (folder / "registers" / "laws.yaml").write_bytes((CATALOGUES / "registers" / "laws.yaml").read_bytes())
    found = run(workspace([str(folder)]), jobs=1, use_cache=False).findings
    return [(finding.code, finding.pointer) for finding in found]


@pytest.mark.parametrize("place", LISTS)
@pytest.mark.parametrize("code", PLANTED)
def test_what_is_planted_is_told_once(code: str, place: str, tmp_path: Path) -> None:
    plant, pointer = PLANTED[code]
    assert told(tmp_path, place, plant) == [(code, pointer)]


@pytest.mark.parametrize("place", LISTS)
def test_without_it_nothing_is_told(place: str, tmp_path: Path) -> None:
    assert told(tmp_path, place, lambda _: None) == []


@pytest.mark.parametrize("name", ["shiyan/delegated-powers.yaml", "hubei/street-powers.yaml"])
def test_codes_and_types_in_lists_of_powers(name: str, tmp_path: Path) -> None:
    def plant(items: Items) -> None:
        for item in items[:2]:
            item.setdefault("codes", {})["local"] = "4203000010001001"
        items[2]["power_type"], items[2]["name"] = "行政处罚", "燃气经营企业的安全事务"

    assert told(tmp_path, name, plant) == [("QZ214", "/items/1/codes/local"), ("QZ711", "/items/2/name")]
