"""What lists are for, and whether their items have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd.cover.aspects import aspects
from qzqd.open.catalogue import Catalogue
from qzqd.open.registers import LawEntry, Registers

if TYPE_CHECKING:
    from qzqd.cover.coverage import Aspect

TODAY = "2026-01-01"


def made(kind: str, *items: dict[str, Any]) -> Catalogue:
    header = {
        "kind": kind,
        "id": f"example/{kind}",
        "jurisdiction": {"code": "420281"},
        "source": {"provenance": "compiled"},
    }
    return Catalogue(
        header,
        [{"id": f"X-{n}", "name": f"事项{n}", **item} for n, item in enumerate(items)],
        TODAY,
        f"{kind}.yaml",
    )


def asked(*lists: Catalogue, registers: Registers | None = None) -> dict[str, Aspect]:
    found = aspects(list(lists), registers or Registers(), TODAY)
    return {aspect.name: aspect for aspect in found if aspect.catalogue == lists[0].id}


def test_a_main_responsibility_wants_an_office_and_a_counterpart() -> None:
    duties = made(
        "main-responsibilities",
        {"office": "党建办", "counterparts": ["组织部"], "category": "党建"},
        {"office": "经济办", "category": "经济"},
        {"office": "经济办", "counterparts": ["发改局"], "category": "经济", "repealed": "2025-01-01"},
    )
    office = asked(duties)["office"]
    assert (office.covered, office.missing_items) == ((1, 2), ("X-1",))
    assert office.groups == (("党建", (1, 1)), ("经济", (0, 1)))


def test_every_office_carries_an_item() -> None:
    duties = made("main-responsibilities", {"office": "党建办", "counterparts": ["组织部"]})
    offices = made(
        "organisations", {"name": "党建办"}, {"name": "经济办"}, {"name": "综合科", "parent": "X-1"}
    )
    carries = asked(duties, offices)["carries"]
    assert (carries.covered, carries.missing_items) == ((1, 2), ("经济办",))


def test_a_basis_in_force_is_one_that_is_known_and_not_repealed() -> None:
    registers = Registers(
        laws={
            "新法": LawEntry("新法", "法律", (("2020-01-01", 9),)),
            "旧法": LawEntry("旧法", "法律", (("2000-01-01", 9),), repealed="2020-01-01"),
        }
    )
    powers = made(
        "street-powers",
        {"basis": [{"law": "新法"}], "codes": {"local": "1"}},
        {"basis": [{"law": "旧法"}, {"law": "新法"}]},
        {"basis": [{"law": "旧法"}]},
        {"basis": [{"law": "没听说过的法"}]},
        {},
    )
    found = asked(powers, registers=registers)
    assert found["basis"].missing_items == ("X-4",)
    assert found["in-force"].missing_items == ("X-1", "X-2", "X-3", "X-4")
    assert found["code"].covered == (1, 5)
    assert "in-force" not in asked(powers)


def test_in_force_is_what_the_rule_about_it_says() -> None:
    """As QZ403 has it: superseded on a day that nobody tells is over, and 《》 around a title change nothing."""
    registers = Registers(
        laws={
            "新法": LawEntry("新法", "法律", (("2020-01-01", 9),)),
            "旧法": LawEntry("旧法", "法律", (("2000-01-01", 9),), superseded_by="新法"),
        }
    )
    powers = made("street-powers", {"basis": [{"law": "《新法》"}]}, {"basis": [{"law": "旧法"}]})
    assert asked(powers, registers=registers)["in-force"].missing_items == ("X-1",)


def test_consultation_calls_and_tasks() -> None:
    consultation = made("consultation", {"procedure": "书面", "feedback_days": 5}, {"procedure": "书面"})
    calls = made(
        "call-situations", {"departments": ["住建"], "responses": [{"minutes": 30}], "aspect": "应急处置"}, {}
    )
    tasks = made("task-list", {"lead_department": "民政局"}, {})
    assert asked(consultation)["procedure"].covered == (1, 2)
    assert asked(calls)["response"].groups == (("应急处置", (1, 1)),)
    assert asked(tasks)["lead"].missing_items == ("X-1",)


def test_only_what_may_enter_has_to_be_approved() -> None:
    access = made("community-access", {"listing": "negative"}, {"listing": "positive", "category": "救助"})
    assert asked(access)["approval"].covered == (0, 1)
    assert "approval" not in asked(made("community-access", {"listing": "negative"}))


def test_what_only_shows_the_shape_is_said_to() -> None:
    duties = made(
        "main-responsibilities", {"office": "党建办", "counterparts": ["组织部"], "basis": [{"law": "新法"}]}
    )
    duties.header["source"] = {"provenance": "compiled", "illustrative_fields": ["office"]}
    duties.header["published_count"] = {"total": 36}
    found = asked(duties)
    assert (found["office"].illustrative, found["basis"].illustrative) == (True, False)
    assert (found["office"].provenance, found["office"].published) == ("compiled", 36)
