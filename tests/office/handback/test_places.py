"""Where notes stand."""

from __future__ import annotations

from office.importing.books import HEADINGS, book, row
from qzqd.locale import Text
from qzqd.office.handback.places import unread_cells
from qzqd.office.importing.account import Account, AccountedCell
from qzqd.tables.reading import read_tables


def test_what_floats_over_a_merge_stands_at_its_first_cell() -> None:
    sent = read_tables(book((HEADINGS, row(1, "甲"), row(2, "乙")), ["D3:D4"]), "x.xlsx")
    account = Account(others=[AccountedCell("Sheet1", 4, 4, "字", "reported", Text("文本框", "a box"))])
    assert [note.place for note in unread_cells(account, sent, "zh")] == [(3, 4)]
