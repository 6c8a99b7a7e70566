"""Two sides to a comparison: catalogues paired by id, items matched, changes named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Literal

from qzqd.compare.change import Change, Compared, Comparison, FieldChange
from qzqd.compare.classify import Classifier
from qzqd.compare.descent import lineage_faults
from qzqd.compare.edition import ABSENT, EditionReader
from qzqd.compare.judging import judged_otherwise
from qzqd.compare.match import match
from qzqd.compare.merging.order import displaced
from qzqd.compare.pairing import mostly_same, paired
from qzqd.compare.reuse import reused
from qzqd.finding import Finding, Span
from qzqd.kinds import title_of
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.open.catalogue import day_of, state
from qzqd.open.findings import capped
from qzqd.open.places import Locator
from qzqd.open.severity import active, severity
from qzqd.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.compare.edition import Edition
    from qzqd.compare.match import MatchedItems
    from qzqd.compare.pairing import ListEdition
    from qzqd.open.catalogue import Item
    from qzqd.read.side import Side, SideFile

    _Suspicion = tuple[Literal["renamed", "merged", "split"], tuple[Item, ...], tuple[Item, ...], float]

_NO_CHANGE = ("imported",)
"""Which file a list was imported from says nothing of the list."""
_UNCOMPARED = "QZ835"
_LINEAGE = {"renamed": "replaces: [{}]", "merged": "merged_from: [{}]", "split": "split_from: {}"}


def compare(old: Side, new: Side) -> Comparison:
    """What changed from one side to the other. What cannot be read is a finding, and `unreadable` says so."""
    reader, comparison = EditionReader(old.config, new.config), Comparison(old.label, new.label)
    pairing = paired(old, new, new.config)
    read = list(_read(pairing.pairs, reader, named=old.single and new.single))
    old.documents = [reader.mended.get(document.path, document) for document in old.documents]
    places = comparison.places = Locator([*old.documents, *new.documents], pieces=reader.pieces)
    obstacles = [*pairing.findings, *reader.findings]
    for before, after in read:
        if reader.findings and ABSENT in (before, after):
            continue  # it may be in the very file that could not be read
        if doubled := [*_doubled(before, places), *_doubled(after, places)]:
            obstacles += doubled
        else:
            either = before if after is ABSENT else after
            day = day_of(either.header, new.config.today)
            matched = _matched(before, after, day)
            comparison.catalogues.append(_compared(before, after, matched, day))
            comparison.findings += lineage_faults(matched, before, after, places)
    if active(_UNCOMPARED, new.config):
        comparison.findings += _uncompared_tables(pairing.pairs, places)
        comparison.findings += _uncompared_registers(old, new)
        comparison.findings += _uncompared_editions(pairing.differing, places)
    comparison.findings += judged_otherwise(old, new)
    comparison.older = reader.older
    comparison.findings = capped([*obstacles, *reader.older, *comparison.findings], new.config)
    comparison.uncompared = [*dict.fromkeys(finding.path for finding in obstacles)]
    comparison.unreadable = bool(obstacles)
    comparison.catalogues.sort(key=lambda compared: compared.id)
    return comparison


def _read(
    pairs: Sequence[tuple[SideFile | None, SideFile | None]], reader: EditionReader, *, named: bool
) -> Iterator[tuple[Edition, Edition]]:
    """Editions of the same catalogue, `ABSENT` on the side that lacks it; what cannot be read is left out.

    named: both sides are one file, and were named.
    """
    for before, after in pairs:
        if before and after:
            left, right = reader.both(before, after)
        else:
            left = reader.whole(before, reader.old) if before else ABSENT
            right = reader.whole(after, reader.new) if after else ABSENT
        if left is None or right is None:
            continue
        if before and after and not _comparable(left, right, named=named):
            yield left, ABSENT
            yield ABSENT, right
        else:
            yield left, right


def _uncompared_tables(
    pairs: Sequence[tuple[SideFile | None, SideFile | None]], places: Locator
) -> Iterator[Finding]:
    """Tables beside ledgers that are not the same on both sides: only what stands in the lists is compared."""
    for before, after in pairs:
        tables = [side.table if side else None for side in (before, after)]
        present = after if after and after.table else before
        if tables[0] != tables[1] and present and present.table:
            name = present.table[0]
            message = Text(
                f"{name} 里的记录两边不一样，没有比较",
                f"the records in {name} are not the same on both sides, and were not compared",
            )
            help = Text(
                "这里只比较写在清单里的事项；表格另用 Excel 或 git 比较",
                "only items in the list itself are compared; compare the tables in Excel or with git",
            )
            yield places.finding(_UNCOMPARED, present.path, "", "records", message, help, name)


def _uncompared_registers(old: Side, new: Side) -> Iterator[Finding]:
    """Registers that lie outside of the lists, and are not the same on both sides."""
    for key in sorted({*old.registers, *new.registers}):
        before, after = old.registers.get(key), new.registers.get(key)
        told = after or before
        if told and (before is None or after is None or before.data != after.data):
            message = Text(
                "登记簿两边不一样，没有比较：它不在 paths 里",
                "this register is not the same on both sides, and was not compared: it is not within `paths`",
            )
            help = Text(
                f"要比较就把它写进 paths，或者运行 qzqd diff --paths {key}",
                f"put it into `paths`, or run qzqd diff --paths {key}",
            )
            yield Finding(
                _UNCOMPARED, severity(_UNCOMPARED, new.config), told.path, Span(), message, help, value=key
            )


def _uncompared_editions(
    differing: Sequence[tuple[ListEdition, SideFile]], places: Locator
) -> Iterator[Finding]:
    """Earlier editions that are kept beside the newest, and no longer say what they said."""
    for (key, edition), file in differing:
        message = Text(
            f"{key} 的 {edition} 版两边不一样，没有比较：比较的是最新版",
            f"edition {edition} of {key} is not the same on both sides, and was not compared: the newest one is",
        )
        help = Text(
            "写明两边的文件来比较：qzqd diff 版本:文件 文件",
            "name the file on both sides: qzqd diff REV:FILE FILE",
        )
        yield places.finding(_UNCOMPARED, file.path, "", "edition", message, help, edition)


def _comparable(left: Edition, right: Edition, *, named: bool) -> bool:
    """Whether both are the same list; two files that were named need not have one id.

    A list may be given another id or kind: it is known by its place and its items.
    """
    if left.kind == right.kind and (named or left.id == right.id):
        return True
    alike = traits(left.kind).archetype is traits(right.kind).archetype
    same_place = left.header.get("jurisdiction") == right.header.get("jurisdiction")
    return alike and same_place and mostly_same(left.names(), right.names())


def _doubled(edition: Edition, places: Locator) -> Iterator[Finding]:
    """An id that stands for two items: nobody could say which of them changed."""
    if len(set(edition.ids)) < len(edition.ids):
        twice = [key for key, number in Counter(edition.ids).items() if number > 1]
        message = Text(
            f"编号 {listed(twice).zh} 重复，这份清单没有比较",
            f"ids occur twice, so this list was not compared: {listed(twice).en}",
        )
        help = Text("先用 qzqd validate 检查并改正编号", "run qzqd validate and correct the ids first")
        yield places.finding("QZ801", edition.document.path, twice[0], "id", message, help, " ".join(twice))


def _matched(before: Edition, after: Edition, day: str) -> MatchedItems:
    either = before if after is ABSENT else after

    def names() -> tuple[list[str], list[str]]:
        return before.names(), after.names()

    derived = _derived(before, after)
    matched = match(before.items, after.items, either.kind, day, names=names, derived=derived)
    if before.flaws is not None:
        matched.added = [item for item in matched.added if not before.flaws.may_be(item)]
    return matched


def _derived(before: Edition, after: Edition) -> Iterator[tuple[str, str]]:
    """Old and new id of each item that one of two lists derives from the other, if either is the other's upstream."""
    if ABSENT in (before, after) or before.id == after.id:
        return
    if before.upstream == after.id:
        yield from ((item["id"], item["upstream"]) for item in before.items if "upstream" in item)
    if after.upstream == before.id:
        yield from ((item["upstream"], item["id"]) for item in after.items if "upstream" in item)


