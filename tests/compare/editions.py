"""Two editions written down in a test, and what `compare` makes of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qzqd.compare.run import compare
from qzqd.read.side import Side, SideFile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.compare.change import Change, Comparison

HEADER: dict[str, Any] = {
    "kind": "task-list",
    "id": "toy/tasks",
    "title": "任务清单",
    "edition": "2025",
    "jurisdiction": {"code": "420302", "name": "茅箭区"},
    "issuer": "区委",
    "source": {"title": "示例", "provenance": "illustrative"},
}
Item = dict[str, Any]


def item(key: str, name: str, **fields: Any) -> Item:
    return {"id": key, "name": name, **fields}


def side(items: Sequence[Item], label: str = "old", **header: Any) -> Side:
    """A side of one file, written as `qzqd fmt` would write it."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in {**HEADER, **header}.items()]
    lines.append("items:" if items else "items: []")
    for each in items:
        rows = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in each.items()]
        lines += [f"  - {rows[0]}", *(f"    {row}" for row in rows[1:])]
    text = "\n".join(lines) + "\n"
    return Side(label, [SideFile(f"{label}.yaml", text.encode())], single=True)


def compared(old: Sequence[Item], new: Sequence[Item], **header: Any) -> Comparison:
    return compare(side(old, "old", **header), side(new, "new", **header))


def told(comparison: Comparison) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    """Type, old ids, new ids, how it was found; the suspected ones left out."""
    return [brief(change) for change in comparison.changes() if change.by != "suspected"]


def brief(change: Change) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    return (
        change.type,
        change.old.ids if change.old else (),
        change.new.ids if change.new else (),
        change.by,
    )
