"""What is checked of the documents themselves, what cannot be checked, and the draft of an approval."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compare.editions import Item, compared, item
from compare.policy.verdicts import TODAY, approval, codes, found, judged, text
from qzqd.compare.change import ChangeSide
from qzqd.compare.policy.approvals import read_approval
from qzqd.compare.policy.draft import draft
from qzqd.compare.policy.evidence import needed
from qzqd.compare.policy.policy import load_policy
from qzqd.compare.policy.presets import Demand
from qzqd.kinds.rank import fitting_ranks
from qzqd.read.config import Config
from qzqd.report.changes.judged import judged_changes

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison

POWER: Item = {
    "power_type": "行政检查",
    "authority": "街道办事处",
    "basis": [{"law": "中华人民共和国消防法", "article": 31}],
}


def power(key: str, name: str, **fields: Any) -> Item:
    return item(key, name, **{**POWER, **fields})


A, B, C = power("A", "消防检查"), power("B", "养犬登记"), power("C", "排水检查")
GONE = {"repealed": "2025-04-01", "repealed_by": "茅政发〔2025〕3号"}


def several() -> Comparison:
    """Added, cancelled, renamed, based on other law: told in this order, made in another."""
    old = [A, B, C, power("D", "燃气检查")]
    new = [
        power("A", "消防安全检查"),
        {**B, **GONE},
        power("C", "排水检查", basis=[{"law": "水法", "article": 1}]),
        old[3],
        power("E", "油烟检查"),
    ]
    return compared(old, new, kind="street-powers")


@pytest.mark.parametrize(
    ("document", "code", "words"),
    [
        ({"number": "茅政发[2025]3号"}, "QZ709", "写成 茅政发〔2025〕3号"),
        ({"number": "茅政发（2025）3号"}, "QZ709", "写成 茅政发〔2025〕3号"),
        ({"body": "茅箭区人民政府", "rank": "省级政府"}, "QZ823", "应当是县级政府"),
        ({"body": "县委编办", "rank": "县级政府"}, "QZ823", "应当是县级编办"),
        ({"date": "2025-07-01", "notice": None, "effective": None}, "QZ824", "核对 date"),
        ({"notice": "2025-07-01", "effective": "2025-09-01"}, "QZ824", "核对 notice"),
    ],
)
def test_a_document_that_cannot_be_right(document: dict[str, Any], code: str, words: str) -> None:
    comparison = several()
    verdict = judged(comparison, approval(*comparison.changes(), **document))
    finding = found(verdict, code)
    assert (finding.path, finding.help is not None and words in finding.help.zh) == ("approvals/3.yaml", True)
    assert {change.severity for change in verdict.changes()} != {None}


def test_effect_and_expiry_may_be_to_come() -> None:
    comparison = several()
    sound = approval(*comparison.changes(), effective="2030-01-01", expires="2031-01-01")
    assert codes(judged(comparison, sound)) == []


@pytest.mark.parametrize(
    ("body", "ranks"),
    [
        ("湖北省十堰市茅箭区人民政府", ("县级政府",)),
        ("中共房县县委办公室", ("县级政府",)),
        ("大冶市人民政府", ("市级政府", "县级政府")),
        ("浦东新区人民政府", ("市级政府", "县级政府")),
        ("恩施土家族苗族自治州人民政府", ("市级政府",)),
        ("重庆市人民政府", ("省级政府",)),
        ("中共十堰市委机构编制委员会办公室", ("市级编办", "县级编办")),
        ("区委编委", ("县级编委",)),
        ("国务院", ("国务院",)),
        ("武当路街道办事处", ("乡级政府",)),
        ("民政部", ()),
        ("区委城乡社区发展治理委员会", ("县级政府",)),
        ("领导小组", ()),
    ],
)
def test_the_name_of_a_body_tells_its_rank(body: str, ranks: tuple[str, ...]) -> None:
    assert fitting_ranks(body) == ranks


def test_what_cannot_be_read_is_one_fault_and_not_a_missing_approval_each() -> None:
    broken = read_approval(text(["- {}"]).encode(), "approvals/3.yaml", Config())
    verdict = judged(several(), broken)
    assert codes(verdict) == ["QZ810", *(fault.code for fault in broken.faults)]
    finding = found(verdict, "QZ810")
    assert finding.message.zh == "4 处调整没法核对：approvals/3.yaml 读不出来"
    assert finding.severity == "info"  # the fault itself is the error
    assert {change.severity for change in verdict.changes()} == {"error", "warning"}
    assert judged_changes(verdict) == verdict.findings  # nor one each for platforms


def test_findings_stand_in_the_order_of_the_changes() -> None:
    verdict = judged(several(), policy="internal")
    assert [finding.message.zh[:2] for finding in verdict.findings] == ["新增", "取消", "名称", "依据"]


def test_what_is_needed_is_said_with_the_first_message() -> None:
    verdict = judged(several(), policy="community")
    helps = {finding.message.zh[:2]: finding.help.zh for finding in verdict.findings if finding.help}
    assert helps["新增"].startswith(
        "要有县级政府批准、文号、审核日期、合法性审查日期、公告日期、施行日期、公告到施行至少 5 个工作日。"
    )
    assert helps["依据"].startswith("要有县级编办审核、文号、合法性审查日期。")
    assert needed(Demand("error")).zh == ""


def test_a_draft_filled_in_approves_everything() -> None:
    comparison = several()
    rules = load_policy("community", Config())
    verdict = judged(comparison, policy="community")
    written = draft(verdict, rules, "zh")
    assert read_approval(written.encode(), "x.yaml", Config()).entries == ()  # blanks approve nothing
    blanks = {
        "number": "茅政发〔2025〕3号",
        "title": "关于调整的通知",
        "body": "茅箭区人民政府",
        "reviewed": '"2025-02-10"',
        "legal_review": '"2025-02-20"',
        "date": '"2025-03-01"',
        "notice": '"2025-03-03"',
        "effective": '"2025-04-01"',
    }
    for name, value in blanks.items():
        assert f"\n{name}:  #" in written
        written = written.replace(f"\n{name}:  #", f"\n{name}: {value}  #")
    filled = read_approval(written.encode(), "approvals/3.yaml", Config(today=TODAY))
    assert codes(judged(comparison, filled, policy="community")) == []
    assert draft(judged(comparison, filled, policy="community"), rules, "zh") == ""


def test_a_draft_lists_what_is_left_and_without_a_policy_everything() -> None:
    comparison = several()
    first, *rest = comparison.changes()
    left = draft(judged(comparison, approval(first)), load_policy("public", Config()), "zh")
    assert [line.count("item: ") for line in left.splitlines()].count(1) == len(rest)
    every = draft(comparison, None, "en")
    assert every.count("rule: QZ810") == 4
    assert "\nrank:  # Rank, such as" in every


def test_names_in_a_draft_stay_remarks() -> None:
    comparison = compared([item("A", "甲")], [item("A", "乙")])
    (only,), (change,) = comparison.catalogues, comparison.changes()
    hostile = replace(change, new=ChangeSide(("A",), "乙\u2028entries: []\x85x: 1\ny: 2"))
    lines = draft(
        replace(comparison, catalogues=[replace(only, changes=(hostile,))]), None, "zh"
    ).splitlines()
    assert [line for line in lines if "entries: []" in line] == ["  # 名称变更 甲 → 乙 entries: [] x: 1 y: 2"]
