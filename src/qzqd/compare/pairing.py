"""Which file of one side is the same list as which of the other: told by the ids, not by the paths."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.finding import Finding, Span
from qzqd.kinds import text_at
from qzqd.locale import Text
from qzqd.open.severity import severity
from qzqd.read import source
from qzqd.read.problem import Refused
from qzqd.read.tree import parse
from qzqd.regex import regex
from qzqd.text import listed, normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.read.config import Config
    from qzqd.read.side import Side, SideFile

_ID = regex(rb'^(?:\xef\xbb\xbf)?id *: *["\']?([a-z0-9._/-]+)', re.MULTILINE)
_EDITION = regex(rb'^edition *: *["\']?([0-9-]+)', re.MULTILINE)


class ListEdition(NamedTuple):
    """As it seems from the bytes; the reader will verify it."""

    id: str
    edition: str


class Pairing(NamedTuple):
    """`pairs` have None on the side that lacks the list. `findings` are about lists that nobody could pair.

    differing: what an earlier edition is now, by the id of its list and the edition, where both sides have it and not alike.
    """

    pairs: list[tuple[SideFile | None, SideFile | None]]
    findings: list[Finding]
    differing: Sequence[tuple[ListEdition, SideFile]] = ()


def paired(old: Side, new: Side, config: Config) -> Pairing:
    """Two single files always pair. Of several editions of one list the newest counts; two files of it are a fault."""
    if old.single and new.single:
        return Pairing([(old.documents[0], new.documents[0])], [])
    every = _editions(old.documents), _editions(new.documents)
    before, after = ({key: editions[max(editions)] for key, editions in side.items()} for side in every)
    pairs: list[tuple[SideFile | None, SideFile | None]] = []
    findings: list[Finding] = []
    renamed = _renamed(before, after)
    for edition in {**before, **after}:
        if edition in renamed.values():
            continue  # it stands under the id it had
        sides = before.get(edition, []), after.get(renamed.get(edition, edition), [])
        twins = [documents for documents in sides if len(documents) > 1]
        findings += (_doubled(edition, documents, config) for documents in twins)
        if not twins:
            pairs.append((next(iter(sides[0]), None), next(iter(sides[1]), None)))
    return Pairing(pairs, findings, [*_differing(*every)])


def _editions(documents: Iterable[SideFile]) -> dict[str, dict[str, list[SideFile]]]:
    """The files of each edition of each list, by its id."""
    found: dict[str, dict[str, list[SideFile]]] = {}
    for document in documents:
        key, edition = _seeming(document)
        found.setdefault(key, {}).setdefault(edition, []).append(document)
    return found


def _differing(
    before: dict[str, dict[str, list[SideFile]]], after: dict[str, dict[str, list[SideFile]]]
) -> Iterator[tuple[ListEdition, SideFile]]:
    for key, editions in after.items():
        for edition in sorted(editions.keys() & before.get(key, {}).keys() - {max(editions)}):
            was, now = ({each.data for each in side[key][edition]} for side in (before, after))
            if was != now:
                yield ListEdition(key, edition), editions[edition][0]


def _renamed(before: dict[str, list[SideFile]], after: dict[str, list[SideFile]]) -> dict[str, str]:
    """The new id by the old one of lists that have the same items as before, and another id."""
    alone = [
        {key: documents[0] for key, documents in one.items() if key not in other and len(documents) == 1}
        for one, other in ((before, after), (after, before))
    ]
    if not all(alone):
        return {}
    lost, found = ({key: _known_by(document) for key, document in side.items()} for side in alone)
    renamed: dict[str, str] = {}
    for old, (file, place, names) in lost.items():
        fitting = [
            (there == file, new)
            for new, (there, where, others) in found.items()
            if where == place and new not in renamed.values() and mostly_same(names, others)
        ]
        if fitting:
            renamed[old] = max(fitting)[1]
    return renamed


def _known_by(document: SideFile) -> tuple[str, Any, list[str]]:
    """File name, place and names of the items: what stays with a list whose id changes."""
    data = _read(document)
    items = data.get("items")
    named = items if isinstance(items, list) else ()
    names = [name for item in named if (name := text_at(item, "name")) is not None]
    return PurePosixPath(document.path).name, data.get("jurisdiction"), names


def mostly_same(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two lists have at least half of their names in common, and one at all."""
    common = Counter(map(normalised, names)) & Counter(map(normalised, others))
    return 0 < max(len(names), len(others)) <= 2 * common.total()


def _seeming(document: SideFile) -> ListEdition:
    """Of what shows no id at the beginning of a line the data tells; the path stands for what is no list."""
    key, edition = _ID.search(document.data), _EDITION.search(document.data)
    if key:
        return ListEdition(key[1].decode(), edition[1].decode() if edition else "")
    data = _read(document)
    return ListEdition(text_at(data, "id") or document.path, text_at(data, "edition") or "")


def _read(document: SideFile) -> dict[str, Any]:
    """What the file says; nothing where it cannot be read, or is no mapping."""
    try:
        data = parse(source.check(document.data)).data
    except Refused:
        return {}
    return data if isinstance(data, dict) else {}


def _doubled(key: str, documents: list[SideFile], config: Config) -> Finding:
    paths = listed([document.path for document in documents])
    return Finding(
        "QZ210",
        severity("QZ210", config),
        documents[-1].path,
        Span(),
        Text(
            f"清单 {key} 的同一版本有 {len(documents)} 个文件，没有比较：{paths.zh}",
            f"{len(documents)} files are the same edition of {key}, which was not compared: {paths.en}",
        ),
        Text(
            "不同的清单改 id；同一清单的新版本改 edition；多余的文件删去",
            "change id if it is another list, edition if it is a later one; delete a stray copy",
        ),
        catalogue=key,
        value=key,
    )
