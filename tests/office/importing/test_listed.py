"""What a field cannot hold is kept whole."""

from __future__ import annotations

from typing import Any

from qzqd.office.importing import listed


def test_what_does_not_fit_is_neither_cut_nor_put_over_another_column() -> None:
    long = "检" * 25_000
    item = {"id": "A-1", "name": "甲", "note": long, "extra": {"备注": "另一栏"}}
    data: dict[str, Any] = {"kind": "task-list", "items": [item]}
    assert listed.fit(data) == [("A-1", "note")]
    assert item == {"id": "A-1", "name": "甲", "extra": {"备注": "另一栏", "备注（note）": long}}
    assert listed.fit(data) == []
