"""One file's bytes to its findings and its summary. A pure function of bytes, version and settings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.check import rules
from qzqd.check.rule import RULES
from qzqd.check.subject import Subject
from qzqd.kinds.traits import traits
from qzqd.open.opened import Opened, Opener, active
from qzqd.open.summary import Result, Summary

if TYPE_CHECKING:
    from qzqd.finding import Finding
    from qzqd.open.registers import Registers
    from qzqd.read.config import Config
    from qzqd.read.workspace import Entry

_ = rules  # imported to fill RULES


class Engine:
    """Rules and schemas made ready once for many files."""

    def __init__(self, config: Config, registers: Registers) -> None:
        self.config = config
        self.registers = registers
        self.opener = Opener(config)
        self._rules = [
            (code, rule.check)
            for code, rule in RULES.items()
            if rule.check is not None and active(code, config)
        ]
        self._yielding = {code for code, _ in self._rules if RULES[code].yields}

    def check(self, data: bytes, name: str, beside: Entry | None = None) -> Result:
        """Findings and summary of one file; `name` is what findings call it.

        beside: where it lies, if the table beside it is to be read, too; a ledger that has one is not judged without.
        """
        findings, file, unsound = self.opener.open(data, name, remarks=True)
        if file is None:
            return Result(findings)
        if beside is not None and not unsound:
            from qzqd.open.records import join

            file, unsound = join(file, beside, self.opener)
        summary = self._judge(file, unsound)
        findings = file.close()
        return Result(findings if summary is None else self._kept(findings), summary)

    def _kept(self, findings: list[Finding]) -> list[Finding]:
        return [finding for finding in findings if active(finding.code, self.config)]

    def _judge(self, file: Opened, unsound: set[str | int]) -> Summary | None:
        tree, data = file.tree, file.data
        if "" in unsound or "items" in unsound or "items" not in data:
            return None
        header = {key: value for key, value in data.items() if key not in unsound}
        if "records" in header:
            return None if unsound else replace(Summary.of(data, [], sound=False), path=file.name)
        entries = data["items"]
        items = [pair for pair in enumerate(entries) if pair[0] not in unsound]
        subject = Subject(
            header=header,
            items=items,
            complete=len(items) == len(entries) and not tree.problems,
            traits=traits(data["kind"]),
            registers=self.registers,
            config=self.config,
            strings=file.strings(),
        )
        for code, check in self._rules:
            for problem in check(subject):
                if file.full:
                    break
                file.add(code, problem)
        file.drop(self._yielding)
        summary = Summary.of(data, items, not unsound)
        summary.path, summary.records = file.name, file.records
        summary.ignores = list(file.ignores())
        return summary
