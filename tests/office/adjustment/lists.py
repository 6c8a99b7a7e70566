"""Comparisons of one list, as small as can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qzqd.compare.change import Comparison
from report.changes import samples

if TYPE_CHECKING:
    from qzqd.compare.change import Change


def one(*changes: Change, **header: Any) -> Comparison:
    """A list with these changes; `header` goes into the header of the newer edition."""
    (same,) = samples.plain().catalogues
    compared = replace(same, changes=changes, new_header=same.new_header | header)
    return Comparison("旧", "新", [compared])


def added(name: str = "甲", **fields: Any) -> Change:
    """An item that is new."""
    return samples.change("added", None, samples.item("JD-1", name, **fields))
