"""The life of one item at a terminal: what the item was last called, then what each commit did to it, the oldest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from qzqd.compare.history.event import HAPPENINGS
from qzqd.locale import Text
from qzqd.report.changes import words
from qzqd.report.changes.text import field_lines
from qzqd.report.changes.values import values
from qzqd.report.paper.lines import LineLayout
from qzqd.report.paper.provenance import titled
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.compare.change import FieldChange
    from qzqd.compare.history.event import LifeEvent, UnreadState
    from qzqd.compare.history.history import History, Life
    from qzqd.report import Page

_SHORT = 9
"""So much of the id of a commit is shown."""

_DOCUMENT = Text("依据文件：", "Document: ")
_COMMIT = Text("提交：", "Commit: ")
_FILE = Text("位置：", "File: ")
_LIST = Text("清单：", "List: ")
_NO_DATE = Text("日期不明", "no date")


def render(found: History, page: Page) -> str:
    """A block for each life, and last what could not be compared; nothing for an id that never was."""
    report = _Report(found, page)
    blocks = ["\n".join(block) for block in report.blocks()]
    return "\n\n".join(blocks) + "\n" if blocks else ""


class _Report:
    """Safe lines, in blocks."""

    def __init__(self, found: History, page: Page) -> None:
        self._found = found
        self._language = page.language
        self._lines = LineLayout(page)

    def blocks(self) -> Iterator[Iterator[str]]:
        yield from map(self._life, self._found.lives)
        if notes := [*self._notes()]:
            yield (line for note in notes for line in self._lines.under("", self._say(note)))

    def _say(self, text: Text) -> str:
        return safe(text.in_(self._language))

    def _notes(self) -> Iterator[Text]:
        for unread in self._found.unread:
            when = f"{self._day(unread)} {unread.commit.id[:_SHORT]} {unread.path}"
            yield Text(
                f"没有比较：{when}：{unread.reason.zh}",
                f"not compared: {when}: {unread.reason.en}",
            )
        if self._found.shallow:
            yield Text(
                "这是浅克隆，更早的历史不在这里：先运行 git fetch --unshallow",
                "this is a shallow clone, what came before is not here: run git fetch --unshallow first",
            )

    def _life(self, life: Life) -> Iterator[str]:
        head = f"{safe(self._found.asked)}  {safe(life.known.item['name'])}"
        yield from self._lines.under("", head, "heading")
        yield from self._lines.under("", self._say(titled(life.known.state.header)))
        for _, events in groupby(life.events, key=lambda event: event.commit):
            yield ""
            yield from self._commit(list(events))

    def _commit(self, events: Sequence[LifeEvent]) -> Iterator[str]:
        """What one commit did."""
        commit = events[0].commit
        types = dict.fromkeys(self._say(HAPPENINGS[event.type]) for event in events)
        yield self._lines.paint(f"{self._day(events[0])}  {' · '.join(types)}", "heading")
        for event in events:
            yield from self._event(event)
        for document in dict.fromkeys(event.document for event in events if event.document):
            yield from self._labelled(_DOCUMENT, document)
        yield from self._labelled(_COMMIT, f"{commit.id[:_SHORT]}  {commit.author}  {commit.subject}")

    def _day(self, made: LifeEvent | UnreadState) -> str:
        return made.commit.date or self._say(_NO_DATE)

    def _labelled(self, label: Text, text: str) -> Iterator[str]:
        return self._lines.under(f"  {self._say(label)}", safe(text), "quiet")

    def _event(self, event: LifeEvent) -> Iterator[str]:
        """The item where it came or went, both sides where it got another id or name, and the fields that differ."""
        change = event.change
        if event.type == "refiled":
            yield from self._labelled(_FILE, f"{event.left} → {event.state.path}")
        elif event.type == "relisted":
            yield from self._labelled(_LIST, f"{event.left} → {event.state.id}")
        if event.reused:
            yield from self._lines.under("  ", self._say(event.reused.message), "error")
        if change is None:
            return
        if change.old is None or change.new is None or words.renames(change):
            for old, new in words.counterparts(change):
                yield from self._lines.pair("  ", old, new)
        for differing in words.details(change):
            yield from self._field(differing, event.state.kind)

    def _field(self, differing: FieldChange, kind: str) -> Iterator[str]:
        sides = values(differing, kind, self._language)
        return field_lines("  ", differing.title.in_(self._language), sides, self._lines, self._language)
