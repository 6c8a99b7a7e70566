"""The contracts that are written from the code are those that are committed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from qzqd import resources
from qzqd.publish.contracts import impact_schema, log_schema

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(("name", "schema"), [("log", log_schema), ("impact", impact_schema)])
def test_committed_contracts_are_current(name: str, schema: Callable[[], dict[str, Any]]) -> None:
    committed = json.loads((resources.schemas() / "contracts" / f"{name}.schema.json").read_bytes())
    assert committed == schema(), "run python -m qzqd.publish.generate"
    Draft202012Validator.check_schema(committed)
