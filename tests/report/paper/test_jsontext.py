"""JSON that nothing obeys, and that means what it meant."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from qzqd.report.paper.jsontext import dump, escaped
from qzqd.report.paper.safe import harmless

TEXT = st.text(
    st.characters() | st.sampled_from("\t\x7f\u202e\ufeff\ufffd\ue000\U000f0000\U0010ffff\ud800\udc80")
)


@given(st.dictionaries(TEXT, st.lists(TEXT)))
def test_what_is_unsafe_is_escaped_and_means_the_same(value: dict[str, list[str]]) -> None:
    made = escaped(dump(value, 2))
    assert json.loads(made) == json.loads(dump(value, 2))
    assert harmless(made) == made
