"""What is kept of a catalogue after its file is closed: small, and enough for rules across files."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from qzqd.finding import Finding


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
class Summary:
    """One catalogue. `repealed` are the ids of its tombstones.

    upstream: position of an item, as text, to the id of the item it derives from; counted: to what a claim
    says is counted. records: the table that the records of a ledger are still to be read from.
    sound: whether the structure was right, so that rules across files may
    judge it. joined_ids: one text, not a list of a thousand, because a run may hold the summaries of many
    thousand files.
    """

    path: str = ""
    kind: str = ""
    id: str = ""
    title: str = ""
    edition: str = ""
    provenance: str = ""
    jurisdiction: str = ""
    items: int = 0
    illustrative: int = 0
    sound: bool = False
    joined_ids: str = ""
    repealed: list[str] = field(default_factory=list)
    records: str = ""
    upstream_catalogue: str = ""
    upstream: dict[str, str] = field(default_factory=dict)
    counted: dict[str, dict[str, Any]] = field(default_factory=dict)
    illustrative_fields: list[str] = field(default_factory=list)
    ignores: list[IgnoreNote] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The ids of all items in file order, "" where an item is unsound."""
        return self.joined_ids.split("\n") if self.joined_ids else []

    @classmethod
    def of(cls, data: dict[str, Any], items: list[tuple[int, dict[str, Any]]], sound: bool) -> Summary:
        """Of catalogue data of a known kind; `items` are the sound ones with their positions.

        What the header lacks or has wrong is left empty.
        """
        ids = [""] * len(data["items"])
        for index, item in items:
            ids[index] = item["id"]
        provenance = _text(data.get("source"), "provenance")
        differs = provenance != "illustrative"
        return cls(
            kind=data["kind"],
            id=_text(data, "id"),
            title=_text(data, "title"),
            edition=_text(data, "edition"),
            provenance=provenance,
            jurisdiction=_text(data.get("jurisdiction"), "code"),
            items=len(ids),
            illustrative=sum(item.get("provenance") == "illustrative" for _, item in items) if differs else 0,
            sound=sound,
            joined_ids="\n".join(ids),
            repealed=[item["id"] for _, item in items if "repealed" in item],
            records=_text(data, "records"),
            upstream_catalogue=_text(data.get("upstream"), "catalogue"),
            upstream={str(index): item["upstream"] for index, item in items if "upstream" in item},
            counted={str(index): item["recount"] for index, item in items if "recount" in item},
            illustrative_fields=_texts(data.get("source"), "illustrative_fields"),
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
        return cls(path=path, ignores=ignores, **packed)


@dataclass(slots=True)
class Result:
    """What one file came to: its findings, and its summary where there is a catalogue in it."""

    findings: list[Finding] = field(default_factory=list)
    summary: Summary | None = None


def _text(mapping: Any, key: str) -> str:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return value if isinstance(value, str) else ""


def _texts(mapping: Any, key: str) -> list[str]:
    value = mapping.get(key) if isinstance(mapping, dict) else None
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
