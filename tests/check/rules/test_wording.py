"""Wording: what a slip looks like, what only looks like one, and what a fix makes of it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worded import codes, judge, quoted


@pytest.mark.parametrize(
    "text",
    ["某某局检查", "××街道", "×年×月发布", "XX街道证明", "XXX 证明", "xx区证明", "ＸＸ街道", "***局", "___年",
     "【】证明", "【 　】证明", "【请填写单位】证明", "【待定】证明", "待补充材料", "证明 TODO", "经地州市民政局审核",
     "待定", "责任单位待定", "（待定）", "（填写名称）", "（此处填写）", "（）", "请填写", "请填写名称", "TBD", "某局检查", "X街道", "**街道",
     "__街道", "待填", "地州市水行政主管部门", "地州市发展改革委员会", "县市区水利局", "（县市区民政局）", "具体承办的业务科室"],
)  # fmt: skip
def test_leftovers_of_a_template(text: str) -> None:
    assert codes(judge(text)) == ["QZ701"]
    assert "QZ701" not in codes(quoted(text))


@pytest.mark.parametrize(
    "text",
    ["某单位检查", "3×4 米广告", "XL 号服装", "编号 XX-01", "码 91XX01 的检查", "【法律】消防", "【申请材料】清单",
     "【待遇标准】核定", "等待补充材料", "有待补充完善", "各地州市民政局审核", "向所在地州市科技局报告", "TODOS 公司",
     "等待定损", "有待定论", "待定残人员", "（填写申请表后提交）", "请填写申请表，并提交身份证明和户口簿等材料后等候通知", "办理人请填写申请表",
     "在某局部地区", "HX街道", "地、州、市民政局", "CTBD 证明", "各县市区水利局", "报县市区水利局备案", "由地州市人民政府有关部门审批", "由具体承办的业务科室负责"],
)  # fmt: skip
def test_no_leftovers(text: str) -> None:
    assert judge(text) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("對養犬證明的檢查", "对养犬证明的检查"),
        ("国務院", "国务院"),
        ("裏面和後面", "里面和后面"),
    ],
)
def test_traditional(text: str, plain: str) -> None:
    (finding,) = judge(text)
    assert (finding.code, finding.fix) == ("QZ702", plain)
    assert codes(quoted(text)) == ["QZ702"]


@pytest.mark.parametrize(
    "text",
    [
        "李堃镕喆",
        "昇腾产业园",
        "洺河埇桥",
        "濛洲街道",
        "鮀浦街道",
        "礐石街道",
        "〇五·一—㎡",
        "𬕂",
        "&#35657;",
        "&#999999;",
    ],
)
def test_rare_characters_are_not_traditional(text: str) -> None:
    assert judge(text, "note") == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [("生产(chǎn)经营（jīng yíng）检查", "生产经营检查"), ("权利(lì)", "权利")],
)
def test_pinyin(text: str, plain: str) -> None:
    (finding,) = judge(text)
    assert (finding.code, finding.fix) == ("QZ703", plain)


@pytest.mark.parametrize("text", ["政府和社会资本合作（PPP）", "公司 (Société) 登记", "客户端（app）检查"])
def test_no_pinyin(text: str) -> None:
    assert judge(text) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("养犬 证明", "养犬证明"),
        ("养犬\u3000证明 检查", "养犬证明检查"),
        ("养犬\t证明", "养犬证明"),
        ("第二条 对养犬 证明", "第二条 对养犬证明"),
        ("开展 双随机 检查", "开展双随机检查"),
        ("市场监督 管理局", "市场监督管理局"),
        ("社会 保障局", "社会保障局"),
        ("居住区 、街巷清扫", "居住区、街巷清扫"),
        ("清扫（ 含街巷 ）", "清扫（含街巷）"),
    ],
)
def test_stray_spaces(text: str, plain: str) -> None:
    (finding,) = judge(text)
    assert (finding.code, finding.fix) == ("QZ705", plain)


@pytest.mark.parametrize(
    "text",
    [
        "A 类证明",
        "截至 2025 年",
        "第一章 总则",
        "第十四条\u3000任何单位",
        "中共中央 国务院关于加强基层治理的意见",
        "教育部 民政部 财政部关于补助的通知",
        "1990年发布 根据2017年决定修正",
        "养犬规定 第二十五条",
        "市城管局 市住建局",
        "法规监督科 综合执法支队 政务服务中心",
        "中共房县县委办公室 房县人民政府办公室",
        "中华人民共和国消防法 湖北省消防条例",
        "养犬职责调整  登记处职责调整为：检查",
    ],
)
def test_spaces_that_belong_there(text: str) -> None:
    assert judge(text) == []


def test_a_gap_in_prose_is_for_people_to_close() -> None:
    (finding,) = judge("养犬 证明；检查。", "note")
    assert (finding.code, finding.fix) == ("QZ705", None)


@pytest.mark.parametrize(
    ("text", "plain", "found"),
    [
        ("居⺠养⽝证明", "居民养犬证明", "⺠⽝"),
        ("⼈⼒⻓", "人力长", "⼈⼒⻓"),
        ("金\uf90a", "金金", "\uf90a"),
        ("⺀", None, ""),
    ],
)
def test_radicals(text: str, plain: str | None, found: str) -> None:
    findings = judge(text)
    if plain is None:
        assert findings == []
    else:
        (finding,) = findings
        assert (finding.code, finding.fix) == ("QZ710", plain)
        assert found in finding.message.zh


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("对養犬证明", "養"),
        ("在某某局检查", "某某"),
        ("居民养(yǎng)犬", "(yǎng)"),
        ("养犬 证明", " "),
        ("养犬证明。", "。"),
        ("居民１２号证明", "１２"),
        ("国令第l98号证明", "l"),
        ("居⺠证明", "⺠"),
        ("对《养犬证明", "《"),
        ("对养犬》证明", "》"),
        ("《甲》（乙（丙）", "（"),
        ("印发《〈甲〉《乙》》", "《"),
    ],
)
def test_the_characters_at_fault_are_pointed_at(text: str, at: str) -> None:
    (finding,) = judge(text)
    span = finding.span
    assert finding.excerpt[span.column - 1 : span.end_column - 1] == at
    if finding.fix is not None:
        assert finding.target is not None


def test_spaces_in_a_quotation_of_several_lines() -> None:
    assert codes(quoted("任何 单位")) == ["QZ705"]
    assert quoted("任何 单位\n不得") == []


@pytest.mark.parametrize("mark", [*"。；，、：.", " ", "。 "])
def test_trailing_punctuation(mark: str) -> None:
    (finding,) = judge("养犬证明" + mark)
    assert (finding.code, finding.fix) == ("QZ706", "养犬证明")
    assert finding.help is not None
    assert "note" not in finding.help.zh
    assert judge("养犬证明" + mark, "note") == []


@pytest.mark.parametrize("mark", [*"%@!?&#-", "- ", "? "])
def test_a_mark_before_a_name_is_told(mark: str) -> None:
    """What the reader asks to put in quotes is read then, but is part of no name."""
    (finding,) = judge(mark + "养犬证明")
    assert (finding.code, finding.fix) == ("QZ706", None)
    assert f"“{mark}”" in finding.message.zh


@pytest.mark.parametrize("mark", [*"*※①¹†", "**", "[1]", "〔12〕", "①②", "*。"])
def test_a_footnote_mark_is_only_removed_by_who_knows_the_footnote(mark: str) -> None:
    (finding,) = judge("养犬证明" + mark)
    assert (finding.code, finding.fix) == ("QZ706", None)
    assert finding.help is not None
    assert "note" in finding.help.zh
    assert judge("养犬证明" + mark, "note") == []


@pytest.mark.parametrize("number", ["1、", "12．", "3.", "(1)", "（一）", "①", "十二、", "*", "（2） "])
def test_numbers_at_the_beginning(number: str) -> None:
    (finding,) = judge(number + "养犬证明")
    assert (finding.code, finding.fix) == ("QZ706", None)
    assert f"“{number}”" in finding.message.zh


@pytest.mark.parametrize(
    "name",
    [
        "一次性证明",
        "三、四级实验室",
        "1.5 米以下广告",
        "12345 热线",
        "（涉外）证明",
        "十五日证明",
        "2、3 类证明",
    ],
)
def test_numbers_that_belong_there(name: str) -> None:
    assert judge(name) == []


@pytest.mark.parametrize("name", ["证明（一）", "证明[附件]", "证明〔2020〕", "证明1", "“证明”", "《证明》"])
def test_endings_that_belong_there(name: str) -> None:
    assert judge(name) == []


def test_a_name_of_marks_only_cannot_be_mended() -> None:
    (finding,) = judge("※")
    assert (finding.code, finding.fix) == ("QZ706", None)


def test_full_width() -> None:
    (finding,) = judge("２０２０年Ａ类ｂ（Ｘ光）：", "note")
    assert (finding.code, finding.fix) == ("QZ707", "2020年A类b（X光）：")
    assert quoted("２０２０年") == []


@pytest.mark.parametrize("text", ["养犬（一）：《证明》；“甲”！？", "ⅠⅡ①"])
def test_full_width_punctuation_is_right(text: str) -> None:
    assert judge(text, "note") == []


def test_letters_among_digits() -> None:
    (finding,) = judge("国务院令第l98号", "note")
    assert (finding.code, finding.fix) == ("QZ708", "国务院令第198号")
    assert judge("第I类证明") == []


SLIPS = "某×X地州市局產(chǎn)《》〈〉（）“”〔〕 \u3000１Ａ第l98号2020[]。①*【】TODO证明1)"


@given(st.text(alphabet=SLIPS, min_size=1, max_size=30).filter(str.strip))
def test_a_fix_leaves_nothing_to_mend_to_the_rule_that_gave_it(text: str) -> None:
    for finding in judge(text):
        if isinstance(finding.fix, str) and finding.pointer.endswith("name") and finding.fix.strip():
            again = {later.code for later in judge(finding.fix) if later.fix is not None}
            assert finding.code not in again


@pytest.mark.parametrize(
    "unit",
    [
        "（",
        "(a(",
        "《甲",
        "甲 ",
        " ",
        "甲" + " " * 99,
        "【请填",
        "第一",
        "X",
        "某",
        "(ā",
        "第1l",
        "〔20",
        "證",
        "1)",
        "。",
    ],
)
def test_hostile_repetition_takes_no_time(unit: str) -> None:
    started = perf_counter()
    judge("甲" + unit * (19_000 // len(unit)), "note")
    assert perf_counter() - started < 2
