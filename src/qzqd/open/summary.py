"""What is kept of a catalogue after its file is closed: small, and enough for rules across files."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.kinds.traits import Archetype, traits
from qzqd.open.catalogue import state
from qzqd.open.findings import text_at
from qzqd.outcome import ListBrief
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qzqd.finding import Finding
    from qzqd.open.catalogue import Item


class IgnoreNote(NamedTuple):
    """An `ignore` written in the file: the item it stands beside ("" for the header), and where it stands."""

    item: str
    rule: str
    until: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    pointer: str


@dataclass(slots=True)
class Summary(ListBrief):
    """One catalogue. `repealed` are the ids of its items that are cancelled.

    What every item has is one text with a line for each, not a thousand objects, because a run may hold the summaries
    of many thousand files: `joined_ids`; `joined_names`, normalised and with the type, of the main items in force of a
    list; `joined_titles`, the names as they stand; `joined_codes`, which only one item of a place may have; `joined_carriers`; `joined_upstream`, the ids of the
    items that they derive from. Each of them is "" where no item has such a thing.
    counted: position of an item, as text, to what a claim says is counted.
    records: the table that the records of a ledger are still to be read from.
    sound: whether the structure was right, so that rules across files may judge it. unjudged: the rules that have not
    seen all of it. follows: how closely the list follows its upstream; parts: the ids of sub-items. pointed: the
    registers that some item points at, `laws` and `units`.
    """

    jurisdiction: str = ""
    sound: bool = False
    joined_ids: str = ""
    joined_names: str = ""
    joined_codes: str = ""
    joined_carriers: str = ""
    follows: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    pointed: list[str] = field(default_factory=list)
    repealed: list[str] = field(default_factory=list)
    records: str = ""
    upstream_catalogue: str = ""
    joined_upstream: str = ""
    joined_titles: str = ""
    counted: dict[str, dict[str, Any]] = field(default_factory=dict)
    unjudged: list[str] = field(default_factory=list)
    ignores: list[IgnoreNote] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What streets say of one list mostly has the same ids, which are then kept once."""
        self.joined_ids, self.joined_upstream = intern(self.joined_ids), intern(self.joined_upstream)
        self.joined_titles = intern(self.joined_titles)

    @property
    def ids(self) -> list[str]:
        """The ids of all items in file order, "" where an item is unsound."""
        return _split(self.joined_ids) or [""] * self.items

    @property
    def names(self) -> list[str]:
        """The names of all items in file order, "" where one plays no part in comparing lists."""
        return _split(self.joined_names)

    @property
    def upstream(self) -> dict[int, str]:
        """Of every item that derives from another, its position and the id of that."""
        return {index: key for index, key in enumerate(_split(self.joined_upstream)) if key}

    @property
    def titles(self) -> list[str]:
        """The names of all items as they stand, in file order, for lists and what units say of them."""
        return _split(self.joined_titles)

    @property
    def codes(self) -> dict[str, int]:
        """Every code that only one item of a place may have, with the position of the first item that has it."""
        found: dict[str, int] = {}
        for index, line in enumerate(_split(self.joined_codes)):
            for code in line.split("\t") if line else ():
                found.setdefault(code, index)
        return found

    @property
    def carriers(self) -> list[Carrier | None]:
        """Of every item in file order, in whose hands it is; None where it plays no part in comparing lists."""
        return [Carrier.read(line) if line else None for line in _split(self.joined_carriers)]

    @classmethod
    def of(cls, data: dict[str, Any], items: list[tuple[int, Item]], day: str, *, sound: bool) -> Summary:
        """Of catalogue data of a known kind; `items` are what is sound of them, with their positions.

        What the header lacks or has wrong is left empty. day: the one on which the items are looked at.
        """
        ids = _placed(len(data["items"]), items, "id")
        cancelled = {index for index, item in items if "repealed" in item and state(item, day) == "cancelled"}
        not_cancelled = [pair for pair in items if pair[0] not in cancelled]
        names, codes = _known_by(data["kind"], len(ids), not_cancelled)
        return cls(
            items=len(ids),
            **_said_of_itself(data, (item for _, item in items)),
            jurisdiction=text_at(data.get("jurisdiction"), "code") or "",
            sound=sound,
            joined_ids="\n".join(ids),
            joined_names=_joined(names),
            joined_codes=_joined(codes),
            joined_carriers=_joined(_carriers(data["kind"], len(ids), not_cancelled)),
            follows=_followed(data.get("upstream")),
            parts=[item["id"] for _, item in items if "parent" in item and "id" in item],
            pointed=_pointed(data["kind"], items),
            repealed=[item["id"] for index, item in items if index in cancelled and "id" in item],
            records=text_at(data, "records") or "",
            upstream_catalogue=text_at(data.get("upstream"), "catalogue") or "",
            joined_upstream=_joined(_placed(len(ids), items, "upstream")),
            joined_titles=_joined(_titles(data["kind"], len(ids), items)),
            counted={str(index): item["recount"] for index, item in items if "recount" in item},
        )

    def pack(self) -> dict[str, Any]:
        """As plain data, without the path: the same bytes elsewhere have the same summary."""
        packed = asdict(self)
        del packed["path"]
        return packed

    @classmethod
    def unpack(cls, packed: dict[str, Any], path: str) -> Summary:
        """The inverse of `pack`, for a file at `path`."""
        ignores = [IgnoreNote(*note) for note in packed.pop("ignores")]
        shapes = tuple(packed.pop("illustrative_fields"))
        return cls(path=path, ignores=ignores, illustrative_fields=shapes, **packed)

    def brief(self) -> ListBrief:
        """What a report has to know of it."""
        return ListBrief(*(getattr(self, each.name) for each in fields(ListBrief)))


