"""The JSON of coverage: as its schema promises, with every number in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from qzqd.cover.coverage import LABELS
from qzqd.report.coverage.words import BY
from qzqd.report.paper.safe import safe
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage

if TYPE_CHECKING:
    from qzqd.cover.coverage import By, Coverage
    from qzqd.locale import Language

_CONTRACTS = Path(__file__).parents[3] / "schemas" / "contracts"
_SCHEMA = json.loads((_CONTRACTS / "coverage.schema.json").read_text("utf-8"))
_VALIDATE = json.loads((_CONTRACTS / "validate.schema.json").read_text("utf-8"))
_JUDGE = Draft202012Validator(_SCHEMA)
_COUNTS = ("required", *LABELS)


def document(coverage: Coverage, language: Language = "zh", by: By = "unit") -> dict[str, Any]:
    """What the contract promises."""
    made: dict[str, Any] = json.loads(render(coverage, "json", language, by=by))
    _JUDGE.validate(made)
    return made


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(_SCHEMA)


def test_a_finding_is_as_validate_has_it() -> None:
    for name in ("finding", "count", "place"):
        assert _SCHEMA["$defs"][name] == _VALIDATE["$defs"][name]


def test_the_schema_knows_every_status_and_grouping() -> None:
    assert _SCHEMA["$defs"]["status"]["enum"] == [*LABELS]
    assert _SCHEMA["properties"]["by"]["enum"] == [*BY]
    for name in ("unit", "group", "counts"):
        assert {*_COUNTS} < {*_SCHEMA["$defs"][name]["required"]}


def test_nothing_is_left_open() -> None:
    for each in (_SCHEMA, *_SCHEMA["$defs"].values()):
        if each.get("type") == "object":
            assert each["additionalProperties"] is False
            assert each["required"] == [*each["properties"]]


@every_coverage
def test_every_number_is_told(coverage: Coverage, language: Language, by: By) -> None:
    made = document(coverage, language, by)
    for baseline, told in zip(coverage.baselines, made["baselines"], strict=True):
        parts = [(each.name, each.counts) for each in baseline.units]
        for (name, counts), unit in zip(parts, told["units"], strict=True):
            assert unit["name"] == safe(name)
            assert [unit[status] for status in _COUNTS] == [getattr(counts, status) for status in _COUNTS]
            assert unit["rate"] == counts.rate.percent
            assert unit["fractions"]["strict"]["part"] == counts.adopted
        assert [told["totals"][status] for status in _COUNTS] == [
            sum(unit[status] for unit in told["units"]) for status in _COUNTS
        ]
        if by != "unit":
            assert told["totals"]["missing"] == sum(group["missing"] for group in told["groups"])
    for name in ("aspects", "ledgers", "claims", "trends", "gates", "findings"):
        assert len(made[name]) == len(getattr(coverage, name))


def test_a_rate_only_reads_as_100_if_it_is() -> None:
    (baseline,) = document(samples.large(821))["baselines"]
    assert baseline["totals"]["rate"] == 99.87
    assert baseline["totals"]["fractions"]["rate"] == {"part": 60680, "whole": 60754, "percent": 99.87}


def test_a_unit_stands_on_a_line_of_its_own() -> None:
    report = render(samples.plain(), "json", "zh")
    assert len([line for line in report.splitlines() if line.startswith('{"code": ')]) == 12


@pytest.mark.parametrize("by", ["category", "office", "department"])
def test_groups_are_those_that_were_asked_for(by: By) -> None:
    names = [group["name"] for group in document(samples.rich(), by=by)["baselines"][0]["groups"]]
    assert names == [name for name, _ in samples.rich().baselines[0].by(by)]
