"""`qzqd git`: how git merges catalogues, and how it heads what changed in them."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.declared import Argument, Misused, Option
from qzqd.cli.language import Lang, about, chosen, say
from qzqd.cli.output import OK, UNABLE
from qzqd.cli.reading import unable
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.problem import Refused
    from qzqd.read.revision import Repository

ABOUT = Text(
    "让 git 按事项合并清单，并在改动前标出事项。",
    "Have git merge catalogues by item, and name the item above each change.",
)

_ATTRIBUTES = ".gitattributes"
_DRIVERS = "diff=qzqd-items merge=qzqd"
_OUTDATED = "diff=qzqd merge=qzqd"
"""What was written once. Clones may still show files in words under that name, whoever asked for it or not."""
_ITEM = r"^[[:space:]]*-[[:space:]]*[{]?[[:space:]]*(id:.*)$"
"""The line that begins an item, in brackets or not: git shows it above what changed in the item."""
_TEXTCONV = ("diff.qzqd-items.textconv", "diff.qzqd.textconv")


def git(
    action: Annotated[
        Literal["install", "textconv"],
        Argument(
            metavar="ACTION",
            help=say(
                "install 设置本仓库；textconv 把一个文件写成文字",
                "install sets the repository up; textconv writes one file in words",
            ),
        ),
    ],
    file: Annotated[
        Path | None, Argument(metavar="FILE", help=say("textconv 的文件", "the file of textconv"))
    ] = None,
    words: Annotated[
        bool,
        Option(
            help=say(
                "git diff 用文字显示清单；git blame 的行号和补丁会不对",
                "git diff shows lists in words; git blame and patches then go wrong",
            ),
        ),
    ] = False,
    lang: Lang = None,
) -> int:
    """Exit code: 0 done, 3 there is no repository, or it cannot be written."""
    if action == "textconv":
        if file is None:
            raise Misused(say("textconv 要写明文件", "textconv needs a file"))
        if words:
            raise Misused(say("--words 只用于 install", "--words is for install"))
        return _textconv(file)
    if file is not None:
        raise Misused(say("install 不带文件", "install takes no file"))
    return _install(words)


def _textconv(file: Path) -> int:
    """The file in words; as it is where that would hide anything. Git shows nothing at all where this fails."""
    from qzqd.read import source
    from qzqd.read.config import Config, bounds
    from qzqd.read.problem import Refused

    limit = Config().max_bytes
    try:
        with source.opened(file, bounds(file)) as raw:
            data = raw.read(limit + 1)
            if len(data) > limit:
                console.copy(data)
                while piece := raw.read(limit):
                    console.copy(piece)
                return OK
    except Refused as refused:
        console.tell(about(file, refused.problem.message))
        return UNABLE
    with suppress(Refused, UnicodeDecodeError):
        data = _in_words(data).encode("utf-8", "replace")
    console.copy(data)
    return OK


def _in_words(data: bytes) -> str:
    """Where a conflict is left, both its sides are, so that git can tell it from what was merged. Raises Refused."""
    from qzqd.compare.merging.pieces import read_version
    from qzqd.read.conflict import both_sides, opposed
    from qzqd.report.paper.readable import readable

    def as_text(raw: bytes) -> str:
        return readable(read_version(raw).tree.data, chosen())

    sides = both_sides(data.decode())
    return opposed(*(as_text(side.encode()) for side in sides)) if sides else as_text(data)


def _install(words: bool) -> int:
    from qzqd.check.settings import with_severities
    from qzqd.read.config import Config, load, nearest
    from qzqd.read.problem import Refused
    from qzqd.read.revision import Repository

    try:
        root = nearest(Path.cwd())
        config = with_severities(load(root)) if root else Config()
        repository = Repository.around(Path.cwd())
        lines = [*_lines([(root or repository.root) / path for path in config.paths], repository.root)]
        if not lines:
            raise _elsewhere(repository)
        for name, value in _settings(words):
            _set(repository, name, value)
        _attribute(repository.root, lines)
        for remark in _left_to_do(repository, lines):
            console.put(remark.in_(chosen()))
    except Refused as refused:
        return unable(refused)
    return OK


def _elsewhere(repository: Repository) -> Refused:
    from qzqd.read.problem import Problem, Refused

    message = Text(
        f"qzqd.toml 的 paths 都不在仓库 {repository.root} 里", f"no path of qzqd.toml is in {repository.root}"
    )
    help = Text("到清单所在的仓库里运行", "run it in the repository that has the lists")
    return Refused("QZ008", Problem(message, help=help))


def _left_to_do(repository: Repository, lines: list[str]) -> Iterator[Text]:
    """What only people can do: qzqd does not commit, as that could run what the repository names."""
    from qzqd.read.config import Config
    from qzqd.text import listed

    yield Text(
        "git 设置只在这一份克隆里有效，每个人运行一次",
        "the settings are those of this clone: everybody runs this once",
    )
    others = repository.branches()
    held = repository.contents_at(["HEAD", *others.values()], _ATTRIBUTES, Config().max_bytes)
    committed, *elsewhere = [_holds(data, lines) for data in held]
    if not committed:
        command = f"git add {_ATTRIBUTES} && git commit -m '{say('清单按事项合并', 'merge lists by item')}' -- {_ATTRIBUTES}"
        yield Text(f"{_ATTRIBUTES} 要提交：{command}", f"{_ATTRIBUTES} has to be committed: {command}")
    if lacking := [name for name, holds in zip(others, elsewhere, strict=True) if not holds]:
        names = listed(lacking)
        yield Text(
            f"注意：这些分支的 {_ATTRIBUTES} 没有这些行，在那里仍然按行合并：{names.zh}；把提交合并过去",
            f"note: {_ATTRIBUTES} of these branches lacks the lines, so merges there go by lines: {names.en}; "
            "merge the commit into them",
        )


def _holds(data: bytes | Refused, lines: list[str]) -> bool:
    return isinstance(data, bytes) and {*lines} <= {*data.decode("utf-8", "replace").splitlines()}


def _settings(words: bool) -> Iterator[tuple[str, str]]:
    """Every setting with its value, "" for one that is not to be there.

    Where Python has moved, the qzqd of the search path is taken; where there is none, git merges lines as it always did.
    """
    # -P: a folder called qzqd in the repository is not this program.
    own = f"{shlex.quote(sys.executable)} -P -m qzqd"
    there = "--version >/dev/null 2>&1"
    lines = "git merge-file -L ours -L base -L theirs %A %O %B"
    # Where a merge wrote no markers, git merges lines; a catalogue stays a conflict even if no lines collide.
    unmerged = f"! grep -q '^<<<<<<< ' %A && {lines} && ! grep -q kind %A"
    merged = f'm() {{ "$@" merge -- %O %A %B %P || {{ {unmerged}; }}; }}'
    lost = "echo 'qzqd not found, run qzqd git install again; merged by lines:' %P >&2"
    mine = own.replace("%", "%%")
    yield "merge.qzqd.name", "qzqd"
    yield (
        "merge.qzqd.driver",
        f"{merged}; if {mine} {there}; then m {mine}; elif qzqd {there}; then m qzqd; else {lost}; {lines}; fi",
    )
    # What becomes the ancestor of a criss-cross merge must hold no markers.
    yield "merge.qzqd.recursive", "binary"
    yield "diff.qzqd-items.xfuncname", _ITEM
    shown = 'git textconv -- "$1"'
    for name in _TEXTCONV:
        command_line = f'if {own} {there}; then {own} {shown}; elif qzqd {there}; then qzqd {shown}; else cat -- "$1"; fi'
        yield name, f"f() {{ {command_line}; }}; f" if words and name == _TEXTCONV[0] else ""


def _set(repository: Repository, name: str, value: str) -> None:
    """Raises Refused where git does not write its settings."""
    from qzqd.read.problem import Problem, Refused

    known = repository.ask("config", "--local", "--get-all", name).out.decode("utf-8", "replace")
    if known == (value and value + "\n"):
        if value:
            _say(say("已有", "there already"), name)
        return
    change = ("--replace-all", name, value) if value else ("--unset-all", name)
    done = repository.ask("config", "--local", *change)
    if done.code:
        message = Text(f"git 不能设置 {name}：{done.reason}", f"git cannot set {name}: {done.reason}")
        raise Refused("QZ008", Problem(message))
    _say(say("已设置", "set") if value else say("已去掉", "taken out"), name)


def _lines(places: list[Path], top: Path) -> Iterator[str]:
    """What .gitattributes is to say of the catalogue files; of those outside the repository nothing."""
    from qzqd.read.workspace import SUFFIXES, below

    for place in places:
        inside = below(place, top)
        if inside is None:
            continue
        folder = "" if inside == "." else f"/{inside}"
        patterns = [folder] if place.is_file() else [f"{folder}/**/*{suffix}" for suffix in SUFFIXES]
        yield from (f"{_quoted(folder, pattern)} {_DRIVERS}" for pattern in patterns)


def _quoted(folder: str, pattern: str) -> str:
    """The pattern with the folder as it is called, whatever git would read into that."""
    literal = re.sub(r"([*?\[\\])", r"\\\1", folder) + pattern[len(folder) :]
    return json.dumps(literal, ensure_ascii=False) if re.search(r'[\s"\\]', literal) else literal


def _attribute(top: Path, lines: list[str]) -> None:
    """Add the lines that are not there yet, in place of those that were written once. Raises Unwritten."""
    from qzqd.read import source
    from qzqd.read.config import Config
    from qzqd.read.problem import Refused
    from qzqd.write import atomic

    path, top = top / _ATTRIBUTES, source.real(top)
    try:
        old = source.read(path, top, Config().max_bytes) if os.path.lexists(path) else None
    except Refused as refused:
        raise out.Unwritten(about(path, refused.problem.message)) from None
    with out.writing(path):
        text = (old or b"").decode("utf-8", "surrogateescape")
        known = text.splitlines()
        for line in lines:
            done = say("已有", "there already") if line in known else say("已加入", "added")
            _say(done, f"{path.name}  {line}")
        outdated = {line.replace(_DRIVERS, _OUTDATED) for line in lines}
        kept = [line for line in text.splitlines(keepends=True) if line.rstrip("\r\n") not in outdated]
        new = [line for line in lines if line not in known]
        if new or len(kept) < len(known):
            before = "".join(kept)
            before += "\n" if before and not before.endswith(("\n", "\r")) else ""
            data = before + "".join(f"{line}\n" for line in new)
            atomic.replace(path, data.encode("utf-8", "surrogateescape"), old, top)


def _say(done: str, what: str) -> None:
    console.put(f"{done} {what}")
