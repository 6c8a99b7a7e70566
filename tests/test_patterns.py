"""No pattern of ours takes more than its text is long, whatever the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections import deque
from typing import TYPE_CHECKING, Any

import qzqd
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT, _LONG = 125, 1_000
_AT_ONE_PLACE = (
    "_FORMULA",
    "_CHANGED",
    "_LOOSE_DATE",
    "_MEANT_FIELD",
    "_PLACE",
    "_HEADER_COMMENT",
    "_MARK",
    "_STARTS",
    "_SPREAD",
    "_MARKUP",
    "_ORIGIN",
    "_FLOW",
    "_CELL_TELLS",
    "_LINE_TELLS",
    "_HEAD_TELLS",
)
"""Matched where something begins, never searched for."""
_KEPT_AS_TEXT = ("_GLOSS", "_STRAY", "_TRAILING", "_LEADING", "_ENUMERATOR")
"""Compiled when first needed."""
_PATTERN = re.Pattern | type(regex(""))


def _patterns() -> dict[str, re.Pattern[str]]:
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(qzqd.__path__, "qzqd."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                found |= {pattern.pattern: pattern for pattern in _compiled(name, value)}
    return found


def _compiled(name: str, value: Any) -> Iterator[re.Pattern[str]]:
    """Those that a global holds, also in a tuple or a dictionary."""
    if isinstance(value, _PATTERN):
        if isinstance(value.pattern, str):
            yield re.compile(rf"\A(?:{value.pattern})") if name in _AT_ONE_PLACE else value
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _compiled("", inner)
    elif isinstance(value, dict):
        yield from _compiled(name, list(value.values()))
    elif name in _KEPT_AS_TEXT and isinstance(value, str):
        yield re.compile(value)


def _units(pattern: str) -> set[str]:
    """Pieces of text that a pattern is likely to begin with and fail on."""
    literal = re.sub(r"\\[bBdDsSwW]|\(\?[:=!<>P]*|[*+?^$|{}()]", "", pattern)
    singles = [*dict.fromkeys(literal[:80]), *" \t　a1甲"][:40]
    pairs = [literal[start : start + 2] for start in range(0, len(literal), max(1, len(literal) // 15))]
    return {unit for unit in (*singles, *pairs) if unit}


def _work(pattern: re.Pattern[str], length: int) -> float:
    """Processor time for all hostile texts of this length."""
    start = time.process_time()
    for unit in _units(pattern.pattern):
        text = unit * (length // len(unit))
        for hostile in (text + "\n", "甲" + text + "\0"):
            deque(pattern.finditer(hostile), maxlen=0)
    return time.process_time() - start


def test_linear() -> None:
    """Eight times the text takes a quadratic pattern 64 times as long, and a linear one eight, give or take a busy machine."""
    found = _patterns()
    assert len(found) > 100
    for pattern in found.values():
        assert any(_work(pattern, _LONG) < 24 * max(_work(pattern, _SHORT), 0.005) for _ in range(3)), (
            pattern.pattern
        )
