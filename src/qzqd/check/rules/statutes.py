"""QZ420: a register of laws that contradicts itself, so that what is held against it is held against nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.check.cited import in_title_marks
from qzqd.check.rule import Example, rule
from qzqd.check.rules.levels import misnamed
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import repeats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item
    from qzqd.open.registers import Registers

_LAWS = {"kind": "laws"}
_FIRE = (
    "items:\n"
    "  - id: FL-1\n"
    "    name: 湖北省消防条例\n"
    "    level: 地方性法规\n"
    '    editions: [{date: "2011-07-29", articles: 75}, {date: "%s", articles: 80}]\n'
)


@rule(
    "QZ420",
    "error",
    title=Text("法规登记簿自相矛盾", "A register of laws that contradicts itself"),
    why=Text(
        "一个日期只有一个版本，废止不会早于公布，取代它的是另一部法规，一个简称只指一部，叫条例的不是法律。"
        "登记错了，引用它的清单就跟着核对错。"
        "几份登记簿都有的一部法规，合起来用；说法不一的，以前一份为准，后一份在这里提示。",
        "One day has one edition; nothing is repealed before it was published, or superseded by itself; a short title is that of "
        "one instrument; what is called 条例 is no law. A list that cites what is registered wrongly is checked wrongly. What several registers say of one instrument is taken together; "
        "where they disagree the first has it, and the other is told here.",
    ),
    fails=Example(_FIRE % "2011-07-29", _LAWS),
    passes=Example(_FIRE % "2020-11-27", _LAWS),
)
def contradictory_register(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.LAWS:
        return
    short: dict[str, Item] = {}
    for _, item in subject.live:
        short.setdefault(item["name"], item)
    for index, item in subject.items:
        at: DataPath = ("items", index)
        yield from _editions(item, at)
        yield from _against_others(item, at, subject.registers)
        if item.get("superseded_by") == item["name"]:
            yield _problem("取代它的就是它自己", "it is superseded by itself", (*at, "superseded_by"), item)
        if item["level"] == "法律" and misnamed(item["name"]):
            law = in_title_marks(item["name"])
            yield _problem(f"{law}看名称不是法律", f"{law} is not a 法律, by its name", (*at, "level"), item)
        for number, title in enumerate(item.get("short_titles", ())):
            first = short.setdefault(title, item)
            if first is not item and "repealed" not in item:
                yield _problem(
                    f"“{title}”也是{in_title_marks(first['name'])}的名称",
                    f"“{title}” is a title of {in_title_marks(first['name'])}, too",
                    (*at, "short_titles", number),
                    item,
                )


def _editions(item: Item, at: DataPath) -> Iterator[Problem]:
    dates = [edition["date"] for edition in item["editions"]]
    for number in repeats(dates):
        date = dates[number]
        yield _problem(
            f"{date} 有两个版本", f"two editions of {date}", (*at, "editions", number, "date"), item
        )
    ended = item.get("repealed", "")
    if ended and ended < max(dates):
        yield _problem(
            f"{ended} 废止，却有 {max(dates)} 的版本",
            f"repealed on {ended}, and there is an edition of {max(dates)}",
            (*at, "repealed"),
            item,
        )


def _against_others(item: Item, at: DataPath, registers: Registers) -> Iterator[Problem]:
    """Of what two registers have, the first is believed."""
    known = registers.laws.get(item["name"])
    if known is None or known.title != item["name"]:
        return
    if known.level != item["level"]:
        yield _problem(
            f"另一份登记簿写的级别是{known.level}",
            f"another register has {known.level}",
            (*at, "level"),
            item,
        )
    lasts, times = dict(known.editions), Counter(edition["date"] for edition in item["editions"])
    for number, edition in enumerate(item["editions"]):
        last, mine = lasts.get(edition["date"], 0), edition.get("articles", 0)
        if last and mine and last != mine and times[edition["date"]] == 1:
            yield _problem(
                f"{edition['date']} 版，另一份登记簿写的末条是 {last}",
                f"another register has {last} articles in the edition of {edition['date']}",
                (*at, "editions", number, "articles"),
                item,
            )


def _problem(zh: str, en: str, path: DataPath, item: Item) -> Problem:
    return Problem(
        Text(zh, en),
        path,
        Text("对照法规原文改正", "look it up in the text of the instrument"),
        value=item["id"],
    )