class Carrier(NamedTuple):
    """In whose hands an item is: the value of the one field that has one value for one name.

    name: normalised. code: its basic code, "" for none. named: every body that the item names beside.
    """

    name: str
    value: str
    code: str
    named: frozenset[str]

    @classmethod
    def read(cls, line: str) -> Carrier:
        """From the line that a summary has of it."""
        name, value, code, *named = line.split("\t")
        return cls(name, value, code, frozenset(named))


@dataclass(slots=True)
class Result:
    """What one file came to: its findings, and its summary where there is a catalogue in it."""

    findings: list[Finding] = field(default_factory=list)
    summary: Summary | None = None


def brief_of(header: Mapping[str, Any], items: Sequence[Mapping[str, Any]], path: str = "") -> ListBrief:
    """Of the header of a list, which may be of any shape, and its items."""
    return ListBrief(path, items=len(items), **_said_of_itself(header, items))


def _said_of_itself(header: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    source = header.get("source")
    source = source if isinstance(source, dict) else {}
    shapes, provenance = source.get("illustrative_fields"), text_at(source, "provenance") or ""
    marked = provenance != "illustrative" and sum(item.get("provenance") == "illustrative" for item in items)
    return {
        "kind": text_at(header, "kind") or "",
        "id": text_at(header, "id") or "",
        "title": text_at(header, "title") or "",
        "edition": text_at(header, "edition") or "",
        "provenance": provenance,
        "illustrative": int(marked),
        "illustrative_fields": tuple(each for each in shapes if isinstance(each, str))
        if isinstance(shapes, list)
        else (),
    }


_OWN_CODES = ("handling", "implementation", "local")


def _pointed(kind: str, items: list[tuple[int, Item]]) -> list[str]:
    refers = traits(kind).refers
    found: list[str] = []
    for register, targets in _REGISTERS.items():
        fields = {path[0] for target in targets for path in refers.get(target, ())}
        if any(not fields.isdisjoint(item) for _, item in items):
            found.append(register)
    return found


def _split(joined: str) -> list[str]:
    return joined.split("\n") if joined else []


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) if any(lines) else ""


def _titles(kind: str, count: int, items: list[tuple[int, Item]]) -> list[str]:
    if traits(kind).archetype not in (Archetype.LIST, Archetype.ADOPTION):
        return []
    return [name.replace("\n", " ") for name in _placed(count, items, "name")]


def _placed(count: int, items: list[tuple[int, Item]], name: str) -> list[str]:
    """The value that each item has in a field, at the item's position."""
    values = [""] * count
    for index, item in items:
        values[index] = item.get(name, "")
    return values


def _known_by(kind: str, count: int, items: list[tuple[int, Item]]) -> tuple[list[str], list[str]]:
    """What else than its id an item of a list that is not cancelled is known by. Offices of several bodies are called alike."""
    about = traits(kind)
    if about.archetype is not Archetype.LIST or about.declared.names_offices:
        return [], []
    names, codes, type_field = [""] * count, [""] * count, about.field("type")
    for index, item in items:
        if "parent" not in item and "name" in item:
            names[index] = f"{normalised(item['name'])} {item.get(type_field, '')}".replace("\n", " ")
            if own := item.get("codes"):
                codes[index] = "\t".join([_flat(own[name]) for name in _OWN_CODES if name in own])
    return names, codes


_BODIES = ("department", "unit", "office")
_REGISTERS = {"laws": ("law",), "units": (*_BODIES, "body")}


def _carriers(kind: str, count: int, items: list[tuple[int, dict[str, Any]]]) -> list[str]:
    """Of main items that are not cancelled, those that name who has them."""
    about = traits(kind)
    sole = about.declared.sole
    if not sole:
        return []
    found = [""] * count
    fields = [path[0] for target in _BODIES for path in about.refers.get(target, ()) if path[0] != sole]
    for index, item in items:
        if "parent" not in item and "name" in item and isinstance(item.get(sole), str):
            named: list[Any] = []
            for field in fields:
                if field in item:
                    named += item[field] if isinstance(item[field], list) else [item[field]]
            code = item.get("codes", {}).get("basic", "")
            beside = sorted({_flat(name) for name in named if isinstance(name, str)})
            found[index] = "\t".join((_flat(normalised(item["name"])), _flat(item[sole]), code, *beside))
    return found


def _flat(text: str) -> str:
    return text if text.isalnum() else " ".join(text.split())


def _followed(upstream: Any) -> list[str]:
    flags = ("only", "every")
    return [flag for flag in flags if upstream.get(flag) is True] if isinstance(upstream, dict) else []
