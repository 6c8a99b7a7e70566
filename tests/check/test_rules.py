"""Every rule's examples: what fails shows that rule and no other, what passes shows nothing, in any rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from qzqd.check import rules  # noqa: F401
from qzqd.check.rule import RULES, Example, Rule, Scene
from qzqd.publish.scenes import play
from workspaces import check, lay

if TYPE_CHECKING:
    from pathlib import Path

ALL = [pytest.param(rule, id=code) for code, rule in sorted(RULES.items())]
SHOWN = [pytest.param(rule, id=code) for code, rule in sorted(RULES.items()) if rule.fails is not None]


def told(example: Example | Scene, folder: Path) -> list[tuple[str, str, str]]:
    """Code, severity and words of every finding, but for those that the scene says come along."""
    if isinstance(example, Scene):
        found = [(each.code, each.severity, each.text) for each in play(example, "zh")]
        assert {code for code, *_ in found}.issuperset(example.along)
        return [each for each in found if each[0] not in example.along]
    lay(folder, example)
    findings = check(folder).findings
    assert all(finding.message.zh and finding.message.en for finding in findings)
    return [(finding.code, finding.severity, finding.message.zh) for finding in findings]


@pytest.mark.parametrize("rule", SHOWN)
def test_failing_example_shows_its_rule_and_no_other(rule: Rule, tmp_path: Path) -> None:
    assert rule.fails is not None
    found = told(rule.fails, tmp_path)
    assert {(code, severity) for code, severity, _ in found} == {(rule.code, rule.severity)}


@pytest.mark.parametrize("rule", ALL)
def test_passing_example_shows_nothing(rule: Rule, tmp_path: Path) -> None:
    assert told(rule.passes, tmp_path) == []


def test_words_are_complete_in_both_languages() -> None:
    han = re.compile("[一-鿿]")
    for code, rule in RULES.items():
        assert rule.code == code
        assert re.fullmatch(r"QZ[0-9]{3}", code)
        for text in (rule.title, rule.why):
            assert han.search(text.zh), code
            assert text.en, code
            assert not text.zh.endswith(" "), code
        assert not rule.title.zh.endswith("。"), code
        assert len(han.findall(rule.why.en)) < 40, code


def test_what_no_files_can_show() -> None:
    """Tests of the reader and of tables show each of these."""
    silent = {code for code, rule in RULES.items() if rule.fails is None}
    assert silent == {
        "QZ003",  # a device or a pipe
        "QZ004",  # a link
        "QZ008",  # a file that the system does not let us read
        "QZ022",  # ten thousand faults
        "QZ025",  # a library that is missing
        "QZ527",  # what a workbook hides
    }
