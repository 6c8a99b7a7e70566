"""Whose adoption it is that cannot be read: what is not known is not missing."""

from __future__ import annotations

import re
from typing import Any

from qzqd import kinds
from qzqd.kinds.traits import Archetype, archetype
from qzqd.open.opened import text_at

_KIND = re.compile(r"^kind: *[\"']?([a-z-]+)", re.MULTILINE)
_LIST = re.compile(r"\bcatalogue: *[\"']?([\w./-]+)")
_UNIT = re.compile(r"\bcode: *[\"']?([0-9]{6,12})\b")
_HEAD = 10_000
"""The head of a list is no longer than that."""


def whose(data: Any, raw: bytes) -> tuple[str, str] | None:
    """The list and the code of the unit that an unreadable file is about; None where it is no adoption or does not tell.

    data: what could be read of it, if anything; else its head is searched for both.
    """
    if isinstance(data, dict):
        kind, key = text_at(data, "kind"), text_at(data.get("upstream"), "catalogue")
        code = text_at(data.get("jurisdiction"), "code")
    else:
        head = raw[:_HEAD].decode("utf-8", "replace")
        kind, key, code = (_found(pattern, head) for pattern in (_KIND, _LIST, _UNIT))
    if kind not in kinds.names() or archetype(str(kind)) is not Archetype.ADOPTION or not key or not code:
        return None
    return key, code


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1] if found else None
