"""What a value was meant to be, in the form that its field asks for; nothing where that is a guess."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd import kinds
from qzqd.open.remedies import fits, meant_date, meant_moment, scientific, value_meant

POWERS = kinds.schema("street-powers")
DATE: dict[str, Any] = {"type": "string", "format": "date"}
EDITION = kinds.schema_at(POWERS, ("edition",))
CODE = kinds.schema_at(POWERS, ("jurisdiction", "code"))
ID = kinds.schema_at(POWERS, ("items", 0, "id"))
SEQ = kinds.schema_at(POWERS, ("items", 0, "seq"))
ARTICLE = kinds.schema_at(POWERS, ("items", 0, "basis", 0, "article"))
LEVEL = kinds.schema_at(POWERS, ("items", 0, "level"))
TYPE = kinds.schema_at(POWERS, ("items", 0, "power_type"))
NUMBER: dict[str, Any] = {"type": "number", "minimum": 0}
FLAG: dict[str, Any] = {"type": "boolean"}

DATES = [
    "2025年1月3日", "2025年01月03日", "2025 年 1 月 3 日", "2025.1.3", "2025/1/3", "2025-1-3", "2025．1．3", "20250103",
    "２０２５年１月３日", "２０２５－１－３", "2025－01－03", "2025—1—3", "2025–01–03", "2025年1月3号", "2025/1/3 0:00:00", "2025-01-03 00:00",
    "二〇二五年一月三日", "二○二五年一月三日", "“2025-01-03”", " 2025/01/03 ",
]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_every_common_way_to_write_a_day(text: str) -> None:
    assert value_meant(text, DATE) == "2025-01-03"
    assert value_meant(text, EDITION) == "2025-01-03"


@pytest.mark.parametrize(
    "text", ["2025.1", "2025年1月", "2025-02-30", "25.1.3", "1月3日", "三日", "2025-1-3-1", "45000"]
)
def test_what_is_no_day_or_might_be_another(text: str) -> None:
    assert value_meant(text, DATE) is None
    assert value_meant(text, EDITION) is None


@given(
    st.dates(), st.sampled_from(["{}年{}月{}日", "{}/{}/{}", "{}.{}.{}", "{}-{}-{}", "{}年{:02}月{:02}日"])
)
def test_a_day_comes_back(day: Any, form: str) -> None:
    if day.year >= 1000:
        assert meant_date(form.format(day.year, day.month, day.day)) == day.isoformat()


@pytest.mark.parametrize("text", ["2025年", "2025年版", "２０２５", "“2025”", 2025])
def test_an_edition_may_be_a_year(text: object) -> None:
    assert value_meant(text, EDITION) == "2025"


@pytest.mark.parametrize(
    ("value", "node", "right"),
    [
        (420302, CODE, "420302"),
        ("420302001.0", CODE, "420302001"),
        ("４２０３０２", CODE, "420302"),
        ("420302；", CODE, "420302"),
        ("420 302", CODE, "420302"),
        ("4.20302001E+08", CODE, "420302001"),
        ("4.20302E+08", CODE, None),
        ("4203020", CODE, None),
        ("JD－００１", ID, "JD-001"),
        ("JD–001", ID, "JD-001"),
        ("‘JD-001’", ID, "JD-001"),
        ('“JD-001"', ID, "JD-001"),
        (1, ID, "1"),
        (1.5, ID, "1.5"),
        ("一、", ID, None),
        ("茅箭-1", ID, None),
        ("3", SEQ, 3),
        ("３", SEQ, 3),
        ("三", SEQ, 3),
        ("第三项", SEQ, 3),
        ("3.", SEQ, 3),
        ("3、", SEQ, 3),
        ("一百零三", SEQ, 103),
        ("三四", SEQ, None),
        ("0", SEQ, None),
        ("3-1", SEQ, None),
        ("第三十二条", ARTICLE, 32),
        ("32条", ARTICLE, 32),
        ("三十二", ARTICLE, 32),
        ("第三十二条之一", ARTICLE, "32-1"),
        ("３２－１", ARTICLE, "32-1"),
        ("第三十二条第一款", ARTICLE, None),
        ("32、33", ARTICLE, None),
        ("县、镇（乡、街道）", LEVEL, ["县", "镇（乡、街道）"]),
        ("【县】", LEVEL, ["县"]),
        ("县", LEVEL, ["县"]),
        ("县、乡", LEVEL, None),
        ("行政 检查", TYPE, "行政检查"),
        ("“行政检查”", TYPE, "行政检查"),
        ("检查", TYPE, None),
        ("90.50", NUMBER, 90.5),
        ("100.00", NUMBER, 100),
        ("１２．５", NUMBER, 12.5),
        ("1,234", NUMBER, 1234),
        ("90%", NUMBER, None),
        ("-1", NUMBER, None),
        ("是", FLAG, True),
        ("no", FLAG, False),
        ("无所谓", FLAG, None),
        (True, ID, None),
        (None, ID, None),
        ([1], SEQ, None),
        ({}, LEVEL, None),
    ],
)
def test_what_was_meant(value: object, node: dict[str, Any], right: object) -> None:
    found = value_meant(value, node)
    assert found == right
    assert type(found) is type(right)


@given(st.one_of(st.text(max_size=12), st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_what_is_written_is_always_what_the_field_asks_for(value: object) -> None:
    for node in (DATE, EDITION, CODE, ID, SEQ, ARTICLE, LEVEL, TYPE, NUMBER, FLAG):
        found = value_meant(value, node)
        assert found is None or (fits(found, node) and found != value)


@pytest.mark.parametrize(
    "text", ["2025/3/3 14:05", "2025年3月3日14时05分", "2025-03-03T14:05:00", "２０２５／３／３ １４：０５"]
)
def test_a_moment_too(text: str) -> None:
    assert meant_moment(text) == "2025-03-03 14:05"


def test_digits_that_a_spreadsheet_has_lost_are_not_invented() -> None:
    assert scientific("4.20302E+08") == ("420302000", False)
    assert scientific("1.20101001002E+11") == ("120101001002", True)
    assert scientific("420302") is None
