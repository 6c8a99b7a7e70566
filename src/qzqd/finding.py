"""One thing wrong: a code, a place, and a way to mend it. All that reports ever see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from qzqd.locale import Text

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

DataPath = tuple[str | int, ...]
"""Keys and list positions from the top of a catalogue: `("items", 3, "basis", 0, "law")`."""

FieldPath = tuple[str, ...]
"""Keys from an item, or from the header, to a value: `("approval", "number")`."""

FixValue = str | int | float | list["FixValue"] | dict[str, "FixValue"]
"""What a fix writes: plain data, as it is to be read afterwards."""


@dataclass(frozen=True, slots=True)
class Span:
    """Lines and columns, 1-based, in characters; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, at its place: all that a report sees of it.

    excerpt: the line on which `span` starts. value: only feeds the fingerprint.
    fix: what may safely be written in place of the scalar at `target`, or at `span` without one; for the name of a field,
        the right name; a list of mappings replaces a text.
    paste: lines that mend it, to go where `help` says.
    origin: the file, the sheet and the cell from which the item was imported.
    """

    code: str
    severity: Severity
    path: str
    span: Span
    message: Text
    help: Text | None = None
    pointer: str = ""
    catalogue: str | None = None
    item: str | None = None
    excerpt: str = ""
    value: str = ""
    fix: FixValue | None = None
    target: Span | None = None
    paste: str = ""
    origin: str = ""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """What findings are sorted by: as they stand in the files."""
        return self.path, self.span.line, self.span.column, self.code, self.pointer

    @property
    def fingerprint(self) -> str:
        """Stable while code, item, field and value are: neither the line nor the wording counts."""
        from hashlib import sha256

        field = "/".join(part for part in self.pointer.split("/") if not part.isdigit())
        subject = (self.catalogue or self.path, self.item or "", field, self.value)
        return sha256("\0".join((self.code, *subject)).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def json_pointer(path: DataPath) -> str:
    """RFC 6901: `("items", 3)` is `/items/3`; the whole document is the empty string."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
