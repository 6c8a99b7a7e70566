"""What is kept of a catalogue after its file is closed: small, and enough for rules across files."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from itertools import repeat
from operator import itemgetter
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.kinds import text_at
from qzqd.kinds.traits import Archetype, archetype, traits
from qzqd.open.catalogue import state
from qzqd.open.columns import Columns
from qzqd.outcome import ListBrief
from qzqd.text import all_normalised, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qzqd.finding import Finding
    from qzqd.kinds.traits import KindTraits
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

    columns: what its items have, as `_COLUMNS` names it; a run may hold the summaries of many thousand files.
    derives: whether an item derives from one of another list. carries: whether an item says in whose hands it is;
    contested: whether one name, or one basic code, may be in several hands.
    counted: position of an item, as text, to what a claim says is counted.
    records: the table that the records of a ledger are still to be read from.
    sound: whether the structure was right, so that rules across files may judge it. unjudged: the rules that have not
    seen all of it. follows: how closely the list follows its upstream; parts: the ids of sub-items. pointed: the
    registers that some item points at, `laws` and `units`.
    """

    jurisdiction: str = ""
    effective: str = ""
    sound: bool = False
    columns: Columns = field(default_factory=Columns)
    derives: bool = False
    carries: bool = False
    contested: bool = False
    follows: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    pointed: tuple[str, ...] = ()
    repealed: tuple[str, ...] = ()
    records: str = ""
    upstream_catalogue: str = ""
    counted: dict[str, dict[str, Any]] = field(default_factory=dict)
    unjudged: tuple[str, ...] = ()
    ignores: tuple[IgnoreNote, ...] = ()

    @property
    def ids(self) -> list[str]:
        """The ids of all items in file order, "" where an item is unsound."""
        return self._column("id") or [""] * self.items

    @property
    def upstream(self) -> dict[int, str]:
        """Of every item that derives from another, its position and the id of that."""
        return {at: key for at, key in enumerate(self._column("upstream")) if key} if self.derives else {}

    @property
    def titles(self) -> list[str]:
        """The names of all items as they stand, in file order, for lists and what units say of them."""
        return self._column("name") if archetype(self.kind) in (Archetype.LIST, Archetype.ADOPTION) else []

    @property
    def names(self) -> list[str]:
        """What items are called, normalised and with the type, in file order; "" where one plays no part in comparing lists."""
        rows = self._rows("apart", "name", "type") if _told_by_name(self.kind) else ()
        return [
            f"{normalised(name)} {power}".replace("\n", " ") if name and not apart else ""
            for apart, name, power in rows
        ]

    @property
    def codes(self) -> dict[str, int]:
        """Every code that only one item of a place may have, with the position of the first item that has it."""
        found: dict[str, int] = {}
        rows = self._rows("apart", "name", *_OWN_CODES) if _told_by_name(self.kind) else ()
        for index, (apart, name, *codes) in enumerate(rows):
            for code in codes if name and not apart else ():
                if code:
                    found.setdefault(_flat(code), index)
        return found

    @property
    def hands(self) -> list[tuple[str, str, str] | None]:
        """Of every item in file order its name, in whose hands it is, and its basic code; as `Carrier` has them."""
        rows = self._rows("apart", "name", "sole", "basic") if self.carries else ()
        return [
            (_flat(normalised(name)), _flat(value), code) if name and value and not apart else None
            for apart, name, value, code in rows
        ]

    @property
    def carriers(self) -> list[Carrier | None]:
        """Of every item in file order, in whose hands it is; None where it plays no part in comparing lists."""
        columns = [known or [""] * self.items for known in self.columns.all()[len(_COLUMNS) :]]
        named = zip(*columns, strict=True) if columns else repeat(())
        return [
            Carrier(*hand, frozenset(_flat(each) for part in parts if part for each in part.split("\t")))
            if hand
            else None
            for hand, parts in zip(self.hands, named, strict=False)
        ]

    def _column(self, name: str) -> list[str]:
        return self.columns.column(_COLUMNS.index(name))

    def _rows(self, *names: str) -> Iterator[tuple[str, ...]]:
        """The values of some columns, item for item."""
        known = dict(zip(_COLUMNS, self.columns.all(), strict=False))
        return zip(*(known.get(name) or [""] * self.items for name in names), strict=True)

    @classmethod
    def of(
        cls,
        data: dict[str, Any],
        items: list[tuple[int, Item]],
        day: str,
        *,
        sound: bool,
        ended: bool = False,
    ) -> Summary:
        """Of catalogue data of a known kind; `items` are what is sound of them, with their positions.

        What the header lacks or has wrong is left empty. day: the one on which the items are looked at.
        ended: whether the list applies no more, so that none of its items plays a part beside those of other lists.
        """
        about = traits(data["kind"])
        rows: list[Item] = [{}] * len(data["items"])  # nothing where nothing is sound
        for index, item in items:
            rows[index] = item
        fields = set[str]().union(*rows)
        dated = rows if "repealed" in fields else ()
        cancelled = [item for item in dated if "repealed" in item and state(item, day) == "cancelled"]
        columns = _columns(about, rows, fields, rows if ended else cancelled)
        return cls(
            items=len(rows),
            **_said_of_itself(data, rows),
            jurisdiction=text_at(data.get("jurisdiction"), "code") or "",
            effective=text_at(data, "effective") or "",
            sound=sound,
            columns=Columns.of(columns),
            derives=any(columns[_COLUMNS.index("upstream")]),
            carries=any(columns[_COLUMNS.index("sole")]),
            contested=_contested(columns),
            follows=_followed(data.get("upstream")),
            parts=tuple(item["id"] for item in rows if "parent" in item and "id" in item)
            if "parent" in fields
            else (),
            pointed=_pointed(about, fields),
            repealed=tuple(item["id"] for item in cancelled if "id" in item),
            records=text_at(data, "records") or "",
            upstream_catalogue=text_at(data.get("upstream"), "catalogue") or "",
            counted={str(at): item["recount"] for at, item in items if "recount" in item}
            if "recount" in fields
            else {},
        )

    def pack(self) -> dict[str, Any]:
        """As plain data, without the path and the columns: the same bytes elsewhere have the same summary."""
        return {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if each.name not in ("path", "columns")
        }

    @classmethod
    def unpack(cls, packed: dict[str, Any], path: str, columns: Columns) -> Summary:
        """The inverse of `pack`, for a file at `path`."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in packed.items()
        }
        known["ignores"] = tuple(IgnoreNote(*note) for note in packed["ignores"])
        return cls(path=path, columns=columns, **known)

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


@dataclass(slots=True)
class Result:
    """What one file came to: its findings, and its summary where there is a catalogue in it."""

    findings: list[Finding] = field(default_factory=list)
    summary: Summary | None = None


def newest_editions(summaries: Iterable[Summary]) -> dict[str, Summary]:
    """Of each list the newest edition, by its id."""
    newest: dict[str, Summary] = {}
    for summary in summaries:
        known = newest.setdefault(summary.id, summary)
        if known.edition < summary.edition:
            newest[summary.id] = summary
    return newest


def brief_of(header: Mapping[str, Any], items: Sequence[Mapping[str, Any]], path: str = "") -> ListBrief:
    """Of the header of a list, which may be of any shape, and its items."""
    return ListBrief(path, items=len(items), **_said_of_itself(header, items))


def _said_of_itself(header: Mapping[str, Any], items: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    source = header.get("source")
    source = source if isinstance(source, dict) else {}
    shapes, provenance = source.get("illustrative_fields"), text_at(source, "provenance") or ""
    marked = provenance != "illustrative" and sum(item.get("provenance") == "illustrative" for item in items)
    return {
        "kind": intern(text_at(header, "kind") or ""),
        "id": text_at(header, "id") or "",
        "title": text_at(header, "title") or "",
        "edition": intern(text_at(header, "edition") or ""),
        "provenance": intern(provenance),
        "illustrative": int(marked),
        "illustrative_fields": tuple(each for each in shapes if isinstance(each, str))
        if isinstance(shapes, list)
        else (),
    }


_OWN_CODES = ("handling", "implementation", "local")
_COLUMNS = ("id", "name", "apart", "upstream", "type", "sole", "basic", *_OWN_CODES)
"""What the columns of a summary hold; behind them stands one for each field that names bodies beside the one in charge.

