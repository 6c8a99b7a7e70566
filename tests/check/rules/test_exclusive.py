"""One matter in one pair of hands, across the lists of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qzqd.check.rule import CERTIFICATES, Example
from workspaces import check, lay

if TYPE_CHECKING:
    from pathlib import Path

BASIS = "basis: [{law: 中华人民共和国消防法, article: 32}]"


def power(authority: str, name: str = "消防检查", more: str = "") -> str:
    return (
        f"items:\n  - {{id: JD-{len(name)}-{len(authority)}, name: {name}, power_type: 行政检查, authority: {authority}, "
        f"{BASIS}{more}}}\n"
    )


def told(folder: Path, one: str, other: str, **header: str) -> list[str]:
    beside = Example(other, {"kind": "delegated-powers", "id": "example/other", **header})
    lay(folder, Example(one, beside=(beside,)))
    return [finding.code for finding in check(folder).findings]


CODE = ', codes: {basic: "000125004000"}'


@pytest.mark.parametrize(
    ("one", "other", "codes"),
    [
        (power("街道办事处"), power("街道办事处", more=", former_authority: 区消防大队"), []),
        (power("街道办事处"), power("区消防大队"), ["QZ637"]),
        (power("街道办事处"), power("区消防大队", more=", former_authority: 街道办事处"), []),
        (power("街道办事处", more=CODE), power("区消防大队", "防火巡查", CODE), ["QZ637"]),
        (power("街道办事处", more=CODE), power("街道办事处", "防火巡查", CODE), []),
        (
            power("街道办事处"),
            power("区消防大队", more=', repealed: "2021-01-01", repealed_by: 区发〔2021〕1号'),
            [],
        ),
    ],
)
def test_one_name_or_code_has_one_body(one: str, other: str, codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, one, other) == codes


def test_two_bodies_that_both_share_with_a_third_are_held_against_each_other(tmp_path: Path) -> None:
    shared = (("街道办事处", "区消防大队"), ("区应急局", "街道办事处"))
    beside = tuple(
        Example(
            power(body, more=f", former_authority: {former}"),
            {"kind": "delegated-powers", "id": f"example/{at}"},
        )
        for at, (body, former) in enumerate(shared)
    )
    lay(tmp_path, Example(power("区消防大队"), beside=beside))
    (finding,) = (each for each in check(tmp_path).findings if each.code == "QZ637")
    assert "区消防大队" in finding.message.zh
    assert "区应急局" in finding.message.zh


def test_another_place_has_its_own(tmp_path: Path) -> None:
    elsewhere = '{code: "420303", name: 张湾区}'
    assert told(tmp_path, power("街道办事处"), power("区消防大队"), jurisdiction=elsewhere) == []


def test_an_older_edition_does_not_count(tmp_path: Path) -> None:
    older = Example(
        power("区消防大队"), {"kind": "delegated-powers", "id": "example/other", "edition": '"2020-01-01"'}
    )
    newer = Example(power("街道办事处"), {"kind": "delegated-powers", "id": "example/other"})
    lay(tmp_path, Example(power("街道办事处", "防火检查"), beside=(older, newer)))
    assert [finding.code for finding in check(tmp_path).findings] == []


@pytest.mark.parametrize(("repealed", "codes"), [("2021-01-01", []), ("2999-01-01", ["QZ637"])])
def test_a_list_that_applies_no_more_has_nothing_in_hand(
    repealed: str, codes: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, power("街道办事处"), power("区消防大队"), repealed=f'"{repealed}"') == codes


@pytest.mark.parametrize(("repealed", "codes"), [("2021-01-01", []), ("2999-01-01", ["QZ656"])])
def test_a_list_that_applies_no_more_keeps_nothing_out(
    repealed: str, codes: list[str], tmp_path: Path
) -> None:
    body = "items:\n  - {id: %s, name: 健在证明, issuance: %s}\n"
    nation = {
        **CERTIFICATES,
        "id": "national/list",
        "jurisdiction": '{code: "100000", name: 全国}',
        "repealed": f'"{repealed}"',
    }
    above = Example(body % ("QG-01", "shall-not"), nation)
    lay(tmp_path, Example(body % ("ZM-01", "may"), CERTIFICATES, beside=(above,)))
    assert [finding.code for finding in check(tmp_path).findings] == codes
