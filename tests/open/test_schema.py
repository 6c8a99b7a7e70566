"""Two validators agree on every schema, and every error one of them can make has words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import jsonschema
import jsonschema_rs
import pytest
import yaml

from qzqd import kinds
from qzqd.check import rules  # noqa: F401  (fills RULES)
from qzqd.check.rule import RULES
from qzqd.open.messages import MESSAGES
from qzqd.open.opened import Opened, Opener
from qzqd.open.schema import Schema
from qzqd.read.config import Config
from qzqd.read.problem import Refused

WRONG: tuple[object, ...] = (None, 1, "", [], {}, "2025-02-30")
CATALOGUES = sorted((Path(__file__).parents[2] / "catalogues").rglob("*.yaml"))
# One schema and one value for every error that the validator knows.
ERRORS: dict[str, tuple[object, object]] = {
    "additionalItems": ({"prefixItems": [{}], "items": False}, [1, 2]),
    "additionalProperties": ({"additionalProperties": False}, {"x": 1}),
    "anyOf": ({"anyOf": [{"type": "string"}]}, 1),
    "const": ({"const": 1}, 2),
    "contains": ({"contains": {"const": 1}}, []),
    "enum": ({"enum": ["甲"]}, "乙"),
    "exclusiveMaximum": ({"exclusiveMaximum": 1}, 1),
    "exclusiveMinimum": ({"exclusiveMinimum": 1}, 1),
    "falseSchema": (False, 1),
    "format": ({"format": "date"}, "2025-13-01"),
    "maxItems": ({"maxItems": 0}, [1]),
    "maxLength": ({"maxLength": 1}, "甲乙"),
    "maxProperties": ({"maxProperties": 0}, {"a": 1}),
    "maximum": ({"maximum": 1}, 2),
    "minItems": ({"minItems": 1}, []),
    "minLength": ({"minLength": 1}, ""),
    "minProperties": ({"minProperties": 1}, {}),
    "minimum": ({"minimum": 1}, 0),
    "multipleOf": ({"multipleOf": 2}, 3),
    "not": ({"not": {}}, 1),
    "oneOf": ({"oneOf": [{}, {}]}, 1),
    "pattern": ({"pattern": "^a"}, "b"),
    "propertyNames": ({"propertyNames": {"pattern": "^a"}}, {"b": 1}),
    "required": ({"required": ["x"]}, {}),
    "type": ({"type": "string"}, 1),
    "unevaluatedItems": ({"unevaluatedItems": False}, [1]),
    "unevaluatedProperties": ({"unevaluatedProperties": False}, {"x": 1}),
    "uniqueItems": ({"uniqueItems": True}, [1, 1]),
}
HEADER = {
    "kind": "units", "id": "a", "title": "b", "edition": "2025", "jurisdiction": {"code": "420000", "name": "湖北省"},
    "issuer": "c", "source": {"title": "d", "provenance": "official"}, "items": [{"id": "x", "name": "y", "type": "city"}],
}  # fmt: skip


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_of_the_validator_has_words(name: str, tmp_path: Path) -> None:
    """Each is brought about by a local schema on the header's issuer."""
    constraint, value = ERRORS[name]
    local = tmp_path / "local.json"
    local.write_text(json.dumps({"properties": {"issuer": constraint}}))
    schema = Schema("units", Config(root=tmp_path, schemas={"units": "local.json"}))
    told = [
        (code, problem)
        for code, problem in schema.problems({**HEADER, "issuer": value})
        if problem.path[:1] == ("issuer",)
    ]
    assert told
    for code, problem in told:
        assert code in RULES
        assert problem.message.zh
        assert problem.message.en


def test_no_error_kind_is_forgotten() -> None:
    kinds_known = {
        name[0].lower() + name[1:] for name in dir(jsonschema_rs.ValidationErrorKind) if name[0].isupper()
    }
    engine_faults = {"backtrackLimitExceeded", "regexEngineFailure", "fromUtf8", "referencing", "custom"}
    content = {"contentEncoding", "contentMediaType"}  # annotations since draft 2019-09
    same = {"constant": "const", "oneOfMultipleValid": "oneOf", "oneOfNotValid": "oneOf"}
    assert {same.get(name, name) for name in kinds_known - engine_faults - content} == set(ERRORS)
    assert set(MESSAGES) <= set(ERRORS)


