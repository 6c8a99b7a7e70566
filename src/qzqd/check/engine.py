"""One file's bytes to its findings and its summary. A pure function of bytes, version and settings."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from qzqd.check import rules
from qzqd.check.rule import RULES
from qzqd.check.rules.incomplete import UNCOUNTED, WRONG_FIELDS, uncounted, unopened
from qzqd.check.subject import Incomplete, Subject
from qzqd.finding import Finding
from qzqd.kinds.traits import traits
from qzqd.open.catalogue import state
from qzqd.open.opened import Opened, Opener
from qzqd.open.partial import Unsound, sound_fields, unguarded
from qzqd.open.severity import active
from qzqd.open.summary import Result, Summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qzqd.check.rule import CatalogueCheck, Quiet
    from qzqd.locale import Text
    from qzqd.open.registers import Registers
    from qzqd.read.config import Config
    from qzqd.read.problem import Problem
    from qzqd.read.workspace import WorkspaceFile

_ = rules  # imported to fill RULES


class Engine:
    """Rules and schemas made ready once for many files."""

    def __init__(self, config: Config, registers: Registers) -> None:
        self.config = config
        self.registers = registers
        self.opener = Opener(config)
        self._rules = [
            (code, rule.check, rule.quiet)
            for code, rule in RULES.items()
            if rule.check is not None and active(code, config)
        ]
        self._known: dict[str, Any] = {}

    def check(self, data: bytes, name: str, beside: WorkspaceFile | None = None) -> Result:
        """Findings and summary of one file; `name` is what findings call it.

        beside: where it lies, if the table beside it is to be read, too; a ledger that has one is not judged without.
        """
        file = self.opener.open(data, name, remarks=True)
        if isinstance(file, Finding):
            return Result([file])
        if beside is not None and not file.unsound:
            from qzqd.open.records import join

            file = join(file, beside, self.opener)
        summed = self._judge(file)
        findings = file.close()
        return Result(findings) if summed is None else Result(self._kept(findings), summed())

    def _kept(self, findings: list[Finding]) -> list[Finding]:
        return [finding for finding in findings if active(finding.code, self.config)]

    def _silenced(self, structural: list[Finding]) -> bool:
        """Whether a rule is switched off by which a field is wrong, so that nobody hears that it was not judged."""
        codes = {finding.code for finding in structural} & RULES.keys()
        return any(RULES[code].severity == "error" and not active(code, self.config) for code in codes)

    def _judge(self, file: Opened) -> Callable[[], Summary] | None:
        """What the rules find, told to the file; gives what makes the summary, when all that the rules needed is let go."""
        left, misread = file.sound()
        if left is None:
            return None
        if "records" in unguarded(left.header):
            return self._without_records(file, unguarded(left.header)["records"], sound=not file.unsound)
        subject = Subject(
            parts=left,
            incomplete=bool(left.lost or misread),
            traits=traits(file.data["kind"]),
            registers=self.registers,
            config=self.config,
            strings=file.strings(),
            known=self._known,
        )
        run = _Run(subject, self.config.most)
        if left.doubtful and self._silenced(file.findings):
            run.left_out.append(WRONG_FIELDS)
        for code, check, quiet in self._rules:
            for problem in () if file.full else run.problems(code, check, quiet):
                if file.full:
                    break
                file.add(code, problem)
            if file.full:
                run.unjudged.append(code)
        if run.left_out and active(UNCOUNTED, self.config):
            wrong = len({*left.doubtful, *left.lost, *misread})
            file.add(UNCOUNTED, uncounted(wrong, run.left_out))
        ignores = tuple(file.ignores())
        doubtful = left.doubtful
        sound = [(at, sound_fields(item) if at in doubtful else item) for at, item in left.items]
        day, unjudged = subject.day, tuple(run.unjudged)
        ended = state(unguarded(left.header), self.config.today) == "cancelled"

        def summed() -> Summary:
            summary = Summary.of(file.data, sound, day, sound=not file.unsound, ended=ended)
            summary.path, summary.records = file.name, file.records
            summary.ignores, summary.unjudged = ignores, unjudged
            return summary

        return summed

    def _without_records(self, file: Opened, table: str, *, sound: bool) -> Callable[[], Summary] | None:
        """Of a ledger whose table is still to be read: a sound one is judged with it, of another that is told."""
        if sound:
            return lambda: replace(Summary.of(file.data, [], "", sound=False), path=file.name)
        if active(UNCOUNTED, self.config):
            file.add(UNCOUNTED, unopened(table))
        return None


class _Run:
    """The rules over one catalogue. unjudged: those that have not seen all of it; left_out: what was not checked at all."""

    def __init__(self, subject: Subject, most: int) -> None:
        self.unjudged: list[str] = []
        self.left_out: list[Text] = []
        self._subject = subject
        self._most = most
        self._without: dict[frozenset[str], Subject] = {frozenset(): subject}

    def problems(self, code: str, check: CatalogueCheck, quiet: Quiet | None) -> Iterable[Problem]:
        """What a rule finds in everything that is sound of what it asks for."""
        if not self._subject.partial:
            return () if quiet is not None and quiet(self._subject) else check(self._subject)
        wrong: frozenset[str] = frozenset()
        while True:
            if wrong not in self._without:
                self._without[wrong] = self._subject.without(wrong)
            found: list[Problem] = []
            try:
                found.extend(islice(check(self._without[wrong]), self._most + 1))
            except Unsound as reason:
                if not reason.of_header and reason.field not in wrong:
                    wrong |= {reason.field}
                    continue
                self.unjudged.append(code)
            except Incomplete as reason:
                self.unjudged.append(code)
                if reason.what not in self.left_out:
                    self.left_out.append(reason.what)
            else:
                if wrong:
                    self.unjudged.append(code)
            return found
