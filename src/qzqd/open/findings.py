"""Problems to findings: at their place in the text, or about a file that cannot be read at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from qzqd.finding import Finding, Span, json_pointer
from qzqd.kinds import text_at
from qzqd.locale import Text
from qzqd.open.severity import severity
from qzqd.read import encodings, source
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Problem, Refused
from qzqd.read.workspace import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.read.config import Config
    from qzqd.read.positions import Positions

EXCERPT = 2_000
"""So much of a line is kept with a finding, in characters."""
TOO_MANY = "QZ022"


def too_many(config: Config) -> Problem:
    """That there may be more findings than are listed."""
    message = Text(
        f"问题太多，只列出前 {config.most} 个", f"too much is wrong: only the first {config.most} findings"
    )
    help = Text("多半是同一个原因；先改最前面的几个", "most have the same cause: mend the first few")
    return Problem(message, help=help)


def locate(code: str, problem: Problem, name: str, positions: Positions, config: Config) -> Finding:
    """The finding that a problem is, at its place in the text."""
    path, target = problem.path, None
    if problem.offsets is not None:
        span = positions.lines.span(*problem.offsets)
        item = positions.item_at(problem.offsets[0])
        path = () if item is None else ("items", item)
    else:
        span = positions.span(path, problem.at)
        if problem.within and (part := positions.part(path, problem.at, problem.within)):
            span, target = part, span
        if (
            problem.fix is not None
            and (whole := positions.lines.span(*positions.offsets(path, problem.at))) != span
        ):
            target = whole
    data = positions.tree.data
    return Finding(
        code=code,
        severity=severity(code, config),
        path=name,
        span=span,
        message=problem.message,
        help=problem.help,
        pointer=json_pointer(path),
        catalogue=text_at(data, "id"),
        item=text_at(_entry(data, path), "id"),
        excerpt=positions.lines.line(span.line)[:EXCERPT],
        value=problem.value,
        fix=problem.fix,
        paste=problem.paste,
        target=target,
        origin=origin(data, path),
    )


def capped(findings: Iterable[Finding], config: Config) -> list[Finding]:
    """The first findings of every file, with one more that says so where there are others."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in findings:
        counts[finding.path] += finding.code != TOO_MANY
        if counts[finding.path] <= config.most:
            kept.append(finding)
    announced = {finding.path for finding in kept if finding.code == TOO_MANY}
    crowded = [path for path, count in counts.items() if count > config.most and path not in announced]
    rest = Refused(TOO_MANY, too_many(config))
    return [*(refusal(rest, path, b"", config) for path in crowded), *kept]


def refusal(refused: Refused, name: str, data: bytes, config: Config) -> Finding:
    """The finding for a file that cannot be read as a catalogue."""
    problem, span, excerpt = refused.problem, Span(), ""
    if problem.offsets is not None:
        lines = LineIndex(data.removeprefix(source.BOM).decode("utf-8", "replace"))
        span = lines.span(*problem.offsets)
        excerpt = lines.line(span.line)[:EXCERPT] if refused.code != "QZ006" else ""
    return Finding(
        code=refused.code,
        severity=severity(refused.code, config),
        path=name,
        span=span,
        message=problem.message,
        help=_TO_UTF8 if _converts(refused, name, data) else problem.help,
        excerpt=excerpt,
        value=problem.value,
    )


def refusal_of(refused: Refused, path: str = ".") -> Finding:
    """What could not be used at all, as a finding: so that every format can tell it.

    path: what it is about, unless that is the settings, which name their own place.
    """
    from qzqd.read.config import Config, Unusable

    data = b""
    if isinstance(refused, Unusable):
        path, data = refused.name, refused.data
    return refusal(refused, path, data, Config())


def _converts(refused: Refused, name: str, data: bytes) -> bool:
    """Whether `--fix` writes the file anew: a list, of which there is no doubt what it says; never a table."""
    return (
        refused.code == "QZ006" and name.lower().endswith(SUFFIXES) and encodings.converted(data) is not None
    )


_TO_UTF8 = Text(
    "运行 qzqd validate --fix 转换；或者用记事本打开，另存为，编码选 UTF-8",
    "qzqd validate --fix converts it; or open it in an editor and save it as UTF-8",
)
"""Where there is no doubt what the text says."""


def origin(data: Any, path: tuple[str | int, ...]) -> str:
    """Where the item at a path stood in the workbook that the list was imported from; "" where that is not known."""
    imported = data.get("imported") if isinstance(data, dict) else None
    file = text_at(imported, "file")
    cell = text_at(_entry(data, path), "origin") if file else None
    return f"{file} {cell}" if cell else ""


def _entry(data: Any, path: tuple[str | int, ...]) -> Any:
    """The item that a path leads into; None where it leads into none."""
    if len(path) < 2 or path[0] != "items" or not isinstance(path[1], int):
        return None
    return data["items"][path[1]]
