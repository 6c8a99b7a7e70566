"""In which division a registered unit is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.open.catalogue import Item

_CREDIT_CODE = 18
_GIVEN_IN = slice(2, 8)
"""The division of the office that gave a credit code."""


class Whereabouts:
    """A unit is where its division code says, else where it belongs to, else where its credit code was given."""

    def __init__(self, units: Iterable[Item]) -> None:
        self._units = {unit["id"]: unit for unit in units}

    def of(self, unit: Item) -> str:
        """A division code, "" where nothing says where the unit is."""
        passed: set[str] = set()
        given_in = ""
        while True:
            code, above = unit.get("code", ""), unit.get("parent", "")
            if code and len(code) != _CREDIT_CODE:
                return str(code)
            given_in = str(code[_GIVEN_IN]) or given_in
            if above not in self._units or above in passed:
                return str(above) if above.isdigit() else given_in
            passed.add(above)
            unit = self._units[above]
