"""For programs: the life of one item, as schemas/contracts/log.schema.json promises it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.compare.history.event import HAPPENINGS
from qzqd.report.changes.contract import changed
from qzqd.report.paper.jsontext import contract_text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from qzqd.compare.history.event import LifeEvent, UnreadState
    from qzqd.compare.history.history import History, Life
    from qzqd.locale import Language
    from qzqd.report import Page


def render(found: History, page: Page) -> str:
    """One JSON document; no lives for an id that never was."""
    return contract_text(
        {
            "item": safe(found.asked),
            "shallow": found.shallow,
            "lives": [_life(life, page.language) for life in found.lives],
            "unread": [
                {
                    **_commit(unread),
                    "path": safe(unread.path),
                    "reason": safe(unread.reason.in_(page.language)),
                }
                for unread in found.unread
            ],
        },
        depth=4,
    )


def _life(life: Life, language: Language) -> dict[str, Any]:
    header = {key: safe(str(life.known.state.header.get(key, ""))) for key in ("kind", "title", "edition")}
    return {
        "catalogue": safe(life.known.state.id),
        **header,
        "path": safe(life.known.state.path),
        "name": safe(life.known.item["name"]),
        "events": [_event(event, language) for event in life.events],
    }


def _event(event: LifeEvent, language: Language) -> dict[str, Any]:
    change = changed(event.change, language) if event.change else {"fields": []}
    return {
        "type": event.type,
        "label": HAPPENINGS[event.type].in_(language),
        **_commit(event),
        "document": safe(event.document) or None,
        "catalogue": safe(event.state.id),
        "path": safe(event.state.path),
        "item": safe(event.item),
        "left": safe(event.left) or None,
        **{key: change.get(key) for key in ("old", "new", "fields", "by")},
    }


def _commit(made: LifeEvent | UnreadState) -> dict[str, str | None]:
    commit = made.commit
    return {
        "commit": commit.id,
        "date": commit.date or None,
        "author": safe(commit.author),
        "subject": safe(commit.subject),
    }
