"""However many things stand in one field, twice as many take twice the time, and what stands there twice is found."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

import qzqd.cli
from work import assert_linear_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEAD = (
    "kind: {kind}\nid: a/{kind}\ntitle: 清单\nedition: '2025-04-05'\n"
    "jurisdiction: {{code: '420302', name: 茅箭区}}\nissuer: 区政府\n"
    "source: {{title: 公告, provenance: compiled}}\nitems:\n"
)
FIRST = datetime.date(1000, 1, 1)


def offices(number: int) -> str:
    entries = "".join(f"      - 科室{at}\n" for at in range(number))
    return f"{HEAD.format(kind='units')}  - id: A-1\n    name: 甲街道\n    type: street\n    offices:\n{entries}      - 科室0\n"


def editions(number: int) -> str:
    dates = [*(FIRST + datetime.timedelta(at) for at in range(number)), FIRST]
    entries = "".join(f"      - {{date: '{date}', articles: 9}}\n" for date in dates)
    return f"{HEAD.format(kind='laws')}  - id: A-1\n    name: 某省消防条例\n    level: 地方性法规\n    editions:\n{entries}"


@pytest.mark.parametrize(
    ("made", "told"),
    [(offices, "“科室0”写了两遍"), (editions, "1000-01-01 有两个版本")],
    ids=["texts", "editions"],
)
def test_what_stands_twice_among_many_is_found_in_linear_time(
    made: Callable[[int], str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def task(number: int) -> Callable[[], int]:
        (tmp_path / "list.yaml").write_text(made(number), "utf-8")
        return lambda: qzqd.cli.run(["validate", str(tmp_path / "list.yaml"), "--no-cache", "--lang", "zh"])

    assert_linear_time(task, 1_500)
    assert capsys.readouterr().out.count(told) == 3


def test_so_it_is_between_two_editions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = HEAD.format(kind="community-certificates")

    def task(number: int) -> Callable[[], int]:
        old = [f"  - {{id: ZM-{at}, name: 居民{at}号证明, issuance: shall-not}}\n" for at in range(number)]
        parents = ", ".join(f"ZM-{at}" for at in [*range(number), 0])
        new = f"  - {{id: ZN-1, name: 居民证明, issuance: shall-not, merged_from: [{parents}]}}\n"
        for name, items in (("old", "".join(old)), ("new", new)):
            (tmp_path / f"{name}.yaml").write_text(head + items, "utf-8")
        sides = [str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")]
        return lambda: qzqd.cli.run(["diff", *sides, "--lang", "zh"])

    assert_linear_time(task, 1_000)
    assert capsys.readouterr().out.count("沿革重复写了 ZM-0") == 3


def test_so_it_is_with_names_that_two_lists_share(tmp_path: Path) -> None:
    def task(number: int) -> Callable[[], int]:
        items = "".join(
            f"  - {{id: ZM-{at}, name: 居民{at}号证明, issuance: shall-not}}\n" for at in range(number)
        )
        head = HEAD.format(kind="community-certificates")
        for name in ("a", "b"):
            (tmp_path / f"{name}.yaml").write_text(head.replace("id: a/", f"id: {name}/") + items, "utf-8")
        return lambda: qzqd.cli.run(["validate", str(tmp_path), "-j", "1", "--no-cache", "--lang", "zh"])

    assert_linear_time(task, 1_500)
