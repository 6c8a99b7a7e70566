"""QZ319, QZ633, QZ634: items that name the wrong counterpart, and lists that have to follow another one, no further and no less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import CERTIFICATES, Example, rule_across
from qzqd.locale import Text
from qzqd.open.summary import newest_editions
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.open.summary import Summary

_UPSTREAM = Example(
    "items:\n"
    "  - {id: QG-01, name: 出生证明, issuance: shall-not}\n"
    "  - {id: QG-02, name: 健在证明, issuance: shall-not}\n",
    {**CERTIFICATES, "id": "national/list", "jurisdiction": '{code: "100000", name: 全国}'},
)
_ONE = "items:\n  - {id: ZM-01, name: 出生证明, issuance: shall-not, upstream: QG-01}\n"
_TWO = _ONE + "  - {id: ZM-02, name: 健在证明, issuance: shall-not%s}\n"


def _follows(how: str) -> dict[str, str]:
    return {**CERTIFICATES, "upstream": f"{{catalogue: national/list, {how}: true}}"}


@rule_across(
    "QZ633",
    "error",
    whole=True,
    title=Text("清单以外的事项，或者上级已经取消的事项", "An item that the upstream list does not have"),
    why=Text(
        "写了 upstream 的 only，清单就不得超出上级清单：清单以外的任务不得下派，不是权力的不得执法，上级已经取消的不得再办。",
        "With `only` under upstream nothing goes beyond the upstream list: no task off the list, no enforcement without a "
        "power, nothing that was cancelled above.",
    ),
    fails=Example(_TWO % "", _follows("only"), beside=(_UPSTREAM,)),
    passes=Example(_TWO % ", upstream: QG-02", _follows("only"), beside=(_UPSTREAM,)),
)
def beyond_upstream(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    for summary, upstream in _following(summaries, "only"):
        cancelled, withdrawn = set(upstream.repealed), set(summary.repealed)
        derived = summary.upstream
        for index, key in enumerate(summary.ids):
            above = derived.get(index)
            if not key or key in withdrawn:
                continue
            if above is None:
                message = Text(
                    f"没有对应 {upstream.id} 的事项，属于清单以外",
                    f"corresponds to nothing in {upstream.id}, so it is outside the list",
                )
                help = Text("写明 upstream，或者删去", "name it under `upstream`, or delete the item")
                yield summary, Problem(message, ("items", index), help, value=key)
            elif above in cancelled:
                message = Text(f"{upstream.id} 已经取消 {above}", f"{upstream.id} has cancelled {above}")
                help = Text("一并取消", "cancel this one, too")
                yield summary, Problem(message, ("items", index, "upstream"), help, value=above)


@rule_across(
    "QZ634",
    "error",
    whole=True,
    title=Text("上级清单的事项有遗漏", "Items of the upstream list are left out"),
    why=Text(
        "写了 upstream 的 every，上级清单的每个现行主项都要有事项对应：每项权力都有巡查和责任，每条措施都有落实。",
        "With `every` under upstream each main item in force of the upstream list has an item here: every power its patrol "
        "and its duty, every rule something that carries it out.",
    ),
    fails=Example(_ONE, _follows("every"), beside=(_UPSTREAM,)),
    passes=Example(_TWO % ", upstream: QG-02", _follows("every"), beside=(_UPSTREAM,)),
)
def left_out(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    for summary, upstream in _following(summaries, "every"):
        withdrawn, ids = set(summary.repealed), summary.ids
        named = {key for at, key in summary.upstream.items() if ids[at] not in withdrawn}
        others = {*upstream.repealed, *upstream.parts, *named, ""}
        missing = [key for key in dict.fromkeys(upstream.ids) if key not in others]
        if missing:
            names = listed(missing)
            message = Text(
                f"{upstream.id} 有 {len(missing)} 项没有对应的事项：{names.zh}",
                f"{len(missing)} items of {upstream.id} have none here: {names.en}",
            )
            help = Text(
                "补录，用 upstream 写明对应哪一项", "add them, and name their counterparts under `upstream`"
            )
            yield summary, Problem(message, ("upstream", "catalogue"), help, value=" ".join(missing))


@rule_across(
    "QZ319",
    "error",
    title=Text("名称是另一个上级事项的", "It is called as another upstream item is"),
    why=Text(
        "事项的名称和上级清单的一个事项相同，upstream 写的却是另一个。多半是编号错了一行：承接就算到了别的事项上。",
        "An item is called exactly as one of the upstream list, and names another one under `upstream`. Mostly the ids have "
        "slipped by a row, and what is adopted counts for something else.",
    ),
    fails=Example(
        _ONE.replace("QG-01", "QG-02"),
        {**CERTIFICATES, "upstream": "{catalogue: national/list}"},
        beside=(_UPSTREAM,),
    ),
    passes=Example(_ONE, {**CERTIFICATES, "upstream": "{catalogue: national/list}"}, beside=(_UPSTREAM,)),
)
def called_as_another(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    editions: dict[str, list[Summary]] = {}
    for summary in summaries:
        editions.setdefault(summary.id, []).append(summary)
    called: dict[str, dict[str, set[str]]] = {}
    known: dict[str, set[str]] = {}
    for summary in summaries:
        catalogue = summary.upstream_catalogue
        if not summary.derives or catalogue not in editions:
            continue
        if catalogue not in called:
            called[catalogue] = _called(editions[catalogue])
            known[catalogue] = set().union(*called[catalogue].values())
        titles = summary.titles
        for index, key in summary.upstream.items() if titles else ():
            others = called[catalogue].get(titles[index], set())
            if others and key in known[catalogue] and key not in others:
                found = listed(sorted(others))
                message = Text(
                    f"“{titles[index]}”在 {catalogue} 里是 {found.zh}，upstream 写的是 {key}",
                    f"“{titles[index]}” is {found.en} in {catalogue}, and `upstream` says {key}",
                )
                help = Text("核对名称和 upstream 哪个正确", "check which is right, the name or `upstream`")
                yield summary, Problem(message, ("items", index, "upstream"), help, value=key)


def _called(editions: list[Summary]) -> dict[str, set[str]]:
    """The ids that stand under each name in any edition of a list."""
    found: dict[str, set[str]] = {}
    for edition in editions:
        for key, name in zip(edition.ids, edition.titles, strict=False):
            if key and name:
                found.setdefault(name, set()).add(key)
    return found


def _following(summaries: list[Summary], how: str) -> Iterator[tuple[Summary, Summary]]:
    """The lists that follow theirs in this way, with the newest edition of that."""
    newest = newest_editions(summaries)
    for summary in summaries:
        if how in summary.follows and newest[summary.id] is summary:
            upstream = newest.get(summary.upstream_catalogue)
            if upstream is not None and upstream.sound:
                yield summary, upstream
