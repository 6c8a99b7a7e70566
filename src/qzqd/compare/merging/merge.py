"""Two versions of a catalogue that have grown from one, merged: by item, then by field."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.compare.merging.clash import HELP, Clash, ClashWords
from qzqd.compare.merging.order import woven
from qzqd.compare.merging.pieces import (
    END,
    NOTHING,
    TOP,
    NotLineBased,
    Piece,
    Segments,
    cut_version,
    dashed,
    fields,
    same_meaning,
)
from qzqd.compare.merging.rivals import became, removed, rivals
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused
from qzqd.read.tree import parse
from qzqd.regex import regex
from qzqd.write.proof import Unsafe, says

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qzqd.compare.merging.clash import SideLabels
    from qzqd.compare.merging.pieces import Version

_ITEMS_KEY = regex(r"^([\"']?items[\"']?\s*:)", re.MULTILINE)


class Merged(NamedTuple):
    """The file, with conflict markers where there are findings; each stands at the first line of its block."""

    data: bytes
    findings: list[Finding]


class MergedPart(NamedTuple):
    """A stretch of the result: what it is on either side, one and the same piece unless there is a clash.

    path: as in the data, but an item goes by its id.
    """

    path: tuple[str, ...]
    ours: Piece | None
    theirs: Piece | None
    clash: Clash | None = None


class ItemLost(Exception):
    """An item of one side would be nowhere in the result although nobody deleted it."""


def merge(base: Version | None, ours: Version, theirs: Version, name: str, labels: SideLabels) -> Merged:
    """Both sides in one file. None for `base` when both added it; `name` is what findings call the result.

    What one side left alone comes out as the other has it, byte for byte.
    Raises Refused where the versions are not of one kind or not laid out in lines; Unsafe or ItemLost, which are
    faults of qzqd itself, before anything wrong is returned.
    """
    if ours.raw == theirs.raw or (base and theirs.raw == base.raw):
        return Merged(ours.raw, [])
    if base and ours.raw == base.raw:
        return Merged(theirs.raw, [])
    sides = _segments(base, ours, theirs)
    parts = [*_Merge(*sides, ClashWords(ours.kind, labels)).parts()]
    decisions = ("ours", "theirs") if any(part.clash for part in parts) else ("ours",)
    _account(*sides, {key for side in decisions for key in _proven(parts, side)})
    text, places = _written(parts, labels)
    if not places:
        text = _as_ended(text, ours, theirs)
    catalogue = ours.tree.data.get("id")
    findings = [_finding(clash, line, name, labels[0].en, catalogue) for line, clash in places]
    return Merged(ours.bytes(text), findings)


def _as_ended(text: str, *sides: Version) -> str:
    """With a text at the end of the file as it stands on a side, where no line end follows it."""
    for ending, before in (side.ending for side in sides):
        if ending and text.endswith(ending):
            ended = text.removesuffix(ending) + before
            says(ended.encode(), parse(text.encode()).data)
            return ended
    return text


def _segments(base: Version | None, ours: Version, theirs: Version) -> tuple[Segments, Segments, Segments]:
    """All three in pieces that fit together; in canonical form where they do not as they are."""
    if len({version.kind for version in (base, ours, theirs) if version}) > 1:
        message = Text("几个版本不是同一类型的清单", "the versions are not lists of one kind")
        raise Refused("QZ830", Problem(message, help=Text("核对文件名", "check the names of the files")))
    try:
        return _fitting(base, ours, theirs)
    except NotLineBased:
        pass
    try:
        return _fitting(base and base.canonical(), ours.canonical(), theirs.canonical())
    except NotLineBased:
        message = Text("写法不能逐项分开，没法合并", "it is not laid out so that items can be taken apart")
        help = Text(
            "事项列表不要写在方括号里，文字不要用 |+ 或 >+",
            "write the list of items without brackets, and no text with |+ or >+",
        )
        raise Refused("QZ830", Problem(message, help=help)) from None


def _fitting(base: Version | None, ours: Version, theirs: Version) -> tuple[Segments, Segments, Segments]:
    sides = cut_version(base) if base else NOTHING, cut_version(ours), cut_version(theirs)
    if len({(side.dash, side.column) for side in sides if side.items}) > 1:
        raise NotLineBased
    return sides


class _Merge:
    def __init__(self, base: Segments, ours: Segments, theirs: Segments, words: ClashWords) -> None:
        self.base, self.ours, self.theirs = base, ours, theirs
        self.words = words
        self.dash = next((side.dash for side in (ours, theirs, base) if side.dash is not None), 0)
        self.became = became(base.items, ours.items), became(base.items, theirs.items)

    def parts(self) -> Iterator[MergedPart]:
        """The whole result in order."""
        items = [*self._items()]
        for part in self._fields(self.base.fields, self.ours.fields, self.theirs.fields, ()):
            if part.path != ("items",):
                yield part
                continue
            yield part if items else _rewritten(part, lambda line: _ITEMS_KEY.sub(r"\1 []", line, count=1))
            yield from items

    def _items(self) -> Iterator[MergedPart]:
        base, ours, theirs = self.base.items, self.ours.items, self.theirs.items
        decided = {key: parts for key in {**ours, **theirs} if (parts := [*self._item(key)])}
        for group in rivals(base, ours, theirs):
            clash = self.words.rivals(group)
            for key in (*group.ours, *group.theirs):
                del decided[key]
            decided[(group.ours or group.theirs)[0]] = [
                *(MergedPart(("items", key), ours[key], None, clash) for key in group.ours),
                *(MergedPart(("items", key), None, theirs[key], clash) for key in group.theirs),
            ]
        for key in woven([*base], [*ours], [*theirs], decided):
            yield from decided[key]

    def _item(self, key: str) -> Iterator[MergedPart]:
        path = "items", key
        base, ours, theirs = (side.items.get(key) for side in (self.base, self.ours, self.theirs))
        settled = _settled(base, ours, theirs)
        if clash := self._left_behind(key, base, ours, theirs):
            yield MergedPart(path, ours, theirs, clash)
        elif settled:
            if settled[0]:
                yield MergedPart(path, settled[0], settled[0])
        elif base is None:
            yield MergedPart(path, ours, theirs, self.words.twice(key))
        elif ours is None or theirs is None or self._gone(0, key) is not self._gone(1, key):
            by_ours = ours is None or (theirs is not None and self._gone(0, key))
            yield MergedPart(path, ours, theirs, self.words.deleted(key, by_ours=by_ours))
        else:
            yield from self._by_field(key, base, ours, theirs)

    def _gone(self, side: int, key: str) -> bool:
        return removed(self.base.items, (self.ours, self.theirs)[side].items, key)

    def _left_behind(
        self, key: str, base: Piece | None, ours: Piece | None, theirs: Piece | None
    ) -> Clash | None:
        """The clash where one side edited what the other made others of."""
        if base is None or _same(ours, theirs):
            return None
        for side, piece in enumerate((ours, theirs)):
            here, there = self.became[side].get(key), self.became[not side].get(key)
            if there and not here and not self._gone(side, key) and not _same(piece, base):
                return self.words.left_behind(key, sorted(there), by_ours=not side)
        return None

    def _by_field(self, key: str, base: Piece, ours: Piece, theirs: Piece) -> Iterator[MergedPart]:
        """Field by field where both sides are laid out alike; else the whole item is a clash."""
        path = "items", key
        whole = MergedPart(path, ours, theirs, self.words.item(key, base, ours, theirs))
        try:
            old, mine, yours = (fields(piece, self.dash) for piece in (base, ours, theirs))
        except NotLineBased:
            yield whole
            return
        parts = [*self._fields(old.pieces, mine.pieces, yours.pieces, path)]
        flow = old.flow
        if (
            not old.flow == mine.flow == yours.flow
            or parts[1].clash
            or (flow and any(p.clash for p in parts))
        ):
            yield whole
        elif flow:
            piece = _joined(parts, self.dash)
            yield MergedPart(path, piece, piece)
        else:
            top, first, *rest = parts
            yield from (top, _rewritten(first, lambda text: dashed(text, self.dash)), *rest)

    def _fields(
        self,
        base: dict[str, Piece],
        ours: dict[str, Piece],
        theirs: dict[str, Piece],
        path: tuple[str, ...],
    ) -> Iterator[MergedPart]:
        decided: dict[str, MergedPart] = {}
        for key in {**ours, **theirs}:
            mine, yours = ours.get(key), theirs.get(key)
            settled = _settled(base.get(key), mine, yours)
            if settled is None:
                clash = self.words.field("".join(path[1:]), key, mine, yours)
                decided[key] = MergedPart((*path, key), mine, yours, clash)
            elif settled[0]:
                decided[key] = MergedPart((*path, key), settled[0], settled[0])
        for key in woven([*base], [*ours], [*theirs], decided):
            yield decided[key]


def _settled(base: Piece | None, ours: Piece | None, theirs: Piece | None) -> tuple[Piece | None] | None:
    """What both sides have, or the one that changed it, as a tuple of one; None where they changed it differently."""
    for same in (_identical, _same):
        if same(ours, theirs) or same(theirs, base):
            return (ours,)
        if same(ours, base):
            return (theirs,)
    return None


def _identical(one: Piece | None, other: Piece | None) -> bool:
    return (one and one.text) == (other and other.text)


def _same(one: Piece | None, other: Piece | None) -> bool:
    return one is other if one is None or other is None else same_meaning(one.text, other.text)


def _rewritten(part: MergedPart, change: Callable[[str], str]) -> MergedPart:
    ours, theirs = (piece and piece._replace(text=change(piece.text)) for piece in (part.ours, part.theirs))
    return part._replace(ours=ours, theirs=theirs)


def _joined(parts: Sequence[MergedPart], dash: int) -> Piece:
    """An item inside brackets, without a clash."""
    first, *pieces, last = [part.ours for part in parts if part.ours]
    names = [part.path[-1] for part in parts[1:-1]]
    text = first.text + ", ".join(piece.text for piece in pieces) + last.text
    return Piece(dashed(text, dash), {name: piece.value for name, piece in zip(names, pieces, strict=True)})


def _written(parts: Sequence[MergedPart], labels: SideLabels) -> tuple[str, list[tuple[int, Clash]]]:
    """The text, and the line on which the block of each clash begins."""
    blocks: list[str] = []
    places: list[tuple[int, Clash]] = []
    line = 1
    for clash, run in groupby(parts, key=lambda part: part.clash):
        stretch = [*run]
        block = _text(stretch, "ours")
        if clash:
            places.append((line, clash))
            theirs = _text(stretch, "theirs")
            block = f"<<<<<<< {labels[0].en}\n{block}=======\n{theirs}>>>>>>> {labels[1].en}\n"
        blocks.append(block)
        line += block.count("\n")
    return "".join(blocks), places


def _finding(clash: Clash, line: int, name: str, label: str, catalogue: Any) -> Finding:
    marker = f"<<<<<<< {label}"
    return Finding(
        code=clash.code,
        severity="error",
        path=name,
        span=Span(line, 1, line, len(marker) + 1),
        message=clash.message,
        help=HELP[clash.code],
        catalogue=catalogue if isinstance(catalogue, str) else None,
        item=clash.item or None,
        excerpt=marker,
        value=clash.field,
    )


def _proven(parts: Sequence[MergedPart], side: str) -> set[str]:
    """The ids in the result with every clash decided for one side, read again. Raises Unsafe if it says anything else."""
    tree = says(_text(parts, side).encode(), _data(parts, side))
    if tree.problems:
        raise Unsafe("it would not read without a problem")
    return {item["id"] for item in tree.data["items"] or ()}


def _text(parts: Sequence[MergedPart], side: str) -> str:
    return "".join(piece.text for part in parts if (piece := getattr(part, side)))


def _data(parts: Sequence[MergedPart], side: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    items: dict[str, Any] = {}
    listed = any(part.path[:1] == ("items",) and part.path[1:] for part in parts)
    for part in parts:
        piece = getattr(part, side)
        if piece is None or part.path[-1] in (TOP, END):
            continue
        match part.path:
            case "items", key:
                items[key] = piece.value
            case "items", key, field:
                items.setdefault(key, {})[field] = piece.value
            case (field,):
                data[field] = piece.value
    # Where a clash leaves this side without items, the line says nothing of a list.
    return {**data, "items": [*items.values()] or (None if listed else [])}


def _account(base: Segments, ours: Segments, theirs: Segments, found: set[str]) -> None:
    """Raises ItemLost unless every id of both sides is found, or was deleted by one and left alone by the other."""
    for key in {**ours.items, **theirs.items}.keys() - found:
        both = key in ours.items and key in theirs.items
        survivor = ours.items.get(key) or theirs.items.get(key)
        if both or not _same(base.items.get(key), survivor):
            raise ItemLost(key)
