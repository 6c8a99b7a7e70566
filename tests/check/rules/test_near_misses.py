"""What looks like a fault and is none, beside what is one: the rules that judge by names, dates and limits."""

from __future__ import annotations

import pytest
from judging import judge, judge_all

from qzqd.check.engine import Engine
from qzqd.check.rule import Example, power, resting_on
from qzqd.open.registers import LawEntry, Registers
from qzqd.read.config import Config


def told(code: str, body: str, header: dict[str, str]) -> bool:
    return code in [finding.code for finding in judge_all(body, header)]


@pytest.mark.parametrize(
    ("name", "body", "wrong"),
    [
        ("对扰乱公共秩序行为的行政拘留", "街道办事处", True),
        ("对扰乱公共秩序行为的行政拘留", "区公安分局", False),
        ("对扰乱公共秩序行为的行政拘留", "海警工作站", False),
        ("对非法探视被拘留人员的处罚", "司法所", False),
        ("对扰乱拘留所秩序的处罚", "综合执法局", False),
        ("对扰乱公共秩序行为的行政拘留", "市国安局", False),
        ("限制人身自由的处罚", "综合执法局", True),
        ("对拒不改正的处以限制人身自由的处罚", "综合执法局", True),
        ("对以限制人身自由的手段强迫劳动的处罚", "区人力资源和社会保障局", False),
        ("对采取暴力、限制人身自由等手段强迫交易的处罚", "区市场监督管理局", False),
        ("对非法拘禁、非法限制人身自由的处罚", "综合执法局", False),
    ],
)
def test_who_may_detain(name: str, body: str, wrong: bool) -> None:
    item = power(resting_on(), name=name, power_type="行政处罚", authority=body)
    assert told("QZ417", f"items:\n{item}", {}) == wrong


@pytest.mark.parametrize(
    ("name", "power_type", "source", "wrong"),
    [
        ("查封违法施工现场", "行政强制", "上级委托", True),
        ("查封违法施工现场", "行政强制", "上级下放", False),
        ("违法建筑代履行", "行政强制", "上级委托", False),
        ("强制拆除违法建筑", "行政强制", "上级委托", False),
        ("强制清除沿街堆放物", "行政强制", "同级委托", False),
        ("对占道经营的处罚", "行政处罚", "上级委托", False),
    ],
)
def test_what_may_be_entrusted(name: str, power_type: str, source: str, wrong: bool) -> None:
    item = power(f"power_source: {source}", resting_on(), name=name, power_type=power_type)
    assert told("QZ418", f"items:\n{item}", {}) == wrong


@pytest.mark.parametrize(
    ("name", "power_type", "wrong"),
    [
        ("对未清扫积雪的处罚", "行政检查", True),
        ("对未清扫积雪的处罚", "行政处罚", False),
        ("临时占道行政许可", "行政确认", True),
        ("行政许可的监督检查", "行政检查", False),
        ("不予处罚", "其他行政权力", False),
        ("撤销以欺骗、贿赂等不正当手段取得的行政许可", "其他行政权力", False),
        ("注销行政许可", "其他行政权力", False),
        ("对拒不接受行政检查", "行政处罚", False),
    ],
)
def test_what_a_name_says_of_the_type(name: str, power_type: str, wrong: bool) -> None:
    assert told("QZ717", f"items:\n{power(resting_on(), name=name, power_type=power_type)}", {}) == wrong


@pytest.mark.parametrize(
    ("ground", "wrong"),
    [
        ("article: 32-1", False),
        ("article: 32-35", False),
        ("article: 120-6", False),
        ("article: 35-32", True),
        ("paragraph: 2", True),
        ("locator: 附件1, paragraph: 2", False),
        ("article: 5, subparagraph: 3", False),
    ],
)
def test_provisions_that_can_be(ground: str, wrong: bool) -> None:
    item = power(f"basis: [{{law: 中华人民共和国消防法, {ground}}}]")
    assert told("QZ416", f"items:\n{item}", {}) == wrong


@pytest.mark.parametrize(
    ("law", "wrong"),
    [
        ("国务院对确需保留的行政审批项目设定行政许可的决定", False),
        ("关于加强基层治理体系和治理能力现代化建设的意见", False),
        ("湖北省消防条例（2024年修正）", True),
        ("机关团体企业事业单位消防安全管理规定", True),
    ],
)
def test_what_has_no_articles(law: str, wrong: bool) -> None:
    item = power(f"basis: [{{law: {law}, subparagraph: 377}}]")
    assert told("QZ416", f"items:\n{item}", {}) == wrong


_REGISTER = Registers(
    ended={"区扶贫办": "2021-05-01"},
    units={"区扶贫办": "", "区农业农村局": ""},
    full={},
    departments={"区扶贫办"},
)


