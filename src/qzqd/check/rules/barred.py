"""QZ656: what a place above keeps out, no place below may let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import CERTIFICATES, Example, rule_across
from qzqd.kinds.rank import inside
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.open.summary import newest_editions
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.open.summary import Summary

_ALIVE = "items:\n  - {id: %s, name: 健在证明, issuance: %s}\n"
_NATION = Example(
    _ALIVE % ("QG-01", "shall-not"),
    {**CERTIFICATES, "id": "national/list", "jurisdiction": '{code: "100000", name: 全国}'},
)


@rule_across(
    "QZ656",
    "warning",
    title=Text("上级清单不准的，本级却准", "Kept out above, let in below"),
    why=Text(
        "全国、省里的清单写明不应出具的证明、不得进入社区的事项，市县的清单不能又准。名称相同的才提示。",
        "What a list of the country or the province keeps out, such as a certificate that communities shall not issue, a list of "
        "a city or county cannot let in. Told where the names are the same.",
    ),
    fails=Example(_ALIVE % ("ZM-01", "may"), CERTIFICATES, beside=(_NATION,)),
    passes=Example(_ALIVE % ("ZM-01", "shall-not"), CERTIFICATES, beside=(_NATION,)),
)
def let_in_below(summaries: list[Summary]) -> Iterator[tuple[Summary, Problem]]:
    able = [each for each in newest_editions(summaries).values() if traits(each.kind).declared.barred]
    kept_out: dict[str, list[tuple[Summary, frozenset[str]]]] = {}
    for summary in able:
        barred = traits(summary.kind).declared.barred
        names = frozenset(name for name, value, _ in filter(None, summary.hands) if value == barred)
        if names:
            kept_out.setdefault(summary.kind, []).append((summary, names))
    for summary in able:
        for above, names in kept_out.get(summary.kind, ()):
            if above.jurisdiction != summary.jurisdiction and inside(
                summary.jurisdiction, above.jurisdiction
            ):
                yield from ((summary, problem) for problem in _let_in(summary, above, names))


def _let_in(summary: Summary, above: Summary, names: frozenset[str]) -> Iterator[Problem]:
    declared = traits(summary.kind).declared
    for index, hand in enumerate(summary.hands):
        if hand and hand[0] in names and hand[1] != declared.barred:
            word = traits(summary.kind).word(declared.sole, declared.barred)
            yield Problem(
                Text(
                    f"{above.id} 里“{summary.titles[index]}”写的是{word}",
                    f"“{summary.titles[index]}” is {declared.barred} in {above.id}",
                ),
                ("items", index, declared.sole),
                Text(
                    "改成一致；确有依据的，在 ignore 里写明",
                    "make it the same; where there is a ground, give it under ignore",
                ),
                value=f"{above.id} {hand[0]}",
            )
