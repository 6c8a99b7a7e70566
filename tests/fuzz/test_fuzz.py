"""Whatever is done to a file, every command ends with an answer: no internal error, nothing that a terminal obeys.

A few cases, always the same, are part of every run of the tests. A long search takes as many seconds as it is told
to, goes on after a failure, and shows each once, with the number that repeats it:

    QZQD_FUZZ=500 pytest -n0 tests/fuzz
    QZQD_FUZZ_CASE=123456 pytest -n0 tests/fuzz -k lists
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import time
import traceback
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

import qzqd.cli
from qzqd.cli import application, language
from qzqd.lsp.completing import completions_at
from qzqd.lsp.hovering import hover
from qzqd.lsp.mending import mendings
from qzqd.lsp.renaming import rename
from qzqd.lsp.workspaces import OpenWorkspaces
from qzqd.read.problem import Refused
from qzqd.tables.reading import read_tables
from qzqd.write.proof import Unsafe

from . import samples
from .mutations import WORDS, mutated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.locale import Language

    from .samples import Workspace

    Case = Callable[[Random], None]

_FEW = 12
_AT_ONCE = 6
"""Lists in one folder: to begin and to end takes a command longer than to read another one."""
_SECONDS = float(os.environ.get("QZQD_FUZZ", "0"))
_SLOW = 20
"""Seconds of processor time that no small file may take."""

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]|(?<!\\A)\ufeff"
)
_COMMAND = re.compile(r"^[^\S\n]*::|##\w*\[", re.MULTILINE)
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "markdown")
_CHANGES = ("text", "markdown", "json", "github", "sarif", "junit", "html", "xlsx", "docx")
_COVERED = ("text", "json", "markdown", "csv", "html", "badge", "lcov", "xlsx")


@pytest.fixture(autouse=True)
def _in_a_folder_with_tracebacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What would be told as an internal error is shown with its place."""

    def raised(error: Exception) -> int:
        raise error

    build, built = application.application, dict[tuple[str, str], Any]()

    def once(arguments: list[str]) -> Any:
        """Making a command line ready takes longer than what most of them do."""
        key = arguments[0], language.chosen()
        if key not in built:
            built[key] = build(arguments)
        return built[key]

    monkeypatch.setattr(application, "application", once)
    monkeypatch.setattr(qzqd.cli, "_broken", raised)
    monkeypatch.chdir(tmp_path)


def numbers(seconds: float) -> Iterator[int]:
    """The cases to try."""
    if chosen := os.environ.get("QZQD_FUZZ_CASE"):
        yield int(chosen)
    elif not seconds:
        yield from range(_FEW)
    else:
        number, end = time.time_ns() // 1_000_000, time.monotonic() + seconds
        while time.monotonic() < end:
            yield number
            number += 1


def search(case: Case, root: Path) -> None:
    """Try many cases, each in a folder of its own; raises AssertionError with all that went wrong."""
    wrong: dict[str, str] = {}
    for number in numbers(_SECONDS / 8):
        folder = root / str(number)
        folder.mkdir()
        os.chdir(folder)
        try:
            case(Random(number))
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            told = "\n".join(f"{name}: {data!r}" for name, data in files.items() if len(data) < 20_000)
            wrong.setdefault(
                f"{type(error).__name__} {where.filename}:{where.lineno}",
                f"QZQD_FUZZ_CASE={number}\n{told}\n{traceback.format_exc()}",
            )
            if not _SECONDS:
                break
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    os.chdir(root)
    assert not wrong, "\n\n".join(wrong.values())


def lay(files: Workspace) -> None:
    """Write the files into this folder."""
    for name, data in files.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(data)


