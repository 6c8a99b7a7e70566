"""What holds a report of each format against its official schema."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xmlschema
from jsonschema import FormatChecker
from jsonschema.validators import validator_for

if TYPE_CHECKING:
    from collections.abc import Callable

_OURS = Path(__file__).parents[2] / "schemas" / "contracts"
_THEIRS = Path(__file__).parents[1] / "schemas"

_JSON = {
    "json": _OURS / "validate.schema.json",
    "gitlab": _THEIRS / "gitlab-code-quality.schema.json",
    "sarif": _THEIRS / "sarif-2.1.0-rtm.5.json",
}


@cache
def _validator(format_name: str) -> Any:
    schema = json.loads(_JSON[format_name].read_text("utf-8"))
    return validator_for(schema)(schema, format_checker=FormatChecker())


@cache
def _junit() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(_THEIRS / "junit-10.xsd"))


def _judge_json(format_name: str) -> Callable[[str], None]:
    return lambda report: _validator(format_name).validate(json.loads(report))


def _judge_junit(report: str) -> None:
    _junit().validate(report)


JUDGES: dict[str, Callable[[str], None]] = {
    **{format_name: _judge_json(format_name) for format_name in _JSON},
    "junit": _judge_junit,
}
"""Format to a function that raises where a report is not as its schema demands."""
