"""One text in a catalogue of certificates, held against the rules of wording."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.open.registers import Registers
from qzqd.read.config import Config

if TYPE_CHECKING:
    from qzqd.finding import Finding


def judge(text: str, field: str = "name", **fields: str) -> list[Finding]:
    item = {"id": "ZM-01", "name": "证明", "issuance": "may", field: text, **fields}
    body = f"items:\n  - {json.dumps(item, ensure_ascii=False)}\n"
    return _engine().check(Example(body, {"kind": "community-certificates"}).source(), "a.yaml").findings


@cache
def _engine() -> Engine:
    return Engine(Config(select=("QZ0", "QZ1", "QZ7")), Registers())


def quoted(text: str) -> list[Finding]:
    body = f"items:\n  - {{id: A1, name: 证明, issuance: may, basis: [{{law: 消防法, quote: {json.dumps(text)}}}]}}\n"
    return _engine().check(Example(body, {"kind": "community-certificates"}).source(), "a.yaml").findings


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]
