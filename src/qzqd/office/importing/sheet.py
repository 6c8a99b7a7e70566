"""The account of the cells as a workbook to be read beside the source: a line for every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.office import installed
from qzqd.office.excel import LONGEST, put
from qzqd.office.importing.account import FATES
from qzqd.report.paper.safe import safe_lines

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.locale import Language
    from qzqd.office.importing.account import Account

_TITLE = Text("单元格去向", "Cells")
_COLUMNS = (
    (Text("工作表", "Sheet"), 16),
    (Text("单元格", "Cell"), 12),
    (Text("去向", "Fate"), 16),
    (Text("字段或理由", "Field or reason"), 40),
    (Text("内容", "Text"), 90),
)


def write_account(account: Account, name: str, path: Path, language: Language) -> None:
    """Put the workbook in the place of `path`; `name` is that of the source. Raises OfficeMissing, and what `atomic.replace` raises."""
    with installed():
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_TITLE.in_(language))
    sheet.freeze_panes = "A2"
    for letter, (_, width) in zip("ABCDE", _COLUMNS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([title.in_(language) for title, _ in _COLUMNS])
    for cell in account.all():
        row = (
            cell.sheet,
            cell.place.rpartition("!")[2],
            FATES[cell.fate].in_(language),
            cell.why.in_(language),
            cell.text,
        )
        written = []
        for text in row:
            made = WriteOnlyCell(sheet, safe_lines(text)[:LONGEST])
            made.data_type = "s"  # never a formula, whatever the text begins with
            written.append(made)
        sheet.append(written)
    put(book, name, path)
