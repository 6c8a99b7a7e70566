"""Something that coverage finds wrong, before anybody has looked up where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from qzqd.locale import Text


class UnplacedFinding(NamedTuple):
    """A finding that does not know its line yet.

    item, field: where it is, "" for the whole file. value: tells it from its like; part of the fingerprint.
    of: in place of the id of an item, that of the upstream item it is about.
    """

    code: str
    path: str
    item: str
    field: str
    message: Text
    help: Text
    value: str
    of: str = ""
