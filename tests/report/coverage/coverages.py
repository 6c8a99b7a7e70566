"""Answers of `coverage` with any text in any field, for properties that hold of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import drawn_once
from qzqd.cover.coverage import (
    LABELS,
    Aspect,
    BaselineCoverage,
    Check,
    ClaimResult,
    Coverage,
    Fraction,
    Gate,
    ItemBrief,
    Ledger,
    ScoreRank,
    Trend,
)
from report.outcomes import findings, hostile, texts

from .samples import unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.cover.coverage import UnitCoverage

# What a composite strategy draws from is made once: making it costs more than drawing.
_GROUPS = st.sampled_from(["", "甲", "乙"])
_GROUPED = _GROUPS | hostile
_PATHS = st.just("") | hostile
_PROVENANCES = st.sampled_from(["official", "compiled", "illustrative", "stated", ""]) | hostile
_IDS = st.integers(1, 40).map("JD-{:03}".format) | hostile
_PERCENT = st.integers(0, 10_000).map(lambda number: number / 100)
_MOST = 8
_items = st.lists(
    st.builds(ItemBrief, _IDS, hostile, _GROUPED, office=_GROUPED, department=_GROUPED),
    max_size=_MOST,
    unique_by=lambda item: item.id,
)
_PLACES = st.integers(0, _MOST - 1)
_CELLS = st.dictionaries(_PLACES, st.sampled_from([*LABELS]))
_REASONS = st.dictionaries(_PLACES, hostile)
_HELD = st.dictionaries(_PLACES, st.tuples(_GROUPS, _GROUPS))
_WHOLE = st.integers(0, 12_000)


@st.composite
def fractions(draw: st.DrawFn) -> Fraction:
    """From nothing of nothing to everything."""
    whole, part, nearly = draw(_WHOLE), draw(_WHOLE), draw(st.booleans())
    return Fraction(max(whole - 1, 0) if nearly else min(part, whole), whole)


@st.composite
def baselines(draw: st.DrawFn) -> BaselineCoverage:
    """A matrix in which any cell has any status and anybody may hold any item."""
    items = draw(_items)
    keys = [item.id for item in items]

    def cells(values: st.SearchStrategy[dict[int, Any]]) -> dict[str, Any]:
        return {keys[place]: value for place, value in draw(values).items() if place < len(keys)}

    def made() -> UnitCoverage:
        return unit(
            draw(hostile),
            draw(_GROUPED),
            items,
            cells(_CELLS),
            path=draw(_PATHS),
            reasons=cells(_REASONS),
            held=cells(_HELD),
            provenance=draw(_PROVENANCES),
        )

    return BaselineCoverage(
        draw(hostile),
        draw(hostile),
        draw(hostile),
        draw(_PROVENANCES),
        tuple(items),
        tuple(made() for _ in range(draw(st.integers(0, 4)))),
        draw(hostile),
        draw(st.integers(0, 3)),
        draw(st.integers(0, 9)),
    )


def _few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=3)


_aspects = st.builds(
    Aspect,
    hostile,
    hostile,
    texts,
    fractions(),
    _few(_IDS).map(tuple),
    _few(st.tuples(hostile, fractions())).map(tuple),
    _PROVENANCES,
    st.booleans(),
    st.integers(0, 99),
)
_ledgers = st.builds(
    Ledger,
    hostile,
    hostile,
    hostile,
    st.integers(0, 99),
    _few(st.builds(Check, hostile, texts, fractions())).map(tuple),
    _few(st.builds(ScoreRank, hostile, st.floats(0, 200), hostile, st.booleans())).map(tuple),
)
_claims = st.builds(
    ClaimResult, hostile, hostile, hostile, hostile, hostile, st.sampled_from([True, False, None]), texts
)
_trends = st.builds(
    Trend,
    hostile,
    hostile,
    st.integers(0, 999),
    st.integers(0, 999),
    st.none() | fractions(),
    st.none() | fractions(),
)
_gates = st.builds(
    Gate,
    st.sampled_from(["missing", "outdated", "expired-waiver"]) | hostile,
    texts,
    _PERCENT,
    _PERCENT,
    st.booleans(),
)
coverages = drawn_once(
    st.builds(
        Coverage,
        baselines=st.lists(baselines(), max_size=2),
        aspects=_few(_aspects),
        ledgers=_few(_ledgers),
        claims=_few(_claims),
        trends=_few(_trends),
        gates=_few(_gates),
        findings=st.lists(findings, max_size=2),
        unreadable=st.booleans(),
        against=hostile,
    )
)


def every_coverage(test: Callable[..., None]) -> Callable[..., None]:
    """Run with any coverage in either language and by anything, on however slow a machine."""
    return settings(deadline=None)(
        given(
            coverage=coverages,
            language=st.sampled_from(["zh", "en"]),
            by=st.sampled_from(["unit", "category", "office", "department"]),
        )(test)
    )
