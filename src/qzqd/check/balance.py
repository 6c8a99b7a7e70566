"""Records that change a stock: whether sums follow, pairs come to nothing, and increases were allowed."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.check.ledger import RecordFault
from qzqd.locale import Text
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.kinds.concepts import Balance
    from qzqd.open.catalogue import Item


class BalanceFault(NamedTuple):
    """What is wrong with which record, and under which rule."""

    position: int
    code: str
    fault: RecordFault


def unbalanced(items: Sequence[Item], balance: Balance) -> Iterator[BalanceFault]:
    """Everything that is wrong with these records, rule by rule."""
    yield from _sums(items, balance)
    yield from _chains(items, balance)
    groups = _groups(items, balance.paired)
    yield from _strangers(items, balance.paired)
    yield from _pairs(items, groups, balance)
    paired = {position for group in groups for position in group}
    yield from _increases(items, paired, balance)


def _sums(items: Sequence[Item], balance: Balance) -> Iterator[BalanceFault]:
    for position, item in enumerate(items):
        if balance.before in item and balance.after in item:
            before, change, after = item[balance.before], item[balance.change], item[balance.after]
            if before + change != after:
                message = Text(
                    f"调整前 {before}，增减 {change:+}，应是 {before + change}，写的是 {after}",
                    f"{before} before and {change:+} make {before + change}, not {after}",
                )
                help = Text("核对三个数", "check the three numbers")
                yield BalanceFault(
                    position, "QZ571", RecordFault(balance.after, message, help, f"{before} {change} {after}")
                )


def _chains(items: Sequence[Item], balance: Balance) -> Iterator[BalanceFault]:
    """What a stock was after one record is what it is before the next."""
    accounts: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        if "date" in item:
            accounts[tuple(item.get(name) for name in balance.account)].append(position)
    for positions in accounts.values():
        for first, second in pairwise(sorted(positions, key=lambda at: (items[at]["date"], at))):
            left, found = items[first].get(balance.after), items[second].get(balance.before)
            if left is not None and found is not None and left != found:
                key = items[first]["id"]
                message = Text(
                    f"{key} 调整后是 {left}，这里调整前却是 {found}",
                    f"{left} after {key}, but {found} before this record",
                )
                help = Text("核对两条记录，或者补记中间的增减", "check both, or add what happened between")
                yield BalanceFault(
                    second, "QZ571", RecordFault(balance.before, message, help, f"{key} {left} {found}")
                )


def _groups(items: Sequence[Item], paired: str) -> list[list[int]]:
    """The records that are paired with one another, directly or by way of others."""
    places = {item["id"]: position for position, item in enumerate(items)}
    linked: defaultdict[int, set[int]] = defaultdict(set)
    for position, item in enumerate(items):
        for key in item.get(paired, ()):
            if key in places:
                linked[position].add(places[key])
                linked[places[key]].add(position)
    groups: list[list[int]] = []
    seen: set[int] = set()
    for start in linked:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = linked[waiting.pop()] - group
            group |= new
            waiting += new
        seen |= group
        groups.append(sorted(group))
    return groups


def _strangers(items: Sequence[Item], paired: str) -> Iterator[BalanceFault]:
    known = {item["id"] for item in items}
    for position, item in enumerate(items):
        for key in item.get(paired, ()):
            if key not in known:
                message = Text(f"台账里没有 {key}", f"the ledger has no record {key}")
                help = Text("改正编号，或者补记那一条", "correct the id, or add that record")
                yield BalanceFault(position, "QZ572", RecordFault(paired, message, help, key))


def _pairs(
    items: Sequence[Item], groups: Sequence[Sequence[int]], balance: Balance
) -> Iterator[BalanceFault]:
    for group in groups:
        added = sum(max(items[at][balance.change], 0) for at in group)
        cut = -sum(min(items[at][balance.change], 0) for at in group)
        if added != cut:
            names = listed([items[at]["id"] for at in group])
            message = Text(
                f"减上补下不相等：减 {cut}，补 {added}（{names.zh}）",
                f"{cut} cut above, {added} added below ({names.en})",
            )
            help = Text(
                "核对各条的增减，或者补记缺的一条", "check each change, or add the record that is missing"
            )
            yield BalanceFault(
                group[0], "QZ572", RecordFault(balance.change, message, help, f"{cut} {added}")
            )


def _increases(items: Sequence[Item], paired: set[int], balance: Balance) -> Iterator[BalanceFault]:
    for position, item in enumerate(items):
        change, ground = item[balance.change], item.get(balance.ground)
        if change <= 0:
            continue
        if position not in paired and balance.cleanup not in item:
            message = Text(
                f"增编 {change}，没有写先清理了什么", f"{change} posts added, and nothing cleared up before"
            )
            help = Text(
                f"补填 {balance.cleanup}；从上面减下来的，写 {balance.paired}",
                f"fill in {balance.cleanup}, or {balance.paired} where they came from above",
            )
            yield BalanceFault(position, "QZ573", RecordFault(balance.change, message, help, str(change)))
        if ground in balance.excluded:
            message = Text(
                f"“{ground}”不予增编，却增加了 {change}",
                f"no posts are added on “{ground}”, but {change} were",
            )
            help = Text(
                "核对理由；确属这种情形的，收回编制",
                "check the ground; if it is this one, take the posts back",
            )
            yield BalanceFault(
                position, "QZ574", RecordFault(balance.ground, message, help, f"{ground} {change}")
            )