def _compared(before: Edition, after: Edition, matched: MatchedItems, day: str) -> Compared:
    either = before if after is ABSENT else after
    moved = {
        pair.old[0]["id"]: pair.new[0]["id"] for pair in matched.pairs if len(pair.old) == len(pair.new) == 1
    }
    unsure = before.flaws.unsure if before.flaws else frozenset()
    classifier = Classifier(either.kind, either.id, before.unlisted, after.unlisted, moved, unsure)
    tombs = _tombs(before), _tombs(after)
    states = before.states(day), after.states(day)
    changes = (*_changes(matched, tombs, classifier), *_suspected(matched, classifier, before, after))
    compared = Compared(
        id=either.id,
        kind=either.kind,
        old_path=before.document.path,
        new_path=after.document.path,
        old_header=before.header,
        new_header=after.header,
        old_items=states[0]["in force"],
        new_items=states[1]["in force"],
        changes=changes,
        pending=states[1]["pending"],
        announced=sum(_announced(change, day) for change in changes),
        header=tuple(_header(before, after)) if ABSENT not in (before, after) else (),
        reordered=len(displaced(before.ids, after.ids)),
    )
    return replace(compared, reused=len(reused(compared)))


def _announced(change: Change, day: str) -> bool:
    """Whether the newer side cancels the item on a day that is still to come."""
    return change.new is None and bool(change.after) and state(change.after[0], day) != "cancelled"


