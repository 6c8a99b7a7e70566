"""The short way to a command: whatever it takes, typer takes the same; whatever it does not, typer says."""

from __future__ import annotations

import random
from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.check.rule import SOUND
from qzqd.cli import COMMANDS, application, command, short
from qzqd.cli.declared import parameters

from .command import qzqd

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
WORDS = (
    "a.yaml",
    "HEAD",
    "",
    " ",
    "-",
    "--",
    "=",
    "--=",
    "-1",
    "0",
    "01",
    "+1",
    "1_0",
    "1.0",
    "９",
    "x=y",
    "全部",
    "\udcff",
    "9" * 30,
)
VECTORS = 100


def vectors(name: str) -> list[list[str]]:
    """Command lines of what the command knows and of what it does not, the same in every run."""
    chance = random.Random(name)
    declared = parameters(command(name)[0])
    known = [word for each in declared for word in (*each.names, *each.choices)] + [
        "--help",
        "-h",
        "--version",
    ]
    made = []
    for _ in range(VECTORS):
        words = []
        for _ in range(chance.randrange(6)):
            word = chance.choice((chance.choice(known), chance.choice(WORDS)))
            words.append(word + chance.choice(("", "", "", "=", "=json", "=2", "4", "x")))
        made.append(words)
    return made


@pytest.mark.parametrize("name", COMMANDS)
def test_both_ways_give_a_command_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    function, about = command(name)
    called: list[dict[str, Any]] = []

    @wraps(function)
    def recorded(**given: Any) -> int:
        asked = signature(function).bind(**given)
        asked.apply_defaults()
        called.append(asked.arguments)
        return 0

    recorded.__defaults__ = function.__defaults__  # type: ignore[attr-defined]
    monkeypatch.setattr(application, "command", lambda _: (recorded, about))
    app = application.application([name])
    for words in [[], *vectors(name)]:
        if (given := short.given(recorded, words)) is not None:
            recorded(**given)
            assert app([name, *words], prog_name="qzqd", standalone_mode=False) == 0, words
            by_short, by_typer = called[-2:]
            assert repr(by_short) == repr(by_typer), words
    assert called


@pytest.mark.parametrize(
    "line",
    [
        "validate",
        "validate list.yaml --format json",
        "validate -f github list.yaml -j 1 --no-cache --select QZ2 --select QZ4",
        "validate lost.yaml --lang en",
        "validate --select QZ999",
        "validate --severity QZ404=nix",
        "validate --output made.nix",
        "validate --jobs",
        "validate --jobs -1",
        "validate --lang fr",
        "validate --hlep",
        "validate --help",
        "validate -- -lost.yaml",
        "diff lost.yaml list.yaml",
        "diff a b c",
        "coverage --by category --fail-on nix",
        "coverage --fail-under 80",
        "explain",
        "explain QZ104",
        "explain QZ999",
        "completion bash",
    ],
)
def test_both_ways_end_the_same(
    line: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.yaml").write_text(SOUND.text().replace("2025-01-01", "2025-1-1"), "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, *line.split())
    monkeypatch.setattr(short, "given", lambda *_: None)
    assert qzqd(capsys, *line.split()) == ran
