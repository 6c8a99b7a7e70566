"""The figures as Markdown tables, which are read as they are on a terminal too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from run import Row, Target

_BEGIN = "<!-- figures: python benchmarks/run.py --markdown -->\n"
_END = "<!-- end of figures -->\n"


def tables(parts: Mapping[str, tuple[Sequence[Row], Sequence[Target]]], machine: str, sample: int) -> str:
    """For each part what was measured, then what was promised."""
    lines = [f"{machine}.", ""]
    for title, (rows, targets) in parts.items():
        mark = any(row.scaled for row in rows)
        lines += [f"### {title}", ""]
        lines += _table(
            ("", "processor s", "clock s", "median s", "peak MB"), [_measured(row) for row in rows]
        )
        if mark:
            lines += ["", f"\\* Measured on 1 and on {sample} files, and drawn out in a straight line."]
        lines += [
            "",
            *_table(("ratio", "measured", "promised", ""), [_judged(target) for target in targets]),
            "",
        ]
    return "\n".join(lines)


def fill(page: Path, text: str) -> None:
    """Put the tables between the marks of a page. Raises ValueError when it has none."""
    head, begin, rest = page.read_text("utf-8").partition(_BEGIN)
    _, end, tail = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"no marks in {page}")
    page.write_text(f"{head}{_BEGIN}\n{text}\n{_END}{tail}", "utf-8")


def _measured(row: Row) -> tuple[str, ...]:
    seconds = (f"{value:.3f}" if value < 10 else f"{value:.1f}" for value in (row.cpu, row.wall, row.median))
    return (row.name + (" \\*" if row.scaled else ""), *seconds, f"{row.peak / 1e6:.0f}")


def _judged(target: Target) -> tuple[str, ...]:
    promised = f"{'≥' if target.at_least else '≤'} {target.limit:g}"
    verdict = "met" if target.met else "**missed**"
    return (target.what, f"{target.value:.2f}", promised, verdict if target.judged else "of 1,000 files")


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return [
        "| "
        + " | ".join(
            _padded(cell, width, number > 0)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        + " |"
        for row in (heading, rule, *rows)
    ]


def _padded(cell: str, width: int, right: bool) -> str:
    return cell.rjust(width) if right else cell.ljust(width)
