"""One rich outcome in every format, as it is read. QZQD_WRITE_GOLDEN=1 writes the expected files anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import qzqd
from qzqd.check import rule, rules  # noqa: F401
from qzqd.locale import Language, Text
from report.rendering import findings as render
from report.rendering import texts

from . import samples
from .judges import JUDGES

GOLDEN = Path(__file__).parents[1] / "golden" / "report"

_CASES = [
    ("rich.zh.txt", "text", "zh"),
    ("rich.en.txt", "text", "en"),
    ("rich.zh.json", "json", "zh"),
    ("rich.en.json", "json", "en"),
    ("rich.zh.github", "github", "zh"),
    ("rich.en.github", "github", "en"),
    ("rich.zh.gitlab.json", "gitlab", "zh"),
    ("rich.zh.sarif", "sarif", "zh"),
    ("rich.zh.junit.xml", "junit", "zh"),
    ("rich.zh.md", "markdown", "zh"),
    ("rich.en.md", "markdown", "en"),
    ("clean.zh.txt", "text", "zh"),
    ("clean.zh.json", "json", "zh"),
    ("clean.zh.github", "github", "zh"),
    ("clean.zh.gitlab.json", "gitlab", "zh"),
    ("clean.zh.sarif", "sarif", "zh"),
    ("clean.zh.junit.xml", "junit", "zh"),
    ("clean.zh.md", "markdown", "zh"),
]


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a release nor a reworded rule changes what a report looks like."""
    monkeypatch.setattr(qzqd, "__version__", "0.0.0")
    title, why = Text("未知字段", "An unknown field"), Text("写错不生效。", "A slip has no effect.")
    example = rule.Example("items: []\n")
    made = rule.Rule("QZ104", "error", title=title, why=why, fails=example, passes=example)
    monkeypatch.setattr(rule, "RULES", {"QZ104": made})


@pytest.mark.parametrize(("name", "format_name", "language"), _CASES, ids=[case[0] for case in _CASES])
def test_reads_as_agreed(name: str, format_name: str, language: Language) -> None:
    outcome = getattr(samples, name.partition(".")[0])()
    report = render(outcome, format_name, language)
    JUDGES.get(format_name, str)(report)
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        (GOLDEN / name).write_text(report, "utf-8", newline="")
    assert report == (GOLDEN / name).read_bytes().decode()


def test_every_format_has_a_golden_file() -> None:
    assert {format_name for _, format_name, _ in _CASES} == set(texts("validate"))


def test_a_format_that_is_none() -> None:
    with pytest.raises(KeyError):
        render(samples.clean(), "pdf", "zh")
