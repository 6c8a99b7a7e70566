"""`qzqd log ID`: the life of one item through the commits of the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Option
from qzqd.cli.language import Lang, chosen, say
from qzqd.cli.output import FINDINGS, OK, UNABLE
from qzqd.cli.paths import format_option
from qzqd.cli.reading import catalogues, require_words, tables_of, tell_tables, unable
from qzqd.console import tell
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.read.workspace import Workspace, WorkspaceFile

ABOUT = Text(
    "列出一个事项的沿革，从早到晚：何时新增、名称变更、合并、取消，依据什么文件。",
    "Tell the life of an item, oldest first: when it was added, renamed, merged, cancelled, by which document.",
)


def log(
    wanted: Annotated[str, Argument(metavar="ID", help=say("事项编号", "the id of an item"))],
    paths: Annotated[
        list[str] | None,
        Option(
            metavar="PATH",
            help=say("只看这些文件、文件夹", "only these files and folders"),
        ),
    ] = None,
    format: Annotated[str | None, format_option("log")] = None,
    lang: Lang = None,
) -> int:
    """Exit code 1 for an id that never was, 3 without a repository."""
    from qzqd.check.settings import judged_workspace
    from qzqd.compare.history.history import item_history
    from qzqd.read.problem import Refused

    require_words(wanted)
    try:
        space = judged_workspace(paths or [])
        found = item_history(wanted, paths or [], space.config.max_bytes)
    except Refused as refused:
        return unable(refused)
    out.deliver("log", out.wanted("log", format, None), found)
    if not found.lives:
        whole = _never(wanted, space, paths or []) and not found.unread
        return FINDINGS if whole else UNABLE
    return OK


def _never(wanted: str, space: Workspace, paths: Sequence[str]) -> bool:
    """An item that no commit has may stand in the work tree, or be a slip for one that does; whether all could be read."""
    from qzqd.open.catalogue import items_with_id
    from qzqd.text import did_you_mean, suggest

    known: dict[str, WorkspaceFile] = {}
    tables: list[str] = []
    whole = True
    for entry, data in catalogues(space):
        whole = whole and data is not None
        if data:
            known.update((item["id"], entry) for item in items_with_id(data))
            tables += tables_of([data])
    if wanted in known:
        tell(_elsewhere(wanted, known[wanted], paths).in_(chosen()))
        return True
    tell(say(f"提交记录里没有事项 {wanted}", f"no commit has an item {wanted}"))
    tell_tables(tables)
    otherwise = Text("用 qzqd show 按名称查找", "qzqd show finds items by name")
    tell(did_you_mean(suggest(wanted, known), otherwise).in_(chosen()))
    return whole


def _elsewhere(wanted: str, entry: WorkspaceFile, paths: Sequence[str]) -> Text:
    """Why an item that is there has no history here: a submodule has its own."""
    from qzqd.read.named import repository_around
    from qzqd.read.revision import Repository
    from qzqd.read.workspace import shown_path

    holding = Repository.holding(entry.real.parent)
    if holding is not None and holding != repository_around(paths):
        place = shown_path(holding.root)
        return Text(
            f"事项 {wanted} 在另一个仓库里，沿革在那里：到 {place} 里运行 qzqd log {wanted}",
            f"item {wanted} is in another repository, which has its history: run qzqd log {wanted} in {place}",
        )
    return Text(f"事项 {wanted} 还没有提交到 git", f"item {wanted} has not been committed yet")
