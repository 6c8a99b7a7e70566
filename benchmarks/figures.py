"""What was measured and what was promised, as Markdown tables, which are read on a terminal just as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from measure import Runs

_FIGURES = "<!-- figures: python benchmarks/{} --markdown -->\n"
_END = "<!-- end of figures -->\n"
SAMPLE = 10
"""Files that a slow peer is given: its figures for all follow from those for one and for these."""


@dataclass(frozen=True)
class Row:
    """A contender: seconds and peak bytes of a whole process; `drawn` out in a straight line from a sample."""

    name: str
    cpu: float
    wall: float
    median: float
    peak: int
    drawn: bool = False

    @classmethod
    def of(cls, name: str, runs: Runs) -> Row:
        return cls(name, runs.cpu, runs.wall, runs.median, runs.peak)

    @classmethod
    def drawn_out(cls, name: str, one: Runs, sample: Runs, files: int) -> Row:
        def line(first: float, last: float) -> float:
            return first + (last - first) / (SAMPLE - 1) * (files - 1)

        cpu, wall, median = (
            line(getattr(one, which), getattr(sample, which)) for which in ("cpu", "wall", "median")
        )
        return cls(name, cpu, wall, median, sample.peak, drawn=True)


@dataclass(frozen=True)
class Target:
    """A promise: `value` is at most, or at least, `limit`. Not `judged` where fewer files than promised are used."""

    what: str
    value: float
    limit: float
    at_least: bool = False
    judged: bool = True

    @property
    def met(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass(frozen=True)
class Growth:
    """Seconds of processor of one command at several sizes."""

    name: str
    sizes: tuple[int, ...]
    cpu: tuple[float, ...]


Part = tuple[list[Row] | list[Growth], list[Target]]


def tables(parts: Mapping[str, Part], machine: str) -> str:
    """For each part what was measured, then what was promised."""
    lines = [f"{machine}.", ""]
    for title, (rows, targets) in parts.items():
        lines += [f"### {title}", "", *_told(rows), ""]
        if any(isinstance(row, Row) and row.drawn for row in rows):
            lines += [f"\\* Measured with 1 and with {SAMPLE} files, and drawn out in a straight line.", ""]
        lines += [*_table(("ratio", "measured", "promised", ""), [_judged(target) for target in targets]), ""]
    return "\n".join(lines)


def fill(page: Path, script: str, text: str) -> None:
    """Put what a script has measured between the marks of a page. Raises ValueError when it has none."""
    head, begin, rest = page.read_text("utf-8").partition(_FIGURES.format(script))
    _, end, tail = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"no marks in {page}")
    page.write_text(f"{head}{begin}\n{text}\n{end}{tail}", "utf-8")


def _told(rows: Sequence[Row | Growth]) -> list[str]:
    if isinstance(first := rows[0], Growth):
        headings = ("processor s", *(f"{size:,}" for size in first.sizes))
        return _table(
            headings, [(row.name, *map(_seconds, row.cpu)) for row in rows if isinstance(row, Growth)]
        )
    headings = ("", "processor s", "clock s", "median s", "peak MB")
    return _table(headings, [_measured(row) for row in rows if isinstance(row, Row)])


def _measured(row: Row) -> tuple[str, ...]:
    seconds = map(_seconds, (row.cpu, row.wall, row.median))
    return (row.name + (" \\*" if row.drawn else ""), *seconds, f"{row.peak / 1e6:.0f}")


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def _judged(target: Target) -> tuple[str, ...]:
    promised = f"{'≥' if target.at_least else '≤'} {target.limit:g}"
    verdict = "met" if target.met else "**missed**"
    return (target.what, f"{target.value:.2f}", promised, verdict if target.judged else "of 1,000 files")


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Names to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    rule = ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:]))
    return [
        f"| {row[0]:<{widths[0]}} | "
        + " | ".join(f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        + " |"
        for row in (headings, rule, *rows)
    ]
