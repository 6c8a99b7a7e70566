"""The carets stand under what they mean, however wide the characters before them are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.outcome import Outcome
from qzqd.report.paper.safe import safe
from qzqd.report.paper.snippet import snippet
from qzqd.report.paper.terminal import cells
from report.outcomes import hostile
from report.rendering import findings as render

lines = (
    st.text(st.sampled_from("ab:- 街道办，。《》“”\t\u0301e\u202e🙂ｱ　"), min_size=1, max_size=200) | hostile
)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Span]:
    """A line, and a span that begins on it."""
    line = draw(lines.filter(bool))
    start = draw(st.integers(0, len(line) - 1))
    end = draw(st.integers(start + 1, len(line)))
    return line, Span(7, start + 1, 7, end + 1)


@given(marked())
def test_carets_under_the_whole_span_of_a_line_that_fits(case: tuple[str, Span]) -> None:
    line, span = case
    shown = snippet(line, span, room=10_000)
    assert shown.line == safe(line)
    assert shown.indent == cells(safe(line[: span.column - 1]))
    assert shown.carets == max(1, cells(safe(line[span.column - 1 : span.end_column - 1])))


@given(marked(), st.integers(30, 100))
def test_a_long_line_is_cut_around_the_carets(case: tuple[str, Span], room: int) -> None:
    line, span = case
    shown = snippet(line, span, room)
    assert cells(shown.line) <= room
    assert shown.carets == 1 or shown.indent + shown.carets <= cells(shown.line)
    assert stands_under(shown.line, shown.indent, line, span)


@given(marked(), st.integers(40, 100))
def test_the_carets_of_a_report_are_aligned(case: tuple[str, Span], width: int) -> None:
    line, span = case
    finding = Finding("QZ104", "error", "a.yaml", span, Text("错", "wrong"), excerpt=line)
    shown, carets = render(Outcome([finding]), "text", "zh", width=width).splitlines()[4:6]
    assert shown.startswith("7 | ")
    assert carets.startswith("  | ")
    assert stands_under(shown[4:].replace("♯♯", "##"), carets.index("^") - 4, line, span)


@pytest.mark.parametrize("column", [1, 200])
def test_what_is_cut_off_shows_even_among_characters_without_width(column: int) -> None:
    line = "甲" + "\u0301" * 198 + "乙"
    assert "…" in snippet(line, Span(1, column, 1, column + 1), 40).line


def stands_under(shown: str, indent: int, line: str, span: Span) -> bool:
    """Whether the cell after `indent` is where the span begins, in a line that may be cut at both ends."""
    before, after = safe(line[: span.column - 1]), safe(line[span.column - 1 :])
    cuts = (cut for cut in range(len(shown) + 1) if cells(shown[:cut]) == indent)
    return any(
        (before == shown[:cut] or (shown.startswith("…") and before.endswith(shown[1:cut])))
        and (after == shown[cut:] or (shown.endswith("…") and after.startswith(shown[cut:-1])))
        for cut in cuts
    )


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert snippet("quote: 街道", Span(3, 8, 5, 2), 80) == ("quote: 街道", 7, 4)


def test_a_span_beyond_the_line_has_one_caret_at_its_end() -> None:
    assert snippet("街道", Span(3, 9, 3, 12), 80) == ("街道", 4, 1)


def test_a_megabyte_line_is_read_only_around_the_caret() -> None:
    line = "a" * 500_000 + "街" + "b" * 500_000
    shown = snippet(line, Span(1, 500_001, 1, 500_002), 20)
    assert shown == ("…" + "a" * 6 + "街" + "b" * 10 + "…", 7, 2)