@pytest.mark.parametrize(
    ("body", "kind", "wrong"),
    [
        ("{id: A, name: 扶贫, lead_department: 区扶贫办}", "task-list", True),
        (
            "{id: A, name: 扶贫, section: recalled, receiving_department: 区扶贫办, method: 由部门承担}",
            "township-duties",
            True,
        ),
        (
            "{id: A, name: 扶贫项目验收, power_type: 其他行政权力, authority: 街道办事处, former_authority: 区扶贫办}",
            "delegated-powers",
            False,
        ),
        ('{id: A, name: 区扶贫办, scorer: 东街街道, period: "2020", score: 90}', "department-scores", False),
        ('{id: A, name: 区扶贫办, scorer: 东街街道, period: "2022", score: 90}', "department-scores", True),
    ],
)
def test_who_is_no_more(body: str, kind: str, wrong: bool) -> None:
    found = judge(f"items:\n  - {body}\n", {"kind": kind}, registers=_REGISTER)
    assert ("QZ320" in [finding.code for finding in found]) == wrong


@pytest.mark.parametrize(
    ("bounds", "wrong"),
    [
        (
            "{type: community, attribute: 户数, at_least: 100}, {type: community, attribute: 户数, at_most: 700}",
            False,
        ),
        (
            "{type: community, attribute: 户数, at_most: 500}, {type: community, attribute: 户数, at_most: 700}",
            True,
        ),
        (
            "{type: community, attribute: 户数, at_most: 500}, {type: community, attribute: 人口, at_most: 700}",
            False,
        ),
    ],
)
def test_one_says_the_least_another_the_most(bounds: str, wrong: bool) -> None:
    body = "items:\n  - {id: A, name: 东街社区, type: community, attributes: {户数: 300, 人口: 600}}\n"
    assert told("QZ224", body, {"kind": "units", "bounds": f"[{bounds}]"}) == wrong


def test_a_call_goes_through_a_stage_again() -> None:
    """Sent back, it is assigned again: that it was is no slip."""
    body = "items:\n  - {id: HJ-1, name: 群租房, stages: [派单, 处置, 派单, 处置, 办结]}\n"
    assert not told("QZ224", body, {"kind": "call-records"})


@pytest.mark.parametrize(
    ("lineage", "wrong"),
    [("split_from: ZM-01", False), ("replaces: [ZM-01]", True), ("merged_from: [ZM-01, ZM-02]", True)],
)
def test_what_goes_on_beside_what_came_of_it(lineage: str, wrong: bool) -> None:
    """Comparing two editions takes an item that stays after a split as right, and so does checking one."""
    body = (
        "items:\n"
        "  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"
        f"  - {{id: ZM-02, name: 出生医学证明, issuance: shall-not, {lineage}}}\n"
    )
    assert told("QZ653", body, {"kind": "community-certificates"}) == wrong


@pytest.mark.parametrize(
    ("law", "level", "wrong"),
    [
        ("四川省城乡环境综合治理条例", "地方性法规", True),
        ("湖北省城市市容和环境卫生管理条例", "地方性法规", False),
        ("宁夏回族自治区物业管理条例", "地方性法规", True),
        ("广东省经济特区条例", "法律", False),
        ("市容管理条例", "地方性法规", False),
    ],
)
def test_whose_law_it_is(law: str, level: str, wrong: bool) -> None:
    item = power(f"basis: [{{law: {law}, level: {level}, article: 3}}]")
    assert told("QZ414", f"items:\n{item}", {}) == wrong


@pytest.mark.parametrize(
    ("responses", "wrong"),
    [
        ("{level: 红, within_minutes: 30}, {level: 黄, within_minutes: 120}", False),
        ("{level: 红, within_minutes: 120}, {level: 黄, within_minutes: 30}", True),
        ("{level: 蓝, within_days: 1}, {level: 红, within_minutes: 30}", False),
        ("{level: 黄, within_minutes: 30}, {level: 红, within_minutes: 120}", True),
        ("{level: 攻坚, within_minutes: 10}, {level: 紧急, within_minutes: 30}", False),
        ("{level: 红, within_minutes: 30, close_within_days: 1}", False),
        ("{level: 红, within_days: 3, close_within_days: 1}", True),
        ("{level: 红, within_days: 3, within_minutes: 30}", True),
    ],
)
def test_limits_of_calls(responses: str, wrong: bool) -> None:
    body = f"items:\n  - {{id: HJ-1, name: 群租房, departments: [区公安分局], responses: [{responses}]}}\n"
    assert told("QZ647", body, {"kind": "call-situations"}) == wrong


