"""What every ledger has: the list that it is held against, and records that may lie in a table beside it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from qzqd.kinds.fields import CatalogueId, EditionDate, field
from qzqd.kinds.header import Upstream
from qzqd.locale import Text

MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} ([01][0-9]|2[0-3]):[0-5][0-9]$"
Moment = Annotated[str, Field(pattern=MOMENT, json_schema_extra={"x-moment": True})]
_FORMS = {
    "zh": "写台账同一文件夹里的 .csv 或 .xlsx，例如 records.csv；.xls 在 Excel 里另存为 .xlsx",
    "en": "name a .csv or .xlsx in the folder of the ledger, such as records.csv; save an .xls as .xlsx",
}
TableFile = Annotated[
    str,
    Field(max_length=200, pattern=r"^[^/\\]+\.(csv|xlsx)$", json_schema_extra={"x-hint": _FORMS}),
]


class HeldAgainst(Upstream):
    catalogue: CatalogueId = field(
        Text("所依据的清单", "List"),
        Text("台账按哪份清单核对。", "The id of the list that the ledger is checked against."),
        example="example/list",
        required=True,
        refers="catalogue",
    )
    edition: EditionDate | None = field(
        Text("清单版本", "Edition"),
        Text("按哪一版核对；不写就是最新的。", "The edition it is checked against; the newest where absent."),
        example="2025-01-01",
    )


def held_against() -> Any:
    """The `upstream` of a ledger."""
    return field(
        Text("所依据的清单", "Held against"),
        Text("台账按哪份清单核对。", "The list that the ledger is checked against."),
        example={"catalogue": "example/list"},
        required=True,
    )


def records_field() -> Any:
    """The `records` of a ledger."""
    return field(
        Text("记录表格", "Table of records"),
        Text(
            "同一文件夹里的表格，一行一条记录，接在 items 之后；第一行写字段的名称，中文名或者英文名都可以。",
            "A table in the same folder with a record in each row, which come after `items`. Its first row names "
            "the fields, by title or by key.",
        ),
        example="records.csv",
        later=True,
    )