apart: is not empty for an item that plays no part in comparing lists, as it or its list is cancelled, or it is a part of another one.
"""
_BODIES = ("department", "unit", "office")
_REGISTERS = {"laws": ("law",), "units": (*_BODIES, "body")}


def _columns(about: KindTraits, rows: list[Item], fields: set[str], gone: list[Item]) -> list[list[str]]:
    """What rules across files ask of items, as `_COLUMNS` has it; a column is empty where the kind has no such thing."""

    def column(name: str) -> list[Any]:
        return _values(rows, name) if name in fields else []

    withdrawn = {*map(id, gone)}
    apart = withdrawn or "parent" in fields
    codes = [row.get("codes", _NONE) for row in rows] if "codes" in fields else []
    sole = about.declared.sole
    beside = (
        dict.fromkeys(path[0] for target in _BODIES for path in about.refers.get(target, ())) if sole else {}
    )
    return [
        column("id"),
        column("name"),
        ["x" if "parent" in row or id(row) in withdrawn else "" for row in rows] if apart else [],
        column("upstream"),
        column(about.field("type")),
        _texts(column(sole)),
        *(_values(codes, name) for name in ("basic", *_OWN_CODES)),
        *(_bodies(column(name)) for name in beside if name in fields and name != sole),
    ]


_NONE: dict[str, str] = {}


def _values(rows: list[dict[str, Any]], name: str) -> list[Any]:
    try:
        return [*map(itemgetter(name), rows)]
    except KeyError:  # some have it
        return [row.get(name, "") for row in rows]


def _texts(values: list[Any]) -> list[str]:
    if {*map(type, values)} == {str}:
        return values
    return [value if isinstance(value, str) else "" for value in values]


def _bodies(values: list[Any]) -> list[str]:
    """Each of them a text, or several of which each is one."""
    if {*map(type, values)} == {str} and "\t" not in "".join(values):
        return values
    lists = (value if isinstance(value, list) else [value] for value in values)
    return ["\t".join(_flat(each) for each in entries if isinstance(each, str)) for entries in lists]


def _contested(columns: list[list[str]]) -> bool:
    """Whether a name, or a basic code, stands beside several values, as far as that can be told at a glance."""
    _, names, _, _, _, values, codes, *_ = columns
    matters = [*map(_flat, all_normalised(names))]
    return any(
        len({*known}) < len(known) and len({*zip(known, values, strict=True)}) > len({*known})
        for known in (matters, codes)
        if known and values
    )


def _told_by_name(kind: str) -> bool:
    """Whether items of two lists of a kind are the same where they are called alike. Offices of several bodies are."""
    return archetype(kind) is Archetype.LIST and not traits(kind).declared.names_offices


def _pointed(about: KindTraits, fields: set[str]) -> tuple[str, ...]:
    """The registers that some item points at."""
    targets = {
        register: {path[0] for each in of for path in about.refers.get(each, ())}
        for register, of in _REGISTERS.items()
    }
    return tuple(register for register, names in targets.items() if not fields.isdisjoint(names))


def _flat(text: str) -> str:
    return text if text.isalnum() else " ".join(text.split())


def _followed(upstream: Any) -> tuple[str, ...]:
    flags = ("only", "every") if isinstance(upstream, dict) else ()
    return tuple(flag for flag in flags if upstream.get(flag) is True)
