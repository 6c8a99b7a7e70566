"""qzqd.toml: where the lists are, and what is asked of them."""

from __future__ import annotations

import datetime
import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd import resources
from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused

if TYPE_CHECKING:
    from pathlib import Path

FILE = "qzqd.toml"


@dataclass(frozen=True, slots=True)
class IgnoreEntry:
    """Be silent about `rule` in files matching `path` (a glob) or for `item`; never without a reason."""

    rule: str
    reason: str
    path: str = ""
    item: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace, with their defaults.

    root: where qzqd.toml lies; None without one. paths, registers and exclude are relative to it; the latter
    two are globs. schemas: kind to a local schema file applied on top. code_profile: "31", "16" or none.
    """

    root: Path | None = None
    paths: tuple[str, ...] = (".",)
    exclude: tuple[str, ...] = ()
    registers: tuple[str, ...] = ("registers/*.yaml", "catalogues/registers/*.yaml")
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, str] = field(default_factory=dict)
    ignores: tuple[IgnoreEntry, ...] = ()
    power_types: tuple[str, ...] = ()
    code_profile: str = ""
    schemas: dict[str, str] = field(default_factory=dict)
    max_bytes: int = 32 * 1024 * 1024
    today: str = field(default_factory=lambda: datetime.date.today().isoformat())

    def extensions(self) -> dict[str, list[str]]:
        """Settings that add values to a list of allowed ones, by the name the schema calls them."""
        return {"power_types": list(self.power_types)}


def nearest(start: Path) -> Path | None:
    """The folder of the nearest qzqd.toml at or above `start`."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / FILE).is_file()), None)


def load(root: Path) -> Config:
    """The settings in `root`/qzqd.toml. Raises Refused (QZ009) when it cannot be used."""
    try:
        text = (root / FILE).read_text("utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _unusable(Text(f"读不懂：{error}", f"cannot be read: {error}")) from None
    _check(data, text)
    ignores = tuple(IgnoreEntry(**entry) for entry in data.pop("ignores", ()))
    listed: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in data.items()
    }
    config = Config(root=root, ignores=ignores, **listed)
    for kind, local in config.schemas.items():
        _check_local_schema(root, kind, local, text)
    return config


def _check(data: dict[str, Any], text: str) -> None:
    from jsonschema_rs import Draft202012Validator

    schema = json.loads((resources.schemas() / "contracts" / "qzqd.schema.json").read_bytes())
    validator = Draft202012Validator(schema, validate_formats=True)
    error: Any = next(
        iter(validator.iter_errors(data)), None
    )  # its kinds carry fields their stub does not declare
    if error is None:
        return
    place = ".".join(str(part) for part in error.instance_path)
    if error.kind.name == "additionalProperties":
        key = error.kind.unexpected[0]
        known = ", ".join(schema["properties"]) if not place else ""
        help = Text(f"可用的设置：{known}", f"known settings: {known}") if known else None
        raise _unusable(Text(f"未知设置 {key}", f"unknown setting {key}"), text, key, help)
    if error.kind.name == "required":
        key = error.kind.property
        raise _unusable(
            Text(f"{place} 缺少 {key}", f"{place} lacks {key}"), text, str(error.instance_path[0])
        )
    last = next((str(part) for part in reversed(error.instance_path) if isinstance(part, str)), "")
    raise _unusable(Text(f"设置 {place} 的值不对：{error.message}", f"{place}: {error.message}"), text, last)


def _check_local_schema(root: Path, kind: str, local: str, text: str) -> None:
    from jsonschema_rs import meta

    from qzqd import kinds

    if kind not in kinds.names():
        known = ", ".join(kinds.names())
        help = Text(f"清单类型有：{known}", f"kinds: {known}")
        raise _unusable(
            Text(f"schemas 里没有清单类型 {kind}", f"schemas: no such kind {kind}"), text, kind, help
        )
    try:
        schema = json.loads((root / local).read_text("utf-8"))
        if not meta.is_valid(schema):
            raise ValueError("not a JSON Schema")
    except (OSError, ValueError) as error:
        raise _unusable(
            Text(f"本地格式 {local} 不能用：{error}", f"local schema {local}: {error}"), text, kind
        ) from None


def _unusable(message: Text, text: str = "", key: str = "", help: Text | None = None) -> Refused:
    start = text.find(key) if key else -1
    offsets = (start, start + len(key)) if start >= 0 else None
    return Refused("QZ009", Problem(message, help=help, value=key, offsets=offsets))
