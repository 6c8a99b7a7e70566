"""The reader that is compiled where qzqd is installed and a compiler is there, for the form that `fmt` writes.

It is certain of what it reads, and of all else it says nothing: that is left to `events`, with the same results.
"""

from __future__ import annotations

import os
from typing import Any

from qzqd.read.scalars import CURIOUS, resolve

SETTING = "QZQD_READER"
"""The variable of the environment that does without it where it says `python`."""
_CURIOUS = bytes(chr(number) in CURIOUS for number in range(128))


def is_unwanted() -> bool:
    """Whether the environment asks for the reader that is written in Python."""
    return os.environ.get(SETTING) == "python"


try:
    if is_unwanted():
        raise ImportError
    from qzqd.read import _canonical
except ImportError:
    _canonical = None  # type: ignore[assignment]


def runs() -> bool:
    """Whether it was built, and is wanted."""
    return _canonical is not None


def legible(data: bytes) -> bool:
    """Whether it is certain that this is UTF-8 text in which nothing is hidden."""
    global _legible
    if _canonical is None or not _canonical.legible(data):
        return False
    _legible = data
    return True


_legible: bytes | None = None
"""What was found so last, until it is read: it need not be gone through again."""


def look(texts: list[str], watched: str) -> tuple[str, str] | None:
    """Every character of the texts once, and those that are watched as they stand; None where it does not run."""
    return None if _canonical is None else _canonical.look(texts, watched)


def read(source: bytes) -> tuple[Any, bytearray, dict[str, Any], dict[str, str], bool] | None:
    """What the tree of a document holds: data, positions, plain and quoted scalars, and whether one of these may be blank.

    None where that is not certain.
    """
    global _legible
    if _canonical is None:
        return None
    known, _legible = source is _legible, None
    return _canonical.read(source, _CURIOUS, resolve, known)
