"""Every ledger, held against the list that it names."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qzqd.check.ledger import RecordFault
from qzqd.cover.coverage import Ledger
from qzqd.cover.ledgers.balance import balance
from qzqd.cover.ledgers.calls import calls
from qzqd.cover.ledgers.consultations import consultations
from qzqd.cover.ledgers.duties import duties
from qzqd.cover.ledgers.inquiry import LedgerInquiry
from qzqd.cover.ledgers.meetings import meetings
from qzqd.cover.ledgers.scores import one_sided, scores
from qzqd.cover.ledgers.tickets import tickets
from qzqd.cover.matrix import required
from qzqd.cover.unplaced import UnplacedFinding
from qzqd.kinds.traits import Archetype, traits
from qzqd.locale import Text
from qzqd.text import Guesses, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qzqd.kinds.traits import LedgerQuestions
    from qzqd.open.catalogue import Catalogue


def ledgers(
    lists: Sequence[Catalogue], today: str, earlier: Mapping[str, Sequence[Catalogue]] | None = None
) -> tuple[list[Ledger], list[UnplacedFinding]]:
    """Every ledger among the lists, in their order, and what is wrong with them.

    lists: the newest edition of each; earlier: older ones by id, which a ledger may be held against.
    today: what is not answered by then counts as late.
    """
    registered = {
        name: unit["name"]
        for register in lists
        if register.archetype is Archetype.UNITS
        for unit in register.in_force
        for name in (*unit.get("aliases", ()), unit["name"])
    }
    known: dict[str, list[Catalogue]] = {loaded.id: [loaded] for loaded in lists}
    for key, editions in (earlier or {}).items():
        known.setdefault(key, []).extend(editions)
    ids: defaultdict[str, list[str]] = defaultdict(list)
    for key, editions in known.items():
        ids[editions[0].kind].append(key)
    guesses = defaultdict(lambda: Guesses(()), {kind: Guesses(keys) for kind, keys in ids.items()})
    answers: list[Ledger] = []
    unplaced: list[UnplacedFinding] = []
    for ledger in lists:
        if ledger.archetype is Archetype.LEDGER:
            alone = not traits(ledger.kind).declared.held_against
            held_against, fault = (ledger, None) if alone else _list(ledger, known, guesses)
            if fault:
                unplaced.append(UnplacedFinding("QZ530", ledger.path, "", *fault))
            if held_against:
                units = _due(held_against, lists)
                inquiry = LedgerInquiry(ledger, held_against, today, registered, units)
                _QUESTIONS[inquiry.kind.declared.ledger](inquiry)
                unplaced += inquiry.unplaced
                answers.append(_answer(inquiry))
    return answers, [*unplaced, *one_sided(lists)]


def _due(held_against: Catalogue, lists: Sequence[Catalogue]) -> list[str]:
    """The units that have to carry the list, by name; none where it does not say who."""
    if "applies_to" not in held_against.header:
        return []
    registered = [unit for loaded in lists if loaded.archetype is Archetype.UNITS for unit in loaded.in_force]
    return [unit["name"] for unit in required(held_against, registered)]


_QUESTIONS: dict[LedgerQuestions | None, Callable[[LedgerInquiry], None]] = {
    "answers": consultations,
    "responses": calls,
    "subjects": duties,
    "scores": scores,
    "occurrences": meetings,
    "balance": balance,
    "steps": tickets,
}
"""What is asked of the records of a ledger, by what its kind declares."""


def _answer(inquiry: LedgerInquiry) -> Ledger:
    ledger, checks, ranks = inquiry.ledger, tuple(inquiry.checks), tuple(inquiry.ranks)
    title, made = str(ledger.header["title"]), str(ledger.header["source"]["provenance"])
    return Ledger(ledger.id, ledger.kind, title, len(inquiry.records), checks, ranks, made)


def _list(
    ledger: Catalogue, known: Mapping[str, Sequence[Catalogue]], guesses: Mapping[str, Guesses]
) -> tuple[Catalogue | None, RecordFault | None]:
    """What the ledger is held against, and what is wrong with that."""
    wanted, edition = ledger.header["upstream"]["catalogue"], ledger.header["upstream"].get("edition")
    editions, kind = known.get(wanted, ()), traits(ledger.kind).declared.held_against
    if not editions:
        message = Text(f"没有编号为 {wanted} 的清单", f"there is no list {wanted}")
        guess = guesses[kind].of(wanted)
        otherwise = Text(
            "改正编号，或者把清单放进工作区", "correct the id, or put the list into the workspace"
        )
        return None, RecordFault("upstream", message, did_you_mean(guess, otherwise), wanted)
    newest = editions[0]
    if newest.kind != kind:
        titles = [traits(each).title for each in (newest.kind, kind)]
        message = Text(
            f"{wanted} 是{titles[0].zh}，不是{titles[1].zh}",
            f"{wanted} is of kind {newest.kind}, not {kind}",
        )
        return None, RecordFault("upstream", message, Text("改正 upstream", "correct `upstream`"), wanted)
    for loaded in editions:
        if edition in (None, loaded.header["edition"]):
            return loaded, None
    message = Text(
        f"没有 {wanted} 的 {edition} 版，按 {newest.header['edition']} 版核对",
        f"there is no edition {edition} of {wanted}; checked against {newest.header['edition']}",
    )
    help = Text("改正版本，或者把那一版放进工作区", "correct the edition, or put it into the workspace")
    return newest, RecordFault("upstream", message, help, edition)
