"""No file name, no id, title or value, no author and no argument is obeyed by a terminal or a CI system, in any verb."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd
from qzqd.cli import COMMANDS
from repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from cli.command import Ran

    Capture = pytest.CaptureFixture[str]

STOP, ERROR, FORGED = "::stop-commands::tok", "##[error]x", "\n::add-mask::x"
TERMINAL, MIRROR, RETURN = "\x1b[2J\x1b]8;;x\x07", "\u202egnp", "\r::error::x"
TEXTS = (
    STOP,
    ERROR,
    f"##vso[task.complete]{MIRROR}",
    f"甲{FORGED}",
    f"甲{RETURN}",
    f"甲{TERMINAL}",
    "\u2028::x",
)
NAMES = tuple(text.replace("/", "") + ".yaml" for text in TEXTS)

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_COMMAND = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)
_ANNOTATION = re.compile(
    r"::(error|warning|notice) (file=[^,:]*,((line|endLine|col|endColumn)=\d+,)*)?title=(QZ\d{3}|changes)::"
)

HEAD = """\
kind: {kind}
id: "{id}"
title: "{text}"
edition: "{text}"
jurisdiction: {{code: "420302", name: "{text}"}}
issuer: "{text}"
source: {{title: "{text}", provenance: "{text}"}}
"""
ITEMS = """\
items:
  - id: "{text}"
    name: "{text} 甲"
    power_type: "{text}"
    "{text}": "{text}"
    authority: [ "{text}" ]
    seq: 012
    effective: 2025/1/3
    basis: [{{law: "{text}", article: "{text}", quote: "{text}", edition: "{text}"}}, "{text}"]
    ignore: [{{rule: "QZ201", reason: "{text}", until: "2020-01-01"}}]
"""
SOUND = """\
items:
  - id: JD-001
    name: "{text}"
    power_type: 行政检查
    authority: "{text}"
    basis: [{{law: "{text}", article: 3}}]
"""


def escaped(text: str) -> str:
    """As it is written between double quotes."""
    return "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text)


def lay(folder: Path) -> None:
    """Lists that cannot be read, lists with everything wrong, and sound ones, under names like these."""
    (folder / "qzqd.toml").write_text('paths = ["."]\n', "utf-8")
    for number, (name, text) in enumerate(zip(NAMES, TEXTS, strict=True)):
        (folder / name).write_text("kind: [\n", "utf-8")
        parts = {"text": escaped(text), "kind": "street-powers", "id": escaped(text)}
        (folder / f"wrong-{name}").write_text((HEAD + ITEMS).format(**parts), "utf-8")
        sound = HEAD.replace('edition: "{text}"', 'edition: "2025"').replace(
            'provenance: "{text}"', "provenance: stated"
        )
        parts |= {"id": f"a/{number}", "text": escaped(text)}
        (folder / f"sound-{name}").write_text((sound + SOUND).format(**parts), "utf-8")
    (folder / os.fsdecode(b"\xff.yaml")).write_text("kind: [\n", "utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    lay(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def harmless(ran: Ran, *, data: bool = False, commands: bool = False) -> Ran:
    """The answer, of which neither stream holds what anything obeys; `data`: standard output is a file."""
    assert ran.code in (0, 1, 2, 3)
    assert "内部错误" not in ran.err
    for text in [ran.err] if data else [ran.out.removeprefix("\ufeff"), ran.err]:
        assert not _OBEYED.search(text), repr(_OBEYED.search(text))
        for line in text.splitlines():
            assert (commands and _ANNOTATION.match(line)) or not _COMMAND.search(line), line
    return ran


WALK: tuple[tuple[str, ...], ...] = (
    *(
        ("validate", "-f", name)
        for name in ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
    ),
    *(
        ("diff", "OLD", "NEW", "-f", name)
        for name in ("text", "json", "github", "sarif", "junit", "markdown", "html")
    ),
    *(("diff", "OLD", "NEW", "--policy", policy) for policy in ("public", STOP, f"sound-{NAMES[0]}")),
    *(("coverage", "-f", name) for name in ("text", "json", "markdown", "csv", "html", "badge", "lcov")),
    *(("claims", "-f", name) for name in ("text", "json", "markdown", "csv")),
    *(("show", wanted) for wanted in ("", "甲", STOP, FORGED, "JD-001")),
    ("import", f"{STOP}.csv", "--dry-run"),
    *(("export", f"sound-{NAMES[0]}", "-f", name) for name in ("json", "markdown", "csv", "html")),
    ("export", "--edit", "-o", f"{STOP}/x.xlsx"),
    ("export", STOP),
    *(("impact", law, "-f", name) for law in (STOP, ERROR, "甲", FORGED) for name in ("text", "json")),
    ("log", STOP),
    ("log", "JD-001"),
    ("fmt", "--check"),
    ("fmt",),
    ("validate", "--fix"),
    ("validate", "--baseline", NAMES[0]),
    ("validate", "--write-baseline", f"{STOP}.json"),
    ("validate", f"{STOP}/x"),
    ("validate", "--select", STOP),
    ("validate", "-o", f"{STOP}/x"),
    ("merge", *NAMES[:3]),
    ("merge", *(f"sound-{name}" for name in NAMES[:3])),
    ("git", "textconv", f"sound-{NAMES[0]}"),
    ("git", "textconv", STOP),
    ("git", "install"),
    ("explain", STOP),
    ("kinds", STOP),
    ("schema", ERROR),
    ("init", f"./{STOP}"),
    ("site", f"./{STOP}"),
    ("lsp", STOP),
    ("completion", STOP),
    ("site", "pages", "--since", STOP),
    ("init", "--kind", STOP),
    ("rules", STOP),
    (STOP,),
    ("fmt", f"--{STOP}"),
)


@pytest.mark.parametrize("arguments", WALK, ids=ascii)
def test_no_verb_prints_what_is_obeyed(arguments: tuple[str, ...], folder: Path, capsys: Capture) -> None:
    if arguments[0] in ("log", "git"):
        Repository(folder).commit(f"x{RETURN}")
    sides = {"OLD": f"sound-{NAMES[0]}", "NEW": f"sound-{NAMES[1]}"}
    given = [sides.get(argument, argument) for argument in arguments]
    language = "en" if WALK.index(arguments) % 2 else "zh"
    harmless(
        qzqd(capsys, *given, "--lang", language),
        data=arguments[0] == "merge",
        commands="github" in arguments,
    )


def test_the_walk_leaves_no_verb_out() -> None:
    assert {arguments[0] for arguments in WALK} >= {*COMMANDS}


def test_what_the_walk_prints_does_name_them(folder: Path, capsys: Capture) -> None:
    """So that the walk above does not pass because nothing of it is ever printed."""
    for arguments in (
        ["validate"],
        ["fmt", "--check"],
        ["show", "甲"],
        ["impact", "x"],
        ["coverage", "-f", "csv"],
    ):
        ran = harmless(qzqd(capsys, *arguments))
        assert "stop-commands" in ran.out + ran.err, arguments


def test_neither_do_authors_and_subjects_of_commits(folder: Path, capsys: Capture) -> None:
    repository = Repository(folder)
    repository.git("config", "user.name", f"{STOP}{TERMINAL}{MIRROR}")
    for name in folder.glob("*.yaml"):
        if not name.name.startswith("sound-"):
            name.unlink()
    repository.commit(f"{ERROR}{RETURN}{TERMINAL}{MIRROR}")
    for format in ("text", "json"):
        ran = harmless(qzqd(capsys, "log", "JD-001", "-f", format))
        assert ran.code == 0
        assert "stop-commands" in ran.out
