"""Names and codes: what they say of their item, and that lists of one place do not share them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import CERTIFICATES, Example, certificate, power, resting_on, rule, rule_across
from qzqd.check.rules.identity import at_the_one
from qzqd.kinds.traits import Archetype
from qzqd.locale import Text
from qzqd.open.summary import newest_editions
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qzqd.check.subject import Subject
    from qzqd.open.summary import Summary

_PENALTY = "行政处罚"
_PENAL = ("罚", "没收", "吊销", "暂扣", "警告", "责令", "取缔", "通报批评", "拘留", "降低资质")
_MANNER = 5
"""Where so many penalties are named without such a word, and they are the majority, that is how the list names them."""


def _penalty(name: str) -> Example:
    ground = resting_on("城市市容和环境卫生管理条例", 34)
    return Example("items:\n" + power(ground, key="JD-01", name=name, power_type=_PENALTY))


@rule(
    "QZ711",
    "warning",
    title=Text("行政处罚的名称里没有处罚", "A penalty that is not called one"),
    why=Text(
        "行政处罚事项的名称一般是“对……的处罚”。名称里没有处罚，也没有罚款、没收、吊销、警告之类，多半是权力类型写错，或者名称没有写全。"
        "清单里的行政处罚大多这样命名的，不提示；子项不看。",
        "Penalties are named 对……的处罚. Where a name holds neither that nor a fine, a confiscation, a revocation or a "
        "warning, mostly the type is wrong or the name incomplete. Lists that name most of theirs so are left alone, and "
        "sub-items, too.",
    ),
    fails=_penalty("占道经营的检查"),
    passes=_penalty("占道经营的处罚"),
)
def unnamed_penalty(subject: Subject) -> Iterator[Problem]:
    type_field = subject.traits.field("type")
    penalties = [
        pair for pair in subject.live if pair[1].get(type_field) == _PENALTY and "parent" not in pair[1]
    ]
    unnamed = [pair for pair in penalties if not any(word in pair[1]["name"] for word in _PENAL)]
    if len(unnamed) >= _MANNER and len(unnamed) * 2 > len(penalties):
        return
    for index, item in unnamed:
        yield Problem(
            Text(
                f"权力类型是行政处罚，名称“{item['name']}”里却没有处罚",
                f"its type is {_PENALTY}, but nothing in the name “{item['name']}” is a penalty",
            ),
            ("items", index, "name"),
            Text(
                "核对权力类型；名称写全，例如“对……的处罚”",
                "check the type; give the whole name, such as 对……的处罚",
            ),
            value=item["name"],
        )


@rule(
    "QZ718",
    "warning",
    title=Text("名称分成了几行", "A name on several lines"),
    why=Text(
        "名称只有一行。分成几行的，是单元格里的换行没有去掉，或者两个事项挤在了一起；数起来就少一个。",
        "A name is one line. One on several has kept the line breaks of a cell, or is two items in one, of which one is not counted.",
    ),
    fails=certificate('"出生证明\\n死亡证明"'),
    passes=certificate("出生证明"),
    quiet=lambda subject: not any("\n" in name for name in subject.column("name")),
)
def name_on_several_lines(subject: Subject) -> Iterator[Problem]:
    for index, item in subject.live if subject.archetype is not Archetype.LEDGER else ():
        first, broken, _ = item["name"].strip().partition("\n")
        if broken:
            yield Problem(
                Text(f"名称在“{first}”之后换了行", f"the name has a line break behind “{first}”"),
                ("items", index, "name"),
                Text("一个事项的连成一行；两个事项的分开写", "make one line of it, or two items"),
                value=item["name"],
            )


_OTHER = {**CERTIFICATES, "id": "example/other"}


def _certificate(key: str, name: str) -> str:
    return f"items:\n  - {{id: {key}, name: {name}, issuance: shall-not}}\n"


@rule_across(
    "QZ216",
    "info",
    title=Text("两份清单里有同名事项", "One name in two lists"),
    why=Text(
        "同一地区同一类型的两份清单里有名称、类型都相同的事项：也许是录了两遍，也许是两个机关都列了同一职权，需要厘清归谁。"
        "同一清单的不同版本、对应的上级清单不算。",
        "Two lists of one kind and place have an item of the same name and type: perhaps it was entered twice, perhaps two "
        "bodies claim one power. Editions of one list, and the list that another derives from, do not count.",
    ),
    fails=Example(
        _certificate("ZM-01", "出生证明"),
        CERTIFICATES,
        beside=(Example(_certificate("ZM-09", "出生证明"), _OTHER),),
    ),
    passes=Example(
        _certificate("ZM-01", "出生证明"),
        CERTIFICATES,
        beside=(Example(_certificate("ZM-09", "死亡证明"), _OTHER),),
    ),
)
def shared_name(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    def positions(summary: Summary) -> Mapping[str, int]:
        return {name: index for index, name in enumerate(summary.names) if name}

    for summary, other, places in _shared(summaries, positions):
        message = Text(
            f"{_numbered(places).zh}与 {other.path} 里的同名",
            f"{_numbered(places).en}: the same name as in {other.path}",
        )
        help = Text(
            "录了两遍的删去一遍；两个机关都有的，写明各自的分工",
            "delete it if it was entered twice; otherwise say who does what",
        )
        yield (
            summary,
            Problem(message, at_the_one(places, "name"), help, value=f"{other.id} {' '.join(places)}"),
        )


def _power(key: str, name: str, code: str) -> str:
    return "items:\n" + power(resting_on(), f'codes: {{local: "{code}"}}', key=key, name=name)


@rule_across(
    "QZ215",
    "warning",
    title=Text("两份清单里有同码事项", "One code in two lists"),
    why=Text(
        "实施编码、业务办理项编码和地方编码一项一码。同一地区同一类型的两份清单里有两个事项同码，必有一处抄错。",
        "Implementation, handling and local codes belong to one item. Where two lists of one kind and place have one of them "
        "on two items, one was miscopied.",
    ),
    fails=Example(
        _power("JD-01", "消防安全检查", "4203020011001001"),
        beside=(Example(_power("JD-09", "养犬检查", "4203020011001001"), {"id": "example/other"}),),
    ),
    passes=Example(
        _power("JD-01", "消防安全检查", "4203020011001001"),
        beside=(Example(_power("JD-09", "养犬检查", "4203020011001009"), {"id": "example/other"}),),
    ),
)
def shared_code(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    for summary, other, places in _shared(summaries, lambda summary: summary.codes):
        codes = listed(list(places))
        message = Text(
            f"编码 {codes.zh} 在 {other.path} 里属于另一事项",
            f"another item in {other.path} has the code {codes.en}",
        )
        help = Text("对照公布的编码改正", "correct it from the published codes")
        yield summary, Problem(message, at_the_one(places, "codes"), help, value=" ".join(places))


def _shared(
    summaries: list[Summary], known: Callable[[Summary], Mapping[str, int]]
) -> Iterator[tuple[Summary, Summary, dict[str, int]]]:
    """Each list with an earlier one of its kind and place and what both have, and at which item the first has it.

    What both know by one id has a finding of its own (QZ202).
    """
    for lists in _places(summaries):
        owners: dict[str, tuple[Summary, str]] = {}
        for summary in lists:
            found: dict[str, tuple[Summary, dict[str, int]]] = {}
            mine, ids = known(summary), summary.ids
            for key, index in mine.items():
                other, its = owners.setdefault(key, (summary, ids[index]))
                if other is not summary and not _related(summary, other) and ids[index] != its:
                    found.setdefault(other.path, (other, {}))[1][key] = index
            for other, places in found.values():
                yield summary, other, places


def _places(summaries: list[Summary]) -> Iterator[list[Summary]]:
    """The newest editions of lists of one kind and one place, wherever there are several lists."""
    grouped: dict[tuple[str, str], list[Summary]] = {}
    for summary in newest_editions(summaries).values():
        if summary.jurisdiction:
            grouped.setdefault((summary.kind, summary.jurisdiction), []).append(summary)
    return (lists for lists in grouped.values() if len(lists) > 1)


def _related(one: Summary, other: Summary) -> bool:
    return one.id == other.upstream_catalogue or other.id == one.upstream_catalogue


def _numbered(places: dict[str, int]) -> Text:
    numbers = listed([str(index + 1) for index in places.values()])
    return Text(
        f"第 {numbers.zh} 个事项" if len(places) == 1 else f"第 {numbers.zh}，这些事项",
        f"items no. {numbers.en}",
    )
