"""The measure of how well changes are found: what is exact is exact, and suspicion is worth something."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from mutation import mutated
from quality import judged, paired


def test_the_same_seed_makes_the_same_editions() -> None:
    assert mutated(3, 300) == mutated(3, 300)


def test_what_has_an_id_is_found_exactly() -> None:
    tallies = judged(11, 2_000, 0.05)
    for name in ("renamed", "basis", "transferred", "edited", "delegated", "recalled"):
        assert tallies[name].right == tallies[name].told == tallies[name].true


def test_most_of_what_lost_its_id_is_suspected_rightly() -> None:
    tallies = judged(12, 4_000, 0.05)
    for name in ("renamed?", "merged?", "split?"):
        right, told, true = tallies[name]
        assert right / told > 0.75
        assert right / true > 0.75


def test_items_numbered_by_rows_are_found_again() -> None:
    right, told, true = paired(13, 2_000, 0.05)
    assert right / told > 0.999
    assert right / true > 0.98
