"""Two versions that have grown from one: what both did is kept, what collides is marked, nothing is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import share
from qzqd.compare.merging import merge as merging
from qzqd.compare.merging.clash import SIDES
from qzqd.compare.merging.merge import ItemLost, Merged, merge
from qzqd.compare.merging.order import woven
from qzqd.compare.merging.pieces import read_version, same_meaning
from qzqd.read.problem import Refused
from qzqd.read.tree import parse

from .versions import List, by_id, edited, lists, merged, resolved

_ABSENT = object()


@st.composite
def histories(draw: st.DrawFn) -> tuple[List, List, List]:
    base = draw(lists())
    return base, draw(edited(base)), draw(edited(base))


def said(value: Any) -> str:
    return "" if value is _ABSENT else json.dumps(value, sort_keys=True)


def three_ways(base: Any, ours: Any, theirs: Any) -> list[str]:
    """What may become of a value without anybody being asked; nothing, if somebody has to be."""
    base, ours, theirs = map(said, (base, ours, theirs))
    if ours == theirs or theirs == base:
        return [ours]
    return [theirs] if ours == base else []


@share(2)
@given(histories())
def test_nothing_is_lost_and_nothing_is_made_up(versions: tuple[List, List, List]) -> None:
    texts = [version.text() for version in versions]
    base, ours, theirs = (by_id(parse(text.encode()).data) for text in texts)
    result = merged(*texts)
    text = result.data.decode()
    left, right = by_id(resolved(text, 0)), by_id(resolved(text, 1))
    for key in {**ours, **theirs}:
        if key not in left and key not in right:
            assert not (key in ours and key in theirs)
            assert said(base[key]) == said(ours.get(key) or theirs.get(key))
    for key in {**left, **right}:
        sides = [side.get(key, {}) for side in (base, ours, theirs, left, right)]
        for name in {name: None for side in sides for name in side}:
            old, mine, yours, here, there = (side.get(name, _ABSENT) for side in sides)
            agreed = three_ways(old, mine, yours)
            decided = said(here) == said(there) and said(here) in agreed
            marked = said(here) == said(mine) and said(there) == said(yours)
            assert decided or (marked and result.findings), (key, name)


@share(2)
@given(histories())
def test_every_conflict_is_told_where_it_stands(versions: tuple[List, List, List]) -> None:
    result = merged(*(version.text() for version in versions))
    lines = result.data.decode().split("\n")
    marked = [number for number, line in enumerate(lines, 1) if line.startswith("<<<<<<<")]
    assert [finding.span.line for finding in result.findings] == marked
    assert lines.count("=======") == lines.count(">>>>>>> theirs") == len(marked)


@share(2)
@given(histories())
def test_what_one_side_left_alone_is_byte_for_byte_that_of_the_other(
    versions: tuple[List, List, List],
) -> None:
    base, *sides = ({row.key: row.text() for row in version.rows} for version in versions)
    result = merged(*(version.text() for version in versions))
    told = {finding.item for finding in result.findings}
    if "QZ834" not in {finding.code for finding in result.findings}:
        for one, other in (sides, sides[::-1]):
            for key in {*one, *other} - told:
                if key in other and one.get(key) == base.get(key):
                    assert other[key].strip("\n") in result.data.decode()


@share(2)
@given(histories())
def test_it_does_not_matter_much_which_side_is_ours(versions: tuple[List, List, List]) -> None:
    base, ours, theirs = (version.text() for version in versions)
    one, other = merged(base, ours, theirs), merged(base, theirs, ours)
    assert told(one) == told(other)
    if not one.findings:
        left, right = (parse(result.data).data for result in (one, other))
        assert by_id(left) == by_id(right)
        assert {**left, "items": 0} == {**right, "items": 0}


def told(result: Merged) -> list[tuple[str, str, str]]:
    return sorted((finding.code, finding.item or "", finding.value) for finding in result.findings)


LIST = """\
# 单位核定
kind: task-list
id: toy/tasks
title: 任务清单   # 正式名称
edition: "2025"
published_count: {total: 3}
items:
  # 第一类
  - id: A
    name: 甲
    lead: "区委"   # 牵头
  - {id: B, name: 乙, lead: 区委}

  # 第二类
  - id: "C"
    name: 丙
    note: |
      一

      二
