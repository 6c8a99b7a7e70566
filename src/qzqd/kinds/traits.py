"""What a kind of list is, beyond the structure of its data: declared once by the kind, read by every other room.

A kind declares `Declared`; its fields declare their roles. Both travel in the generated schema (`x-traits`,
`x-roles`, …), and `traits` reads them back, so that a run imports no model. No module outside `kinds/` names a
kind, or a field that a single kind has.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from qzqd import kinds
from qzqd.kinds.concepts import CONCEPTS, Admission, Balance, Duties, Progress, unpacked
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ANCESTRY = ("replaces", "merged_from", "split_from")
"""The fields of an item that say what it came from."""
LINEAGE = (*ANCESTRY, "succeeded_by")
"""Those, and what came after it."""


class Archetype(StrEnum):
    """What a catalogue is for. A new list is a new kind of `LIST` or `LEDGER`; the others have one kind each."""

    LIST = "list"
    ADOPTION = "adoption"
    LEDGER = "ledger"
    CLAIMS = "claims"
    UNITS = "units"
    LAWS = "laws"
    WAIVERS = "waivers"


FieldRole = Literal[
    # of any list
    "group",  # what `published_count.by_category` counts; numbers may restart in each
    "type",  # what `published_count.by_type` counts; numbers may restart in each
    "distinguishes",  # with the name it tells items apart
    "class",  # its change moves an item (类型变更)
    "body",  # its change hands an item to another body (职权划转)
    "handler",  # who does the work within that body
    "subitem",  # the name of a sub-item that stands beside the name
    "tiers",  # the levels of government that exercise it, the lowest last
    "receivers",  # the units that an item is for alone
    "profiles",  # the classes of unit that it is for alone
    "profile",  # the class of a unit
    "at-least",  # how many of it a unit has to have
    "at-most",  # how many it may have
    "tier",  # the level of a body, the highest value first
    "asked",  # what one department asks of a lower body
    "handover",  # when it was handed down
    "receiver",  # who took it back
    "former",  # who exercised it before it was handed down
    "trial",  # until when a document or a mandate is tried out
    "term",  # for how long something is admitted, in words
    "done",  # a day on which something was done, which cannot be to come
    "begins",  # a day that does not come after one that "ends"
    "ends",  # a day that comes neither before one that "begins" nor before a decision
    "number",  # of the document of the day that "begins"
    "allowed",  # how long a matter may take by law, in words
    "promised",  # how long it is promised to take, in words
    # of a text with numbered entries
    "heads",  # the headings between them
    "numbered",  # the entries
    "lead-in",  # the words before them
    # of calls and meetings
    "led",  # departments, the first of which leads
    "limits",  # how fast each level has to be answered
    "days",  # how many working days an answer may take
    "consulted",  # who has to be asked, or was
    "direction",  # which way a call goes
    "directions",  # which ways there have to be
    "duties",  # what somebody has to be named for
    "bodies",  # who is
    "interval",  # how often it meets
    "host",  # who called a meeting
    # of a scoring
    "weight",
    "before",  # what a weight was
    "trend",  # whether it had to rise
    "bands",
    "scorers",  # who gives scores
    "scored",  # who gets them
    "counterpart",  # the scoring of the other direction
    # of a record
    "step",  # a day or moment; the steps of a kind follow each other in the order of its fields
    "outcome",
    "refused",  # when a call was sent back, and why
    "stages",  # what a call went through
    "scorer",  # who gave a score
    "period",  # for when
    "titled",
    "marks",
    "deducted",
    "total",
]
"""What a field is to the rest of the house."""

PolicyClass = Literal["powers", "community", "working", "records"]
"""What the presets of a policy tell apart: powers given by law, work let into a community, how work is organised,
and records of what happened or was decided elsewhere."""

LedgerQuestions = Literal["answers", "responses", "subjects", "scores", "occurrences", "balance", "steps"]
"""What is asked of the records of a ledger: answered in days, reported in minutes, about an item of the list, scored
by its parts, held at all and often enough, balanced, taken from step to step."""

Ask = Literal["has", "rests", "carries", "held"]
Handed = Literal["delegated", "recalled"]
"""Change types: handed down to a lower body, and taken back."""


class Question(NamedTuple):
    """What coverage asks of the items of a list.

    fields: answer it together. only: the values an item has to have for the question to be put to it.
    ask: has, every field is filled; rests, on law that is in force; carries, every body of the place has an item;
    held, every object has the roles that it has to have.
    """

    name: str
    title: Text
    fields: tuple[str, ...]
    only: Mapping[str, str] = MappingProxyType({})
    ask: Ask = "has"


BASIS = Question("basis", Text("有实施依据", "has a legal basis"), ("basis",))
IN_FORCE = Question(
    "in-force", Text("依据全部查明有效", "every basis found in force"), ("basis",), ask="rests"
)
CODED = Question("code", Text("有事项编码", "has a code"), ("codes",))
CARRIED = Question(
    "carries", Text("每个机构都承办事项", "every office carries an item"), ("office",), ask="carries"
)
CARRIED_OUT = Question("assigned", Text("应有的角色都有人担任", "every role is held"), (), ask="held")


class PublishedColumn(NamedTuple):
    """A column of the published table.

    field: the path of its field in an item, with dots. heading: where published tables call it otherwise than the field
    is called. under: the heading that it shares with the columns beside it.
    """

    field: str
    heading: Text | None = None
    under: Text | None = None


def published_columns(*columns: str | PublishedColumn) -> tuple[PublishedColumn, ...]:
    """The columns of a published table in order, those that are just a field by its path."""
    return tuple(PublishedColumn(each) if isinstance(each, str) else each for each in columns)


_CARRIED = Text("承接", "adopted")


class Declared(NamedTuple):
    """What a kind says of itself as a whole; everything else its fields say."""

    archetype: Archetype = Archetype.LIST
    policy: PolicyClass = "powers"
    verb: Text = _CARRIED  # what a unit does with an item of such a list, as reports write it
    questions: tuple[Question, ...] = ()  # what coverage asks
    added: Literal["added", "delegated"] = "added"  # the change type of an item that comes
    cancelled: Literal["cancelled", "recalled", "withdrawn"] = "cancelled"  # that of one that goes
    per_body: bool = False  # every department of a place has a list of its own, with ids of its own
    names_offices: bool = False  # its items are offices that other lists may name
    claimable: bool = False  # a unit may lawfully leave an item unclaimed
    sole: str = (
        ""  # the field with one value for one name in all lists of a place, such as who exercises a power
    )
    barred: str = ""  # the value of that field that keeps a matter out, in every place below as well
    admission: Admission | None = None
    balance: Balance | None = None
    duties: Duties | None = None
    progress: Progress | None = None
    ledger: LedgerQuestions | None = None  # what is asked of its records
    held_against: str = (
        ""  # the kind of list that a ledger, or a first adoption or waiver, is about; "" for none
    )
    unrecorded: Mapping[str, tuple[str, ...]] = MappingProxyType(
        {}
    )  # items without records, by values of a field
    aka: tuple[
        str, ...
    ] = ()  # words, beside its heading, that titles of published lists of this kind contain; … is anything
    columns: tuple[PublishedColumn, ...] = ()  # of the table as it is published
    parts: str = ""  # the field for each of whose values a table of its own is published

    def pack(self) -> dict[str, Any]:
        """As JSON, without what is not said."""
        usual = Declared()
        return {
            key: _plain(value)
            for key, value in self._asdict().items()
            if value != getattr(usual, key) or key == "archetype"
        }

    @classmethod
    def unpack(cls, packed: Mapping[str, Any]) -> Declared:
        """The inverse of `pack`."""
        return cls(**{key: _UNPACKED.get(key, lambda same: same)(each) for key, each in packed.items()})


def _words(packed: list[str] | None) -> Text | None:
    return Text(*packed) if packed else None


_UNPACKED: dict[str, Callable[[Any], Any]] = {
    "archetype": Archetype,
    "verb": _words,
    "aka": tuple,
    "unrecorded": lambda packed: {name: tuple(values) for name, values in packed.items()},
    "columns": lambda packed: tuple(
        PublishedColumn(each["field"], _words(each["heading"]), _words(each["under"])) for each in packed
    ),
    "questions": lambda packed: tuple(
        Question(**{**each, "title": Text(*each["title"]), "fields": tuple(each["fields"])})
        for each in packed
    ),
    **{name: partial(unpacked, name) for name in CONCEPTS},
}
"""What makes of JSON what it was."""


def _plain(value: Any) -> Any:
    """As JSON: what has names by these, words as a list of both languages."""
    if isinstance(value, tuple) and hasattr(value, "_asdict") and not isinstance(value, Text):
        return {key: _plain(each) for key, each in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, dict | MappingProxyType) else value


class Need(NamedTuple):
    """A field that every item in force has to have; `when` limits it to items with one of these values."""

    field: str
    rule: str
    when: Mapping[str, list[str]]


class KindTraits(NamedTuple):
    """Everything a schema says of a kind beyond structure, ready for use.

    fields: the properties of an item in canonical order. amiss: for a field, the values of others that it
    contradicts. refers: for each target, the paths inside an item that
    point at it; `*` stands for every list entry. roles: the fields by what they are to the kind.
    """

    kind: str
    title: Text
    declared: Declared
    fields: Mapping[str, Any]
    header: Mapping[str, Any]
    needs: tuple[Need, ...]
    amiss: Mapping[str, Mapping[str, list[str]]]
    refers: Mapping[str, tuple[tuple[str, ...], ...]]
    roles: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, schema: dict[str, Any]) -> KindTraits:
        """Read them off a generated schema."""
        item = kinds.item_schema(schema)
        fields, header = item["properties"], schema["properties"]
        needs = tuple(
            Need(name, need["rule"], need.get("when", {}))
            for name, prop in fields.items()
            if (need := prop.get("x-need"))
        )
        refers: dict[str, list[tuple[str, ...]]] = {}
        for target, path in _references(item, schema["$defs"]):
            refers.setdefault(target, []).append(path)
        roles: dict[str, list[str]] = {}
        for name, prop in (*header.items(), *fields.items()):
            for role in prop.get("x-roles", ()):
                roles.setdefault(role, []).append(name)
        return cls(
            schema["x-kind"],
            kinds.title_of(schema),
            Declared.unpack(schema["x-traits"]),
            fields,
            header,
            needs,
            {name: prop["x-amiss"] for name, prop in fields.items() if "x-amiss" in prop},
            {target: tuple(paths) for target, paths in refers.items()},
            {role: tuple(names) for role, names in roles.items()},
        )

    @property
    def archetype(self) -> Archetype:
        """What the catalogue is for."""
        return self.declared.archetype

    def having(self, role: FieldRole) -> tuple[str, ...]:
        """The fields with this role, in canonical order."""
        return self.roles.get(role, ())

    def field(self, role: FieldRole) -> str:
        """The first field with this role, "" for none: a kind's own fields stand before the common ones."""
        return next(iter(self.having(role)), "")

    def titled(self, name: str) -> Text:
        """The title of a field of an item, or its key where the kind has none of that name."""
        return kinds.title_of(self.fields[name]) if name in self.fields else Text(name, name)

    def word(self, name: str, value: str) -> str:
        """The Chinese word for a value of a field; the value itself where it is Chinese."""
        from qzqd.kinds.forms import meaning

        return meaning(value, self.fields[name].get("description", "")) or value

    def target(self, name: str) -> str:
        """What the value of a field, or each of its values, points at; "" for nothing."""
        node = self.fields.get(name, {})
        return str(node.get("x-refers") or node.get("items", {}).get("x-refers", ""))

    def autonomous(self, item: Mapping[str, Any]) -> bool:
        """Whether an item is a body of residents, which carries nothing for the government."""
        return any(item.get(name) in node.get("x-autonomous", ()) for name, node in self.fields.items())

    def handed(self, name: str) -> Mapping[str, Handed]:
        """The values of a field that mean handed down or taken back, each with the change type."""
        found: Mapping[str, Handed] = self.fields.get(name, {}).get("x-handed", {})
        return found


@cache
def traits(kind: str) -> KindTraits:
    """The traits of a kind. Raises KeyError for an unknown one."""
    return KindTraits.of(kinds.schema(kind))


def field_by_role(fields: Mapping[str, Any]) -> dict[str, str]:
    """By role, which of some fields of a schema has it."""
    return {role: name for name, node in fields.items() for role in node.get("x-roles", ())}


REGISTERS = (Archetype.LAWS, Archetype.UNITS)
"""What lists are held against, and is no list itself."""


def archetype(kind: str) -> Archetype | None:
    """What catalogues of this kind are for; None for a kind that there is not."""
    return traits(kind).archetype if kind in kinds.names() else None


def _references(
    node: Mapping[str, Any], definitions: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if "$ref" in node:
        yield from _references(definitions[kinds.named(dict(node))], definitions)
    if "items" in node:
        for target, path in _references(node["items"], definitions):
            yield target, ("*", *path)
    for name, prop in node.get("properties", {}).items():
        if "x-refers" in prop:
            yield prop["x-refers"], (name, "*") if prop.get("type") == "array" else (name,)
        else:
            for target, path in _references(prop, definitions):
                yield target, (name, *path)
