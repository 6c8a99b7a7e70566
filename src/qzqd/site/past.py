"""What git knows of the items: a line for each thing that happened to one, and what happened last."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from qzqd.compare.history.event import HAPPENINGS
from qzqd.locale import Text
from qzqd.report.changes.values import values
from qzqd.report.changes.words import NONE, counterparts, details, renames
from qzqd.report.paper.words import COLON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.compare.change import Change, FieldChange
    from qzqd.compare.history.annals import Annals
    from qzqd.compare.history.event import Happening, LifeEvent
    from qzqd.locale import Language

_SHORT = 9
"""So much of the id of a commit is shown."""
_LONGEST = 60
"""A value longer than that is told to differ, and not repeated."""
_NO_DATE = Text("日期不明", "no date")
_COMMIT = Text("提交 {}", "commit {}")
_DIFFERS = Text("有调整", "differs")


class RecentCommit(NamedTuple):
    """What one commit did to one list, which was called so: how often each thing."""

    date: str
    catalogue: str
    title: str
    counts: tuple[tuple[Happening, int], ...]
    commit: str


class PastWords:
    """What is known of the past of a workspace, in words."""

    def __init__(self, annals: Annals) -> None:
        self.annals = annals
        self._told: dict[int, str] = {}

    def notes(self) -> list[Text]:
        """Why histories may be incomplete: the clone is shallow, or past states could not be read."""
        notes = []
        if self.annals.shallow:
            notes.append(
                Text(
                    "这是浅克隆，沿革不全：先运行 git fetch --unshallow",
                    "this is a shallow clone, so histories are incomplete: run git fetch --unshallow first",
                )
            )
        if number := len(self.annals.unread):
            notes.append(
                Text(
                    f"提交记录里有 {number} 处没有读到，沿革可能不全；用 qzqd log 看是哪些",
                    f"{number} past states could not be read, so histories may be incomplete; qzqd log tells which",
                )
            )
        return notes

    def lines(self, catalogue: str, item: str, language: Language) -> list[str]:
        """A line for each thing that happened to an item, the oldest first."""
        return [self._line(event, language) for event in self.annals.life((catalogue, item))]

    def _line(self, event: LifeEvent, language: Language) -> str:
        if id(event) not in self._told:
            day = event.commit.date or _NO_DATE.in_(language)
            parts = [HAPPENINGS[event.type].in_(language)]
            if event.reused:
                parts.append(event.reused.message.in_(language))
            if event.change is not None:
                parts += _named(event.change)
                parts += (_differing(each, event.state.kind, language) for each in details(event.change))
            parts += filter(None, (event.document, _COMMIT.in_(language).format(event.commit.id[:_SHORT])))
            self._told[id(event)] = f"{day}　{'；'.join(parts)}"
        return self._told[id(event)]

    def recent(self, most: int) -> Sequence[RecentCommit]:
        """What happened last, the newest first: commit by commit and list by list."""
        found: list[RecentCommit] = []
        for commit, events in groupby(reversed(self.annals.events), key=lambda event: event.commit):
            lists: dict[str, Counter[Happening]] = {}
            titles: dict[str, str] = {}
            for event in events:
                lists.setdefault(event.state.id, Counter())[event.type] += 1
                titles[event.state.id] = event.state.title
            found += (
                RecentCommit(commit.date, key, titles[key], tuple(counts.items()), commit.id[:_SHORT])
                for key, counts in sorted(lists.items())
            )
            if len(found) >= most:
                break
        return found[:most]


def _named(change: Change) -> list[str]:
    """Both sides, where they go by different names or are not one item each."""
    if not renames(change):
        return []
    sides = zip(*counterparts(change), strict=True)
    return [" → ".join("、".join(f"{entry.id} {entry.text}" for entry in side if entry) for side in sides)]


def _differing(each: FieldChange, kind: str, language: Language) -> str:
    """The field with its old value and its new one, where these are short."""
    old, new = values(each, kind, language)
    title = each.title.in_(language) + COLON.in_(language)
    if max(len(old), len(new)) > 1 or any(len(text) > _LONGEST for text in (*old, *new)):
        return title + _DIFFERS.in_(language)
    was, now = ("".join(side) or NONE.in_(language) for side in (old, new))
    return f"{title}{was} → {now}"
