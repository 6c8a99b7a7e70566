"""JUnit of changes: a case for each, which fails where the policy minds it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from qzqd.report.paper.safe import safe
from report.judges import JUDGES
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from qzqd.compare.change import Comparison
    from qzqd.locale import Language


def report(comparison: Comparison, language: Language = "zh") -> Element:
    """The root of the report."""
    made = render(comparison, "junit", language)
    JUDGES["junit"](made)
    return ElementTree.fromstring(made)


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(("sample", "language"), [("rich", "zh"), ("plain", "zh")])
def test_reads_as_agreed(sample: str, language: Language) -> None:
    comparison = getattr(samples, sample)()
    assert agreed(f"{sample}.{language}.junit.xml", render(comparison, "junit", language))


def case(root: Element, name: str) -> Element:
    """The one case whose name starts so."""
    (found,) = [each for each in root.iter("testcase") if each.get("name", "").startswith(name)]
    return found


def test_a_change_that_is_minded_fails_with_what_is_said_of_it() -> None:
    root = report(samples.rich())
    failure = case(root, "JD-075").find("failure")
    assert failure is not None
    assert failure.get("message") == "新增没有批准：对高空抛物行为的劝阻"
    assert "qzqd explain QZ810" in (failure.text or "")


def test_a_finding_about_a_failing_change_is_no_case_of_its_own() -> None:
    root = report(samples.rich())
    assert [suite.get("name") for suite in root if suite.get("name", "").startswith("catalogues/")] == []
    (loose,) = [suite for suite in root if suite.get("name") == "approvals/2025-05.yaml"]
    assert (loose.get("tests"), loose.get("failures")) == ("1", "1")


def test_a_change_that_is_not_minded_passes_and_tells_what_differs() -> None:
    moved = case(report(samples.rich()), "JD-020 类型变更")
    assert moved.find("failure") is None
    assert moved.findtext("system-out") == "类别：城市管理 → 生态环境"


def test_a_guess_is_called_one() -> None:
    assert case(report(samples.rich()), "疑似 JD-081 名称变更").find("failure") is None


@every_comparison
def test_the_counts_are_those_of_the_cases(comparison: Comparison, language: Language) -> None:
    root = report(comparison, language)
    for node in (root, *root):
        assert int(node.get("tests", "")) == len([*node.iter("testcase")])
        assert int(node.get("failures", "")) == len([*node.iter("failure")])


@every_comparison
def test_each_catalogue_is_a_suite_with_a_case_for_each_change(
    comparison: Comparison, language: Language
) -> None:
    suites = [*report(comparison, language)][: len(comparison.catalogues)]
    for compared, suite in zip(comparison.catalogues, suites, strict=True):
        assert suite.get("name") == " ".join(safe(compared.id).split("\n"))
        assert len(suite.findall("testcase")) == max(1, len(compared.changes))
        minded = sum(change.severity in ("error", "warning") for change in compared.changes)
        assert len(suite.findall("testcase/failure")) == minded
