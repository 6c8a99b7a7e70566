"""The layouts of lists that places have published, in every format that offices keep them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from office.importing.books import book, names, several, taken, told
from office.importing.test_formats import sheet_of_ods, word
from qzqd.office.importing import plan, sheets
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIRE = "《中华人民共和国消防法》（2021年修正）第三十一条"
WATER = "《重庆市水资源管理条例》（2023年修正）第三十九条"


class Layout(NamedTuple):
    """One list. fields: by name of an item, values that it has to have."""

    title: str
    rows: Sequence[Sequence[str]]
    expected: Sequence[str]
    fields: dict[str, dict[str, object]]


LAYOUTS = {
    "departments with the level and what it may do under one heading": Layout(
        "某市水务局权责清单（2024年版）",
        [
            ("序号", "事项名称", "子项名称", "权力类型", "实施依据", "行使主体", "承办机构", "实施层级及权限", "实施层级及权限", "部门职责", "责任事项内容", "责任事项依据", "追责对象范围", "追责情形", "备注"),
            ("1", "取水检查", "", "行政检查", FIRE, "市水务局", "水政科", "市级", "负责本级检查", "监管", "1.制定方案。\n2.检查。", WATER, "承办人", "有下列情形的：\n1.不检查的。", ""),
        ],
        ["取水检查"],
        {"取水检查": {"level": ["市"], "level_authority": "负责本级检查", "duties": [{"steps": ["制定方案。", "检查。"]}], "accountability": {"scope": "承办人", "situations": ["不检查的。"], "opening": "有下列情形的："}}},
    ),
    "streets of Anhui 2019": Layout(
        "某市明南街道办事处权力清单和责任清单",
        [
            ("序号", "权力类型", "项目编码", "项目名称", "子项", "实施依据", "责任事项", "追责情形"),
            ("1", "行政检查", "3411820001", "消防检查", "", FIRE, "1.受理", "因不履行"),
            ("2", "行政确认", "3411820002", "光荣证核发与注销", "光荣证核发", WATER, "1.受理", "因不履行"),
            ("", "行政确认", "", "", "光荣证注销", WATER, "1.受理", "因不履行"),
        ],
        ["消防检查", "光荣证核发与注销", "光荣证核发与注销 / 光荣证核发", "光荣证核发与注销 / 光荣证注销"],
        {"消防检查": {"codes": {"local": "3411820001"}}, "光荣证注销": {"power_type": "行政确认"}},
    ),
    "statutory enforcement, Chongqing 2023": Layout(
        "某区某街道法定行政执法事项清单",
        [
            ("序号", "事项名称", "事项类型", "执法主体", "执法依据"),
            ("1", "消防安全检查", "行政检查", "乡（镇）人民政府（街道办事处）", FIRE),
            ("7", "对《重庆市水资源管理条例》第十八条所列情形的处罚", "行政处罚", "乡（镇）人民政府、街道办事处", WATER),
        ],
        ["消防安全检查", "对《重庆市水资源管理条例》第十八条所列情形的处罚"],
        {"消防安全检查": {"seq": 1, "authority": "乡（镇）人民政府（街道办事处）", "basis": [{"law": "中华人民共和国消防法", "edition": "2021", "article": 31}]}},
    ),
    "delegated powers, Chongqing 2025": Layout(
        "某区赋权镇街事项清单",
        [
            ("序号", "赋权事项名称", "原行使部门", "赋权范围", "赋权事项的执法依据", "赋权街镇"),
            ("1", "对占用消防通道的处罚", "区消防救援局", "全部", FIRE, "甲街道、乙镇"),
        ],
        ["对占用消防通道的处罚"],
        {"对占用消防通道的处罚": {"former_authority": "区消防救援局", "scope": "全部", "receiving_units": ["甲街道", "乙镇"]}},
    ),
    "second batch of delegations, 2022": Layout(
        "某市第二批赋权乡镇（街道）县级行政权力事项清单",
        [
            ("序号", "省序号", "权力类型", "权力名称", "主要设立依据", "备注", "承接乡镇（街道）"),
            ("1", "17", "行政处罚", "对违法取水的处罚", WATER, "委托", "甲镇"),
        ],
        ["对违法取水的处罚"],
        {"对违法取水的处罚": {"receiving_units": ["甲镇"], "note": "委托", "extra": {"省序号": "17"}}},
    ),
    "licences of a district, 2022": Layout(
        "某区行政许可事项清单（2022年版）",
        [
            ("序号", "中央清单序号", "区级主管部门", "事项名称", "实施机关", "设定和实施依据", "备注"),
            ("1", "1、729", "区发改局", "节能审查*", "区发改局", FIRE, ""),
            ("注：带*的事项由省级部门委托实施",),
        ],
        ["节能审查"],
        {"节能审查": {"power_type": "行政许可", "extra": {"中央清单序号": "1、729", "区级主管部门": "区发改局", "脚注": "*"}}},
    ),
    "what townships do themselves": Layout(
        "某镇基本履职事项清单",
        [("序号", "事项名称"), ("一、党的建设（2项）",), ("1", "党员教育"), ("2", "换届选举"), ("二、经济发展（1项）",), ("3", "招商引资"), ("合计", "3项")],
        ["党员教育", "换届选举", "招商引资"],
        {"招商引资": {"section": "basic", "category": "经济发展"}},
    ),
    "what townships assist with": Layout(
        "某镇配合履职事项清单",
        [
            ("序号", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责"),
            ("一、平安法治（1项）",),
            ("1", "社区矫正", "县司法局", "1.监督管理。\n2.考核。", "协助走访"),
        ],
        ["社区矫正"],
        {"社区矫正": {"section": "assist", "lead_department": "县司法局", "township_duty": "协助走访"}},
    ),
    "what departments take back": Layout(
        "某镇上级部门收回事项清单",
        [("序号", "事项名称", "承接部门及工作方式"), ("1", "对违法建设的处罚", "承接部门：县住建局\n工作方式：按职责开展执法")],
        ["对违法建设的处罚"],
        {"对违法建设的处罚": {"section": "recalled", "receiving_department": "县住建局", "method": "按职责开展执法"}},
    ),
    "certificates": Layout(
        "不应由基层群众性自治组织出具证明事项清单",
        [("序号", "证明事项名称"), ("1", "亲属关系证明"), ("2", "居民身份信息证明")],
        ["亲属关系证明", "居民身份信息证明"],
        {},
    ),
    "consultation with the units that are asked": Layout(
        "某区重大事项征求街道意见清单",
        [
            ("序号", "征求意见事项", "征求意见单位", "征求意见方式", "反馈时限"),
            ("1", "公共服务设施布局", "所在街道、社区居民委员会", "召开座谈会", "10个工作日"),
        ],
        ["公共服务设施布局"],
        {"公共服务设施布局": {"consultees": ["所在街道", "社区居民委员会"], "procedure": "召开座谈会", "feedback_days": 10}},
    ),
    "calls of a street": Layout(
        "某区街道“吹哨报到”事项清单",
        [
            ("序号", "类别", "吹哨事项", "具体情形", "主责部门", "协同部门"),
            ("1", "综合执法", "群租房治理", "1.承租人过多；\n2.改变房屋结构。", "区公安分局", "区住建局"),
        ],
        ["群租房治理"],
        {"群租房治理": {"situations": ["承租人过多", "改变房屋结构"], "departments": ["区公安分局"], "extra": {"协同部门": "区住建局"}}},
    ),
    "what a score is made of": Layout(
        "街道对部门考核评分办法",
        [("序号", "评价主体", "权重"), ("1", "街道评价", "60%"), ("2", "群众评价", "40"), ("合计", "", "100%")],
        ["街道评价", "群众评价"],
        {"街道评价": {"weight": 60}, "群众评价": {"weight": 40}},
    ),
    "certificates that a community shall not issue": Layout(
        "某市不应由社区出具的证明事项清单",
        [("序号", "证明事项", "索要单位", "替代方式"), ("1", "亲属关系证明", "公证机构", "户口簿")],
        ["亲属关系证明"],
        {"亲属关系证明": {"issuance": "shall-not", "demanded_by": "公证机构", "substitute": "户口簿"}},
    ),
    "main responsibilities of townships": Layout(
        "某市乡镇（街道）主责事项清单",
        [("类别", "序号", "主责事项", "责任科室", "对口单位"), ("党的建设", "1", "发展党员", "党政综合办公室", "市委组织部、市直机关工委")],
        ["发展党员"],
        {"发展党员": {"category": "党的建设", "office": "党政综合办公室", "counterparts": ["市委组织部", "市直机关工委"]}},
    ),
    "what a community does by law": Layout(
        "某区社区（村）依法协助政府工作事项清单",
        [("序号", "事项名称", "责任部门"), ("1", "协助社区矫正", "区司法局")],
        ["协助社区矫正"],
        {"协助社区矫正": {"listing": "positive", "responsibility": "依法协助", "requested_by": "区司法局"}},
    ),
    "powers given to streets": Layout(
        "某区赋予街道行政执法事项目录",
        [("序号", "赋权事项", "事项类型", "县级主管部门", "承接镇（街道）"), ("1", "对占道经营的处罚", "行政处罚", "区城管局", "甲街道")],
        ["对占道经营的处罚"],
        {"对占道经营的处罚": {"former_authority": "区城管局", "receiving_units": ["甲街道"]}},
    ),
    "offices of a street": Layout(
        "某街道机构设置清单",
        [("序号", "机构名称", "机构性质", "职能"), ("1", "党政综合办公室", "内设机构", "负责日常运转")],
        ["党政综合办公室"],
        {"党政综合办公室": {"type": "内设机构"}},
    ),
    "headings with hints for those who fill the table in": Layout(
        "某局权责清单",
        [("序号", "*事项名称（必填）", "*权力类型（下拉选择）", "实施主体（填写全称）", "备注（其他）"), ("1", "甲检查", "行政检查（1项）", "市水利局", "无"), ("以下空白",), ("以上共1项",)],
        ["甲检查"],
        {"甲检查": {"power_type": "行政检查", "authority": "市水利局"}},
    ),
    "departments in a column of their own": Layout(
        "某区政府部门权责清单",
        [("序号", "部门名称", "事项名称", "权力类型"), ("1", "区水利局", "取水许可", "行政许可"), ("2", "区民政局", "社团登记", "行政许可")],
        ["取水许可", "社团登记"],
        {"取水许可": {"authority": "区水利局"}, "社团登记": {"authority": "区民政局"}},
    ),
    "two levels of duties": Layout(
        "某镇主责清单",
        [("序号", "一级事项", "二级事项", "承办机构"), ("1", "党的建设", "发展党员", "党建办"), ("2", "", "换届选举", "党建办")],
        ["发展党员", "换届选举"],
        {"发展党员": {"office": "党建办", "extra": {"一级事项": "党的建设"}}},
    ),
    "headings with narrow brackets": Layout(
        "某局权责清单",
        [("序号", "事项名称", "权力类型", "承办科室(单位)", "承接乡镇(街道)"), ("1", "甲检查", "行政检查", "法规科", "")],
        ["甲检查"],
        {"甲检查": {"office": "法规科"}},
    ),
}  # fmt: skip


def as_csv(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    lines = [[title], *rows]
    quoted = [",".join('"' + text.replace('"', '""') + '"' for text in line) for line in lines]
    return "\r\n".join(quoted).encode("gb18030")


def as_word(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    return word(rows, title=title)


def as_ods(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    return sheet_of_ods([(title,), *rows])


def as_xlsx(title: str, rows: Sequence[Sequence[str]]) -> bytes:
    return book(rows, title=title)


@pytest.mark.parametrize("write", [as_xlsx, as_word, as_csv, as_ods])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_list_comes_in_whole(layout: Layout, write: Callable[..., bytes]) -> None:
    built = taken(write(layout.title, layout.rows), kind="")
    assert names(built) == layout.expected
    items = {str(item["name"]): item for item in built.items}
    for name, fields in layout.fields.items():
        assert {field: items[name].get(field) for field in fields} == fields
    assert not told(built, "reported")


def test_several_names_in_one_cell_are_as_many_items_and_are_told() -> None:
    rows = [
        ("序号", "事项名称", "权力类型"),
        ("1", "1.消防检查；\n2.治安检查。", "行政检查"),
        ("2", "1.园林检查；2.环卫检查", "行政检查"),
        ("3", "城市管理：\n1.养犬检查\n2.摊点检查", "行政检查"),
        ("4", "2025年1.5级以上检查", "行政检查"),
    ]
    built = taken(book(rows, title="某街道权责清单"), "street-powers")
    assert names(built)[:3] == ["消防检查", "治安检查", "1.园林检查；2.环卫检查"]
    assert len(names(built)) == 5
    assert [item.get("power_type") for item in built.items] == ["行政检查"] * 5
    assert set(told(built, "reported")) == {"Sheet1!B3", "Sheet1!B4", "Sheet1!B5"}


@pytest.mark.parametrize(
    ("said", "days"), [("5个工作日", 5), ("5工作日", 5), ("5", 5), ("5天", None), ("3-5个工作日", None)]
)
def test_a_number_may_have_the_unit_of_its_field_and_no_other(said: str, days: int | None) -> None:
    rows = [("序号", "征求意见事项", "反馈时限"), ("1", "街道规划", said)]
    built = taken(book(rows, title="征求意见事项清单"), "consultation")
    assert built.items[0].get("feedback_days") == days
    assert bool(told(built, "reported")) is (days is None)


def test_sheets_of_one_list_of_a_community_each_say_what_they_are() -> None:
    data = several(
        ("一", [["某区社区（村）依法履行职责事项清单"], ["序号", "事项名称"], [1, "召集居民会议"]]),
        ("二", [["某区社区（村）依法协助政府工作事项清单"], ["序号", "事项名称"], [1, "协助社区矫正"]]),
        ("三", [["某区社区（村）工作负面清单"], ["序号", "事项名称"], [1, "招商引资"]]),
    )
    built = taken(data, kind="")
    assert [(item["name"], item["listing"], item.get("responsibility")) for item in built.items] == [
        ("召集居民会议", "positive", "依法履行"),
        ("协助社区矫正", "positive", "依法协助"),
        ("招商引资", "negative", None),
    ]
    assert not told(built, "reported")


def test_a_title_that_names_two_types_says_none_of_any_item() -> None:
    rows = [("序号", "事项名称", "实施主体"), ("1", "甲", "市水利局")]
    (item,) = taken(book(rows, title="某局行政许可和行政检查事项清单"), "department-powers").items
    assert "power_type" not in item
    (item,) = taken(book(rows, title="某局其他行政权力事项清单"), "department-powers").items
    assert item["power_type"] == "其他行政权力"


def test_numbers_before_names_are_those_of_the_items_where_no_column_has_them() -> None:
    rows = [
        ("事项名称", "权力类型"),
        ("1.甲检查", "行政检查"),
        ("（2）乙检查", "行政检查"),
        ("1.5级以上检查", "行政检查"),
        ("12345热线", "行政检查"),
    ]
    built = taken(book(rows, title="某局权责清单"), "department-powers")
    assert [(item.get("seq"), item["name"]) for item in built.items] == [
        (1, "甲检查"),
        (2, "乙检查"),
        (None, "1.5级以上检查"),
        (None, "12345热线"),
    ]


def test_numbers_before_sub_items_are_no_part_of_their_names() -> None:
    rows = [
        ("序号", "主项名称", "子项", "权力类型"),
        ("1", "城市建设审批", "（1）道路挖掘", "行政许可"),
        ("", "", "（2）占道", "行政许可"),
    ]
    built = taken(book(rows, ["A3:A4", "B3:B4"], title="某局权责清单"), "department-powers")
    assert names(built) == ["城市建设审批", "城市建设审批 / 道路挖掘", "城市建设审批 / 占道"]


@pytest.mark.parametrize("annex", [True, False])
def test_a_second_list_under_the_same_headings_has_a_title_of_its_own(annex: bool) -> None:
    headings = ("序号", "事项名称", "行使主体")
    rows = [
        headings,
        ("1", "甲", "街道办事处"),
        *([("附件2",)] if annex else []),
        ("某街道行政给付事项清单",),
        headings,
        ("1", "乙", "街道办事处"),
    ]
    built = taken(book(rows, title="某街道行政检查事项清单"), "street-powers")
    assert [(item["name"], item["power_type"]) for item in built.items] == [
        ("甲", "行政检查"),
        ("乙", "行政给付"),
    ]
    assert not told(built, "reported")
    rows = [
        headings,
        ("1", "甲", "街道办事处"),
        ("某街道行政检查事项清单（续表）",),
        headings,
        ("2", "乙", "街道办事处"),
    ]
    built = taken(book(rows, title="某街道行政检查事项清单"), "street-powers")
    assert names(built) == ["甲", "乙"]
    assert not told(built, "reported")


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("某市人民政府决定取消的行政许可事项目录", "某市人民政府"),
        ("某市水务局2024年取消和下放行政许可事项目录", "某市水务局"),
        ("某县城关镇承接县级下放事项清单", "某县城关镇"),
        ("某区赋予街道行政执法事项目录", ""),
        ("某市下放街道办事处事项目录", ""),
    ],
)
def test_who_issued_a_list_is_who_its_title_begins_with(title: str, issuer: str) -> None:
    read_in = read_tables(book([("序号", "事项名称", "权力类型"), ("1", "甲", "行政许可")], title=title), "b")
    assert plan.propose(read_in, sheets.tables(read_in)).issuer == issuer


@pytest.mark.parametrize("mark", ["①", "[1]", "〔注2〕", "（注1）", "注1", "*", "※", "①②"])
def test_the_mark_of_a_footnote_is_no_part_of_a_name(mark: str) -> None:
    rows = [("序号", "事项名称", "权力类型"), ("1", f"甲检查{mark}", "检查"), ("2", "备注2020", "行政处罚类")]
    first, second = taken(book(rows, title="某局权责清单"), "department-powers").items
    assert (first["name"], first["extra"], first["power_type"]) == ("甲检查", {"脚注": mark}, "行政检查")
    assert second["name"] == "备注2020"