def answers(*arguments: str) -> int:
    """The exit code of a command line; all that has to hold of its answer has been asserted."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "replace", newline="\n") for _ in range(2))
    started = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = qzqd.cli.run([*arguments])
    took = time.process_time() - started
    said, told = (stream.detach().getvalue() for stream in (out, err))
    assert took < _SLOW, (arguments, took)
    assert code in (0, 1, 2, 3), (arguments, code)
    assert not re.search("内部错误|Traceback|系统不允许|内存不够|refuses", told.decode()), (
        arguments,
        told.decode(),
    )
    a_file = arguments[0] == "merge" or arguments[:2] == ("git", "textconv")
    for text in (told.decode(), "" if a_file else said.decode()):
        assert not _OBEYED.search(text), (arguments, text)
        assert "github" in arguments or not _COMMAND.search(text), (arguments, text)
    return code


def broken(random: Random, files: Workspace) -> Workspace:
    """The workspace with one or two files mutated."""
    chosen = random.sample(sorted(files), min(len(files), random.choice([1, 1, 2])))
    return {name: mutated(random, name, data) if name in chosen else data for name, data in files.items()}


def test_lists(tmp_path: Path) -> None:
    def case(random: Random) -> None:
        for number in range(_AT_ONCE):
            files = broken(random, random.choice(samples.lists()))
            lay({f"lists/{number}/{name.removeprefix('lists/')}": data for name, data in files.items()})
        language, wanted = random.choice(_LANGUAGES), random.choice(WORDS)
        answers("validate", "lists", "-f", random.choice(_FORMATS), "--lang", language)
        answers("git", "textconv", "lists/0/example.yaml")
        answers("show", "--lang", language, "--", random.choice(["", wanted]), "lists")
        law = random.choice([wanted, "中华人民共和国消防法"])
        answers("impact", "--lang", language, "-f", random.choice(["text", "json"]), "--", law, "lists")
        answers("claims", "lists", "--lang", language)
        answers(*random.choice([("fmt", "lists"), ("validate", "--fix", "lists")]), "--lang", language)
        answers("validate", "lists", "-f", random.choice(_FORMATS), "--lang", language)

    search(case, tmp_path)


def test_settings(tmp_path: Path) -> None:
    commands = (
        ("coverage",),
        ("claims",),
        ("fmt", "--check"),
        ("diff", "lists/example.yaml", "lists/example.yaml", "--policy", "policy.toml"),
        ("validate", "--write-baseline", "new.json"),
        ("show", "x"),
        ("impact", "x"),
    )

    def case(random: Random) -> None:
        lay(broken(random, samples.settled(random.choice(samples.lists()))))
        answers("validate", "--baseline", "baseline.json", "--lang", random.choice(_LANGUAGES))
        answers(*random.choice(commands), "--lang", random.choice(_LANGUAGES))

    search(case, tmp_path)


def test_tables(tmp_path: Path) -> None:
    def case(random: Random) -> None:
        files = broken(random, samples.records(workbook=random.randrange(4) == 0))
        lay({"qzqd.toml": b'paths = ["lists"]\n', **files})
        answers("validate", "-f", random.choice(_FORMATS), "--lang", random.choice(_LANGUAGES))
        answers("coverage", "-f", random.choice(_COVERED[:-1]), "--lang", random.choice(_LANGUAGES))
        for name, data in samples.tables().items():
            with contextlib.suppress(Refused):
                read_tables(mutated(random, name, data), name)

    search(case, tmp_path)


def test_coverage(tmp_path: Path) -> None:
    def case(random: Random) -> None:
        lay({"qzqd.toml": b'paths = ["lists"]\n', **broken(random, random.choice(samples.towns()))})
        format, by = random.choice(_COVERED), random.choice(["unit", "category", "office", "department"])
        output = ("-o", "out.xlsx") if format == "xlsx" else ()
        answers("coverage", "-f", format, "--by", by, *output, "--lang", random.choice(_LANGUAGES))
        answers("claims", "-f", random.choice(_COVERED[:4]), "--lang", random.choice(_LANGUAGES))

    search(case, tmp_path)


def test_sites(tmp_path: Path) -> None:
    def case(random: Random) -> None:
        sample = random.choice([*samples.towns(), *samples.lists(), samples.records(workbook=False)])
        lay({"qzqd.toml": b'paths = ["lists"]\n', **broken(random, sample)})
        answers("site", "pages", "--lang", random.choice(_LANGUAGES))

    search(case, tmp_path)


def test_offices(tmp_path: Path) -> None:
    """A list goes out, and comes back otherwise; what an office sends is taken in, or handed back."""

    def case(random: Random) -> None:
        language, wanted = (
            random.choice(_LANGUAGES),
            random.choice(["xlsx", "docx", "csv", "html", "markdown"]),
        )
        lay({"qzqd.toml": b'paths = ["lists"]\n', **broken(random, random.choice(samples.lists()))})
        answers("export", "--format", wanted, "-o", "out", "--lang", language)
        lay({"qzqd.toml": b'paths = ["lists"]\n', **samples.exported()[0]})
        for name, data in samples.exported()[1].items():
            lay({name: mutated(random, name, data), "map.toml": mutated(random, "a.toml", samples.MAP)})
            done = random.choice([("--dry-run",), ("--yes",), ("--map", "map.toml"), ("--report", "r.xlsx")])
            answers("validate", name, "--format", "xlsx", "--output", "back.xlsx", "--lang", language)
            answers("import", name, *done, "--lang", language)
        answers("validate", "--lang", language)

    search(case, tmp_path)


def test_editors(tmp_path: Path) -> None:
    """Whatever stands in a file, and wherever in it somebody asks."""

    def case(random: Random) -> None:
        files = random.choice(samples.lists())
        lay({"qzqd.toml": b'paths = ["lists"]\n', **files})
        opened, name = OpenWorkspaces(), random.choice([name for name in files if name.endswith(".yaml")])
        for _ in range(_AT_ONCE):
            text = mutated(random, name, files[name]).decode("utf-8", "replace")
            kept = opened.put(Path.cwd() / name, text)
            assert kept is not None
            entry = kept.entry(Path.cwd() / name)
            if entry is None:
                continue
            opened.news(kept)
            findings = opened.findings(kept, entry.path)
            [*mendings(kept.bytes_of(entry), findings, findings)]
            tree = kept.tree(entry)
            for _ in range(_AT_ONCE):
                offset, language = random.randrange(len(text) + 1), random.choice(_LANGUAGES)
                completions_at(kept, text, offset, language)
                if tree is not None and offset <= len(tree.source.decode()):
                    hover(kept, entry, tree, offset, language)
                    with contextlib.suppress(Refused, Unsafe):
                        rename(kept, entry, tree, offset, random.choice(WORDS))

    search(case, tmp_path)


def test_two_editions(tmp_path: Path) -> None:
    def case(random: Random) -> None:
        sample = random.choice(samples.lists())
        name = random.choice([name for name in sample if name.endswith(".yaml")])
        sides = {side: mutated(random, name, sample[name]) for side in ("old.yaml", "new.yaml")}
        if random.randrange(2):
            sides["old.yaml"] = sample[name]
        lay({**samples.settled(sides), "approvals/a.yaml": mutated(random, "a.yaml", samples.APPROVAL)})
        format, language = random.choice(_CHANGES), random.choice(_LANGUAGES)
        output = ("-o", f"out.{format}") if format in ("xlsx", "docx") else ()
        policy = random.choice([(), ("--policy", "public"), ("--policy", "community"), ("--stat",)])
        answers("diff", "old.yaml", "new.yaml", "-f", format, *output, *policy, "--lang", language)
        base, ours, theirs = random.sample(["old.yaml", "new.yaml", "old.yaml", "new.yaml"], 3)
        answers("merge", base, ours, theirs, "--lang", language)

    search(case, tmp_path)
