"""Items told apart by their lines alone: certain, or not at all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from qzqd.open.catalogue import state
from qzqd.open.cut import cut, differing_rows

ROOT = Path(__file__).parents[2]
CATALOGUES = sorted((ROOT / "catalogues").rglob("*.yaml"))
LIST = 'kind: task-list\ntitle: 清单\nitems:\n  - id: "A"\n    name: 甲\n  - id: B\n    name: 乙\n    repealed: "2025-01-01"\n'


def test_a_list_in_canonical_form() -> None:
    found = cut(LIST.encode())
    assert found
    assert found.ids == ["A", "B"]
    assert found.states("2025-06-30") == {"in force": 1, "cancelled": 1}
    assert found.states("2024-12-31") == {"in force": 2}
    assert found.piece(0).decode() == '  - id: "A"\n    name: 甲\n'
    assert found.only([1]).decode() == LIST
    assert yaml.safe_load(found.only([]))["items"] == [{"id": "A", "name": "甲"}]


def test_the_bundled_lists_are_cut_as_they_read() -> None:
    for path in CATALOGUES:
        data = path.read_bytes()
        items = yaml.load(data, Loader=yaml.CSafeLoader)["items"]
        found = cut(data)
        if found is None:
            assert not items or b"'" in data or b"\\" in data, path
            continue
        assert found.ids == [item["id"] for item in items], path
        assert found.states("2025-06-30") == Counter(state(item, "2025-06-30") for item in items), path
        body = b"".join(found.piece(row) for row in range(len(items)))
        assert yaml.load(b"items:\n" + body, Loader=yaml.CSafeLoader)["items"] == items, path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: 甲\n", 'name: "甲\n  - id: X"\n'),
        ("name: 甲\n", "name: '甲\n  - id: X'\n"),
        ("name: 甲\n", 'name: "甲\\"\n  - id: X"\n'),
        ("name: 甲\n", "name: 甲\r\n"),
        ("name: 甲\n", "name: 甲\n # 注\n"),
        ("name: 甲\n", "name: 甲\n  - name: 没有编号\n"),
        ('id: "A"\n', 'id: "A" # 注\n'),
        ('  - id: "A"\n    name', "  - name: 甲\n    note"),
        ("items:\n", "items: # 注\n"),
        ("title: 清单\n", "title: 清单\nitems:\n  - id: X\n    name: 一\nb: 1\n"),
        ('repealed: "2025-01-01"\n', 'repealed: "2025-01-01"\nnote: 后\n'),
        ('repealed: "2025-01-01"\n', 'repealed: "2025-01-01"'),
        ("  - id: B\n    name: 乙\n", "- id: B\n  name: 乙\n"),
        ("name: 甲\n", f"name: {'[' * 60}{'{' * 60}\n"),
        ("title: 清单\n", f"title: {'[' * 120}\n"),
    ],
)
def test_doubt_is_no_answer(old: str, new: str) -> None:
    assert old in LIST
    assert cut(LIST.replace(old, new, 1).encode()) is None


def test_text_over_several_lines_is_no_item() -> None:
    text = LIST.replace("name: 甲\n", "name: 甲\n    note: |\n      文\n      - id: X\n    category: 类\n")
    found = cut(text.encode())
    assert found
    assert found.ids == ["A", "B"]


def test_what_differs() -> None:
    old = cut(LIST.encode())
    new = cut((LIST.replace("乙", "丙") + "  - id: C\n    name: 丁\n").encode())
    moved = cut(b"items:\n  - id: B\n    name: y\n  - id: A\n    name: x\n")
    still = cut(b"items:\n  - id: A\n    name: x\n  - id: B\n    name: y\n")
    assert old
    assert new
    assert moved
    assert still
    assert differing_rows(old, new) == ([1], [1, 2])
    assert differing_rows(old, old) == ([], [])
    assert differing_rows(moved, still) == ([], [])
