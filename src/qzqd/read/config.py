"""qzqd.toml: where the lists are, and what is asked of them."""

from __future__ import annotations

import datetime
import json
import os
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from qzqd import kinds, resources
from qzqd.finding import Span
from qzqd.kinds import schema_at
from qzqd.locale import Text
from qzqd.read import source, unusable
from qzqd.read.disk import DISK
from qzqd.read.globs import magic
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused
from qzqd.regex import regex
from qzqd.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jsonschema_rs

    from qzqd.finding import DataPath
    from qzqd.read.disk import Files

FILE = "qzqd.toml"
_LARGEST = 1024 * 1024
_MOST_PATTERNS = 1_000
"""Each is held against every file; paths without wildcards are looked up, and may be as many as there are."""
_QUOTED = regex(
    "|".join(
        (
            r'"""(?s:[^\\]|\\.)*?"""',
            r"'''(?s:.)*?'''",
            r'"(?:[^"\\\n]|\\.)*+"',
            r"'[^'\n]*+'",
            r"#[^\n]*+",
        )
    )
)
_DOTTED = regex(r"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){32}")
"""A key of so many parts: Python's reader takes hours for one that fills the file, and no setting is that deep."""
_DEEPEST = 32
"""Settings nest five deep; the validator gives up at 255."""


class IgnoreEntry(NamedTuple):
    """Be silent about `rule` in files matching `path` (a glob) or for `item`; never without a reason.

    span, excerpt: where its rule stands in the file of settings, and that line.
    """

    rule: str
    reason: str
    path: str = ""
    item: str = ""
    until: str = ""
    span: Span = Span()
    excerpt: str = ""


_CHINA = datetime.timezone(datetime.timedelta(hours=8))


