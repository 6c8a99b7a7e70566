"""QZ217 to QZ222: units and bodies stand one below the other, within the bounds and models that the place has set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.check.rule import Example, rule
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import did_you_mean, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.open.catalogue import Item

_ABOVE = {
    "city": ("province",),
    "county": ("city", "province"),
    "street": ("county", "city"),
    "township": ("county", "city"),
    "community": ("street", "township"),
    "grid": ("community",),
    "estate": ("community", "grid"),
    "villager-group": ("community",),
    "building": ("estate", "grid"),
    "office": ("department", "institution", "street", "township"),
}
"""What a unit may belong to. A department or an institution may belong to any."""

_UNITS = {"kind": "units"}
_TOWN = (
    "items:\n"
    '  - {id: "420302", name: 茅箭区, code: "420302", type: county}\n'
    '  - {id: "420302001", name: 武当路街道, code: "420302001", type: street, parent: "420302"}\n'
)
_COMMUNITY = '  - {id: SQ, name: 东街社区, code: "420302001001", type: community, parent: "%s"%s}\n'


@rule(
    "QZ217",
    "error",
    title=Text("单位越级隶属", "A unit skips a level"),
    why=Text(
        "社区属于街道，小区、网格属于社区，楼栋属于小区或网格。社区直接挂在县里，中间一级就管不到，也统计不到。",
        "A community belongs to a street, an estate or grid to a community, a building to either. One that hangs on the "
        "county is out of reach of the level between, and missing from its figures.",
    ),
    fails=Example(_TOWN + _COMMUNITY % ("420302", ""), _UNITS),
    passes=Example(_TOWN + _COMMUNITY % ("420302001", ""), _UNITS),
)
def skipped_levels(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.UNITS:
        return
    types = {item["id"]: item["type"] for _, item in subject.items}
    registers = subject.registers
    word = subject.traits.word
    between = {item.get("parent") for _, item in subject.items if item["type"] in _ABOVE["building"]}
    for index, item in subject.live:
        parent, allowed = item.get("parent", ""), _ABOVE.get(item["type"])
        if item["type"] == "building" and parent not in between:
            continue  # the community has neither estates nor grids
        above = types.get(parent) or registers.types.get(registers.codes.get(parent, ""))
        if allowed and above and above not in allowed:
            mine, theirs = word("type", item["type"]), word("type", above)
            wanted = "或".join(word("type", each) for each in allowed)
            message = Text(
                f"{mine}直接属于{theirs}，应当属于{wanted}",
                f"a {item['type']} below a {above}, not a {' or '.join(allowed)}",
            )
            help = Text("改正 parent，或者补登中间一级", "correct `parent`, or register the level between")
            yield Problem(message, ("items", index, "parent"), help, value=f"{item['type']} {above}")


_BODIES = {"kind": "organisations"}
_PARTY = (
    "items:\n"
    "  - {id: JG-01, name: 街道党工委, type: 党组织, level: 街道}\n"
    "  - {id: JG-02, name: 社区党委, type: 党组织, level: 社区, parent: JG-01}\n"
    "  - {id: JG-03, name: 小区党支部, type: 党组织, level: 网格小区, parent: JG-0%s}\n"
)


@rule(
    "QZ218",
    "error",
    title=Text("机构越级隶属", "A body skips a level"),
    why=Text(
        "街道党工委、社区党委、小区党支部、楼栋党小组一级管一级。小区党支部直接挂党工委，社区这一级就空了。",
        "Party committee of the street, of the community, branch of the estate, group of the building: each belongs to the "
        "one above. A branch that hangs on the street leaves the community empty.",
    ),
    fails=Example(_PARTY % 1, _BODIES),
    passes=Example(_PARTY % 2, _BODIES),
)
def skipped_tiers(subject: Subject) -> Iterator[Problem]:
    field = subject.traits.field("tier")
    if not field:
        return
    order: list[str] = subject.traits.fields[field]["enum"]
    tiers = {item["id"]: item[field] for _, item in subject.items if field in item}
    for index, item in subject.live:
        mine, above = item.get(field), tiers.get(item.get("parent", ""))
        if mine and above and order.index(mine) - order.index(above) not in (0, 1):
            message = Text(f"{mine}的机构直接属于{above}的机构", f"a body at {mine} below one at {above}")
            help = Text("改正 parent，或者补上中间一级", "correct `parent`, or add the level between")
            yield Problem(message, ("items", index, "parent"), help, value=f"{mine} {above}")


_BOUNDS = {
    **_UNITS,
    "bounds": "[{type: community, attribute: 户数, at_least: 100, at_most: 700, "
    "basis: [{law: 中华人民共和国城市居民委员会组织法, article: 6}]}]",
}


@rule(
    "QZ219",
    "error",
    title=Text("属性超出范围", "An attribute is out of bounds"),
    why=Text(
        "社区不少于多少户、居委会管多少户，有规定的写在 bounds。超出的要调整，确有原因的在 ignore 里写明。",
        "How many households a community or a committee has at the least and at the most stands under bounds, with its "
        "ground. What lies outside is mended, or the reason given under ignore.",
    ),
    fails=Example(_TOWN + _COMMUNITY % ("420302001", ", attributes: {户数: 900}"), _BOUNDS),
    passes=Example(_TOWN + _COMMUNITY % ("420302001", ", attributes: {户数: 600}"), _BOUNDS),
)
def out_of_bounds(subject: Subject) -> Iterator[Problem]:
    for bound in subject.header.get("bounds", ()):
        name, least, most = bound["attribute"], bound.get("at_least"), bound.get("at_most")
        ground = _ground(bound)
        for index, item in subject.live:
            number = item.get("attributes", {}).get(name)
            if item["type"] != bound["type"] or number is None:
                continue
            if least is not None and number < least:
                message = Text(
                    f"{name} {number}，应不低于 {least}",
                    f"{name} {number}, and {least} at least are asked for",
                )
            elif most is not None and number > most:
                message = Text(
                    f"{name} {number}，应不超过 {most}", f"{name} {number}, and {most} at most are allowed"
                )
            else:
                continue
            help = Text(
                f"{'依据' + ground + '；' if ground else ''}核对；确有原因的，在 ignore 里写明理由",
                f"{ground + '; ' if ground else ''}check it; where there is a reason, give it under ignore",
            )
            yield Problem(message, ("items", index, "attributes", name), help, value=f"{name} {number}")


def _ground(bound: dict[str, Any]) -> str:
    if "basis" not in bound:
        return ""
    from qzqd.law.basis import render_basis

    return render_basis(bound["basis"]).replace("\n", "；")


@rule(
    "QZ220",
    "warning",
    title=Text("属性没有填，没有核对", "An attribute is not given and was not checked"),
    why=Text(
        "有范围要求的属性没有填，就没有核对，不能当作合格。",
        "An attribute that has bounds and no value was not checked, and does not count as sound.",
    ),
    fails=Example(_TOWN + _COMMUNITY % ("420302001", ""), _BOUNDS),
    passes=Example(_TOWN + _COMMUNITY % ("420302001", ", attributes: {户数: 600}"), _BOUNDS),
)
def unknown_attributes(subject: Subject) -> Iterator[Problem]:
    for bound in subject.header.get("bounds", ()):
        name = bound["attribute"]
        for index, item in subject.live:
            given = item.get("attributes", {})
            if item["type"] == bound["type"] and name not in given:
                message = Text(f"没有填{name}，没有核对", f"{name} is not given, and was not checked")
                help = did_you_mean(
                    suggest(name, given),
                    Text(f"在 attributes 里补填 {name}", f"give {name} under attributes"),
                )
                path = ("items", index, "attributes") if given else ("items", index)
                yield Problem(message, path, help, value=name)


_MODELS = {**_UNITS, "models": "[{type: street, one_of: [综合派驻, 智慧监管]}]"}
_STREET = '  - {id: "420302002", name: 二堰街道, code: "420302002", type: street, parent: "420302"%s}\n'
_COUNTY = 'items:\n  - {id: "420302", name: 茅箭区, code: "420302", type: county}\n'


@rule(
    "QZ221",
    "error",
    title=Text("没有选定模式，或者选了别的模式", "No model chosen, or one that is not offered"),
    why=Text(
        "几种体制模式每地选一种。没有选，或者选了模式表以外的，就不知道按哪一种核对。",
        "Of several ways to organise it every place takes one. Without one, or with another, nobody knows which one to "
        "check it against.",
    ),
    fails=Example(_COUNTY + _STREET % "", _MODELS),
    passes=Example(_COUNTY + _STREET % ", model: 综合派驻", _MODELS),
)
def unknown_models(subject: Subject) -> Iterator[Problem]:
    for models in subject.header.get("models", ()):
        options = models["one_of"]
        for index, item in subject.live:
            if item["type"] != models["type"] or item.get("model") in options:
                continue
            choices = "、".join(options)
            if "model" in item:
                message = Text(
                    f"没有“{item['model']}”这种模式", f"“{item['model']}” is not one of the models"
                )
                help = did_you_mean(
                    suggest(item["model"], options), Text(f"有：{choices}", f"there are {choices}")
                )
                yield Problem(message, ("items", index, "model"), help, value=item["model"])
            else:
                message = Text("没有写采用哪种模式", "no model is given")
                yield Problem(
                    message,
                    ("items", index),
                    Text(f"在 model 写一种：{choices}", f"write one of {choices} under model"),
                )


_MAPPED = (
    '  - {id: SQ-%s, name: %s社区, code: "42030200100%s", type: community, parent: "420302001", parcel: %s}\n'
)


@rule(
    "QZ222",
    "error",
    title=Text("两个单位用同一个图斑", "Two units have one parcel"),
    why=Text(
        "一个治理单元在电子地图上是一块图斑，地域、数据、组织才对得上。两个同类的单位用同一块，事情和人员就不知道归谁。",
        "On the map every unit of government is a parcel of its own, so that land, data and organisation agree. With one parcel "
        "for two units of a type nobody knows whose a matter is.",
    ),
    fails=Example(_TOWN + _MAPPED % (1, "东街", 1, "TB-01") + _MAPPED % (2, "西街", 2, "TB-01"), _UNITS),
    passes=Example(_TOWN + _MAPPED % (1, "东街", 1, "TB-01") + _MAPPED % (2, "西街", 2, "TB-02"), _UNITS),
)
def shared_parcels(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.UNITS:
        return
    known: dict[tuple[str, str], Item] = {}
    for index, item in subject.live:
        parcel = item.get("parcel", "")
        first = known.setdefault((item["type"], parcel), item)
        if parcel and first is not item:
            name = first["name"] if first["name"] != item["name"] else f"{first['name']}（{first['id']}）"
            message = Text(f"图斑 {parcel} 已经是{name}的", f"parcel {parcel} is that of {name}")
            help = Text("在电子地图上核对，改正图斑编号", "look it up on the map and correct the number")
            yield Problem(message, ("items", index, "parcel"), help, value=parcel)


_SHORT = '  - {id: %s, name: %s, type: department, parent: "420302", aliases: [区司法局]}\n'


@rule(
    "QZ226",
    "warning",
    title=Text("一个名称是两个单位的", "One name for two units"),
    why=Text(
        "同一个上级之下，一个单位的别名又是另一个单位的名称或者别名，清单里写这个名称，就不知道指谁，只会算到前一个。",
        "Where the short name of one unit is that of another below the same one, a list that uses it may mean either, and counts "
        "for the first.",
    ),
    fails=Example(_COUNTY + _SHORT % ("SF", "茅箭区司法局") + _SHORT % ("SFS", "茅箭区司法所"), _UNITS),
    passes=Example(_COUNTY + _SHORT % ("SF", "茅箭区司法局"), _UNITS),
    quiet=lambda subject: subject.lacks("aliases"),
)
def shared_names(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.UNITS:
        return
    holders: dict[tuple[str, str], Item] = {}
    for _, item in subject.live:
        holders.setdefault((item.get("parent", ""), item["name"]), item)
    for index, item in subject.live:
        for at, alias in enumerate(item.get("aliases", ())):
            first = holders.setdefault((item.get("parent", ""), alias), item)
            if first is not item:
                message = Text(
                    f"“{alias}”也是{first['name']}（{first['id']}）的名称",
                    f"“{alias}” is a name of {first['name']} ({first['id']}), too",
                )
                help = Text(
                    "留给其中一个，另一个写全称", "leave it to one of them, and write the other in full"
                )
                yield Problem(message, ("items", index, "aliases", at), help, value=alias)
