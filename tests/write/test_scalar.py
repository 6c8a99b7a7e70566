"""Every text is read back as that text, by every reader, wherever it stands."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qzqd.read.tree import parse
from qzqd.write.scalar import scalar_text
from write.yaml_text import WORDS

TEXT = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(" \t\n-:#,[]{}'\"\\&*!|>%@`?~=<.+_0123456789eExXoOyYnNtTfF，：　a甲", max_size=12),
)
PLAIN = [
    "街道办事处",
    "it's",
    'say "hi"',
    "24小时",
    "a-b",
    "hubei/list",
    "x:y",
    "a, b",
    "甲，乙",
    "yes/no",
    "a#b",
    "第三条　甲",
]
QUOTED = [
    "", " a", "a ", "a: b", "a:", "a #b", "- a", "-", "?", "[a]", "{a", "#", "&a", "*a", "!a", "|", ">", "'a'", '"', "%", "@", "`",
    "42", "007", "1.5", "1e3", "0x1F", "0o17", "1_000", "1:30", ".5", "-3", "+7", ".inf", ".NaN", "32-1", "1.2.3", "2025-01-01",
    "2025-1-1 10:00:00", "yes", "No", "ON", "off", "true", "FALSE", "y", "N", "null", "~", "=", "<<", "---", "...", "a\u200bb", "　a",
    "\ufeffa", "a\u202eb", "\x85", "a\x00", "a\tb", "a\nb", "level：高",
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_text_needs_no_quotes(text: str) -> None:
    assert scalar_text(text) == text


@pytest.mark.parametrize("text", QUOTED)
def test_what_could_be_taken_for_something_else_is_quoted(text: str) -> None:
    assert scalar_text(text).startswith('"')


@pytest.mark.parametrize("text", ["a, b", "甲，乙", "x:y", "a]", "a}"])
def test_inside_brackets_more_is_quoted(text: str) -> None:
    assert scalar_text(text, flow=True) == f'"{text}"'


def test_quotes_are_kept_where_they_are_wanted() -> None:
    assert scalar_text("ALPHA", quoted=True) == '"ALPHA"'


@given(TEXT, st.booleans(), st.booleans())
def test_every_reader_reads_it_back(text: str, quoted: bool, flow: bool) -> None:
    word = scalar_text(text, quoted, flow)
    source = (
        f"k: [{word}, {{{word[:500]}: {word}}}]\n" if flow else f"k:\n  - {word}\n  - {word[:500]}: {word}\n"
    )
    tree = parse(source.encode())
    assert tree.data == {"k": [text, {text: text}]}
    assert {code for code, _ in tree.problems} <= {"QZ007"}
    assert yaml.safe_load(source) == tree.data


@pytest.mark.parametrize("hidden", "\x00\x1b\x85\xa0\xad\u200b\u200f\u2028\u202e\u2066\u3164\ufeff\U000e0041")
def test_hidden_characters_are_shown(hidden: str) -> None:
    assert hidden not in scalar_text(f"甲{hidden}乙")
