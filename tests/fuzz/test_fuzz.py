"""Whatever is done to a file, every command ends with an answer: no internal error, nothing that a terminal obeys.

A short search, always the same, is part of every run. For a long one, of a quarter of an hour or so:

    pytest -n0 --hypothesis-profile=thorough tests/fuzz

Each `--hypothesis-seed=N` beside it looks elsewhere.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import qzqd.cli

from . import samples
from .mutations import mutated, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .samples import Workspace

_LONG = settings().max_examples >= 1_000
_SLOW = 20
"""Seconds of processor time that no small file may take."""

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]|(?<!\\A)\ufeff"
)
_COMMAND = re.compile(r"^[^\S\n]*::|##\w*\[", re.MULTILINE)

search = settings(
    max_examples=(3 if _LONG else 1) * settings().max_examples,
    derandomize=not _LONG,
    suppress_health_check=[*HealthCheck],
    print_blob=True,
)


@pytest.fixture(autouse=True)
def _with_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be told as an internal error is shown with its place."""

    def raised(error: Exception) -> int:
        raise error

    monkeypatch.setattr(qzqd.cli, "_broken", raised)


@contextlib.contextmanager
def laid(files: Workspace) -> Iterator[None]:
    """In a folder that holds these files."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
            note(f"{name}: {data!r}")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(here)


def answers(*arguments: str) -> int:
    """The exit code of a command line; everything about its answer that has to hold has been asserted."""
    note(f"qzqd {arguments}")
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", "replace", newline="\n") for _ in range(2))
    started = time.process_time()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = qzqd.cli.run([*arguments])
    assert time.process_time() - started < _SLOW
    said, told = (stream.detach().getvalue() for stream in (out, err))  # type: ignore[attr-defined]
    assert code in (0, 1, 2, 3), code
    assert not re.search("内部错误|Traceback|系统不允许|内存不够|refuses", told.decode()), told
    raw = arguments[0] == "merge" or arguments[:2] == ("git", "textconv")
    for text in (told.decode(), "" if raw else said.decode()):
        assert not _OBEYED.search(text), text
        assert "github" in arguments or not _COMMAND.search(text), text
    return code


@st.composite
def broken(draw: st.DrawFn, sample: Callable[[st.DrawFn], Workspace]) -> Workspace:
    """A workspace of which one or two files have been mutated."""
    files = dict(sample(draw))
    for name in draw(st.lists(st.sampled_from(sorted(files)), min_size=1, max_size=2, unique=True)):
        files[name] = draw(mutated(name, files[name]))
    return files


def a_list(draw: st.DrawFn) -> Workspace:
    return draw(st.sampled_from(samples.lists()))


def a_town(draw: st.DrawFn) -> Workspace:
    return samples.lists()[-1]


def a_ledger(draw: st.DrawFn) -> Workspace:
    return samples.records(workbook=draw(st.booleans()))


def with_settings(draw: st.DrawFn) -> Workspace:
    return samples.settled(a_list(draw))


formats = st.sampled_from(["text", "json", "github", "gitlab", "sarif", "junit", "markdown"])
languages = st.sampled_from(["zh", "en"])


@search
@given(broken(a_list), formats, languages, st.data())
def test_one_list(files: Workspace, format: str, language: str, data: st.DataObject) -> None:
    wanted, law = data.draw(words), data.draw(words)
    with laid(files):
        answers("validate", "lists", "-f", format, "--lang", language)
        match data.draw(st.sampled_from(["fmt", "fix", "show", "impact", "textconv", "claims"])):
            case "fmt":
                answers("fmt", "lists", "--lang", language)
                answers("validate", "lists", "-f", format, "--lang", language)
            case "fix":
                answers("validate", "lists", "--fix", "--lang", language)
            case "show":
                answers("show", "--lang", language, "--", wanted, "lists")
                answers("show", "--lang", language, "--", "", "lists")
            case "impact":
                answers("impact", "--lang", language, "--", law, "lists")
                answers("impact", "-f", "json", "--", "中华人民共和国消防法", "lists")
            case "textconv":
                answers("git", "textconv", "lists/example.yaml")
            case _:
                answers("claims", "lists", "--lang", language)


@search
@given(broken(with_settings), languages, st.data())
def test_settings(files: Workspace, language: str, data: st.DataObject) -> None:
    with laid(files):
        answers("validate", "--baseline", "baseline.json", "--lang", language)
        answers(
            *data.draw(
                st.sampled_from(
                    [
                        ("coverage",),
                        ("claims",),
                        ("fmt", "--check"),
                        ("diff", "lists/example.yaml", "lists/example.yaml", "--policy", "policy.toml"),
                        ("validate", "--write-baseline", "new.json"),
                    ]
                )
            )
        )


@search
@given(broken(a_ledger), languages, st.sampled_from(["text", "json", "markdown"]))
def test_tables(files: Workspace, language: str, format: str) -> None:
    with laid({"qzqd.toml": b'paths = ["lists"]\n', **files}):
        answers("validate", "-f", format, "--lang", language)
        answers("coverage", "-f", format, "--lang", language)


@search
@given(
    broken(a_town),
    languages,
    st.sampled_from(["text", "json", "markdown", "csv", "html", "badge", "lcov", "xlsx"]),
    st.sampled_from(["unit", "category", "office", "department"]),
)
def test_coverage(files: Workspace, language: str, format: str, by: str) -> None:
    with laid({"qzqd.toml": b'paths = ["lists"]\n', **files}):
        output = ("-o", "out.xlsx") if format == "xlsx" else ()
        answers("coverage", "-f", format, "--by", by, *output, "--lang", language)


@search
@given(
    st.sampled_from(samples.lists()).flatmap(
        lambda files: st.tuples(
            *(
                mutated(
                    "example.yaml",
                    files["lists/example.yaml" if "lists/example.yaml" in files else "lists/list.yaml"],
                )
                for _ in range(2)
            )
        )
    ),
    languages,
    st.sampled_from(["text", "markdown", "json", "github", "sarif", "junit", "html", "xlsx", "docx"]),
    st.data(),
)
def test_two_editions(sides: tuple[bytes, bytes], language: str, format: str, data: st.DataObject) -> None:
    old, new = sides
    files = {"qzqd.toml": samples.SETTINGS.split("[schemas]")[0].encode(), "old.yaml": old, "new.yaml": new}
    with laid(
        {
            **files,
            "approvals/a.yaml": data.draw(mutated("a.yaml", samples.APPROVAL)),
            "local.json": samples.LOCAL,
        }
    ):
        output = ("-o", f"out.{format}") if format in ("xlsx", "docx") else ()
        policy = data.draw(
            st.sampled_from([(), ("--policy", "public"), ("--policy", "community"), ("--stat",)])
        )
        answers("diff", "old.yaml", "new.yaml", "-f", format, *output, *policy, "--lang", language)
        answers(
            "merge", *data.draw(st.permutations(["old.yaml", "new.yaml", "new.yaml"])), "--lang", language
        )
