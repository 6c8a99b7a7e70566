"""QZ320: what a list names is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.reach import placed_values
from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject

_TASK = "items:\n  - {id: RW-01, name: 扶贫, lead_department: %s}\n"
_ENDED = (
    "items:\n"
    "  - {id: MZJ, name: 区民政局, type: department}\n"
    '  - {id: ZF, name: 区扶贫办, type: department, repealed: "2021-05-01", repealed_by: 区委办〔2021〕3号}\n'
)
_BODIES = ("unit", "office", "department", "body")


@rule(
    "QZ320",
    "warning",
    title=Text("单位、部门或机构已经撤销", "A unit, department or office that is no more"),
    why=Text(
        "机构改革以后，清单里还写着已经撤销的单位，事情就没有人负责。登记簿写了取消日期的才提示；已停止施行的清单以停止施行之日为准。",
        "After a reform a list that still names a body that was dissolved leaves the matter to nobody. Told of what the "
        "register has the day of; judged as of the day on which the list itself ceased to apply, if it did.",
    ),
    fails=Example(
        _TASK % "区扶贫办",
        {"kind": "task-list"},
        beside=(Example(_ENDED, {"kind": "units", "id": "registers/units", "title": "单位登记簿"}),),
    ),
    passes=Example(
        _TASK % "区民政局",
        {"kind": "task-list"},
        beside=(Example(_ENDED, {"kind": "units", "id": "registers/units", "title": "单位登记簿"}),),
    ),
    quiet=lambda subject: not subject.registers.ended,
)
def ended_body(subject: Subject) -> Iterator[Problem]:
    ended = subject.registers.ended
    over = {name for name, since in ended.items() if since <= subject.day}
    paths = [path for target in _BODIES for path in subject.traits.refers.get(target, ())]
    if not any(name in over for path in paths for name in subject.column(*path)):
        return
    for place, name in placed_values(subject.live, paths):
        if name in over:
            yield Problem(
                Text(f"“{name}”已于 {ended[name]} 撤销", f"“{name}” ceased to be on {ended[name]}"),
                place,
                Text("改写现在负责的单位、部门或机构", "name the body that is in charge now"),
                value=name,
            )
