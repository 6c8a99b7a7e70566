"""What a list asks of the units that adopt it, beyond adopting: fields, numbers, dates, and that it is theirs to adopt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cover.matrix import required
from qzqd.cover.parts import HELD, SubItems
from qzqd.cover.scope import ItemScope, least, most
from qzqd.cover.unplaced import UnplacedFinding
from qzqd.kinds import known_fields
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.text import COMMA, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.gathered import WorkspaceData
    from qzqd.cover.row import AdoptionEntry, AdoptionRow
    from qzqd.open.catalogue import Catalogue, Item


def demanded(gathered: WorkspaceData) -> Iterator[UnplacedFinding]:
    """Of every baseline, then of what each unit that has to carry it says of it."""
    for baseline in gathered.lists:
        if "applies_to" in baseline.header:
            units = required(baseline, gathered.units)
            demands = _Demands(baseline)
            if demands.scope.by_profile:
                yield from (_unclassed(baseline, unit) for unit in units if "profile" not in unit)
            for unit in units:
                row = gathered.rows.known.get((baseline.id, unit["code"]))
                if row is not None:
                    yield from demands.of(row, demands.scope.not_due(unit))


class _Demands:
    """Those of one baseline, looked up once for all units."""

    def __init__(self, baseline: Catalogue) -> None:
        kind = traits(baseline.kind)
        self._title = baseline.title
        self._claimable = kind.declared.claimable
        self._items = {item["id"]: item for item in baseline.in_force}
        self._least, self._most = least(baseline), most(baseline)
        self._handover = kind.field("handover")
        self._fields: list[str] = baseline.header.get("requires_adoption", [])
        self._additional: int | None = baseline.header.get("additional_at_most")
        self._parts = SubItems(self._items)
        self.scope = ItemScope(baseline)

    def of(self, row: AdoptionRow, others: frozenset[str]) -> Iterator[UnplacedFinding]:
        """What is wrong with what a unit says; others: the items that are not for it."""
        if others:
            held = {key for key, said in row.items.items() if said.status in HELD} | row.listed
            yield from (_not_theirs(row, key) for key in sorted(held & others))
        for key in dict.fromkeys((*self._least, *self._most)):
            if key not in others:
                yield from self._numbers(row, key)
        for whole, parts in self._parts.contradictions(row, others):
            yield _whole_and_parts(row, whole, parts)
        if self._fields:
            yield from self._unfilled(row, others)
        for key, said in row.items.items():
            given = self._items.get(key, {}).get(self._handover, "")
            if said.accepted and given and said.accepted < given:
                yield _too_early(row, said, key, given)
            if said.status == "unclaimed" and not self._claimable:
                yield _not_claimable(row, said, key, self._title)
        if self._additional is not None and len(row.additional) > self._additional:
            yield _too_many_more(row, self._additional)

    def _numbers(self, row: AdoptionRow, key: str) -> Iterator[UnplacedFinding]:
        said, low, high = row.items.get(key), self._least.get(key), self._most.get(key)
        if (said.status not in HELD) if said else not (key in row.listed or row.rest):
            return
        count, item = (said.numbers.get("count"), said.id) if said else (None, "")
        name = self._items[key]["name"]
        if low is not None and count is None:
            message = Text(
                f"{name}至少要有 {low} 个，没有填数量，按部分承接统计",
                f"{name}: there have to be {low} at least and no number is given; counted as adopted in part",
            )
            help, value = Text("补填 count", "fill in `count`"), key
        elif low is not None and count is not None and count < low:
            message = Text(
                f"{name}只有 {count} 个，至少要有 {low} 个，按部分承接统计",
                f"{name}: {count} of at least {low}; counted as adopted in part",
            )
            help, value = (
                Text("补设，或者核对数量", "set up what is missing, or check the number"),
                f"{key} {count}",
            )
        elif high is not None and count is not None and count > high:
            message = Text(f"{name}有 {count} 个，至多 {high} 个", f"{name}: {count}, and {high} are allowed")
            help, value = Text("核对数量", "check the number"), f"{key} {count}"
        else:
            return
        yield UnplacedFinding("QZ560", row.path, item, "count", message, help, value)

    def _unfilled(self, row: AdoptionRow, others: frozenset[str]) -> Iterator[UnplacedFinding]:
        """One one for each field: a unit that left it out leaves it out everywhere."""
        mine = [key for key in self._items if key not in others]
        silent = [key for key in mine if key not in row.listed and key not in row.items] if row.rest else []
        if silent:
            names = COMMA.join(map(_title, self._fields))
            message = Text(
                f"{len(silent)} 个事项没有逐项填报，清单要求写明{names.zh}",
                f"{len(silent)} items are adopted without being listed; the list asks for {names.en}",
            )
            help = Text("逐项填报", "list them one by one")
            yield UnplacedFinding("QZ563", row.path, "", "unlisted", message, help, " ".join(self._fields))
        for name in self._fields:
            lacking = [key for key in mine if self._lacks(row, key, name)]
            if lacking:
                ids, title = listed(lacking), _title(name)
                message = Text(
                    f"{len(lacking)} 个事项没有写{title.zh}：{ids.zh}",
                    f"{len(lacking)} items without {title.en}: {ids.en}",
                )
                first = row.items[lacking[0]].id if lacking[0] in row.items else ""
                help = Text(f"补填 {name}", f"fill in {name}")
                yield UnplacedFinding(
                    "QZ563", row.path, first, name, message, help, f"{name} {' '.join(lacking)}"
                )

    def _lacks(self, row: AdoptionRow, key: str, name: str) -> bool:
        """Whether a unit has adopted an item and left this field out."""
        said = row.items.get(key)
        if said is None:
            return key in row.listed
        return said.status in HELD and name not in said.filled


def _unclassed(baseline: Catalogue, unit: Item) -> UnplacedFinding:
    message = Text(
        f"登记簿里没有写{unit['name']}的类别，只对某一类单位的事项也算它应承接",
        f"the register does not say which class {unit['name']} is: items for some classes count as due from it",
    )
    help = Text("在单位登记簿里补写 profile", "add `profile` in the register of units")
    return UnplacedFinding("QZ565", baseline.path, "", "applies_to", message, help, unit["name"])


def _not_theirs(row: AdoptionRow, key: str) -> UnplacedFinding:
    said = row.items.get(key)
    message = Text(
        f"{key} 不是给{row.name}的，填报的承接没有计入",
        f"{key} is not for {row.name}: its adoption is not counted",
    )
    help = Text(
        "核对事项的承接单位和适用类别；不该承接的删去",
        "check which units or classes the item is for; delete it here if it is not for this one",
    )
    return UnplacedFinding("QZ566", row.path, said.id if said else "", "upstream", message, help, key)


def _whole_and_parts(row: AdoptionRow, whole: str, parts: list[str]) -> UnplacedFinding:
    names = listed(parts)
    if row.status(whole) in HELD:
        message = Text(
            f"{whole} 填报为已承接，它的子项却没有都承接：{names.zh}",
            f"{whole} is reported as adopted, and not all of its parts are: {names.en}",
        )
        help = Text(
            f"核对；子项没有都承接的，{whole} 写成 partial",
            f"check; where a part is not adopted, {whole} is `partial`",
        )
    else:
        message = Text(
            f"{whole} 填报为没有承接，它的子项却承接了：{names.zh}",
            f"{whole} is reported as not adopted, and parts of it are: {names.en}",
        )
        help = Text(
            f"核对；承接了一部分子项的，{whole} 写成 partial",
            f"check; where some parts are adopted, {whole} is `partial`",
        )
    at = whole if row.names(whole) else parts[0]
    return UnplacedFinding(
        "QZ590", row.path, "", "status", message, help, f"{whole} {' '.join(parts)}", of=at
    )


def _title(name: str) -> Text:
    return Text(known_fields().get(name) or name, name)


def _too_early(row: AdoptionRow, said: AdoptionEntry, key: str, handover: str) -> UnplacedFinding:
    message = Text(
        f"{said.accepted} 承接，早于 {key} 的移交日期 {handover}",
        f"accepted on {said.accepted}, before {key} was handed over on {handover}",
    )
    help = Text("核对两个日期", "check both dates")
    return UnplacedFinding(
        "QZ564", row.path, said.id, "accepted", message, help, f"{said.accepted} {handover}"
    )


def _not_claimable(row: AdoptionRow, said: AdoptionEntry, key: str, title: str) -> UnplacedFinding:
    message = Text(
        f"《{title}》的事项不能不认领，{key} 按未承接统计",
        f"items of {title} may not be left unclaimed; {key} counts as not adopted",
    )
    help = Text("改成 not-adopted 或者 not-applicable", "write not-adopted or not-applicable")
    return UnplacedFinding("QZ567", row.path, said.id, "status", message, help, key)


def _too_many_more(row: AdoptionRow, allowed: int) -> UnplacedFinding:
    names = listed(row.additional)
    message = Text(
        f"清单以外增设了 {len(row.additional)} 个（{names.zh}），最多 {allowed} 个",
        f"{len(row.additional)} set up beyond the list ({names.en}); {allowed} are allowed",
    )
    help = Text("撤并，或者核对", "merge them, or check")
    return UnplacedFinding("QZ562", row.path, "", "additional", message, help, str(len(row.additional)))
