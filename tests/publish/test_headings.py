"""The pages and the guide name the headings that an import knows, all of them and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qzqd import kinds
from qzqd.office.importing.columns import field_targets, importable
from qzqd.open.cells import TableFields
from qzqd.publish.headings import guide, in_full, in_short, ledgers, shared
from qzqd.tables.headings import heading_key

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "README.zh-CN.md").read_text("utf-8")


@pytest.mark.parametrize("kind", importable())
def test_a_page_has_every_heading_and_no_other(kind: str) -> None:
    told = {heading_key(word) for _, words in in_full(kind) for word in words.split("、")}
    assert told == {*field_targets(kind)}
    page = (ROOT / f"docs/kinds/{kind}.md").read_text("utf-8")
    assert all(f"| {field} | {words} |" in page for field, words in in_full(kind))


def test_the_table_of_the_guide_is_current() -> None:
    assert guide(GUIDE) == GUIDE, "run python -m qzqd.publish.generate"


def test_every_kind_stands_in_the_guide() -> None:
    rows = re.findall(r"^\| \S+ \| \[`([a-z-]+)`\]\(docs/kinds/\1\.md\) \| .+ \|$", in_short(), re.MULTILINE)
    assert rows == [*kinds.names()]


@pytest.mark.parametrize("kind", importable())
def test_each_kind_knows_what_the_guide_says(kind: str) -> None:
    (row,) = re.findall(rf"^\| \S+ \| \[`{kind}`\]\S+ \| (.+) \|$", in_short(), re.MULTILINE)
    assert {heading_key(word) for word in (*shared(importable()), *row.split("、"))} <= {*field_targets(kind)}


@pytest.mark.parametrize("kind", ledgers())
def test_each_ledger_knows_what_its_page_says(kind: str) -> None:
    columns, page = TableFields(kinds.schema(kind)), (ROOT / f"docs/kinds/{kind}.md").read_text("utf-8")
    told: set[str] = set()
    for field, words in in_full(kind):
        assert f"| {field} | {words} |" in page
        told |= {*map(heading_key, words.split("、"))}
        for word in words.split("、"):
            path = columns.path(word)
            assert path is not None
            assert path[0] == field.strip("`")
    chinese = {word for word in columns.words if not word.isascii()}
    assert chinese <= told
