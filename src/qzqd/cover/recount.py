"""Figures worked out again: counted from lists and adoptions, or computed from other figures."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from fractions import Fraction
from functools import cached_property, reduce
from typing import TYPE_CHECKING, NamedTuple

from qzqd.check.recounts import recount_faults
from qzqd.cover.coverage import Counts
from qzqd.cover.figure import NumberRange, is_count, only, stated_figure
from qzqd.kinds import item_schema, schema, title_of
from qzqd.kinds.rank import code_stem
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.open.catalogue import counts_every
from qzqd.text import COMMA, canonical_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qzqd.cover.coverage import BaselineCoverage, Status, UnitCoverage
    from qzqd.open.catalogue import Catalogue, Item


class Recounted(NamedTuple):
    """What a figure comes to and how. found: None where it cannot be worked out, and `how` says why.

    certain: False where only so much is known that the number lies in the range.
    """

    found: NumberRange | None
    how: Text
    certain: bool = True


class Recounts:
    """Counts what claims say is counted; `lists` and `matrices` by id.

    Each is looked through once, however many figures are taken from it.
    """

    def __init__(self, lists: Mapping[str, Catalogue], matrices: Mapping[str, BaselineCoverage]) -> None:
        self._lists = lists
        self._matrices = matrices
        self._stocks: dict[str, _Stock] = {}
        self._units: dict[str, _Beginnings] = {}
        self._known: dict[str, Recounted] = {}

    def counted(self, recount: Item) -> Recounted:
        """What is counted where a claim says how to count again; each way of counting is worked out once."""
        asked = canonical_json(recount)
        if asked not in self._known:
            self._known[asked] = self._count(recount)
        return self._known[asked]

    def _count(self, recount: Item) -> Recounted:
        key = recount["catalogue"]
        if "adoption" in recount:
            if key not in self._matrices:
                return Recounted(None, _no_baseline(key))
            baseline = self._matrices[key]
            if key not in self._units:
                self._units[key] = _Beginnings((unit.code, at) for at, unit in enumerate(baseline.units))
            return _adopted(recount, baseline, self._units[key], self._meant(recount))
        if key not in self._lists:
            return Recounted(None, Text(f"没有清单 {key}", f"there is no list {key}"))
        return _items(recount, self._stock(key))

    def _stock(self, key: str) -> _Stock:
        if key not in self._stocks:
            self._stocks[key] = _Stock(self._lists[key])
        return self._stocks[key]

    def _meant(self, recount: Item) -> frozenset[str] | None:
        """The ids of the items of which adoptions are counted; None for all."""
        if "where" not in recount:
            return None
        stock = self._stock(recount["catalogue"])
        return frozenset(stock.items[at]["id"] for at in stock.meeting({"where": recount["where"]}))


class _Beginnings:
    """Positions by code or by day, in order, so that those that begin alike stand together."""

    def __init__(self, texts: Iterable[tuple[str, int]]) -> None:
        self._texts = sorted(texts)

    def within(self, division: str) -> set[int]:
        """The positions of the codes that lie in a division."""
        return self.beginning(code_stem(division))

    def beginning(self, start: str) -> set[int]:
        """The positions of the texts that begin so."""
        first, last = (bisect_left(self._texts, (edge, 0)) for edge in (start, start + _LAST))
        return {position for _, position in self._texts[first:last]}


_LAST = chr(sys.maxunicode)


class _Stock:
    """The items of a list in force, by what recounts ask of them: sets of their positions."""

    def __init__(self, loaded: Catalogue) -> None:
        self.loaded = loaded
        self.items = [
            *loaded.in_force,
            *(item for item in loaded.items if loaded.state_of(item) == "cancelled"),
        ]
        self.cancelled = {*range(len(loaded.in_force), len(self.items))}
        every = counts_every(loaded.archetype)
        self.countable = {at for at, item in enumerate(self.items) if every or "parent" not in item}
        self.main = self.countable - self.cancelled
        self.examples = {at for at, item in enumerate(self.items) if item.get("provenance") == "illustrative"}
        self._holding: dict[str, dict[str, set[int]]] = {}
        self._filled: dict[str, set[int]] = {}

    @cached_property
    def divisions(self) -> _Beginnings:
        return _Beginnings((item["code"], at) for at, item in enumerate(self.items) if "code" in item)

    @cached_property
    def days(self) -> _Beginnings:
        """The records by their first day or moment."""
        steps = traits(self.loaded.kind).having("step")
        days = (next((str(item[step]) for step in steps if step in item), "") for item in self.items)
        return _Beginnings((day, at) for at, day in enumerate(days))

    def holding(self, field: str) -> Mapping[str, set[int]]:
        """The items by what they say under a field."""
        if field not in self._holding:
            found: defaultdict[str, set[int]] = defaultdict(set)
            for at, item in enumerate(self.items):
                for value in _values(item, field):
                    found[value].add(at)
            self._holding[field] = dict(found)
        return self._holding[field]

    def meeting(self, recount: Item) -> set[int]:
        """The items that meet every condition; without any, those that a published count counts."""
        conditions = recount.get("where")
        sets = [self.countable] if conditions is None else []
        sets += [self.holding(field).get(value, set()) for field, value in (conditions or {}).items()]
        if within := recount.get("within"):
            sets.append(self.divisions.within(within))
        sets += [self.filled(field) for field in recount.get("having", ())]
        if period := recount.get("period"):
            sets.append(self.days.beginning(period))
        first, *others = sorted(sets, key=len) or [{*range(len(self.items))}]
        found = first.intersection(*others)
        return found & self.cancelled if recount.get("cancelled") else found - self.cancelled

    def filled(self, field: str) -> set[int]:
        """The items that say something under a field."""
        if field not in self._filled:
            self._filled[field] = {at for at, item in enumerate(self.items) if field in item}
        return self._filled[field]

    @property
    def lacking(self) -> int:
        """How many of the items that were published are not in the list, as far as it says."""
        return max(self.loaded.published - len(self.main), 0)


def _items(recount: Item, stock: _Stock) -> Recounted:
    loaded = stock.loaded
    for fault in recount_faults(recount, loaded.kind, extended=True):
        if fault.value not in stock.holding(str(fault.path[-1])):
            return Recounted(
                None, Text(f"{loaded.id}：{fault.message.zh}", f"{loaded.id}: {fault.message.en}")
            )
    items, provenance = stock.meeting(recount), loaded.header["source"]["provenance"]
    if provenance == "illustrative" or not stock.examples.isdisjoint(items):
        return Recounted(None, _examples(loaded.id))
    if shown := _invented(recount, loaded):
        return Recounted(None, _only_shape(loaded, shown))
    found: float
    if field := recount.get("sum"):
        return _summed(recount, stock, items, field)
    if field := recount.get("distinct"):
        found = len({value for at in items for value in _values(stock.items[at], field)})
    else:
        found = len(items)
    if (lacking := stock.lacking) and "cancelled" not in recount:
        how = Text(
            f"{loaded.id} 还缺 {lacking} 项，清单不全，无法核对",
            f"{loaded.id} lacks {lacking} items of those published",
        )
        return Recounted(NumberRange(Fraction(found), Fraction(found + lacking)), how, certain=False)
    return Recounted(only(Fraction(found)), _of(_counting(recount, loaded), provenance))


def _summed(recount: Item, stock: _Stock, items: set[int], field: str) -> Recounted:
    """The numbers under a field added up; unless some of the items have none, and the sum is only a part."""
    loaded = stock.loaded
    numbers = [Fraction(str(stock.items[at][field])) for at in items if field in stock.items[at]]
    lacking = len(items) - len(numbers)
    if lacking or stock.lacking:
        message = Text(
            f"{loaded.id} 有 {lacking or stock.lacking} 项没有{_title(loaded.kind, field).zh}，加不全",
            f"{lacking or stock.lacking} items of {loaded.id} without {_title(loaded.kind, field).en}: the sum is not whole",
        )
        return Recounted(None, message)
    counting = _counting(recount, loaded)
    title = _title(loaded.kind, field)
    how = Text(f"{counting.zh}{title.zh}之和", f"sum of {title.en}, {counting.en}")
    return Recounted(only(sum(numbers, Fraction())), _of(how, loaded.header["source"]["provenance"]))


def _values(item: Item, field: str) -> list[str]:
    value = item.get(field, [])
    return [str(entry) for entry in (value if isinstance(value, list) else [value])]


def _adopted(
    recount: Item, baseline: BaselineCoverage, divisions: _Beginnings, meant: frozenset[str] | None
) -> Recounted:
    within = recount.get("within")
    units = baseline.units if within is None else [baseline.units[at] for at in divisions.within(within)]
    if baseline.illustrative or "illustrative" in {baseline.provenance, *(unit.provenance for unit in units)}:
        return Recounted(None, _examples(baseline.id))
    totals = Counts.total(unit.counts for unit in units)
    asked = recount["adoption"]
    part, whole = {
        "units": (sum(_held(unit.counts) > 0 for unit in units), 1),
        "average": (_held(totals) - baseline.below(units, _HELD_AT_ALL), len(units)),
        "rate": (totals.rate.part * 100, totals.rate.whole),
        "additional": (sum(len(unit.additional) for unit in units), 1),
    }.get(asked) or (_reported(asked, meant, units), 1)
    if not whole:
        return Recounted(None, _no_baseline(baseline.id))
    done = baseline.verb
    labels = {
        "units": Text(f"{done.zh}单位数", "units that have adopted"),
        "average": Text(f"单位平均{done.zh}数", "average adopted by a unit"),
        "rate": Text(f"{done.zh}率", "rate of adoption"),
        "count": Text("填报的数量之和", "sum of the numbers reported"),
        "people": Text("填报的人数之和", "sum of the people reported"),
        "premises": Text("填报的场所数之和", "sum of the premises reported"),
        "additional": Text("清单以外增设的个数", "number set up beyond the list"),
    }[asked]
    counting = Text(f"{baseline.id} 的{labels.zh}", f"{labels.en}, {baseline.id}")
    return Recounted(only(Fraction(part, whole)), _of(counting, baseline.provenance))


def _reported(asked: str, meant: frozenset[str] | None, units: Iterable[UnitCoverage]) -> int:
    """The sum of a number that units report; of the items that are meant, of all for None."""
    return sum(
        unit.numbers[key].get(asked, 0)
        for unit in units
        for key in (unit.numbers if meant is None else unit.numbers.keys() & meant)
    )


_HELD_AT_ALL: tuple[Status, ...] = ("adopted", "partial", "outdated")


def _held(counts: Counts) -> int:
    return counts.adopted + counts.partial + counts.outdated


def _invented(recount: Item, loaded: Catalogue) -> str:
    """A field that is asked about although its values rest on nothing; "" where there is none."""
    shown = loaded.header["source"].get("illustrative_fields", ())
    return next(
        (field for field in (recount.get("distinct"), *recount.get("where", ())) if field in shown), ""
    )


def _only_shape(loaded: Catalogue, field: str) -> Text:
    title = _title(loaded.kind, field)
    return Text(
        f"{loaded.id} 的{title.zh}只作示意，不能用来核对",
        f"in {loaded.id} the values of “{title.en}” are only examples and prove nothing",
    )


def _examples(key: str) -> Text:
    return Text(f"{key} 里有的只作示意，不能用来核对", f"some of {key} is only an example and proves nothing")


def _no_baseline(key: str) -> Text:
    return Text(f"没有单位要承接 {key}", f"no unit has to carry {key}")


def _counting(recount: Item, loaded: Catalogue) -> Text:
    """What is counted, in words."""
    conditions = [(_title(loaded.kind, field), value) for field, value in recount.get("where", {}).items()]
    zh = [f"{title.zh}为“{value}”" for title, value in conditions]
    en = [f"{title.en} {value}" for title, value in conditions]
    if within := recount.get("within"):
        zh.append(f"在 {within} 以内")
        en.append(f"within {within}")
    items = Text(f"{loaded.id} 的主项", f"main items of {loaded.id}")
    if conditions or within:
        items = Text(f"{loaded.id} 中{'、'.join(zh)}的", f"items of {loaded.id}: {', '.join(en)}")
    if "distinct" in recount:
        title = _title(loaded.kind, recount["distinct"])
        return Text(f"{items.zh}有几种{title.zh}", f"values of {title.en}, {items.en}")
    return items


def _title(kind: str, field: str) -> Text:
    """What the kind calls a field; a field that it does not have is called as it is."""
    known = item_schema(schema(kind))["properties"].get(field)
    return title_of(known) if known else Text(field, field)


def _of(counting: Text, provenance: str) -> Text:
    """A list made to the published number may well have as many items, which proves nothing of it."""
    made = _MADE.get(provenance, Text("", ""))
    return Text(counting.zh + made.zh, counting.en + made.en)


_MADE = {
    "compiled": Text("（编制的清单，不是公布的）", " (a compiled list, not the published one)"),
    "stated": Text("（据公开报道整理的清单）", " (a list gathered from published reports)"),
}


def computed(claim: Item, claims: Mapping[str, Item]) -> Recounted:
    """What the operation of a claim yields, whatever its operands may mean; `claims` by id."""
    keys = claim.get("operands", ())
    operands = [claims[key] for key in keys if key in claims]
    if not keys or len(operands) < len(keys):
        return Recounted(None, Text("算式里的数据不全", "not all operands are there"))
    how = _working(claim["operation"], operands)
    try:
        found = _result(claim["operation"], [stated_figure(operand).span for operand in operands])
    except ZeroDivisionError:
        return Recounted(None, Text(f"{how.zh}：除数是零", f"{how.en}: a division by zero"))
    except OverflowError:
        return Recounted(None, Text(f"{how.zh}：数太大", f"{how.en}: too large a number"))
    return Recounted(found.whole() or found if is_count(claim) else found, how)


def _result(operation: str, ranges: Sequence[NumberRange]) -> NumberRange:
    first, second = ranges[0], ranges[1]
    match operation:
        case "decrease":
            return second.over(first).times(100).complement(100)
        case "base":
            return first.times(100).over(second.complement(100))
        case "share":
            return first.over(second).times(100)
        case "average":
            return first.over(second)
        case "within":
            return NumberRange(first.low, second.high, first.low_open, second.high_open)
        case "product":
            return reduce(NumberRange.product, ranges)
    total = first
    for each in ranges[1:]:
        total += each
    return total


def _working(operation: str, operands: Sequence[Item]) -> Text:
    named = [
        Text(f"{each['id']}（{each['figure']}）", f"{each['id']} ({each['figure']})") for each in operands
    ]
    first, second, every = named[0], named[1], COMMA.join(named)
    return {
        "decrease": Text(f"从 {first.zh}到 {second.zh}的降幅", f"decrease from {first.en} to {second.en}"),
        "base": Text(
            f"由 {first.zh}和降幅 {second.zh}倒推", f"what {first.en} was before the decrease {second.en}"
        ),
        "share": Text(f"{first.zh}占 {second.zh}的比例", f"{first.en} in per cent of {second.en}"),
        "average": Text(f"{first.zh}除以 {second.zh}", f"{first.en} over {second.en}"),
        "within": Text(f"在 {first.zh}和 {second.zh}之间", f"between {first.en} and {second.en}"),
        "product": Text(f"{every.zh}相乘", f"product of {every.en}"),
        "sum": Text(f"{every.zh}相加", f"sum of {every.en}"),
    }[operation]
