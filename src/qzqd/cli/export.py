"""`qzqd export [CATALOGUE…]`: a list as offices publish it, or as a workbook to be edited."""

from __future__ import annotations

from collections import Counter
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qzqd import formats
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.language import Lang, about, chosen, say
from qzqd.cli.output import OK, UNABLE
from qzqd.cli.paths import format_option
from qzqd.cli.reading import unable, unsound
from qzqd.console import tell
from qzqd.locale import Text
from qzqd.text import file_stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.office.listed import ExportedList
    from qzqd.read.workspace import Workspace, WorkspaceFile

ABOUT = Text(
    "把清单做成公布的表格，或者做成可以在电子表格里改的工作簿（--edit）。",
    "Make a list the table that is published, or a workbook to be edited (--edit).",
)

_COMMAND, _EDIT = "export", "export --edit"
_SHEET, _WHOLE, _SINGLE = "xlsx", "json", "csv"
"""Formats: of what can be edited, of what has every field, of what holds one list only."""


def export(
    catalogues: Annotated[
        list[str] | None,
        Argument(
            metavar="CATALOGUE", help=say("清单文件、文件夹或清单编号", "files, folders or ids of lists")
        ),
    ] = None,
    format: Annotated[str | None, format_option("export")] = None,
    edit: Annotated[
        bool,
        Option(
            help=say(
                "做成可以修改的工作簿，改好后用 qzqd import 导入",
                "a workbook to edit; qzqd import takes it back",
            ),
        ),
    ] = False,
    output: Annotated[
        Path | None,
        Option(short="-o", metavar="FILE", help=say("写到文件或文件夹", "a file or a folder")),
    ] = None,
    lang: Lang = None,
) -> int:
    """Exit code 3 where a list cannot be read, or there is none."""
    from qzqd.check.settings import judged_workspace
    from qzqd.read.problem import Refused

    wanted = _format(format, output, edit)
    try:
        space = judged_workspace([])
        entries = [*{entry.real: entry for entry in _entries(catalogues or [], space)}.values()]
        lists = [*_lists(entries, space)]
    except Refused as refused:
        return unable(refused)
    if not lists:
        tell(say("没有可以导出的清单", "there is no list to export"))
        return UNABLE
    if wanted == _SINGLE and len(lists) > 1 and (output is None or output.suffix):
        raise Misused(
            say(
                "一个 csv 只放一张清单：用 --output 写一个文件夹",
                "a csv holds one list: give a folder as --output",
            )
        )
    files = [*_files(lists, wanted, output)]
    for _, part in files if edit else ():
        _require_one_edition(part)
    for name, part in files:
        _write(part, wanted, edit, name)
    return OK if len(lists) == len(entries) else UNABLE


def _format(given: str | None, output: Path | None, edit: bool) -> str:
    """What is to be written. Raises Misused where that is left open, or contradicts itself."""
    if edit:
        return out.wanted(_EDIT, given or _SHEET, output or Path(f"list.{_SHEET}"))
    if given is None and (output is None or not output.suffix):
        raise Misused(
            say(
                "用 --format 写明格式，或者用 --output 写明文件名，如 --output 清单.xlsx",
                "say --format, or --output with a name such as list.xlsx",
            )
        )
    folder = given is not None and (output is None or not output.suffix)
    return out.wanted(_COMMAND, given, Path(f"list{formats.ending(given)}") if folder and given else output)


def _lists(entries: list[WorkspaceFile], space: Workspace) -> Iterator[ExportedList]:
    """Those that can be read; of the others it is told. Raises Refused."""
    from qzqd.office.listed import ExportedList
    from qzqd.open.opened import Opener
    from qzqd.read import source

    opener = Opener(space.config)
    for entry in entries:
        raw = source.load(entry.path, entry.root, space.config.max_bytes)
        findings, data = opener.structure(raw, entry.name)
        if data is None:
            tell(about(entry.name, unsound(findings, Text("没有导出", "not exported"))))
            continue
        if table := data.get("records"):
            left = Text(f"{table} 里的记录没有导出", f"the records in {table} are not exported")
            tell(about(entry.name, left))
        yield ExportedList(data, opener.schema(data["kind"]).body)


