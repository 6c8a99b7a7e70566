"""QZ414 to QZ416: a ground that cannot be the one of this list: of another place, of a later day, of no article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.cited import cited_field, cited_places, distinct, in_title_marks, once_each
from qzqd.check.provinces import PROVINCES
from qzqd.check.rule import Example, power, rule
from qzqd.kinds.rank import WHOLE_COUNTRY
from qzqd.locale import Text
from qzqd.open.registers import bare_title
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item

_NATIONAL = frozenset(
    ("宪法", "法律", "行政法规", "监察法规", "司法解释", "部门规章", "党内法规", "国务院决定")
)
_NAMES = tuple(PROVINCES.values())


def _power(ground: str, **head: str) -> Example:
    return Example("items:\n" + power(f"basis: [{{{ground}}}]", name="市容检查"), head)


@rule(
    "QZ414",
    "warning",
    title=Text("依据是别的地方的法规、规章", "A ground of another place"),
    why=Text(
        "地方性法规、地方政府规章和地方的文件只在本地方有效。依据是别的省、别的市的，多半是照抄了那里的清单。市名以单位登记簿为准。",
        "What a province or city has made holds there alone. A ground from elsewhere mostly shows that the list was copied from "
        "there. Cities are known by the register of units.",
    ),
    fails=_power("law: 四川省城乡环境综合治理条例, level: 地方性法规, article: 5"),
    passes=_power("law: 湖北省城市市容和环境卫生管理条例, level: 地方性法规, article: 5"),
    quiet=lambda subject: not _elsewhere(subject),
)
def ground_of_another_place(subject: Subject) -> Iterator[Problem]:
    elsewhere = _elsewhere(subject)
    place = subject.header["jurisdiction"]["name"] if elsewhere else ""

    def told(_: DataPath, ground: Item) -> tuple[str, str] | None:
        owner = elsewhere.get((ground["law"], ground.get("level")))
        return (ground["law"], owner) if owner else None

    for (law, owner), path, often in once_each(subject, told) if elsewhere else ():
        name = in_title_marks(law)
        yield Problem(
            Text(
                f"{name}是{owner}的，在{place}无效{often.zh}",
                f"{name} is of {owner} and does not hold in {place}{often.en}",
            ),
            (*path, "law"),
            Text("改引国家的或者本地的规定", "cite what the state, or this place, has made"),
            value=law,
        )


def _elsewhere(subject: Subject) -> dict[tuple[str, str | None], str]:
    """Citations of what another province or city has made, and which one."""
    place = subject.header.get("jurisdiction")
    code = place["code"] if place else WHOLE_COUNTRY
    misnamed = place and subject.registers.codes.get(code, place["name"]) != place["name"]  # QZ306 tells
    if misnamed or code == WHOLE_COUNTRY or code[:2] not in PROVINCES:
        return {}
    cities = _cities(subject)
    beginnings = (*_NAMES, *cities)

    def owner(law: str, level: str | None) -> str:
        title = bare_title(law)
        if level in _NATIONAL or not title.startswith(beginnings):
            return ""
        known = subject.registers.law(law)
        if known and known.level in _NATIONAL:
            return ""
        return next(each for each in beginnings if title.startswith(each))

    def ours(name: str) -> bool:
        if name not in cities:
            return PROVINCES[code[:2]] == name
        city = cities[name]
        return code[:2] == city[:2] and code[2:4] in ("00", city[2:4])

    owned = subject.told("owner", distinct(subject, "level"), owner)
    return {ground: name for ground, name in owned.items() if not ours(name)}


def _cities(subject: Subject) -> dict[str, str]:
    """The codes of the cities that the register of units has, by name; looked for once in a run."""
    if "cities" not in subject.known:
        codes = subject.registers.codes.items()
        subject.known["cities"] = {
            name: key for key, name in codes if len(key) == 6 and key[2:4] != "00" and key[4:] == "00"
        }
    found: dict[str, str] = subject.known["cities"]
    return found


@rule(
    "QZ415",
    "info",
    title=Text("所引法规的版本晚于清单", "An edition later than the list"),
    why=Text(
        "清单公布的时候还没有这个版本，不可能以它为依据：清单改过而版本没有改，或者法规的版本写错。"
        "清单以版本、生效日期、来源日期里最晚的一个为准；登记簿没有的版本、今天以后的版本另有规则提示。",
        "When the list was published there was no such edition, so nothing can have rested on it: the list was changed and its "
        "own edition was not, or that of the instrument is wrong. A list is as late as the latest of its edition, the day it "
        "took effect and the date of its source. Editions that the register lacks, or that are to come, have rules of their own.",
    ),
    fails=_power('law: 中华人民共和国行政处罚法, edition: "2021-01-22", article: 24', edition='"2019-01-01"'),
    passes=_power(
        'law: 中华人民共和国行政处罚法, edition: "2021-01-22", article: 24', edition='"2021-07-01"'
    ),
    quiet=lambda subject: not _later(subject, _day(subject)),
)
def edition_later_than_list(subject: Subject) -> Iterator[Problem]:
    day = _day(subject)
    later = _later(subject, day)
    items = dict(subject.items)

    def told(path: DataPath, ground: Item) -> tuple[str, str] | None:
        cited = (ground["law"], ground.get("edition", ""))
        began = items[int(path[1])].get("effective", "")
        return cited if cited in later and began[: len(cited[1])] < cited[1] else None

    for (law, edition), path, often in once_each(subject, told) if later else ():
        name = in_title_marks(law)
        yield Problem(
            Text(
                f"引用的{name}是 {edition} 版，晚于清单（{day}）{often.zh}",
                f"cites the {edition} edition of {name}, which is later than the list ({day}){often.en}",
            ),
            (*path, "edition"),
            Text(
                "清单按新版本改过的，改写清单的 edition；否则核对法规的版本",
                "if the list was revised by it, write a new edition of the list; otherwise check that of the instrument",
            ),
            value=f"{law} {edition}",
        )


def _day(subject: Subject) -> str:
    """As late as the list can be. A year counts to its end."""
    head = subject.header
    days: tuple[str, ...] = (
        head.get("edition", ""),
        head.get("effective", ""),
        head.get("source", {}).get("date", ""),
    )
    return max(filter(None, days), key=lambda day: day.ljust(len("2025-01-01"), "~"), default="")


def _later(subject: Subject, day: str) -> set[tuple[str, str]]:
    if not day:
        return set()
    today = subject.config.today
    return {
        (law, edition)
        for law, edition in distinct(subject, "edition")
        if edition
        and edition[: len(day)] > day[: len(edition)]
        and edition <= today[: len(edition)]
        and _published(subject, law, edition)
    }


def _published(subject: Subject, law: str, edition: str) -> bool:
    """Whether there is such an edition, as far as anybody knows: one that the register lacks has a finding of its own."""
    known = subject.registers.law(law)
    return known is None or any(date.startswith(edition) for date, _ in known.editions)


_PARTS = ("paragraph", "subparagraph", "item")


@rule(
    "QZ416",
    "error",
    title=Text("条、款、项写得不成立", "No such provision can be"),
    why=Text(
        "款、项是条里的，没有条号就不知道是哪一条的第几款；写在附件、目录里的，用 locator 写明位置。"
        "决定、意见、通知、目录不分条的，直接写项，不提示。"
        "“35-32”读作第三十五条之三十二，没有这样的条：多半是第三十二条至第三十五条写反了。",
        "Paragraphs and subparagraphs are parts of an article, and without its number nobody knows of which; what stands in an "
        "annex is found by `locator`. A decision, opinion, notice or list has none, and items of its own. “35-32” is the 32nd article inserted behind 35, and there is none such: mostly it is a "
        "range, 32 to 35, the wrong way round.",
    ),
    fails=_power("law: 中华人民共和国消防法, paragraph: 2"),
    passes=_power("law: 中华人民共和国消防法, article: 32, paragraph: 2"),
    quiet=lambda subject: {*map(type, cited_field(subject, "article"))} <= {int},
)
def impossible_provision(subject: Subject) -> Iterator[Problem]:
    from qzqd.law.provisions import article_step

    for path, ground in cited_places(subject):
        part = next((name for name in _PARTS if name in ground), "")
        if (
            part
            and "article" not in ground
            and "locator" not in ground
            and _OF_ARTICLES.search(bare_title(ground["law"]))
        ):
            number = ground[part]
            yield Problem(
                Text(
                    f"{_WORDS[part].zh} {number} 没有写属于哪一条",
                    f"{_WORDS[part].en} {number} of no article",
                ),
                (*path, part),
                Text("补填 article（条）", "fill in article"),
                value=f"{ground['law']} {number}",
            )
        elif isinstance(article := ground.get("article"), str):
            step = article_step(article)
            if step.inserted > _INSERTED:
                first, last = step.inserted, step.number
                yield Problem(
                    Text(
                        f"没有第 {last} 条之 {first} 这样的条",
                        f"there is no article {last} with {first} inserted behind it",
                    ),
                    (*path, "article"),
                    Text(
                        f"第 {first} 条至第 {last} 条写作 {first}-{last}",
                        f"write {first}-{last} for the range from {first} to {last}",
                    ),
                    value=f"{ground['law']} {article}",
                )


_OF_ARTICLES = regex("(?:法|条例|办法|规定|细则|规则|章程)(?:[（(].*)?$")
_INSERTED = 20
"""More articles than any law has inserted behind one: the criminal code has nine behind 120 and 291."""
_WORDS = {
    "paragraph": Text("款", "paragraph"),
    "subparagraph": Text("项", "subparagraph"),
    "item": Text("目", "item"),
}
