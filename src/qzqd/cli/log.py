"""`qzqd log ID`: the life of one item through the commits of the repository."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.exits import FINDINGS, OK
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.reading import catalogues, items, titled, unable
from qzqd.console import tell
from qzqd.locale import Text
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.compare.change import FieldChange
    from qzqd.compare.history.event import Event
    from qzqd.compare.history.history import History, Life
    from qzqd.read.commits import Commit
    from qzqd.read.workspace import Entry, Workspace
    from qzqd.report.paper.lines import Lines

ABOUT = Text(
    "列出一个事项的沿革，从早到晚：何时新增、名称变更、合并、取消，依据什么文件。",
    "Tell the life of an item, oldest first: when it was added, renamed, merged, cancelled, by which document.",
)

_SHORT = 9
"""So much of the id of a commit is shown."""


def log(
    wanted: Annotated[str, typer.Argument(metavar="ID", help=say("事项编号", "the id of an item"))],
    paths: Annotated[
        list[str] | None,
        typer.Option(
            "--paths", metavar="PATH", help=say("只看这些文件、文件夹", "only these files and folders")
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help=say("输出格式", "output format"))
    ] = "text",
    lang: Lang = None,
) -> int:
    """Exit code 1 for an id that never was, 3 without a repository."""
    from qzqd.check.settings import workspace
    from qzqd.compare.history.history import history
    from qzqd.read.problem import Refused

    try:
        space = workspace(paths or [])
        found = history(wanted, paths or [], space.config.max_bytes)
    except Refused as refused:
        return unable(refused)
    console.report(_json(wanted, found) if format == "json" else _text(wanted, found))
    if not found.lives:
        _never(wanted, space, paths or [])
        return FINDINGS
    return OK


def _never(wanted: str, space: Workspace, paths: Sequence[str]) -> None:
    """An item that no commit has may stand in the work tree, or be a slip for one that does."""
    from qzqd.text import meant, suggest

    known = {item["id"]: entry for entry, catalogue in catalogues(space) for item in items(catalogue or {})}
    if wanted in known:
        tell(_elsewhere(wanted, known[wanted], paths).in_(chosen()))
        return
    tell(say(f"提交记录里没有事项 {wanted}", f"no commit has an item {wanted}"))
    otherwise = Text("用 qzqd show 按名称查找", "qzqd show finds items by name")
    tell(meant(suggest(wanted, known), otherwise).in_(chosen()))


def _elsewhere(wanted: str, entry: Entry, paths: Sequence[str]) -> Text:
    """Why an item that is there has no history here: a submodule has its own."""
    from qzqd.read.named import around
    from qzqd.read.revision import Repository
    from qzqd.read.workspace import name

    holding = Repository.holding(entry.real.parent)
    if holding is not None and holding != around(paths):
        place = name(holding.root)
        return Text(
            f"事项 {wanted} 在另一个仓库里，沿革在那里：到 {place} 里运行 qzqd log {wanted}",
            f"item {wanted} is in another repository, which has its history: run qzqd log {wanted} in {place}",
        )
    return Text(f"事项 {wanted} 还没有提交到 git", f"item {wanted} has not been committed yet")


def _text(wanted: str, found: History) -> str:
    from qzqd.report import Page
    from qzqd.report.paper.lines import Lines

    lines = Lines(Page(chosen(), out.colour(), out.width()))
    blocks = ["\n".join(_life(wanted, life, lines)) for life in found.lives]
    if notes := list(_notes(found)):
        blocks.append("\n".join(line for note in notes for line in lines.under("", safe(note.in_(chosen())))))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _notes(found: History) -> Iterator[Text]:
    for unread in found.unread:
        when = f"{_day(unread.commit)} {unread.commit.id[:_SHORT]} {unread.path}"
        yield Text(
            f"没有比较：{when}：{unread.reason.zh}",
            f"not compared: {when}: {unread.reason.en}",
        )
    if found.shallow:
        yield Text(
            "这是浅克隆，更早的历史不在这里：先运行 git fetch --unshallow",
            "this is a shallow clone, what came before is not here: run git fetch --unshallow first",
        )


def _life(wanted: str, life: Life, lines: Lines) -> Iterator[str]:
    """What the item was last called, then every commit that did something to it, the oldest first."""
    yield from lines.under("", f"{safe(wanted)}  {safe(life.known.item['name'])}", "heading")
    yield from lines.under("", safe(titled(life.known.standing.header)))
    for commit, events in groupby(life.events, key=lambda event: event.commit):
        yield ""
        yield from _commit(commit, list(events), lines)


def _commit(commit: Commit, events: Sequence[Event], lines: Lines) -> Iterator[str]:
    from qzqd.compare.history.event import HAPPENINGS

    types = dict.fromkeys(HAPPENINGS[event.type].in_(chosen()) for event in events)
    yield lines.paint(f"{_day(commit)}  {' · '.join(types)}", "heading")
    for event in events:
        yield from _event(event, lines)
    for document in dict.fromkeys(event.document for event in events if event.document):
        yield from _labelled(say("依据文件：", "Document: "), document, lines)
    made = f"{commit.id[:_SHORT]}  {commit.author}  {commit.subject}"
    yield from _labelled(say("提交：", "Commit: "), made, lines)


def _day(commit: Commit) -> str:
    return commit.date or say("日期不明", "no date")


def _labelled(label: str, text: str, lines: Lines) -> Iterator[str]:
    return lines.under(f"  {label}", safe(text), "quiet")


def _event(event: Event, lines: Lines) -> Iterator[str]:
    """The item where it came or went, both sides where it got another id or name, and the fields that differ."""
    from qzqd.report.changes import words

    change = event.change
    if event.type == "refiled":
        yield from _labelled(say("位置：", "File: "), f"{event.left} → {event.standing.path}", lines)
    elif event.type == "relisted":
        yield from _labelled(say("清单：", "List: "), f"{event.left} → {event.standing.catalogue}", lines)
    if change is None:
        return
    if change.old is None or change.new is None or words.renames(change):
        for old, new in words.counterparts(change):
            yield from lines.pair("  ", old, new)
    for differing in words.details(change):
        yield from _field(differing, event.standing.kind, lines)


def _field(differing: FieldChange, kind: str, lines: Lines) -> Iterator[str]:
    from qzqd.report.changes.values import values
    from qzqd.report.changes.words import COLON, NONE, Entry
    from qzqd.report.paper.terminal import cells

    told = values(differing, kind, chosen())
    title = f"  {safe(differing.title.in_(chosen()))}{COLON.in_(chosen())}"
    if max(map(len, told)) <= 1:
        old, new = (safe(side[0]) if side else NONE.in_(chosen()) for side in told)
        if cells(f"{title}{old} → {new}") <= lines.width:
            yield f"{title}{lines.paint(old, 'old')} → {lines.paint(new, 'new')}"
            return
    yield title.rstrip()
    for was, now in zip_longest(*(map(Entry, side) for side in told)):
        yield from lines.pair("    ", was, now)


def _json(wanted: str, found: History) -> str:
    import qzqd
    from qzqd.report.paper.jsontext import dump

    return dump(
        {
            "schema_version": 1,
            "tool": {"name": "qzqd", "version": qzqd.__version__},
            "item": safe(wanted),
            "shallow": found.shallow,
            "lives": [_life_data(life) for life in found.lives],
            "unread": [
                {
                    **_commit_data(unread.commit),
                    "path": safe(unread.path),
                    "reason": safe(unread.reason.in_(chosen())),
                }
                for unread in found.unread
            ],
        },
        depth=4,
    )


def _life_data(life: Life) -> dict[str, Any]:
    header = {key: safe(str(life.known.standing.header.get(key, ""))) for key in ("kind", "title", "edition")}
    return {
        "catalogue": safe(life.known.standing.catalogue),
        **header,
        "path": safe(life.known.standing.path),
        "name": safe(life.known.item["name"]),
        "events": [_event_data(event) for event in life.events],
    }


def _event_data(event: Event) -> dict[str, Any]:
    from qzqd.compare.history.event import HAPPENINGS
    from qzqd.report.changes.contract import changed as change_data

    change = change_data(event.change, chosen()) if event.change else {"fields": []}
    return {
        "type": event.type,
        "label": HAPPENINGS[event.type].in_(chosen()),
        **_commit_data(event.commit),
        "document": safe(event.document) or None,
        "catalogue": safe(event.standing.catalogue),
        "path": safe(event.standing.path),
        "item": safe(event.item),
        "left": safe(event.left) or None,
        **{key: change.get(key) for key in ("old", "new", "fields", "by")},
    }


def _commit_data(commit: Commit) -> dict[str, str | None]:
    return {
        "commit": commit.id,
        "date": commit.date or None,
        "author": safe(commit.author),
        "subject": safe(commit.subject),
    }
