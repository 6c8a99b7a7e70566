"""Patterns that are compiled when they are first asked for something, as a run asks few of all there are."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "groupindex")


class _Late:
    """Stands for a pattern. Once that is compiled, whatever is asked of it is the pattern's own."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({each: getattr(compiled, each) for each in _ASKED})
        return getattr(compiled, name)


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as `re.compile`, later; `re.sub(pattern, …)` and the like want one that is compiled."""
    return cast("re.Pattern[AnyStr]", _Late(pattern, flags))
