"""`python benchmarks/quality.py [--markdown]`: how well `qzqd diff` finds what was done to a list, per type of change.

The lists are invented, the changes to them are known (see mutation.py), and nothing of lineage is declared.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from figures import fill
from mutation import mutated, retyped
from qzqd.compare.absorbed import absorbed
from qzqd.compare.classify import Classifier
from qzqd.compare.match import match
from qzqd.compare.similarity import suspected_changes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.compare.match import MatchedItems

    Item = dict[str, Any]

PAGE = Path(__file__).parents[1] / "docs" / "diff-quality.md"
_KIND = "department-powers"

Seen = tuple[str, tuple[str, ...], tuple[str, ...]]


class Tally(NamedTuple):
    """Right, told and true, over all seeds."""

    right: int = 0
    told: int = 0
    true: int = 0

    def __add__(self, other: Tally) -> Tally:  # type: ignore[override]
        return Tally(self.right + other.right, self.told + other.told, self.true + other.true)


def judged(seed: int, items: int, share: float) -> dict[str, Tally]:
    """What was told of one pair of editions, against what had been done."""
    made = mutated(seed, items, share)
    matched = match(made.old, made.new, _KIND)
    removed, added = ({item["id"] for item in side} for side in (matched.removed, matched.added))
    classifier = Classifier(_KIND, "invented")
    told: set[Seen] = set()
    for pair in matched.pairs:
        for change in classifier.edited(pair.old[0], pair.new[0], pair.by):
            told.add((change.type, (pair.old[0]["id"],), (pair.new[0]["id"],)))
    for suspect in suspected_changes(matched.removed, matched.added, _names(made.old), _names(made.new)):
        ids = (
            (matched.removed[row]["id"] for row in suspect.old),
            (matched.added[row]["id"] for row in suspect.new),
        )
        told.add((f"{suspect.kind}?", tuple(sorted(ids[0])), tuple(sorted(ids[1]))))
    told |= _absorbed(matched, told)
    true = {_seen(change.type, change.old, change.new, removed, added) for change in made.truth}
    tallies: dict[str, Tally] = {}
    for name in (
        "renamed",
        "basis",
        "transferred",
        "edited",
        "delegated",
        "recalled",
        "renamed?",
        "merged?",
        "split?",
    ):
        here, there = ({seen for seen in side if seen[0] == name} for side in (told, true))
        tallies[name] = Tally(len(here & there), len(here), len(there))
    return tallies


def _absorbed(matched: MatchedItems, told: set[Seen]) -> set[Seen]:
    """Mergers into items that stay, and splits off them, of what no other suspicion is about."""
    taken = [{key for seen in told if seen[0].endswith("?") for key in seen[side]} for side in (1, 2)]
    removed = [item for item in matched.removed if item["id"] not in taken[0]]
    added = [item for item in matched.added if item["id"] not in taken[1]]
    stayed = [(pair.old[0], pair.new[0]) for pair in matched.pairs]
    return {
        (f"{found.kind}?", _ids(found.old), _ids(found.new)) for found in absorbed(stayed, removed, added)
    }


def _ids(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(sorted(item["id"] for item in items))


def paired(seed: int, items: int, share: float) -> Tally:
    """How many items of two editions numbered by their rows were put together, and rightly."""
    made = retyped(seed, items, share)
    told = {
        (pair.old[0]["id"], pair.new[0]["id"])
        for pair in match(made.old, made.new, _KIND).pairs
        if len(pair.old) == len(pair.new) == 1
    }
    return Tally(len(told & made.pairs), len(told), len(made.pairs))


def shifts(seeds: range, items: int, share: float) -> Iterator[str]:
    """The share of right pairs where ids are the numbers of rows, beside what trusting the ids would give."""
    runs = [paired(seed, items, share) for seed in seeds]
    total = sum(runs, Tally())
    kept = [sum(old == new for old, new in retyped(seed, items, share).pairs) for seed in seeds]
    yield "\n| ids typed anew by row | told | precision | recall | worst seed: precision | recall | id unmoved |\n"
    yield "|---|---:|---:|---:|---:|---:|---:|\n"
    yield (
        f"| pairs | {total.told:,} | {_rate(total.right, total.told):.4f} | {_rate(total.right, total.true):.4f} "
        f"| {min(_rate(run.right, run.told) for run in runs):.4f} | {min(_rate(run.right, run.true) for run in runs):.4f} "
        f"| {sum(kept) / total.true:.4f} |\n"
    )


def _names(items: list[Item]) -> list[str]:
    return [item["name"] for item in items]


def _seen(kind: str, old: tuple[str, ...], new: tuple[str, ...], removed: set[str], added: set[str]) -> Seen:
    hidden = old and new and {*old} <= removed and {*new} <= added
    return f"{kind}?" if hidden else kind, tuple(sorted(old)), tuple(sorted(new))


def table(seeds: range, items: int, share: float) -> Iterator[str]:
    """The figures of all seeds together, as a Markdown table; the last two columns are of the worst seed."""
    runs = [judged(seed, items, share) for seed in seeds]
    yield f"{len(seeds)} seeds, {items:,} items, {share:.0%} of them changed.\n\n"
    yield "| change | told | precision | recall | worst seed: precision | recall |\n"
    yield "|---|---:|---:|---:|---:|---:|\n"
    for name in runs[0]:
        total = sum((run[name] for run in runs), Tally())
        if total.true:
            worst = [
                min(_rate(run[name].right, getattr(run[name], whole)) for run in runs)
                for whole in ("told", "true")
            ]
            title = f"{name[:-1]}, no lineage (suspected)" if name.endswith("?") else f"{name}, same id"
            yield (
                f"| {title} | {total.told} | {_rate(total.right, total.told):.3f} | {_rate(total.right, total.true):.3f} "
                f"| {worst[0]:.3f} | {worst[1]:.3f} |\n"
            )


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def growth() -> Iterator[str]:
    """Seconds that suspecting takes, for ever longer lists of which a twentieth has changed."""
    yield "\n| removed and added | seconds |\n|---:|---:|\n"
    for items in (2_000, 10_000, 20_000):
        made = mutated(1, items)
        matched = match(made.old, made.new, _KIND)
        start = time.process_time()
        suspected_changes(matched.removed, matched.added, _names(made.old), _names(made.new))
        yield f"| {len(matched.removed) + len(matched.added)} | {time.process_time() - start:.2f} |\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--markdown", action="store_true", help="write the figures into docs/diff-quality.md")
    options = parser.parse_args()
    measured = range(101, 111), 10_000, 0.05
    text = "".join([*table(*measured), *shifts(*measured), *growth()])
    print(text)
    if options.markdown:
        fill(PAGE, Path(__file__).name, text)


if __name__ == "__main__":
    main()
