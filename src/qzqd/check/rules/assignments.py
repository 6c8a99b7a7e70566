"""QZ575 to QZ580, QZ583, QZ584, QZ589: every object has the roles that it has to have, each held by whom may hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.duties import lasts, not_filled, outside_chain, overdue, roles_by_name, seats
from qzqd.check.rule import Example, rule
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.regex import regex
from qzqd.text import did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.duties import Seat
    from qzqd.check.subject import Subject
    from qzqd.kinds.concepts import Duties
    from qzqd.open.catalogue import Item


def _list(role: str) -> dict[str, str]:
    return {"kind": "assignments", "roles": f"[{{name: 网格管理员, per: grid, {role}}}]"}


_ITEM = (
    "  - {id: RZ-%s, name: 第一网格, charge: 东街社区第一网格, charge_type: grid, role: %s, holder: %s%s}\n"
)
_ONE = "items:\n" + _ITEM % (1, "网格管理员", "WG-0101", "")
_TWO = _ONE + _ITEM % (2, "网格管理员", "WG-0102", "")


def _held_by(more: str, role: str) -> Example:
    """A grid with its administrator. more: what the list says of them; role: what it asks of the role."""
    return Example("items:\n" + _ITEM % (1, "网格管理员", "WG-0101", more), _list(role))


_SOUND = _held_by("", "exactly: 1")


@rule(
    "QZ575",
    "error",
    title=Text("应有的角色没有人担任，或者人数不对", "A role is held by nobody, or by the wrong number"),
    why=Text(
        "一个网格只有一名管理员，一个派驻机构要有日常管理、用人考核和业务指导。没有人，事情没人管；人多了，谁都不管。"
        "登记簿里这类单位都要有，清单里没有写的也算缺。",
        "A grid has one administrator; a stationed body has somebody for daily management, appraisal and guidance. With "
        "nobody nothing is done, with too many everybody waits. Registered units of the type count even where the list "
        "does not name them.",
    ),
    fails=Example(_TWO, _list("exactly: 1")),
    passes=_SOUND,
)
def roles_held(subject: Subject) -> Iterator[Problem]:
    duties = subject.traits.declared.duties
    if duties is None:
        return
    subject.require_all(Text("岗位有没有空缺", "whether every post is held"))
    for seat, message in not_filled(_seats(subject)):
        at = next((index for index, item in subject.live if item[duties.charge] == seat.object), None)
        help = Text(
            f"补写担任者；每个对象{seat.wanted.zh}", f"name who holds it; every object has {seat.wanted.en}"
        )
        if seat.held:
            yield Problem(message, ("items", seat.held[-1][0], duties.role), help, value=seat.object)
        else:
            path = (duties.roles, seat.at) if at is None else ("items", at, duties.charge)
            yield Problem(message, path, help, value=f"{seat.role['name']} {seat.object}")


@rule(
    "QZ576",
    "error",
    title=Text("A角、B角是同一个，或者没有B角", "The backup is the holder, or there is none"),
    why=Text(
        "B角在A角不在岗时顶替。同一个人既是A角又是B角，或者没有B角，一请假就断了档。",
        "The backup stands in when the holder is away. One person for both, or no backup, leaves a gap with every leave.",
    ),
    fails=_held_by(", backup: WG-0101", "backup: true"),
    passes=_held_by(", backup: WG-0102", "backup: true"),
)
def backups(subject: Subject) -> Iterator[Problem]:
    for index, item, role, duties in _held(subject):
        if duties.backup in item:
            if item[duties.backup] == item[duties.holder]:
                backup = item[duties.backup]
                message = Text(f"A角、B角都是 {backup}", f"{backup} is holder and backup")
                help = Text("换一个B角", "name another backup")
                yield Problem(message, ("items", index, duties.backup), help, value=backup)
        elif role.get("backup"):
            message = Text(f"{item[duties.role]}要有B角，没有写", f"{item[duties.role]} has to have a backup")
            help = Text(f"补填 {duties.backup}", f"fill in {duties.backup}")
            yield Problem(message, ("items", index), help, value=item[duties.charge])


@rule(
    "QZ577",
    "error",
    title=Text("应当兼任的没有登记", "A double post is not registered"),
    why=Text(
        "党组织书记兼居民委员会主任、站长兼副书记这样的双向进入、交叉任职，要逐个登记；没有登记就看不出落实没有。",
        "Where a secretary also chairs the residents' committee, or the head of a station is also deputy secretary, each "
        "such case is registered; otherwise nobody can see whether it was done.",
    ),
    fails=_held_by(", concurrent_posts: [楼栋长]", "also: [网格党支部书记]"),
    passes=_held_by(", concurrent_posts: [网格党支部书记]", "also: [网格党支部书记]"),
)
def double_posts(subject: Subject) -> Iterator[Problem]:
    for index, item, role, duties in _held(subject):
        for post in role.get("also", ()):
            if post not in item.get(duties.also, ()):
                message = Text(
                    f"{item[duties.charge]}的{item[duties.role]}应当兼任{post}，没有登记",
                    f"{item[duties.role]} of {item[duties.charge]} has to be {post} as well",
                )
                help = Text(f"兼任的写入 {duties.also}", f"if so, write it under {duties.also}")
                path = ("items", index, duties.also) if duties.also in item else ("items", index)
                yield Problem(message, path, help, value=post)


@rule(
    "QZ578",
    "error",
    title=Text("跨身份任用没有批准", "Somebody of another identity, and no approval"),
    why=Text(
        "可以统筹使用各类人员，但跨身份任用要登记批准的机关和文号，否则编制和人员对不上账。",
        "People may be used across identities, but who allowed it has to be on record; otherwise posts and people no "
        "longer agree.",
    ),
    fails=_held_by(", identity: 事业编制", "identities: [社区工作者]"),
    passes=_held_by(
        ", identity: 事业编制, approval: {body: 区委组织部, number: 组通〔2025〕1号}",
        "identities: [社区工作者]",
    ),
)
def identities(subject: Subject) -> Iterator[Problem]:
    for index, item, role, duties in _held(subject):
        allowed, found = role.get("identities"), item.get(duties.identity)
        if allowed is None or found in allowed or duties.approval in item:
            continue
        wanted = "、".join(allowed)
        message = (
            Text(
                f"身份是{found}，{item[duties.role]}应当是{wanted}",
                f"{found}; the role is for {', '.join(allowed)}",
            )
            if found
            else Text(
                f"没有写人员身份，{item[duties.role]}应当是{wanted}",
                f"no identity; the role is for {', '.join(allowed)}",
            )
        )
        help = Text(
            f"经批准的补填 {duties.approval}；否则换人", f"fill in {duties.approval} if it was allowed"
        )
        path = ("items", index, duties.identity) if found else ("items", index)
        yield Problem(message, path, help, value=str(found or ""))


@rule(
    "QZ580",
    "error",
    title=Text("职级与应当高配的不一致", "The grade is not what the role asks for"),
    why=Text(
        "规定由某一职级的人担任的，逐个登记职级；职级低了或者没有写，就看不出高配落实没有。",
        "Where a role is for people of a certain grade, the grade of each is registered; a lower one, or none, leaves open "
        "whether it was given.",
    ),
    fails=_held_by(", grade: 股级", "grade: 副科级"),
    passes=_held_by(", grade: 副科级", "grade: 副科级"),
)
def grades(subject: Subject) -> Iterator[Problem]:
    for index, item, role, duties in _held(subject):
        wanted, found = role.get(duties.grade), item.get(duties.grade)
        if wanted is None or found == wanted:
            continue
        name = item[duties.role]
        message = (
            Text(f"职级是{found}，{name}应当是{wanted}", f"{found}; {name} has to be {wanted}")
            if found
            else Text(f"没有写职级，{name}应当是{wanted}", f"no grade; {name} has to be {wanted}")
        )
        help = Text("核对任职文件，改正职级", "look it up in the document of appointment and correct it")
        path = ("items", index, duties.grade) if found else ("items", index)
        yield Problem(message, path, help, value=str(found or ""))


_CHAIN = {
    "kind": "assignments",
    "roles": "[{name: 党员包户, per: household, held_by: 小组包党员}, {name: 小组包党员, per: party-member}]",
}
_MEMBER = (
    "items:\n"
    "  - {id: BL-1, name: 一号楼一户, charge: H-101, charge_type: household, role: 党员包户, holder: DY-%s}\n"
    "  - {id: BL-2, name: 党员一, charge: DY-01, charge_type: party-member, role: 小组包党员, holder: 第一党小组}\n"
)


@rule(
    "QZ579",
    "error",
    title=Text("包联链条断了", "A gap in a chain of duties"),
    why=Text(
        "支部包片、党小组包党员、党员包住户，一环扣一环：包住户的党员自己要有党小组包。断了一环，上面的要求到不了下面。",
        "A branch looks after an area, a group after members, members after households. Whoever looks after a household has "
        "to be looked after in turn; with a gap nothing gets through.",
    ),
    fails=Example(_MEMBER % "02", _CHAIN),
    passes=Example(_MEMBER % "01", _CHAIN),
)
def chains(subject: Subject) -> Iterator[Problem]:
    duties = subject.traits.declared.duties
    if duties is None:
        return
    subject.require_all(Text("上一级岗位有没有空缺", "whether the post above is held"))
    for index, item, above in outside_chain(_seats(subject), duties):
        holder = item[duties.holder]
        message = Text(f"{holder} 没有“{above}”", f"{holder} has no {above}")
        help = Text(
            f"补写 {holder} 的“{above}”，或者换人", f"add {above} for {holder}, or name somebody else"
        )
        yield Problem(message, ("items", index, duties.holder), help, value=f"{above} {holder}")


@rule(
    "QZ583",
    "warning",
    title=Text("走访检查逾期", "A visit is overdue"),
    why=Text(
        "包保要定期走访检查。超过间隔没有去，或者一次也没有记，包保就只在纸上。",
        "Whoever answers for a place goes there at intervals. Overdue, or never noted, the duty is only on paper.",
    ),
    fails=_held_by("", "every_days: 30"),
    passes=_SOUND,
)
def visits(subject: Subject) -> Iterator[Problem]:
    duties, today = subject.traits.declared.duties, subject.config.today
    if duties is None:
        return
    for seat in _seats(subject):
        for index, item, days in overdue(seat, duties, today):
            most = seat.role["every_days"]
            if days is None:
                message = Text(
                    f"没有走访日期，间隔不超过 {most} 天", f"no visit; there has to be one every {most} days"
                )
            else:
                message = Text(
                    f"最近走访 {item[duties.visited]}，到今天（{today}）{days} 天，间隔不超过 {most} 天",
                    f"last visit {item[duties.visited]}, {days} days before today ({today}); {most} are allowed",
                )
            path = ("items", index, duties.visited) if days is not None else ("items", index)
            help = Text(f"走访后改写 {duties.visited}", f"visit, then note it under {duties.visited}")
            yield Problem(message, path, help, value=str(item.get(duties.visited, "")))


@rule(
    "QZ584",
    "error",
    title=Text("角色不在清单开头的 roles 里", "A role that the head of the list does not have"),
    why=Text(
        "事项的角色和对象类型要对得上 roles，否则不知道该有几个，也就没有核对。",
        "The role of an item, and the type of its object, have to be one of roles; otherwise nobody knows how many there "
        "should be, and nothing is checked.",
    ),
    fails=Example(_ONE + _ITEM % (2, "网格员", "WG-0103", ""), _list("exactly: 1")),
    passes=_SOUND,
)
def unknown_roles(subject: Subject) -> Iterator[Problem]:
    duties = subject.traits.declared.duties
    if duties is None:
        return
    known = roles_by_name(subject.header, duties)
    pairs = {(role["name"], role["per"]) for role in subject.header.get(duties.roles, ())}
    for index, item in subject.live:
        name, kind = item[duties.role], item[duties.type]
        if name not in known:
            message = Text(f"roles 里没有“{name}”", f"roles has no “{name}”")
            help = did_you_mean(
                suggest(name, known), Text("补写到 roles，或者改正", "add it to roles, or correct it")
            )
            yield Problem(message, ("items", index, duties.role), help, value=name)
        elif (name, kind) not in pairs:
            per = known[name]["per"]
            words = [subject.traits.word(duties.type, each) for each in (per, kind)]
            message = Text(
                f"“{name}”的对象是{words[0]}，不是{words[1]}", f"“{name}” is for {per}, not for {kind}"
            )
            help = Text("改正对象类型", "correct the type of the object")
            yield Problem(message, ("items", index, duties.type), help, value=f"{name} {kind}")


@rule(
    "QZ589",
    "warning",
    title=Text("担任者像是姓名", "A holder that looks like a person's name"),
    why=Text(
        "清单只写职务、岗位或工号，不写姓名：清单要公开，人也会换。",
        "Lists name posts and staff codes, never people: lists are published, and people change.",
    ),
    fails=Example(_ONE.replace("WG-0101", "王小明"), _list("exactly: 1")),
    passes=Example(_ONE.replace("WG-0101", "王家村村长"), _list("exactly: 1")),
)
def personal_names(subject: Subject) -> Iterator[Problem]:
    for index, item, _, duties in _held(subject):
        for name in (duties.holder, duties.backup):
            if _PERSON.match(item.get(name, "")):
                message = Text(f"“{item[name]}”像是姓名", f"“{item[name]}” looks like the name of a person")
                help = Text("改写职务、岗位或工号", "write the post, or a staff code")
                yield Problem(message, ("items", index, name), help, value=item[name])


_PERSON = regex(
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤][一-鿿]{0,1}"
    "[^长员任记办局科室站队组部会委岗区所社村街镇乡心校院处]$"
)
"""A frequent family name and one or two characters, of which the last is not the end of a post or a body."""


def _seats(subject: Subject) -> list[Seat]:
    """Every role of every object, worked out once for all rules."""
    duties = subject.traits.declared.duties
    if duties is None:
        return []
    return subject.once(
        "seats",
        lambda: [*seats(subject.header, subject.live, duties, subject.registers, subject.config.today)],
    )


def _held(subject: Subject) -> Iterator[tuple[int, Item, Item, Duties]]:
    """Position, assignment and role of everything that holds today, and which fields say so."""
    duties = subject.traits.declared.duties
    if duties is not None:
        known = roles_by_name(subject.header, duties)
        for index, item in subject.live:
            if lasts(item, duties, subject.config.today):
                yield index, item, known.get(item[duties.role], {}), duties
