"""What several registers say, taken together."""

from __future__ import annotations

from typing import Any

from qzqd.open.registers import Registers

LAW = "中华人民共和国消防法"


def laws(*items: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "laws", "edition": "2025-01-01", "items": list(items)}


def fire(*editions: tuple[str, int], **more: Any) -> dict[str, Any]:
    written = [{"date": date, "articles": last} for date, last in editions]
    return {"id": "FL-1", "name": LAW, "level": "法律", "editions": written, **more}


def units(*items: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "units", "items": list(items)}


def test_an_edition_of_a_later_register_is_not_lost() -> None:
    registers = Registers()
    registers.add(laws(fire(("2019-04-23", 74), ("2021-04-29", 74), short_titles=["消防法"])))
    registers.add(laws(fire(("2021-04-29", 99), ("2026-01-01", 80), short_titles=["新消防法"])))
    for title in (LAW, "消防法", "新消防法"):
        assert registers.laws[title].editions == (("2019-04-23", 74), ("2021-04-29", 74), ("2026-01-01", 80))


def test_a_number_of_articles_that_one_register_lacks_comes_from_the_other() -> None:
    registers = Registers()
    registers.add(laws(fire(("2021-04-29", 0))))
    registers.add(laws(fire(("2021-04-29", 74), repealed="2030-01-01")))
    entry = registers.laws[LAW]
    assert (entry.editions, entry.repealed) == ((("2021-04-29", 74),), "2030-01-01")


def test_a_name_that_something_still_goes_by_has_not_ended() -> None:
    ended = {"type": "department", "repealed": "2021-05-01"}
    registers = Registers()
    registers.add(units({"name": "区扶贫办", **ended}, {"name": "区卫计局", "aliases": ["卫计局"], **ended}))
    registers.add(units({"name": "区卫生健康局", "type": "department", "aliases": ["卫计局"]}))
    assert registers.ended == {"区扶贫办": "2021-05-01", "区卫计局": "2021-05-01"}
    assert Registers.unpack(registers.pack()).ended == registers.ended
    assert Registers.unpack(registers.pack()).full == {"卫计局": "区卫生健康局"}
