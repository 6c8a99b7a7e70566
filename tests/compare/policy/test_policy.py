"""Which change needs what, and the verdict on it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.editions import Item, compared, item
from compare.policy.verdicts import PLACE, approval, codes, found, judged, text
from qzqd import kinds, resources
from qzqd.compare.change import LABELS
from qzqd.compare.policy.approvals import approval_block, read_approval
from qzqd.compare.policy.policy import PRESETS, Policy, load_policy
from qzqd.compare.policy.presets import TABLE, Demand, Evidence, kinds_of, preset
from qzqd.finding import SEVERITIES
from qzqd.kinds.rank import PEERS, RANKS, rank_meant
from qzqd.read.config import FILE, Config, Unusable, load
from qzqd.read.lines import LineIndex
from qzqd.read.problem import Refused

if TYPE_CHECKING:
    from qzqd.compare.change import ChangeType, Comparison

GOLDEN = Path(__file__).parents[2] / "golden" / "policy" / "presets.txt"
POWER: Item = {
    "power_type": "行政检查",
    "authority": "街道办事处",
    "basis": [{"law": "中华人民共和国消防法", "article": 31}],
}
STREET = {"kind": "street-powers"}
A, B = item("A", "消防检查", **POWER), item("B", "养犬登记", **POWER)
RENAMED = item("A", "消防安全检查", **POWER)
GONE = {"repealed": "2025-04-01", "repealed_by": "茅政发〔2025〕3号"}


def street(old: list[Item], new: list[Item]) -> Comparison:
    return compared(old, new, **STREET)


def only(comparison: Comparison) -> Any:
    (change,) = comparison.changes()
    return change


def cell(demand: Demand | None) -> str:
    if demand is None:
        return "-"
    parts = [demand.severity, demand.rank or "", "文号" if demand.number else "", *demand.dates]
    return " ".join(filter(None, (*parts, f"{demand.notice_days}d" if demand.notice_days else "")))


def test_every_cell_of_every_preset_reads_as_agreed() -> None:
    """Kinds and types of change that are treated alike stand together; QZQD_WRITE_GOLDEN=1 writes it anew."""
    policies = [Policy(name, preset(name)) for name in PRESETS]
    alike: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for kind in kinds.names():
        for change, label in LABELS.items():
            cells = tuple(cell(policy.demand(kind, change)) for policy in policies)
            alike.setdefault(cells, {}).setdefault(kind, []).append(label.zh)
    table = ""
    for cells, changes in alike.items():
        rows: dict[str, list[str]] = {}
        for kind, labels in changes.items():
            rows.setdefault("、".join(labels), []).append(kind)
        table += "".join(f"{', '.join(names)}\n    {labels}\n" for labels, names in rows.items())
        table += "".join(f"  {name:9} {asked}\n" for name, asked in zip(PRESETS, cells, strict=True)) + "\n"
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        GOLDEN.write_text(table, "utf-8", newline="")
    assert table == GOLDEN.read_bytes().decode()


def asks_no_less(stricter: Demand | None, laxer: Demand | None) -> bool:
    if laxer is None or stricter is None:
        return laxer is None
    return (
        SEVERITIES.index(stricter.severity) <= SEVERITIES.index(laxer.severity)
        and [None, *PEERS].index(stricter.rank) >= [None, *PEERS].index(laxer.rank)
        and stricter.number >= laxer.number
        and {*stricter.dates} >= {*laxer.dates}
        and stricter.notice_days >= laxer.notice_days
    )


def test_each_preset_asks_for_all_the_one_before_asks_and_more() -> None:
    for smaller, larger in pairwise(PRESETS):
        few, many = preset(smaller), preset(larger)
        assert few.keys() == many.keys()
        assert all(asks_no_less(many[key], few[key]) for key in few)
        assert few != many


def test_the_table_covers_every_type_and_names_only_kinds_there_are() -> None:
    rows = [(kind, change) for row in TABLE for kind in kinds_of(row.lists) for change in row.changes]
    assert len(rows) == len(set(rows))
    assert {kind for kind, _ in rows} <= {"", *kinds.names()}
    assert {change for kind, change in rows if not kind} == {*LABELS}


def test_the_settings_know_the_same_words() -> None:
    schema = json.loads((resources.schemas() / "contracts" / "qzqd.schema.json").read_text("utf-8"))
    changes = schema["$defs"]["ChangeTable"]["properties"]
    assert {name: (prop["title"], prop["x-en"]["title"]) for name, prop in changes.items()} == LABELS
    demand = schema["$defs"]["DemandTable"]["properties"]
    assert set(demand["rank"]["anyOf"][0]["enum"] + demand["rank"]["anyOf"][1]["enum"]) == {*RANKS, *PEERS}
    assert demand["dates"]["items"]["enum"] == list(get_args(Evidence))
    assert schema["$defs"]["PolicyTable"]["properties"]["base"]["enum"] == list(PRESETS)
    assert demand.keys() == Demand.__dataclass_fields__.keys()


@pytest.mark.parametrize(
    ("division", "office", "government"),
    [
        ("100000", "中央编办", "国务院"),
        ("420000", "省级编办", "省级政府"),
        ("420300", "市级编办", "市级政府"),
        ("420302", "县级编办", "县级政府"),
        ("420302001", "县级编办", "县级政府"),
        ("420302001001", "县级编办", "县级政府"),
        ("", "县级编办", "县级政府"),
    ],
)
def test_the_same_level_is_that_of_the_list(division: str, office: str, government: str) -> None:
    commission = office.replace("编办", "编委")
    assert [rank_meant(peer, division) for peer in PEERS] == [office, commission, government]
    assert rank_meant("市级政府", division) == "市级政府"


# What is asked: presets, files, settings.


def test_nothing_is_asked_where_nobody_asks() -> None:
    assert load_policy(None, Config()) is None


def test_settings_lie_over_a_preset(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        '[policy]\nbase = "internal"\n[policy.all]\nedited = {severity = "off"}\n'
        '[policy.kinds.street-powers]\nrenamed = {severity = "info", rank = "市级政府", notice_days = 3}\n',
        "utf-8",
    )
    config = load(tmp_path)
    policy = load_policy(None, config)
    assert policy is not None
    assert policy.name == "internal"
    assert policy.demand("street-powers", "edited") is None
    assert policy.demand("street-powers", "renamed") == Demand("info", "市级政府", notice_days=3)
    assert policy.demand("street-powers", "added") == preset("internal")["", "added"]
    # What a preset says of one kind goes before what the settings say of all.
    assert policy.demand("community-access", "edited") == preset("internal")["community-access", "edited"]
    named = load_policy("public", config)
    assert named is not None
    assert named.demand("street-powers", "added") == preset("public")["", "added"]
    assert named.demand("street-powers", "edited") is None


def test_a_file_says_what_the_settings_say_under_policy(tmp_path: Path) -> None:
    place = tmp_path / "rules.toml"
    place.write_text('base = "public"\n[all.added]\nseverity = "warning"\ndates = ["notice"]\n', "utf-8")
    policy = load_policy(str(place), Config())
    assert policy is not None
    assert policy.demand("street-powers", "added") == Demand("warning", dates=("notice",))
    assert policy.demand("street-powers", "merged") == preset("public")["", "merged"]
    place.write_text('[all.added]\nseverity = "warning"\n', "utf-8")
    alone = load_policy(str(place), Config())
    assert alone is not None
    assert alone.demand("street-powers", "merged") is None


@pytest.mark.parametrize(
    ("written", "mark", "words", "remedy"),
    [
        ("bas = 'public'\n", (1, "bas"), "未知设置 bas", "base"),
        ("base = 'strict'\n", (1, "base"), "base（预设）", "public、internal、community"),
        ("[all]\nrename = {severity = 'error'}\n", (2, "rename"), "未知设置 rename", "renamed"),
        ("[all]\nrenamed = {rank = '同级政府'}\n", (2, "renamed"), "缺少 severity", "error"),
        (
            "[all]\nrenamed = {severity = 'error', rank = '区级'}\n",
            (2, "rank"),
            "rank（批准级别）",
            "同级政府",
        ),
        ("[kinds.street-power]\n", (1, "kinds"), "没有清单类型 street-power", "street-powers"),
        ("base = [\n", (1, ""), "没有配对", ""),
    ],
)
def test_a_bad_file_is_told_at_its_place(
    tmp_path: Path, written: str, mark: tuple[int, str], words: str, remedy: str
) -> None:
    place = tmp_path / "rules.toml"
    place.write_text(written, "utf-8")
    with pytest.raises(Unusable) as caught:
        load_policy(str(place), Config())
    problem = caught.value.problem
    assert words in problem.message.zh
    assert remedy in (problem.help.zh if problem.help else "")
    assert caught.value.place == place
    assert problem.offsets is not None
    lines = LineIndex(written)
    span = lines.span(*problem.offsets)
    assert span.line == mark[0]
    assert lines.line(span.line)[span.column - 1 :].startswith(mark[1])


def test_what_is_neither_preset_nor_file_is_told() -> None:
    with pytest.raises(Refused) as caught:
        load_policy("publik", Config())
    assert caught.value.problem.help is not None
    assert "是否想写 public" in caught.value.problem.help.zh
    with pytest.raises(Refused) as caught:
        load_policy("rules.toml", Config())
    assert caught.value.problem.help is not None
    assert "public、internal、community" in caught.value.problem.help.zh


def test_wrong_settings_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("[policy.kinds.street]\n", "utf-8")
    with pytest.raises(Unusable) as caught:
        load(tmp_path)
    assert "policy.kinds 里没有清单类型 street" in caught.value.problem.message.zh


# The verdict.


def test_a_change_without_approval_prints_the_line_to_paste() -> None:
    comparison = street([A], [RENAMED])
    verdict = judged(comparison, policy="internal")
    finding = found(verdict, "QZ810")
    assert finding.message.zh == "名称变更没有批准：消防检查 → 消防安全检查"
    assert (finding.path, finding.span, finding.item) == ("A.yaml", PLACE, "A")
    assert finding.severity == only(verdict).severity == "error"
    line = approval_block(only(comparison), "QZ810")
    assert finding.help is not None
    assert finding.paste == line
    assert "entries" in finding.help.zh
    assert only(verdict).rules == ("QZ810",)
    pasted = read_approval(text([finding.paste]).encode(), "approvals/3.yaml", Config())
    settled = judged(comparison, pasted, policy="internal")
    assert codes(settled) == []
    assert (only(settled).severity, only(settled).approval) == (None, "茅政发〔2025〕3号")


def test_the_policy_weighs_and_the_settings_weigh_more() -> None:
    comparison = street([A], [RENAMED])
    assert found(judged(comparison, policy="public"), "QZ810").severity == "warning"
    weighed = judged(comparison, policy="public", severity={"QZ810": "info"})
    assert found(weighed, "QZ810").severity == only(weighed).severity == "info"
    silent = judged(comparison, policy="public", disable=("QZ810",))
    assert (codes(silent), only(silent).severity) == ([], None)


def test_fields_are_named_where_the_name_stays() -> None:
    before = {**A, "office": "平安法治办公室"}
    verdict = judged(street([before], [{**A, "office": "公共安全办公室", "codes": {"local": "1"}}]))
    assert {finding.message.zh for finding in verdict.findings} == {
        "职权划转没有批准：承办机构",
        "要素变更没有批准：编码",
    }


def test_what_was_altered_after_approval_is_told_once() -> None:
    approved = approval(only(street([A], [item("A", "防火检查", **POWER)])))
    verdict = judged(street([A], [RENAMED]), approved)
    finding = found(verdict, "QZ810")
    assert codes(verdict) == ["QZ810"]
    assert "与批准的内容不同" in finding.message.zh
    assert finding.help is not None
    assert "approvals/3.yaml" in finding.help.zh


def test_one_line_approves_the_same_change_in_several_lists() -> None:
    one = street([A], [RENAMED])
    (only_list,) = one.catalogues
    two = replace(one, catalogues=[only_list, replace(only_list, id="toy/second")])
    verdict = judged(two, approval(only(one)))
    assert codes(verdict) == []
    assert {change.approval for change in verdict.changes()} == {"茅政发〔2025〕3号"}


def test_suspected_changes_decide_nothing() -> None:
    comparison = street([A], [RENAMED])
    (only_list,) = comparison.catalogues
    suspected = replace(only(comparison), by="suspected", score=0.9)
    doubtful = replace(comparison, catalogues=[replace(only_list, changes=(suspected,))])
    verdict = judged(doubtful)
    assert (codes(verdict), only(verdict)) == ([], suspected)
    assert codes(judged(doubtful, approval(suspected))) == ["QZ811"]


def test_what_nobody_asks_for_may_be_approved_all_the_same() -> None:
    comparison = compared([item("A", "甲")], [item("A", "乙")])
    verdict = judged(comparison, approval(only(comparison)))
    assert (codes(verdict), only(verdict).approval) == ([], "茅政发〔2025〕3号")


# Approvals that are not what is asked for.


@pytest.mark.parametrize(
    ("document", "code", "field", "words"),
    [
        ({"expires": "2025-06-29"}, "QZ812", "expires", "2025-06-29 到期"),
        ({"rank": "县级编办"}, "QZ813", "rank", "县级编办；这里的调整要县级政府批准"),
        ({"rank": "县级编委"}, "QZ813", "rank", "县级编委；这里的调整要县级政府批准"),
        (
            {"reviewed": "2025-03-02"},
            "QZ814",
            "date",
            "批准日期 2025-03-01 早于审核日期 2025-03-02",
        ),
        ({"legal_review": "2025-03-02"}, "QZ814", "date", "合法性审查日期"),
        ({"effective": "2025-02-28", "notice": None}, "QZ814", "effective", "施行日期"),
        ({"notice": "2025-04-02"}, "QZ814", "effective", "公告日期"),
        ({"expires": "2025-02-01"}, "QZ814", "expires", "有效期至"),
        ({"number": None}, "QZ822", None, "文号"),
        ({"reviewed": None, "legal_review": None}, "QZ822", None, "审核日期"),
        ({"notice": None}, "QZ822", None, "公告日期"),
        ({"effective": "2025-03-10"}, "QZ815", "effective", "只有 4 个工作日，要 5 个"),
        ({"notice": "2040-01-02", "effective": "2040-02-01"}, "QZ821", "effective", "2040 年"),
    ],
)
def test_an_approval_that_does_not_do(
    document: dict[str, Any], code: str, field: str | None, words: str
) -> None:
    comparison = street([B], [A, B])
    flawed = approval(only(comparison), **document)
    verdict = judged(comparison, flawed, policy="community")
    finding = next(finding for finding in verdict.findings if finding.code == code)
    assert words in finding.message.zh
    assert finding.path == "approvals/3.yaml"
    assert finding.excerpt.startswith(f"{field}:" if field else "")
    assert only(verdict).severity == "error"
    assert "QZ810" not in codes(verdict)


def test_the_sound_approval_of_two_is_taken() -> None:
    comparison = street([B], [A, B])
    change = only(comparison)
    low = approval(change, path="approvals/1.yaml", rank="县级编办", number="茅编办〔2025〕1号")
    verdict = judged(comparison, low, approval(change))
    assert (codes(verdict), only(verdict).approval) == ([], "茅政发〔2025〕3号")


def test_one_fault_of_a_document_is_one_finding() -> None:
    comparison = street([B], [A, B, item("C", "排水检查", **POWER), {**B, "id": "D", "name": "燃气检查"}])
    changes = list(comparison.changes())
    verdict = judged(comparison, approval(*changes, rank="县级编办"))
    assert len(changes) == 3
    assert codes(verdict) == ["QZ813"]
    assert {change.severity for change in verdict.changes()} == {"error"}


def test_an_establishment_office_reviews_and_its_commission_may_decide_for_it() -> None:
    comparison = street([A], [RENAMED])
    change = only(comparison)
    low = found(judged(comparison, approval(change, rank="乡级政府")), "QZ813")
    assert low.message.zh == "批准级别不够：乡级政府；这里的调整要县级编办审核"
    assert codes(judged(comparison, approval(change, rank="县级编委"))) == []


def test_a_province_is_not_changed_by_a_county() -> None:
    comparison = compared([B], [A, B], **STREET, jurisdiction={"code": "420000", "name": "湖北省"})
    assert "要省级政府批准" in found(judged(comparison, approval(only(comparison))), "QZ813").message.zh
    assert codes(judged(comparison, approval(only(comparison), rank="国务院"))) == []


def test_unused_lines_are_told_one_by_one_and_unused_documents_once() -> None:
    comparison = street([A], [RENAMED])
    other = only(street([B], [item("B", "养犬管理", **POWER)]))
    verdict = judged(comparison, approval(only(comparison), other))
    finding = found(verdict, "QZ811")
    assert (finding.severity, finding.span.line) == ("warning", 12)
    assert finding.message.zh == "批准没有用到：名称变更 B"
    more = only(street([B], [item("B", "犬只登记", **POWER)]))
    unused = found(judged(street([A], [A]), approval(other, more)), "QZ811")
    assert unused.message.zh == "批准没有用到：茅政发〔2025〕3号"


def test_what_the_older_side_has_already_may_be_unused() -> None:
    done = approval(only(street([B], [item("B", "养犬管理", **POWER)])), expires="2025-05-01")
    assert codes(judged(street([A], [A]), done)) == ["QZ812"]
    assert codes(judged(street([A], [A]), done, past=[done])) == []
    again = judged(street([B], [item("B", "犬类管理", **POWER)]), done, past=[done])
    assert "没有批准" in found(again, "QZ810").message.zh


def test_a_file_that_cannot_be_read_approves_nothing() -> None:
    comparison = street([A], [RENAMED])
    broken = read_approval(b"title: [", "approvals/3.yaml", Config())
    assert codes(judged(comparison, broken)) == ["QZ810", broken.faults[0].code]


DATES = st.dates().map(str) | st.none()
FAR = dict.fromkeys(("reviewed", "legal_review", "notice", "expires")) | {"effective": "9999-12-31"}


@example(FAR, "县级政府", "community")
@given(st.fixed_dictionaries(dict.fromkeys(("reviewed", "legal_review", "notice", "effective", "expires"), DATES)), st.sampled_from(RANKS), st.sampled_from(PRESETS))  # fmt: skip
def test_any_document_gives_a_verdict(document: dict[str, Any], rank: str, policy: str) -> None:
    comparison = street([B], [A, B])
    verdict = judged(comparison, approval(only(comparison), rank=rank, **document), policy=policy)
    assert bool(verdict.findings) == (only(verdict).severity is not None)


@given(st.permutations(range(4)))
def test_the_order_of_rows_and_lines_does_not_matter(order: list[int]) -> None:
    rows = [item(f"N{number}", f"新增事项{number}", **POWER) for number in order]
    comparison = street([B], [B, *rows])
    ordered = street([B], [B, *sorted(rows, key=lambda row: str(row["id"]))])
    assert codes(judged(comparison, approval(*ordered.changes()))) == []


# What a change leaves behind.


def lifecycle(old: list[Item], new: list[Item], **header: Any) -> list[str]:
    """Codes of what is found beside approvals."""
    verdict = judged(compared(old, new, **(header or STREET)), disable=("QZ810",))
    return [code for code in codes(verdict) if code != "QZ802"]


def test_an_approval_that_ended_before_it_began_is_not_to_be_repeated() -> None:
    comparison = street([A], [RENAMED])
    turned = judged(comparison, approval(only(comparison), expires="2025-02-01"))
    help = found(turned, "QZ814").help
    assert help is not None
    assert help.zh == "核对 expires：有效期不能在批准之前结束"
    assert only(turned).rules == ("QZ814",)


def test_what_an_approval_lacks_is_told_by_its_titles() -> None:
    comparison = street([A], [RENAMED])
    lacking = judged(
        comparison, approval(only(comparison), number=None, legal_review=None), policy="internal"
    )
    finding = found(lacking, "QZ822")
    assert finding.message.zh == "批准缺少文号、合法性审查日期"
    assert finding.help is not None
    assert finding.help.zh == "补填 number、legal_review"


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        ([A], ["QZ816"]),
        ([A, {**B, "repealed": "2025-04-01"}], ["QZ816"]),
        ([A, {**B, **GONE}], []),
        ([item("C", "消防检查和养犬登记", **POWER, merged_from=["A", "B"])], []),
    ],
)
def test_what_is_cancelled_leaves_a_record(new: list[Item], wanted: list[str]) -> None:
    assert lifecycle([A, B], new) == wanted


def test_a_removed_list_is_told_once() -> None:
    comparison = street([A, B], [{**A, **GONE}, {**B, **GONE}])
    (only_list,) = comparison.catalogues
    bare = tuple(replace(change, after=()) for change in only_list.changes)
    removed = replace(comparison, catalogues=[replace(only_list, new_path="", new_header={}, changes=bare)])
    verdict = judged(removed, disable=("QZ810",))
    assert "整份清单" in found(verdict, "QZ816").message.zh


def test_a_recalled_power_leaves_a_record_too() -> None:
    kept, down = item("A", "消防检查", **POWER), item("B", "排水检查", **POWER)
    header = {"kind": "delegated-powers"}
    assert lifecycle([kept, down], [kept], **header) == ["QZ816", "QZ820"]
    tomb = {**down, **GONE, "former_authority": "区水利局"}
    assert lifecycle([kept, down], [kept, tomb], **header) == []


OTHER = {**POWER, "basis": [{"law": "中华人民共和国动物防疫法", "article": 30}]}


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ([A], [RENAMED], []),
        ([A], [item("A", "防火巡查", **POWER)], []),
        ([A], [item("A", "养犬登记", **OTHER)], ["QZ817"]),
        ([A], [item("A", "消防登记", **OTHER)], []),
        ([A, B], [item("A", "养犬登记", **POWER), item("B", "消防检查", **POWER)], ["QZ817", "QZ817"]),
        ([A], [item("A", "燃气检查", **POWER), item("C", "消防检查", **POWER)], ["QZ817"]),
        ([A, {**B, "name": "消防检查"}], [RENAMED, {**B, "name": "消防检查", "note": "改"}], []),
    ],
)
def test_an_id_keeps_its_meaning(old: list[Item], new: list[Item], wanted: list[str]) -> None:
    assert lifecycle(old, new) == wanted


@pytest.mark.parametrize(("name", "wanted"), [("养犬登记", ["QZ817"]), ("消防检查", [])])
def test_the_id_of_a_cancelled_item_returns_only_as_itself(name: str, wanted: list[str]) -> None:
    tomb = {**A, **GONE}
    comparison = street([B], [B, item("A", name, **POWER)])
    (only_list,) = comparison.catalogues
    known = tuple(replace(change, before=(tomb,)) for change in only_list.changes)
    revived = replace(comparison, catalogues=[replace(only_list, changes=known)])
    assert codes(judged(revived, disable=("QZ810",))) == wanted


REVIEW = {"body": "区委社会工作部", "date": "2025-03-01"}
APPROVED = {"body": "区委", "date": "2025-04-01"}


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"listing": "positive", "review": REVIEW, "approval": APPROVED}, []),
        ({"listing": "positive", "review": APPROVED, "approval": REVIEW}, ["QZ818"]),
        ({"listing": "positive", "review": REVIEW}, ["QZ818"]),
        ({"listing": "positive", "review": {"body": "区委"}, "approval": APPROVED}, ["QZ818"]),
        ({"listing": "negative"}, []),
    ],
)
def test_access_is_reviewed_and_then_approved(fields: dict[str, Any], wanted: list[str]) -> None:
    header = {"kind": "community-access"}
    kept = item("Z", "出具亲属关系证明", listing="negative")
    assert lifecycle([kept], [kept, item("A", "入户登记", **fields)], **header) == wanted
    before = item("A", "入户登记", listing="negative")
    assert lifecycle([before], [item("A", "入户登记", **fields)], **header) == wanted
    unchanged = item("A", "人口入户登记", **fields)
    assert lifecycle([item("A", "入户登记", **fields)], [unchanged], **header) == []


def test_a_document_may_excuse_what_the_item_lacks() -> None:
    kept = item("Z", "出具亲属关系证明", listing="negative")
    comparison = compared([kept], [kept, item("A", "入户登记", listing="positive")], kind="community-access")
    excused = approval(only(comparison), rule="QZ818")
    assert codes(judged(comparison, excused, disable=("QZ810",))) == []


@pytest.mark.parametrize(
    ("header", "old", "new", "wanted"),
    [
        ("delegated-powers", [], item("A", "消防检查", **POWER), "QZ819"),
        ("delegated-powers", [], item("A", "消防检查", **POWER, handover="2025-04-01"), None),
        ("street-powers", [{**A, "level": ["县"]}], {**A, "level": ["镇（乡、街道）"]}, "QZ819"),
        (
            "street-powers",
            [{**A, "level": ["县"]}],
            {**A, "level": ["镇（乡、街道）"], "effective": "2025-04-01"},
            None,
        ),
        ("township-duties", [], item("A", "兽药初审", section="recalled"), "QZ820"),
        (
            "township-duties",
            [],
            item("A", "兽药初审", section="recalled", receiving_department="县农业农村局"),
            None,
        ),
        ("street-powers", [{**A, "level": ["镇（乡、街道）"]}], {**A, "level": ["县"]}, None),
    ],
)
def test_what_moves_says_when_and_to_whom(
    header: str, old: list[Item], new: Item, wanted: str | None
) -> None:
    kept = item("Z", "留", section="basic") if header == "township-duties" else item("Z", "留", **POWER)
    assert lifecycle([kept, *old], [kept, new], kind=header) == ([wanted] if wanted else [])


def test_messages_are_complete_in_both_languages() -> None:
    comparison = street([A, B], [item("A", "燃气登记", **OTHER)])
    verdict = judged(
        comparison, approval(*comparison.changes(), rank="乡级政府", number=None), policy="community"
    )
    assert len(verdict.findings) > 3
    for finding in verdict.findings:
        assert finding.message.zh
        assert finding.message.en
        assert finding.help is not None
        assert finding.help.en


def test_every_type_of_change_can_be_asked_for_in_the_settings(tmp_path: Path) -> None:
    changes: list[ChangeType] = [*LABELS]
    rows = "".join(f'{change} = {{severity = "info"}}\n' for change in changes)
    (tmp_path / FILE).write_text(f"[policy.all]\n{rows}", "utf-8")
    policy = load_policy(None, load(tmp_path))
    assert policy is not None
    assert policy.name == FILE
    assert all(policy.demand("street-powers", change) == Demand("info") for change in changes)
