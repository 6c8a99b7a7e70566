"""What looks like a fault and is none, beside what is one: the rules that judge by names, dates and limits."""

from __future__ import annotations

import pytest
from judging import judge_all

from qzqd.check.rule import power, resting_on


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
        ("限制人身自由的处罚", "综合执法局", True),
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
