"""What a change leaves behind in the list itself: a record of what was cancelled, dates and receivers of what moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.compare.remarks import LIST_GONE
from qzqd.compare.reuse import reused
from qzqd.kinds.traits import Archetype, traits
from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.compare.change import Change, Compared
    from qzqd.kinds.concepts import Admission
    from qzqd.open.catalogue import Item


_TOMB = ("repealed", "repealed_by")


class Lifecycle:
    """What is asked of the items of one catalogue, whatever the policy."""

    def __init__(self, compared: Compared) -> None:
        self._traits = traits(compared.kind)
        self._admission = self._traits.declared.admission
        self._listed = bool(compared.new_path)
        self._first = next(iter(compared.changes), None)
        self._told: set[tuple[str, str]] = set()
        self._reused = {reuse.id: reuse for reuse in reused(compared)}

    def problems(self, change: Change) -> Iterator[Problem]:
        """Each once for an item, with the code of its rule and without a place: that is the item's."""
        for problem in self._problems(change):
            if (problem.code, change.item) not in self._told:
                self._told.add((problem.code, change.item))
                yield problem

    def _problems(self, change: Change) -> Iterator[Problem]:
        if self._traits.archetype is not Archetype.ADOPTION:  # its rows carry the ids of another list
            yield from self._removed(change)
            yield from self._misused(change)
        if self._admission:
            yield from _admitted(change, self._admission)
        if change.type == "delegated" and change.new:
            yield from self._handed_down(change.after[0])
        if change.type == "recalled":
            yield from self._taken_back((*change.after, *change.before)[0])

    def _removed(self, change: Change) -> Iterator[Problem]:
        if change.new is not None:
            return
        if not self._listed:
            if change is self._first:
                message, help = LIST_GONE
                yield Problem(message, help=help, value="list", code="QZ816")
        elif change.item in self._reused:
            return  # whoever gives the newcomer an id of its own finds out that this one is missing
        elif not change.after:
            message = Text("事项被直接删去，没有留下取消记录", "the item was removed and left no record")
            help = Text(
                "把事项放回清单，写上 repealed 和 repealed_by",
                "put the item back, with repealed and repealed_by",
            )
            yield Problem(message, help=help, value="removed", code="QZ816")
        elif lacking := [name for name in _TOMB if name not in change.after[0]]:
            yield self._lacks("QZ816", lacking[0], Text("取消的事项", "the cancelled item"))

    def _misused(self, change: Change) -> Iterator[Problem]:
        for key in change.new.ids if change.new else ():
            if (reuse := self._reused.get(key)) is None:
                continue
            message = Text(
                f"编号改作他用：“{reuse.was}”成了“{reuse.now}”，{reuse.why.zh}",
                f"the id has another meaning: “{reuse.was}” became “{reuse.now}”; {reuse.why.en}",
            )
            help = Text(
                "新事项另编新号；旧事项留在清单里，写上 repealed",
                "give the new item an id of its own; keep the old one, with repealed",
            )
            yield Problem(message, help=help, value=reuse.now, code="QZ817")

    def _handed_down(self, item: Item) -> Iterator[Problem]:
        name = self._traits.field("handover") or "effective"
        if name not in item:
            yield self._lacks("QZ819", name, Text("下放的事项", "the delegated item"))

    def _taken_back(self, item: Item) -> Iterator[Problem]:
        name = self._traits.field("receiver")  # where there is none, the exercising body says it
        if name and name not in item:
            yield self._lacks("QZ820", name, Text("收回的事项", "the recalled item"))

    def _lacks(self, code: str, name: str, what: Text) -> Problem:
        title = self._traits.titled(name)
        message = Text(f"{what.zh}没有写{title.zh}", f"{what.en} lacks {name} ({title.en})")
        return Problem(message, help=Text(f"补填 {name}", f"fill in {name}"), value=name, code=code)


def _admitted(change: Change, admission: Admission) -> Iterator[Problem]:
    """An access item that is new, or whose admission changes, was reviewed and then approved."""
    changed = {part.field for part in change.fields}
    if not change.new or (
        change.old and changed.isdisjoint((admission.field, admission.review, admission.approval))
    ):
        return
    for item in change.after:
        reviewed, approved = admission.dates(item)
        if item[admission.field] == admission.admitted and not (
            reviewed and approved and reviewed <= approved
        ):
            message = Text(
                f"准入要先初核、后批准：初核 {reviewed or '未写'}，批准 {approved or '未写'}",
                f"access is reviewed, then approved: review {reviewed or 'missing'}, approval {approved or 'missing'}",
            )
            help = Text(
                f"补填 {admission.review} 和 {admission.approval} 的日期",
                f"fill in the dates of {admission.review} and {admission.approval}",
            )
            yield Problem(message, help=help, value=f"{reviewed} {approved}", code="QZ818")
