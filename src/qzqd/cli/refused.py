"""What could not be used at all, as a finding: so that every format can tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.read.problem import Refused


def finding(refused: Refused, path: str = ".") -> Finding:
    """The finding; `path` is what it is about, unless it is the settings, which name their own place."""
    from qzqd.open.opened import refusal
    from qzqd.read.config import Config, Unusable

    data = b""
    if isinstance(refused, Unusable):
        path, data = refused.name, refused.data
    return refusal(refused, path, data, Config())
