"""The one list of formats: what the command line offers, and what the name of a file means."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd
from qzqd import formats
from qzqd.formats import FORMATS, Unwritable, chosen, names

if TYPE_CHECKING:
    from cli.command import Ran

    Capture = pytest.CaptureFixture[str]

_COMMANDS = sorted({command for each in FORMATS.values() for command in each.makers})
_LIST = """\
kind: street-powers
id: x/{0}
title: 街道职权清单
edition: "2025-01-01"
jurisdiction: {{code: "420302001", name: 武当路街道}}
issuer: 茅箭区人民政府
source: {{title: 示例, provenance: illustrative}}
items:
  - id: A-001
    name: {1}
    power_type: 行政检查
    authority: 街道办事处
    basis: [{{law: 中华人民共和国消防法, level: 法律, article: 32}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two editions of a list."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.yaml").write_text(_LIST.format("a", "消防检查"), "utf-8")
    (tmp_path / "new.yaml").write_text(_LIST.format("a", "消防安全检查"), "utf-8")
    return tmp_path


def test_every_entry_leads_to_a_module_that_makes_it() -> None:
    for each in FORMATS.values():
        for maker in each.makers.values():
            module = import_module(f"qzqd.{maker}")
            assert callable(module.write if each.file else module.render)
        assert not each.file or each.endings


@pytest.mark.parametrize("command", [each for each in _COMMANDS if " " not in each])
def test_the_command_line_offers_what_is_listed(
    command: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert f"<{'|'.join(names(command))}>" in qzqd(capsys, command, "--help").out
    told = qzqd(capsys, command, "x", "--format", "pdf")
    assert told.code == 2
    assert all(name in told.err for name in names(command))


@pytest.mark.parametrize("command", _COMMANDS)
def test_an_ending_means_the_first_format_that_has_it(command: str) -> None:
    for name in names(command):
        for ending in FORMATS[name].endings:
            meant = chosen(command, None, Path(f"x{ending.upper()}"))
            assert ending in FORMATS[meant].endings
            assert chosen(command, name, Path(f"x{ending}")) == name
    for place in (None, Path("x.txt"), Path("x")):
        if command in FORMATS["text"].makers:
            assert chosen(command, None, place) == "text"
        else:
            with pytest.raises(Unwritable):
                chosen(command, None, place)


@pytest.mark.parametrize(
    ("command", "asked", "output"),
    [
        ("diff", None, "x.doc"),
        ("diff", None, "x.pdf"),
        ("diff", None, "x.svg"),
        ("diff", "text", "x.docx"),
        ("diff", "text", "x.xls"),
        ("diff", "json", "x.xlsx"),
        ("diff", "xlsx", "x.docx"),
        ("diff", "xlsx", "x.txt"),
        ("diff", "docx", None),
        ("diff --stat", "json", None),
        ("diff --stat", None, "x.docx"),
        ("coverage", None, "x.docx"),
        ("coverage", "csv", "x.html"),
        ("validate", None, "x.docx"),
        ("export", None, "x.txt"),
        ("export", "xlsx", "x.csv"),
        ("export --edit", None, "x.docx"),
        ("claims", None, "x.html"),
    ],
)
def test_what_contradicts_itself_is_refused(command: str, asked: str | None, output: str | None) -> None:
    with pytest.raises(Unwritable):
        chosen(command, asked, Path(output) if output else None)


def test_an_unknown_format_is_no_format() -> None:
    with pytest.raises(KeyError):
        formats.render("log", "sarif", None, None)  # type: ignore[arg-type]


def ran(capsys: Capture, *arguments: str) -> Ran:
    return qzqd(capsys, "diff", "old.yaml", "new.yaml", *arguments)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.json", b"{"),
        ("x.html", b"<!doctype html>"),
        ("x.md", b"###"),
        ("x.xml", b"<?xml"),
        ("x.sarif", b"{"),
        ("x.xlsx", b"PK"),
        ("x.docx", b"PK"),
        ("x.txt", "名称变更 1".encode()),
    ],
)
def test_a_file_is_written_as_its_name_says_and_nothing_else_is_printed(
    name: str, begins: bytes, folder: Path, capsys: Capture
) -> None:
    done = ran(capsys, "-o", name)
    assert (done.code, done.out, done.err) == (0, "", f"已写入 {name}\n")
    assert (folder / name).read_bytes().startswith(begins)


def test_a_contradiction_writes_nothing(folder: Path, capsys: Capture) -> None:
    done = ran(capsys, "-o", "x.docx", "--format", "json")
    assert done.code == 2
    assert "json 格式不能写进 .docx 文件：文件名改成 .json 结尾" in done.err
    assert not (folder / "x.docx").exists()


def test_every_other_command_that_writes_says_so(folder: Path, capsys: Capture) -> None:
    for arguments in (
        ("validate", "old.yaml", "-o", "v.md"),
        ("schema", "laws", "-o", "s.json"),
        ("merge", "old.yaml", "new.yaml", "old.yaml", "-o", "m.yaml"),
    ):
        done = qzqd(capsys, *arguments)
        assert (done.out, done.err) == ("", f"已写入 {arguments[-1]}\n"), arguments
