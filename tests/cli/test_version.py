"""`qzqd --version`, and what it tells of the reader."""

from __future__ import annotations

import pytest

from cli.command import qzqd, started
from qzqd import __version__
from qzqd.read import compiled

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    "arguments", [("--version", "--verbose"), ("--verbose", "--version"), ("--version", "--verbose", "kinds")]
)
def test_tells_which_reader_runs(arguments: tuple[str, ...], capsys: Capture) -> None:
    version, reader = qzqd(capsys, *arguments).out.splitlines()
    assert version == f"qzqd {__version__}"
    assert reader.startswith("读取器：编译的" if compiled.runs() else "读取器：libyaml")
    assert "reader: " in qzqd(capsys, *arguments[:2], "--lang", "en").out


def test_tells_why_the_compiled_one_does_not(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_canonical", None)
    monkeypatch.delenv(compiled.SETTING, raising=False)
    assert "没有编译器" in qzqd(capsys, "--version", "--verbose").out
    ran = started("--version", "--verbose", QZQD_READER="python")
    assert (ran.code, ran.err) == (0, "")
    assert "QZQD_READER 停用了编译的读取器" in ran.out


def test_tells_nothing_more_of_a_command(capsys: Capture) -> None:
    ran = qzqd(capsys, "--verbose", "kinds")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("命令用法错误：--verbose 和 --version 一起用")
