"""The changes of one catalogue for a page: a table for each type, before and after side by side. Nothing here is HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.compare.wording import differences
from qzqd.locale import Text
from qzqd.report.changes.values import values
from qzqd.report.changes.words import (
    HEADER,
    SUSPECTED,
    advice,
    counterparts,
    details,
    groups,
    list_heading,
    paths,
    policy_verdict,
    renumbered,
    reordered,
    suspected,
)
from qzqd.report.paper.values import field_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.change import Change, Compared, FieldChange, Match
    from qzqd.compare.wording import WordingPiece
    from qzqd.locale import Language
    from qzqd.open.catalogue import Item
    from qzqd.report.changes.words import ReportEntry

OLD = Text("调整前", "Before")
NEW = Text("调整后", "After")
ITEM = Text("事项", "Item")
_FIELD = Text("要素", "Field")
_VERDICT = Text("审核", "Verdict")
_CONFIRM = Text("怎样确认", "How to confirm")
_CHANGES = Text("调整前后对照", "Before and after")
_GUESSED = Text(
    "以下按相似度推测，不计入调整，也不影响结论。",
    "Guesses by similarity: they do not count as changes and decide nothing.",
)
_FOUND: dict[Match, Text] = {
    "lineage": Text("按沿革对应", "matched by lineage"),
    "upstream": Text("按上级清单对应", "matched by the upstream list"),
    "name": Text("按名称对应", "matched by name"),
}
_TOLD_ELSEWHERE = ("id", "name", "seq")
_WIDTHS = {ITEM: "item", _FIELD: "field", _VERDICT: "verdict"}


class RowSide(NamedTuple):
    """What one side says of a row: text in pieces, items by name, or the fields of whole items with their values.

    All of them are empty where it says nothing.
    """

    label: Text
    pieces: Sequence[WordingPiece] = ()
    entries: Sequence[ReportEntry] = ()
    facts: Sequence[tuple[str, str]] = ()


class ComparedRow(NamedTuple):
    """What differs, and both sides."""

    field: Text
    sides: tuple[RowSide, RowSide]


class ChangeBody(NamedTuple):
    """One change: its item, how that was found, what differs, and what the policy says of it."""

    item: str
    name: str
    found: Text | None
    rows: Sequence[ComparedRow]
    verdict: Text | None = None
    look: str = ""


class TypeSection(NamedTuple):
    """The changes of one type. css: a class for all of them."""

    css: str
    title: Text
    bodies: Sequence[ChangeBody]


class Guess(NamedTuple):
    """A suspected change: both sides, and the line that would declare it."""

    sides: tuple[RowSide, RowSide]
    advice: Text
    lineage: str


class ChangeSheet:
    """`judged`: the comparison holds verdicts, so every table of changes has a column for them."""

    caption = _CHANGES
    verdict_label = _VERDICT
    suspected_title = SUSPECTED
    guessed = _GUESSED
    guess_columns = (OLD, NEW, _CONFIRM)

    def __init__(self, compared: Compared, language: Language, *, judged: bool) -> None:
        self._compared = compared
        self._language = language
        self._words = field_words(compared.kind, language)
        self.judged = judged
        self.heading = list_heading(compared)
        self.paths = paths(compared)
        self.renumbered = [*renumbered(compared)]
        self.reordered = reordered(compared) if compared.reordered else None

    def columns(self) -> list[tuple[Text, str]]:
        """Titles, and the class that says how wide each is."""
        titles = (ITEM, _FIELD, OLD, NEW, _VERDICT) if self.judged else (ITEM, _FIELD, OLD, NEW)
        return [(title, _WIDTHS.get(title, "side")) for title in titles]

    def bands(self) -> list[TypeSection]:
        """The header of the list, then each type of change that occurs."""
        bands = []
        if header := self._compared.header:
            # One entry for the table of contents, however many fields differ.
            rows = [self._row(differing, header=True) for differing in header]
            bands.append(TypeSection("header", HEADER, [ChangeBody("", self._compared.title, None, rows)]))
        for title, changes in groups(self._compared):
            bands.append(TypeSection(changes[0].type, title, [self._body(change) for change in changes]))
        return bands

    def guesses(self) -> list[Guess]:
        """What is probably the same item."""
        return [Guess(_named(change), advice(change), change.lineage) for change in suspected(self._compared)]

    def _body(self, change: Change) -> ChangeBody:
        side = change.new if change.new and change.item in change.new.ids else change.old or change.new
        return ChangeBody(
            change.item,
            side.name if side else "",
            _FOUND.get(change.by),
            [*self._rows(change)],
            policy_verdict(change),
            change.severity or "approved",
        )

    def _rows(self, change: Change) -> Iterator[ComparedRow]:
        if change.old is None or change.new is None:
            named = _named(change)
            facts = (self._facts(change.before), self._facts(change.after, known=change.before))
            before, after = (
                RowSide(side.label, facts=side_facts) if side_facts else side
                for side, side_facts in zip(named, facts, strict=True)
            )
            yield ComparedRow(ITEM, (before, after))
        elif change.regroups or not change.fields:
            yield ComparedRow(ITEM, _named(change))
        for differing in details(change) if change.regroups else change.fields:
            yield self._row(differing)

    def _row(self, differing: FieldChange, *, header: bool = False) -> ComparedRow:
        sides = values(differing, self._compared.kind, self._language, header=header)
        pieces = differences("\n".join(sides.old), "\n".join(sides.new))
        before = RowSide(OLD, [piece for piece in pieces if piece.kind != "new"])
        after = RowSide(NEW, [piece for piece in pieces if piece.kind != "old"])
        return ComparedRow(differing.title, (before, after))

    def _facts(self, items: Sequence[Item], known: Sequence[Item] = ()) -> list[tuple[str, str]]:
        """The fields of items, but for those that they have in common with one that is `known`."""
        said = [field for item in known for field in item.items()]
        return [
            (self._words.title(field), "\n".join(self._words.value(name, field, item[name])))
            for item in items
            for name, field in self._words.item.items()
            if name in item and name not in _TOLD_ELSEWHERE and (name, item[name]) not in said
        ]


def _named(change: Change) -> tuple[RowSide, RowSide]:
    """Ids and names of both sides."""
    pairs = list(counterparts(change))
    return RowSide(OLD, entries=_those(old for old, _ in pairs)), RowSide(
        NEW, entries=_those(new for _, new in pairs)
    )


def _those(entries: Iterable[ReportEntry | None]) -> list[ReportEntry]:
    return [entry for entry in entries if entry]
