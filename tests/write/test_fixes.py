"""A fix changes the value it is for, and nothing else."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from qzqd.finding import FixValue
from qzqd.read.positions import Positions
from qzqd.read.problem import Refused
from qzqd.read.tree import parse
from qzqd.write.fixes import Fix, apply
from write.yaml_text import WORDS, Text, catalogues

if TYPE_CHECKING:
    from qzqd.finding import FixValue

Path = tuple[str | int, ...]
SOURCE = """\
id: JD-001   # 编号
name: '对，的处罚'
code: 420302
level: [街道, "镇"]
note: |
  第一行
quote: 分成
  两行
empty:
"""


def at(source: str, *path: str | int) -> tuple[int, int]:
    return Positions(parse(source.encode())).offsets(path)


def fixed(source: str, *fixes: tuple[Path, FixValue]) -> tuple[str, list[FixValue]]:
    result, made = apply(source.encode(), [Fix(at(source, *path), text) for path, text in fixes])
    return result.decode(), [fix.value for fix in made]


def test_the_value_is_written_in_the_right_quotes() -> None:
    result, made = fixed(
        SOURCE,
        (("level", 1), "乡，镇"),
        (("id",), "JD-002"),
        (("name",), "对某某的处罚"),
        (("code",), "420302"),
        (("level", 0), "a: b"),
        (("quote",), "并成一行"),
    )
    assert result == (
        SOURCE.replace("JD-001", "JD-002")
        .replace("'对，的处罚'", "对某某的处罚")
        .replace("420302", '"420302"')
        .replace('[街道, "镇"]', '["a: b", "乡，镇"]')
        .replace("分成\n  两行", "并成一行")
    )
    assert len(made) == 6


def test_a_code_in_quotes_stays_in_quotes() -> None:
    assert fixed("id: 'ALPHA１'\n", (("id",), "ALPHA-A"))[0] == 'id: "ALPHA-A"\n'


def test_a_value_can_become_a_number_a_list_or_a_mapping() -> None:
    source = 'seq: "3"\nflag: 是\nlevel: 县、镇（乡、街道）\nbasis:\n  - 消防法第五条\nscores: {a: 90.50}\n'
    result, made = fixed(
        source,
        (("seq",), 3),
        (("flag",), True),
        (("level",), ["县", "镇（乡、街道）"]),
        (("basis", 0), {"law": "消防法", "article": 5, "number": "a, b"}),
        (("scores", "a"), 90.5),
    )
    assert result == (
        "seq: 3\nflag: true\nlevel: [县, 镇（乡、街道）]\nbasis:\n"
        '  - {law: 消防法, article: 5, number: "a, b"}\nscores: {a: 90.5}\n'
    )
    assert len(made) == 5


def test_a_field_gets_its_right_name_and_keeps_its_value() -> None:
    source = "Name: 甲\nitems:\n  - {Id: a, Name: 乙}  # 一\n"
    positions = Positions(parse(source.encode()))
    names = [(("Name",), "name"), (("items", 0, "Id"), "id"), (("items", 0, "Name"), "name")]
    fixes = [Fix(positions.offsets(path, "key"), name) for path, name in names]
    value = Fix(positions.offsets(("items", 0, "Name")), "丙")
    result, made = apply(source.encode(), [*fixes, value])
    assert result.decode() == "name: 甲\nitems:\n  - {id: a, name: 丙}  # 一\n"
    assert len(made) == 4


def test_a_field_does_not_get_the_name_of_its_neighbour() -> None:
    source = b"Name: a\nname: b\n"
    assert apply(source, [Fix((0, 4), "name")]) == (source, [])


@pytest.mark.parametrize("path", [("note",), ("empty",), ("level",), ()])
def test_what_cannot_be_replaced_safely_is_left(path: Path) -> None:
    assert fixed(SOURCE, (path, "新")) == (SOURCE, [])


def test_parts_of_values_and_several_lines_are_left() -> None:
    start, end = at(SOURCE, "id")
    fixes = [Fix((start, end - 1), "x"), Fix((9999, 10000), "x"), Fix((start, end), "a\nb")]
    assert apply(SOURCE.encode(), fixes) == (SOURCE.encode(), [])


def test_the_first_fix_for_a_place_wins() -> None:
    assert fixed("a: b\n", (("a",), "c"), (("a",), "d")) == ("a: c\n", ["c"])


def test_ambiguous_scalars_are_quoted_and_the_rest_of_a_faulty_file_stays() -> None:
    source = "a: no\nb: 1\nb: 2\n"
    (code, problem), *_ = parse(source.encode()).problems
    assert (code, problem.offsets, problem.fix) == ("QZ020", (3, 5), "no")
    assert fixed(source, (("a",), "no")) == ('a: "no"\nb: 1\nb: 2\n', ["no"])


def test_byte_order_mark_and_line_ends_stay() -> None:
    result, made = apply(b"\xef\xbb\xbfa: x\r\nb: y\r\n", [Fix((9, 10), "甲")])
    assert result == "\ufeffa: x\r\nb: 甲\r\n".encode()
    assert made


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(Refused):
        apply(b"a: [\n", [])


def scalars(value: Any, path: Path = ()) -> list[Path]:
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    )
    if children is None:
        return [path]
    return [found for key, child in children for found in scalars(child, (*path, key))]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(catalogues(), st.data())
def test_exactly_the_chosen_values_change(text: Text, data: st.DataObject) -> None:
    source = text.text.encode()
    try:
        tree = parse(source.removeprefix("\ufeff".encode()))
    except Refused:
        assume(False)
    positions, places = Positions(tree), scalars(tree.data)
    assume(places)
    words = st.one_of(st.sampled_from(WORDS), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
    wanted = data.draw(st.dictionaries(st.sampled_from(places), words, max_size=4))
    fixes = {path: Fix(positions.offsets(path), word) for path, word in wanted.items()}
    expected = copy.deepcopy(tree.data)
    result, made = apply(source, fixes.values())
    for path, fix in fixes.items():
        if fix in made:
            holder = expected
            for part in path[:-1]:
                holder = holder[part]
            holder[path[-1]] = fix.value
    assert parse(result.removeprefix("\ufeff".encode())).data == expected
    for comment in text.comments:
        assert comment in result.decode()


ENTRIES: FixValue = [{"law": "甲法", "article": 32}, {"law": "乙条例", "edition": "2021", "article": "32-1"}]
LINES = '- {law: 甲法, article: 32}\n    - {law: 乙条例, edition: "2021", article: "32-1"}'


@pytest.mark.parametrize(
    ("source", "path", "result"),
    [
        ("a:\n  basis: 《甲法》  # 注\n  b: 1\n", ("a", "basis"), f"a:\n  basis:\n    {LINES}  # 注\n  b: 1\n"),
        ("a:\n  basis:  # 注\n    《甲法》\n    第二行\n  b: 1\n", ("a", "basis"), f"a:\n  basis:  # 注\n    {LINES}\n  b: 1\n"),
        ("a:\n  basis: |-\n    《甲法》\n    第二行\n\n  b: 1\n", ("a", "basis"), f"a:\n  basis:\n    {LINES}\n\n  b: 1\n"),
        ("a:\n  - basis: '《甲法》'\n    b: 1\n", ("a", 0, "basis"), f"a:\n  - basis:\n      {LINES}\n    b: 1\n".replace("\n    - {law: 乙", "\n      - {law: 乙")),
        ("a:\n    - 《甲法》\n    - 其他\n", ("a", 0), f"a:\n    {LINES}\n    - 其他\n"),
        ("{basis: 《甲法》}\n", ("basis",), '{basis: [{law: 甲法, article: 32}, {law: 乙条例, edition: "2021", article: "32-1"}]}\n'),
        ("basis: [《甲法》, 其他]\n", ("basis", 0), 'basis: [{law: 甲法, article: 32}, {law: 乙条例, edition: "2021", article: "32-1"}, 其他]\n'),
    ],
)  # fmt: skip
def test_a_list_takes_the_place_of_a_text(source: str, path: Path, result: str) -> None:
    written, made = fixed(source, (path, ENTRIES))
    assert made == [ENTRIES]
    assert written == result


def test_an_entry_that_is_too_long_is_written_in_lines() -> None:
    entry: dict[str, FixValue] = {
        "law": "甲法",
        "quote": "任何单位和个人都有维护消防安全的义务。" * 4 + "\n第二段",
    }
    written, _ = fixed("basis: x\n", (("basis",), [entry]))
    assert written == f'basis:\n  - law: 甲法\n    quote: "{entry["quote"]}"\n'.replace("。\n第", "。\\n第")


def test_several_lists_in_one_list() -> None:
    written, made = fixed(
        "a:\n  - x\n  - y\n  - z\n", (("a", 2), ENTRIES), (("a", 0), ENTRIES), (("a", 1), "新")
    )
    assert len(made) == 3
    first = LINES.replace("\n    -", "\n  -")
    assert written == f"a:\n  {first}\n  - 新\n  {first}\n"


@pytest.mark.parametrize(
    "source", ["basis: |  # 注\n  《甲法》\n", "basis:\n  # 注\n  - # 再注\n    《甲法》\n"]
)
def test_a_comment_that_would_lose_its_place_keeps_a_text_as_it_is(source: str) -> None:
    path: Path = ("basis",) if "|" in source else ("basis", 0)
    assert fixed(source, (path, ENTRIES)) == (source, [])
