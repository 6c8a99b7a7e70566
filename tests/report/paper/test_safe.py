"""What a CI runner would obey is made inert, whether or not colour stands between its characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.report.paper.safe import inert

_RED, _PLAIN = "\x1b[1;7;31m", "\x1b[0m"


@pytest.mark.parametrize(
    ("log", "told"),
    [
        ("a ##[error]x", "a ♯♯[error]x"),
        ("a ##vso[task]x", "a ♯♯vso[task]x"),
        ("###[group]", "#♯♯[group]"),
        ("## [x] #[x]", "## [x] #[x]"),
        ("a\n  ::error::x", "a\n  ∶∶error::x"),
        (f"#{_RED}#[er{_PLAIN}ror]", f"♯{_RED}♯[er{_PLAIN}ror]"),
        (f"##{_RED}vso{_PLAIN}[x]", f"♯♯{_RED}vso{_PLAIN}[x]"),
        (f"{_RED} :{_PLAIN}:error::", f"{_RED} ∶{_PLAIN}∶error::"),
    ],
)
def test_commands(log: str, told: str) -> None:
    assert inert(log) == told


@given(st.lists(st.sampled_from(["#", "[", ":", "x", " ", "\n", _RED, _PLAIN])).map("".join))
def test_colour_makes_no_difference(log: str) -> None:
    assert _uncoloured(inert(log)) == inert(_uncoloured(log))


def _uncoloured(log: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", log)
