"""One catalogue of one side, read as far as the comparison needs it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yaml._yaml import CParser
from yaml.error import YAMLError

from qzqd.compare.flawed import Flaws, as_warnings, flawed
from qzqd.compare.match import parents
from qzqd.open.catalogue import Headed, state
from qzqd.open.cut import CutFile, cut, differing_rows
from qzqd.open.findings import refusal
from qzqd.open.opened import Opener
from qzqd.read.side import SideFile
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.finding import Finding
    from qzqd.open.catalogue import Item, State
    from qzqd.read.config import Config

_NAME = regex(rb'^    name: ("[^"]*"|.+?)(?: #.*)?$', re.MULTILINE)
_STEPS = 4
"""So far lineage is followed before it is cheaper to read all."""


@dataclass(slots=True)
class Edition(Headed):
    """`items` are those that may differ from the other side; `ids` are all, in the order of the file.

    header: everything but the items. cut: the file in pieces, where not all of its items were read.
    flaws: what is wrong in a file that is compared all the same, None where nothing is.
    """

    document: SideFile
    header: dict[str, Any]
    items: list[Item]
    ids: list[str]
    cut: CutFile | None = None
    flaws: Flaws | None = None

    def states(self, day: str) -> Counter[State]:
        """How many items are in force on a day, and how many not yet or no longer."""
        if self.cut is not None:
            return self.cut.states(day)
        known = Counter(state(item, day) for item in self.items)
        if self.flaws is not None:
            known["in force"] += len(self.flaws.lost)
        return known

    def names(self) -> list[str]:
        """The names of all items; of those that were not read, as near as the lines of the file tell."""
        names = {item["id"]: item["name"] for item in self.items}
        for row, key in enumerate(self.ids if self.cut else ()):
            if self.cut and key not in names and (found := _NAME.search(self.cut.piece(row))):
                names[key] = found[1].decode().strip('"')
        return [*names.values()]


ABSENT = Edition(SideFile("", b""), {}, [], [])
"""What a side has of a catalogue that it does not have."""


class EditionReader:
    """Reads editions, those of either side under its own settings; what it cannot read ends in `findings`.

    older: what is wrong with files of the older side that can be compared all the same. mended: by path, those of them
    that could not be read before what is certain was mended. pieces: the same file cut up, of the newer side where
    both have one of that name.
    """

    def __init__(self, old: Config, new: Config) -> None:
        self.findings: list[Finding] = []
        self.older: list[Finding] = []
        self.mended: dict[str, SideFile] = {}
        self.pieces: dict[str, CutFile] = {}
        self.old = Opener(old)
        self.new = Opener(new)

    def whole(self, document: SideFile, opener: Opener) -> Edition | None:
        """All of a file; None where it cannot be read as a catalogue."""
        if document.refused is not None:
            self.findings.append(refusal(document.refused, document.path, document.data, opener.config))
            return None
        findings, data = opener.structure(document.data, document.path)
        items: list[Item] = data.pop("items") if data else []
        ids = [item["id"] for item in items]
        if opener is self.old and (data is None or not _once(ids)):
            return self._sound_part(document, findings)
        if data is None:
            self.findings += findings
            return None
        return Edition(document, data, items, ids)

    def _sound_part(self, document: SideFile, findings: list[Finding]) -> Edition | None:
        """Of the older side: what was wrong with it must not stand in the way of what mends it."""
        found = flawed(document, self.old.config)
        if found is None:
            from qzqd.write.readable import made_readable

            data, slips = made_readable(document.data)
            document = replace(document, data=data)
            found = flawed(document, self.old.config) if slips else None
            if found is None:
                self.findings += findings
                return None
            self.mended[document.path] = document
            self.older += as_warnings(findings)
        self.older += found.findings
        ids = [item["id"] for item in found.items]
        return Edition(document, found.header, found.items, ids, flaws=found.flaws)

    def both(self, old: SideFile, new: SideFile) -> tuple[Edition | None, Edition | None]:
        """Two files of which only what differs is read, and where its lineage leads, if the bytes tell what that is."""
        before, after = _pieces(old), _pieces(new)
        if before and after and _once(before.ids) and _once(after.ids) and _is_yaml(old.data):
            self.pieces = {old.path: before, **self.pieces, new.path: after}
            removed, added = map(set, differing_rows(before, after))
            for _ in range(_STEPS):
                left, right = _part(old, before, removed, self.old), _part(new, after, added, self.new)
                if left is None or right is None:
                    break
                kin = {key for item in (*left.items, *right.items) for key in lineage(item)}
                kin -= {after.ids[row] for row in added}
                if kin.isdisjoint(after.ids):
                    return left, right
                removed |= _rows(before, kin)
                added |= _rows(after, kin)
        return self.whole(old, self.old), self.whole(new, self.new)


def _part(document: SideFile, cut_up: CutFile, rows: set[int], opener: Opener) -> Edition | None:
    """The file with these items alone; None where something is wrong, as its place would be."""
    _, data = opener.structure(cut_up.only(rows), document.path)
    if data is None:
        return None
    items = data.pop("items")
    if [item["id"] for item in items] != [cut_up.ids[row] for row in sorted({0, *rows})]:
        return None
    return Edition(document, data, items if 0 in rows else items[1:], cut_up.ids, cut_up)


def _once(ids: list[str]) -> bool:
    return len(set(ids)) == len(ids)


def _pieces(document: SideFile) -> CutFile | None:
    return cut(document.data) if document.refused is None else None


def _is_yaml(data: bytes) -> bool:
    """Whether a file that is cut up is YAML to its end: libyaml alone, building nothing, tells at little cost.

    Asked of the older side: of the newer all is read that this does not have, and where it stands changes nothing.
    """
    try:
        CParser(data).raw_parse()
    except YAMLError:
        return False
    return True


def _rows(cut_up: CutFile, ids: set[str]) -> set[int]:
    return {row for row, key in enumerate(cut_up.ids) if key in ids}


def lineage(item: Item) -> Iterator[str]:
    """Every id that an item says it came from or went into."""
    yield from parents(item)
    yield from item.get("succeeded_by", ())
