"""What one unit says of one baseline: a file of adoption, reduced to what counts."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qzqd.cover.workspace import Loaded


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit says of one item."""

    status: str
    reason: str = ""
    office: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """items: id of the baseline's item to what is said of it. rest: the status of all others, "" for none."""

    path: str
    unit: str
    name: str
    baseline: str
    edition: str
    own_edition: str
    rest: str
    items: dict[str, Said] = field(default_factory=dict)

    @classmethod
    def of(cls, adoption: Loaded) -> Row:
        """The row of a sound catalogue of kind `adoption`."""
        header = adoption.header
        items = {
            item["upstream"]: Said(
                item["status"], item.get("reason", ""), item.get("office", ""), item.get("department", "")
            )
            for item in adoption.live
        }
        place, upstream = header["jurisdiction"], header["upstream"]
        return cls(
            path=adoption.path,
            unit=place["code"],
            name=place["name"],
            baseline=upstream["catalogue"],
            edition=upstream["edition"],
            own_edition=header["edition"],
            rest=header.get("unlisted", ""),
            items=items,
        )

    def pack(self) -> dict[str, Any]:
        """As plain data without the path: the same bytes elsewhere say the same."""
        packed = asdict(self)
        del packed["path"]
        packed["items"] = {
            key: [said.status, said.reason, said.office, said.department] for key, said in self.items.items()
        }
        return packed

    @classmethod
    def unpack(cls, packed: dict[str, Any], path: str) -> Row:
        """The inverse of `pack`, for a file at `path`."""
        packed["items"] = {key: Said(*said) for key, said in packed["items"].items()}
        return cls(path=path, **packed)
