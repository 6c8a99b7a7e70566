"""The table of rules: which module upholds each, the command that shows it, and what makes generate refuse."""

from __future__ import annotations

import pytest

from qzqd.check import rules  # noqa: F401
from qzqd.check.rule import FAMILIES, RULES, SOUND, Rule
from qzqd.locale import Text
from qzqd.publish.generate import schemas
from qzqd.publish.upheld import free, modules, upheld_by

WORDS = Text("试验", "a trial")


@pytest.mark.parametrize(
    ("code", "wanted", "by"),
    [
        ("QZ005", "read.source", "validate"),
        ("QZ103", "open.messages", "validate"),
        ("QZ112", "check.rules.incomplete", "validate"),
        ("QZ207", "check.rules.counts", "validate"),
        ("QZ502", "kinds.adoption", "validate"),
        ("QZ510", "cover.claims", "claims"),
        ("QZ533", "cover.ledgers.consultations", "coverage"),
        ("QZ810", "compare.policy.approval_index", "diff"),
        ("QZ834", "compare.merging.clash", "merge"),
    ],
)
def test_a_rule_is_upheld_somewhere_and_seen_by_a_command(code: str, wanted: str, by: str) -> None:
    assert wanted in modules()[code]
    assert upheld_by(RULES[code]) == by


def test_a_code_in_an_example_is_not_raised_there() -> None:
    assert "kinds.header" not in modules()["QZ207"]


@pytest.mark.parametrize(("code", "words"), [("QZ899", "nothing below"), ("QZ999", "of no family")])
def test_a_code_that_nobody_raises_or_that_has_no_family_is_refused(
    code: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(RULES, code, Rule(code, "info", WORDS, WORDS, None, SOUND))
    with pytest.raises(SystemExit, match=f"{code}: {words}"):
        schemas()


def test_a_new_rule_comes_after_all_others_of_its_family() -> None:
    assert free("QZ8", ["QZ801", "QZ834", "QZ720"]) == "QZ835"
    assert free("QZ8", []) == "QZ801"
    assert free("QZ8", ["QZ899"]) == ""
    assert all(free(family, RULES) not in RULES for family in FAMILIES)
