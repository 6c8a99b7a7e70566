"""A plain scalar is a number only where it can be written back as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml.resolver import Resolver

from qzqd.read.scalars import _WORDS_OF_1_1, CURIOUS, Ambiguous, resolve


@given(st.from_regex(r"[-+]?[0-9]{1,400}(\.[0-9]{0,400})?([eE][-+]?[0-9]{1,4})?", fullmatch=True))
def test_a_number_is_what_was_written(text: str) -> None:
    try:
        value = resolve(text)
    except Ambiguous:
        return
    assert str(value) == text or isinstance(value, str)


@pytest.mark.parametrize(
    "text", ["1.0", "5.0", "1.10", "9" * 400 + ".0", "9" * 400, "1e999", "-0", "+86", ".inf", ".nan", "True"]
)
def test_no_number_that_could_not_be_written_back(text: str) -> None:
    with pytest.raises(Ambiguous):
        resolve(text)


def test_what_is_known_without_pyyaml_is_what_it_knows() -> None:
    implicit = Resolver.yaml_implicit_resolvers
    assert {key for key in implicit if key} <= CURIOUS
    words = {
        word.strip()
        for key, patterns in implicit.items()
        if key.isalpha()
        for _, pattern in patterns
        for word in re.split(r"[|\s]+", pattern.pattern.strip("^$(?:)"))
    }
    assert {word for word in words if word.isalpha()} == _WORDS_OF_1_1
