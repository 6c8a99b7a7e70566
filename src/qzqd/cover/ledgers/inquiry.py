"""One ledger held against its list: questions put to its records, and what the answers come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qzqd.check.ledger import RecordFault, ahead, times_out_of_order
from qzqd.cover.coverage import Check, Fraction, ScoreRank
from qzqd.cover.unplaced import UnplacedFinding
from qzqd.kinds.traits import traits
from qzqd.locale import Text
from qzqd.text import Guesses, did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Catalogue, Item

    JudgedRecord = tuple[Item, Iterable[tuple[str, RecordFault]]]
    """A record, and by rule what is wrong with it: nothing where it answers the question well."""


_SHORTEST = 3
"""Characters of the name of a department, without that of its place: 民政局."""


@dataclass(slots=True)
class LedgerInquiry:
    """units: who has to carry the list, by name. items: those of the list by id, cancelled ones included; guesses: which
    of them was meant.

    registered: the registered name of each unit by every name that it goes by.
    """

    ledger: Catalogue
    held_against: Catalogue
    today: str
    registered: Mapping[str, str] = field(default_factory=dict)
    units: list[str] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    unplaced: list[UnplacedFinding] = field(default_factory=list)
    ranks: list[ScoreRank] = field(default_factory=list)
    items: dict[str, Item] = field(init=False)
    guesses: Guesses = field(init=False)
    _by_short: dict[str, set[str]] = field(
        init=False, default_factory=dict
    )  # worked out when first asked for

    def __post_init__(self) -> None:
        self.items = {item["id"]: item for item in self.held_against.items}
        self.guesses = Guesses(self.items)

    @property
    def kind(self) -> KindTraits:
        """What the kind of the ledger says of itself."""
        return traits(self.ledger.kind)

    @property
    def list_kind(self) -> KindTraits:
        """The traits of the kind of the list that the records are held against."""
        return traits(self.held_against.kind)

    @property
    def records(self) -> list[Item]:
        """The records of the ledger that are in force."""
        return self.ledger.in_force

    def department(self, name: str) -> str:
        """What a department is known by, however it is called: registered, by an alias, or without the name of its place."""
        if name in self.registered:
            return self.registered[name]
        short = self._short(name)
        if not self._by_short:
            for each, known in self.registered.items():
                self._by_short.setdefault(self._short(each), set()).add(known)
        meant = self._by_short.get(short, ())
        return next(iter(meant)) if len(meant) == 1 else short

    def _short(self, name: str) -> str:
        """The name without that of the place of the ledger, or the end of that: 和平区民政局, 区民政局, 民政局."""
        place = str(self.ledger.header.get("jurisdiction", {}).get("name", ""))
        shorter = (name.removeprefix(place[at:]) for at in range(len(place)))
        return next((each for each in shorter if each != name and len(each) >= _SHORTEST), name)

    def put(self, name: str, title: Text, answers: Iterable[JudgedRecord]) -> None:
        """A question, and the answer of every record that it is put to."""
        kept = whole = 0
        for record, faults in answers:
            unplaced = [
                UnplacedFinding(code, self.ledger.path, record["id"], *fault) for code, fault in faults
            ]
            self.unplaced += unplaced
            kept += not unplaced
            whole += 1
        self.checks.append(Check(name, title, Fraction(kept, whole)))

    def tally(self, name: str, title: Text, answers: Sequence[bool]) -> None:
        """A question whose answer is a number and no fault."""
        self.checks.append(Check(name, title, Fraction(sum(answers), len(answers))))

    def tell(self, code: str, fault: RecordFault, record: str = "") -> None:
        """What is wrong with the ledger as a whole, shown at one record where that helps."""
        self.unplaced.append(UnplacedFinding(code, self.ledger.path, record, *fault))

    def listed(self) -> None:
        """Whether every record is of an item of the list."""
        title = Text("记录的事项在清单里", "of an item of the list")
        self.put("listed", title, ((each, self._unlisted(each)) for each in self.records))

    def _unlisted(self, record: Item) -> Iterator[tuple[str, RecordFault]]:
        """What the list does not have, or did not have any more when it happened."""
        key = record["upstream"]
        yield from self.strange("upstream", [key])
        ended = self.items.get(key, {}).get("repealed", "")
        happened = next((str(record[step]) for step in self.kind.having("step") if step in record), "")
        if ended and happened[: len(ended)] >= ended:
            message = Text(
                f"{key} 已于 {ended} 取消，这条记录在 {happened}",
                f"{key} was cancelled on {ended}, and this happened on {happened}",
            )
            help = Text(
                "核对日期和事项；取消以后不再办理",
                "check day and item; what was cancelled is not done any more",
            )
            yield "QZ531", RecordFault("upstream", message, help, f"{key} {happened}")

    def strange(self, field: str, keys: Iterable[str]) -> Iterator[tuple[str, RecordFault]]:
        """Ids in a field of a record that the list does not have."""
        for key in keys:
            if key not in self.items:
                message = Text(f"清单里没有事项 {key}", f"the list has no item {key}")
                otherwise = Text("改正编号，或者补录清单", "correct the id, or the list")
                yield "QZ531", RecordFault(field, message, did_you_mean(self.guesses.of(key), otherwise), key)

    def recorded(self, name: str, title: Text, items: Sequence[Item]) -> None:
        """How many of these items of the list have a record."""
        known = {record["upstream"] for record in self.records}
        without = [item["id"] for item in items if item["id"] not in known]
        self.checks.append(Check(name, title, Fraction(len(items) - len(without), len(items))))
        if without:
            names = listed(without)
            message = Text(
                f"清单的 {len(items)} 项里有 {len(without)} 项没有记录：{names.zh}",
                f"{len(without)} of the {len(items)} items of the list have no record: {names.en}",
            )
            help = Text(
                "确实没有发生的不用改；漏记的补记", "what did not come up may stay; add what was not noted"
            )
            self.tell("QZ532", RecordFault("upstream", message, help, " ".join(without)))

    def timely(self) -> list[Item]:
        """The records whose times are in order, which is asked of all: others tell nothing about delays."""
        found = [
            (
                record,
                [("QZ522", fault) for fault in times_out_of_order(self.kind, record)]
                + [("QZ526", fault) for fault in ahead(self.kind, record, self.today)],
            )
            for record in self.records
        ]
        self.put("order", Text("时间次序没有颠倒", "times in order"), found)
        return [record for record, faults in found if not faults]
