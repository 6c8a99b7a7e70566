"""One file's bytes to its findings and its summary. A pure function of bytes, version and settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd.check import rules
from qzqd.check.opened import EXCERPT, Opened, Opener, active, text_at
from qzqd.check.rule import RULES
from qzqd.check.subject import Subject, Traits
from qzqd.check.summary import IgnoreNote, Summary
from qzqd.finding import DataPath, Finding, json_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.registers import Registers
    from qzqd.read.config import Config

_ = rules  # imported to fill RULES


@dataclass(slots=True)
class Result:
    """What one file came to. `summary` is None when there is no catalogue in it."""

    findings: list[Finding] = field(default_factory=list)
    summary: Summary | None = None


class Engine:
    """Rules and schemas made ready once for many files."""

    def __init__(self, config: Config, registers: Registers) -> None:
        self.config = config
        self.registers = registers
        self.opener = Opener(config)
        self._traits: dict[str, Traits] = {}
        self._rules = [
            (code, rule.check)
            for code, rule in RULES.items()
            if rule.check is not None and active(code, config)
        ]

    def check(self, data: bytes, name: str) -> Result:
        """Findings and summary of one file; `name` is what findings call it."""
        findings, file, unsound = self.opener.open(data, name)
        if file is None:
            return Result(findings)
        summary = self._judge(file, unsound)
        findings = file.close()
        return Result(findings if summary is None else self._kept(findings), summary)

    def _kept(self, findings: list[Finding]) -> list[Finding]:
        return [finding for finding in findings if active(finding.code, self.config)]

    def _judge(self, file: Opened, unsound: set[str | int]) -> Summary | None:
        tree, data = file.tree, file.tree.data
        if "" in unsound or "items" in unsound or "items" not in data:
            return None
        traits = self._traits_of(data["kind"])
        header = {key: value for key, value in data.items() if key not in unsound}
        entries = data["items"]
        items = [pair for pair in enumerate(entries) if pair[0] not in unsound]
        subject = Subject(
            header=header,
            items=items,
            complete=len(items) == len(entries) and not tree.problems,
            traits=traits,
            registers=self.registers,
            config=self.config,
            strings=tree.take_strings(),
        )
        for code, check in self._rules:
            for problem in check(subject):
                file.add(code, problem)
        summary = Summary.of(data, items, not unsound)
        summary.path = file.name
        summary.ignores = list(_ignores(data, file))
        return summary

    def _traits_of(self, kind: str) -> Traits:
        if kind not in self._traits:
            self._traits[kind] = Traits.of(self.opener.schema(kind).body)
        return self._traits[kind]


def _ignores(data: dict[str, Any], file: Opened) -> Iterator[IgnoreNote]:
    """Every well-formed ignore of the file, beside sound and unsound items alike."""
    yield from _ignores_of(data, (), file)
    for index, item in enumerate(data["items"]):
        yield from _ignores_of(item, ("items", index), file)


def _ignores_of(holder: Any, path: DataPath, file: Opened) -> Iterator[IgnoreNote]:
    entries = holder.get("ignore") if isinstance(holder, dict) else None
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        place = (*path, "ignore", number)
        if rule := text_at(entry, "rule"):
            span = file.positions.span(place)
            yield IgnoreNote(
                (text_at(holder, "id") or "") if path else "",
                rule,
                text_at(entry, "until") or "",
                span.line,
                span.column,
                span.end_line,
                span.end_column,
                file.positions.lines.line(span.line)[:EXCERPT],
                json_pointer(place),
            )
