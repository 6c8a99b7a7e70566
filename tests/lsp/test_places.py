"""Places are counted as editors count them, and edits make the one text into the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.lsp.places import EditorPosition, EditorPositions, edits, range_of


def test_astral_characters_are_two_units() -> None:
    places = EditorPositions("中a\n𠮷祥: x\r\nz")
    assert places.range(3, 5) == (EditorPosition(1, 0), EditorPosition(1, 3))
    assert places.offset(EditorPosition(1, 3)) == 5
    assert places.offset(EditorPosition(1, 99)) == 8  # the end of the line, before its break
    assert places.offset(EditorPosition(2, 0)) == 10
    assert places.offset(EditorPosition(9, 0)) == 11


@given(st.text("a中𠮷\n\r\u2028", max_size=12), st.integers(0, 12))
def test_an_offset_comes_back(text: str, wanted: int) -> None:
    offset = min(wanted, len(text))
    places = EditorPositions(text)
    inside_break = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
    back = places.offset(places.range(offset, offset).start)
    assert back == offset - inside_break


def test_a_finding_stands_where_its_line_has_it() -> None:
    finding = Finding("QZ1", "error", "x", Span(3, 2, 3, 4), Text("", ""), excerpt="𠮷祥街")
    assert range_of(finding) == (EditorPosition(2, 2), EditorPosition(2, 4))
    further = Finding("QZ1", "error", "x", Span(3, 2, 5, 1), Text("", ""), excerpt="𠮷祥街")
    assert range_of(further) == (EditorPosition(2, 2), EditorPosition(2, 4))


@given(st.text("ab\n", max_size=8), st.text("ab\n", max_size=8))
def test_edits_make_one_text_into_the_other(before: str, after: str) -> None:
    text = before
    for edit in reversed(edits(before, after)):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == after


def test_lines_that_stay_are_left_alone() -> None:
    assert edits("a: 1\nb: 2\nc: 3\n", "a: 1\nb: 9\nc: 4\n") == [(8, 9, "9"), (13, 14, "4")]
    assert edits("same", "same") == []
