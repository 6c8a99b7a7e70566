"""Comparisons with any text in any field, for properties that hold of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import drawn_once
from qzqd.compare.change import LABELS, Change, ChangeSide, Compared, Comparison, FieldChange
from qzqd.finding import SEVERITIES
from report.outcomes import findings, hostile, texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from qzqd.compare.change import Match

_plain = st.none() | st.booleans() | st.integers(-5, 10**12) | hostile
_values = st.recursive(
    _plain,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(hostile, inner, max_size=3),
    max_leaves=4,
)
_citations = st.fixed_dictionaries({"law": _values}, optional={"article": _values, "quote": _values})
_fields = st.builds(
    FieldChange,
    field=st.sampled_from(["id", "name", "basis", "level", "office", "codes", "status"]) | hostile,
    title=texts,
    old=_values | st.lists(_citations, max_size=3),
    new=_values | st.lists(_citations, max_size=3),
)
_sides = st.builds(ChangeSide, ids=st.lists(hostile, min_size=1, max_size=2).map(tuple), name=hostile)
_items = st.lists(st.fixed_dictionaries({"id": hostile, "name": _values}), max_size=2).map(tuple)
_MATCHES: tuple[Match, ...] = ("id", "lineage", "upstream", "name", "suspected")
# What a composite strategy draws from is made once: making it costs more than drawing.
_TYPES = st.sampled_from([*LABELS])
_STANDING = st.sampled_from(["both", "old", "new"])
_HOW = st.sampled_from(_MATCHES)
_ABOUT = st.lists(_fields, max_size=3).map(tuple)
_SEVERE = st.none() | st.sampled_from(SEVERITIES)
_APPROVAL = st.none() | hostile


@st.composite
def _changes(draw: st.DrawFn) -> Change:
    """What was added has no older side, what was cancelled no newer one, everything else at least one."""
    what = draw(_TYPES)
    standing = {"added": "new", "cancelled": "old"}.get(what) or draw(_STANDING)
    old, new = (draw(_sides) if standing in ("both", side) else None for side in ("old", "new"))
    by = draw(_HOW)
    return Change(
        what,
        draw(hostile),
        draw(hostile),
        old,
        new,
        draw(_ABOUT),
        by,
        draw(st.floats(0, 1)) if by == "suspected" else None,
        draw(hostile),
        draw(_SEVERE),
        draw(_APPROVAL),
        draw(_items),
        draw(_items),
    )


_headers: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {}, optional={"title": _values, "edition": _values, "source": _values}
)
_catalogues = st.builds(
    Compared,
    id=hostile,
    kind=st.sampled_from(["street-powers", "adoption"]) | hostile,
    old_path=hostile,
    new_path=hostile,
    old_header=_headers,
    new_header=_headers,
    old_items=st.integers(0, 99),
    new_items=st.integers(0, 99),
    changes=st.lists(_changes(), max_size=3).map(tuple),
    header=st.lists(_fields, max_size=2).map(tuple),
    reordered=st.integers(0, 3),
)
comparisons = drawn_once(
    st.builds(
        Comparison,
        old=hostile,
        new=hostile,
        catalogues=st.lists(_catalogues, max_size=2),
        findings=st.lists(findings, max_size=2),
        unreadable=st.booleans(),
    )
)


def every_comparison(test: Callable[..., None]) -> Callable[..., None]:
    """Run with any comparison in either language, on however slow a machine."""
    return settings(deadline=None)(
        given(comparison=comparisons, language=st.sampled_from(["zh", "en"]))(test)
    )
