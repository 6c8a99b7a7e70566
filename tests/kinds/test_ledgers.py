"""The kinds of ledgers: each names the list it is held against, and may have its records in a table."""

from __future__ import annotations

import pytest

from qzqd import kinds
from qzqd.open.cells import TableFields

LEDGERS = ("call-records", "consultation-records", "department-scores", "indicators", "meetings", "tickets")
ALONE = ("establishment",)
"""Held against no list."""


def test_these_are_all() -> None:
    assert tuple(kind for kind in kinds.names() if "records" in kinds.schema(kind)["properties"]) == tuple(
        sorted((*LEDGERS, *ALONE))
    )


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_ledger_names_its_list(kind: str) -> None:
    schema = kinds.schema(kind)
    assert {"upstream", "items"} <= {*schema["required"]}
    assert "records" not in schema["required"]
    assert "minItems" not in schema["properties"]["items"]


@pytest.mark.parametrize("kind", [*LEDGERS, *ALONE])
def test_every_column_has_one_name_in_either_language(kind: str) -> None:
    schema = kinds.schema(kind)
    columns = TableFields(schema)
    for name, node in kinds.item_schema(schema)["properties"].items():
        single = not {"items", "properties", "additionalProperties"} & {*node} and "$ref" not in node
        for word in (name, node["title"], node["x-en"]["title"]):
            assert columns.path(word) == ((name,) if single else None)
