"""What each format leaves out of a long report, and that it says so."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from qzqd.finding import SEVERITIES, Finding, Span
from qzqd.locale import Text
from qzqd.outcome import ListBrief, Outcome
from report.rendering import findings as render
from report.rendering import texts


def many(count: int, files: int = 1) -> Outcome:
    """So many findings, of three severities and codes, spread over the files."""
    findings = [
        Finding(
            f"QZ10{number % 3}",
            SEVERITIES[number % 3],
            f"lists/{number * files // count:05}.yaml",
            Span(number + 1, 11, number + 1, 14),
            Text(f"第 {number} 个问题", f"finding {number}"),
            Text("换一种写法，" * 12, "write it in another way " * 6),
            excerpt="    name: 街道办事处",
            value=str(number),
        )
        for number in range(count)
    ]
    return Outcome(findings, files=files, items=count)


def test_text_shows_ten_of_a_code_in_a_file() -> None:
    report = render(many(36), "text", "zh")
    assert report.count("错误[QZ100]") == 10
    assert "另有 2 处 QZ100" in report
    assert "错误 12，警告 12，提示 12。" in report


def test_text_counts_each_file_by_itself() -> None:
    assert "另有" not in render(many(60, files=2), "text", "zh")


def test_github_shows_what_the_platform_shows() -> None:
    lines = render(many(60), "github", "zh").splitlines()
    kinds = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[30].endswith("错误 20，警告 20，提示 20。")
    assert "另有 30 个问题没有标注" in lines[31]


def test_markdown_fits_and_counts_the_rest() -> None:
    report = render(many(5_000, files=20), "markdown", "zh")
    assert len(report) <= 60_000
    assert len(report) > 55_000
    listed, left = map(int, re.findall(r"列出 (\d+) 个问题，另有 (\d+) 个", report)[0])
    assert listed + left == 5_000
    assert report.count("| 错误 QZ") + report.count("| 警告 QZ") + report.count("| 提示 QZ") == listed
    assert report.count("<details>") == report.count("</details>")


def test_markdown_of_one_row_that_is_too_large() -> None:
    outcome = many(1)
    outcome.findings[0] = replace(outcome.findings[0], message=Text("|" * 70_000, ""))
    report = render(outcome, "markdown", "zh")
    assert len(report) < 1_000
    assert "列出 0 个问题，另有 1 个" in report


def test_markdown_of_titles_that_are_too_large() -> None:
    outcome = many(1)
    outcome.catalogues = [
        ListBrief("a", "b", "|" * 70_000, "|" * 70_000, "1", made, 1) for made in ("compiled", "?")
    ]
    assert len(render(outcome, "markdown", "zh")) <= 60_000


def test_machine_formats_show_everything() -> None:
    outcome = many(60)
    assert len(json.loads(render(outcome, "json", "zh"))["findings"]) == 60
    assert len(json.loads(render(outcome, "gitlab", "zh"))) == 60
    assert len(json.loads(render(outcome, "sarif", "zh"))["runs"][0]["results"]) == 60
    assert render(outcome, "junit", "zh").count("<testcase") == 60


@pytest.mark.parametrize("format_name", texts("validate"))
def test_ten_thousand_findings_come_to_an_end(format_name: str) -> None:
    """A moment's work; minutes, if one step of the way were quadratic."""
    assert render(many(10_000, files=1_000), format_name, "zh")
