"""What is kept of items: the same whether it is held in memory or laid aside."""

from __future__ import annotations

import tempfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.open import columns
from qzqd.open.columns import Columns, Shelf

_LINES = st.text(st.characters(codec="utf-8", exclude_characters="\0\n"), max_size=4)
_TABLES = st.integers(1, 4).flatmap(
    lambda items: st.lists(st.lists(_LINES, min_size=items, max_size=items), min_size=1, max_size=4)
)


def as_read(table: list[list[str]]) -> list[list[str]]:
    """A column in which there is nothing is empty."""
    return [values if any(values) else [] for values in table]


@pytest.fixture
def little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "_HELD", 3)


@given(_TABLES)
def test_columns_come_back_as_they_were(table: list[list[str]]) -> None:
    kept = Columns.of(table)
    assert Columns(kept.packed).all() == as_read(table)
    assert [kept.column(number) for number in range(len(table))] == as_read(table)
    assert kept.column(len(table)) == []


def test_a_line_break_in_a_value_is_a_space() -> None:
    assert Columns.of([["a\nb", "c"], ["", "d\n"]]).all() == [["a b", "c"], ["", "d "]]


@pytest.mark.usefixtures("little_memory")
def test_what_is_laid_aside_can_be_read_in_any_order() -> None:
    tables = [[[f"甲{number}", ""], ["", "x"]] for number in range(5)]
    with Shelf() as shelf:
        kept = [Columns.of(table) for table in tables]
        for each in kept:
            shelf.keep(each)
        assert [each.all() for each in reversed(kept)] == tables[::-1]
        assert kept[1].packed == Columns.of(tables[1]).packed


@pytest.mark.usefixtures("little_memory")
def test_without_room_on_the_disk_all_stays_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    with Shelf() as shelf:
        kept = [Columns.of([["甲乙丙", str(number)]]) for number in range(3)]
        for each in kept:
            shelf.keep(each)
        assert [each.column(0) for each in kept] == [["甲乙丙", str(number)] for number in range(3)]