# 完
"""


def after(*changes: tuple[str, str]) -> str:
    """The list after some words were put in the place of others."""
    text = LIST
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def made(ours: str, theirs: str, base: str = LIST) -> str:
    """The merged text, which is to be without conflicts."""
    result = merged(base, ours, theirs)
    assert [finding.message.zh for finding in result.findings] == []
    return result.data.decode()


def conflict(ours: str, theirs: str, base: str = LIST) -> tuple[str, str | None, str, str]:
    """Code, item and words of the only conflict, and its block."""
    result = merged(base, ours, theirs)
    (finding,) = result.findings
    text = result.data.decode()
    block = text[text.index("<<<<<<<") : text.index(">>>>>>> theirs\n")]
    return finding.code, finding.item, finding.message.zh, block


C = LIST[LIST.index("\n  # 第二类") : LIST.index("# 完")]
NEW = "  - id: N\n    name: 新\n"


def test_changes_of_different_fields_meet_in_one_item() -> None:
    ours, theirs = ("name: 甲", "name: 甲一"), ('"区委"   # 牵头', '"市委"   # 牵头')
    assert made(after(ours), after(theirs)) == after(ours, theirs)
    ours, theirs = ("name: 乙", "name: 乙一"), ("lead: 区委}", "lead: 市委, note: 注}  # 见文")
    assert made(after(ours), after(theirs)) == after(ours, theirs)
    ours, theirs = ("    name: 甲\n", ""), ('    lead: "区委"', '    seq: 1\n    lead: "区委"')
    assert made(after(ours), after(theirs)) == after(ours, theirs)


def test_header_comments_and_items_meet_in_one_file() -> None:
    ours = [("# 单位核定", "# 已核定"), ('"2025"', '"2026"'), ("# 完\n", "# 完\n# 附\n")]
    theirs = [("任务清单", "任务总清单"), ("      二\n", "      二三\n"), ("# 第一类", "# 第一类（三项）")]
    assert made(after(*ours), after(*theirs)) == after(*ours, *theirs)


def test_a_published_total_that_both_raise_is_a_conflict_unless_they_agree() -> None:
    four, five = ("total: 3", "total: 4"), ("total: 3", "total: 5")
    assert made(after(four), after(four)) == after(four)
    code, item, message, block = conflict(after(four), after(five))
    assert (code, item, message) == ("QZ831", None, "“公布数量”两边改得不一样")
    assert block == "<<<<<<< ours\npublished_count: {total: 4}\n=======\npublished_count: {total: 5}\n"


def test_a_new_item_follows_the_neighbour_it_had_and_ours_comes_first() -> None:
    other = NEW.replace("N", "O")
    end, middle = ("# 完\n", NEW + "# 完\n"), ("  - {id: B", other + "  - {id: B")
    assert made(after(end), after(middle)) == after(end, middle)
    assert made(after(end), after(("# 完\n", other + "# 完\n"))) == after(("# 完\n", NEW + other + "# 完\n"))
    assert made(LIST.replace(C, NEW), after(middle)) == LIST.replace(C, NEW).replace(*middle)


def test_a_deleted_item_is_gone_if_the_other_side_left_it_alone() -> None:
    renamed = ("name: 甲", "name: 甲一")
    assert made(LIST.replace(C, ""), after(renamed)) == after(renamed).replace(C, "")
    requoted = after(("name: 丙", 'name: "丙"'), renamed)
    assert made(LIST.replace(C, ""), requoted) == after(renamed).replace(C, "")


def test_the_last_items_may_go_and_the_first_may_come() -> None:
    head, items = LIST.split("items:\n")
    rows = items.split("\n  # 第二类")[0] + "\n"
    without = [head + "items:\n" + rest for rest in (C, rows)]
    assert made(*without) == head + "items: []\n"
    empty = head + "items: []  # 暂无\n"
    assert made(
        after_all := head + "items:  # 暂无\n" + NEW, empty.replace("任务", "工作"), empty
    ) == after_all.replace("任务", "工作")


@pytest.mark.parametrize("header", ["|", ">", "|-", ">2", "|-2 # 注"])
@pytest.mark.parametrize("text", ["甲", "甲\n\n      乙", "甲\n      ", "甲\n       "])
def test_a_text_at_the_end_of_a_file_without_a_line_end_stays_as_it_is(header: str, text: str) -> None:
    last = f'  - id: "A-9"\n    name: 丁\n    note: {header}\n      {text}'
    base = LIST + last
    result = made(base.replace("name: 甲", "name: 甲甲"), base.replace("name: 丙", "name: 丙丙"), base)
    assert result == base.replace("name: 甲", "name: 甲甲").replace("name: 丙", "name: 丙丙")


def test_a_text_without_a_line_end_stays_so_when_something_follows_it() -> None:
    base = LIST + "  - id: Z\n    name: 丁\n    note: |\n      戊"
    longer = base.replace("note: |", "note: |-") + "\n" + NEW
    data = parse(made(base.replace("name: 甲", "name: 甲甲"), longer, base).encode()).data
    assert [item["id"] for item in data["items"]] == ["A", "B", "C", "Z", "N"]
    assert data["items"][3]["note"] == "戊"


def test_moves_of_either_side_are_kept() -> None:
    a, b, c = "  - id: A\n", "  - id: B\n", "  - id: C\n"
    d, e = "  - id: D\n", "  - id: E\n"
    head = LIST.split("items:\n")[0] + "items:\n"
    base = head + a + b + c + d + e
    assert made(head + b + a + c + d + e, head + a + b + c + e + d, base) == head + b + a + c + e + d
    assert made(head + c + a + b + d + e, head + a + b + d + e + c, base) == head + c + a + b + d + e
    assert list(woven("ABCDE", "ABXCDE", "EDCBA", {*"ABCDEX"})) == [*"EDCBXA"]


@given(st.permutations("ABCDE"), st.permutations("ABCDE"), st.sets(st.sampled_from("ABCDEFG")))
def test_woven_orders_hold_every_key_once(ours: list[str], theirs: list[str], kept: set[str]) -> None:
    assert sorted(woven("ABCDE", [*ours, "F"], ["G", *theirs], kept)) == sorted(kept)
    assert [*woven("ABCDE", "ABCDE", theirs, "ABCDE")] == theirs
    assert [*woven("ABCDE", ours, "ABCDE", "ABCDE")] == ours


def test_one_field_changed_in_two_ways() -> None:
    assert conflict(after(("name: 甲", "name: 一")), after(("name: 甲", "name: 二"))) == (
        "QZ831", "A", "“事项名称”两边改得不一样", "<<<<<<< ours\n    name: 一\n=======\n    name: 二\n",
    )  # fmt: skip
    code, item, message, block = conflict(after(("    name: 甲\n", "")), after(("name: 甲", "name: 二")))
    assert (code, item, message) == ("QZ831", "A", "“事项名称”：本方（ours）删去，对方（theirs）修改")
    assert block == "<<<<<<< ours\n=======\n    name: 二\n"
    _, _, message, block = conflict(after(("name: 乙", "name: 一")), after(("name: 乙", "name: 二")))
    assert message == "“事项名称”两边改得不一样"
    assert block == (
        "<<<<<<< ours\n  - {id: B, name: 一, lead: 区委}\n=======\n  - {id: B, name: 二, lead: 区委}\n"
    )
    ours, theirs = after(("# 第一类", "# 甲类")), after(("# 第一类", "# 首类"))
    theirs = theirs.replace("name: 甲", "name: 二")
    assert conflict(ours, theirs)[2:] == (
        "“上方的注释”两边改得不一样",
        "<<<<<<< ours\n  # 甲类\n=======\n  # 首类\n",
    )


def test_an_item_laid_out_anew_by_one_side_is_one_conflict() -> None:
    ours = after(("{id: B, name: 乙, lead: 区委}", "id: B\n    name: 一\n    lead: 区委"))
    code, item, message, block = conflict(ours, after(("lead: 区委}", "lead: 市委}")))
    assert (code, item, message) == ("QZ831", "B", "两边都改了这个事项，写法不同，不能逐字段合并")
    assert block.count("id: B") == 2
    spread = after(("name: 乙, ", "\n    name: 一, "))
    assert conflict(spread, after(("lead: 区委}", "lead: 市委}")))[:2] == ("QZ831", "B")
    first = after(("  - id: A\n    name: 甲", "  - name: 一\n    id: A"))
    assert conflict(first, after(("name: 甲", "name: 二")))[:2] == ("QZ831", "A")


@pytest.mark.parametrize(
    "cancelled", [LIST.replace(C, ""), LIST.replace("name: 丙", 'name: 丙\n    repealed: "2025-03-01"')]
)
def test_deleted_or_repealed_against_edited(cancelled: str) -> None:
    edit = after(("name: 丙", "name: 丙一"))
    assert conflict(cancelled, edit)[:3] == ("QZ832", "C", "本方（ours）取消了这个事项，对方（theirs）改了它")
    assert conflict(edit, cancelled)[:3] == ("QZ832", "C", "对方（theirs）取消了这个事项，本方（ours）改了它")
    assert made(cancelled, after(("name: 甲", "name: 甲一"))) == cancelled.replace("name: 甲", "name: 甲一")


def test_what_one_side_changed_of_an_item_that_both_repeal_is_kept() -> None:
    repealed = after(("name: 丙", 'name: 丙\n    repealed: "2025-03-01"'))
    changed = repealed.replace("name: 丙", "name: 丙一")
    assert made(repealed, changed) == made(changed, repealed) == changed
    dated = repealed.replace("2025-03-01", "2025-04-01")
    assert conflict(changed, dated)[:3] == ("QZ831", "C", "“取消日期”两边改得不一样")


def test_the_tombstone_of_an_item_is_not_deleted_by_the_way() -> None:
    base = LIST.replace("name: 丙", 'name: 丙\n    repealed: "2025-03-01"')
    dated = base.replace("2025-03-01", "2025-04-01")
    gone = base.replace(base[base.index("\n  # 第二类") : base.index("# 完")], "")
    assert conflict(dated, gone, base)[:3] == (
        "QZ832",
        "C",
        "对方（theirs）取消了这个事项，本方（ours）改了它",
    )


def test_one_new_id_for_two_things() -> None:
    ours, theirs = (
        after(("# 完\n", NEW + "# 完\n")),
        after(("  - {id: B", NEW + "    lead: 区委\n  - {id: B")),
    )
    code, item, message, block = conflict(ours, theirs)
    assert (code, item, message) == ("QZ833", "N", "两边各自新增了 N，内容不同")
    assert block == f"<<<<<<< ours\n{NEW}=======\n{NEW}    lead: 区委\n"
    assert made(ours, after(("  - {id: B", NEW + "  - {id: B"))) == ours


EDITED = after(("name: 丙", "name: 丙一"))


@pytest.mark.parametrize(
    ("successors", "new"),
    [
        (NEW + "    replaces: [C]\n", "N"),
        (NEW + "    merged_from: [A, C]\n", "N"),
        (NEW + "    split_from: C\n" + NEW.replace("N", "O") + "    split_from: C\n", "N、O"),
    ],
)
@pytest.mark.parametrize("stays", ["", C, C.replace("name: 丙", 'name: 丙\n    repealed: "2025-03-01"')])
def test_an_edit_to_what_the_other_side_made_into_another(successors: str, new: str, stays: str) -> None:
    turned = LIST.replace(C, stays + successors)
    code, item, message, block = conflict(EDITED, turned)
    assert (code, item, message) == (
        "QZ834",
        "C",
        f"本方（ours）改了这个事项，对方（theirs）已把它变成 {new}",
    )
    assert "name: 丙一" in block
    assert conflict(turned, EDITED)[2] == f"对方（theirs）改了这个事项，本方（ours）已把它变成 {new}"
    assert made(turned, after(("name: 乙", "name: 乙一"))) == turned.replace("name: 乙", "name: 乙一")


def test_an_edit_to_what_the_other_side_says_is_succeeded() -> None:
    tomb = C.replace("name: 丙", 'name: 丙\n    repealed: "2025-03-01"\n    succeeded_by: [N]')
    assert conflict(EDITED, LIST.replace(C, tomb + NEW))[:2] == ("QZ834", "C")


def test_what_became_two_things_on_two_sides() -> None:
    ours = LIST.replace(C, NEW + "    replaces: [C]\n")
    theirs = LIST.replace(C, NEW.replace("N", "O") + "    merged_from: [C, A]\n")
    code, item, message, block = conflict(ours, theirs)
    assert (code, item, message) == ("QZ834", "C", "C 两边去向不同：本方（ours）变成 N，对方（theirs）变成 O")
    assert "id: N" in block
    assert "id: O" in block
    cancelled = LIST.replace(C, "")
    assert conflict(cancelled, theirs)[2] == "C 两边去向不同：本方（ours）取消，对方（theirs）变成 O"
    assert conflict(ours, cancelled)[2] == "C 两边去向不同：本方（ours）变成 N，对方（theirs）取消"
    both = ours.replace("name: 甲", "name: 甲一")
    assert made(both, ours.replace("name: 乙", "name: 乙一")) == both.replace("name: 乙", "name: 乙一")


def test_a_family_that_went_two_ways_is_one_conflict() -> None:
    ours = LIST.replace(C, NEW + "    merged_from: [A, C]\n")
    theirs = LIST.replace(
        C, "".join(NEW.replace("N", new) + f"    replaces: [{old}]\n" for new, old in ("OA", "PC"))
    )
    first = LIST[LIST.index("  # 第一类") : LIST.index("  - {id: B")]
    code, item, message, _ = conflict(ours.replace(first, ""), theirs.replace(first, ""))
    assert (code, item) == ("QZ834", "A")
    assert message == "A、C 两边去向不同：本方（ours）变成 N，对方（theirs）变成 O、P"


def test_versions_of_nobody() -> None:
    """Both sides added the file: what they agree on stands, the rest is for a person."""
    assert made(LIST, LIST, "") == LIST
    assert conflict(LIST, after(("name: 甲", "name: 一")), "")[:2] == ("QZ833", "A")
    assert made(after(("# 完\n", NEW + "# 完\n")), LIST, "") == after(("# 完\n", NEW + "# 完\n"))


def test_a_layout_that_does_not_fit_is_made_canonical_first() -> None:
    ours = after(("name: 甲", "name: 甲一")).replace("\n  ", "\n").replace("\n  - id", "\n- id")
    theirs = after(('"区委"   #', '"市委"   #'))
    items = parse(made(ours, theirs).encode()).data["items"]
    assert items[0] == {"id": "A", "name": "甲一", "lead": "市委"}
    for odd in ("items: [{id: A, name: 甲}]", "items:\n  -\n    id: A\n    name: 甲"):
        head = LIST.split("items:\n")[0].replace("{total: 3}", "\n  total: 3")
        texts = [head + odd.replace("甲", name) + "\n" + "# 完\n" for name in ("甲", "乙", "甲")]
        texts[2] = texts[2].replace("任务", "工作")
        if odd.startswith("items: "):
            with pytest.raises(Refused, match="laid out"):
                merged(*texts)
        else:
            assert "name: 乙" in made(texts[1], texts[2], texts[0])


def test_a_text_that_would_take_in_the_blank_lines_below_is_refused() -> None:
    """What follows it may be another item than before."""
    texts = [after(("note: |", "note: |+"), ("name: 甲", f"name: {name}")) for name in ("一", "二", "三")]
    with pytest.raises(Refused, match="laid out"):
        merged(*texts)
    base = after(("name: 丙", "lead: |+\n      注\n\n    name: 丙"))
    ours, theirs = base.replace("name: 丙", "name: 丁"), base.replace("二", "三")
    assert conflict(ours, theirs, base)[:2] == ("QZ831", "C")


def test_line_ends_and_byte_order_mark_are_those_of_ours() -> None:
    ours, theirs = after(("name: 甲", "name: 甲一")), after(("name: 乙", "name: 乙一"))
    both = after(("name: 甲", "name: 甲一"), ("name: 乙", "name: 乙一"))
    assert made("\ufeff" + ours.replace("\n", "\r\n"), theirs) == "\ufeff" + both.replace("\n", "\r\n")
    assert made(ours, "\ufeff" + theirs.replace("\n", "\r\n")) == both
    assert made(ours, theirs.removesuffix("\n")) == both


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 甲\n",
        "kind: nothing\nitems: []\n",
        "kind: task-list\nitems: 无\n",
        "kind: task-list\nitems: [甲]\n",
        "kind: task-list\nitems:\n  - name: 甲\n",
        "kind: task-list\nitems:\n  - id: A\n  - id: A\n",
        "kind: task-list\nkind: task-list\nitems: []\n",
        "<<<<<<< ours\n",
    ],
)
def test_what_is_no_catalogue_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_version(text.encode())


def test_versions_of_different_kinds_are_refused() -> None:
    with pytest.raises(Refused, match="one kind"):
        merged(LIST, after(("name: 甲", "name: 一")), after(("kind: task-list", "kind: call-situations")))


def test_what_would_be_lost_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were an item forgotten on the way, the account would not balance."""
    monkeypatch.setattr(merging, "woven", lambda *orders: [key for key in woven(*orders) if key != "C"])
    with pytest.raises(ItemLost, match="C"):
        merged(LIST, after(("name: 甲", "name: 一")), after(("name: 乙", "name: 二")))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a: 1\n", 'a: "1"\n', False),
        ("a: 1\n", "a: true\n", False),
        ("a: 甲\nb: 乙\n", "b: '乙'\na: \"甲\"\n", True),
        ("a: 1\n", "a: 1  # 注\n", False),
        ("# 注\n", "\n  # 注\n", True),
        ("# 注\n", "# 释\n", False),
        ("a: 1\n", "", False),
    ],
)
def test_alike_is_what_says_the_same(one: str, other: str, same: bool) -> None:
    assert same_meaning(one, other) is same


def test_identical_versions_need_no_cutting() -> None:
    flow = read_version(b"{kind: task-list, items: [{id: A}]}")
    other = read_version(b"{kind: task-list, items: [{id: B}]}")
    for base, ours, theirs in ((flow, other, flow), (flow, flow, other), (flow, other, other)):
        assert merge(base, ours, theirs, "list.yaml", SIDES) == Merged(other.raw, [])
