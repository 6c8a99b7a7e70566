"""Many files to one outcome: cached, in worker processes, then the rules that need all of them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from qzqd.check import ignores
from qzqd.check.engine import Engine
from qzqd.check.implied import set_apart
from qzqd.check.overlooked import overlooked, unused_registers
from qzqd.check.rule import RULES
from qzqd.open.columns import Shelf
from qzqd.open.findings import capped, locate, refusal
from qzqd.open.opened import Opened
from qzqd.open.pool import Worker, answers, cache_for
from qzqd.open.registering import registers_of
from qzqd.open.severity import active
from qzqd.open.summary import Result
from qzqd.outcome import Outcome
from qzqd.read import source
from qzqd.read.disk import DISK
from qzqd.read.positions import Positions
from qzqd.read.problem import Refused
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from qzqd.finding import Finding
    from qzqd.open.opened import Opener
    from qzqd.open.registers import Registers
    from qzqd.open.summary import Summary
    from qzqd.read.config import Config
    from qzqd.read.disk import Files
    from qzqd.read.problem import Problem
    from qzqd.read.tree import Tree
    from qzqd.read.workspace import Workspace, WorkspaceFile

    OnProgress = Callable[[int, int], None]


def run(
    workspace: Workspace,
    *,
    jobs: int = 0,
    scheduler: str = "",
    use_cache: bool = True,
    progress: OnProgress | None = None,
) -> Outcome:
    """Check every file of the workspace.

    jobs, scheduler: worker processes, 0 for one per core, or whose workers do it instead; as `open.pool` has them.
    Raises Refused when a local schema or register cannot be used, `open.cluster.SchedulerUnusable`.
    """
    config, entries = workspace.config, workspace.entries
    registers, contents, findings = registers_of(workspace, use_cache)
    checker = Checker(config, registers)
    results: list[Result] = []
    places = {entry.name: entry for entry in entries}
    beside: set[str] = set()
    with Shelf() as shelf:
        with cache_for(checker, entries, contents, use_cache=use_cache) as cache:
            for result in answers(checker, entries, cache, jobs, scheduler):
                if result.summary is not None and result.summary.records:
                    beside.add(result.summary.path)
                    result = checker.with_table(places[result.summary.path])
                if result.summary is not None:
                    shelf.keep(result.summary.columns)
                results.append(result)
                if progress is not None:
                    progress(len(results), len(entries))
        outcome = conclude(workspace, results, findings, beside, checker.engine.opener)
    pointed = {register for each in results if each.summary for register in each.summary.pointed}
    outcome.unheld = tuple(sorted(register for register in pointed if not getattr(registers, register)))
    outcome.apart = not workspace.whole and (
        config.root is not None
        or any(each.summary and (each.summary.upstream_catalogue or each.summary.counted) for each in results)
    )
    return outcome


def conclude(
    workspace: Workspace,
    results: Iterable[Result],
    about_registers: Iterable[Finding],
    beside: set[str],
    opener: Opener,
    read: Callable[[bytes], Tree] = parse,
) -> Outcome:
    """The outcome of all files: what only shows from all of them, less what is ignored.

    about_registers: what is wrong with registers. beside: the ledgers whose records lie in a table. read: how a file is opened
    that a rule across files is about.
    """
    config, entries = workspace.config, workspace.entries
    findings = [*about_registers]
    summaries: list[Summary] = []
    for result in results:
        findings += result.findings
        if result.summary is not None:
            summaries.append(result.summary)
    summaries.sort(key=lambda summary: summary.path)
    findings += _across(summaries, workspace, beside, opener, read)
    findings += overlooked(workspace, summaries, {finding.path for finding in findings})
    kept, silenced = ignores.apply(findings, summaries, config, workspace.whole)
    told, implied = set_apart(kept)
    in_order = attrgetter("order")
    return Outcome(
        findings=sorted(capped(sorted(told, key=in_order), config), key=in_order),
        implied=implied,
        catalogues=[summary.brief() for summary in summaries],
        files=len(entries),
        items=sum(summary.items for summary in summaries),
        suppressed=silenced,
        unchecked=len(entries) - len(summaries) + sum(finding.code == "QZ626" for finding in findings),
        only=config.select,
        off=config.disable,
    )


class Checker(Worker[Result]):
    """Checks one file after the other."""

    def __init__(self, config: Config, registers: Registers, files: Files = DISK) -> None:
        self.config = config
        self.files = files
        self.engine = Engine(config, registers)

    def parts(self) -> tuple[Any, ...]:
        return self.config, self.engine.registers

    def work(self, data: bytes, name: str) -> Result:
        return self.engine.check(data, name)

    def with_table(self, entry: WorkspaceFile) -> Result:
        """A ledger and the table beside it: two files, of which no result is kept."""
        data, refused = self.read(entry)
        try:
            return self.engine.check(data, entry.name, entry) if refused is None else refused
        except Refused as reason:
            return self.refuse(reason, entry.name)

    def refuse(self, refused: Refused, name: str) -> Result:
        return Result([refusal(refused, name, b"", self.config)])

    def pack(self, answer: Result) -> bytes:
        from qzqd.open.cache import pack

        return pack(answer)

    def unpack(self, packed: bytes, name: str) -> Result:
        from qzqd.open.cache import unpack

        return unpack(packed, name)


def _across(
    summaries: list[Summary],
    workspace: Workspace,
    beside: set[str],
    opener: Opener,
    read: Callable[[bytes], Tree],
) -> Iterator[Finding]:
    """Findings of the rules that see all summaries; only the files they name are opened again."""
    config, entries = workspace.config, {entry.name: entry for entry in workspace.entries}
    known = [summary for summary in summaries if summary.id]
    by_path: dict[str, list[tuple[str, Problem]]] = {}
    for code, rule in RULES.items():
        if rule.across is not None and active(code, config) and (workspace.whole or not rule.whole):
            for summary, problem in rule.across(known):
                by_path.setdefault(summary.path, []).append((code, problem))
    if active("QZ625", config):
        for summary, problem in unused_registers(workspace, known):
            by_path.setdefault(summary.path, []).append(("QZ625", problem))
    for path, problems in by_path.items():
        entry = entries[path]
        try:
            text = source.check(workspace.files.read(entry.path, entry.root, config.max_bytes))
            tree = parse(text) if path in beside else read(text)  # the records are put into the tree
        except Refused as refused:
            yield refusal(refused, path, b"", config)
            continue
        if path in beside:
            from qzqd.open.records import placed_in_table

            yield from placed_in_table(Opened(path, tree, config), entry, opener, problems)
            continue
        positions = Positions(tree)
        for code, problem in problems:
            yield locate(code, problem, path, positions, config)
