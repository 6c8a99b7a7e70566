"""`qzqd completion` in the shells that are here, and what the help says."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from qzqd.cli import COMMANDS

from .command import qzqd

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
BASH, ZSH, FISH = (shutil.which(name) for name in ("bash", "zsh", "fish"))
CASES = {
    "qzqd va": {"validate"},
    "qzqd validate --for": {"--format"},
    "qzqd validate --format j": {"json", "junit"},
    "qzqd validate -f sa": {"sarif"},
    "qzqd --lang e": {"en"},
    "qzqd diff HEAD --lang z": {"zh"},
    "qzqd --vers": {"--version"},
}


@pytest.mark.skipif(BASH is None, reason="no bash")
def test_bash_completes_commands_options_and_values(tmp_path: Path, capsys: Capture) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(qzqd(capsys, "completion", "bash").out, "utf-8")
    asked = "\n".join(
        f'COMP_WORDS=({line}); COMP_CWORD={len(line.split()) - 1}; COMPREPLY=(); _qzqd; echo "${{COMPREPLY[*]}}"'
        for line in CASES
    )
    ran = subprocess.run(
        [str(BASH), "-c", f"source {script}\n{asked}"],
        env={"LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
    assert [{*line.split()} for line in ran.stdout.splitlines()] == list(CASES.values())


@pytest.mark.skipif(ZSH is None, reason="no zsh")
def test_zsh_takes_the_script(tmp_path: Path, capsys: Capture) -> None:
    script = tmp_path / "completion.zsh"
    script.write_text(qzqd(capsys, "completion", "zsh").out, "utf-8")
    ran = subprocess.run(
        [str(ZSH), "-f", "-c", f"source {script}; print $_comps[qzqd]"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stderr, ran.stdout) == ("", "_qzqd\n")


@pytest.mark.skipif(ZSH is None, reason="no zsh")
@pytest.mark.parametrize("line", CASES)
def test_zsh_completes_the_same(line: str, tmp_path: Path, capsys: Capture) -> None:
    """The function as zsh calls it; what it calls in turn works only at a prompt, and is told instead."""
    script = tmp_path / "completion.zsh"
    script.write_text(qzqd(capsys, "completion", "zsh").out, "utf-8")
    told = "_describe() { print -l -- ${(P)2} }; compadd() { print -l -- ${@:2} }; _files() { print files }"
    last = line.rsplit(" ", 1)[-1]
    asked = f"words=({line}); CURRENT={len(line.split())}; PREFIX={last}; _qzqd"
    command = [str(ZSH), "-f", "-c", f"compdef() {{ }}; source {script}; {told}; {asked}"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    words = [each.split(":")[0] for each in ran.stdout.splitlines()]
    assert {word for word in words if word.startswith(last)} == CASES[line]


@pytest.mark.skipif(FISH is None, reason="no fish")
def test_fish_completes_the_same(tmp_path: Path, capsys: Capture) -> None:
    script = tmp_path / "qzqd.fish"
    script.write_text(qzqd(capsys, "completion", "fish").out, "utf-8")
    for line, wanted in CASES.items():
        command = [str(FISH), "--no-config", "-c", f"source {script}; complete -C '{line}'"]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        assert {each.split("\t")[0] for each in ran.stdout.splitlines()} == wanted, line


def test_powershell_knows_every_command(capsys: Capture) -> None:
    out = qzqd(capsys, "completion", "powershell").out
    assert all(f"\n  '{command}' = '" in out for command in COMMANDS)
    assert "  'validate --format' = 'text json" in out
    assert out.count("{") == out.count("}")


def test_a_slip_in_an_option_is_answered_with_what_was_meant(capsys: Capture) -> None:
    assert "是否想写 --format？" in qzqd(capsys, "validate", "--fomat", "json").err
    assert "Did you mean --format?" in qzqd(capsys, "validate", "--fomat", "json", "--lang", "en").err


def test_the_help_names_the_version_and_gives_examples(capsys: Capture) -> None:
    out = qzqd(capsys, "--help").out
    assert "--version" in out
    assert "例子：" in out
    assert qzqd(capsys, "--lang", "en", "--version").out.startswith("qzqd ")
