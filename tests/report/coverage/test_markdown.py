"""The comment on a pull request: what it says, that nothing in it is obeyed, and that it fits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from qzqd.cover.coverage import Coverage
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from report.linked import linked
from report.rendering import coverage as render

from . import samples
from .coverages import every_coverage

if TYPE_CHECKING:
    from markdown_it.token import Token

    from qzqd.cover.coverage import By
    from qzqd.locale import Language

_TEXT = {"text", "text_special", "softbreak", "strong_open", "strong_close"}
_BLOCK = re.compile(r"<details><summary>[^<>]*</summary>|</details>")
_BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}


def _parsed(report: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(report)


@every_coverage
def test_only_our_markup_counts_and_nobody_is_mentioned(
    coverage: Coverage, language: Language, by: By
) -> None:
    tokens = _parsed(render(coverage, "markdown", language, by=by))
    assert not linked(tokens)
    for token in (child for parent in tokens for child in parent.children or []):
        assert token.type in _TEXT or (token.type == "html_inline" and token.content == "<br>")
    assert all(_BLOCK.fullmatch(token.content.strip()) for token in tokens if token.type == "html_block")
    assert {token.type.removesuffix("_open") for token in tokens if token.nesting == 1} <= _BLOCKS


def test_the_verdict_comes_first() -> None:
    report = render(samples.rich(), "markdown", "zh")
    order = [
        "### 覆盖情况",
        "12 个单位中 7 个",
        "达标要求：2 个没有通过",
        "- 没有通过",
        "错误 QZ506",
        "| 单位 |",
    ]
    places = [report.index(part) for part in order]
    assert places == sorted(places)


def test_complete_units_are_folded() -> None:
    report = render(samples.rich(), "markdown", "zh")
    assert report.index("| 三官殿街道 |") < report.index("<details><summary>7 个单位承接齐全</summary>")
    assert (
        "| 车城路街道 | 74 | 69 | 0 | 0 | 0 | 0 | 5 | 0 | 0 | 69/74 | 93.24% | 缺失：JD-003–JD-007 |"
        in report
    )


@pytest.mark.parametrize("findings", [0, 3_000])
def test_a_comment_fits_and_says_what_was_left_out(findings: int) -> None:
    found = [
        Finding("QZ506", "error", "a.yaml", Span(), Text("豁免到期：" + "检查" * 20, ""))
        for _ in range(findings)
    ]
    coverage = replace(samples.large(4_100, one_in=82), findings=found)
    report = render(coverage, "markdown", "zh")
    assert len(report) <= 60_000
    assert "50 个单位没有承接齐全" in report
    assert "- 4050 个单位承接齐全" in report
    assert report.count("<details>") == report.count("</details>")
    shown = report.count("| 错误 QZ506 |")
    if findings:
        assert f"另有 {findings - shown} 个问题、" in report
    else:
        assert "篇幅所限" not in report


def test_very_many_incomplete_units_are_cut_and_counted() -> None:
    cells = {item.id: "missing" for item in samples.POWERS[::2]}
    units = tuple(samples.unit(str(at), f"第 {at} 街道", cells=cells) for at in range(1_000))  # type: ignore[arg-type]
    baseline = replace(samples.plain().baselines[0], units=units)
    report = render(Coverage([baseline]), "markdown", "zh")
    assert 50_000 < len(report) <= 60_000
    left = int(re.findall(r"0 个问题、(\d+) 行没有列出", report)[0])
    assert report.count("\n| 第 ") + left == 1_000


def test_what_could_not_be_read_is_said() -> None:
    part, none = replace(samples.rich(), unreadable=True), Coverage(unreadable=True)
    assert "**有文件没有读到" in render(part, "markdown", "zh")
    assert "**没有统计承接情况" in render(none, "markdown", "zh")
