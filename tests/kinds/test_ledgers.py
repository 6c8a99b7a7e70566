"""The kinds of ledgers: each names the list it is held against, and may have its records in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd
from qzqd import kinds
from qzqd.check.cells import Columns
from workspaces import check

if TYPE_CHECKING:
    from pathlib import Path

LEDGERS = ("call-records", "consultation-records", "department-scores", "indicators", "meetings")


def test_these_are_all() -> None:
    assert tuple(kind for kind in kinds.names() if "records" in kinds.schema(kind)["properties"]) == LEDGERS


@pytest.mark.parametrize("kind", LEDGERS)
def test_a_ledger_names_its_list(kind: str) -> None:
    schema = kinds.schema(kind)
    assert {"upstream", "items"} <= {*schema["required"]}
    assert "records" not in schema["required"]
    assert "minItems" not in schema["properties"]["items"]


@pytest.mark.parametrize("kind", LEDGERS)
def test_every_column_has_one_name_in_either_language(kind: str) -> None:
    schema = kinds.schema(kind)
    columns = Columns(schema)
    for name, node in kinds.item_schema(schema)["properties"].items():
        single = not {"items", "properties", "additionalProperties"} & {*node} and "$ref" not in node
        for word in (name, node["title"], node["x-en"]["title"]):
            assert columns.path(word) == ((name,) if single else None)


@pytest.mark.parametrize("kind", LEDGERS)
def test_its_starter_lacks_only_the_list(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    qzqd(capsys, "init", str(tmp_path / "new"), "--kind", kind)
    assert [finding.code for finding in check(tmp_path / "new").findings] == ["QZ304"]
