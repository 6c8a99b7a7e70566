"""A part of a guide, done as it says: its files written, its workbooks filled in, its commands run, its outputs compared."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook, load_workbook

from cli.command import qzqd

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest
    from openpyxl.worksheet.worksheet import Worksheet

_STEP = re.compile(
    r"^```(?P<kind>sh|text)\n(?P<body>.*?)^```$"
    r"|^`(?P<file>[^`\n]+)`(?P<about>[^`\n]*)\n\n(?:```(?P<form>yaml|toml)\n(?P<text>.*?)^```$|(?P<table>(?:^\|[^\n]*\n)+))",
    re.MULTILINE | re.DOTALL,
)
_NEW_ROW, _HEADER = "新的一行", "清单信息"


def section(page: str, heading: str) -> str:
    """What stands under a heading of the second level."""
    return page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def replay(
    part: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> int:
    """Do every step in order, from an empty folder; how many outputs were compared."""
    monkeypatch.chdir(folder)
    said, compared = "", 0
    for step in _STEP.finditer(part):
        if step["kind"] == "sh":
            said = "".join(_run(line, monkeypatch, capsys) for line in step["body"].splitlines())
        elif step["kind"] == "text":
            assert said == step["body"]
            compared += 1
        elif step["table"]:
            _fill(Path(step["file"]), step["about"], list(_rows(step["table"])))
        elif step["form"] == "toml":
            _complete(Path(step["file"]), step["text"])
        else:
            Path(step["file"]).write_text(step["text"], "utf-8")
    return compared


def _run(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    command, *arguments = line.split()
    if command == "cd":
        monkeypatch.chdir(arguments[0])
    elif command == "cp":
        shutil.copy(*arguments)
    else:
        assert command == "qzqd", line
        ran = qzqd(capsys, *arguments)
        return ran.out + ran.err
    return ""


def _rows(table: str) -> Iterator[list[str]]:
    """The cells of a table, without the line under its head."""
    for number, line in enumerate(table.splitlines()):
        if number != 1:
            yield [cell.strip().replace("<br>", "\n") for cell in line.strip("|").split("|")]


def _complete(place: Path, lines: str) -> None:
    """Put lines in the place of those that set the same key; each of them is there."""
    text = place.read_text("utf-8")
    for line in lines.splitlines():
        text, times = re.subn(rf"^{line.split()[0]} = .*$", line, text, flags=re.MULTILINE)
        assert times == 1, line
    place.write_text(text, "utf-8")


def _fill(place: Path, about: str, rows: list[list[str]]) -> None:
    """A new workbook, or new values in the cells of one that is there."""
    head, *body = rows
    book = load_workbook(place) if place.exists() else Workbook()
    sheet = book.active
    assert sheet is not None
    if not place.exists():
        for row in [*([title] for title in re.findall("“(.+)”", about)), *rows]:
            sheet.append([cell or None for cell in row])
    elif head == ["单元格", "改成"]:
        for cell, value in body:
            sheet[cell] = value
    else:
        assert head == ["事项编号", "栏目", "改成"]
        for key, column, value in body:
            page = book[_HEADER] if key == _HEADER else sheet
            number = 2 if key == _HEADER else _row(page, key)
            page.cell(number, [cell.value for cell in page[1]].index(column) + 1).value = value
    book.save(place)


def _row(page: Worksheet, key: str) -> int:
    """The row of an item, or the one below the last item for a new one."""
    if key != _NEW_ROW:
        return [cell.value for cell in page["A"]].index(key) + 1
    last = max(number for number in range(1, page.max_row + 1) if page.cell(number, 1).value)
    return last + 1
