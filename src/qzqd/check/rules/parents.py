"""Main items and sub-items: every parent exists, and nothing is its own ancestor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.circles import as_shown, circles
from qzqd.check.rule import Example, rule
from qzqd.check.subject import BETWEEN_ITEMS
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import did_you_mean, suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_CONSULTATION = {"kind": "consultation"}
_MAIN = "items:\n  - {id: ZX-01, name: 规划编制, procedure: 书面征求, feedback_days: 5}\n"


@rule(
    "QZ208",
    "error",
    title=Text("主项不存在", "Parent does not exist"),
    why=Text(
        "子项用 parent 写明属于哪个主项；清单里没有这个主项，子项就无处归属，合计也对不上。",
        "A sub-item says with parent which main item it belongs to. If the list has no such item, the "
        "sub-item belongs nowhere and totals do not close.",
    ),
    fails=Example(
        _MAIN + "  - {id: ZX-01-1, name: 道路规划, parent: ZX-001, procedure: 书面征求, feedback_days: 5}\n",
        _CONSULTATION,
    ),
    passes=Example(
        _MAIN + "  - {id: ZX-01-1, name: 道路规划, parent: ZX-01, procedure: 书面征求, feedback_days: 5}\n",
        _CONSULTATION,
    ),
    quiet=lambda subject: subject.lacks("parent"),
)
def missing_parent(subject: Subject) -> Iterator[Problem]:
    parents = {item["parent"] for _, item in subject.items if "parent" in item}
    if not parents:
        return
    ids = {item["id"] for _, item in subject.items}
    missing = parents - ids
    if subject.archetype is Archetype.UNITS:
        missing -= subject.registers.codes.keys()
    if not missing:
        return
    subject.require_all(BETWEEN_ITEMS)
    guesses = suggestions(sorted(missing), ids)
    for index, item in subject.items:
        parent = item.get("parent", "")
        if parent in missing:
            yield Problem(
                Text(f"清单里没有主项 {parent}", f"this list has no item {parent}"),
                ("items", index, "parent"),
                did_you_mean(guesses.get(parent), _ADD_PARENT),
                value=parent,
            )


_ADD_PARENT = Text(
    "补上主项；本身就是主项的删去 parent", "add the main item, or delete parent if this is a main item itself"
)


@rule(
    "QZ209",
    "error",
    title=Text("主项互为子项", "Circle of parents"),
    why=Text(
        "顺着 parent 往上应当到达一个主项；绕回自己的，就没有主项可言。",
        "Going up by parent must end at a main item; where it leads back to the start there is none.",
    ),
    fails=Example(
        "items:\n"
        "  - {id: ZX-01, name: 规划编制, parent: ZX-02, procedure: 书面征求, feedback_days: 5}\n"
        "  - {id: ZX-02, name: 道路规划, parent: ZX-01, procedure: 书面征求, feedback_days: 5}\n",
        _CONSULTATION,
    ),
    passes=Example(
        _MAIN + "  - {id: ZX-02, name: 道路规划, parent: ZX-01, procedure: 书面征求, feedback_days: 5}\n",
        _CONSULTATION,
    ),
    quiet=lambda subject: subject.lacks("parent"),
)
def parent_cycle(subject: Subject) -> Iterator[Problem]:
    parents = {item["id"]: (item["parent"],) for _, item in subject.items if "parent" in item}
    if not parents:
        return
    place = {item["id"]: index for index, item in reversed(subject.items)}
    for ring in circles(parents, place):
        shown = as_shown(ring)
        yield Problem(
            Text(f"主项关系绕成一圈：{shown}", f"these parents form a circle: {shown}"),
            ("items", place[ring[0]], "parent"),
            Text("确定哪个是主项，删去它的 parent", "decide which is the main item and delete its parent"),
            value=" ".join(sorted(ring)),
        )