def _tombs(edition: Edition) -> dict[str, Item]:
    return {item["id"]: item for item in edition.items if "repealed" in item}


def _changes(
    matched: MatchedItems, tombs: tuple[dict[str, Item], dict[str, Item]], classifier: Classifier
) -> Iterator[Change]:
    for pair in matched.pairs:
        if len(pair.old) == len(pair.new):
            yield from classifier.edited(pair.old[0], pair.new[0], pair.by)
        else:
            yield classifier.regrouped(pair.old, pair.new, pair.by)
    for item in matched.removed:
        yield classifier.cancelled(item, tombs[1].get(item["id"]))
    for item in matched.added:
        yield classifier.added(item, tombs[0].get(item["id"]))


def _suspected(
    matched: MatchedItems, classifier: Classifier, before: Edition, after: Edition
) -> Iterator[Change]:
    """What the items without counterpart may have become; each occurs in one suspicion at most."""
    taken: set[tuple[str, str]] = set()
    ids = {*after.ids}
    for kind, olds, news, score in chain(_likely(matched, before, after), _absorbed(matched, taken)):
        sides = {("old", item["id"]) for item in olds} | {("new", item["id"]) for item in news}
        if taken.isdisjoint(sides):
            taken |= sides
            yield classifier.suspected(kind, olds, news, score, _line(kind, olds, ids))


def _line(kind: str, olds: tuple[Item, ...], newer: set[str]) -> str:
    """What to write into the newer item; lineage cannot name an id that is now another item's."""
    ids = [item["id"] for item in olds]
    if kind == "renamed" and ids[0] in newer:
        return f"id: {ids[0]}"
    return _LINEAGE[kind].format(", ".join(ids))


def _likely(matched: MatchedItems, before: Edition, after: Edition) -> Iterator[_Suspicion]:
    if matched.removed and matched.added:
        from qzqd.compare.similarity import suspected_changes

        for suspect in suspected_changes(matched.removed, matched.added, before.names(), after.names()):
            olds = tuple(matched.removed[row] for row in suspect.old)
            news = tuple(matched.added[row] for row in suspect.new)
            yield suspect.kind, olds, news, suspect.score


def _absorbed(matched: MatchedItems, taken: set[tuple[str, str]]) -> Iterator[_Suspicion]:
    """Mergers into items that stay, and splits off them, with what `taken` has left by now."""
    removed = [item for item in matched.removed if ("old", item["id"]) not in taken]
    added = [item for item in matched.added if ("new", item["id"]) not in taken]
    if removed or added:
        from qzqd.compare.absorbed import absorbed

        stayed = [(pair.old[0], pair.new[0]) for pair in matched.pairs if pair.by in ("id", "name")]
        yield from absorbed(stayed, removed, added)


def _header(before: Edition, after: Edition) -> Iterator[FieldChange]:
    known = {**traits(before.kind).header, **traits(after.kind).header}
    unsure = before.flaws is not None and before.flaws.header
    for name in before.header if unsure else {**before.header, **after.header}:
        old, new = before.header.get(name), after.header.get(name)
        if old != new and name not in _NO_CHANGE:
            title = title_of(known[name]) if name in known else Text(name, name)
            yield FieldChange(name, title, old, new)
