"""The bundled catalogues against the material they were compiled from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import SHARED
from qzqd.law.numerals import to_chinese

ROOT = Path(__file__).parents[1]


def items(name: str) -> list[dict[str, Any]]:
    loaded = yaml.load((ROOT / "catalogues" / name).read_bytes(), Loader=yaml.CSafeLoader)
    found: list[dict[str, Any]] = loaded["items"]
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


@pytest.mark.shared
def test_the_streets_are_those_of_the_divisions_register() -> None:
    lines = (SHARED / "data" / "street-divisions.csv").read_text(encoding="utf-8").splitlines()[1:]
    divisions = {line.split(",")[0]: line.split(",")[1].strip('"') for line in lines}
    units = [item for item in items("registers/units.yaml") if len(item["code"]) == 9]
    assert len(units) > 30
    assert {item["code"]: item["name"] for item in units}.items() <= divisions.items()
    shiyan = [item for item in units if item["type"] == "street" and item["code"].startswith("4203")]
    assert len(shiyan) == 12
