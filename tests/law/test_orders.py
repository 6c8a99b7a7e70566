"""What the number of an order says of the level of its instrument."""

from __future__ import annotations

import pytest

from qzqd.law.orders import order


@pytest.mark.parametrize(
    ("number", "level"),
    [
        ("国务院令第722号", "行政法规"),
        ("中华人民共和国国务院令第715号", "行政法规"),
        ("国务院第643号令", "行政法规"),
        ("2003年4月27日国务院令第375号，2010年12月20日国务院令第586号修订", "行政法规"),
        ("国务院、中央军事委员会令第60号", "行政法规"),
        ("主席令第81号", "法律"),
        ("中华人民共和国主席令第六十六号", "法律"),
        ("国家主席令 第66号", "法律"),
        ("广西壮族自治区人民政府主席令第12号", "地方政府规章"),
        ("内蒙古自治区主席令第5号", "地方政府规章"),
        ("湖北省人民政府令第389号", "地方政府规章"),
        ("公安部令第61号", "部门规章"),
        ("国家市场监督管理总局令第1号", "部门规章"),
        ("中国证监会令第40号", "部门规章"),
        ("国务院国有资产监督管理委员会令第12号", "部门规章"),
    ],
)
def test_an_order_has_a_level(number: str, level: str) -> None:
    told = order(number)
    assert told is not None
    assert told.levels[0] == level


@pytest.mark.parametrize(
    "number",
    [
        "国发〔2004〕16号",
        "中央军委令第3号",
        "上海市公安局令第2号",
        "湖北省人大常委会公告第5号",
        "某省人民代表大会常务委员会令第1号",
        "主席令第81号，国务院令第722号",
        "",
    ],
)
def test_nothing_is_made_of_other_numbers(number: str) -> None:
    assert order(number) is None


def test_what_the_state_council_approved_a_department_could_publish() -> None:
    def levels(number: str, edition: str = "") -> tuple[str, ...]:
        told = order(number, edition)
        assert told is not None
        return told.levels

    assert "行政法规" in levels("1996年9月19日经国务院批准，交通部令第8号", "2005")
    assert "行政法规" in levels("国务院批准，农业部第5号令")
    assert "行政法规" in levels("交通部令第8号", "1996-10-03")
    assert "行政法规" in levels("交通部令第8号")
    assert "行政法规" not in levels("交通部令第8号", "2005-10-03")
