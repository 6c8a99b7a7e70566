"""Many files to one outcome: cached, in worker processes, then the rules that need all of them."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from qzqd.check import ignores
from qzqd.check.engine import Engine, Result, active, locate, refusal
from qzqd.check.registers import Registers
from qzqd.check.rule import RULES
from qzqd.outcome import Checked, Outcome
from qzqd.read import source
from qzqd.read.positions import Positions
from qzqd.read.problem import Refused
from qzqd.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.check.cache import Cache
    from qzqd.check.summary import Summary
    from qzqd.finding import Finding
    from qzqd.read.config import Config
    from qzqd.read.problem import Problem
    from qzqd.read.workspace import Entry, Workspace

    Progress = Callable[[int, int], None]

# Below this, opening the cache or starting a process costs more than the work itself.
_WORTH_CACHING = 2_000_000
_WORTH_SHARING = 8_000_000
_CHUNK = 2_000_000


def run(
    workspace: Workspace,
    *,
    jobs: int = 0,
    use_cache: bool = True,
    progress: Progress | None = None,
) -> Outcome:
    """Check every file of the workspace.

    jobs: worker processes, 0 for one per core.
    Raises Refused when a local schema or register cannot be used.
    """
    collecting = gc.isenabled()
    gc.disable()  # data trees hold no cycles; looking for them would double the time
    try:
        return _run(workspace, jobs or os.cpu_count() or 1, use_cache, progress or (lambda *_: None))
    finally:
        if collecting:
            gc.enable()


def _run(workspace: Workspace, jobs: int, use_cache: bool, progress: Progress) -> Outcome:
    config, entries = workspace.config, workspace.entries
    registers, digest, findings = _registers(workspace, use_cache)
    total = sum(map(_size, entries))
    checker = _Checker(config, registers)
    cache = None
    if use_cache and total >= _WORTH_CACHING:
        from qzqd.check import store
        from qzqd.check.cache import Cache

        cache = Cache(store.folder())
        checker.context = store.context(config, digest)
    summaries: list[Summary] = []
    try:
        results = _results(checker, entries, cache, jobs if total >= _WORTH_SHARING else 1)
        for done, result in enumerate(results, 1):
            findings += result.findings
            if result.summary is not None:
                summaries.append(result.summary)
            progress(done, len(entries))
    finally:
        if cache is not None:
            cache.close()
    summaries.sort(key=lambda summary: summary.path)
    findings += _across(summaries, workspace)
    kept, silenced = ignores.apply(findings, summaries, config, workspace.whole)
    return Outcome(
        findings=sorted(kept, key=_order),
        catalogues=[_checked(summary) for summary in summaries],
        files=len(entries),
        items=sum(summary.items for summary in summaries),
        suppressed=silenced,
    )


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.path, finding.span.line, finding.span.column, finding.code, finding.pointer


def _checked(summary: Summary) -> Checked:
    return Checked(
        summary.path,
        summary.kind,
        summary.id,
        summary.title,
        summary.edition,
        summary.provenance,
        summary.items,
        summary.illustrative,
        tuple(summary.illustrative_fields),
    )


def _size(entry: Entry) -> int:
    try:
        return entry.path.stat().st_size
    except OSError:
        return 0


def _registers(workspace: Workspace, use_cache: bool) -> tuple[Registers, bytes, list[Finding]]:
    """The registers of the workspace, a digest of them, and what is wrong with those that are not checked anyway."""
    from hashlib import sha256

    from qzqd.check import store

    checker = _Checker(workspace.config, Registers())
    read = [(entry, *checker.read(entry)) for entry in workspace.registers]
    digest = sha256(b"".join(sha256(data).digest() for _, data, _ in read)).digest()
    place = store.context(workspace.config, digest) if use_cache and read else b""
    if place and (known := store.registers(place)) is not None:
        return known, digest, []
    registers, findings, sound = Registers(), [], True
    checked = {entry.real for entry in workspace.entries}
    for entry, data, refused in read:
        wrong, catalogue = (refused.findings, None) if refused else checker.engine.structure(data, entry.name)
        if catalogue is not None:
            registers.add(catalogue)
        else:
            sound = False
        if entry.real not in checked:
            findings += wrong[:1]
    if place and sound:
        store.keep_registers(place, registers)
    return registers, digest, findings


class _Checker:
    """What a worker process keeps: the engine, and the context that cached results depend on."""

    def __init__(self, config: Config, registers: Registers) -> None:
        self.config = config
        self.engine = Engine(config, registers)
        self.context = b""

    def read(self, entry: Entry) -> tuple[bytes, Result | None]:
        """The bytes of a file, or why there are none."""
        try:
            return source.read(entry.path, entry.root, self.config.max_bytes), None
        except Refused as refused:
            return b"", Result([refusal(refused, entry.name, b"", self.config)])

    def check(self, entry: Entry) -> Result:
        """What one file comes to."""
        data, result = self.read(entry)
        return result or self.engine.check(data, entry.name)

    def packed(self, entry: Entry) -> tuple[bytes, bytes]:
        """The same as bytes, with the key to keep it under (empty for what must not be kept)."""
        from qzqd.check import store
        from qzqd.check.cache import pack

        data, result = self.read(entry)
        if result is not None:
            return b"", pack(result)
        return store.key(self.context, data), pack(self.engine.check(data, entry.name))


def _results(checker: _Checker, entries: list[Entry], cache: Cache | None, jobs: int) -> Iterator[Result]:
    if cache is None and jobs == 1:
        yield from map(checker.check, entries)
        return
    from qzqd.check import store
    from qzqd.check.cache import unpack

    missing = entries
    if cache is not None and not cache.empty():
        missing = []
        for entry in entries:
            data, refused = checker.read(entry)
            known = None if refused else cache.get(store.key(checker.context, data))
            if known is not None:
                yield unpack(known, entry.name)
            else:
                missing.append(entry)
    jobs = min(jobs, len(missing)) if sum(map(_size, missing)) >= _WORTH_SHARING else 1
    fresh: list[tuple[bytes, bytes]] = []
    for entry, (key, packed) in zip(missing, _packed(checker, missing, jobs), strict=True):
        if key:
            fresh.append((key, packed))
        yield unpack(packed, entry.name)
        if cache is not None and len(fresh) >= 200:
            cache.put(fresh)
            fresh.clear()
    if cache is not None and fresh:
        cache.put(fresh)


def _packed(checker: _Checker, entries: list[Entry], jobs: int) -> Iterator[tuple[bytes, bytes]]:
    if jobs <= 1:
        yield from map(checker.packed, entries)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Only Linux forks safely; a forked worker starts with everything imported and compiled.
    method = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(
        jobs, method, _start, (checker.config, checker.engine.registers, checker.context)
    ) as pool:
        for part in pool.map(_work, _chunks(entries)):
            yield from part


_worker: _Checker


def _start(config: Config, registers: Registers, context: bytes) -> None:
    global _worker
    gc.disable()
    _worker = _Checker(config, registers)
    _worker.context = context


def _work(entries: list[Entry]) -> list[tuple[bytes, bytes]]:
    return [_worker.packed(entry) for entry in entries]


def _chunks(entries: list[Entry]) -> Iterator[list[Entry]]:
    """Pieces of about two megabytes: large enough to send, small enough to end at the same time."""
    chunk: list[Entry] = []
    size = 0
    for entry in entries:
        chunk.append(entry)
        size += _size(entry)
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _across(summaries: list[Summary], workspace: Workspace) -> Iterator[Finding]:
    """Findings of the rules that see all summaries; only the files they name are opened again."""
    config, entries = workspace.config, {entry.name: entry for entry in workspace.entries}
    known = [summary for summary in summaries if summary.id]
    by_path: dict[str, list[tuple[str, Problem]]] = {}
    for code, rule in RULES.items():
        if rule.across is not None and active(code, config) and (workspace.whole or not rule.whole):
            for summary, problem in rule.across(known):
                by_path.setdefault(summary.path, []).append((code, problem))
    for path, problems in by_path.items():
        entry = entries[path]
        try:
            tree = parse(source.load(entry.path, entry.root, config.max_bytes))
        except Refused as refused:
            yield refusal(refused, path, b"", config)
            continue
        positions = Positions(tree)
        for code, problem in problems:
            yield locate(code, problem, path, positions, config)
