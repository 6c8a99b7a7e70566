"""Where every rule is upheld: which modules raise its code, by which command it is seen, and which codes are free."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import qzqd
from qzqd.check.rule import FAMILIES, RULES, Rule, Scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SOURCE = Path(qzqd.__file__).parent
_SPEAK_OF_CODES = ("publish/", "report/", "write/")
"""Rooms that print codes, or mend what they stand for, and raise none."""
_CODE = re.compile(r"QZ\d{3}")


def wrong() -> Iterator[str]:
    """Codes of no family, and codes that nothing raises."""
    raised = modules()
    for code in sorted(RULES):
        if code[:3] not in FAMILIES:
            yield f"{code}: of no family; check.rule.FAMILIES has {', '.join(FAMILIES)}"
        if not raised[code]:
            yield f"{code}: nothing below src/qzqd raises it"


def modules() -> dict[str, list[str]]:
    """For every code the modules that raise it, or that ask for a field by it, as docs/architecture.md names modules."""
    found: dict[str, set[str]] = {code: set() for code in RULES}
    for code, rule in RULES.items():
        made = rule.check or rule.across
        if made is not None:
            found[code].add(_named(getattr(made, "func", made).__module__))
    for place, codes in _raised().items():
        for code in codes & RULES.keys():
            found[code].add(_named("qzqd." + place.removesuffix(".py").replace("/", ".")))
    return {code: sorted(names) for code, names in found.items()}


@cache
def _raised() -> dict[str, set[str]]:
    """For every source file that may raise a rule, the codes in it."""
    places = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
    texts = {
        place: path.read_text(encoding="utf-8")
        for place, path in places.items()
        if not place.startswith(_SPEAK_OF_CODES)
    }
    return {
        place: _codes(_raising(place, ast.parse(text))) for place, text in texts.items() if _CODE.search(text)
    }


def upheld_by(rule: Rule) -> str:
    """The command that shows it: that of the run by which it is shown, else the one that upholds it."""
    return rule.fails.command.split()[0] if isinstance(rule.fails, Scene) else rule.command


def free(family: str, taken: Iterable[str]) -> str:
    """The code that a new rule of a family gets: after all others, so that none that was given up comes back."""
    last = max((int(code[2:]) for code in taken if code.startswith(family)), default=int(family[2:]) * 100)
    following = f"QZ{last + 1:03}"
    return following if following.startswith(family) else ""


def _named(module: str) -> str:
    return module.removeprefix("qzqd.")


def _raising(place: str, tree: ast.Module) -> Iterator[ast.AST]:
    """Where a code that stands in a module means that it is raised, and is no declaration and no example."""
    if place.startswith("kinds/"):
        yield from (
            node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "need"
        )
    elif place.startswith(
        "check/rules/"
    ):  # what others raise has a name; what is only declared is an argument
        yield from (node.value for node in tree.body if isinstance(node, ast.Assign))
    else:
        yield from ast.walk(tree)


def _codes(nodes: Iterable[ast.AST]) -> set[str]:
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
