"""How many examples a property is tried on, and how dear ones are shared: `thorough` then reaches every one."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
_SHORT = "qzqd"


def share(of: float) -> settings:
    """More than the profile's number where an example costs nothing, fewer where each writes a workbook."""
    # The profile of the command line is loaded before any module of tests is.
    return settings(max_examples=max(1, round(settings().max_examples * of)))


def drawn_once(strategy: SearchStrategy[T]) -> SearchStrategy[T]:
    """The same examples for every property, where to draw one costs more than to try it; a long search draws anew.

    Each is a copy, which a test may change.
    """
    if settings.get_current_profile_name() != _SHORT:
        return strategy
    return st.deferred(lambda: st.sampled_from(_drawn(strategy)).map(pickle.loads))


def _drawn(strategy: SearchStrategy[Any]) -> list[bytes]:
    found: list[bytes] = []

    @settings(database=None, deadline=None, phases=[Phase.generate])
    @given(strategy)
    def draw(example: object) -> None:
        found.append(pickle.dumps(example))

    draw()
    return found
