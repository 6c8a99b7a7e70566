"""Every promise of SECURITY.md names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "SECURITY.md").read_text("utf-8"))


@pytest.mark.parametrize(("place", "name"), NAMED)
def test_a_promise_names_a_test_that_there_is(place: str, name: str) -> None:
    assert re.search(rf"^ *def {name}\(", (ROOT / place).read_text("utf-8"), re.MULTILINE)


def test_every_promise_names_a_test() -> None:
    rows = re.findall(
        r"^\| (?!promise|of \||-)(.*)\|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.MULTILINE
    )
    assert rows
    assert all("tests/" in row for row in rows if not row.startswith("--"))
