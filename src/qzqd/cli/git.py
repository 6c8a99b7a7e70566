"""`qzqd git`: how git merges catalogues, and how it shows what changed in them."""

from __future__ import annotations

import json
import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qzqd import console
from qzqd.cli import output as out
from qzqd.cli.exits import OK, UNABLE
from qzqd.cli.language import Lang, chosen, say
from qzqd.locale import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.revision import Repository

ABOUT = Text(
    "让 git 按事项合并清单，并用文字显示改动。",
    "Have git merge catalogues by item, and show changes in words.",
)

_ATTRIBUTES = ".gitattributes"


def git(
    action: Annotated[
        Literal["install", "textconv"],
        typer.Argument(
            metavar="ACTION",
            help=say(
                "install 设置本仓库；textconv 把一个文件写成文字", "set the repository up; one file in words"
            ),
        ),
    ],
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help=say("textconv 的文件", "the file of textconv"))
    ] = None,
    lang: Lang = None,
) -> int:
    """Exit code: 0 done, 3 there is no repository, or it cannot be written."""
    if action == "textconv":
        if file is None:
            raise typer.BadParameter(say("textconv 要写明文件", "textconv needs a file"))
        return _textconv(file)
    if file is not None:
        raise typer.BadParameter(say("install 不带文件", "install takes no file"))
    return _install()


def _textconv(file: Path) -> int:
    """The file in words; as it is where that would hide anything. Git shows nothing at all where this fails."""
    from qzqd.locale.fault import why
    from qzqd.read.problem import Refused

    try:
        data = file.read_bytes()
    except OSError as error:
        console.tell(f"{file}{say('：', ': ')}{why(error).in_(chosen())}")
        return UNABLE
    with suppress(Refused, UnicodeDecodeError):
        data = _in_words(data).encode("utf-8", "replace")
    console.copy(data)
    return OK


def _in_words(data: bytes) -> str:
    """Where a conflict is left, both its sides are, so that git can tell it from what was merged. Raises Refused."""
    from qzqd.compare.merging.pieces import read
    from qzqd.read.conflict import both_sides, opposed
    from qzqd.report.readable import readable

    def told(raw: bytes) -> str:
        return readable(read(raw).tree.data, chosen())

    sides = both_sides(data.decode())
    return opposed(*(told(side.encode()) for side in sides)) if sides else told(data)


def _install() -> int:
    from qzqd.read.config import Config, load, nearest
    from qzqd.read.problem import Refused
    from qzqd.read.revision import Repository

    try:
        root = nearest(Path.cwd())
        config = load(root) if root else Config()
        repository = Repository.around(Path.cwd())
        for name, value in _settings():
            _set(repository, name, value)
    except Refused as refused:
        console.tell(refused.problem.message.in_(chosen()))
        return UNABLE
    places = [(root or repository.root) / path for path in config.paths]
    _attribute(repository.root / _ATTRIBUTES, [*_lines(places, repository.root)])
    console.put(
        say(
            f"git 设置只在这一份克隆里有效，每个人运行一次；{_ATTRIBUTES} 要提交",
            f"the settings are those of this clone: everybody runs this once; commit {_ATTRIBUTES}",
        )
    )
    return OK


def _settings() -> Iterator[tuple[str, str]]:
    # -P: a folder called qzqd in the repository is not this program.
    command = f"{shlex.quote(sys.executable)} -P -m qzqd"
    # Where that wrote no markers, git merges lines; a catalogue stays a conflict even if no lines collide.
    lines = "git merge-file -L ours -L base -L theirs %A %O %B"
    unmerged = f"! grep -q '^<<<<<<< ' %A && {lines} && ! grep -q kind %A"
    yield "merge.qzqd.name", "qzqd"
    yield "merge.qzqd.driver", f"{command} merge -- %O %A %B %P || {{ {unmerged}; }}"
    # What becomes the ancestor of a criss-cross merge must hold no markers.
    yield "merge.qzqd.recursive", "binary"
    yield "diff.qzqd.textconv", f"{command} git textconv --"


def _set(repository: Repository, name: str, value: str) -> None:
    """Raises Refused where git does not write its settings."""
    from qzqd.read.problem import Problem, Refused

    known = repository.ask("config", "--local", "--get-all", name).stdout.decode("utf-8", "replace")
    if known == value + "\n":
        _say(say("已有", "there already"), name)
        return
    done = repository.ask("config", "--local", "--replace-all", name, value)
    if done.returncode:
        reason = done.stderr.decode("utf-8", "replace").strip()
        message = Text(f"git 不能设置 {name}：{reason}", f"git cannot set {name}: {reason}")
        raise Refused("QZ008", Problem(message))
    _say(say("已设置", "set"), name)


def _lines(places: list[Path], top: Path) -> Iterator[str]:
    """What .gitattributes is to say of the catalogue files; of those outside the repository nothing."""
    from qzqd.read.workspace import SUFFIXES, below

    for place in places:
        inside = below(place, top)
        if inside is None:
            continue
        folder = "" if inside == "." else f"/{inside}"
        patterns = [folder] if place.is_file() else [f"{folder}/**/*{suffix}" for suffix in SUFFIXES]
        yield from (f"{_quoted(folder, pattern)} diff=qzqd merge=qzqd" for pattern in patterns)


def _quoted(folder: str, pattern: str) -> str:
    """The pattern with the folder as it is called, whatever git would read into that."""
    literal = re.sub(r"([*?\[\\])", r"\\\1", folder) + pattern[len(folder) :]
    return json.dumps(literal, ensure_ascii=False) if re.search(r'[\s"\\]', literal) else literal


def _attribute(path: Path, lines: list[str]) -> None:
    """Add the lines that are not there yet. Raises Unwritten."""
    from qzqd.write import atomic

    with out.writing(path):
        old = path.read_bytes() if path.exists() else None
        known = (old or b"").decode("utf-8", "replace").splitlines()
        for line in lines:
            _say(
                say("已有", "there already") if line in known else say("已加入", "added"),
                f"{path.name}  {line}",
            )
        new = [line for line in lines if line not in known]
        if new:
            before = (old or b"") + (b"\n" if known and not (old or b"").endswith(b"\n") else b"")
            atomic.replace(path, before + "".join(f"{line}\n" for line in new).encode(), expected=old)


def _say(done: str, what: str) -> None:
    console.put(f"{done} {what}")
