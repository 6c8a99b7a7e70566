"""任职包保清单: who answers for each grid, building, body or task, in which role, and who stands in."""

from __future__ import annotations

from typing import Literal

from qzqd.kinds.basis import Decision
from qzqd.kinds.catalogue import Catalogue, Item, items_field
from qzqd.kinds.concepts import Duties
from qzqd.kinds.fields import Date, Line, Model, NonEmpty, Positive, field
from qzqd.kinds.traits import CARRIED_OUT, Declared
from qzqd.locale import Text

Per = Literal[
    "county",
    "street",
    "township",
    "community",
    "grid",
    "estate",
    "villager-group",
    "building",
    "department",
    "institution",
    "office",
    "stationed-body",
    "task-force",
    "post",
    "party-member",
    "household",
]
_PER = (
    "county 县区；street 街道；township 乡镇；community 社区（村）；grid 网格；estate 小区；villager-group 村民小组；"
    "building 楼栋；department 部门；institution 事业单位；office 内设机构；stationed-body 派驻机构；task-force 工作专班；"
    "post 职务；party-member 党员；household 住户。"
)


class DutyRole(Model):
    name: Line = field(
        Text("角色", "Role"),
        Text("角色的名称。", "What the role is called."),
        example="网格管理员",
        required=True,
    )
    per: Per = field(
        Text("对象类型", "Per"),
        Text(f"每个这样的对象都要有人担任：{_PER}", "Every object of this type has to have it."),
        example="grid",
        required=True,
    )
    exactly: Positive | None = field(
        Text("正好几个", "Exactly"), Text("正好要有几个。", "How many there have to be."), example=1
    )
    at_least: Positive | None = field(
        Text("至少几个", "At least"),
        Text("至少要有几个。", "How many there have to be at the least."),
        example=1,
    )
    backup: Literal[True] | None = field(
        Text("要有B角", "Backup"),
        Text("true 每个都要写明B角。", "true: each has to have a backup."),
        example=True,
    )
    identities: NonEmpty[Line] | None = field(
        Text("身份", "Identities"),
        Text(
            "什么身份的人可以担任；其他身份的人担任要有批准。",
            "Who may hold it by identity; anybody else needs an approval on record.",
        ),
        example=["社区工作者"],
    )
    grade: Line | None = field(
        Text("应当高配的职级", "Grade"),
        Text("担任的人应当是什么职级。", "The grade that whoever holds the role has to have."),
        example="副科级",
    )
    also: NonEmpty[Line] | None = field(
        Text("应当兼任", "Also holds"),
        Text("担任这个角色的人还应当兼任什么。", "Posts that whoever holds the role has to hold as well."),
        example=["居民委员会主任"],
    )
    held_by: Line | None = field(
        Text("由谁担任", "Held by"),
        Text(
            "担任的人自己应当是哪个角色的对象，例如党员包住户，党员自己由党小组包。",
            "The role of which the holders themselves have to be objects: members who look after households are "
            "themselves looked after by a party group.",
        ),
        example="党小组包党员",
    )
    every_days: Positive | None = field(
        Text("检查间隔（天）", "Every, days"),
        Text("最多隔几天走访或检查一次。", "The most days from one visit to the next."),
        example=30,
    )


class Assignment(Item):
    charge: Line = field(
        Text("对象", "Object"),
        Text(
            "包保、负责的是什么：网格、楼栋、机构、专班等。", "The grid, building, body or task it is about."
        ),
        example="东街社区第一网格",
        required=True,
        roles=("distinguishes",),
        aka=("包保对象", "网格名称", "网格"),
    )
    charge_type: Per = field(
        Text("对象类型", "Type of object"),
        Text(_PER, "What kind of object it is."),
        example="grid",
        required=True,
        roles=("type",),
    )
    role: Line = field(
        Text("担任角色", "Role"),
        Text("担任哪个角色，写清单开头 roles 里的名称。", "Which of the roles at the head of the list."),
        example="网格管理员",
        required=True,
        roles=("distinguishes",),
    )
    holder: Line = field(
        Text("担任者", "Holder"),
        Text(
            "职务、岗位或工号，不写姓名；机构担任的写机构。",
            "A post, a staff code or a body; never the name of a person.",
        ),
        example="WG-0101",
        required=True,
        roles=("distinguishes",),
        aka=("责任人", "A角", "A岗", "管理员"),
    )
    backup: Line | None = field(
        Text("B角", "Backup"),
        Text("不在岗时由谁顶替，也写职务、岗位或工号。", "Who stands in; a post or a staff code."),
        example="WG-0102",
        aka=("B岗",),
    )
    identity: Line | None = field(
        Text("人员身份", "Identity"),
        Text("行政、事业、社区工作者等。", "Civil servant, employee of an institution, community worker."),
        example="社区工作者",
    )
    grade: Line | None = field(
        Text("职级", "Grade"),
        Text("担任者的职级。", "The grade of whoever holds it."),
        example="副科级",
    )
    serves_in: Line | None = field(
        Text("服务单位", "Serves in"),
        Text("实际在哪个单位工作。", "The unit where they work."),
        example="东街街道",
        refers="unit",
    )
    concurrent_posts: NonEmpty[Line] | None = field(
        Text("兼任职务", "Concurrent posts"),
        Text("同时兼任的职务。", "Posts held at the same time."),
        example=["居民委员会主任"],
    )
    since: Date | None = field(
        Text("任职日期", "Since"),
        Text("从哪一天起担任。", "From when on."),
        example="2025-01-01",
        roles=("step", "begins"),
    )
    until: Date | None = field(
        Text("任职到期", "Until"),
        Text("担任到哪一天；过了这一天不再算数。", "The last day; after it the assignment no longer counts."),
        example="2026-12-31",
        roles=("step", "ends"),
    )
    visited: Date | None = field(
        Text("最近走访日期", "Last visit"),
        Text("最近一次走访或检查的日期。", "When the last visit was."),
        example="2025-06-01",
        roles=("done",),
    )
    approval: Decision | None = field(
        Text("批准", "Approval"),
        Text(
            "跨身份任用等需要批准的，写机关、文号和日期。",
            "Who allowed what needs to be allowed, such as another identity.",
        ),
        example={"body": "区委组织部", "date": "2025-01-01"},
    )


class Assignments(Catalogue):
    heading = Text("任职包保清单", "Assignments")
    about = Text(
        "网格、楼栋、机构、专班等由谁负责，谁是B角；roles 写每个对象应当有哪些角色。",
        "Who answers for each grid, building, body or task, and who stands in; roles says what every object has to have.",
    )
    traits = Declared(
        policy="working",
        verb=Text("落实", "assigned"),
        questions=(CARRIED_OUT,),
        duties=Duties(
            roles="roles",
            charge="charge",
            type="charge_type",
            role="role",
            holder="holder",
            backup="backup",
            identity="identity",
            grade="grade",
            also="concurrent_posts",
            since="since",
            until="until",
            visited="visited",
            approval="approval",
        ),
    )

    kind: Literal["assignments"]
    roles: NonEmpty[DutyRole] = field(
        Text("应有角色", "Roles"),
        Text("每类对象应当有哪些角色，各要几个。", "What every object of a type has to have, and how many."),
        example=[{"name": "网格管理员", "per": "grid", "exactly": 1}],
        required=True,
    )
    items: NonEmpty[Assignment] = items_field()
