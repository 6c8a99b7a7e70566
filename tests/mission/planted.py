"""Small workspaces, each sound, and the one change that breaks what a mechanism asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qzqd.check.rule import Example

if TYPE_CHECKING:
    from pathlib import Path

Verb = Literal["validate", "coverage"]


@dataclass(frozen=True)
class Case:
    """name: by which docs/mission.md calls it. files: by path; broken: in which file what is put in the place of what.

    code: the rule that tells of it, when `verb` is run; `rate` where the rate of adoption falls below what is demanded.
    """

    name: str
    code: str
    files: dict[str, str]
    broken: tuple[str, str, str]
    verb: Verb = "validate"

    def lay(self, folder: Path, *, broken: bool) -> None:
        """Write the workspace, sound or with the change."""
        place, before, after = self.broken
        for name, text in {"qzqd.toml": _settings(self.files), **self.files}.items():
            assert name != place or text.count(before) == 1, self.name
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.replace(before, after) if broken and name == place else text, "utf-8")


LIST, LEDGER, ADOPTION, UNITS = (
    "lists/list.yaml",
    "lists/ledger.yaml",
    "lists/adoption.yaml",
    "lists/units.yaml",
)


def _settings(files: dict[str, str]) -> str:
    """The register is one where there is any; where something has to be adopted, all of it has to be."""
    gate = "[coverage]\nfail_under = 100\n" if "applies_to" in files.get(LIST, "") else ""
    return 'paths = ["lists"]\n' + (f'registers = ["{UNITS}"]\n' if UNITS in files else "") + gate


def a_list(kind: str, items: str, key: str = "example/list", **header: str) -> str:
    """One catalogue; the items are lines of flow mappings without their dash."""
    lines = [line for line in items.strip().splitlines() if line.strip()]
    body = "items:\n" + "".join(f"  - {{{line.strip()}}}\n" for line in lines) if lines else "items: []\n"
    return Example(body, {"kind": kind, "id": key, "title": key, **header}).text()


def units(items: str, **header: str) -> str:
    """The register of units."""
    return a_list("units", items, "example/units", **header)


def adoption(items: str, key: str = "example/adoption", **header: str) -> str:
    """What 东街街道 says of `example/list`."""
    head = {
        "jurisdiction": '{code: "420302001", name: 东街街道}',
        "upstream": '{catalogue: example/list, edition: "2025-01-01"}',
    }
    return a_list("adoption", items, key, **{**head, **header})


def a_ledger(kind: str, items: str, **header: str) -> str:
    """A ledger held against `example/list`."""
    return a_list(kind, items, "example/ledger", **{"upstream": "{catalogue: example/list}", **header})
