"""What a unit reports of an item that it adopts, beyond having adopted it."""

from __future__ import annotations

from typing import Literal, get_args

Reported = Literal[
    "accepted",
    "started",
    "confirmed",
    "signatories",
    "evidence",
    "office",
    "department",
    "scope",
    "progress",
]
"""What a list may ask for, of each item."""

REPORTED: tuple[str, ...] = get_args(Reported)
