"""What items point at, in registers, in this list and in other lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from judging import judge

from qzqd import kinds
from qzqd.check.rule import RULES, Example
from qzqd.kinds.traits import KindTraits
from qzqd.open.columns import Columns
from qzqd.open.registers import Registers
from qzqd.open.summary import Summary
from workspaces import check, lay

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding

REGISTERS = Registers(
    units={"武当路街道": "420302001", "区民政局": "", "区财政局": "", "综合执法中心": ""},
    departments={"区民政局", "区财政局"},
    offices={"公共安全办公室"},
)


def told(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(finding.code, finding.pointer, finding.message.zh) for finding in findings]


def test_every_kind_points_at_things_that_have_a_rule() -> None:
    targets = {target for kind in kinds.names() for target in KindTraits.of(kinds.schema(kind)).refers}
    assert targets == {"unit", "office", "department", "body", "law", "item", "upstream", "catalogue"}


def test_every_field_that_points_at_a_department_is_looked_at() -> None:
    body = (
        "items:\n"
        "  - {id: A, name: 甲, lead_department: 区财正局, supporting_departments: [区民政局, 区林业局]}\n"
        "  - {id: B, name: 乙, lead_department: 区林业局}\n"
        '  - {id: C, name: 丙, lead_department: 区粮食局, repealed: "2025-01-01", repealed_by: 3号}\n'
    )
    found = judge(body, {"kind": "task-list"}, registers=REGISTERS)
    assert told(found) == [
        ("QZ303", "/items/0/lead_department", "登记簿里没有部门“区财正局”"),
        ("QZ303", "/items/0/supporting_departments/1", "登记簿里没有部门“区林业局”"),
        ("QZ303", "/items/1/lead_department", "登记簿里没有部门“区林业局”"),
    ]
    assert found[0].help is not None
    assert found[0].help.zh == "是否想写 区财政局？"


@pytest.mark.parametrize("body", ["某某局", "區财政局", "区 财政局", "#REF!"])
@pytest.mark.parametrize("code", ["QZ301", "QZ302", "QZ303", "QZ318"])
def test_what_is_wrong_as_it_is_written_is_not_said_to_be_unregistered_as_well(
    code: str, body: str, tmp_path: Path
) -> None:
    """One cause, one finding."""
    fails = RULES[code].fails
    assert isinstance(fails, Example)
    lay(tmp_path, fails)
    (wrong,) = check(tmp_path).findings
    assert wrong.code == code
    lay(tmp_path, fails._replace(body=fails.body.replace(wrong.value, f'"{body}"')))
    found = check(tmp_path).findings
    assert [each.pointer for each in found] == [wrong.pointer]
    assert found[0].code != code


def test_it_is_said_where_what_is_wrong_as_it_is_written_is_ignored(tmp_path: Path) -> None:
    fails = RULES["QZ303"].fails
    assert isinstance(fails, Example)
    lay(tmp_path, fails)
    (wrong,) = check(tmp_path).findings
    body = fails.body.replace(wrong.value, "區财政局")
    lay(tmp_path, fails._replace(body=body.replace("- {", "- {ignore: [{rule: QZ702, reason: 原文如此}], ")))
    assert [each.code for each in check(tmp_path).findings] == ["QZ303"]


def test_a_step_is_taken_by_a_registered_body_or_by_a_class_of_them() -> None:
    classes = (
        *("区级部门", "街道办事处", "街道党工委", "乡镇（街道）", "区（市）县委", "各有关部门"),
        *("县级业务主管部门", "属地街道", "村（居）民委员会", "上级政府"),
    )
    registered = ("区财政局", "武当路街道", "公共安全办公室")
    steps = "".join(f"{{name: 步骤, body: {body}}}, " for body in (*classes, *registered))
    body = (
        f"items:\n  - {{id: A, name: 甲, steps: [{steps}{{name: 报告}}, {{name: 批准, body: 区财正局}}]}}\n"
    )
    found = judge(body, {"kind": "mechanisms"}, registers=REGISTERS)
    assert told(found) == [("QZ318", "/items/0/steps/14/body", "登记簿里没有机关“区财正局”")]


@pytest.mark.parametrize("office", ["公共安全办公室", "综合执法中心"])
def test_an_office_may_be_a_unit_of_its_own(office: str) -> None:
    body = f"items:\n  - {{id: A, name: 甲, office: {office}, counterparts: [区民政局]}}\n"
    assert judge(body, {"kind": "main-responsibilities"}, registers=REGISTERS) == []


def test_nothing_is_held_against_an_empty_register() -> None:
    body = "items:\n  - {id: A, name: 甲, office: 某办, counterparts: [某局]}\n"
    assert judge(body, {"kind": "main-responsibilities"}) == []


def test_lineage_points_at_items_of_the_list_cancelled_or_not() -> None:
    body = (
        "items:\n"
        "  - {id: A-1, name: 甲, issuance: may, succeeded_by: [A-2],"
        ' repealed: "2025-01-01", repealed_by: 3号}\n'
        "  - {id: A-2, name: 乙, issuance: may, merged_from: [A-1, A-02], split_from: B-7}\n"
    )
    found = judge(body, {"kind": "community-certificates"})
    assert told(found) == [
        ("QZ305", "/items/1/merged_from/1", "merged_from 所指的事项 A-02 不在清单里"),
        ("QZ305", "/items/1/split_from", "split_from 所指的事项 B-7 不在清单里"),
    ]
    assert [finding.help.zh for finding in found if finding.help] == [
        "是否想写 A-2？",
        "把已取消的事项连同 repealed 和 repealed_by 留在清单里",
    ]


def test_lineage_waits_until_every_item_can_be_read() -> None:
    body = (
        "items:\n"
        '  - {id: A, name: 甲, issuance: maybe, repealed: "2025-03-01", repealed_by: 鄂政发〔2025〕3号}\n'
        "  - {id: B, name: 乙, issuance: may, replaces: [A]}\n"
    )
    assert [finding.code for finding in judge(body, {"kind": "community-certificates"})] == ["QZ103"]


def across(*summaries: Summary) -> list[tuple[str, str, str]]:
    judged = RULES["QZ304"].across
    assert judged is not None
    return [
        (summary.path, "/".join(map(str, problem.path)), problem.message.zh)
        for summary, problem in judged(list(summaries))
    ]


def derived(upstream: dict[str, str], catalogue: str = "national/list") -> Summary:
    named = [upstream.get(str(position), "") for position in range(10)]
    columns = Columns.of([[], [], [], named])  # as `summary` orders them
    return Summary(
        path="b", id="hubei/list", upstream_catalogue=catalogue, columns=columns, derives=True, sound=True
    )


def national(*ids: str, **more: Any) -> Summary:
    head = {"path": "a", "sound": True, **more}
    return Summary(id="national/list", columns=Columns.of([[*ids]]), **head)


def test_upstream_items_of_any_edition_will_do() -> None:
    editions = national("Q-1", edition="2020"), national("Q-2", edition="2024", path="c")
    assert across(*editions, derived({"0": "Q-1", "4": "Q-2"})) == []
    assert across(*editions, derived({"0": "Q-1", "4": "Q-3"})) == [
        ("b", "items/4/upstream", "上级清单 national/list 里没有事项 Q-3")
    ]


def test_an_upstream_list_that_could_not_be_read_lacks_nothing() -> None:
    assert across(national("", "Q-2", sound=False), derived({"0": "Q-1"})) == []
    assert across(national("", items=1, sound=False), derived({"0": "Q-1"})) == []


def test_an_upstream_list_that_does_not_exist_is_one_finding() -> None:
    found = across(national("Q-1"), derived({"0": "Q-1", "1": "Q-2"}, "national/lists"))
    assert found == [("b", "upstream/catalogue", "没有编号为 national/lists 的清单")]


def test_an_upstream_item_without_an_upstream_list() -> None:
    found = across(derived({"3": "Q-1", "4": "Q-2"}, ""))
    assert found == [("b", "items/3/upstream", "写了上级清单事项 Q-1，却没有写上级清单")]


def test_registers_and_lists_of_a_workspace_are_held_together(tmp_path: Path) -> None:
    register = Example(
        "items:\n  - {id: MZJ, name: 区民政局, type: department, aliases: [民政局]}\n",
        {"kind": "units", "id": "registers/units"},
    )
    tasks = (
        "items:\n"
        "  - {id: A, name: 甲, lead_department: 民政局}\n"
        "  - {id: B, name: 乙, lead_department: 民证局}\n"
    )
    lay(tmp_path, Example(tasks, {"kind": "task-list"}, beside=(register,)))
    assert [(finding.code, finding.item) for finding in check(tmp_path).findings] == [("QZ303", "B")]


def test_illustrative_fields_are_fields_of_the_items() -> None:
    body = "items:\n  - {id: A, name: 甲, lead_department: 区民政局}\n"
    source = "{title: 示例, provenance: compiled, illustrative_fields: [deadline, supporting_department]}"
    found = judge(body, {"kind": "task-list", "source": source})
    assert told(found) == [("QZ313", "/source/illustrative_fields/1", "事项没有字段“supporting_department”")]


def test_offices_that_units_are_to_have_are_known() -> None:
    registers = Registers()
    registers.add(
        {
            "kind": "organisations",
            "items": [{"id": "A", "name": "党建工作办公室"}, {"id": "B", "name": "综治中心"}],
        }
    )
    body = "items:\n  - {id: A, name: 甲, office: %s, counterparts: [市民政局]}\n"
    responsibilities = {"kind": "main-responsibilities"}
    assert judge(body % "综治中心", responsibilities, registers=registers) == []
    assert [found.code for found in judge(body % "综合中心", responsibilities, registers=registers)] == [
        "QZ302"
    ]
