"""Small workspaces to start from: the examples of every rule, a first list of every kind, places, ledgers, settings."""

from __future__ import annotations

import io
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import docx
from openpyxl import Workbook

from compare.policy.verdicts import text as approval
from office.importing import books
from qzqd import kinds
from qzqd.check import rules
from qzqd.check.rule import RULES, Example
from qzqd.office.editing.book import made
from qzqd.office.listed import ExportedList
from qzqd.read.source import check
from qzqd.read.tree import parse
from qzqd.write.starter import starter_list
from tables.test_ods import cell as ods_cell
from tables.test_ods import ods
from tables.test_ods import row as ods_row
from tables.test_ods import table as ods_table
from tables.test_xls import xls
from town import Town

_ = rules  # imported to fill RULES
ROOT = Path(__file__).parents[2]
_LARGEST = 4_000
"""Of larger files only the first items are kept: what is small can be tried often."""
_ITEM = "\n  - id: "

Workspace = dict[str, bytes]

SETTINGS = """\
paths = ["lists"]
registers = ["registers/*.yaml"]
exclude = ["**/drafts/**"]
ignore = ["QZ701"]
code_profile = "31"
power_types = ["其他权力"]
max_bytes = 1000000

[severity]
QZ404 = "error"

[[ignores]]
rule = "QZ201"
item = "JD-001"
reason = "历史编号"
until = "2025-12-31"

[policy]
base = "public"

[policy.all]
renamed = {severity = "error", rank = "县级政府", number = true, dates = ["date"], notice_days = 5}

[policy.kinds.street-powers]
added = {severity = "warning"}

[coverage]
fail_under = 80
fail_on = ["missing"]

[schemas]
street-powers = "local.json"
"""
POLICY = """\
base = "internal"

[all]
cancelled = {severity = "error", rank = "市级政府"}

[kinds.street-powers]
renamed = {severity = "off"}
"""
LOCAL = b'{"type": "object", "properties": {"issuer": {"type": "string", "maxLength": 30}, "items": {"maxItems": 50}}}'
BASELINE = b"""{
  "schema_version": 1,
  "findings": [
    {"fingerprint": "4f9c5e0f6c3b0e0d4f9c5e0f", "code": "QZ104", "path": "lists/example.yaml", "item": "JD-001"}
  ]
}
"""
APPROVAL = approval(['- {rule: QZ810, item: JD-002, change: renamed, hash: "4f9c5e0f6c3b0e0d"}']).encode()
CSV = (
    "事项编号,事项名称,呼叫情形,呼叫单位,响应级别,呼叫时间,报到时间,办结时间,备注\n"
    "HJ-1,群租房管理,A-1,甲街道,红,2025/1/7 9:06,2025-01-08 5:00,2025/1/9 6:00,\n"
    'HJ-2,占道,A-1,甲街道,红,2025-01-07 09:06,,,"多\n行"\n'
)
_HEAD = (
    'kind: {kind}\nid: example/{kind}\ntitle: 清单\nedition: "2025-01-01"\n'
    "jurisdiction: {{code: '120101', name: 和平区}}\nissuer: 某区\nsource: {{title: 示例, provenance: illustrative}}\n"
)


@cache
def lists() -> tuple[Workspace, ...]:
    """Workspaces without settings, each about one list."""
    examples = [rule.fails for rule in RULES.values()] + [rule.passes for rule in RULES.values()]
    return (
        *(_example(each) for each in examples if isinstance(each, Example)),
        *map(_starter, kinds.names()),
        *_published(),
        records(),
        _town(),
    )


def _example(example: Example) -> Workspace:
    beside = {f"lists/beside-{number}.yaml": each.source() for number, each in enumerate(example.beside)}
    return {"lists/example.yaml": example.source(), **beside}


def _starter(kind: str) -> Workspace:
    """With all its fields, those too that a first list leaves commented out."""
    text = re.sub(r"^( *)# (\w+: )", r"\1\2", starter_list(kind), flags=re.MULTILINE)
    return {"lists/example.yaml": text.encode()}


