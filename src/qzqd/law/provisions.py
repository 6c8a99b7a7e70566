"""Provisions of an instrument: 第三十二条之一第一款第二项, 第五条至第九条, 附件1第九项, clause 4.3 of a standard."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from qzqd.law.numerals import to_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = {"附件": 0, "编": 1, "部分": 1, "章": 2, "节": 3, "条": 4, "": 4, "款": 5, "项": 6, "目": 7}
"""How deep a step leads; what has no unit of its own (clause 4.3 of a standard, 全文) stands where articles do."""
LONGEST_RANGE = 100
"""Ranges up to so many are told one by one."""


@dataclass(frozen=True, slots=True)
class ProvisionStep:
    """One step down: unit 条, number 32, inserted 1 for 第三十二条之一; last 35 for 第三十二条至第三十五条.

    number: of a unit that is counted, an integer, 末 or 各; of 附件, its own words; without a unit, the words that locate.
    """

    unit: str
    number: int | str
    inserted: int = 0
    last: int = 0

    @property
    def level(self) -> int:
        return LEVELS[self.unit]

    def __str__(self) -> str:
        """第三十二条之一, 第三十二条至第三十五条, 第二项 for 第（二）项, 末款, 附件1, 4.3."""
        if isinstance(self.number, str):
            return self.number + (self.unit if self.unit in ("款", "项") else "")
        printed = f"第{to_chinese(self.number)}{self.unit}"
        if self.inserted:
            printed += f"之{to_chinese(self.inserted)}"
        return f"{printed}至第{to_chinese(self.last)}{self.unit}" if self.last else printed


def article_step(value: int | str) -> ProvisionStep:
    """The article that a catalogue writes as 32, "32-1" (第三十二条之一) or "32-35" (第三十二条至第三十五条).

    A second number that is the greater one ends a range: no article has more inserted behind it than come before it.
    Raises ValueError for anything else.
    """
    first, hyphen, second = str(value).partition("-")
    number, other = int(first), int(second) if hyphen else 0
    return ProvisionStep("条", number, last=other) if other > number else ProvisionStep("条", number, other)


def overlap(one: ProvisionStep, other: ProvisionStep) -> bool:
    """Whether two articles, or ranges of them, have an article in common: 第三十三条之一 is among 第三十二条至第三十五条."""
    first, second = sorted((_bounds(one), _bounds(other)))
    return second[0] <= first[1]


def _bounds(step: ProvisionStep) -> tuple[tuple[int, int], tuple[int, int]]:
    number = int(step.number)
    return (number, step.inserted), (step.last or number, step.inserted)


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision and where it stands in the text; `quote` is its words."""

    steps: tuple[ProvisionStep, ...]
    start: int = 0
    end: int = 0
    quote: str = ""

    def each(self, *units: str) -> Iterator[Provision]:
        """The provisions that ranges of these units stand for, one by one; itself where there is no such range."""
        for steps in product(*(_each(step) if step.unit in units else (step,) for step in self.steps)):
            yield replace(self, steps=steps)


def _each(step: ProvisionStep) -> list[ProvisionStep]:
    if not isinstance(step.number, int) or not 0 < step.last - step.number <= LONGEST_RANGE:
        return [step]
    return [ProvisionStep(step.unit, number) for number in range(step.number, step.last + 1)]
