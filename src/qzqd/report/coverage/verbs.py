"""Words that turn on what units do with the items of a list: 纳入, 设立, 建立, 落实; 承接 only what is handed to them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qzqd.cover.coverage import CARRIED, RATES, status_labels
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.cover.coverage import BaselineCoverage

_IN_PLACE = Text("到位", "in place")
"""What can be said of every list."""


class Verb:
    """labels: of a status. columns: of the counts, short enough for the head of a table. rates: of the three rates."""

    def __init__(self, done: Text) -> None:
        zh = done.zh
        short = "接" if done == CARRIED else zh
        self.done = done
        self.labels = status_labels(done)
        self.required = Text(f"应{zh}", "required")
        self.columns: dict[str, Text] = {
            "required": Text(f"应{short}", "due"),
            "adopted": Text(f"已{short}", done.en),
            "partial": Text("部分", "part"),
            "not_adopted": Text(f"未{short}", "not"),
            "not_applicable": Text("不适用", "n/a"),
            "returned": Text("收回", "back"),
            "missing": Text("缺失", "missing"),
            "outdated": Text("待复核", "old"),
            "waived": Text("豁免", "waived"),
            "unclaimed": Text("未认领", "unclaimed"),
            "not_due": Text("不涉及", "not due"),
            "unread": Text("未读到", "unread"),
        }
        titles = (
            Text(f"{zh}率", "rate"),
            Text("填报率", "reported"),
            Text(f"现行版本{zh}率", "strict"),
        )
        self.rates = dict(zip(RATES, titles, strict=True))
        self.rate = self.rates["rate"]
        # What may be claimed or left is what is handed down.
        unclaimed = Text("未认领、", ", was claimed") if done == CARRIED else Text("", "")
        self.legend = Text(
            f"{zh}率：应{zh}的（不适用、收回、{unclaimed.zh}豁免（暂缓{zh}）的不算）之中已{zh}的，待复核的也算；"
            f"填报率：已逐项填报或者暂缓{zh}的，整份声明的不算；现行版本{zh}率：按现行版本全部{zh}的。百分数截去不进位。",
            f"rate: {done.en}, an older edition (old) included, of what applies{unclaimed.en} and is not waived; "
            f"reported: reported item by item or waived; strict: {done.en} in full and in the present edition. Percentages are cut, not "
            "rounded.",
        )
        self.gaps = Text(f"没有完整{zh}的事项", f"What is not {done.en} in full")
        self.no_gaps = Text(
            f"各单位都已按现行版本完整{zh}。",
            f"In every unit everything is {done.en} in the present edition.",
        )
        self.units = Text(f"{zh}的单位数", f"units with it {done.en}")


def verb(*baselines: BaselineCoverage) -> Verb:
    """Of these lists together: the verb that they share, else one that holds for all."""
    return _words(shared_verb(baselines))


def shared_verb(baselines: Iterable[BaselineCoverage]) -> Text:
    """The verb that lists share; of none, the usual one."""
    found = {baseline.verb for baseline in baselines} or {CARRIED}
    return found.pop() if len(found) == 1 else _IN_PLACE


@cache
def _words(done: Text) -> Verb:
    return Verb(done)
