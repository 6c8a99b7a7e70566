"""What is in force today is the same thing for every verb."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from qzqd.open.catalogue import Catalogue, day_of, state

from .command import qzqd

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2025-06-30"
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("dates", "found"),
    [
        ({}, "in force"),
        ({"repealed": "2099-01-01"}, "in force"),
        ({"repealed": DAY}, "cancelled"),
        ({"repealed": "2025-07-01"}, "in force"),
        ({"effective": DAY}, "in force"),
        ({"effective": "2025-07-01"}, "pending"),
        ({"effective": "2099-01-01", "repealed": "2020-01-01"}, "cancelled"),
        ({"effective": 2099, "repealed": None}, "in force"),
    ],
)
def test_in_force_goes_by_the_day(dates: dict[str, object], found: str) -> None:
    assert state(dates, DAY) == found


def test_a_list_is_looked_at_on_a_day_on_which_it_is_in_force() -> None:
    assert day_of({}, DAY) == DAY
    assert day_of({"effective": "2026-01-01"}, DAY) == "2026-01-01"
    assert day_of({"repealed": "2025-01-01"}, DAY) == "2024-12-31"
    old = Catalogue({"kind": "task-list", "repealed": "2025-01-01"}, [{"id": "A"}], DAY)
    assert (old.state, len(old.in_force), old.state_of(old.items[0])) == ("cancelled", 1, "cancelled")


NOW, GONE, GOING, COMING = "QZ-001", "QZ-002", "QZ-003", "QZ-004"
ITEM = "  - {{id: {}, name: 事项{}, power_type: 行政检查, authority: 街道办事处, basis: [{{law: 测试法, article: 1}}]{}}}\n"
ITEMS = "items:\n" + "".join(
    ITEM.format(key, key[-1], dates)
    for key, dates in (
        (NOW, ""),
        (GONE, ', repealed: "2020-01-01", repealed_by: 一号'),
        (GOING, ', repealed: "2099-01-01", repealed_by: 二号'),
        (COMING, ', effective: "2099-01-01"'),
    )
)
HEAD = (
    "kind: {kind}\nid: {id}\ntitle: 清单\nedition: '2025'\n"
    "jurisdiction: {{code: '420302', name: 茅箭区}}\nissuer: 区政府\n"
    "source: {{title: 示例, provenance: compiled}}\n"
)
LIST = HEAD.format(kind="street-powers", id="t/list")
REGISTER = HEAD.format(kind="units", id="t/units") + (
    "items:\n  - {id: '420302001', name: 武当路街道, code: '420302001', type: street}\n"
)
FIGURE = HEAD.format(kind="claims", id="t/claims") + (
    "items:\n  - {id: GB-1, name: 事项数, figure: 2项, value: 2, place: {paragraph: 1}, "
    "recount: {catalogue: t/list}}\n"
)


def counted(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, folder: Path, header: str = ""
) -> dict[str, object]:
    """How many items each verb takes to be in force."""

    def run(*arguments: str) -> str:
        return qzqd(capsys, *arguments).out

    lists, place = folder / "list.yaml", str(folder)
    monkeypatch.chdir(folder)
    body = LIST + header + 'applies_to: {type: [street], within: "420302"}\n'
    (folder / "units.yaml").write_text(REGISTER, encoding="utf-8")
    (folder / "claims.yaml").write_text(FIGURE, encoding="utf-8")
    lists.write_text(body + "published_count: {total: 9}\n" + ITEMS, encoding="utf-8")
    (folder / "qzqd.toml").write_text("", encoding="utf-8")
    found: dict[str, object] = {}
    told = json.loads(run("validate", place, "--format", "json"))["findings"]
    found["validate"] = next(each["message"] for each in told if each["code"] == "QZ205")
    lists.write_text(body + ITEMS, encoding="utf-8")
    matrix = json.loads(run("coverage", "--format", "json"))["baselines"]
    found["coverage"] = [each["totals"]["required"] for each in matrix]
    claims = json.loads(run("claims", place, "--format", "json"))["claims"]
    found["claims"] = [each["recomputed"] for each in claims]
    changes = json.loads(run("diff", str(lists), str(lists), "--format", "json"))
    found["diff"] = changes["summary"]["new_items"]
    impact = json.loads(run("impact", "测试法", place, "--format", "json"))
    found["impact"] = [item["id"] for item in impact["items"]]
    found["show"] = [run("show", key, place).splitlines()[0] for key in (NOW, GONE, GOING, COMING)]
    return found


def test_every_verb_means_the_same_by_in_force(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Verbs that count take what is in force; verbs that judge look at what is to come as well."""
    assert counted(capsys, monkeypatch, tmp_path) == {
        "validate": "公布总数是 9，清单里有 2 项，另有 1 项尚未生效",
        "coverage": [2],
        "claims": ["2"],
        "diff": 2,
        "impact": [NOW, GOING, COMING],
        "show": [
            "QZ-001  事项1",
            "QZ-002  事项2（已取消）",
            "QZ-003  事项3",
            "QZ-004  事项4（尚未生效）",
        ],
    }


def test_a_list_that_has_ended_is_asked_of_nobody(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = counted(capsys, monkeypatch, tmp_path, 'repealed: "2021-01-01"\n')
    assert (found["coverage"], found["impact"], found["diff"]) == ([], [], 2)
    assert all("（已取消）" in str(line) for line in list(found["show"]))  # type: ignore[call-overload]


def test_a_list_still_to_come_is_checked_as_of_its_first_day(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    found = counted(capsys, monkeypatch, tmp_path, 'effective: "2099-06-01"\n')
    assert found["validate"] == "公布总数是 9，清单里有 2 项"
    assert (found["coverage"], found["diff"]) == ([], 2)


def test_what_is_cancelled_on_a_day_to_come_is_told_as_such(capsys: Capture, tmp_path: Path) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    announced = ', repealed: "2099-01-01", repealed_by: 二号'
    old.write_text(LIST + ITEMS.replace(announced, ""), encoding="utf-8")
    new.write_text(LIST + ITEMS, encoding="utf-8")
    told = qzqd(capsys, "diff", str(old), str(new)).out
    assert "取消 1 · 共 2 → 2 · 另有 1 项尚未生效 · 其中 1 项到期才取消，目前有效" in told.replace("\n", " ")
    withdrawn = qzqd(capsys, "diff", str(new), str(old)).out
    assert "取消 1" not in withdrawn
    assert "取消日期" in withdrawn
