"""QZ652, QZ653: what comes later takes the place of what was before, edition by edition and item by item."""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from qzqd.check.reach import placed_values
from qzqd.check.rule import CERTIFICATES, Example, rule, rule_across
from qzqd.check.subject import BETWEEN_ITEMS
from qzqd.kinds.traits import ANCESTRY
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.summary import Summary

_BIRTH = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"


def _edition(edition: str, effective: str) -> dict[str, str]:
    return {**CERTIFICATES, "edition": f'"{edition}"', "effective": f'"{effective}"'}


@rule_across(
    "QZ652",
    "error",
    title=Text("新版本比旧版本先生效", "A later edition that took effect before an earlier one"),
    why=Text(
        "一份清单的版本一个接一个。新的反而先生效，版本或者生效日期必有一个写错；对比、统计取哪一版，就跟着错。",
        "The editions of a list follow one another. Where the later one took effect first, its edition or a day is wrong, and "
        "so is the choice of the one that is compared and counted.",
    ),
    fails=Example(
        _BIRTH,
        _edition("2025-01-01", "2025-02-01"),
        beside=(Example(_BIRTH, _edition("2024-01-01", "2026-02-01")),),
    ),
    passes=Example(
        _BIRTH,
        _edition("2025-01-01", "2025-02-01"),
        beside=(Example(_BIRTH, _edition("2024-01-01", "2024-02-01")),),
    ),
)
def editions_out_of_order(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    lists: dict[str, list[Summary]] = {}
    for summary in summaries:
        if summary.effective:
            lists.setdefault(summary.id, []).append(summary)
    for editions in lists.values():
        for earlier, later in pairwise(sorted(editions, key=attrgetter("edition"))):
            if later.effective < earlier.effective and later.edition > earlier.edition:
                yield (
                    later,
                    Problem(
                        Text(
                            f"{later.edition} 版 {later.effective} 生效，早于 {earlier.edition} 版的 {earlier.effective}（{earlier.path}）",
                            f"this edition, {later.edition}, took effect on {later.effective}, before that of {earlier.edition} "
                            f"did on {earlier.effective} ({earlier.path})",
                        ),
                        ("effective",),
                        Text("核对两个版本的 edition 和 effective", "check edition and effective of both"),
                        value=f"{earlier.edition} {later.edition}",
                    ),
                )


_OLD = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not%s}\n"
_NEW = "  - {id: ZM-02, name: 出生医学证明, issuance: shall-not, replaces: [ZM-01]}\n"
_TAKEN_OVER = tuple(name for name in ANCESTRY if name != "split_from")
"""What an item was split from may go on with the rest."""
_PATHS = tuple((name, "*") for name in _TAKEN_OVER)


@rule(
    "QZ653",
    "error",
    title=Text("接替的事项有了，被接替的还没有取消", "What was replaced is not cancelled"),
    why=Text(
        "新事项写明替代或者合并自旧事项，旧事项就应当取消；两者并存，同一件事算了两次。从旧事项拆分出来的不算：旧事项可以保留其余部分。"
        "两个版本比较时由 QZ802 提示。",
        "What was replaced or merged is cancelled. If it stays in force, the same thing counts twice. What another item was split "
        "from may stay with the rest. Where two editions are compared, QZ802 tells it.",
    ),
    fails=Example(_OLD % "" + _NEW, CERTIFICATES),
    passes=Example(_OLD % ', repealed: "2025-03-01", repealed_by: 鄂政发〔2025〕3号' + _NEW, CERTIFICATES),
    quiet=lambda subject: subject.lacks(*_TAKEN_OVER),
)
def replaced_and_in_force(subject: Subject) -> Iterator[Problem]:
    live = subject.live
    standing = {item["id"] for _, item in live}
    own = {index: item["id"] for index, item in live}
    for place, key in placed_values(live, _PATHS):
        if key in standing and key != own[int(place[1])]:
            subject.require_all(BETWEEN_ITEMS)
            field = place[2]
            yield Problem(
                Text(
                    f"{key} 已经由本事项接替，却仍按现行计",
                    f"{key} was replaced by this item, and counts as in force",
                ),
                place,
                Text(
                    f"取消 {key}：写 repealed 和 repealed_by；没有接替的，删去 {field}",
                    f"cancel {key} with repealed and repealed_by; if it was not replaced, delete {field}",
                ),
                value=f"{field} {key}",
            )
