"""A comment that may be part of a value is told; one that nobody would take for it is not."""

from __future__ import annotations

import pytest

from qzqd import kinds
from qzqd.read.cut_off import remarks
from qzqd.read.tree import parse
from qzqd.write import canonical

pytestmark = pytest.mark.usefixtures("each_reader")


def told(text: str) -> list[tuple[str, str]]:
    tree = parse(text.encode())
    lines = tree.source.decode()
    return [(code, lines[slice(*problem.offsets)]) for code, problem in remarks(tree) if problem.offsets]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("name: 消防安全检查 # 1类\n", [("QZ026", "# 1类")]),
        ("name: 消防安全检查 #重点\r\n", [("QZ026", "#重点")]),
        ("items:\n  - 甲 #1\n  - 乙\n", [("QZ026", "#1")]),
        ("note: #重点\n", [("QZ102", "#重点")]),
        ("note:   # 重点\n", [("QZ102", "# 重点")]),
        ("name: 消防安全检查  # 两格\n", []),
        ('name: "消防安全检查" # 引号\n', []),
        ("edition: 2025 # 数字\n", []),
        ("id: JD-001 # 编号\n", []),
        ("items: # 事项\n  - a\n", []),
        ("a: {b: 甲} # 括号\n", []),
        ("# 甲 # 乙\na: 1\n", []),
        ("a: |\n  甲 #乙\n", []),
        ("a: 甲#乙\n", []),
        ("a: 甲\n  # 另一行\n", []),
    ],
)
def test_what_may_have_been_meant_as_text(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


def test_the_remedy_shows_the_whole_value_in_quotes() -> None:
    ((_, problem),) = remarks(parse('name: 消防"检查" # 1类\n'.encode()))
    assert problem.help is not None
    assert "'消防\"检查\" # 1类'" in problem.help.zh


def test_formatting_does_not_settle_it() -> None:
    text = "kind: units\nid: a\ntitle: 单位 # 1类\nedition: '2025' # 年\n"
    formatted = canonical.format(text.encode(), kinds.schema("units")).decode()
    assert "title: 单位 # 1类\n" in formatted
    assert 'edition: "2025"  # 年\n' in formatted
    assert told(formatted) == [("QZ026", "# 1类")]
