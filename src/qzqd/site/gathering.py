"""A workspace to the content of its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cover.gathered import gather_workspace
from qzqd.cover.run import cover, excuses_of
from qzqd.locale import Text
from qzqd.open.registering import registers_of
from qzqd.read.problem import Refused
from qzqd.read.revision import Repository
from qzqd.site.content import Content

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.read.workspace import Workspace
    from qzqd.site.past import PastWords


def content(space: Workspace, since: str, jobs: int, *, use_cache: bool) -> Content:
    """since: a git revision that the adjustment table begins with; "" for none.

    Raises Refused when a revision or a register cannot be read.
    """
    gathered, _ = gather_workspace(space, jobs, use_cache=use_cache)
    registers, _, _ = registers_of(space, use_cache)
    today = space.config.today
    coverage, _ = cover(gathered, registers, excuses_of(gathered, today), today)
    past, notes = _past(space)
    found = Content(gathered, coverage, registers, space.config, past, _compared(since))
    found.notes += notes
    return found


def _past(space: Workspace) -> tuple[PastWords | None, list[Text]]:
    """What git knows, and what it does not; without a repository there is nothing to know."""
    try:
        if not space.entries or Repository.holding(space.entries[0].real.parent) is None:
            return None, []
        from qzqd.compare.history.annals import Annals
        from qzqd.site.past import PastWords

        past = PastWords(Annals([], space.config.max_bytes))
    except Refused as refused:
        reason = refused.problem.message
        return None, [Text(f"没有沿革：{reason.zh}", f"no history: {reason.en}")]
    return past, past.notes()


def _compared(since: str) -> Comparison | None:
    if not since:
        return None
    from qzqd.compare.run import compare
    from qzqd.read.side import sides

    before, after = sides(since, None, [])
    return compare(before, after)
