"""QZ112: what could not be judged because items are structurally wrong. Each of those has a finding of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.rule import CERTIFICATES, SOUND, Example, Scene, declare
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

UNCOUNTED = "QZ112"
WRONG_FIELDS = Text("格式不对的字段", "the fields that are wrong")
"""What is not checked where the rule that would tell of it is switched off."""

declare(
    UNCOUNTED,
    "info",
    title=Text("格式错误使数目没有核对", "Not counted, as the structure is wrong"),
    why=Text(
        "总数、序号、事项之间的引用要把全部事项看清楚才能核对。有事项格式错误时，这些核对没有做，不是没有问题；"
        "改好格式再检查一遍。其余规则照常检查每个写对了的字段。",
        "Totals, numbers and references between items can only be checked when every item can be read. While some "
        "are structurally wrong this has not been done, which is not to say that nothing is wrong: mend them and "
        "check again. All other rules look at every field that is sound.",
    ),
    fails=Scene(
        "validate",
        {
            "list.yaml": Example(
                "items:\n  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not, seq: 1}\n"
                "  - {id: ZM 02, name: 死亡证明, issuance: shall-not, seq: 2}\n",
                {**CERTIFICATES, "published_count": "{total: 2}"},
            ).text()
        },
        along=("QZ105",),  # what is structurally wrong has a finding of its own
    ),
    passes=SOUND,
)


def uncounted(items: int, what: Sequence[Text]) -> Problem:
    """The one remark about a list. items: how many are wrong; what: the checks that were not made."""
    return Problem(
        Text(
            f"{items} 个事项有格式错误，{'、'.join(each.zh for each in what)}没有核对",
            f"{items} items are structurally wrong; not checked: {', '.join(each.en for each in what)}",
        ),
        ("items",),
        Text("改正格式后再检查一遍", "mend them and check again"),
        "key",
        value=" ".join(each.en for each in what),
    )


def unopened(table: str) -> Problem:
    """That the records of a ledger were not looked at."""
    return Problem(
        Text(
            f"台账有格式错误，{table} 里的记录没有核对",
            f"the ledger is wrong: the records in {table} were not checked",
        ),
        ("records",),
        Text("改正格式后再检查一遍", "mend it and check again"),
        value=table,
    )
