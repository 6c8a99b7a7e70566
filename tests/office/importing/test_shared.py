"""The published workbooks, and layouts of other places, against what a careful reader takes from them."""

from __future__ import annotations

import csv
import hashlib
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import SHARED
from qzqd.office.importing import build, plan, writing
from qzqd.open.schema import Schema
from qzqd.read.config import Config
from qzqd.tables.reading import read

if TYPE_CHECKING:
    from pathlib import Path

BOOKS_AT = SHARED / "data"
BOOKS = ("dangan-2024.xlsx", "jiguan-2024.xls", "keji-2024.xls", "tongji-2025.xlsx", "yibao-2024.xls")
pytestmark = pytest.mark.shared


def _truth(name: str) -> list[dict[str, str]]:
    with (BOOKS_AT / "truth" / "rows.tsv").open(encoding="utf-8", newline="") as file:
        return [line for line in csv.DictReader(file, delimiter="\t") if line["file"] == name]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", BOOKS)
def test_all_rows_come_in_as_a_careful_reader_takes_them(name: str) -> None:
    book = read((BOOKS_AT / "workbooks" / name).read_bytes(), name)
    found = build.tables(book)
    proposal = plan.propose(book, found)
    assert proposal.kind == "department-powers"
    assert not proposal.rivals
    built = build.build(book, found, proposal, lambda _: None)
    truth = _truth(name)
    assert len(built.items) == len(truth)
    for item, line in zip(built.items, truth, strict=True):
        offices = "、".join(item.get("offices", [item.get("office", "")]))
        assert _bare(item["name"]) == _bare(line["name"])
        assert item.get("sub_item", "") == line["sub_item"]
        assert item["power_type"] == line["power_type"]
        assert _bare(item["authority"]) == _bare(line["authority"])
        assert _bare(offices) == _bare(line["office"])
        assert str(item["seq"]) == line["seq"]
        assert item["origin"].rpartition("!")[2] == f"B{line['row']}"
        assert item["basis"]
    assert not built.account.counts()["extra"]
    entered = {cell.place for cell in built.account.all()}
    for grid in book.grids:
        for row, column, _ in grid.cells():
            assert f"{grid.name}!{grid.address(row, column)}" in entered


@pytest.mark.parametrize("name", BOOKS)
def test_what_comes_in_has_no_structure_error(name: str) -> None:
    book = read((BOOKS_AT / "workbooks" / name).read_bytes(), name)
    found = build.tables(book)
    proposal = plan.propose(book, found)
    proposal.code = "650200"
    built = build.build(book, found, proposal, lambda _: None)
    numbers = build.numbered_ids(len(built.items), proposal.prefix, set())
    ids = [next(numbers) for _ in built.items]
    imported = {"file": name, "digest": hashlib.sha256(name.encode()).hexdigest()}
    data = build.catalogue(proposal, built, imported, ids)
    assert not build.fit(data)
    assert not list(Schema(proposal.kind, Config()).problems(data))
    assert writing.written_list(data)


def test_six_other_layouts(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    subprocess.run([sys.executable, BOOKS_AT / "layouts" / "layouts.py", tmp_path], check=True)
    books = sorted(tmp_path.glob("*.xlsx"))
    assert len(books) == 6
    for path in books:
        expected = path.with_suffix(".expected.txt").read_text("utf-8").splitlines()
        book = read(path.read_bytes(), path.name)
        found = build.tables(book)
        built = build.build(book, found, plan.propose(book, found), lambda _: None)
        assert [f"{item['name']} | {item.get('category', '')}" for item in built.items] == expected, path.name
