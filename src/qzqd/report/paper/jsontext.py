"""How every JSON report is written: in plain Chinese, one finding a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

import qzqd
from qzqd.characters import BEYOND, HIDDEN, NO_TEXT, plainly_visible
from qzqd.regex import regex

if TYPE_CHECKING:
    import re

_COMMAND = regex(r"#(?=#\w*\[)")
"""How a command to a CI system may begin anywhere in a line; in JSON it can be written otherwise and mean the same."""

_UNSAFE = regex(f"[{HIDDEN}{NO_TEXT}{BEYOND}\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False).encode


def dump(document: Any, depth: int) -> str:
    """The document as text: down to `depth`, containers have a line for each entry; deeper ones have one.

    An iterator is a list that need not be held as a whole.
    Its strings have to be safe already: a lone surrogate cannot be written to a file.
    """
    return "".join(_pieces(document, depth)) + "\n"


def contract_text(fields: dict[str, Any], depth: int) -> str:
    """The document of a contract in `schemas/contracts`: its version and ours, then its fields. depth: as `dump` has it."""
    tool = {"name": "qzqd", "version": qzqd.__version__}
    return dump({"schema_version": 1, "tool": tool, **fields}, depth)


def escaped(document: str) -> str:
    """The document with every unsafe character as the escape sequence that means it, so that no value is another."""
    return document if plainly_visible(document) else _UNSAFE.sub(_escape, document)


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _pieces(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Iterator) or (depth and value and isinstance(value, list)):
        yield from _between("[]", (_pieces(entry, depth - 1) for entry in value))
    elif depth and value and isinstance(value, dict):
        fields = (chain((f"{_written(key)}: ",), _pieces(entry, depth - 1)) for key, entry in value.items())
        yield from _between("{}", fields)
    else:
        yield _written(value)


def _written(value: Any) -> str:
    return _COMMAND.sub(r"\\u0023", _encode(value))


def _between(brackets: str, entries: Iterator[Iterator[str]]) -> Iterator[str]:
    """The entries with a line for each; nothing between the brackets where there is none."""
    yield brackets[0]
    mark = end = ""
    for entry in entries:
        yield mark or "\n"
        yield from entry
        mark, end = ",\n", "\n"
    yield end + brackets[1]
