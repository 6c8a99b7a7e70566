"""How every JSON report is written: in plain Chinese, one finding a line."""

from __future__ import annotations

import json
from typing import Any

from qzqd.regex import regex

_COMMAND = regex(r"#(?=#\w*\[)")
"""How a command to a CI system may begin anywhere in a line; in JSON it can be written otherwise and mean the same."""

_encode = json.JSONEncoder(ensure_ascii=False).encode


def dump(document: Any, depth: int) -> str:
    """The document as text: down to `depth`, containers have a line for each entry; deeper ones have one.

    Its strings have to be safe already: a lone surrogate cannot be written to a file.
    """
    return _COMMAND.sub(r"\\u0023", _lines(document, depth)) + "\n"


def _lines(value: Any, depth: int) -> str:
    if depth and value and isinstance(value, dict):
        entries = (f"{_encode(key)}: {_lines(entry, depth - 1)}" for key, entry in value.items())
        return "{\n" + ",\n".join(entries) + "\n}"
    if depth and value and isinstance(value, list):
        return "[\n" + ",\n".join(_lines(entry, depth - 1) for entry in value) + "\n]"
    return _encode(value)
