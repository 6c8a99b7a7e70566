"""What the parser cannot read is told in words of the list, at the place that is at fault, at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml._yaml
from yaml.error import Mark, MarkedYAMLError

from qzqd.read.problem import Problem, Refused
from qzqd.read.syntax import explain_syntax
from qzqd.read.tree import parse

pytestmark = pytest.mark.usefixtures("each_reader")

MESSAGES = (
    "block sequence entries are not allowed in this context",
    "could not find expected ':'",
    "could not find expected directive name",
    "did not find URI escaped octet",
    "did not find expected '!'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    "did not find expected digit or '.' character",
    "did not find expected hexdecimal number",
    "did not find expected key",
    "did not find expected node content",
    "did not find expected tag URI",
    "did not find expected version number",
    "did not find expected whitespace",
    "did not find expected whitespace or line break",
    "did not find the expected '>'",
    "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected",
    "found an incorrect leading UTF-8 octet",
    "found an incorrect trailing UTF-8 octet",
    "found an indentation indicator equal to 0",
    "found character that cannot start any token",
    "found duplicate %TAG directive",
    "found duplicate %YAML directive",
    "found extremely long version number",
    "found incompatible YAML document",
    "found invalid Unicode character escape code",
    "found undefined tag handle",
    "found unexpected ':'",
    "found unexpected document indicator",
    "found unexpected end of stream",
    "found unexpected non-alphabetical character",
    "found unknown directive name",
    "found unknown escape character",
    "mapping keys are not allowed in this context",
    "mapping values are not allowed in this context",
)
"""All that libyaml's scanner and parser say, as its binary has it."""

CONTEXTS = {
    "directive name": "while scanning a directive",
    "version number": "while scanning a %YAML directive",
    "digit or '.'": "while scanning a %YAML directive",
    "non-alphabetical": "while scanning a directive",
    "whitespace": "while scanning a %TAG directive",
    "alphabetic": "while scanning an alias",
    "URI": "while scanning a tag",
    "octet": "while parsing a tag",
    "'!'": "while scanning a tag",
    "'>'": "while scanning a tag",
    "comment or line break": "while scanning a block scalar",
    "indicator equal to 0": "while scanning a block scalar",
}
"""Where the parser says what means nothing by itself."""

# Of the composer and the emitter, neither of which is used; never reached by an event loop that starts at the start;
# and never told, because the reader's own limit is lower.
ELSEWHERE = {
    "found undefined alias",
    "found duplicate anchor; first occurrence",
    "did not find expected <stream-start>",
    "exceeded maximum nesting depth",
}


def refused(text: str) -> tuple[str, Problem]:
    with pytest.raises(Refused) as caught:
        parse(text.encode())
    return caught.value.code, caught.value.problem


@pytest.mark.parametrize("words", MESSAGES)
def test_every_word_of_the_parser_has_a_meaning(words: str) -> None:
    context = next((context for part, context in CONTEXTS.items() if part in words), None)
    mark = Mark("", 0, 0, 0, None, 0)
    code, problem = explain_syntax("a: b\n", MarkedYAMLError(context, mark, words, mark))
    assert code == "QZ010"
    assert problem.help is not None
    assert not re.search("[a-z]+ [a-z]+", problem.message.zh)
    assert "从这里起" not in problem.message.zh


def test_no_word_of_the_parser_is_forgotten() -> None:
    binary = Path(yaml._yaml.__file__).read_bytes()
    said = rb"(?:did not find|could not find|found|exceeded|mapping keys|mapping values|block sequence entries) [ -~]+"
    found = {match.decode() for match in re.findall(rb"(?<=\0)" + said + rb"(?=\0)", binary)}
    assert found <= {*MESSAGES, *ELSEWHERE}


def test_what_a_later_parser_may_say_is_told_in_english_only_to_readers_of_english() -> None:
    mark = Mark("", 0, 0, 0, None, 0)
    _, problem = explain_syntax("a: b\n", MarkedYAMLError("while dreaming", mark, "saw a sheep", mark))
    assert "sheep" in problem.message.en
    assert "sheep" not in problem.message.zh


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("name: *出生证明\n", "*", "不能以 * 开头"),
        ("name: !出生证明\n", "!", "不能以 ! 开头"),
        ("name: &出生证明\n", "&", "不能以 & 开头"),
        ("name: @出生证明\n", "@", "不能以 @ 开头"),
        ("name: |出生证明\n", "|", "不能以 | 开头"),
        ('name: "双随机"监管\nseq: 1\n', "监管", "后面还有文字"),
        ("name: 'it's'\nseq: 1\n", "s'", "后面还有文字"),
        ("name: [居民]意见\nseq: 1\n", "意见", "后面还有文字"),
        ('a:\n  - "双随机"监管\n  - b\n', "监管", "后面还有文字"),
        ("name: 居民意见: 反映\nseq: 1\n", ": 反映", "值里面有"),
        ("name: 居民意见\n和要求\nseq: 1\n", "和", "上一行的文字没有写完"),
        ('name: "出生证明\nseq: 1\n', '"', "引号没有配对"),
        ('name: "出生\\"证明\nseq: 1\n', '"', "引号没有配对"),
        ("a: [甲，乙\nb: c\n", "[", "没有闭合"),
        ('name: "D:\\q 盘"\n', "\\", "反斜杠"),
    ],
)
def test_the_slip_is_named_and_pointed_at(text: str, at: str, words: str) -> None:
    _, problem = refused(text)
    assert words in problem.message.zh
    assert problem.offsets is not None
    assert problem.offsets[0] == text.index(at)
    assert problem.help is not None


@pytest.mark.parametrize(
    "unit", ["[", "{", "[，", "， ", '"', "'", "\\", '\\"', "- ", "：", "　", " ", "a", "a: ", "－", "]"]
)
def test_a_long_line_is_explained_at_once(unit: str) -> None:
    """A moment's work; hours, if a pattern were quadratic."""
    text = unit * (100_000 // len(unit))
    mark = Mark("", len(text), 0, len(text), None, 0)
    for line in (text, f"a: {text}", f'a: "{text}', f"a: '{text}", f"a: [{text}", f"- {text}", f"﹣{text}"):
        for words in ("did not find expected key", "mapping values are not allowed in this context"):
            code, problem = explain_syntax(line, MarkedYAMLError(None, None, words, mark))
            assert code.startswith("QZ01")
            assert problem.offsets is not None
