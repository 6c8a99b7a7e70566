"""Why the bytes of a file cannot be read as tables, and the way out."""

from __future__ import annotations

import shlex

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused

UNREADABLE = "QZ023"
OFFICE = Text(" Excel 或 Word 文件（.xlsx、.docx、.ods）", "Excel or Word file (.xlsx, .docx, .ods)")
AS_CSV = Text(
    "在 Excel 里另存为“CSV UTF-8（逗号分隔）”", "in Excel, save it as “CSV UTF-8 (comma delimited)”"
)
_IN_OFFICE = Text(
    "用 Excel 或 WPS 打开，另存为 .xlsx（文档另存为 .docx）",
    "open it in Excel or WPS and save it as .xlsx (a document as .docx)",
)


def convert(what: Text, name: str, to: str) -> Refused:
    """A format that LibreOffice turns into one that is read."""
    path = f"./{name}" if name.startswith("-") else name
    command = f"soffice --headless --convert-to {to} {shlex.quote(path)}"
    message = Text(f"这是 {what.zh}，不能直接读", f"this is {what.en}, which is not read as it is")
    help = Text(f"先转换：{command}；或者{_IN_OFFICE.zh}", f"convert it: {command}; or {_IN_OFFICE.en}")
    return Refused(UNREADABLE, Problem(message, help=help))


def pdf() -> Refused:
    """What a PDF shows as a table are lines and letters at places; a reader can only guess at the cells."""
    message = Text(
        "这是 PDF：里面没有单元格，读出来的表靠猜",
        "this is a PDF: it has no cells, and any table in it is a guess",
    )
    help = Text(
        "找原来的 Excel 或 Word 文件；没有的，用 WPS 或 Word 转成表格，对照原文核对后再读；扫描件要先识别文字",
        "get the Excel or Word file it was made from; otherwise convert it in WPS or Word and compare it with the original; "
        "a scan needs character recognition first",
    )
    return Refused(UNREADABLE, Problem(message, help=help))


def encrypted() -> Refused:
    """A file with a password."""
    message = Text("文件有密码，读不了", "the file has a password")
    help = Text(
        "用 Excel、WPS 或 Word 打开，在“文件—信息—保护”里取消密码，再保存",
        "open it in Excel, WPS or Word, take the password off under File, Info, Protect, and save it",
    )
    return Refused(UNREADABLE, Problem(message, help=help))


def unsound(what: Text) -> Refused:
    """A damaged file, or one that was made to do harm."""
    message = Text(f"不是完好的{what.zh}", f"not a sound {what.en}")
    return Refused(UNREADABLE, Problem(message, help=_IN_OFFICE))


def cells_out_of_order() -> Refused:
    """Rows or cells that come before those that stand above or left of them: no program writes that."""
    return unsound(Text("表格文件：行或者列的次序颠倒", "table: its rows or columns are out of order"))


def no_table() -> Refused:
    """Bytes that are no table of any format."""
    message = Text("不是表格：认不出是什么文件", "no table: nothing is known of this format")
    help = Text(
        "能读的有 .xlsx、.xls、.ods、.docx、.csv", "what is read is .xlsx, .xls, .ods, .docx and .csv"
    )
    return Refused(UNREADABLE, Problem(message, help=help))


def lacks(component: Text) -> Refused:
    """A library that is an extra is not installed."""
    message = Text(f"没有安装读 {component.zh} 的组件", f"what reads {component.en} is not installed")
    help = Text(
        '安装：pip install "qzqd[office]"；或者另存为 .xlsx',
        'install it: pip install "qzqd[office]"; or save it as .xlsx',
    )
    return Refused(UNREADABLE, Problem(message, help=help))