def day_in_china() -> str:
    """The day it is in China, which has one time: a runner elsewhere must not judge otherwise."""
    return datetime.datetime.now(_CHINA).date().isoformat()


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace, with their defaults.

    root: where qzqd.toml lies; None without one. paths, registers and exclude are relative to it; the latter
    two are globs. schemas: kind to a local schema file applied on top; local: kind to what that file holds, once it has
    been judged. code_profile: "31", "16" or none.
    policy: what changes need, as it is written; `qzqd.compare.policy.policy` reads it. coverage: the thresholds of
    `qzqd coverage`, likewise. outdated: the settings that are written by their old names. most: so many findings of one file are kept; no setting.
    """

    root: Path | None = None
    paths: tuple[str, ...] = (".",)
    exclude: tuple[str, ...] = ()
    registers: tuple[str, ...] = ("registers/*.yaml", "catalogues/registers/*.yaml")
    select: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    ignores: tuple[IgnoreEntry, ...] = ()
    power_types: tuple[str, ...] = ()
    code_profile: str = ""
    schemas: dict[str, str] = field(default_factory=dict)
    local: dict[str, bytes] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)
    coverage: dict[str, Any] = field(default_factory=dict)
    outdated: tuple[str, ...] = ()
    max_bytes: int = 32 * 1024 * 1024
    most: int = 10_000
    # Looked up by its name each time: the examples of rules are run on a day of their own.
    today: str = field(default_factory=lambda: day_in_china())

    def extensions(self) -> dict[str, list[str]]:
        """Settings that add values to a list of allowed ones, by the name the schema calls them."""
        return {"power_types": list(self.power_types)}


def nearest(start: Path, files: Files = DISK) -> Path | None:
    """The folder of the nearest qzqd.toml at or above `start`, its links resolved."""
    start = files.real(start)
    return next((folder for folder in (start, *start.parents) if _has_settings(folder, files)), None)


def bounds(path: Path, files: Files = DISK) -> Path:
    """The folder that nothing opened under this name may lie outside of, its links resolved.

    It is the workspace that the path lies in; without one, the folder that the path names or that holds the file.
    Below the current folder and inside a workspace no link on the way leads anywhere else, as whoever made it
    need not be who named the path. Elsewhere folders are taken as they are named.
    """
    here, place = Path.cwd(), Path(os.path.abspath(path))
    folder = place if files.is_folder(place) else place.parent
    trusted = [each for each in (place, *place.parents) if each == here or _has_settings(each, files)]
    if trusted:
        folder = _without_links(trusted[-1], place, files)
    folder = files.real(folder)
    return nearest(folder, files) or folder


def _has_settings(folder: Path, files: Files) -> bool:
    """Whatever is called qzqd.toml counts: what cannot be read as settings is refused, not passed over."""
    return files.there(folder / FILE)


def _without_links(start: Path, place: Path, files: Files) -> Path:
    """So far as the way from one folder to a place below it is made of folders alone."""
    folder = files.real(start)
    for part in place.relative_to(start).parts:
        inner = folder / part
        if not files.is_folder(inner) or files.real(inner) != inner:
            break
        folder = inner
    return folder


RENAMED = {"ignore": "disable"}
"""Settings by the names that they had before, which are read as well."""


class Unusable(Refused):
    """A file of settings, or a baseline, cannot be used. Carries its place, its name and what could be read of it."""

    def __init__(self, refused: Refused, place: Path, data: bytes, files: Files = DISK) -> None:
        super().__init__(refused.code, refused.problem)
        self.place = place
        self.name = files.name(place)
        self.data = data


_RULE = regex(r"\brule[\"']?[ \t]*=[ \t]*[\"'](QZ[0-9]{3})[\"']")
_EXCERPT = 2_000


def _placed(entries: list[IgnoreEntry], text: str) -> tuple[IgnoreEntry, ...]:
    """The entries with their places; one that is not found where it is looked for has none."""
    if not entries:
        return ()
    lines = LineIndex(text)
    rules = _RULE.finditer(
        _QUOTED.sub(lambda found: " " * len(found[0]) if found[0][0] == "#" else found[0], text)
    )
    placed: list[IgnoreEntry] = []
    for entry in entries:
        found = next((each for each in rules if each[1] == entry.rule), None)
        if found:
            span = lines.span(*found.span())
            entry = entry._replace(span=span, excerpt=lines.line(span.line)[:_EXCERPT])
        placed.append(entry)
    return tuple(placed)


def load(root: Path, files: Files = DISK) -> Config:
    """The settings in `root`/qzqd.toml. Raises Unusable."""
    with _telling(root / FILE, root, files) as data:
        text = data.decode("utf-8-sig")
        settings = _parsed(text)
        _check(settings, (), text)
        _check_kinds(settings, ("schemas",), text)
        _check_kinds(settings, ("policy", "kinds"), text)
        for path, value in _places(settings):
            if trouble := _trouble(root, path[0], value, files):
                raise unusable.setting_refused(text, path, trouble, _INSIDE)
        for key, patterns in _patterns(settings):
            if sum(map(magic, patterns)) > _MOST_PATTERNS:
                raise unusable.setting_refused(text, (key,), *_too_many(key))
        ignores = _placed([IgnoreEntry(**entry) for entry in settings.pop("ignores", ())], text)
        outdated = tuple(name for name in RENAMED if name in settings)
        for name in outdated:
            settings.setdefault(RENAMED[name], []).extend(settings.pop(name))
        listed: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in settings.items()
        }
        return Config(root=root, ignores=ignores, outdated=outdated, **listed)


def load_policy_file(place: Path) -> dict[str, Any]:
    """A file that holds what qzqd.toml says under `[policy]`, and nothing else. Raises Unusable."""
    with _telling(place, bounds(place)) as data:
        text = data.decode("utf-8-sig")
        table = _parsed(text)
        _check(table, ("policy",), text)
        _check_kinds(table, ("kinds",), text)
        return table


def reject_setting(
    root: Path, path: DataPath, message: Text, help: Text | None = None, files: Files = DISK
) -> NoReturn:
    """Refuse what only the checker can tell to be wrong. Raises Unusable."""
    with _telling(root / FILE, root, files) as data:
        raise unusable.setting_refused(data.decode("utf-8-sig"), path, message, help)


_INSIDE = Text(
    "只能写 qzqd.toml 所在文件夹里面的路径，例如 lists 或 registers/*.yaml",
    "paths lie below the folder of qzqd.toml, such as lists or registers/*.yaml",
)


@contextmanager
def _telling(place: Path, root: Path, files: Files = DISK) -> Iterator[bytes]:
    """The bytes of a file of settings; whatever is refused meanwhile is told of this file."""
    data = b""
    try:
        data = files.read(place, root, _LARGEST)
        source.check(data)
        yield data
    except Refused as refused:
        raise Unusable(refused, place, data, files) from None


def _parsed(text: str) -> dict[str, Any]:
    nested = Text("嵌套太深", "nested too deeply")
    bare = _QUOTED.sub(lambda found: ("#" if found[0][0] == "#" else "_") * len(found[0]), text)
    if dotted := _DOTTED.search(bare):
        raise Refused("QZ009", Problem(nested, offsets=dotted.span()))
    try:
        settings: dict[str, Any] = _dated(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise unusable.syntax(error, text) from None
    except RecursionError:
        raise unusable.setting_refused(text, (), nested) from None
    except ValueError:  # Python reads no number of more than 4,300 digits
        raise unusable.too_long(text) from None
    return settings


def _dated(value: Any, depth: int = 0) -> Any:
    """TOML has dates of its own; here they are text, as in catalogues. Raises RecursionError."""
    if depth > _DEEPEST:
        raise RecursionError
    if isinstance(value, dict):
        return {key: _dated(inner, depth + 1) for key, inner in value.items()}
    if isinstance(value, list):
        return [_dated(inner, depth + 1) for inner in value]
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value


@cache
def _schema(path: tuple[str, ...]) -> dict[str, Any]:
    """What is said of the settings, or of the table at `path` by itself."""
    whole = json.loads((resources.schemas() / "contracts" / "qzqd.schema.json").read_bytes())
    return {**schema_at(whole, path), "$defs": whole["$defs"]}


@cache
def _validator(path: tuple[str, ...]) -> jsonschema_rs.Draft202012Validator:
    from jsonschema_rs import Draft202012Validator

    return Draft202012Validator(_schema(path), validate_formats=True)


def _check(settings: dict[str, Any], path: tuple[str, ...], text: str) -> None:
    error = next(iter(_validator(path).iter_errors(settings)), None)
    if error is not None:
        raise unusable.structure(error, _schema(path), text)


def _check_kinds(settings: dict[str, Any], path: tuple[str, ...], text: str) -> None:
    """That every key of the table at `path` is a kind of list."""
    table = settings
    for key in path:
        table = table.get(key, {})
    for kind in table:
        if kind not in kinds.names():
            name = ".".join(path)
            message = Text(f"{name} 里没有清单类型 {kind}", f"{name}: no such kind {kind}")
            advice = did_you_mean(kinds.meant_kind(kind), kinds.all_kinds())
            raise unusable.setting_refused(text, (*path, kind), message, advice)


def _places(settings: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every path and pattern that is looked up on the disk, with the setting it stands in."""
    for key in ("paths", "registers"):
        yield from (((key,), value) for value in dict.fromkeys(settings.get(key, ())))
    yield from ((("schemas", kind), value) for kind, value in settings.get("schemas", {}).items())


