"""House rules that no tool knows: small modules, and types that mean one thing wherever they are read."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/qzqd"
MAP = (ROOT / "docs/architecture.md").read_text("utf-8")
LONGEST = 400
_DEFINED = re.compile(r"^class ([A-Za-z]\w*)|^(?: {4})?([A-Z][a-z]\w*) = ", re.MULTILINE)
_DECLARED_AND_OPENED = {"Catalogue", "Item"}
"""The model that a kind declares, and the plain data that was opened: one noun at both ends."""


@pytest.fixture(scope="module")
def modules() -> dict[str, str]:
    """The text of every module by its path."""
    return {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in SOURCE.rglob("*.py")}


def test_no_module_is_longer_than_a_person_reads_at_once(modules: dict[str, str]) -> None:
    assert {path: count for path, text in modules.items() if (count := text.count("\n")) > LONGEST} == {}


def test_a_type_has_a_name_of_its_own(modules: dict[str, str]) -> None:
    # Two kinds may each have a part of the same name: it is read within the schema of its kind.
    homes: dict[str, set[str]] = defaultdict(set)
    for path, text in modules.items():
        for found in _DEFINED.finditer(text):
            homes[found[1] or found[2]].add("kinds" if path.startswith("kinds/") else path)
    several = {name: sorted(paths) for name, paths in homes.items() if len(paths) > 1}
    assert several.keys() == _DECLARED_AND_OPENED, several


def test_the_map_names_what_there_is(modules: dict[str, str]) -> None:
    rooms = "|".join(sorted({path.split("/")[0] for path in modules if "/" in path}))
    for name in set(re.findall(rf"`((?:{rooms})(?:\.\w+)+)`", MAP)):
        *above, last = name.split(".")
        places = ["/".join((*above, last)), "/".join(above)]
        found = [
            path for place in places for path in (f"{place}.py", f"{place}/__init__.py") if path in modules
        ]
        assert found, name
        assert last in found[0] or re.search(rf"\b{last}\b", modules[found[0]]), name


def test_the_way_of_a_command_is_told_by_a_dozen_modules() -> None:
    ways = re.findall(r"^\*\*`qzqd \w+`\.\*\* (?:.+\n)+", MAP, re.MULTILINE)
    assert len(ways) == 3
    assert all(len(set(re.findall(r"`[a-z]+\.[a-z._]+`", way))) <= 12 for way in ways)
