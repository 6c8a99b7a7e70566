"""Names and codes, in one list and in several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from judging import judge_all

from qzqd.check.rule import Example
from workspaces import check, lay

if TYPE_CHECKING:
    from pathlib import Path

POWERS = {"kind": "department-powers", "title": "权责清单"}


def powers(*rows: str) -> str:
    basis = "basis: [{law: 中华人民共和国消防法, article: 32}]"
    return "items:\n" + "".join(
        f"  - {{authority: 市城管局, power_type: 行政检查, {row}, {basis}}}\n" for row in rows
    )


def penalties(*names: str, rest: str = "") -> list[str | None]:
    items = (f"id: A-{number}, name: {name}{rest}" for number, name in enumerate(names))
    body = powers(*items).replace("行政检查", "行政处罚")
    return [found.item for found in judge_all(body, POWERS) if found.code == "QZ711"]


@pytest.mark.parametrize("name", ["对占道经营的处罚", "罚款", "吊销营业执照", "没收违法所得", "责令停产停业"])
def test_a_penalty_has_its_words(name: str) -> None:
    assert penalties(name) == []


def test_a_penalty_without_them_is_told() -> None:
    assert penalties("对占道经营的处罚", "占道经营的检查") == ["A-1"]
    assert penalties("占道经营的检查", "占道经营", rest=", parent: A-9") == []


def test_a_list_that_names_its_penalties_otherwise_is_left_alone() -> None:
    assert penalties(*(f"擅自占道{place}" for place in "甲乙丙丁戊")) == []
    assert len(penalties("擅自占道甲", "擅自占道乙", *(f"占道{place}的处罚" for place in "甲乙丙丁"))) == 2


def codes(*rows: str) -> list[tuple[str, str | None]]:
    return [(found.code, found.item) for found in judge_all(powers(*rows), POWERS) if found.code == "QZ214"]


BASIC, CREDIT = "000125004000", "114203020112345675"


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("local: X-1", "local: X-1", True),
        ("local: X-1", "local: X-2", False),
        (f'basic: "{BASIC}"', f'basic: "{BASIC}"', True),
        (f'basic: "{BASIC}", local: X-1', f'basic: "{BASIC}", local: X-2', False),
        (f'basic: "{BASIC}", local: X-1', f'basic: "{BASIC}", local: X-1', True),
        (f'implementation: "{CREDIT}4{BASIC}"', f'implementation: "{CREDIT}4{BASIC}"', True),
    ],
)
def test_a_code_belongs_to_one_item(first: str, second: str, wrong: bool) -> None:
    rows = f"id: A, name: 甲, codes: {{{first}}}", f"id: B, name: 乙, codes: {{{second}}}"
    assert codes(*rows) == ([("QZ214", "B")] if wrong else [])


def test_sub_items_may_have_the_code_of_their_main_item() -> None:
    main, sub = "id: A, name: 甲, codes: {local: X}", "id: %s, name: %s, parent: A, codes: {local: X}"
    assert codes(main, sub % ("B", "乙"), sub % ("C", "丙")) == []


@pytest.mark.parametrize("code", ["000125004000", "00012500400001", "00-0125-004000", "00-0125-004-000"])
def test_basic_codes_as_places_write_them(code: str) -> None:
    found = judge_all(powers(f'id: A, name: 甲, codes: {{basic: "{code}"}}'), POWERS)
    assert [finding.code for finding in found] == []


@pytest.mark.parametrize("code", ["00012500400", "0001250040001", "000125004000-"])
def test_basic_codes_of_no_shape(code: str) -> None:
    found = judge_all(powers(f'id: A, name: 甲, codes: {{basic: "{code}"}}'), POWERS)
    assert {finding.code for finding in found} == {"QZ105"}


def across(folder: Path, first: str, second: str, **header: str) -> list[tuple[str, str, str]]:
    beside = {**POWERS, "id": "example/other", **header}
    lay(folder, Example(powers(first), POWERS, beside=(Example(powers(second), beside),)))
    return [
        (found.code, found.path.rsplit("/", 1)[-1], found.pointer)
        for found in check(folder).findings
        if found.code.startswith("QZ2")
    ]


def test_a_name_in_two_lists_of_one_place(tmp_path: Path) -> None:
    rows = "id: A, name: 户外广告检查", "id: B, name: 户外广告检查"
    assert across(tmp_path, *rows) == [("QZ216", "example.yaml", "/items/0/name")]
    assert across(tmp_path, *rows, jurisdiction='{code: "420303", name: 张湾区}') == []
    assert across(tmp_path, *rows, kind="street-powers") == []
    assert across(tmp_path, *rows, upstream="{catalogue: example/list}") == []
    assert across(tmp_path, *rows, id="example/list", edition='"2026-01-01"') == []


def test_a_code_in_two_lists_of_one_place(tmp_path: Path) -> None:
    rows = "id: A, name: 甲, codes: {local: X-1}", "id: B, name: 乙, codes: {local: X-1}"
    assert across(tmp_path, *rows) == [("QZ215", "example.yaml", "/items/0/codes")]
    basic = f'codes: {{basic: "{BASIC}"}}'
    assert across(tmp_path, f"id: A, name: 甲, {basic}", f"id: B, name: 乙, {basic}") == []
