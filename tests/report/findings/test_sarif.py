"""What the schema of SARIF does not say: how places and rules are to be written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.outcome import Outcome
from qzqd.report.findings import sarif
from report.rendering import findings as render

if TYPE_CHECKING:
    from qzqd.finding import Severity


def run(path: str = "a.yaml", code: str = "QZ104", message: str = "x") -> dict[str, Any]:
    """The one run of a report with one finding."""
    finding = Finding(code, "error", path, Span(3, 5, 3, 9), Text(message, message))
    run: dict[str, Any] = json.loads(render(Outcome([finding]), "sarif", "zh"))["runs"][0]
    return run


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("街道 1.yaml", {"uri": "%E8%A1%97%E9%81%93%201.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b%c#d?.yaml", {"uri": "a%3Ab%25c%23d%3F.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a.yaml", {"uri": "file:///srv/a.yaml"}),
    ],
)
def test_places_are_relative_and_encoded(path: str, location: dict[str, str]) -> None:
    (result,) = run(path)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == location


def test_only_the_worst_are_told_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 3)
    severities: list[Severity] = ["info", "warning", "error", "info", "error"]
    found = [
        Finding("QZ104", each, f"{at}.yaml", Span(), Text("x", "x")) for at, each in enumerate(severities)
    ]
    told = json.loads(render(Outcome(found), "sarif", "zh"))["runs"][0]
    assert [result["level"] for result in told["results"]] == ["error", "error", "warning"]
    (note,) = told["invocations"][0]["toolExecutionNotifications"]
    assert "另有 2 个没有列出" in note["message"]["text"]
    assert "toolExecutionNotifications" not in run()["invocations"][0]


@pytest.mark.parametrize("unable", [False, True])
def test_says_whether_the_work_could_be_done(unable: bool) -> None:
    told = json.loads(render(Outcome(unable=unable), "sarif", "zh"))["runs"][0]
    assert told["invocations"][0]["executionSuccessful"] is not unable


def test_rules_are_told_in_both_languages() -> None:
    told = run()
    driver, translation = told["tool"]["driver"], told["translations"][0]
    assert driver["language"] == "zh-CN"
    assert translation["language"] == "en-US"
    assert driver["rules"][0]["id"] == translation["rules"][0]["id"] == "QZ104"
    assert driver["rules"][0]["shortDescription"] != translation["rules"][0]["shortDescription"]


def test_a_code_without_rule_is_still_told() -> None:
    assert run(code="QZ999")["tool"]["driver"]["rules"][0]["shortDescription"] == {"text": "QZ999"}


def test_a_message_holds_no_link() -> None:
    (result,) = run(message="[点这里](https://example.org)")["results"]
    assert "](" not in result["message"]["text"]
