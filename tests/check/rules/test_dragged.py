"""Numbers that grow from row to row."""

from __future__ import annotations

import pytest
from judging import judge_all

LAW = "law: 房屋建筑和市政基础设施工程竣工验收备案管理办法"


def rows(*fields: str) -> str:
    return "items:\n" + "".join(
        f"  - {{id: A-{number}, name: 事项{number}甲, power_type: 行政检查, authority: 街道, {field}}}\n"
        for number, field in enumerate(fields)
    )


def quoted(text: str, numbers: range, law: str = LAW) -> str:
    return rows(*(f"basis: [{{{law}, quote: {text.format(number)}}}]" for number in numbers))


def found(body: str, **header: str) -> list[tuple[str, str]]:
    return [(each.pointer, each.message.zh) for each in judge_all(body, header) if each.code == "QZ712"]


def test_a_dragged_date_is_told_once_where_it_begins_to_grow() -> None:
    (only,) = found(quoted("2009年10月19日住房城乡建设部令第2号发布，2019年4月{}日修订", range(36, 67)))
    assert only[0] == "/items/1/basis/0/quote"
    assert "第 1 至 31 个事项" in only[1]
    assert "36日" in only[1]
    assert "66日" in only[1]


@pytest.mark.parametrize(
    "fields",
    [
        [f"basis: [{{{LAW}, number: 国务院令第{number}号}}]" for number in (8, 9, 10)],
        [f'basis: [{{{LAW}, edition: "2019-04-{number:02}"}}]' for number in (8, 9, 10)],
        [f"basis: [{{{LAW}}}], note: 2019年4月{number}日起施行" for number in (8, 9, 10)],
        [f"basis: [{{law: 某办法（公安部令第{number}号）}}]" for number in (8, 9, 10)],
    ],
)
def test_wherever_it_stands(fields: list[str]) -> None:
    assert len(found(rows(*fields))) == 1


@pytest.mark.parametrize(
    "fields",
    [
        [f"basis: [{{{LAW}, article: {number}}}]" for number in (8, 9, 10)],
        [f"basis: [{{{LAW}, quote: 第{number}条规定的}}]" for number in (8, 9, 10)],
        [f"basis: [{{{LAW}, number: 国务院令第{number}号}}]" for number in (8, 9, 9)],
        [f"basis: [{{{LAW}, number: 国务院令第{number}号}}]" for number in (8, 10, 12)],
        [f"basis: [{{law: 某{law}办法, number: 鄂政发〔2020〕{n}号}}]" for n, law in enumerate("甲乙丙", 1)],
        [f"basis: [{{{LAW}}}], note: 见台账{number}号" for number in (8, 9, 10)],
        [f"basis: [{{{LAW}}}], note: 2025年{number}月" for number in (8, 9, 10)],
    ],
)
def test_what_people_count_on_is_left_alone(fields: list[str]) -> None:
    assert found(rows(*fields)) == []


def test_two_runs_in_one_column_are_two() -> None:
    days = ["36", "37", "38", "5", "6", "7"]
    body = rows(*(f"basis: [{{{LAW}, quote: 2019年4月{day}日修订}}]" for day in days))
    assert [place for place, _ in found(body)] == ["/items/1/basis/0/quote", "/items/4/basis/0/quote"]