def _entries(named: list[str], space: Workspace) -> Iterator[WorkspaceFile]:
    """The files that are named by path or by the id of their list; all of the workspace where none is."""
    from qzqd.check.settings import judged_workspace

    paths = [name for name in named if Path(name).exists()]
    ids = {name for name in named if not Path(name).exists()}
    if not named:
        yield from space.entries
    if paths:
        yield from judged_workspace(paths).entries
    if ids:
        from qzqd.cli.reading import catalogues
        from qzqd.text import SEMICOLON, did_you_mean, suggest

        known: dict[str, dict[str, WorkspaceFile]] = {}
        for entry, data in catalogues(space):
            if data:
                known.setdefault(str(data.get("id")), {})[str(data.get("edition"))] = entry
        for lost in sorted(ids - known.keys()):
            message = Text(f"没有文件或清单 {lost}", f"no such file or list: {lost}")
            guess = suggest(lost, known)
            said = [message, did_you_mean(guess, message)] if guess else [message]
            raise Misused(SEMICOLON.join(said).in_(chosen()))
        for key, editions in known.items():
            if key in ids:
                yield _newest(key, editions)


def _newest(key: str, editions: Mapping[str, WorkspaceFile]) -> WorkspaceFile:
    """The file of the newest edition of a list; that there are others is told."""
    last = max(editions)
    others = "、".join(entry.name for edition, entry in editions.items() if edition != last)
    if others:
        tell(
            say(
                f"{key} 导出的是 {last} 版；要旧版就写文件：{others}",
                f"{key}: edition {last} is exported; for an older one name the file: {others}",
            )
        )
    return editions[last]


def _require_one_edition(lists: Sequence[ExportedList]) -> None:
    """Raises Misused where a workbook that comes back would have two lists of one id."""
    for key, number in Counter(each.id for each in lists).items():
        if number > 1:
            raise Misused(
                say(
                    f"{key} 有 {number} 个版本，不能放进一个工作簿修改：写要改的那个文件，或者用 --output 写一个文件夹",
                    f"{key} has {number} editions, which one workbook to edit cannot hold: name one file, or give a folder as --output",
                )
            )


def _files(
    lists: Sequence[ExportedList], format: str, output: Path | None
) -> Iterator[tuple[Path | None, Sequence[ExportedList]]]:
    """The files to be written with the lists in each; None is the screen."""
    if output is None and not formats.is_file(format):
        yield None, lists
    elif output is None or output.is_dir() or not output.suffix:
        taken: set[str] = set()
        for each in lists:
            plain = name = file_stem(each.id.replace("/", "-"))
            numbers = count(2)
            while name in taken:
                name = f"{plain}-{next(numbers)}"
            taken.add(name)
            yield (output or Path()) / f"{name}{formats.ending(format)}", [each]
    else:
        yield output, lists


def _write(lists: Sequence[ExportedList], format: str, edit: bool, place: Path | None) -> None:
    from qzqd.read.config import bounds
    from qzqd.write import atomic

    if place is not None:
        with out.writing(place):
            atomic.make_folder(place.parent, bounds(place.parent))
    out.deliver(_EDIT if edit else _COMMAND, format, lists, place)
    if not edit and format != _WHOLE:
        _tell_left_out(lists, format)


def _tell_left_out(lists: Sequence[ExportedList], format: str) -> None:
    """What a published table does not show although it is there; of a CSV also the notes, which have no place in it."""
    from qzqd.office.published.table import published_tables

    tables = published_tables(lists, chosen())
    if format == _SINGLE:
        tell(*dict.fromkeys(note for table in tables for note in table.notes))
    left = dict.fromkeys(title for table in tables for title in table.left_out)
    if left:
        titles = "、".join(left)
        tell(
            say(
                f"公布的表里没有的栏目：{titles}（--edit 和 json 里有）",
                f"not in the published table: {titles} (--edit and json have them)",
            )
        )
