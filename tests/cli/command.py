"""The real command line, as another process or in this one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from forking import Ran as Ran
from forking import forked
from qzqd import resources
from qzqd.cli import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

_CONTRACTS = resources.schemas() / "contracts"
LIST = (
    "kind: community-certificates\nid: a/b\ntitle: 证明清单\nedition: '2025'\n"
    "jurisdiction: {code: '420000', name: 湖北省}\nissuer: 民政厅\n"
    "source: {title: 公告, provenance: official}\nitems:\n"
    "  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not}\n"
)
"""Nothing is wrong with it."""


@cache
def _judge(contract: str) -> Draft202012Validator:
    schema = json.loads((_CONTRACTS / f"{contract}.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def promised(contract: str, text: str) -> Any:
    """The JSON, which is as the contract has it."""
    data = json.loads(text)
    _judge(contract).validate(data)
    return data


def process(*arguments: str, cwd: Path | None = None, **environment: str) -> Ran:
    """`qzqd …` as a process of its own."""
    return forked(arguments, cwd=cwd, environment=environment)


def started(*arguments: str, cwd: Path | None = None, **environment: str) -> Ran:
    """The same as a user's shell starts it, where the start is what matters."""
    ran = subprocess.run(
        [sys.executable, "-m", "qzqd", *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


def qzqd(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """The same in this process: exit code and what was printed."""
    code = run(list(arguments))
    captured = capsys.readouterr()
    return Ran(code, captured.out, captured.err)
