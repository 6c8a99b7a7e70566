"""Lists and items that come from themselves."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from judging import judge

from qzqd.check.circles import circles
from qzqd.check.rule import CERTIFICATES, HEADER, Example
from qzqd.check.run import run
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding

Ways = dict[str, list[str]]


def reached(ways: Ways, start: str) -> set[str]:
    """The naive way: everything that can be come to by a step or more."""
    found: set[str] = set()
    left = [*ways.get(start, ())]
    while left:
        if (step := left.pop()) not in found:
            found.add(step)
            left += ways.get(step, ())
    return found


NODES = st.sampled_from("abcdefg")


@given(st.dictionaries(NODES, st.lists(NODES, max_size=3)))
def test_circles_like_an_oracle(ways: Ways) -> None:
    rings = list(circles(ways, {node: at for at, node in enumerate("abcdefg")}))
    members = [member for ring in rings for member in ring]
    assert len(members) == len(set(members))
    for ring in rings:
        assert ring[0] == min(ring)
        assert all(later in ways[earlier] for earlier, later in pairwise([*ring, ring[0]]))
    for node in ways:
        if node in reached(ways, node):  # some circle that hangs together with this one is told
            together = {other for other in reached(ways, node) if node in reached(ways, other)}
            assert together & set(members)


def test_long_ways_are_walked_once() -> None:
    size = 20_000
    ways = {str(at): [str(at + 1), str(at // 2)] for at in range(size)}
    rings = list(circles(ways, {str(at): at for at in range(size)}))
    assert sum(map(len, rings)) <= size


def lineage(*items: str) -> list[tuple[str, str]]:
    rows = "".join(
        f"  - {{id: {item[:2]}, name: 证明{item[:2]}, issuance: shall-not{item[2:]}}}\n" for item in items
    )
    found = judge(f"items:\n{rows}", CERTIFICATES)
    return [(finding.pointer, finding.message.zh) for finding in found if finding.code == "QZ223"]


def test_items_that_come_from_each_other_by_whatever_field() -> None:
    assert lineage("A1, replaces: [A1]") == [("/items/0/replaces", "沿革绕成一圈：A1 → A1")]
    assert lineage("A1, succeeded_by: [A2]", "A2, replaces: [A1]") == []
    told = [("/items/0/replaces", "沿革绕成一圈：A1 → A2 → A1")]
    assert lineage("A1, replaces: [A2]", "A2, replaces: [A1]") == told
    assert lineage("A1, replaces: [A2], succeeded_by: [A2]", "A2") == told
    assert lineage("A1, replaces: [A9], succeeded_by: [A9]") == [
        ("/items/0/replaces", "沿革绕成一圈：A1 → A9 → A1")
    ]
    assert lineage("A1, split_from: A2", "A2, merged_from: [A3, A4]", "A3, split_from: A1", "A4") == [
        ("/items/0/split_from", "沿革绕成一圈：A1 → A2 → A3 → A1")
    ]


def upstream(folder: Path, *lists: tuple[str, str, str]) -> list[tuple[str, str]]:
    """What is told of lists with these ids, editions and upstream lists."""
    for at, (key, edition, above) in enumerate(lists):
        header = {**HEADER, **CERTIFICATES, "id": key, "edition": f'"{edition}"'}
        header |= {"upstream": f"{{catalogue: {above}}}"} if above else {}
        text = Example(f"items:\n  - {{id: Z{at}, name: 证明{at}, issuance: shall-not}}\n", header).text()
        (folder / f"{at}.yaml").write_text(text, "utf-8")
    found: list[Finding] = run(workspace([str(folder)]), jobs=1, use_cache=False).findings
    return [
        (f"{finding.path.rpartition('/')[2]}{finding.pointer}", finding.message.zh)
        for finding in found
        if finding.code == "QZ315"
    ]


def test_a_list_is_not_its_own_upstream(tmp_path: Path) -> None:
    assert upstream(tmp_path, ("a/a", "2025", "a/a")) == [
        ("0.yaml/upstream/catalogue", "上级清单绕成一圈：a/a → a/a")
    ]


def test_lists_that_are_each_others_upstream_are_told_once(tmp_path: Path) -> None:
    lists = (("a/a", "2025", "b/b"), ("b/b", "2025", "c/c"), ("c/c", "2025", "a/a"), ("d/d", "2025", "a/a"))
    assert upstream(tmp_path, *lists) == [
        ("0.yaml/upstream/catalogue", "上级清单绕成一圈：a/a → b/b → c/c → a/a")
    ]


def test_of_editions_the_newest_is_looked_at(tmp_path: Path) -> None:
    assert upstream(tmp_path, ("a/a", "2024", "b/b"), ("a/a", "2025", ""), ("b/b", "2025", "a/a")) == []