def _published() -> list[Workspace]:
    """A catalogue of each kind in this repository, cut short."""
    chosen: dict[str, str] = {}
    for path in (ROOT / "catalogues").rglob("*.yaml"):
        head, *items = path.read_text("utf-8").split(_ITEM)
        while sum(map(len, (head, *items))) > _LARGEST and items:
            items.pop()
        text = _ITEM.join([head, *items]).rstrip("\n") + "\n"
        kind = re.findall("^kind: (.+)$", text, re.MULTILINE)[0]
        if kind not in chosen or len(text) > len(chosen[kind]):
            chosen[kind] = text
    return [{"lists/example.yaml": text.encode()} for _, text in sorted(chosen.items())]


def records(*, workbook: bool = False) -> Workspace:
    """A ledger with its records in a table, and the list it is held against."""
    name = "r.xlsx" if workbook else "r.csv"
    situations = (
        _HEAD.format(kind="call-situations")
        + "items:\n  - {id: A-1, name: 占道, departments: [甲局], responses: [{level: 红, within_minutes: 30}]}\n"
    )
    ledger = (
        _HEAD.format(kind="call-records")
        + f"upstream: {{catalogue: example/call-situations}}\nrecords: {name}\nitems: []\n"
    )
    return {
        "lists/example.yaml": ledger.encode(),
        "lists/list.yaml": situations.encode(),
        f"lists/{name}": _workbook() if workbook else CSV.encode(),
    }


@cache
def _workbook() -> bytes:
    book = Workbook()
    for line in CSV.split("\n")[:2]:
        book.worksheets[0].append(line.split(","))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@cache
def towns() -> tuple[Workspace, ...]:
    """Lists, units and what these say of the lists; and published figures with what they are counted from."""
    return (*filter(_is_counted, lists()), _town(), _town(), _town())


def _is_counted(files: Workspace) -> bool:
    return any(
        re.search(rb"^kind: (claims|adoption|waivers)$", data, re.MULTILINE) for data in files.values()
    )


def _town() -> Workspace:
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder) / "town")
        town.says("420302001", "upstream: JD-001", "upstream: JD-002, status: returned")
        town.says("420302002", "upstream: JD-003, status: outdated", edition="2024-01-01")
        town.waives("2025-12-31")
        files = {path.name: path.read_bytes() for path in (town.folder / "catalogues").iterdir()}
    return {f"lists/{name}": data for name, data in files.items()}


@cache
def tables() -> Workspace:
    """The same table, as a person would save it in each format."""
    rows = [line.split(",") for line in CSV.split("\n")[:2]]
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(number, column).text = cell
    table.cell(0, 0).merge(table.cell(0, 1))
    written = io.BytesIO()
    document.save(written)

    def fill(book: Any) -> None:
        sheet = book.add_sheet("表")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
        sheet.write(5, 0, 45678.5)

    opened = ods_table("".join(ods_row(*map(ods_cell, row)) for row in rows))
    return {
        "r.csv": CSV.encode(),
        "r.xlsx": _workbook(),
        "r.docx": written.getvalue(),
        "r.ods": ods(opened),
        "r.xls": xls(fill),
    }


MAP = """\
version = 1
kind = "street-powers"
id = "a/b"
title = "清单"
edition = "2025"
code = "420300"
place = "十堰市"
issuer = "某市"

[columns]
"备注" = "note"
""".encode()


@cache
def exported() -> tuple[Workspace, Workspace]:
    """A list; and workbooks: one that it went out as, to be edited, and others as offices send them."""
    list_ = _starter("street-powers")
    (raw,) = list_.values()
    each = ExportedList(parse(check(raw)).data, kinds.schema("street-powers"))
    sent = books.book(
        (books.HEADINGS, books.row(1, "甲检查", note="一。"), books.row(2, "乙检查")), ["B3:B4"]
    )
    return list_, {"edit.xlsx": made([each], "zh"), "sent.xlsx": sent, **tables()}


def settled(files: Workspace) -> Workspace:
    """The workspace with settings and all that these, and the command line, may name."""
    return {
        "qzqd.toml": SETTINGS.encode(),
        "policy.toml": POLICY.encode(),
        "local.json": LOCAL,
        "baseline.json": BASELINE,
        "approvals/a.yaml": APPROVAL,
        **files,
    }
