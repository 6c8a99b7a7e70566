"""Lines that begin in the wrong place, that are cut in two, or of which several became one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Edit
from qzqd.read.slips.slip import INNER_DASH, Slip, SourceLine
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


_ORNAMENT = regex("[.。…·•*=~_－—-]{2,}+|[.。…·•*=~_－—]")
"""What people draw between parts of a text, or leave in the place of what they have left out."""


def misplaced(line: SourceLine) -> Iterator[Slip]:
    """Every way in which the beginning or the end of a line may be misplaced, and lines that say nothing."""
    yield from _ornament(line)
    yield from _several(line)
    yield from _missing_dash(line)
    yield from _cut_in_two(line)
    yield from _misaligned(line)


def _ornament(line: SourceLine) -> Iterator[Slip]:
    """A line of nothing but marks; three full stops are the end of everything to YAML."""
    marks = line.text.strip()
    if _ORNAMENT.fullmatch(marks):
        yield Slip(
            "QZ010",
            Text(f"这一行只有“{marks}”，不是字段", f"this line is nothing but “{marks}”, and no field"),
            Text(
                "删去这一行；代替了内容的，把内容补上",
                "delete the line; write what it stands for, if anything",
            ),
            line.place(line.indent, line.indent + len(marks)),
            (line.edit(0, len(line.text), ""),),
        )


def _several(line: SourceLine) -> Iterator[Slip]:
    """Entries of lists that do not begin a line of their own."""
    found = list(INNER_DASH.finditer(line.masked, line.column))
    if not found:
        return
    for first in dict.fromkeys((line.column + 2, line.column, line.indent)):
        for later in _levels(line) if len(found) > 1 else [first]:
            columns = (first, *[later] * (len(found) - 1))
            edits = [
                line.edit(*match.span(), "\n" + " " * column)
                for match, column in zip(found, columns, strict=True)
            ]
            yield Slip(
                "QZ010",
                Text("“- ”要另起一行", "“- ” must begin a line of its own"),
                Text(
                    f"在 {'、'.join(line.text[m.end() :].split(':')[0] for m in found)} 前面换行，和同级的“- ”对齐",
                    "break the line before each “- ”, aligned with those of its level",
                ),
                line.place(found[0].end(), found[0].end() + 1),
                tuple(edits),
            )


def _missing_dash(line: SourceLine) -> Iterator[Slip]:
    """The first field of an entry that has lost its dash."""
    before = line.before
    if line.key and before and line.column == line.indent >= 2 and before.text.rstrip().endswith(":"):
        yield Slip(
            "QZ010",
            Text("列表的这一项前面少了“- ”", "the dash before this entry of the list is missing"),
            Text(f"写成 - {line.key}: …，其余字段和 {line.key} 对齐", f"write - {line.key}: …"),
            line.place(line.column, line.column + len(line.key)),
            (line.edit(line.column - 2, line.column, "- "),),
        )


def _misaligned(line: SourceLine) -> Iterator[Slip]:
    """A line that would be right if it began where another of its surroundings begins."""
    if not line.key and line.column == line.indent:
        return
    for column in _levels(line):
        if column != line.indent:
            yield Slip(
                "QZ010",
                Text(
                    "缩进不对：这一行和同级的字段没有对齐",
                    "wrong indent: this line does not align with the fields of its level",
                ),
                Text(
                    f"这一行前面应当空 {column} 格，现在是 {line.indent} 格",
                    f"begin it with {column} spaces; there are {line.indent}",
                ),
                line.place(line.indent, line.indent + 1),
                (line.edit(0, line.indent, " " * column),),
            )


def _levels(line: SourceLine) -> list[int]:
    """Where the lines around begin, and their fields; the nearest first."""
    levels: list[int] = []
    near = line.before
    for _ in range(40):
        if near is None:
            break
        levels += [near.column, near.indent]
        near = near.before
    if line.after:
        levels += [line.after.column, line.after.indent]
    if line.before and line.before.text.rstrip().endswith(":"):
        levels.append(line.before.column + 2)
    return list(dict.fromkeys(levels))


def _cut_in_two(line: SourceLine) -> Iterator[Slip]:
    """The rest of the text above, which began a new line too far to the left."""
    before = line.before
    if before is None or line.key or line.text.lstrip().startswith(("- ", "{", "[")):
        return
    yield Slip(
        "QZ010",
        Text("上一行的文字没有写完，换了行", "the text of the line above goes on here"),
        Text("把这一行接到上一行的末尾", "put it at the end of the line above"),
        line.place(line.indent, len(line.text.rstrip())),
        (Edit(before.start + len(before.text.rstrip()), line.start + line.indent, ""),),
    )
