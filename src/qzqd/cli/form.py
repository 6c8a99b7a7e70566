"""Whether files stand in their canonical form: cached and shared out as checking is."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.open import pool
from qzqd.read import source
from qzqd.write import canonical, grammar
from qzqd.write.proof import Unsafe, reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.read.config import Config
    from qzqd.read.problem import Refused
    from qzqd.read.workspace import Workspace

_WORTH_A_PATTERN = 500_000
"""Bytes of one kind: making its pattern takes as long as formatting so many."""


class Form(NamedTuple):
    """How one file stands. fault: why that cannot be told."""

    name: str
    canonical: bool
    fault: Text | None = None


def forms(space: Workspace, jobs: int, *, use_cache: bool) -> Iterator[Form]:
    """How every file stands, in no certain order. jobs: worker processes, 0 for one per core."""
    worker = _Worker(space.config)
    with pool.cache_for(worker, space.entries, [b"form"], use_cache=use_cache) as cache:
        yield from pool.answers(worker, space.entries, cache, jobs)


class _Worker(pool.Worker[Form]):
    def __init__(self, config: Config) -> None:
        self.config = config
        self._read: Counter[str] = Counter()

    def work(self, data: bytes, name: str) -> Form:
        source.check(data)
        kind = grammar.kind_of(data)
        self._read[kind] += len(data)
        if self._read[kind] > _WORTH_A_PATTERN and grammar.is_canonical(data, kind):
            return Form(name, canonical=True)
        try:
            return Form(name, canonical.format(data) == data)
        except Unsafe as unsafe:
            return Form(name, canonical=False, fault=reason(unsafe))

    def refuse(self, refused: Refused, name: str) -> Form:
        return Form(name, canonical=False, fault=refused.problem.message)

    def pack(self, answer: Form) -> bytes:
        return json.dumps(answer[1:], ensure_ascii=False).encode("utf-8", "surrogatepass")

    def unpack(self, packed: bytes, name: str) -> Form:
        stands, fault = json.loads(packed)
        return Form(name, stands, Text(*fault) if fault else None)
