"""The JSON of changes: as its schema promises, with every change in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from qzqd.compare.change import LABELS
from qzqd.finding import SEVERITIES
from qzqd.report.paper.safe import safe
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.locale import Language

_CONTRACTS = Path(__file__).parents[3] / "schemas" / "contracts"
_SCHEMA = json.loads((_CONTRACTS / "diff.schema.json").read_text("utf-8"))
_VALIDATE = json.loads((_CONTRACTS / "validate.schema.json").read_text("utf-8"))


def document(comparison: Comparison, language: Language = "zh") -> dict[str, Any]:
    """What the contract promises."""
    made: dict[str, Any] = json.loads(render(comparison, "json", language))
    Draft202012Validator(_SCHEMA).validate(made)
    return made


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(("sample", "language"), [("rich", "zh"), ("rich", "en"), ("plain", "zh")])
def test_reads_as_agreed(sample: str, language: Language) -> None:
    comparison = getattr(samples, sample)()
    document(comparison, language)
    assert agreed(f"{sample}.{language}.json", render(comparison, "json", language))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(_SCHEMA)


def test_a_finding_is_as_validate_has_it() -> None:
    for name in ("finding", "count", "place"):
        assert _SCHEMA["$defs"][name] == _VALIDATE["$defs"][name]


def test_the_schema_knows_every_type_and_severity() -> None:
    assert _SCHEMA["$defs"]["type"]["enum"] == [*LABELS]
    told = "、".join(label.zh for label in LABELS.values())
    assert _SCHEMA["$defs"]["type"]["description"] == f"{told}。"
    assert _SCHEMA["$defs"]["change"]["properties"]["severity"]["enum"] == [*SEVERITIES, None]


def test_every_type_is_in_the_sample() -> None:
    assert {each["type"] for each in document(samples.rich())["changes"]} == set(LABELS)


@every_comparison
def test_every_change_is_told(comparison: Comparison, language: Language) -> None:
    made = document(comparison, language)
    told = [(each["type"], each["label"], each["item"], each["by"]) for each in made["changes"]]
    assert told == [
        (change.type, LABELS[change.type].in_(language), safe(change.item), change.by)
        for change in comparison.changes()
    ]
    assert made["unreadable"] is comparison.unreadable
    assert [
        (each["catalogue"], [field["field"] for field in each["fields"]]) for each in made["headers"]
    ] == [
        (safe(compared.id), [safe(differing.field) for differing in compared.header])
        for compared in comparison.catalogues
        if compared.header
    ]
    assert len(made["findings"]) == len(comparison.findings)
    assert sum(made["summary"]["by_type"].values()) == sum(
        each["by"] != "suspected" for each in made["changes"]
    )


@every_comparison
def test_what_was_and_what_is_stay_plain_data(comparison: Comparison, language: Language) -> None:
    made = document(comparison, language)
    for change, told in zip(comparison.changes(), made["changes"], strict=True):
        for differing, field in zip(change.fields, told["fields"], strict=True):
            assert [type(field["old"]), type(field["new"])] == [type(differing.old), type(differing.new)]
