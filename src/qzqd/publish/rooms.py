"""The table of rooms in the architecture as contracts of import-linter: there is one truth about who may import whom."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter

from qzqd.regex import regex

_ROW = regex(r"^\| `([a-z]+)` \| [^|]+ \| ([^|]*)\|$", re.MULTILINE)
_HEAD = """\
# python -m qzqd.publish.generate writes this from the table in docs/architecture.md; do not edit
[importlinter]
root_package = qzqd
"""


def rooms(architecture: str) -> dict[str, set[str]]:
    """Every room of the page, and the rooms that it may import. Raises graphlib.CycleError where they go in circles."""
    table = {room: set(re.findall("[a-z]+", allowed)) for room, allowed in _ROW.findall(architecture)}
    TopologicalSorter(table).prepare()
    return table


def contracts(architecture: str) -> str:
    """The text of `.importlinter`."""
    table = rooms(architecture)
    return _HEAD + "".join(
        _contract(room, sorted(table.keys() - allowed - {room})) for room, allowed in table.items()
    )


def _contract(room: str, forbidden: list[str]) -> str:
    modules = "".join(f"\n    qzqd.{name}" for name in forbidden)
    return f"""
[importlinter:contract:{room}]
name = {room} imports only the rooms below it
type = forbidden
allow_indirect_imports = True
source_modules =
    qzqd.{room}
forbidden_modules ={modules}
"""
