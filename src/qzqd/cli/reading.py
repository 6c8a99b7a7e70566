"""The lists of a workspace, for commands that look something up; and what to say of those that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.cli.exits import UNABLE
from qzqd.cli.language import chosen, say
from qzqd.console import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Entry, Workspace

Catalogue = dict[str, Any]
"""Plain data of a known kind; nothing else about it is certain."""


def catalogues(space: Workspace) -> Iterator[tuple[Entry, Catalogue | None]]:
    """Every list with its file; None for what cannot be read, which has been told."""
    from qzqd import kinds
    from qzqd.read import source
    from qzqd.read.problem import Refused
    from qzqd.read.tree import parse

    for entry in space.entries:
        try:
            data = parse(source.load(entry.path, entry.root, space.config.max_bytes)).data
        except Refused as refused:
            tell(f"{entry.name}{say('：', ': ')}{refused.problem.message.in_(chosen())}")
            yield entry, None
            continue
        if isinstance(data, dict) and data.get("kind") in kinds.names():
            yield entry, data
        else:
            tell(
                say(
                    f"{entry.name}：没有写 kind，或者没有这种清单，没有读",
                    f"{entry.name}: has no known kind and is not read",
                )
            )
            yield entry, None


def items(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Every item that has an id."""
    entries = catalogue.get("items")
    for item in entries if isinstance(entries, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item


def titled(catalogue: Catalogue) -> str:
    """Title and edition, and where the list comes from."""
    from qzqd.report.paper.values import words

    source = catalogue.get("source")
    provenance = source.get("provenance", "") if isinstance(source, dict) else ""
    made = words(catalogue["kind"], chosen()).plain("provenance", str(provenance))
    title, edition = catalogue.get("title", ""), catalogue.get("edition", "")
    return say(f"{title}（{edition}，{made}）", f"{title} ({edition}, {made})")


def unable(refused: Refused) -> int:
    """Why nothing could be done, and what to do about it; the exit code for that."""
    tell(refused.problem.message.in_(chosen()))
    if refused.problem.help:
        tell(refused.problem.help.in_(chosen()))
    return UNABLE