@pytest.mark.parametrize("kind", kinds.names())
def test_schemas_are_draft_2020_12_and_both_validators_compile_them(kind: str) -> None:
    schema = kinds.schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema_rs.Draft202012Validator(schema)


@cache
def judges(kind: str) -> tuple[jsonschema.Draft202012Validator, jsonschema_rs.Draft202012Validator]:
    """One of the reference and one of ours."""
    schema = kinds.schema(kind)
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return (
        jsonschema.Draft202012Validator(schema, format_checker=formats),
        jsonschema_rs.Draft202012Validator(schema, validate_formats=True),
    )


def test_both_validators_agree_on_real_catalogues_and_their_ruins() -> None:
    """Every field of a kind is ruined in the first list that has it."""
    ruined: set[tuple[str, ...]] = set()
    for path in CATALOGUES:
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        reference, ours = judges(data["kind"])
        data["items"] = data["items"][:30]
        assert reference.is_valid(data), path
        assert ours.is_valid(data), path
        data["items"] = data["items"][:3]
        kind = data["kind"]
        for key in [key for key in data if (kind, key) not in ruined]:
            ruined.add((kind, key))
            for wrong in WRONG:
                ruin = {**data, key: wrong}
                assert reference.is_valid(ruin) == ours.is_valid(ruin), (path, key, wrong)
        first = data["items"][0] if data["items"] else {}
        for key in [key for key in first if (kind, "items", key) not in ruined]:
            ruined.add((kind, "items", key))
            for wrong in (None, 0, "", [], {}, "x y"):
                ruin = {**data, "items": [{**first, key: wrong}]}
                assert reference.is_valid(ruin) == ours.is_valid(ruin), (path, key, wrong)


def test_what_is_not_blank_need_not_be_asked_whether_it_is() -> None:
    """Each field of a kind in the first list that has it: the quick answer is the one that every text is asked for."""
    ruined: set[tuple[str, str]] = set()
    for path in CATALOGUES:
        data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        kind, first = data["kind"], {**data["items"][0]} if data["items"] else {}
        schema = Schema(kind, Config())
        for key in [key for key in first if (kind, key) not in ruined]:
            ruined.add((kind, key))
            values: tuple[object, ...] = (first[key], None, 0, "x y", "！", "\x1f", [], ["x"], {})
            for value in values:
                ruin = {**data, "items": [{**first, key: value}]}
                assert schema.fits(ruin) != any(schema.problems(ruin, visible=True)), (path, key, value)


@pytest.mark.parametrize("blank", ['""', "' '", '"\\t"', '"\\n"', '"　"', "|\n    "])
def test_a_blank_text_is_told_however_it_is_written(blank: str) -> None:
    text = f"kind: community-certificates\nitems:\n  - id: A\n    name: {blank}\n    issuance: may\n"
    file = Opener(Config()).open(text.encode(), "list.yaml")
    assert isinstance(file, Opened)
    assert ("items", 0, "name") in file.unsound


def test_a_place_can_add_a_power_type() -> None:
    item = {"id": "JD-001", "name": "调解", "power_type": "行政调解", "authority": "街道办事处"}
    data = {**HEADER, "kind": "street-powers", "items": [item]}
    codes = [code for code, _ in Schema("street-powers", Config()).problems(data)]
    assert codes == ["QZ103"]
    assert not list(Schema("street-powers", Config(power_types=("行政调解",))).problems(data))


@pytest.mark.parametrize(
    "body",
    [
        '{"$ref": "http://127.0.0.1:9/x"}',
        '{"$ref": "file:///etc/hostname"}',
        '{"$ref": "#/nowhere"}',
        '{"type": "nothing"}',
        '{"pattern": "(["}',
        '{"$schema": "http://json-schema.org/draft-07/schema#"}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_a_local_schema_refers_to_nothing_but_itself_and_is_a_schema(body: str, tmp_path: Path) -> None:
    (tmp_path / "local.json").write_text(body)
    with pytest.raises((ValueError, Refused)):
        Schema("units", Config(root=tmp_path, schemas={"units": "local.json"}))


def test_a_local_schema_is_a_file_of_the_workspace(tmp_path: Path) -> None:
    for place in ("../x.json", "/etc/hostname", "/dev/zero"):
        with pytest.raises(Refused):
            Schema("units", Config(root=tmp_path, schemas={"units": place}))
