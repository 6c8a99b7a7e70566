"""What one unit says of one baseline: a file of adoption, reduced to what counts."""

from __future__ import annotations

from dataclasses import asdict, astuple, dataclass, field
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any

from qzqd.kinds.reported import REPORTED
from qzqd.kinds.traits import traits

if TYPE_CHECKING:
    from qzqd.open.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class AdoptionEntry:
    """What a unit says of one item.

    id: the item of the adoption that says it. filled: which of the fields it fills in that a list may ask for.
    numbers: how many there are, of what it reports in numbers.
    """

    status: str
    reason: str = ""
    office: str = ""
    department: str = ""
    id: str = ""
    accepted: str = ""
    filled: tuple[str, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)


_ADOPTED = AdoptionEntry("adopted")
_BARE = frozenset({"id", "name", "seq", "upstream", "status", "note"})
"""The fields of an item that is adopted, and of which no more is said that counts."""
_NUMBERS = ("count", "people", "premises")
RowFault = tuple[str, str, str]
"""Rule, item of the adoption, and its field."""


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """items: id of the baseline's item to what is said of it, but for those that are adopted and no more is said.

    plain: the ids of those, sorted and joined, because a run may hold many thousand rows, most of them alike.
    rest: the status of all others, "" for none. faults: what in the file makes it count otherwise than it reads.
    additional: what it has set up beyond the list.
    """

    path: str
    unit: str
    name: str
    baseline: str
    edition: str
    own_edition: str
    provenance: str
    rest: str
    plain: str
    items: dict[str, AdoptionEntry] = field(default_factory=dict)
    faults: tuple[RowFault, ...] = ()
    additional: tuple[str, ...] = ()

    @classmethod
    def of(cls, adoption: Catalogue) -> AdoptionRow:
        """The row of a sound catalogue of kind `adoption`."""
        header = adoption.header
        said: dict[str, AdoptionEntry] = {}
        faults: list[RowFault] = []
        days = traits(header["kind"]).having("done")
        for item in adoption.in_force:
            if item["upstream"] in said:
                faults.append(("QZ554", item["id"], "upstream"))
            if _undecided(item):
                faults.append(("QZ502", item["id"], "status"))
            faults += (("QZ618", item["id"], name) for name in days if item.get(name, "") > adoption.today)
            said[item["upstream"]] = _said(item)
        place, upstream = header["jurisdiction"], header["upstream"]
        return cls(
            path=adoption.path,
            unit=place["code"],
            name=place["name"],
            baseline=upstream["catalogue"],
            edition=upstream["edition"],
            own_edition=header["edition"],
            provenance=header["source"]["provenance"],
            rest=header.get("unlisted", ""),
            plain="\n".join(sorted(key for key, each in said.items() if each is _ADOPTED)),
            items={key: each for key, each in said.items() if each is not _ADOPTED},
            faults=tuple(faults),
            additional=tuple(each["name"] for each in header.get("additional", ())),
        )

    @property
    def declared(self) -> bool:
        """Whether it says that the whole list is adopted and of no item anything."""
        return bool(self.rest) and not self.plain and not self.items

    @property
    def listed(self) -> frozenset[str]:
        """The ids in `plain`."""
        return _ids(self.plain)

    def names(self, item: str) -> bool:
        """Whether it says anything of this very item."""
        return item in self.items or item in self.listed

    def status(self, item: str) -> str:
        """What it says of an item, by itself or among all others; "" for nothing."""
        if item in self.items:
            return self.items[item].status
        return "adopted" if item in self.listed else self.rest

    def pack(self) -> dict[str, Any]:
        """As plain data without the path: the same bytes elsewhere say the same."""
        packed = asdict(self)
        del packed["path"]
        packed["items"] = {key: [*astuple(said)] for key, said in self.items.items()}
        return packed

    @classmethod
    def unpack(cls, packed: dict[str, Any], path: str) -> AdoptionRow:
        """The inverse of `pack`, for a file at `path`."""
        packed["items"] = {intern(key): _unpacked(*said) for key, said in packed["items"].items()}
        packed["faults"] = tuple(map(tuple, packed["faults"]))
        packed["additional"] = tuple(packed["additional"])
        return cls(path=path, **packed)


def _unpacked(
    status: str,
    reason: str,
    office: str,
    department: str,
    key: str,
    accepted: str,
    filled: list[str],
    numbers: dict[str, int],
) -> AdoptionEntry:
    """Most units say the same of many items: each word is kept once."""
    return AdoptionEntry(
        intern(status),
        intern(reason),
        intern(office),
        intern(department),
        key,
        accepted,
        tuple(filled),
        numbers,
    )


def _said(item: dict[str, Any]) -> AdoptionEntry:
    """What does not apply would leave the denominator: that is not for the unit alone to say."""
    status = "not-adopted" if _undecided(item) else item["status"]
    if status == "adopted" and item.keys() <= _BARE:
        return _ADOPTED
    return AdoptionEntry(
        status,
        item.get("reason", ""),
        item.get("office", ""),
        item.get("department", ""),
        item["id"],
        item.get("accepted", ""),
        tuple(filter(item.__contains__, REPORTED)),
        {name: item[name] for name in _NUMBERS if name in item},
    )


def _undecided(item: dict[str, Any]) -> bool:
    return item["status"] == "not-applicable" and "approval" not in item


@lru_cache(maxsize=100)
def _ids(joined: str) -> frozenset[str]:
    return frozenset(joined.split("\n") if joined else ())
