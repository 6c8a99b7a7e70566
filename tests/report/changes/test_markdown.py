"""The comment on a pull request: what it says, that nothing in it is obeyed, and that it fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from qzqd.compare.change import Comparison
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from report.linked import linked
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed
from .samples import change, item
from .test_text import street

if TYPE_CHECKING:
    from markdown_it.token import Token

    from qzqd.locale import Language

_TEXT = {"text", "text_special", "softbreak", "strong_open", "strong_close"}
_TAGS = {"<del>", "</del>", "<ins>", "</ins>", "<br>", "<strong>", "</strong>", "<code>", "</code>"}
_BLOCK = re.compile(r"<details><summary>[^<>]*</summary>|</details>")


def _parsed(report: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(report)


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["rich", "plain"])
def test_reads_as_agreed(name: str, language: Language) -> None:
    assert agreed(f"{name}.{language}.md", render(getattr(samples, name)(), "markdown", language))


@every_comparison
def test_only_our_markup_counts_and_nobody_is_mentioned(comparison: Comparison, language: Language) -> None:
    report = render(comparison, "markdown", language)
    tokens = _parsed(report)
    assert not linked(tokens)
    for token in _inline(tokens):
        assert token.type in _TEXT or (token.type == "html_inline" and token.content in _TAGS)
    assert all(_BLOCK.fullmatch(token.content.strip()) for token in tokens if token.type == "html_block")
    blocks = {token.type.removesuffix("_open") for token in tokens if token.nesting == 1}
    assert blocks <= {
        "heading",
        "paragraph",
        "bullet_list",
        "list_item",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    rows = [line for line in report.splitlines() if line.startswith("| ")]
    assert {row.count(" |") for row in rows} <= {4, 5}


def told(*changes: object) -> str:
    """The report about one list with these changes."""
    return render(Comparison("旧", "新", [street(*changes)]), "markdown", "zh")  # type: ignore[arg-type]


def test_what_differs_is_struck_out_and_underlined() -> None:
    report = told(
        change("renamed", item("A-1", "消防安全检查"), item("A-2", "消防安全监督检查"), "id", "name")
    )
    assert "| 名称变更 | A-1 → A-2 | 消防安全<ins>监督</ins>检查 |  |" in report


def test_short_values_are_shown_whole() -> None:
    old, new = item("A-1", "甲", office="综合执法办公室"), item("A-1", "甲", office="综合执法中心")
    report = told(change("transferred", old, new, "office"))
    assert "| 甲 | 承办机构：<del>综合执法办公室</del> → <ins>综合执法中心</ins> |" in report


def test_a_short_table_is_open_and_a_long_one_is_folded() -> None:
    few = [change("added", None, item(f"A-{number}", "甲")) for number in range(10)]
    assert "<details>" not in told(*few)
    folded = told(*few, change("cancelled", item("A-11", "乙"), None))
    assert "<details><summary>新增 10 · 取消 1</summary>\n\n| 调整" in folded
    assert "乙 |  |\n\n</details>\n" in folded


def test_findings_stand_before_changes() -> None:
    report = render(samples.rich(), "markdown", "zh")
    assert report.index("错误 QZ810") < report.index("| 新增 | JD-075")


@pytest.mark.parametrize("findings", [0, 3_000])
def test_a_comment_fits_and_says_what_was_left_out(findings: int) -> None:
    changes = [change("added", None, item(f"A-{number}", "检查" * 20)) for number in range(3_000)]
    found = [
        Finding("QZ810", "error", "a.yaml", Span(), Text("新增没有批准：" + "检查" * 20, ""))
        for _ in range(findings)
    ]
    report = render(Comparison("旧", "新", [street(*changes)], found), "markdown", "zh")
    assert 50_000 < len(report) <= 60_000
    left, lines = map(int, re.findall(r"另有 (\d+) 个问题、(\d+) 行调整没有列出", report)[0])
    assert report.count("| 错误 QZ810 |") + left == findings
    assert report.count("| 新增 | A-") + lines == 3_000
    assert report.count("| 新增 | A-") > 100
    assert report.count("<details>") == report.count("</details>")


def test_one_row_that_is_too_large() -> None:
    report = told(change("added", None, item("A-1", "|" * 70_000)))
    assert len(report) < 10_000
