"""Outcomes with any text in any field, for properties that hold of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from examples import drawn_once
from qzqd.finding import SEVERITIES, Finding, Span
from qzqd.locale import Text
from qzqd.outcome import ListBrief, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

_ATTACKS = (
    "\n::error::x",
    "\r\n::add-mask::x",
    " ::set-output name=a::b",
    "##[error]x",
    "##vso[task.complete]",
    "\x1b[2J\x1b]8;;http://x\x07",
    "\x9b31m",
    "\u202egnp\u202c\u2066\u200f\u061c",
    "\u2028\u2029\x85\x0b\x0c",
    "\ud800\udfff",
    "\ufffe\uffff\ufeff\u200b",
    "]]><script>&lt;'\"",
    "| a `b` **c** _d_ ~e~ [f](http://g) ![h](i) <b>",
    "@org/team #12 !34 GH-5 https://x.example www.example.org a@b.example 见GH-6",
    ':smile: :+1: :100: 0deadbeef 4f9c5e0f6c3b0e0d4f9c5e0f6c3b0e0d4f9c5e0f $7 %8 ~bug &9 %"m" ^alert#1 [^1]',
    "<!-- x --> <script>",
    "%0A::error::,file=x",
    "{0} {{}} $& \\n \\",
    "街道\t办事处，《条例》　",
)
hostile = st.lists(
    st.sampled_from(_ATTACKS) | st.text(st.characters(exclude_categories=()), max_size=12), max_size=3
).map("".join)

texts = st.builds(Text, hostile, hostile)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """From no place at all to one beyond the end of its line."""
    line, column = draw(st.integers(1, 300)), draw(st.integers(1, 60))
    down, along = draw(st.integers(0, 2)), draw(st.integers(1, 40))
    return Span(line, column, line + down, column + along) if draw(st.booleans()) else Span()


findings = st.builds(
    Finding,
    code=st.sampled_from(["QZ104", "QZ204", "QZ999"]),
    severity=st.sampled_from(SEVERITIES),
    path=hostile,
    span=spans(),
    message=texts,
    help=st.none() | texts,
    pointer=hostile,
    catalogue=st.none() | hostile,
    item=st.none() | hostile,
    excerpt=hostile,
    value=hostile,
    origin=hostile,
)
catalogues = st.builds(
    ListBrief,
    path=hostile,
    kind=hostile,
    id=hostile,
    title=hostile,
    edition=hostile,
    provenance=st.sampled_from(["official", "compiled", "illustrative"]) | hostile,
    items=st.integers(0, 300),
    illustrative=st.integers(0, 3),
)
outcomes = drawn_once(
    st.builds(
        Outcome,
        findings=st.lists(findings, max_size=5),
        catalogues=st.lists(catalogues, max_size=5),
        files=st.integers(0, 10),
        items=st.integers(0, 1000),
        suppressed=st.integers(0, 3),
    )
)


def every_outcome(test: Callable[..., None]) -> Callable[..., None]:
    """Run with any outcome in either language, on however slow a machine."""
    return settings(deadline=None)(given(outcome=outcomes, language=st.sampled_from(["zh", "en"]))(test))
