"""Something that coverage finds wrong, before anybody has looked up where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from qzqd.locale import Text


class UnplacedFinding(NamedTuple):
    """`item` and `field` name the place, "" for the whole file; `value` is what the finding is told apart by.

    of: in place of the id of an item, that of the upstream item that it is about.
    """

    code: str
    path: str
    item: str
    field: str
    message: Text
    help: Text
    value: str
    of: str = ""
