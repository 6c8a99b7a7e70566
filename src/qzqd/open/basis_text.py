"""A legal basis that was written as text, 《…》第…条；《…》…, where a list of entries belongs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qzqd.law.basis import basis_of
from qzqd.locale import Text
from qzqd.read.problem import Problem
from qzqd.text import listed

if TYPE_CHECKING:
    from qzqd.finding import DataPath

_WHOLE = Text(
    "写成列表，每条依据一项，如下；核对后可以用 --fix 改写",
    "write a list, one entry for each provision, as below; --fix does so",
)


def basis_from_text(value: str, path: DataPath, label: Text) -> Problem | None:
    """What is wrong with the text of a basis, and the entries that it stands for; None where it cites nothing.

    There is a fix only for what is understood to the last character.
    """
    entries, faults = basis_of(value)
    if not entries:
        return None
    doubts = listed([fault.message for fault in faults])
    partly = Text(
        f"写成列表，每条依据一项，如下；先核对：{doubts.zh}",
        f"write a list, one entry for each provision, as below; check first: {doubts.en}",
    )
    field = f"{path[-1]}:\n" if isinstance(path[-1], str) else ""
    return Problem(
        Text(f"{label.zh}写成了一段文字，没有分成条款", f"{label.en} is text, not entries of provisions"),
        path,
        partly if faults else _WHOLE,
        value=value[:40],
        fix=None if faults else [*entries],
        paste=field + "\n".join(f"  - {{{_inside(entry)}}}" for entry in entries),
    )


def _inside(entry: dict[str, Any]) -> str:
    return ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items())
