"""Laws that cells and counts keep, whatever streets say: sums, and that the order of files is none."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from qzqd.cover.coverage import LABELS, Counts, Fraction
from qzqd.cover.matrix import AdoptionRows, Matrix
from qzqd.cover.row import AdoptionEntry, AdoptionRow
from qzqd.cover.waivers import WaivedCells
from qzqd.open.catalogue import Catalogue

if TYPE_CHECKING:
    from random import Random

IDS = [f"JD-{number:03}" for number in range(1, 7)]
UNITS = [(f"42030200{number}", f"第{number}街道") for number in range(1, 5)]
ITEMS = [
    {"id": key, "name": key, "category": "甲" if number % 2 else "乙", "office": "丙" if number < 3 else ""}
    for number, key in enumerate(IDS)
]
BASELINE = Catalogue(
    {
        "kind": "street-powers",
        "id": "list",
        "title": "清单",
        "edition": "2025",
        "source": {"provenance": "official"},
    },
    ITEMS,
    "2025-06-30",
    "list.yaml",
)
OLDER = Catalogue(
    {**BASELINE.header, "edition": "2024"},
    [*ITEMS[:3], {**ITEMS[3], "name": "旧名"}],
    "2025-06-30",
    "older.yaml",
)

said = st.builds(
    AdoptionEntry,
    st.sampled_from(["partial", "not-adopted", "not-applicable", "returned", "adopted"]),
    st.sampled_from(["", "理由"]),
    st.sampled_from(["", "丁"]),
)
items = st.dictionaries(st.sampled_from([*IDS, "JD-999"]), said, max_size=4)
rows = st.builds(
    AdoptionRow,
    path=st.sampled_from(["a.yaml", "b.yaml", "c.yaml"]),
    unit=st.sampled_from([code for code, _ in UNITS]),
    name=st.just("街道"),
    baseline=st.just("list"),
    edition=st.sampled_from(["2023", "2024", "2025"]),
    own_edition=st.sampled_from(["2024", "2025"]),
    provenance=st.just("official"),
    rest=st.sampled_from(["", "adopted"]),
    plain=st.lists(st.sampled_from(IDS), unique=True).map(lambda ids: "\n".join(sorted(ids))),
    items=items,
)
waived = st.dictionaries(
    st.tuples(
        st.just("list"),
        st.sampled_from([code for code, _ in UNITS]),
        st.sampled_from(["", *IDS]),
        st.sampled_from(["missing", "not_adopted"]),
    ),
    st.just(("暂缓", "HM-01")),
    max_size=3,
).map(lambda reasons: WaivedCells(reasons))  # type: ignore[arg-type]


def gathered(given: list[AdoptionRow]) -> AdoptionRows:
    found = AdoptionRows()
    for row in given:
        found.add(row)
    return found


@given(st.lists(rows), st.permutations(range(6)), waived)
def test_every_cell_has_one_status_and_every_count_is_a_count_of_cells(
    said: list[AdoptionRow], order: list[int], waived: WaivedCells
) -> None:
    shuffled = replace(BASELINE, items=[ITEMS[place] for place in order])
    baseline = Matrix(shuffled, [OLDER], gathered(said), waived).baseline(
        [{"code": code, "name": name} for code, name in UNITS]
    )
    for unit in baseline.units:
        counts = {status: getattr(unit.counts, status) for status in LABELS}
        assert sum(counts.values()) == unit.counts.required == len(IDS)
        assert counts == {status: list(unit.cells.values()).count(status) for status in LABELS} | {
            "adopted": len(IDS) - len(unit.cells)
        }
        assert list(unit.cells) == [item.id for item in baseline.items if item.id in unit.cells]
        assert unit.reasons.keys() <= unit.cells.keys()
    for by in ("unit", "category", "office", "department"):
        assert Counts.total(counts for _, counts in baseline.by(by)) == baseline.totals


@given(st.lists(rows), st.randoms())
def test_in_which_order_files_are_reduced_makes_no_difference(
    said: list[AdoptionRow], random: Random
) -> None:
    named = [replace(row, path=f"{number}.yaml") for number, row in enumerate(said)]
    shuffled = random.sample(named, len(named))
    assert gathered(shuffled) == gathered(named)


@given(rows)
def test_a_row_comes_back_from_the_cache_as_it_went_in(row: AdoptionRow) -> None:
    assert AdoptionRow.unpack(json.loads(json.dumps(row.pack())), row.path) == row


@given(st.lists(st.builds(Counts, *[st.integers(0, 9)] * 9)))
def test_totals_know_no_order(counts: list[Counts]) -> None:
    assert Counts.total(counts) == Counts.total(reversed(counts)) == reduce(Counts.__add__, counts, Counts())


@given(st.integers(0, 10**7), st.integers(1, 10**7))
def test_nothing_rounds_up_to_a_hundred(part: int, whole: int) -> None:
    percent = Fraction(min(part, whole), whole).percent
    assert (percent == 100) == (part >= whole)
    assert 0 <= percent <= 100
