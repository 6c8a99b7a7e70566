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
    from qzqd.kinds.traits import FieldRole

_TASK = "items:\n  - {id: RW-01, name: 扶贫, lead_department: %s}\n"
_ENDED = (
    "items:\n"
    "  - {id: MZJ, name: 区民政局, type: department}\n"
    '  - {id: ZF, name: 区扶贫办, type: department, repealed: "2021-05-01", repealed_by: 区委办〔2021〕3号}\n'
)
_BODIES = ("unit", "office", "department", "body")
_OF_A_DAY: tuple[FieldRole, ...] = ("step", "period", "ends")
"""When something was done, or was over: what was there then is named rightly."""


@rule(
    "QZ320",
    "warning",
    title=Text("单位、部门或机构已经撤销", "A unit, department or office that is no more"),
    why=Text(
        "机构改革以后，清单里还写着已经撤销的单位，事情就没有人负责。登记簿写了取消日期的才提示；已停止施行的清单以停止施行之日为准。"
        "原行使部门、撤销以前的记录和任职不提示。",
        "After a reform a list that still names a body that was dissolved leaves the matter to nobody. Told of what the "
        "register has the day of; judged as of the day on which the list itself ceased to apply, if it did. Not told of who exercised a power before, nor of records and terms "
        "from before.",
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
    ended, about = subject.registers.ended, subject.traits
    over = {name for name, since in ended.items() if since <= subject.day}
    former = about.having("former")
    paths = [path for target in _BODIES for path in about.refers.get(target, ()) if path[0] not in former]
    if not any(name in over for path in paths for name in subject.column(*path)):
        return
    days = [day for role in _OF_A_DAY for day in about.having(role)]
    items = dict(subject.live)
    for place, name in placed_values(subject.live, paths):
        if name in over and not any(items[int(place[1])].get(day, "~") < ended[name] for day in days):
            yield Problem(
                Text(f"“{name}”已于 {ended[name]} 撤销", f"“{name}” ceased to be on {ended[name]}"),
                place,
                Text("改写现在负责的单位、部门或机构", "name the body that is in charge now"),
                value=name,
            )
