"""What the head of a list asks of its items."""

from __future__ import annotations

import pytest
from judging import judge

MECHANISMS = {"kind": "mechanisms"}
PARTS = (
    "items:\n"
    "  - {id: J1, name: 联席会议}\n"
    "  - {id: J2, name: 轮值会议, parent: J1, procedure: 按季轮值}\n"
    "  - {id: J3, name: 碰头会议, parent: J1%s}\n"
)


def told(body: str, **header: str) -> list[str]:
    return [finding.code for finding in judge(body, {**MECHANISMS, **header})]


@pytest.mark.parametrize(("last", "codes"), [(", procedure: 随时召集", []), ("", ["QZ630", "QZ630"])])
def test_a_main_item_does_without_what_all_its_parts_have(last: str, codes: list[str]) -> None:
    assert told(PARTS % last, requires="[procedure]") == codes


@pytest.mark.parametrize(
    ("going", "wanted", "codes"),
    [
        ("succeeded_by: [J2]", "one", []),
        ("succeeded_by: [J2, J3]", "one", ["QZ635"]),
        ("succeeded_by: [J2, J3]", "any", []),
        ("note: 撤销", "any", ["QZ635"]),
    ],
)
def test_what_is_cancelled_has_gone_somewhere(going: str, wanted: str, codes: list[str]) -> None:
    body = (
        "items:\n"
        f'  - {{id: J1, name: 旧制度, repealed: "2021-01-01", repealed_by: 区发〔2021〕1号, {going}}}\n'
        "  - {id: J2, name: 新制度}\n"
        "  - {id: J3, name: 另一制度}\n"
    )
    assert told(body, destinations=wanted) == codes


def test_a_wrong_category_is_not_told_twice() -> None:
    body = "items:\n  - {id: J1, name: 联席会议, category: 议是}\n  - {id: J2, name: 评议会}\n"
    assert told(body, categories="[议事]") == ["QZ632", "QZ632"]


def test_what_has_been_repealed_need_not_be_renewed() -> None:
    body = 'items:\n  - {id: J1, name: 试行办法, trial_until: "%s"}\n'
    assert told(body % "2999-12-31") == []
    assert told(body % "2020-12-31") == ["QZ636"]
    assert (
        told((body % "2020-12-31").replace("}", ', repealed: "2020-01-01", repealed_by: 区发〔2020〕9号}'))
        == []
    )
