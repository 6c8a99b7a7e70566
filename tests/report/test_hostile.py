"""No text from a file, whatever it holds, breaks a report or is obeyed by what shows it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.outcome import Outcome
from qzqd.report.paper.safe import safe
from report.rendering import findings as render
from report.rendering import texts

from .judges import JUDGES
from .linked import linked
from .outcomes import every_outcome

if TYPE_CHECKING:
    from markdown_it.token import Token

    from qzqd.locale import Language

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ANNOTATION = re.compile(
    r"::(error|warning|notice) file=[^,:]*(,(line|endLine|col|endColumn)=\d+)*,title=QZ\d{3}::"
)
_LOG_COMMAND = re.compile(r"##\w*\[")


@pytest.mark.parametrize("format_name", texts("validate"))
@every_outcome
def test_nothing_a_terminal_obeys(format_name: str, outcome: Outcome, language: Language) -> None:
    report = render(outcome, format_name, language)
    assert not _OBEYED.search(report)
    report.encode()
    JUDGES.get(format_name, str)(report)


@every_outcome
def test_colour_adds_only_our_codes(outcome: Outcome, language: Language) -> None:
    coloured = render(outcome, "text", language, colour=True)
    assert _COLOUR.sub("", coloured) == render(outcome, "text", language)


@every_outcome
def test_github_obeys_only_our_commands(outcome: Outcome, language: Language) -> None:
    lines = render(outcome, "github", language).splitlines()
    for line in lines[: len(outcome.findings)]:
        assert _ANNOTATION.match(line)
    for line in lines[len(outcome.findings) :]:
        assert not line.lstrip().startswith("::")
        assert not _LOG_COMMAND.search(line)


@every_outcome
def test_text_in_a_log_holds_no_command(outcome: Outcome, language: Language) -> None:
    for line in render(outcome, "text", language).splitlines():
        assert not line.lstrip().startswith("::")
        assert not _LOG_COMMAND.search(line)


@every_outcome
def test_json_says_what_was_found(outcome: Outcome, language: Language) -> None:
    document = json.loads(render(outcome, "json", language))
    assert [each["message"] for each in document["findings"]] == [
        safe(finding.message.in_(language)) for finding in outcome.findings
    ]


@every_outcome
def test_gitlab_tells_twins_apart(outcome: Outcome, language: Language) -> None:
    outcome.findings.extend(list(outcome.findings))
    issues = json.loads(render(outcome, "gitlab", language))
    assert len({issue["fingerprint"] for issue in issues}) == len(outcome.findings)


@every_outcome
def test_junit_has_a_case_for_each_finding(outcome: Outcome, language: Language) -> None:
    root = ElementTree.fromstring(render(outcome, "junit", language))
    found = [case.get("name", "") for case in root.iter("testcase") if len(case)]
    assert len(found) == len(outcome.findings)
    assert len(root.findall("testsuite/testcase/failure")) == int(root.get("failures", ""))
    assert len(root.findall("testsuite/testcase")) == int(root.get("tests", ""))


_ALLOWED = {"text", "softbreak"}


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


@every_outcome
def test_markdown_is_tables_of_plain_text(outcome: Outcome, language: Language) -> None:
    report = render(outcome, "markdown", language)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(report)
    assert {token.type for token in _inline(tokens)} <= _ALLOWED
    assert not any(token.type == "html_block" for token in tokens)
    rows = sum(token.type == "tr_open" for token in tokens) - sum(
        token.type == "thead_open" for token in tokens
    )
    assert rows == len(outcome.findings)
    cells = [token.content for token in tokens if token.type == "inline"]
    for finding in outcome.findings:
        assert any(_plain(cell) == safe(finding.message.in_(language)).strip() for cell in cells)


def _plain(cell: str) -> str:
    text = "".join(token.content for token in _inline(MarkdownIt("commonmark").parseInline(cell)))
    return text.replace("\u200b", "").strip()


@every_outcome
def test_markdown_mentions_and_links_nobody(outcome: Outcome, language: Language) -> None:
    report = render(outcome, "markdown", language)
    assert not linked(MarkdownIt("commonmark").enable("table").parse(report))


@pytest.mark.parametrize("format_name", texts("validate"))
def test_a_file_name_that_is_not_utf_8(format_name: str) -> None:
    path = b"catalogues/\xbd\xd6.yaml".decode("utf-8", "surrogateescape")
    finding = Finding("QZ006", "error", path, Span(), Text("不是 UTF-8", "not UTF-8"))
    render(Outcome([finding]), format_name, "zh").encode()
