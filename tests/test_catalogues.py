"""The bundled catalogues against the material they were compiled from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from conftest import SHARED
from qzqd.cover.gates import Demands
from qzqd.cover.run import run
from qzqd.law.numerals import to_chinese
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from qzqd.cover.coverage import Coverage

ROOT = Path(__file__).parents[1]


def catalogue(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    return loaded


def items(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = catalogue(ROOT / "catalogues" / name)["items"]
    return found


@pytest.mark.shared
def test_every_citation_of_the_street_powers_speaks_of_the_street() -> None:
    text = (SHARED / "data" / "street-office-articles.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    paragraphs = {
        (row["law"], row["version"], row["article"], row["paragraph"])
        for row in rows
        if "街道办事处" in row["mentions"]
    }
    cited = [
        (basis["law"], basis["edition"], f"第{to_chinese(basis['article'])}条", basis["paragraph"])
        for item in items("hubei/street-powers.yaml")
        for basis in item["basis"]
    ]
    assert len(cited) >= 74
    assert [place for place in cited if place not in paragraphs] == []


@pytest.mark.shared
def test_the_certificate_lists_are_the_published_ones() -> None:
    text = (SHARED / "data" / "published-lists.md").read_text(encoding="utf-8")
    for name, count in (("national", 20), ("hubei", 21)):
        names = [item["name"] for item in items(f"{name}/community-certificates.yaml")]
        assert len(names) == count
        assert "、".join(names) in text


FOUND = {
    "xianning/community-certificates": ("xianning-certificates-37.tsv", "", 37),
    "zhangjiakou/community-certificates": ("small-facts.tsv", "张家口", 5),
    "hunan/community-access": ("small-facts.tsv", "湖南省", 3),
    "wuchang/yangyuan-inspections": ("wuchang-yangyuan-inspection.tsv", "", 7),
    "chongqing/wulong-powers": ("chongqing-statutory-enforcement.tsv", "武隆", 4),
    "chongqing/qijiang-delegated-powers": ("chongqing-statutory-enforcement.tsv", "綦江", 1),
}
"""Lists of other places: the table each was taken from, the rows of it, and how many there are."""


@pytest.mark.shared
@pytest.mark.parametrize(("name", "taken"), FOUND.items(), ids=FOUND)
def test_lists_of_other_places_have_the_names_that_were_found(name: str, taken: tuple[str, str, int]) -> None:
    table, rows, number = taken
    lines = (SHARED / "data" / "found" / table).read_text(encoding="utf-8").splitlines()[1:]
    names = [item["name"] for item in items(f"{name}.yaml")]
    assert len(names) == number
    assert [each for each in names if not any(rows in line and f"\t{each}\t" in line for line in lines)] == []


@pytest.mark.shared
def test_the_figures_of_other_places_were_published() -> None:
    text = (SHARED / "data" / "found" / "new-published-counts.tsv").read_text(encoding="utf-8")
    for path in sorted((ROOT / "catalogues" / "published").glob("*.yaml")):
        for claim in catalogue(path)["items"]:
            if "provenance" not in claim:
                assert re.search(rf"(?<![0-9]){claim['value']}(?![0-9])", text), (path.name, claim["id"])


@pytest.mark.shared
def test_the_streets_are_those_of_the_divisions_register() -> None:
    lines = (SHARED / "data" / "street-divisions.csv").read_text(encoding="utf-8").splitlines()[1:]
    divisions = {line.split(",")[0]: line.split(",")[1].strip('"') for line in lines}
    units = [item for item in items("registers/units.yaml") if len(item.get("code", "")) == 9]
    assert len(units) > 30
    assert {item["code"]: item["name"] for item in units}.items() <= divisions.items()
    shiyan = [item for item in units if item["type"] == "street" and item["code"].startswith("4203")]
    assert len(shiyan) == 12


MAIN_LISTS = {
    "hubei/street-powers": 74,
    "daye/main-responsibilities": 36,
    "jinfeng/community-access": 28,
    "heping/consultation": 40,
    "heping/call-situations": 43,
}


@pytest.mark.parametrize(("name", "number"), MAIN_LISTS.items(), ids=MAIN_LISTS)
def test_the_main_lists_are_complete_and_every_item_rests_on_something(name: str, number: int) -> None:
    found = items(f"{name}.yaml")
    assert len(found) == number
    assert [item["seq"] for item in found] == list(range(1, number + 1))
    for item in found:
        made = item.get("provenance", "compiled")
        assert made in ("compiled", "stated"), item["id"]
        assert made == "stated" or item["basis"], item["id"]


def test_every_registered_street_of_shiyan_has_adopted() -> None:
    streets = {
        item["code"]
        for item in items("registers/units.yaml")
        if item["type"] == "street" and item["code"].startswith("4203")
    }
    adoptions = [catalogue(path) for path in sorted((ROOT / "catalogues/shiyan/adoption").glob("*.yaml"))]
    assert {each["jurisdiction"]["code"] for each in adoptions} == streets
    assert {each["upstream"]["catalogue"] for each in adoptions} == {"hubei/street-powers"}
    assert len(adoptions) == len(streets) == 12


BASELINES = {
    "hubei/street-powers": (74, 12),
    "shiyan/organisations": (3, 12),
    "shiyan/street-rights": (6, 12),
    "shiyan/mechanisms": (5, 1),
    "daye/organisations": (9, 14),
    "chengdu/mechanisms": (2, 1),
    "heping/street-rights": (5, 6),
    "heping/mechanisms": (7, 1),
    "jinfeng/street-organisations": (3, 1),
    "shiyan/governance-mechanisms": (15, 1),
    "shiyan/party-organisations": (5, 1),
    "jinfeng/mechanisms": (36, 1),
    "daye/mechanisms": (14, 1),
    "daye/service-mechanisms": (25, 1),
    "chengdu/governance-mechanisms": (38, 1),
    "chengdu/pengzhou-enforcement": (5, 1),
    "chengdu/chongzhou-platform": (7, 1),
    "heping/personnel-mechanisms": (13, 1),
}
"""Items of every list that units have to carry, and how many units do."""


@pytest.fixture
def covered(monkeypatch: pytest.MonkeyPatch) -> Coverage:
    monkeypatch.chdir(ROOT)
    return run(workspace([]), Demands())


TRIED_OUT = {"chengdu/governance-mechanisms": 12, "daye/mechanisms": 8, "daye/service-mechanisms": 5}
"""Of how many items, with their parts, an article says that they are only being tried out: partly adopted."""


def test_every_list_that_units_have_to_carry_is_carried_by_each(covered: Coverage) -> None:
    found = {each.id: (len(each.items), len(each.units)) for each in covered.baselines}
    assert found == BASELINES
    assert covered.findings == []
    for baseline in covered.baselines:
        for unit in baseline.units:
            assert unit.counts.required == len(baseline.items), unit.path
            assert unit.counts.partial == TRIED_OUT.get(baseline.id, 0), unit.path
            assert unit.counts.adopted + unit.counts.partial == unit.counts.required, unit.path
            assert unit.provenance == "stated", unit.path


def test_what_the_lists_are_for_stands_in_every_item(covered: Coverage) -> None:
    told = {(each.catalogue, each.name): each.covered for each in covered.aspects}
    assert told["daye/main-responsibilities", "office"] == (36, 36)
    assert told["heping/consultation", "procedure"] == (40, 40)
    assert told["heping/call-situations", "response"] == (43, 43)


PLACES = {
    "shiyan": ("十堰", "4203"),
    "jinfeng": ("银川金凤", "640106"),
    "daye": ("大冶", "420281"),
    "chengdu": ("成都", "5101"),
    "heping": ("天津和平", "120101"),
}
"""The folder of each place, what the guides call it, and what the codes of its units begin with."""


@pytest.mark.parametrize("guide", ["README.md", "docs/claims-guide.md"])
def test_the_guides_show_the_five_places_with_their_numbers(guide: str, covered: Coverage) -> None:
    text = (ROOT / guide).read_text("utf-8")
    for place, (name, code) in PLACES.items():
        lists = [catalogue(path) for path in (ROOT / "catalogues" / place).glob("*.yaml")]
        lists = [each for each in lists if each["kind"] != "claims"]
        counts = [
            unit.counts for each in covered.baselines for unit in each.units if unit.code.startswith(code)
        ]
        adopted, required = (sum(getattr(each, what) for each in counts) for what in ("adopted", "required"))
        figures = [claim.agrees for claim in covered.claims if claim.catalogue == f"{place}/claims"]
        row = (
            name,
            len(lists),
            sum(len(each["items"]) for each in lists),
            f"{adopted}/{required}",
            len(figures),
            figures.count(True),
            figures.count(False),
        )
        assert f"| {' | '.join(map(str, row))} |" in text, row


ADOPTIONS = sorted((ROOT / "catalogues").glob("*/adoption/**/*.yaml"))


def test_every_adoption_says_what_its_article_says_and_stands_in_the_folder_of_its_list() -> None:
    assert len(ADOPTIONS) == sum(units for _, units in BASELINES.values())
    for path in ADOPTIONS:
        adoption = catalogue(path)
        place, _, *folder, _ = path.relative_to(ROOT / "catalogues").parts
        assert "报道说" in adoption["source"]["title"], path
        expected = "/".join((place, *folder)) if folder else "hubei/street-powers"
        assert adoption["upstream"]["catalogue"] == expected


def test_both_ways_of_writing_an_adoption_are_shown() -> None:
    adoptions = {path.stem: catalogue(path) for path in (ROOT / "catalogues/shiyan/adoption").glob("*.yaml")}
    itemised = {name: each for name, each in adoptions.items() if "unlisted" not in each}
    assert list(itemised) == ["wudanglu"]
    listed = [(item["upstream"], item["name"]) for item in itemised["wudanglu"]["items"]]
    assert listed == [(item["id"], item["name"]) for item in items("hubei/street-powers.yaml")]


CLAIMS = sorted((ROOT / "catalogues").glob("*/claims.yaml"))


@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.parent.name)
def test_figures_follow_from_their_operands(path: Path) -> None:
    claims = {claim["id"]: claim for claim in catalogue(path)["items"]}
    assert claims
    for claim in claims.values():
        if operation := claim.get("operation"):
            first, second = (claims[key]["value"] for key in claim["operands"])
            worked = {
                "decrease": (first - second) / first * 100,
                "base": first / (1 - second / 100),
                "share": first / second * 100,
                "average": first / second,
                "sum": first + second,
                "product": first * second,
            }[operation]
            assert round(worked, 1 if isinstance(claim["value"], float) else 0) == claim["value"], claim["id"]


def test_the_figures_that_tell_the_trend_are_recorded() -> None:
    values = {claim["value"] for path in CLAIMS for claim in catalogue(path)["items"]}
    assert {208, 28, 46, 36, 313, 15, 74, 161, 40, 43, 57} <= values


@pytest.mark.shared
@pytest.mark.parametrize("path", CLAIMS, ids=lambda path: path.parent.name)
def test_every_figure_stands_in_its_article(path: Path) -> None:
    from opencc import OpenCC

    (article,) = (SHARED / "seeds").glob(f"*{path.parent.name}.txt")
    text = re.sub(r"\s", "", OpenCC("t2s").convert(article.read_text(encoding="utf-8")))
    for claim in catalogue(path)["items"]:
        numbers = re.findall(r"[0-9.]+", claim["figure"]) or [claim["figure"]]
        assert [number for number in numbers if number not in text] == [], claim["id"]
