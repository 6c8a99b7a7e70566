"""A list of so many items as it is published: `issue.py list|edit|bare|docx ITEMS`; bare is XlsxWriter with the same cells alone."""

from __future__ import annotations

import gc
import sys
from io import BytesIO
from typing import Any

from qzqd import kinds
from qzqd.law.numerals import to_chinese
from qzqd.office.listed import ExportedList

HEAD = {
    "kind": "department-powers",
    "id": "benchmark/list",
    "title": "权责清单",
    "edition": "2026-07-01",
    "jurisdiction": {"code": "420300", "name": "十堰市"},
    "issuer": "十堰市人民政府",
    "source": {"title": "通知", "provenance": "official"},
}
HEADINGS = (
    "序号", "地方编码", "事项名称", "权力类型", "实施依据", "行使主体", "承办机构", "实施层级", "部门职责", "追责对象范围", "实施对象", "法定期限",
    "承诺期限", "监督方式", "备注",
)  # fmt: skip


def items(count: int) -> list[dict[str, Any]]:
    """Items that fill fifteen columns."""
    return [
        {
            "id": f"A-{at:06}",
            "name": f"对第{at}类生产经营单位落实安全生产责任制情况的监督检查",
            "seq": at,
            "power_type": "行政检查",
            "authority": "某某市应急管理局",
            "office": f"第{at % 40}科",
            "level": ["市", "县"],
            "codes": {"local": f"4203{at:012}"},
            "department_duty": f"负责本行政区域第{at}类单位的监督检查，依法查处违法行为。",
            "addressees": "生产经营单位",
            "statutory_limit": "20个工作日",
            "promised_limit": "5个工作日",
            "basis": [{"law": "中华人民共和国安全生产法", "level": "法律", "article": at % 119 + 1}],
            "accountability": {"scope": "直接负责的主管人员和其他直接责任人员"},
            "supervision": "12345 政务服务便民热线",
            "note": f"限第{at % 100}类",
        }
        for at in range(1, count + 1)
    ]


def rows(count: int) -> list[list[str]]:
    """The cells of the same table."""
    return [
        [
            str(at), f"4203{at:012}", f"对第{at}类生产经营单位落实安全生产责任制情况的监督检查", "行政检查",
            f"【法律】《中华人民共和国安全生产法》第{to_chinese(at % 119 + 1)}条", "某某市应急管理局", f"第{at % 40}科", "市、县",
            f"负责本行政区域第{at}类单位的监督检查，依法查处违法行为。", "直接负责的主管人员和其他直接责任人员", "生产经营单位", "20个工作日",
            "5个工作日", "12345 政务服务便民热线", f"限第{at % 100}类",
        ]
        for at in range(1, count + 1)
    ]  # fmt: skip


def bare(count: int) -> bytes:
    """XlsxWriter, and nothing else."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer)
    sheet = book.add_worksheet()
    for at, cells in enumerate([[*HEADINGS], *rows(count)]):
        for column, text in enumerate(cells):
            sheet.write_string(at, column, text)
    book.close()
    return buffer.getvalue()


def main(what: str, count: int) -> None:
    gc.disable()  # as every run of qzqd does; both sides gain by it
    if what == "bare":
        bare(count)
        return
    lists = [ExportedList({**HEAD, "items": items(count)}, kinds.schema("department-powers"))]
    if what == "edit":
        from qzqd.office.editing.book import made

        made(lists, "zh")
        return
    from qzqd.office.published import docx, xlsx
    from qzqd.office.published.table import published_tables

    (docx if what == "docx" else xlsx).made([*published_tables(lists, "zh")])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
