"""qzqd.toml: where the lists are, and what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = "qzqd.toml"


@dataclass(frozen=True, slots=True)
class IgnoreEntry:
    """Be silent about `rule` in files matching `path` (a glob) or for `item`; never without a reason."""

    rule: str
    reason: str
    path: str = "**"
    item: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace, with their defaults.

    paths and registers are relative to `root`; registers are globs. schemas: kind to a local schema
    file applied on top. code_profile: `31` or `16`, the shape of local item codes. max_bytes: of one file.
    """

    root: Path = field(default_factory=Path.cwd)
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
    today: str = ""

    def extensions(self) -> dict[str, Any]:
        """Settings that add values to a list of allowed ones, by the name the schema calls them."""
        return {"power_types": list(self.power_types)}
