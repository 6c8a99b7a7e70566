"""For tools that show coverage of programs: a unit is a file, an item is a line of it (the tracefile of lcov)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qzqd.regex import regex
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import BaselineCoverage, Coverage, Status, UnitCoverage
    from qzqd.report import Page

_EXEMPT: tuple[Status, ...] = ("not_applicable", "returned", "waived", "unclaimed", "not_due")
"""No lines to be covered, as they do not count in the rate."""

_HELD: tuple[Status, ...] = ("adopted", "outdated")
_NO_WORD = regex(r"\W", re.ASCII)


def render(coverage: Coverage, page: Page) -> str:  # noqa: ARG001 (the same in every language)
    """A record for each unit of each baseline; LH of LF is the rate of the unit."""
    lines = (
        line for baseline in coverage.baselines for unit in baseline.units for line in _record(baseline, unit)
    )
    return "\n".join(lines) + "\n"


def _record(baseline: BaselineCoverage, unit: UnitCoverage) -> Iterator[str]:
    """A unit that has reported nothing has no file; its code stands for it, below the baseline's id."""
    yield f"TN:{_NO_WORD.sub('_', baseline.id)}"
    yield f"SF:{safe(unit.path or f'{baseline.id}/{unit.code}')}"
    for number, item in enumerate(baseline.items, 1):
        status = unit.cells.get(item.id, "adopted")
        if status not in _EXEMPT:
            yield f"DA:{number},{int(status in _HELD)}"
    held, applies = unit.counts.rate
    yield f"LF:{applies}"
    yield f"LH:{held}"
    yield "end_of_record"
