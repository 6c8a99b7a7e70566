"""Items that are parts of others: what a unit says of the one tells something of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from qzqd.cover.coverage import CellStatuses
    from qzqd.cover.row import AdoptionRow

HELD = ("adopted", "partial")
_BESIDE = {
    "adopted": ("partial", "not-adopted", "returned", "unclaimed"),
    **dict.fromkeys(("not-adopted", "not-applicable", "returned", "unclaimed"), HELD),
}
"""For the status of a whole those that none of its parts can have."""


class SubItems:
    """The sub-items of a baseline, each after the item that it is a part of."""

    def __init__(self, items: Mapping[str, dict[str, Any]]) -> None:
        self._above = {key: item["parent"] for key, item in items.items() if item.get("parent") in items}
        self._depths = {key: len(list(self._ancestors(key))) for key in self._above}
        self._downwards = sorted(self._above, key=self._depths.__getitem__)
        self._below: dict[str, list[str]] = {}
        for key, parent in self._above.items():
            self._below.setdefault(parent, []).append(key)

    def settle(self, cells: CellStatuses, named: CellStatuses, said: Collection[str], *, rest: bool) -> None:
        """Give every part and every whole of which the unit says nothing the status that follows.

        said: the items that it does say something of; named: what those of them become that it names as adopted.
        A part has the status of what it is a part of. What it says of parts alone makes the whole: all alike, or a
        part of it. rest: whatever is not named is adopted, and nothing has to follow.
        """
        if not self._above:
            return
        for key in self._downwards:
            if key not in said:
                above = next((each for each in self._ancestors(key) if each in said), None)
                if above is not None:
                    status = cells.get(above, "adopted")
                    cells[key] = named.get(key, "adopted") if status in ("adopted", "outdated") else status
        if rest:
            return
        for key in sorted(self._below, key=lambda each: -self._depths.get(each, 0)):
            if key in said or any(each in said for each in self._ancestors(key)):
                continue
            if any(part in said or cells.get(part) != "missing" for part in self._below[key]):
                found = {cells.get(part, "adopted") for part in self._below[key]}
                cells[key] = found.pop() if len(found) == 1 else "partial"

    def contradictions(self, row: AdoptionRow, others: Collection[str]) -> Iterator[tuple[str, list[str]]]:
        """Every whole that cannot be what the unit says of it, and the parts it says otherwise of.

        others: the items that are not for the unit.
        """
        found: dict[str, list[str]] = {}
        for key, above in self._above.items():
            if row.names(key) and key not in others:
                whole = next(filter(row.names, self._ancestors(key)), above)
                if row.status(key) in _BESIDE.get(row.status(whole), ()):
                    found.setdefault(whole, []).append(key)
        yield from found.items()

    def _ancestors(self, key: str) -> Iterator[str]:
        """What it is a part of, nearest first; a circle, of which another rule tells, ends."""
        seen = {key}
        while (key := self._above.get(key, "")) and key not in seen:
            seen.add(key)
            yield key
