"""Files under approvals/: how they are read, and what makes an entry match."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.editions import compared, item
from compare.policy.verdicts import DOCUMENT, approval, text
from qzqd import resources
from qzqd.compare.change import LABELS, Change, ChangeSide, FieldChange
from qzqd.compare.policy.approvals import (
    Approval,
    approval_block,
    approval_entry,
    read_approval,
    read_approvals,
)
from qzqd.locale import Text
from qzqd.publish.approval_schema import ApprovalFile, approval_schema
from qzqd.read.config import Config
from qzqd.read.side import sides
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.compare.change import ChangeType

LINE = '- {rule: QZ810, item: A, change: renamed, hash: "0123456789abcdef"}'
A = item("A", "养老服务")


def read(written: str) -> Approval:
    return read_approval(written.encode(), "approvals/3.yaml", Config())


def change(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Change:
    (only,) = compared(old, new).changes()
    return only


def test_a_document_and_its_lines() -> None:
    approval = read(text([LINE]))
    assert approval.faults == ()
    assert approval.name == DOCUMENT["number"]
    assert [(line.rule, line.item, line.change) for line in approval.entries] == [("QZ810", "A", "renamed")]
    assert read(text([LINE], number=None)).name == DOCUMENT["title"]


@pytest.mark.parametrize("name", LABELS)
def test_a_change_may_be_called_by_its_official_name(name: ChangeType) -> None:
    official = read(text([LINE.replace("renamed", LABELS[name].zh)]))
    assert official.entries == read(text([LINE.replace("renamed", name)])).entries
    assert [line.change for line in official.entries] == [name]


@pytest.mark.parametrize(
    ("written", "code", "place", "words"),
    [
        ("", "QZ019", (1, 1), "空"),
        ("a: [", "QZ010", (1, 4), ""),
        ("- a\n", "QZ102", (1, 1), "若干"),
        ("items: [{id: A}]\n", "QZ104", (1, 1), "items"),
        (text([LINE], rank="区级"), "QZ103", (4, 7), "乡级政府"),
        (text([LINE], date="2025-3-1"), "QZ106", (7, 7), "2025-03-01"),
        (text([LINE], body=None), "QZ101", (1, 1), "批准机关"),
        (text([LINE.replace("renamed", "rename")]), "QZ103", (11, 36), "renamed"),
        (text([LINE.replace("QZ810", "QZ816")]), "QZ103", (11, 12), "QZ810"),
        (text([LINE.replace("item: A, ", "")]), "QZ101", (11, 5), "事项编号"),
        (text([LINE.replace("89ab", "x")]), "QZ105", (11, 51), "内容摘要"),
        (text([LINE], notice="￥"), "QZ106", (8, 9), "公告日期"),
        (text([]), "QZ102", (10, 9), "entries"),
        ("title: &a x\n", "QZ014", (1, 8), ""),
    ],
)
def test_a_bad_file_is_a_finding_at_its_place(
    written: str, code: str, place: tuple[int, int], words: str
) -> None:
    approval = read(written)
    finding = next(finding for finding in approval.faults if finding.code == code)
    assert (finding.path, finding.span.line, finding.span.column) == ("approvals/3.yaml", *place)
    assert words in finding.message.zh + (finding.help.zh if finding.help else "")
    assert approval.entries == ()


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda written: written.encode("utf-8", "replace"))
)
def test_any_bytes_give_findings_or_a_document(data: bytes) -> None:
    approval = read_approval(data, "x.yaml", Config())
    assert bool(approval.faults) != bool(approval.entries)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["items", "entries", "number", "rank", "date", "x"]), inner), max_leaves=8))  # fmt: skip
def test_any_data_gives_findings_or_a_document(data: Any) -> None:
    approval = read_approval(json.dumps(data).encode(), "x.yaml", Config())
    assert bool(approval.faults) != bool(approval.entries)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of approvals of a workspace with one list."""
    place = tmp_path / "workspace"
    (place / "approvals").mkdir(parents=True)
    (place / "qzqd.toml").write_text("", "utf-8")
    for folder in (place, tmp_path / "older"):
        folder.mkdir(exist_ok=True)
        (folder / "list.yaml").write_text("kind: task-list\n", "utf-8")
    monkeypatch.chdir(place)
    return place / "approvals"


def of_workspace() -> list[Approval]:
    _, side = sides("../older", None, ())
    assert [document.path for document in side.documents] == ["list.yaml"]
    return read_approvals(side.approvals, side.config)


def test_a_folder_is_read_in_order(folder: Path) -> None:
    assert of_workspace() == []
    (folder / "2025").mkdir(parents=True)
    (folder / "2025" / "1.yml").write_text(text([LINE]), "utf-8")
    (folder / "9.yaml").write_bytes("title: 批准".encode("gbk"))
    (folder / "x.yaml").mkdir()
    (folder / "x.yaml" / "1.yaml").write_text(text([LINE]), "utf-8")
    (folder / ".draft.yaml").write_text("{", "utf-8")
    (folder / "README.md").write_text("#", "utf-8")
    read = of_workspace()
    assert [each.path for each in read] == [
        "approvals/2025/1.yml",
        "approvals/9.yaml",
        "approvals/x.yaml/1.yaml",
    ]
    assert [[fault.code for fault in each.faults] for each in read] == [[], ["QZ006"], []]


