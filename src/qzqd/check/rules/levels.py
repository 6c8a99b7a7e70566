"""QZ407, QZ410 to QZ413: the level of an instrument grants what the item does, and agrees with all else said of it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from qzqd.check.cited import cited_places, distinct, in_title_marks, unregistered
from qzqd.check.provinces import PROVINCES
from qzqd.check.rule import Example, power, rule
from qzqd.law import COUNTRY
from qzqd.locale import Text
from qzqd.open.registers import bare_title
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.law.orders import Order
    from qzqd.open.catalogue import Item
    from qzqd.open.registers import Registers

    PlacedEntry = tuple[DataPath, Item]

V = TypeVar("V")

_GRANTING = {None, "法律", "行政法规", "地方性法规", "自治条例和单行条例", "国务院决定"}
_STATE_COUNCIL = "国务院"


class _Cited(NamedTuple):
    """What a citation says of its instrument."""

    law: str
    level: str | None = None
    number: str | None = None
    edition: str | None = None

    @classmethod
    def of(cls, ground: Item) -> _Cited:
        return cls(ground["law"], *map(ground.get, cls._fields[1:]))


def _wrong(subject: Subject, judge: Callable[[Registers, _Cited], V]) -> dict[tuple[Any, ...], V]:
    """What is said of an instrument on which `judge` has a verdict, with that."""

    def verdict(*said: Any) -> V:
        return judge(subject.registers, _Cited(*said))

    return subject.told(judge.__qualname__, distinct(subject, *_Cited._fields[1:]), verdict)


def _powers(*grounds: str, power_type: str = "行政检查") -> Example:
    return Example(
        "items:\n"
        + "".join(
            power(
                f"basis: [{{{ground}}}]",
                key=f"JD-00{number}",
                name=f"消防安全检查{number}",
                power_type=power_type,
            )
            for number, ground in enumerate(grounds, 1)
        )
    )


_SORTS = {
    "国务院令": Text(
        "国务院令公布的是行政法规",
        "an order of the State Council publishes administrative regulations (行政法规)",
    ),
    "主席令": Text("主席令公布的是法律", "an order of the President publishes laws (法律)"),
    "政府令": Text(
        "政府令公布的是地方政府规章",
        "an order of a local government publishes rules of that government (地方政府规章)",
    ),
    "部门令": Text(
        "部门令公布的是部门规章", "an order of a department publishes rules of that department (部门规章)"
    ),
}


@rule(
    "QZ410",
    "warning",
    title=Text("令号与效力级别不符", "Order number and level disagree"),
    why=Text(
        "国务院令公布行政法规，主席令公布法律，部门令和政府令公布规章。令号与级别对不上，必有一处写错。"
        "经国务院批准、由部门公布的旧法规，部门令也对得上。",
        "The State Council publishes administrative regulations by its orders, the President laws, departments and local "
        "governments their rules. Where number and level disagree, one of them is wrong. Old regulations that the State "
        "Council approved and a department published agree with that department's order.",
    ),
    fails=_powers("law: 报废机动车回收管理办法, level: 部门规章, number: 国务院令第715号, article: 4"),
    passes=_powers("law: 报废机动车回收管理办法, level: 行政法规, number: 国务院令第715号, article: 4"),
)
def order_against_level(subject: Subject) -> Iterator[Problem]:
    wrong = _wrong(subject, _contradicted)
    for path, ground in cited_places(subject) if wrong else ():
        if contradiction := wrong.get(_Cited.of(ground)):
            registered = subject.registers.law(ground["law"]) is not None
            says, level = _SORTS[contradiction.sort], ground["level"]
            yield Problem(
                Text(f"{says.zh}，这里写的级别是{level}", f"{says.en}, and the level here is {level}"),
                (*path, "number" if registered else "level"),
                Text(
                    "核对令号和级别，改正写错的一处",
                    "check both the number and the level, and correct the wrong one",
                ),
                value=f"{ground['law']} {ground['number']} {level}",
            )


def _contradicted(registers: Registers, cited: _Cited) -> Order | None:
    """The order that the level contradicts. A level other than the registered one has a finding of its own (QZ405)."""
    if (
        not cited.level
        or "令" not in (cited.number or "")
        or bare_title(cited.law).startswith(_STATE_COUNCIL)
    ):
        return None
    known = registers.law(cited.law)
    if known and known.level != cited.level:
        return None
    from qzqd.law.orders import order

    # What was amended since keeps the number of the order by which it was first published.
    told_by_number = order(cited.number or "", "" if known else cited.edition or "")
    return told_by_number if told_by_number and cited.level not in told_by_number.levels else None


_LESSER = ("条例", "办法", "细则")
_PROVINCES = tuple(PROVINCES.values())
_STATUTES = frozenset(
    (
        "户口登记条例",
        "学位条例",
        "外交特权与豁免条例",
        "领事特权与豁免条例",
        "人民警察警衔条例",
        "海关关衔条例",
        "消防救援衔条例",
        "治安管理处罚条例",
        "国境卫生检疫条例",
        "逮捕拘留条例",
        "农业税条例",
        "消防条例",
        "外国人入境出境过境居留旅行管理条例",
        "惩治军人违反职责罪暂行条例",
        "广东省经济特区条例",
        "中国人民解放军军官军衔条例",
        "中国人民解放军军官服役条例",
        "中国人民解放军现役军官服役条例",
        "中国人民解放军选举全国人民代表大会和县级以上地方各级人民代表大会代表的办法",
    )
)
"""What the National People's Congress or its Standing Committee made and did not call 法."""


