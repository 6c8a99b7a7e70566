"""docs/mission.md names what there is: kinds, rules, planted cases and lists, and leaves no case out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qzqd import kinds
from qzqd.check import rules  # noqa: F401
from qzqd.check.rule import RULES

from .test_planted import CASES

ROOT = Path(__file__).parents[2]
_RATE = "承接率"


class Row(NamedTuple):
    key: str
    kinds: list[str]
    told: str
    cases: list[str]
    lists: list[str]


@cache
def page() -> tuple[Row, ...]:
    lines = (ROOT / "docs" / "mission.md").read_text("utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if re.match(r"\| [A-Z][0-9]+ \|", line)]
    return tuple(
        Row(
            key.strip(),
            re.findall(r"\[`([a-z-]+)`\]", held),
            told,
            re.findall("`([a-z-]+)`", cases),
            re.findall(r"\]\(\.\./([^)]+)\)", lists),
        )
        for key, _, _, held, told, cases, lists in rows
    )


def test_every_mechanism_has_a_row() -> None:
    keys = [row.key for row in page()]
    places = {"S": 23, "Y": 21, "D": 21, "C": 21, "H": 16}
    assert keys == [f"{place}{number}" for place, last in places.items() for number in range(1, last + 1)]


def test_a_row_names_kinds_and_lists_that_there_are() -> None:
    for row in page():
        assert row.kinds, row.key
        assert set(row.kinds) <= set(kinds.names()), row.key
        assert row.lists, row.key
        assert all((ROOT / each).is_file() for each in row.lists), row.key


def test_a_row_names_cases_and_the_rules_that_tell_of_them() -> None:
    for row in page():
        assert row.cases, row.key
        codes = {CASES[case].code for case in row.cases}
        assert set(re.findall("QZ[0-9]{3}", row.told)) == codes - {"rate"}, row.key
        assert (_RATE in row.told) is ("rate" in codes), row.key
        assert codes - {"rate"} <= RULES.keys()


def test_no_case_is_left_out() -> None:
    assert {case for row in page() for case in row.cases} == CASES.keys()
