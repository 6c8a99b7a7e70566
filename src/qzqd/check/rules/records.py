"""QZ023, QZ520, QZ521, QZ527: the table in which the records of a ledger lie. Upheld by `qzqd.open.records`."""

from __future__ import annotations

from qzqd.check.ledger_examples import CONSULTED, MATTERS, SOUND_ANSWER, beside_its_list
from qzqd.check.rule import Scene, declare
from qzqd.locale import Text


def _tabled(*rows: str) -> Scene:
    """A ledger whose records lie in a table."""
    laid = beside_its_list(MATTERS, "records: records.csv\nitems: []\n", CONSULTED)
    table = "\n".join(("id,name,upstream,asked,answered,outcome", *rows))
    return Scene("validate", {**laid.files, "records.csv": f"{table}\n"})


_ROW = "ZQ-1,海棠花节交通管制,ZX-01,2025-03-03,2025-03-07,adopted"
_TABLED = _tabled(_ROW)

declare(
    "QZ520",
    "error",
    title=Text("表格的列对不上", "The columns of a table do not fit"),
    why=Text(
        "台账的记录写在表格里时，第一行是字段的名称，中文名或者英文名都可以，每个字段一列。认不出的列没有人核对，所以不放过。",
        "Where records lie in a table its first row names the fields, by title or by key, each once. A column that is "
        "not understood would be checked by nobody.",
    ),
    fails=_tabled("ZQ-1,海棠花节交通管制,ZX-01"),
    passes=_TABLED,
)
declare(
    "QZ521",
    "error",
    title=Text("单元格里是公式", "A formula in a cell"),
    why=Text(
        "公式的值随表格和软件而变，不能作为记录；qzqd 不计算公式，也不采信表格里存着的结果。",
        "What a formula comes to depends on the sheet and the program, so it is no record. Formulas are not worked out, "
        "nor is the value believed that was stored with them.",
    ),
    fails=_tabled(_ROW.replace("2025-03-07", "=D2+4")),
    passes=_TABLED,
)
declare(
    "QZ527",
    "warning",
    title=Text("表格里有看不见的内容", "Something in a table that nobody can see"),
    why=Text(
        "隐藏的行和列也读，也算记录，只是提醒：筛选以后忘了取消，或者不要的行没有删。合并单元格底下的内容、被格式隐藏的内容和文本框里的文字不读。"
        "两种情况都要有人看过，才知道台账里的数字算的是什么。",
        "Hidden rows and columns are read and count as records: a filter may have been left on, or rows hidden that "
        "should have gone. What lies under merged cells, is hidden by a format or stands in a text box is not read. "
        "Somebody has to look before it is known what the figures of the ledger are made of.",
    ),
    fails=None,
    passes=SOUND_ANSWER,
)


declare(
    "QZ023",
    "error",
    title=Text("表格读不出来", "A table that cannot be read"),
    why=Text(
        "台账的记录写在 .csv 或 .xlsx 里。引号没有配对、文件损坏、有密码，或者是读不了的格式，一条记录也核对不了。",
        "Records of a ledger lie in a .csv or .xlsx. With an unclosed quotation mark, a broken file, a password, or in a "
        "format that is not read, not one of them is checked.",
    ),
    fails=_tabled(_ROW.replace("海棠花节", '"海棠花节')),
    passes=_TABLED,
)
