"""Annotations of changes: as many as the platform shows, the sum among them, and nothing else obeyed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qzqd.compare.change import Comparison
from qzqd.finding import SEVERITIES
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed

if TYPE_CHECKING:
    from qzqd.locale import Language

_ANNOTATION = re.compile(
    r"::(error|warning|notice) file=[^,:]*(,(line|endLine|col|endColumn)=\d+)*,title=QZ\d{3}::"
)
_SUM = re.compile(r"::notice title=(调整|changes)::[^:]*")
_LOG_COMMAND = re.compile(r"##\w*\[")


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(("sample", "language"), [("rich", "zh"), ("rich", "en"), ("plain", "zh")])
def test_reads_as_agreed(sample: str, language: Language) -> None:
    comparison = getattr(samples, sample)()
    assert agreed(f"{sample}.{language}.github", render(comparison, "github", language))


def many(count: int) -> Comparison:
    """So many additions, of three severities."""
    changes = [
        samples.change("added", None, samples.item(f"JD-{number}", "甲"), severity=SEVERITIES[number % 3])
        for number in range(count)
    ]
    street = next(each for each in samples.rich().catalogues if each.id == samples.STREET)
    return Comparison("a", "b", [replace(street, changes=tuple(changes))])


def test_shows_what_the_platform_shows() -> None:
    lines = render(many(60), "github", "zh").splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert _SUM.match(lines[29])
    assert "另有 31 个问题没有标注" in lines[30]


def test_says_nothing_of_what_is_hidden_where_nothing_is() -> None:
    assert "没有标注" not in render(many(9), "github", "zh")


@every_comparison
def test_the_platform_obeys_only_our_commands(comparison: Comparison, language: Language) -> None:
    lines = render(comparison, "github", language).splitlines()
    at = next(number for number, line in enumerate(lines) if _SUM.fullmatch(line))
    for line in lines[:at]:
        assert _ANNOTATION.match(line)
    for line in lines[at + 1 :]:
        assert not line.lstrip().startswith("::")
        assert not _LOG_COMMAND.search(line)
