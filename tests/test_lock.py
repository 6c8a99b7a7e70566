"""The lock: what the README installs, exactly, and within what pyproject.toml allows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
LOCK, BROWSER = ((ROOT / f"requirements-{name}.txt").read_text("utf-8") for name in ("dev", "browser"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PIN = re.compile(
    r"^([a-z0-9-]+)==([^\s;]+)(?: ; [^\\\n]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)


def declared(entries: list[str]) -> Iterator[Requirement]:
    """What a list of requirements asks for, extras of our own resolved."""
    for requirement in map(Requirement, entries):
        if requirement.name == "qzqd":
            for extra in requirement.extras:
                yield from declared(PROJECT["project"]["optional-dependencies"][extra])
        else:
            yield requirement


def test_every_dependency_is_locked_within_its_range() -> None:
    locked = {name: version for name, version, _ in PIN.findall(LOCK)}
    project = PROJECT["project"]
    wanted = [
        *project["dependencies"],
        *project["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
    ]
    for requirement in declared(wanted):
        version = locked[requirement.name.lower()]
        assert requirement.specifier.contains(version), f"{requirement} is locked at {version}: run .ci/lock"


@pytest.mark.parametrize("lock", [LOCK, BROWSER], ids=["dev", "browser"])
def test_nothing_but_exact_versions_with_their_hashes(lock: str) -> None:
    """No address of an index, no file, no range: pip takes each package from wherever it is told to look, or not at all."""
    rest = PIN.sub("", lock)
    assert [line for line in rest.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []
    assert "://" not in lock


def test_both_locks_agree() -> None:
    locked, browser = ({name: version for name, version, _ in PIN.findall(lock)} for lock in (LOCK, BROWSER))
    assert {"playwright", "axe-playwright-python"} <= browser.keys()
    assert all(locked.get(name, version) == version for name, version in browser.items())


def test_the_development_tools_hold_what_the_office_needs() -> None:
    project = PROJECT["project"]["optional-dependencies"]
    names = {requirement.name for requirement in declared(project["dev"])}
    assert {requirement.name for requirement in declared(project["office"])} <= names
