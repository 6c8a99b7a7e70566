"""`qzqd fmt`: one form, nothing lost, and a second time changes nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings

from qzqd import kinds
from qzqd.read import compiled
from qzqd.read.problem import Refused
from qzqd.read.tree import Tree, parse
from qzqd.write import canonical
from write.yaml_text import Text, catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden" / "fmt").glob("*.in.yaml"))
BUNDLED = sorted((ROOT / "catalogues").rglob("*.yaml"))
BOM = "\ufeff".encode()


def schema(source: bytes) -> dict[str, Any]:
    return kinds.schema(parse(source).data["kind"])


def formatted(text: str) -> str:
    return canonical.format(text.encode(), kinds.schema("street-powers")).decode()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    source, wanted = path.read_bytes(), path.with_name(path.name.replace(".in.", ".out.")).read_bytes()
    assert canonical.format(source, schema(source)) == wanted
    assert canonical.format(wanted, schema(wanted)) == wanted


def test_bundled_catalogues_only_change_the_order_of_fields() -> None:
    for path in BUNDLED:
        source = path.read_bytes()
        result = canonical.format(source, schema(source))
        assert sorted(result.splitlines()) == sorted(source.splitlines()), path


def read(text: Text) -> tuple[bytes, Tree]:
    """The bytes, and their tree where they read without a problem."""
    source = text.text.encode()
    try:
        tree = parse(source.removeprefix(BOM))
    except Refused:
        tree = None
    assume(tree is not None and not tree.problems)
    assert tree is not None
    return source, tree


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(catalogues())
def test_whatever_reads_is_formatted_without_loss_and_once(text: Text) -> None:
    source, tree = read(text)
    result = canonical.format(source, kinds.schema("street-powers"))
    assert parse(result).data == tree.data
    assert canonical.format(result, kinds.schema("street-powers")) == result
    for comment in text.comments:
        assert len(re.findall(rf"(?m)(?:^|[ \t]){re.escape(comment)}\r?$", result.decode())) == 1
    assert result.count(b"\r") == result.count(b"\r\n")
    assert result.count(b"\r") in (0, result.count(b"\n"))
    assert result.endswith(b"\n")
    if compiled.runs() and not any(map(is_left_to_the_judge, scalars(result.decode()))):
        assert compiled.read(result) is not None


def scalars(text: str) -> Iterator[str]:
    """Every key and value that is no container, as it is written."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent):
            assert event.start_mark
            assert event.end_mark
            yield text[event.start_mark.index : event.end_mark.index]


def is_left_to_the_judge(scalar: str) -> bool:
    """What `fmt` keeps as it was written, and the compiled reader does not know: escapes, and most scalars of several lines."""
    literal = re.match(r"\|-?\r?\n +[^ \r\n]", scalar) and not re.search(r"\n +\r?\n", scalar)
    return not literal and re.search(r"\n|\\|.''", scalar) is not None


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("items: [\n  {name: x}, # c\n\n]\n", "items:\n  - {name: x}  # c\n"),
        ("{\n\n  name: x,\n\n}\n\n\n", "name: x\n"),
        ("items: [\n  {name: x},\n\n  # c\n\n]\n", "items:\n  - {name: x}\n\n  # c\n"),
        (
            "source: {a: 1,\n  # x\n\n  b: [\n\n  # y\n  ]}\n",
            "source:\n  a: 1\n  # x\n\n  # y\n  b: []\n",
        ),
        ("note: |1+\n x", "note: |-2\n  x\n"),
        ("note: >2+ # c\n   x", "note: >-2 # c\n   x\n"),
        ("{...: 1, ... x: 2}\n", '"...": 1\n"... x": 2\n'),
    ],
)
def test_a_second_time_changes_nothing(source: str, result: str) -> None:
    assert formatted(source) == result
    assert formatted(result) == result


@pytest.mark.parametrize(
    "source",
    [
        b"\xef\xbb\xbfkind: laws\nid: a/b",
        b"kind: laws\rid: a/b\n\n\n",
        b"kind: laws\r\nid: a/b\n",
        b"id: a/b\nkind: laws\n",
    ],
)
def test_line_ends_and_byte_order_mark(source: bytes) -> None:
    assert canonical.format(source, kinds.schema("laws")) == b"kind: laws\nid: a/b\n"


@pytest.mark.parametrize(
    "source",
    [b"kind: laws\r\nid: a/b\r\n", b"id: a/b\r\nkind: laws\r\n", b"id: a/b\r\n\r\nkind: laws\n"],
)
def test_a_file_with_the_line_ends_of_windows_keeps_them(source: bytes) -> None:
    result = canonical.format(source, kinds.schema("laws"))
    assert result.replace(b"\r\n\r\n", b"\r\n") == b"kind: laws\r\nid: a/b\r\n"
    assert canonical.format(result, kinds.schema("laws")) == result


def test_fields_within_fields_follow_their_own_schema() -> None:
    source = "items:\n- basis:\n  - {article: 3, law: 甲}\n  name: 乙\n"
    assert formatted(source) == "items:\n  - name: 乙\n    basis:\n      - {law: 甲, article: 3}\n"


def test_a_schema_may_refer_to_itself() -> None:
    node = {"properties": {"name": {}, "parts": {"items": {"$ref": "#/$defs/node"}}}}
    source = b"parts: [{parts: [], name: b}]\nname: a\n"
    result = canonical.format(source, {"$ref": "#/$defs/node", "$defs": {"node": node}})
    assert result == b"name: a\nparts: [{name: b, parts: []}]\n"


def test_brackets_that_do_not_fit_are_written_in_lines() -> None:
    fits = "note: [" + ", ".join(["十个字十个字十个字十"] * 7) + "]\n"
    assert formatted(fits) == fits
    long = fits.replace("]", ", 十个字十个字十个字十]")
    assert formatted(long) == "note:\n" + "  - 十个字十个字十个字十\n" * 8


def test_a_comment_at_the_end_of_an_item_stays_in_it() -> None:
    text = "items:\n  - id: \"A-1\"\n    # note: 停用\n  # 第二项\n  - id: \"A-2\"\n"  # fmt: skip
    assert formatted(text) == text


def test_a_blank_line_does_not_become_part_of_the_text_above_it() -> None:
    source = "name: 甲\n\nid: \"A-1\"\n\ntitle: |+\n  乙\nx: 1\n"  # fmt: skip
    assert parse(formatted(source).encode()).data == parse(source.encode()).data


@pytest.mark.parametrize(
    "source", ["a: 1\na: 2\n", "a: no\n", "a: [甲，乙]\n", "a: *x\n", "a: [\n", "%YAML 1.2\n---\na: 1\n"]
)
def test_what_does_not_read_well_is_refused(source: str) -> None:
    with pytest.raises(Refused):
        formatted(source)


@pytest.mark.parametrize("source", ["- 1\n", "甲\n", "{}\n", "~\n"])
def test_what_is_no_catalogue_is_left_alone(source: str) -> None:
    with pytest.raises(canonical.Unsafe):
        formatted(source)


def test_a_result_that_says_something_else_is_never_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("乙", "甲\n# 多出的注释", "甲  # 多出的注释", "[", "no"):
        monkeypatch.setattr(
            canonical, "scalar_text", lambda text, *_, wrong=wrong: wrong if text == "甲" else text
        )
        with pytest.raises(canonical.Unsafe):
            formatted("name: 甲\n")
