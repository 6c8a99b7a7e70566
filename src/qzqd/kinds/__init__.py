"""What each list is. One module per kind; the rest of qzqd reads the schemas generated from them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from qzqd import resources

SUFFIX = ".schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def names() -> tuple[str, ...]:
    """Every kind that has a schema, in alphabetical order."""
    kinds = (path.name.removesuffix(SUFFIX) for path in resources.schemas().glob(f"*{SUFFIX}"))
    return tuple(sorted(kinds))


@cache
def schema(kind: str) -> dict[str, Any]:
    """The generated JSON Schema of a kind. Raises KeyError for an unknown one."""
    if kind not in names():
        raise KeyError(kind)
    loaded: dict[str, Any] = json.loads((resources.schemas() / (kind + SUFFIX)).read_bytes())
    return loaded


def meant_kind(word: str) -> str | None:
    """The kind that `word` is probably a slip for, or the Chinese title of; None where none is near enough."""
    from qzqd.text import suggest

    titles = {schema(name)["title"]: name for name in names()}
    near = suggest(word, (*names(), *titles))
    return titles.get(near, near) if near else None