@rule(
    "QZ411",
    "warning",
    title=Text("不像是法律", "Hardly a law"),
    why=Text(
        "法律由全国人大及其常委会制定，名称以“法”结尾；条例、办法、细则和以省份开头的是法规、规章。个别叫条例的法律（如户口登记条例）"
        "不算；登记簿里有的，以登记簿为准。",
        "Laws are made by the National People's Congress and are called 法; what ends in 条例, 办法 or 细则, or begins with a "
        "province, is a regulation or a rule. The few laws with such names are known; of what is registered the register tells.",
    ),
    fails=_powers("law: 湖北省消防条例, level: 法律, article: 32"),
    passes=_powers("law: 中华人民共和国户口登记条例, level: 法律, article: 3"),
)
def hardly_a_law(subject: Subject) -> Iterator[Problem]:
    wrong = _wrong(subject, _hardly_a_law)
    for path, ground in cited_places(subject) if wrong else ():
        if _Cited.of(ground) in wrong:
            law = in_title_marks(ground["law"])
            yield Problem(
                Text(f"{law}看名称不是法律", f"{law} is not a 法律, by its name"),
                (*path, "level"),
                Text(
                    "核对级别：国务院的是行政法规，地方人大的是地方性法规，部门、地方政府的是规章",
                    "check the level: 行政法规 of the State Council, 地方性法规 of a local congress, 规章 of a department or a "
                    "local government",
                ),
                value=f"{ground['law']} {ground['level']}",
            )


def misnamed(law: str) -> bool:
    """Whether the title is none that a law has."""
    title = _instrument(law)
    lesser = title.endswith(_LESSER) or title.startswith(_PROVINCES)
    return lesser and title not in _STATUTES and not title.startswith("全国人")


def _hardly_a_law(registers: Registers, cited: _Cited) -> bool:
    return (
        cited.level == "法律"
        and misnamed(cited.law)
        and registers.law(cited.law) is None
        and _contradicted(registers, cited) is None
    )


@rule(
    "QZ412",
    "warning",
    title=Text("同一法规写了两个级别", "One instrument, two levels"),
    why=Text(
        "一部法规只有一个效力级别。同一份清单里写法不一，统计依据时就会把它算成两部。登记簿里有的，以登记簿为准。",
        "An instrument has one level. Written with two in one list, it counts as two. Of what is registered the register tells.",
    ),
    fails=_powers(
        "law: 湖北省消防条例, level: 地方性法规, article: 4",
        "law: 湖北省消防条例, level: 地方政府规章, article: 5",
    ),
    passes=_powers(
        "law: 湖北省消防条例, level: 地方性法规, article: 4",
        "law: 湖北省消防条例, level: 地方性法规, article: 5",
    ),
)
def two_levels(subject: Subject) -> Iterator[Problem]:
    def usable(cited: _Cited) -> bool:
        contradiction = _contradicted(subject.registers, cited) or _hardly_a_law(subject.registers, cited)
        return bool(cited.level) and not contradiction

    for sought in _disagreeing(subject, "level", usable):
        levels = Counter(ground["level"] for _, ground in sought)
        usual = max(levels, key=lambda level: levels[level])
        path, ground = next(place for place in sought if place[1]["level"] != usual)
        law, others = (
            in_title_marks(ground["law"]),
            listed([level for level in levels if level != ground["level"]]),
        )
        yield Problem(
            Text(
                f"{law}在这里是{ground['level']}，在这份清单别处是{others.zh}",
                f"{law} is {ground['level']} here and {others.en} elsewhere in this list",
            ),
            (*path, "level"),
            Text("核对后写成同一个级别", "find out which is right, and write that everywhere"),
            value=f"{bare_title(ground['law'])} {' '.join(sorted(levels))}",
        )


