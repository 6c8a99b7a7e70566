"""Three versions of one list: written down, edited at random, merged, and the result read either way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from qzqd.compare.merging.clash import SIDES
from qzqd.compare.merging.merge import merge
from qzqd.compare.merging.pieces import read_version
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from qzqd.compare.merging.merge import Merged

_HEADER = {
    "kind": "task-list",
    "id": "toy/tasks",
    "title": "任务清单",
    "edition": '"2025"',
    "published_count": "{total: 4}",
}
_VALUES = {
    "name": ["甲", '"乙"', "丙 # 丁", "|\n      甲\n\n      乙\n", "戊\n      己"],
    "lead": ["区委", "区政府\n      # 深", '"007"', "1", "true"],
    "support": ["[区委, 区政府]", "\n      - 区委\n      # 另有\n      - 区政府", "[\n      区委\n    ]"],
    "note": ["", ">-\n      一\n      二", "'it''s'", "{a: 1, b: [2]}"],
}
_COMMENTS = ["# 注", "# ---- 第一类 ----", ""]


@dataclass(frozen=True)
class Row:
    """An item as it is written. Values are YAML; flow: on one line, if they all fit there."""

    key: str
    fields: dict[str, str]
    above: tuple[str, ...] = ()
    flow: bool = False

    def text(self) -> str:
        lines = [f"  {line}\n" if line else "\n" for line in self.above]
        if self.flow and not any(
            "\n" in value or " #" in value or not value for value in self.fields.values()
        ):
            inner = ", ".join(f"{name}: {value}" for name, value in self.fields.items())
            return "".join(lines) + f"  - {{{inner}}}\n"
        body = "".join(f"    {name}: {value}".rstrip(" \n") + "\n" for name, value in self.fields.items())
        return "".join(lines) + "  - " + body[4:]


@dataclass(frozen=True)
class List:
    """A whole file."""

    rows: tuple[Row, ...]
    header: dict[str, str] = field(default_factory=lambda: dict(_HEADER))
    end: str = ""

    def text(self) -> str:
        header = "".join(f"{name}: {value}\n" for name, value in self.header.items())
        items = "items:\n" + "".join(row.text() for row in self.rows) if self.rows else "items: []\n"
        return header + items + self.end


def row(key: str, **fields: str) -> Row:
    return Row(key, {"id": key, **fields})


@st.composite
def rows(draw: DrawFn, key: str) -> Row:
    names = draw(st.lists(st.sampled_from([*_VALUES]), unique=True, max_size=3))
    fields = {name: draw(st.sampled_from(_VALUES[name])) for name in names}
    above = draw(st.lists(st.sampled_from(_COMMENTS), max_size=1))
    return Row(key, {"id": key, **fields}, tuple(above), draw(st.booleans()))


@st.composite
def lists(draw: DrawFn) -> List:
    keys = ["A", "B", "C", "D", "E"][: draw(st.integers(0, 5))]
    end = draw(st.sampled_from(["", "# 完\n", "\n"]))
    return List(tuple(draw(rows(key)) for key in keys), end=end)


@st.composite
def edited(draw: DrawFn, base: List) -> List:
    """The list after a few edits such as people make."""
    made = base
    for _ in range(draw(st.integers(0, 4))):
        made = _edit(draw, made)
    return made


def _edit(draw: DrawFn, made: List) -> List:
    kind = draw(
        st.sampled_from(["set", "set", "set", "add", "drop", "move", "note", "repeal", "turn", "head"])
    )
    entries = [*made.rows]
    if kind == "head":
        name = draw(st.sampled_from(["edition", "published_count", "effective"]))
        return replace(made, header={**made.header, name: draw(st.sampled_from(['"2026"', '"2027"']))})
    if kind == "add":
        key = draw(st.sampled_from(["N", "O", "P"]))
        if key not in {each.key for each in entries}:
            entries.insert(draw(st.integers(0, len(entries))), draw(rows(key)))
    elif entries:
        at = draw(st.integers(0, len(entries) - 1))
        old = entries.pop(at)
        if kind == "move":
            entries.insert(draw(st.integers(0, len(entries))), old)
        elif kind != "drop":
            entries[at:at] = _changed(draw, kind, old, {each.key for each in entries})
    return replace(made, rows=tuple(entries))


def _changed(draw: DrawFn, kind: str, old: Row, taken: set[str]) -> list[Row]:
    """What comes of one row."""
    if kind == "note":
        return [
            replace(
                old, above=tuple(draw(st.lists(st.sampled_from(_COMMENTS), max_size=2))), flow=not old.flow
            )
        ]
    if kind == "repeal":
        return [replace(old, fields={**old.fields, "repealed": '"2025-03-01"'})]
    if kind == "turn":
        how = draw(st.sampled_from(["replaces: [{}]", "split_from: {}", "merged_from: [{}, B]"]))
        name, _, value = how.format(old.key).partition(": ")
        key = draw(st.sampled_from(["R", "S"]))
        new = Row(key, {**old.fields, "id": key, name: value})
        kept = [old] if draw(st.booleans()) else []
        return [*kept, new] if key not in {old.key, *taken} else [old]
    name = draw(st.sampled_from([*_VALUES]))
    fields = {**old.fields, name: draw(st.sampled_from(_VALUES[name]))}
    if draw(st.integers(0, 4)) == 4:
        del fields[name]
    return [replace(old, fields=fields)]


def merged(base: str, ours: str, theirs: str) -> Merged:
    sides = [read_version(text.encode()) for text in (base, ours, theirs) if text]
    return merge(sides[0] if base else None, sides[-2], sides[-1], "list.yaml", SIDES)


def resolved(text: str, side: int) -> dict[str, Any]:
    """What the file says once every conflict is decided for ours (0) or theirs (1)."""
    kept = re.sub(
        r"^<<<<<<< ours\n(.*?)^=======\n(.*?)^>>>>>>> theirs\n",
        lambda match: match[1 + side],
        text,
        flags=re.MULTILINE | re.DOTALL,
    )
    data: dict[str, Any] = parse(kept.encode()).data
    return data


def by_id(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {item["id"]: item for item in data["items"] or ()}
