"""Which sheets of a workbook are read, and what becomes of the cells of the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.characters import HIDDEN, plainly_visible
from qzqd.locale import Text
from qzqd.office.handback.note import lists_findings
from qzqd.office.importing import header as headers
from qzqd.office.importing.excerpts import excerpts, older
from qzqd.office.importing.plan import PlannedTable, strangers
from qzqd.read.simplified import simplified
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.office.importing.account import Account, Fate
    from qzqd.tables.grid import Grid, Workbook


_BREAK = regex("[\x0b\x0c\x85\u2028\u2029]")
"""What ends a line for some program or other."""
_HIDDEN = regex(f"[{HIDDEN}\ufffe\uffff]")
_AGAIN = Text(
    "这张表的每一行在别的工作表里都有，只读一次", "every row of this table stands in another sheet; read once"
)
_LATE = Text(
    "这张表是同一份清单较早的版本，没有导入：要的话用 --sheet 单独导入",
    "an older edition of the same list, not imported: import it with --sheet if it is wanted",
)
_FINDINGS = Text("退回时附的问题清单", "the list of findings that was handed back")


def tables(book: Workbook, sheet: str = "", hidden_too: bool = False) -> list[PlannedTable]:
    """Every table that may be a list, older editions last; one that goes on in the next sheet or table without headings
    has those before.

    A sheet that says what one before it says is read once.
    """
    found: list[PlannedTable] = []
    for grid in book.grids:
        if (sheet and grid.name != sheet) or (grid.hidden and not hidden_too and not sheet) or not grid.rows:
            continue
        if any(_same(grid, each.grid) for each in found):
            continue
        heads = headers.find(grid, hidden_too)
        if not heads and found:
            last = found[-1]
            if grid.continues or headers.goes_on(grid, last.grid, last.header):
                heads = [headers.Header(0, 0, last.header.headings)]
        found += [PlannedTable(grid, head) for head in heads]
    late = older(found)
    return sorted(found, key=lambda table: any(found[at] is table for at in late)) if late else found


def in_simplified(book: Workbook) -> tuple[Workbook, int]:
    """The workbook in simplified characters, and how many cells that changed. Raises Refused without OpenCC."""
    return _rewritten(book, simplified)


def without_controls(book: Workbook) -> tuple[Workbook, int]:
    """The workbook without characters that show nothing, which no list may hold, and how many cells had any."""
    if all(plainly_visible("".join(cells)) for grid in book.grids for cells in grid.rows.values()):
        return book, 0
    return _rewritten(book, lambda text: _HIDDEN.sub("", _BREAK.sub("\n", text)).strip())


def _rewritten(book: Workbook, rewrite: Callable[[str], str]) -> tuple[Workbook, int]:
    changed = 0
    grids = []
    for grid in book.grids:
        rows = {row: [*map(rewrite, cells)] for row, cells in grid.rows.items()}
        changed += sum(old != new for row in rows for old, new in zip(grid.rows[row], rows[row], strict=True))
        floating = tuple(each._replace(text=rewrite(each.text)) for each in grid.floating)
        grids.append(replace(grid, rows=rows, floating=floating))
    return replace(book, grids=tuple(grids)), changed


def _same(grid: Grid, other: Grid) -> bool:
    return grid is not other and grid.rows == other.rows and grid.merges == other.merges


def leave(book: Workbook, found: list[PlannedTable], kind: str, account: Account) -> list[PlannedTable]:
    """Enter every cell of tables that are lists of another kind, of copies and of findings; the tables that are to be read."""
    others = strangers(found, kind)
    for index, other in others.items():
        _leave(account, found[index], "reported", _stranger(other))
    for grid in book.grids:
        if first := next((each.grid for each in found if _same(grid, each.grid)), None):
            _enter(account, grid, "ignored", _copy(first.name), grid.first_row, grid.last_row)
        if lists_findings(grid):
            _enter(account, grid, "ignored", _FINDINGS, grid.first_row, grid.last_row)
    late = older(found) - others.keys()
    for index in late:
        _leave(account, found[index], "reported", _LATE)
    kept = [table for index, table in enumerate(found) if index not in others and index not in late]
    again = excerpts(kept)
    for index in again:
        _leave(account, kept[index], "ignored", _AGAIN)
    return [table for index, table in enumerate(kept) if index not in again]


def _leave(account: Account, table: PlannedTable, fate: Fate, why: Text) -> None:
    """A table that is not read, with what stands over it."""
    header = table.header
    top = min((row for row, *_ in header.above if row), default=header.top)
    _enter(account, table.grid, fate, why, top, header.end or table.grid.last_row)


def _enter(account: Account, grid: Grid, fate: Fate, why: Text, top: int, bottom: int) -> None:
    for row, column, _ in grid.cells():
        if top <= row <= bottom:
            account.enter(grid, row, column, fate, why)


def _copy(name: str) -> Text:
    return Text(f"与工作表“{name}”内容相同，只读一次", f"says what the sheet “{name}” says; read once")


def _stranger(kind: str) -> Text:
    return Text(
        f"这张表是另一种清单（{kind}），没有导入：用 --sheet 单独导入",
        f"this table is a list of another kind ({kind}) and was not imported: import it with --sheet",
    )
