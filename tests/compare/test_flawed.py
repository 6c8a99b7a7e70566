"""A broken older side does not forbid the change that mends it, and a list whose id changes is the same list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from compare.editions import Item, item, side, told
from qzqd.compare.run import compare
from qzqd.read.side import Side, SideFile
from repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.compare.change import Comparison

A, B, C = item("A", "养老服务"), item("B", "托育服务"), item("C", "防汛排涝")


def mended(old: list[Item], new: list[Item], **header: Any) -> Comparison:
    return compare(side(old, "old", **header), side(new, "new"))


@pytest.mark.parametrize(
    ("broken", "wanted"),
    [
        ({**B, "lead_departmnt": "市民政局"}, []),
        ({**B, "deadline": "2025年"}, []),
        ({**B, "category": ["民生"]}, []),
        ({"id": "B"}, []),
        ({"name": "托育服务"}, []),
        ({**B, "name": "托育", "deadline": "2025年"}, [("renamed", ("B",), ("B",), "id")]),
        ({**B, "id": "A"}, []),
        ({**B, "note": "甲", "deadline": "2025年"}, [("edited", ("B",), ("B",), "id")]),
    ],
    ids=["unknown field", "no date", "no text", "no name", "no id", "renamed too", "id twice", "edited too"],
)
def test_what_is_sound_is_compared_and_the_rest_is_said(broken: Item, wanted: list[object]) -> None:
    comparison = mended([A, broken, C], [A, {**B, "lead_department": "市民政局"}, C])
    assert told(comparison) == wanted
    assert not comparison.unreadable
    assert comparison.older == comparison.findings != []
    assert {(found.severity, found.path) for found in comparison.older} == {("warning", "old.yaml")}
    assert comparison.old_items == 3


def test_what_was_added_beside_is_told() -> None:
    comparison = mended([A, {**B, "bad": 1}], [A, B, C])
    assert told(comparison) == [("added", (), ("C",), "id")]


def test_a_header_with_faults_is_compared_as_far_as_it_is_sound() -> None:
    (only,) = mended([A], [A], title="旧清单", edition=["x"]).catalogues
    assert [field.field for field in only.header] == ["title"]


def test_an_id_that_is_none_is_compared_with_what_it_becomes() -> None:
    older, newer = side([A, B], id="茅箭/任务"), side([A, B])
    for comparison in (compare(older, newer), compare(folder(("a.yaml", older)), folder(("a.yaml", newer)))):
        (only,) = comparison.catalogues
        assert [(field.field, field.old) for field in only.header] == [("id", "茅箭/任务")]
        assert told(comparison) == []


def test_the_newer_side_is_judged_as_ever() -> None:
    broken = side([A, {**B, "bad": 1}], "new")
    assert compare(side([A, B], "old"), broken).unreadable
    twice = compare(side([A, {**B, "id": "A"}], "old"), side([A, {**B, "id": "A"}], "new"))
    assert [found.code for found in twice.findings if found not in twice.older] == ["QZ801"]
    assert twice.unreadable


@pytest.mark.parametrize("slip", ["name： 托育服务", 'name: "托育服务”', "name:托育服务"])
def test_a_slip_that_kept_the_older_side_from_being_read_is_mended_for_the_comparison(slip: str) -> None:
    text = side([A, B, C]).documents[0].data.decode().replace('name: "托育服务"', slip)
    document = SideFile("old.yaml", text.encode())
    older = Side("old", [document], single=True)
    comparison = compare(older, side([A, {**B, "note": "改"}], "new"))
    assert told(comparison) == [("edited", ("B",), ("B",), "id"), ("cancelled", ("C",), (), "id")]
    assert not comparison.unreadable
    assert {(found.severity, found.path) for found in comparison.older} == {("warning", "old.yaml")}
    assert compare(side([A, B], "old"), Side("new", [document], single=True)).unreadable


def test_what_cannot_be_taken_apart_is_not_compared() -> None:
    older = Side("old", [SideFile("old.yaml", b"kind: task-list\nitems: [\n")], single=True)
    assert compare(older, side([A], "new")).unreadable


def folder(*files: tuple[str, Side]) -> Side:
    return Side("folder", [SideFile(path, each.documents[0].data) for path, each in files])


OTHER = {"code": "420303", "name": "张湾区"}


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ({}, {"id": "city/tasks"}, ["id"]),
        ({}, {"kind": "main-responsibilities"}, ["kind"]),
        ({}, {"id": "city/duties", "kind": "main-responsibilities"}, ["kind", "id"]),
    ],
)
@pytest.mark.parametrize("path", ["a.yaml", "other/b.yaml"])
def test_a_list_of_another_id_or_kind_is_one_remark(
    old: dict[str, Any], new: dict[str, Any], fields: list[str], path: str
) -> None:
    was, now = side([A, B, C], **old), side([A, {**B, "note": "改"}, C], **new)
    for comparison in (compare(folder(("a.yaml", was)), folder((path, now))), compare(was, now)):
        (only,) = comparison.catalogues
        assert told(comparison) == [("edited", ("B",), ("B",), "id")]
        assert sorted(field.field for field in only.header) == sorted(fields)


@pytest.mark.parametrize(
    "new",
    [
        side([A, B, C], id="other/tasks", jurisdiction=OTHER),
        side([item("X", "养犬登记"), item("Y", "房屋出租"), A], id="toy/second"),
    ],
    ids=["another place", "other items"],
)
def test_another_list_is_another_list(new: Side) -> None:
    comparison = compare(folder(("a.yaml", side([A, B, C]))), folder(("a.yaml", new)))
    assert len(comparison.catalogues) == 2


def test_mending_passes_the_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    from cli.command import qzqd

    repository = Repository(tmp_path / "lists")
    repository.write("qzqd.toml", 'paths = ["lists"]\n')
    sound = side([A, B]).documents[0].data.decode()
    repository.write("lists/a.yaml", sound.replace("name: ", "nam: ", 1))
    repository.commit("broken")
    repository.write("lists/a.yaml", sound)
    monkeypatch.chdir(repository.root)
    ran = qzqd(capsys, "diff", "--policy", "community", "--format", "json")
    assert ran.code == 0
    assert [found["severity"] for found in json.loads(ran.out)["findings"]] == ["warning"]
    assert qzqd(capsys, "diff", "--stat").out.startswith("旧版有错，有错的部分没有比较 · 共 2 → 2 · 警告 1\n")
