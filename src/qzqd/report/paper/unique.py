"""Names that a platform takes for identity, told apart where two findings would share one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def unique(names: Iterable[str]) -> Iterator[str]:
    """The first of equal names as it is, the next ones with `#2`, `#3`, …"""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}"