@pytest.mark.skipif(sys.platform == "win32", reason="links differ there")
def test_links_lead_nowhere(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "elsewhere.yaml"
    outside.write_text(text([LINE]), "utf-8")
    (folder / "a.yaml").symlink_to(outside)
    (folder / "b.yaml").write_text(text([LINE]), "utf-8")
    (folder / "c.yaml").symlink_to(folder / "b.yaml")
    assert [[fault.code for fault in each.faults] for each in of_workspace()] == [["QZ004"], [], []]


def test_the_block_is_what_a_file_takes() -> None:
    renamed = change([A], [item("A", "托育服务")])
    block = approval_block(renamed, "QZ810")
    assert "\n" not in block
    assert parse(block.encode()).data == [
        {"rule": "QZ810", "item": "A", "change": "renamed", "hash": approval_entry(renamed, "QZ810").hash}
    ]
    assert approval(renamed).entries == (approval_entry(renamed, "QZ810"),)


@pytest.mark.parametrize("key", ["1", "012", "null", "1e5", "2025-01-01", "a, b", "x: y", "]", "\u202e", "é"])
def test_any_id_stands_in_a_block(key: str) -> None:
    odd = Change("cancelled", "c", key, ChangeSide((key,), "x"), None)
    (line,) = parse(approval_block(odd, "QZ810").encode()).data
    assert line["item"] == key


def test_moving_rows_and_words_of_messages_do_not_matter() -> None:
    before = change([item("A", "甲", seq=1)], [item("A", "甲", seq=1), item("B", "乙", seq=2)])
    moved = change([item("A", "甲", seq=1)], [item("B", "乙", seq=1), item("A", "甲", seq=2)])
    assert approval_entry(before, "QZ810") == approval_entry(moved, "QZ810")
    renamed = change([A], [item("A", "托育")])
    reworded = replace(
        renamed, fields=tuple(replace(part, title=Text("别", "other")) for part in renamed.fields)
    )
    assert approval_entry(renamed, "QZ810") == approval_entry(reworded, "QZ810")


def test_the_record_of_a_cancelled_item_does_not_matter() -> None:
    removed = change([A, item("B", "乙")], [A])
    kept = change([A, item("B", "乙")], [A, item("B", "乙", repealed="2025-03-01", repealed_by="3号")])
    assert approval_entry(removed, "QZ810") == approval_entry(kept, "QZ810")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([A], [item("A", "托育服务站")]),
        ([item("A", "养老")], [item("A", "托育服务")]),
        ([item("B", "养老服务")], [item("B", "托育服务")]),
    ],
)
def test_other_content_is_not_what_was_approved(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> None:
    approved = approval_entry(change([A], [item("A", "托育服务")]), "QZ810")
    assert approval_entry(change(old, new), "QZ810") != approved
    assert approval_entry(change([A], [item("A", "托育服务")]), "QZ820").hash != approved.hash


def test_a_merge_is_approved_with_all_its_parts() -> None:
    olds = [A, item("B", "托育服务")]
    one = change(olds, [item("C", "一老一小服务", merged_from=["A", "B"])])
    other = change([A, item("B", "防汛")], [item("C", "一老一小服务", merged_from=["A", "B"])])
    assert one.type == other.type == "merged"
    assert approval_entry(one, "QZ810") != approval_entry(other, "QZ810")


VALUES = st.none() | st.text() | st.integers() | st.lists(st.text(max_size=3), max_size=3)
PARTS = st.lists(
    st.tuples(st.sampled_from(["office", "basis", "note", "level"]), VALUES, VALUES),
    min_size=1,
    max_size=4,
    unique_by=lambda part: part[0],
)


@given(PARTS, PARTS)
def test_same_hash_same_content(one: list[tuple[str, Any, Any]], other: list[tuple[str, Any, Any]]) -> None:
    def edited(parts: list[tuple[str, Any, Any]]) -> Change:
        side = ChangeSide(("A",), "甲")
        fields = tuple(FieldChange(name, Text(name, name), old, new) for name, old, new in parts)
        return Change("edited", "c", "A", side, side, fields)

    same = sorted(one, key=lambda part: part[0]) == sorted(other, key=lambda part: part[0])
    assert (approval_entry(edited(one), "QZ810") == approval_entry(edited(other), "QZ810")) == same
    assert approval_entry(edited(one), "QZ810") == approval_entry(edited(one[::-1]), "QZ810")


def test_the_schema_is_the_declaration() -> None:
    """And what it says of types of change and rules agrees with the rest."""
    stored = json.loads((resources.schemas() / "contracts" / "approval.schema.json").read_text("utf-8"))
    assert stored == approval_schema()
    line = stored["$defs"]["ApprovedChange"]["properties"]
    assert line["change"]["enum"] == list(LABELS)
    assert all(label.zh in line["change"]["description"] for label in LABELS.values())
    ApprovalFile.model_validate(parse(text([LINE]).encode()).data)
