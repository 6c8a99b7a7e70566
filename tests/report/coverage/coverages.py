"""Answers of `coverage` with any text in any field, for properties that hold of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from qzqd.cover.coverage import (
    LABELS,
    Aspect,
    Baseline,
    Check,
    ClaimResult,
    Coverage,
    Fraction,
    Gate,
    ItemBrief,
    Ledger,
    Rank,
    Trend,
)
from report.outcomes import findings, hostile, texts

from .samples import unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.cover.coverage import Unit

_GROUPS = st.sampled_from(["", "甲", "乙"])
_IDS = st.integers(1, 40).map("JD-{:03}".format) | hostile
_PERCENT = st.integers(0, 10_000).map(lambda number: number / 100)
_items = st.lists(
    st.builds(
        ItemBrief, _IDS, hostile, _GROUPS | hostile, office=_GROUPS | hostile, department=_GROUPS | hostile
    ),
    max_size=8,
    unique_by=lambda item: item.id,
)


@st.composite
def fractions(draw: st.DrawFn) -> Fraction:
    """From nothing of nothing to everything."""
    whole = draw(st.integers(0, 12_000))
    return Fraction(draw(st.integers(0, whole) | st.just(max(whole - 1, 0))), whole)


@st.composite
def baselines(draw: st.DrawFn) -> Baseline:
    """A matrix in which any cell has any status and anybody may hold any item."""
    items = draw(_items)
    keys = [item.id for item in items]

    def cells(values: st.SearchStrategy[Any]) -> dict[str, Any]:
        return draw(st.dictionaries(st.sampled_from(keys), values)) if keys else {}

    def made() -> Unit:
        return unit(
            draw(hostile),
            draw(_GROUPS | hostile),
            items,
            cells(st.sampled_from([*LABELS])),
            path=draw(st.just("") | hostile),
            reasons=cells(hostile),
            held=cells(st.tuples(_GROUPS, _GROUPS)),
            provenance=draw(st.sampled_from(["official", "illustrative", ""]) | hostile),
        )

    return Baseline(
        draw(hostile),
        draw(hostile),
        draw(hostile),
        draw(st.sampled_from(["official", "compiled", "illustrative", ""]) | hostile),
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
    st.sampled_from(["official", "stated", ""]) | hostile,
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
    _few(st.builds(Rank, hostile, st.floats(0, 200), hostile, st.booleans())).map(tuple),
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
coverages = st.builds(
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


def every_coverage(test: Callable[..., None]) -> Callable[..., None]:
    """Run with any coverage in either language and by anything, on however slow a machine."""
    return settings(deadline=None)(
        given(
            coverage=coverages,
            language=st.sampled_from(["zh", "en"]),
            by=st.sampled_from(["unit", "category", "office", "department"]),
        )(test)
    )
