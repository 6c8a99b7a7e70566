"""Where lists, or items, come from: no list derives from itself, and no item descends from itself."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qzqd.check.circles import as_shown, circles
from qzqd.check.rule import CERTIFICATES, Example, rule, rule_across
from qzqd.kinds.traits import ANCESTRY, LINEAGE, Archetype
from qzqd.locale import Text
from qzqd.open.summary import newest_editions
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.summary import Summary

_LIST = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"
_ABOVE = "items:\n  - {id: QG-01, name: 居住证明, issuance: shall-not}\n"
_OTHER = Example(_ABOVE, {**CERTIFICATES, "id": "national/list", "upstream": "{catalogue: example/list}"})
_TOP = Example(_ABOVE, {**CERTIFICATES, "id": "national/list"})
_DERIVED = {**CERTIFICATES, "upstream": "{catalogue: national/list}"}


@rule_across(
    "QZ315",
    "error",
    title=Text("上级清单绕成一圈", "Circle of upstream lists"),
    why=Text(
        "顺着 upstream 往上应当到达一张不再依据别的清单的清单；绕回自己的，就没有上级可以对照。每张清单看最新的版本。",
        "Going up by upstream must end at a list that derives from none; where it leads back to the start, there is nothing "
        "to hold it against. Of each list the newest edition is looked at.",
    ),
    fails=Example(_LIST, _DERIVED, beside=(_OTHER,)),
    passes=Example(_LIST, _DERIVED, beside=(_TOP,)),
)
def upstream_circle(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    newest = newest_editions(summaries)
    above = {
        key: (summary.upstream_catalogue,) for key, summary in newest.items() if summary.upstream_catalogue
    }
    for ring in circles(above, {key: at for at, key in enumerate(above)}):
        shown = as_shown(ring)
        yield (
            newest[ring[0]],
            Problem(
                Text(f"上级清单绕成一圈：{shown}", f"these upstream lists form a circle: {shown}"),
                ("upstream", "catalogue"),
                Text(
                    "确定哪张是上级清单，删去它的 upstream，或者写上它自己的上级清单",
                    "decide which is the upstream list, and delete its upstream or name the list that it derives from",
                ),
                value=" ".join(sorted(ring)),
            ),
        )


@rule(
    "QZ223",
    "error",
    title=Text("沿革绕成一圈", "Circle of earlier and later items"),
    why=Text(
        "顺着 replaces、merged_from、split_from、succeeded_by 看，事项都有先有后；绕回自己的，等于自己替代自己，来龙去脉就断了。",
        "By replaces, merged_from, split_from and succeeded_by one item comes before another; where that leads back to the "
        "start, an item would have taken its own place, and its history cannot be followed.",
    ),
    fails=Example(
        "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not, replaces: [ZM-01]}\n", CERTIFICATES
    ),
    passes=Example(
        "items:\n"
        "  - id: ZM-01\n"
        "    name: 出生证明\n"
        "    issuance: shall-not\n"
        '    repealed: "2025-03-01"\n'
        "    repealed_by: 鄂政发〔2025〕3号\n"
        "    succeeded_by: [ZM-02]\n"
        "  - {id: ZM-02, name: 出生医学证明, issuance: shall-not, replaces: [ZM-01]}\n",
        CERTIFICATES,
    ),
    quiet=lambda subject: subject.lacks(*LINEAGE),
)
def lineage_circle(subject: Subject) -> Iterator[Problem]:
    earlier: dict[str, list[str]] = defaultdict(list)
    said: dict[tuple[str, str], tuple[str | int, ...]] = {}
    place = {item["id"]: index for index, item in reversed(subject.items)}
    for index, item in subject.items:
        for name in LINEAGE:
            named = item.get(name, ())
            for other in (named,) if isinstance(named, str) else named:
                later, before = (item["id"], other) if name in ANCESTRY else (other, item["id"])
                place.setdefault(other, len(subject.items))
                earlier[later].append(before)
                said.setdefault((later, before), ("items", index, name))
    for ring in circles(earlier, place):
        shown = as_shown(ring)
        yield Problem(
            Text(f"沿革绕成一圈：{shown}", f"these items descend from each other in a circle: {shown}"),
            said[ring[0], (ring[1:] or ring)[0]],
            Text("核对先后，删去不对的一处", "see which came first, and delete what is wrong"),
            value=" ".join(sorted(ring)),
        )


_FIGURES = (
    "items:\n"
    "  - {id: GB-1, name: 合计, figure: 5项, value: 5, place: {paragraph: 1}, operation: sum, operands: [GB-2, GB-3]}\n"
    "  - {id: GB-2, name: 其一, figure: 3项, value: 3, place: {paragraph: 1}%s}\n"
    "  - {id: GB-3, name: 其二, figure: 2项, value: 2, place: {paragraph: 1}}\n"
)
_CLAIMS = {"kind": "claims"}
_WORKED_OUT_FROM = ("operands", "agrees_with")


@rule(
    "QZ228",
    "error",
    title=Text("公布的数由自己算出来", "A figure that follows from itself"),
    why=Text(
        "甲由乙算出，乙又由甲算出，或者要求与自己一致，怎么算都相符，其实什么也没有核对。",
        "Where one figure is worked out from another and that from the first, or has to agree with itself, it always does, and "
        "nothing was checked.",
    ),
    fails=Example(_FIGURES % ", operation: share, operands: [GB-1, GB-3]", _CLAIMS),
    passes=Example(_FIGURES % "", _CLAIMS),
    quiet=lambda subject: subject.lacks(*_WORKED_OUT_FROM),
)
def figure_circle(subject: Subject) -> Iterator[Problem]:
    if subject.archetype is not Archetype.CLAIMS:
        return
    place = {item["id"]: index for index, item in reversed(subject.items)}
    behind: dict[str, list[str]] = {}
    for index, item in subject.live:
        behind.setdefault(item["id"], []).extend(key for key in item.get("operands", ()) if key in place)
        if item["id"] in item.get("agrees_with", ()):
            yield _figures([item["id"]], ("items", index, "agrees_with"))
    for ring in circles(behind, place):
        yield _figures(ring, ("items", place[ring[0]], "operands"))


def _figures(ring: list[str], path: DataPath) -> Problem:
    shown = as_shown(ring)
    return Problem(
        Text(f"公布的数由自己算出来：{shown}", f"these figures follow from each other in a circle: {shown}"),
        path,
        Text("留下原文有的一个算法，删去另一个", "keep the working that the text has, and delete the other"),
        value=" ".join(sorted(ring)),
    )
