"""One catalogue, written as an example is, held in memory against the families of rules tested here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from qzqd.check.engine import Engine
from qzqd.check.rule import Example
from qzqd.open.registers import Registers
from qzqd.read.config import Config

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qzqd.finding import Finding

FAMILIES = ("QZ0", "QZ1", "QZ2", "QZ3", "QZ5", "QZ6")


def judge(
    body: str,
    header: Mapping[str, str],
    *,
    registers: Registers | None = None,
    profile: str = "",
) -> list[Finding]:
    """Findings of a catalogue, given its items and what differs from the standard header."""
    engine = _engine(profile) if registers is None else Engine(_config(profile), registers)
    return engine.check(Example(body, header).source(), "list.yaml").findings


def judge_all(body: str, header: Mapping[str, str]) -> list[Finding]:
    """Findings of every rule, without registers."""
    return Engine(Config(), Registers()).check(Example(body, header).source(), "list.yaml").findings


@cache
def _engine(profile: str) -> Engine:
    return Engine(_config(profile), Registers())


def _config(profile: str) -> Config:
    return Config(select=FAMILIES, code_profile=profile)