def _patterns(settings: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """All that is held against the names of files, by its setting."""
    yield from ((key, settings.get(key, [])) for key in ("registers", "exclude"))
    yield "ignores", [entry["path"] for entry in settings.get("ignores", ()) if "path" in entry]


def _too_many(key: str) -> tuple[Text, Text]:
    message = Text(
        f"{key} 里带通配符的路径超过 {_MOST_PATTERNS:,} 条",
        f"{key} has more than {_MOST_PATTERNS:,} paths with wildcards",
    )
    help = Text("把几条并成一条，例如 drafts/*", "let one pattern cover several, such as drafts/*")
    return message, help


def _trouble(root: Path, setting: str, value: str, files: Files) -> Text | None:
    parts = PureWindowsPath(value)  # splits at both kinds of slash, and knows drives
    if "\0" in value or (setting == "registers" and not _is_pattern(parts.parts)):
        return Text(f"路径 {value} 的写法不对", f"{value} is no path")
    leaves = bool(parts.anchor) or ".." in parts.parts
    if leaves or (setting == "paths" and not source.within(files.real(root / value), files.real(root))):
        return Text(f"路径 {value} 在工作区之外", f"{value} is outside the workspace")
    return None


def _is_pattern(parts: tuple[str, ...]) -> bool:
    return bool(parts) and all(part == "**" or "**" not in part for part in parts)
