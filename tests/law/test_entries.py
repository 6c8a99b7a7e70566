"""From the text of a cell to entries of `basis`, and back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.law.basis import basis_of, render_basis

FIRE = "中华人民共和国消防法"
Entry = dict[str, Any]


def entries(text: str, **levels: str) -> list[Entry]:
    return basis_of(text, levels.get)[0]


def causes(text: str, **levels: str) -> list[str]:
    return [fault.cause for fault in basis_of(text, levels.get)[1]]


def test_every_provision_is_an_entry_and_ranges_of_articles_are_one() -> None:
    text = f"【法律】《{FIRE}》（2021年修正）第五条、第七条至第九条、第十条第一款第（一）项至第（三）项"
    shared = {"law": FIRE, "level": "法律", "edition": "2021"}
    assert entries(text) == [
        {**shared, "article": 5},
        {**shared, "article": "7-9"},
        *({**shared, "article": 10, "paragraph": 1, "subparagraph": number} for number in (1, 2, 3)),
    ]


def test_words_belong_to_the_provision_before_them() -> None:
    text = f"《{FIRE}》\n  第五条：任何单位和个人都有维护消防安全的义务。\n  第六条：各级人民政府应当\n\n  加强宣传。"
    assert [entry["quote"] for entry in entries(text)] == [
        "任何单位和个人都有维护消防安全的义务。",
        "各级人民政府应当\n加强宣传。",
    ]


@pytest.mark.parametrize(
    ("tag", "registered", "level", "cause"),
    [
        ("法律", "行政法规", "法律", None),
        ("政府规章", None, "地方政府规章", None),
        ("国务院决定", None, "国务院决定", None),
        ("国家标准", None, "标准", None),
        ("法规", "行政法规", "行政法规", None),
        ("法规", None, None, "open-level"),
        ("规章", "部门规章", "部门规章", None),
        ("行法规", None, None, "unknown-tag"),
        ("部令", None, None, "unknown-tag"),
    ],
)
def test_a_tag_that_is_no_level_is_settled_by_the_register_or_left_open(
    tag: str, registered: str | None, level: str | None, cause: str | None
) -> None:
    found, faults = basis_of(
        f"【{tag}】《安全条例》第五条", lambda title: registered if title == "安全条例" else None
    )
    assert [entry.get("level") for entry in found] == [level]
    assert [fault.cause for fault in faults] == ([cause] if cause else [])


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("《某目录》（国发〔2019〕6号）附件1第18项", {"locator": "附件1", "subparagraph": 18}),
        ("《某通知》附件：《收费标准》第七项", {"locator": "附件《收费标准》", "subparagraph": 7}),
        ("《处罚法》第五章、第六章", {"locator": "第五章"}),
        ("《意见》第一部分第六条", {"locator": "第一部分", "article": 6}),
        ("《规范》（GB/T 33000-2016）第4.3条", {"locator": "4.3", "number": "GB/T 33000-2016"}),
        ("《汇总清单》D28005项", {"locator": "D28005项"}),
        ("《条例》第四十七条末款", {"locator": "末款", "article": 47}),
        ("《条例》（全文）", {"locator": "全文"}),
        ("《条例》第三条之五", {"locator": "第三条之五"}),
        ("《批复》（新编办〔2023〕11号）二、职责调整", {"locator": "第二部分", "quote": "职责调整", "number": "新编办〔2023〕11号"}),
    ],
)  # fmt: skip
def test_what_has_no_number_of_its_own_is_located_in_words(text: str, locator: Entry) -> None:
    first, *_ = entries(text)
    del first["law"]
    first.pop("number", None) if "number" not in locator else None
    assert first == locator


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("第七十八条：任何单位", "no-source"),
        ("鄂政发〔2021〕9号", "no-title"),
        ("对《重庆市水资源管理条例》第十八条所列情形的处罚", "mention"),
        ("详见单行材料", "unread"),
        ("同上", "no-source"),
    ],
)
def test_what_cannot_be_an_entry_is_told(text: str, cause: str) -> None:
    assert entries(text) == []
    assert cause in causes(text)


def test_every_fault_tells_where_and_what() -> None:
    text = "  《消防条例》第六一条"
    (fault,) = basis_of(text)[1]
    assert text[fault.start : fault.end] == fault.found == "六一"
    assert fault.message.zh == "数字的写法不对：“六一”，按“六十一”读取"


@pytest.mark.parametrize(
    ("basis", "text"),
    [
        (
            [
                {"law": FIRE, "level": "法律", "edition": "2021-04-29", "article": 32, "paragraph": 1},
                {"law": FIRE, "level": "法律", "edition": "2021-04-29", "article": "60-62"},
            ],
            f"【法律】《{FIRE}》（2021年4月29日）第三十二条第一款、第六十条至第六十二条",
        ),
        (
            [
                {"law": "实施《消防法》办法", "number": "国务院令第1号", "article": "32-1", "quote": "应当"},
                {"law": "实施《消防法》办法", "number": "国务院令第1号", "article": 33},
                {"law": "某目录", "edition": "2016-06", "locator": "附件1", "subparagraph": 9},
            ],
            "《实施〈消防法〉办法》（国务院令第1号）第三十二条之一：应当\n第三十三条\n\n《某目录》（2016年6月）附件1第九项",
        ),
    ],
)
def test_printing(basis: list[Entry], text: str) -> None:
    assert render_basis(basis) == text
    assert entries(text) == basis


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=9)
TITLES = HAN.map("{}条例".format) | st.tuples(HAN, HAN).map(
    lambda parts: f"{parts[0]}实施《{parts[1]}法》办法"
)
LEVELS = st.sampled_from(
    ["法律", "行政法规", "地方性法规", "部门规章", "国务院决定", "规范性文件", "标准", "党内法规"]
)
NUMBERS = st.builds("{}〔{}〕{}号".format, st.sampled_from(["国发", "鄂政办发", "新党厅字"]), st.integers(1950, 2030), st.integers(1, 999)) | st.builds("{}令第{}号".format, st.sampled_from(["国务院", "公安部", "主席"]), st.integers(1, 999)) | st.just("GB/T 33000-2016")  # fmt: skip
EDITIONS = (
    st.integers(1950, 2030).map(str)
    | st.dates(min_value=date(1949, 10, 1), max_value=date(2090, 1, 1)).map(str)
    | st.dates(min_value=date(1949, 10, 1), max_value=date(2090, 1, 1)).map(lambda day: str(day)[:7])
)
INSERTED = st.tuples(st.integers(1, 99), st.integers(0, 1900)).map(lambda pair: f"{sum(pair)}-{pair[0]}")
RANGES = st.tuples(st.integers(1, 900), st.integers(1, 90)).map(lambda pair: f"{pair[0]}-{sum(pair)}")
PART = st.integers(1, 40)
PHRASES = [
    "应当依法给予处罚", "，", "。", "；", "：", "（一）", "依照《消防法》第六十条的规定处罚", "违反本条例第十条、第十一条规定",
    "由公安机关处五百元罚款", "《消防法》所称的场所", "（2019年修订）", "“三定”方案", "第三款规定的处理", "前款",
]  # fmt: skip
QUOTES = (
    st.lists(st.sampled_from(PHRASES), min_size=1, max_size=8)
    .map("".join)
    .map(lambda words: "任何单位" + words)
)
ARTICLES = st.one_of(
    st.fixed_dictionaries({"article": st.integers(1, 3) | st.integers(1, 2000) | INSERTED}, optional={"paragraph": PART, "subparagraph": PART, "item": PART}),
    st.fixed_dictionaries({"article": RANGES}),
    st.fixed_dictionaries({"article": st.integers(1, 2000), "locator": st.just("末款")}),
    st.fixed_dictionaries({"locator": st.sampled_from(["附件1", "附件"]), "subparagraph": PART}),
    st.fixed_dictionaries({"locator": st.sampled_from(["全文", "第五章", "第二部分", "附件2", "4.3", "D28005项"])}),
)  # fmt: skip
PLACES = st.tuples(ARTICLES, st.fixed_dictionaries({}, optional={"quote": QUOTES})).map(
    lambda pair: pair[0] | pair[1]
)
INSTRUMENTS = st.fixed_dictionaries(
    {"law": TITLES}, optional={"level": LEVELS, "edition": EDITIONS, "number": NUMBERS}
)


def whole(instrument: Entry, places: list[Entry]) -> list[Entry]:
    order = (
        "law",
        "level",
        "edition",
        "number",
        "article",
        "paragraph",
        "subparagraph",
        "item",
        "locator",
        "quote",
    )
    found = [{**instrument, **place} for place in places] or [instrument]
    return [{name: entry[name] for name in order if name in entry} for entry in found]


def distinct(place: Entry) -> str:
    return str(sorted((name, str(value)) for name, value in place.items() if name != "quote"))


BASES = st.lists(
    st.builds(whole, INSTRUMENTS, st.lists(PLACES, max_size=4, unique_by=distinct)),
    min_size=1,
    max_size=3,
    unique_by=lambda entries: entries[0]["law"],
).map(lambda several: [entry for entries in several for entry in entries])


@given(BASES)
def test_what_is_printed_is_read_back(basis: list[Entry]) -> None:
    found, faults = basis_of(render_basis(basis))
    assert found == basis
    assert {fault.cause for fault in faults} <= {
        "wrong-tag",  # a standard may have been called 法律
        "odd-numeral",  # and a law may have been given clauses
    }