@pytest.mark.parametrize(
    ("legal", "promised", "wrong"),
    [
        ("20个工作日", "5个工作日", False),
        ("20个工作日", "30个工作日", True),
        ("20个工作日", "25日", False),
        ("30日", "45天", True),
        ("受理5日，决定20日", "30日", False),
        ("即时办结", "5个工作日", False),
    ],
)
def test_what_is_promised(legal: str, promised: str, wrong: bool) -> None:
    item = power(f"statutory_limit: {legal}", f"promised_limit: {promised}", resting_on())
    assert told("QZ647", f"items:\n{item}", {"kind": "department-powers"}) == wrong


@pytest.mark.parametrize(
    ("decision", "wrong"),
    [
        ('number: 区委办〔2025〕5号, date: "2025-04-01"', False),
        ('number: 区委办〔2024〕95号, date: "2025-01-08"', False),
        ('number: 区委办〔2019〕5号, date: "2025-04-01"', True),
        ('number: 区委办〔2026〕5号, date: "2025-04-01"', True),
        ("number: 区委办〔2019〕5号", False),
        ('number: 国务院令第722号, date: "2020-01-01"', False),
    ],
)
def test_the_year_of_a_document(decision: str, wrong: bool) -> None:
    body = (
        "items:\n  - id: ZR-1\n    name: 普查登记\n    listing: positive\n"
        f'    review: {{body: 区委社会工作部, date: "2025-01-02"}}\n    approval: {{body: 区委, {decision}}}\n'
    )
    assert told("QZ649", body, {"kind": "community-access"}) == wrong


@pytest.mark.parametrize(
    ("term", "wrong"),
    [
        ("长期", False),
        ("2020年1月1日至2020年12月31日", True),
        ("至2999年12月31日", False),
        ("2020-12-31", True),
        ("2020年1月1日起", False),
        ("2020年1月1日起至2020年12月31日", True),
        ("2020年12月31日前", True),
        ("截至2020年12月31日", True),
        ("2020年5月1日批准，长期有效", False),
        ("自2020年5月1日批准之日起两年", False),
        ("2020年5月1日印发执行", False),
        ("1年", True),
        ("999年", False),
        ("每年一次", False),
    ],
)
def test_terms_in_words(term: str, wrong: bool) -> None:
    body = (
        f'items:\n  - id: ZR-1\n    name: 普查登记\n    listing: positive\n    term: "{term}"\n'
        '    review: {body: 区委社会工作部, date: "2020-01-02"}\n    approval: {body: 区委, date: "2020-02-01"}\n'
    )
    assert told("QZ636", body, {"kind": "community-access"}) == wrong


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("己建房屋检查", "已建房屋检查", True),
        ("早市检查", "夜市检查", False),
        ("未成年人保护", "成年人保护", False),
        ("拆除违建检查", "折除违建检查", True),
    ],
)
def test_names_that_look_alike(one: str, other: str, wrong: bool) -> None:
    body = "items:\n" + power(resting_on(), key="A", name=one) + power(resting_on(), key="B", name=other)
    assert told("QZ204", body, {}) == wrong


@pytest.mark.parametrize(
    ("power_type", "level", "source", "wrong"),
    [
        ("行政处罚", "规范性文件", "", True),
        ("行政处罚", "地方政府规章", "", False),
        ("行政强制", "地方政府规章", "", True),
        ("行政强制", "地方性法规", "", False),
        ("行政处罚", "", "", False),
        ("行政处罚", "规范性文件", "power_source: 上级下放", False),
        ("行政检查", "规范性文件", "", False),
    ],
)
def test_what_may_create_a_power(power_type: str, level: str, source: str, wrong: bool) -> None:
    ground = f"basis: [{{law: 茅箭区城市管理办法, article: 3{f', level: {level}' if level else ''}}}]"
    item = power(*filter(None, [source]), ground, name="占道经营的处罚", power_type=power_type)
    assert told("QZ421", f"items:\n{item}", {}) == wrong
    assert not told("QZ421", f"items:\n{item}", {"kind": "delegated-powers"})


def test_the_level_of_a_ground_may_be_known_from_the_register_alone() -> None:
    """Whether it was told hung on what another item said of another ground."""
    known = LawEntry("城市管理执法办法", "部门规章", (("2017-01-24", 43),))
    basis = "basis: [{law: 城市管理执法办法, article: 3}]"
    item = power(basis, name="查封违法施工现场", power_type="行政强制")
    registers = Registers(laws={known.title: known})
    found = Engine(Config(), registers).check(Example(f"items:\n{item}").source(), "list.yaml").findings
    assert "QZ421" in [finding.code for finding in found]
