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
    "QZ225",
    "error",
    title=Text("主项已经取消，子项还在", "A sub-item of a cancelled item"),
    why=Text(
        "总数只数现行的主项。主项取消了，子项没有取消，这些子项哪里也没有数进去；撤销的街道下面还挂着社区，也是这样。",
        "Totals count the main items in force. Where one is cancelled and its sub-items are not, these count nowhere; so it is "
        "with the communities of a street that was dissolved.",
    ),
    fails=Example(
        _MAIN.replace("}", ', repealed: "2025-03-01", repealed_by: 区委办〔2025〕3号}')
        + "  - {id: ZX-01-1, name: 道路规划, parent: ZX-01, procedure: 书面征求, feedback_days: 5}\n",
        _CONSULTATION,
    ),
    passes=Example(
        _MAIN + "  - {id: ZX-01-1, name: 道路规划, parent: ZX-01, procedure: 书面征求, feedback_days: 5}\n",
        _CONSULTATION,
    ),
    quiet=lambda subject: subject.live is subject.items or subject.lacks("parent"),
)
def cancelled_parent(subject: Subject) -> Iterator[Problem]:
    standing = {item["id"] for _, item in subject.live}
    cancelled = {item["id"]: item["repealed"] for _, item in subject.items if item["id"] not in standing}
    ranked = subject.archetype is Archetype.UNITS or subject.traits.field("tier")
    noun, help = _ABOVE if ranked else _MAIN_ITEM
    for index, item in subject.live if cancelled else ():
        parent = item.get("parent", "")
        if parent in cancelled:
            subject.require_all(BETWEEN_ITEMS)
            yield Problem(
                Text(
                    f"{noun.zh} {parent} 已于 {cancelled[parent]} 取消",
                    f"the {noun.en} {parent} was cancelled on {cancelled[parent]}",
                ),
                ("items", index, "parent"),
                help,
                value=parent,
            )


_MAIN_ITEM = (
    Text("主项", "main item"),
    Text(
        "子项一并取消；还要保留的，改属别的主项，或者删去 parent 升为主项",
        "cancel it as well, or let it belong to another item, or make it a main item without parent",
    ),
)
_ABOVE = (
    Text("上级", "body above"),
    Text(
        "改写现在的上级；一并撤销的，填写 repealed",
        "name the one that it is below now, or fill in repealed if it was dissolved as well",
    ),
)
"""What it is that was cancelled, and how to mend it."""


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
