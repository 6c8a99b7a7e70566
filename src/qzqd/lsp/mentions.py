"""What names an item outside of the lists: settings, which follow it, and approvals, whose digests hold its id."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read import source
from qzqd.read.problem import Problem, Refused
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.read.side import SideFile


def settings(text: str, old: str, new: str) -> str:
    """The text of a qzqd.toml whose ignores call an item by its new id. Raises Refused."""
    wanted = tomllib.loads(text)
    meant = [entry for entry in wanted.get("ignores", ()) if entry.get("item") == old]
    if not meant:
        return text
    for entry in meant:
        entry["item"] = new
    written = re.sub(rf"""(\bitem\s*=\s*)(["']){re.escape(old)}\2""", rf"\g<1>\g<2>{new}\g<2>", text)
    if tomllib.loads(written) != wanted:
        message = Text(
            f"qzqd.toml 里的 {old} 不能自动改写，请先手工改",
            f"{old} in qzqd.toml cannot be rewritten: change it by hand first",
        )
        raise Refused("", Problem(message))
    return written


def approvals(documents: Iterable[SideFile], item: str) -> Iterator[str]:
    """The approvals that name an item, by the names of their files."""
    for document in documents:
        try:
            data = parse(source.check(document.data)).data
        except Refused:
            continue
        entries = data.get("entries") if isinstance(data, dict) else None
        if any(isinstance(each, dict) and each.get("item") == item for each in entries or ()):
            yield document.path