@rule(
    "QZ413",
    "info",
    title=Text("同一法规引用了两个版本", "One instrument, two editions"),
    why=Text(
        "同一份清单引用一部法规的两个版本，多半是有的事项没有跟着修订更新，或者把施行日期写成了版本。"
        "登记簿里有的法规不在这里提示，直接与最新版本核对。",
        "Where a list cites two editions of one instrument, some items were mostly not updated, or a date of entry into "
        "force was taken for an edition. What is registered is held against the newest edition instead.",
    ),
    fails=_powers(
        'law: 湖北省消防条例, edition: "2011-07-01", article: 4',
        'law: 湖北省消防条例, edition: "2020", article: 5',
    ),
    passes=_powers(
        'law: 湖北省消防条例, edition: "2020-11-27", article: 4',
        'law: 湖北省消防条例, edition: "2020", article: 5',
    ),
)
def two_editions(subject: Subject) -> Iterator[Problem]:
    for sought in _disagreeing(subject, "edition", lambda cited: bool(cited.edition)):
        editions = sorted({ground["edition"] for _, ground in sought})
        if all(longer.startswith(shorter) for shorter, longer in pairwise(editions)):
            continue
        path, ground = next(place for place in sought if not editions[-1].startswith(place[1]["edition"]))
        others = listed([edition for edition in editions if edition != ground["edition"]])
        law = in_title_marks(ground["law"])
        yield Problem(
            Text(
                f"{law}在这里引用的是 {ground['edition']} 版，在这份清单别处是 {others.zh}",
                f"{law} is cited in its {ground['edition']} edition here, and as of {others.en} elsewhere in this list",
            ),
            (*path, "edition"),
            Text(
                "按最新版本核对条款；版本写公布日期",
                "check against the newest edition; it goes by its date of publication",
            ),
            value=f"{bare_title(ground['law'])} {' '.join(editions)}",
        )


def _disagreeing(
    subject: Subject, field: str, usable: Callable[[_Cited], bool]
) -> Iterator[list[PlacedEntry]]:
    """For each unregistered instrument that is cited with several values of the field, the citations that have one."""
    values: dict[str, set[str]] = {}
    strange = unregistered(subject)
    for cited in starmap(_Cited, distinct(subject, *_Cited._fields[1:]) if strange else ()):
        if cited.law in strange and usable(cited):
            values.setdefault(_instrument(cited.law), set()).add(getattr(cited, field))
    several = {instrument for instrument, found in values.items() if len(found) > 1}
    sought: dict[str, list[PlacedEntry]] = {}
    for path, ground in cited_places(subject) if several else ():
        instrument = _instrument(ground["law"])
        if instrument in several and usable(_Cited.of(ground)):
            sought.setdefault(instrument, []).append((path, ground))
    yield from sought.values()


def _instrument(law: str) -> str:
    """The title as short as people write it."""
    return bare_title(law).removeprefix(COUNTRY)


_LICENCE = "行政许可"


def _licences_rest(subject: Subject) -> bool:
    """Whether there are none, or nothing is cited at all that may not grant one."""
    if _LICENCE not in subject.column("power_type"):
        return True

    def cannot(law: str, level: str | None) -> bool:
        return not _may_grant({"law": law, "level": level}, subject.registers)

    return not subject.told("cannot grant", distinct(subject, "level"), cannot)


@rule(
    "QZ407",
    "error",
    title=Text("许可没有上位法依据", "A licence without a ground in law"),
    why=Text(
        "行政许可只能由法律、行政法规、地方性法规设定，必要时由国务院决定设定；"
        "省级政府规章只能设定一年期的临时许可（行政许可法第十四、十五条）。",
        "Only laws, administrative and local regulations and decisions of the State Council create licences; "
        "a provincial rule may do so for one year at most (Administrative Licensing Law, 14 and 15).",
    ),
    fails=_powers("law: 湖北省消防管理办法, level: 地方政府规章, article: 5", power_type="行政许可"),
    passes=_powers("law: 湖北省消防条例, level: 地方性法规, article: 5", power_type="行政许可"),
    quiet=_licences_rest,
)
def licence_without_law(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live:
        if item.get("power_type") != _LICENCE or "basis" not in item:
            continue
        grounds = item["basis"]
        if not any(_may_grant(ground, subject.registers) for ground in grounds):
            levels = listed(list(dict.fromkeys(str(_level(ground, subject.registers)) for ground in grounds)))
            yield Problem(
                Text(
                    f"行政许可的依据只有{levels.zh}，没有法律、行政法规或者地方性法规",
                    f"this licence rests only on {levels.en}: no law, administrative or local regulation",
                ),
                ("items", index, "basis"),
                Text(
                    "补上设定该许可的法律、法规；没有的不能作为行政许可列入清单",
                    "add the law or regulation that creates it; without one it cannot stand as a licence",
                ),
                value=item["id"],
            )


def _may_grant(ground: Item, registers: Registers) -> bool:
    """A level that nobody states might be any; a document of the State Council might be its decision."""
    return _level(ground, registers) in _GRANTING or bare_title(ground["law"]).startswith(_STATE_COUNCIL)


def _level(ground: Item, registers: Registers) -> str | None:
    law = registers.law(ground["law"])
    return law.level if law else ground.get("level")
