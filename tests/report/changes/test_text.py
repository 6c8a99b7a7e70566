"""What people read at a terminal after a comparison."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qzqd.compare.change import ChangeSide, Comparison, FieldChange
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.report.paper.terminal import cells
from report.rendering import changes as render

from . import samples
from .comparisons import every_comparison
from .golden import agreed
from .samples import change, item, renumbered

if TYPE_CHECKING:
    from typing import Any

    from qzqd.compare.change import Change, Compared
    from qzqd.locale import Language

_OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_CARETS = re.compile(r"[ ^]*\^")
_LOG_COMMAND = re.compile(r"##\w*\[")


def street(*changes: Change, **more: Any) -> Compared:
    """The list of the streets with these changes and no other difference."""
    whole = next(each for each in samples.rich().catalogues if each.id == samples.STREET)
    header = whole.new_header | {"source": {"provenance": "official"}}
    alone: dict[str, Any] = {"header": (), "reordered": 0, "old_header": header, "new_header": header}
    return replace(whole, changes=changes, **(alone | more))


def told(*changes: Change, language: Language = "zh", width: int = 80, **more: Any) -> str:
    """The report about one list."""
    return render(Comparison("旧", "新", [street(*changes, **more)]), "text", language, width=width)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["rich", "plain"])
def test_reads_as_agreed(name: str, language: Language) -> None:
    comparison = getattr(samples, name)()
    assert agreed(f"{name}.{language}.txt", render(comparison, "text", language))
    assert agreed(f"{name}.{language}.stat.txt", render(comparison, "text", language, stat=True))


@pytest.mark.parametrize("stat", [False, True])
@every_comparison
def test_nothing_a_terminal_obeys(stat: bool, comparison: Comparison, language: Language) -> None:
    report = render(comparison, "text", language, stat=stat)
    assert not _OBEYED.search(report)
    report.encode()
    for line in report.splitlines():
        assert not line.lstrip().startswith("::")
        assert not _LOG_COMMAND.search(line)


@every_comparison
def test_colour_stands_for_carets_and_changes_no_word(comparison: Comparison, language: Language) -> None:
    coloured = _COLOUR.sub("", render(comparison, "text", language, colour=True)).splitlines()
    plain = render(comparison, "text", language).splitlines()
    assert _without_carets(coloured) == _without_carets(plain)


def _without_carets(lines: list[str]) -> list[str]:
    return [line for line in lines if not _CARETS.fullmatch(line)]


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_lines_are_as_wide_as_the_terminal(language: Language, width: int) -> None:
    comparison = samples.rich()
    comparison.catalogues = comparison.catalogues[:-1]
    for line in render(comparison, "text", language, width=width).splitlines():
        assert cells(line) <= width


def test_carets_stand_under_what_differs() -> None:
    report = told(change("renamed", item("A-1", "对市容A的检查"), item("A-1", "对市貌A的检查"), "name"))
    old, under_old, new, under_new = report[report.index("  - A-1") :].splitlines()[:4]
    assert (old, new) == ("  - A-1  对市容A的检查", "  + A-1  对市貌A的检查")
    assert under_old == under_new == " " * (cells("  - A-1  对市")) + "^^"


def test_what_mostly_differs_is_not_marked() -> None:
    assert "^" not in told(change("renamed", item("A-1", "养犬登记"), item("A-1", "犬只管理"), "name"))


def test_the_sum_comes_first_and_only_names_what_occurs() -> None:
    first, sides = told(change("added", None, item("A-1", "甲")), *renumbered(range(3))).splitlines()[:2]
    assert first == "新增 1 · 编号变更 3 · 共 74 → 76"
    assert sides == "旧 → 新"


def test_a_changed_header_is_not_told_as_no_change() -> None:
    issuer = FieldChange("issuer", Text("发布机关", "Issuer"), "市政府", "市政府办公室")
    assert told(header=(issuer,)).startswith("清单开头 1 · 共 74 → 76\n")


def test_what_could_not_be_compared_is_not_told_as_no_change() -> None:
    report = render(Comparison("a", "b", unreadable=True), "text", "zh")
    assert report == "有清单没有比较 · 共 0 → 0\na → b\n"


def test_the_short_form_names_what_could_not_be_compared() -> None:
    unread = [
        Finding("QZ010", "error", f"清单/{name}.yaml", Span(), Text(said, said))
        for name, said in (("坏", "引号没有配对"), ("坏", "其他"), ("好", "别的问题"), ("空", "文件是空的"))
    ]
    comparison = Comparison(
        "a", "b", [], unread, unreadable=True, uncompared=["清单/坏.yaml", "清单/空.yaml"]
    )
    report = render(comparison, "text", "zh", stat=True)
    assert report.endswith("\na → b\n\n清单/坏.yaml：引号没有配对\n清单/空.yaml：文件是空的\n")


def test_only_lists_of_which_there_is_something_to_tell_say_where_they_come_from() -> None:
    silent = replace(street(), id="b", new_header={"title": "别的", "source": {"provenance": "illustrative"}})
    changed = street(change("added", None, item("A-1", "甲")))
    comparison = Comparison("旧", "新", [changed, silent])
    assert "来源" not in render(comparison, "text", "zh")
    comparison.findings.append(Finding("QZ811", "warning", "x", Span(), Text("没有", "none"), catalogue="b"))
    assert "《别的》（b）仅为示意" in render(comparison, "text", "zh")


def test_an_unchanged_list_has_no_lines_of_its_own() -> None:
    assert told() == "没有调整 · 共 74 → 76\n旧 → 新\n"


def test_a_suspected_change_is_counted_apart_with_a_line_to_paste() -> None:
    guess = change(
        "renamed", item("A-1", "甲"), item("A-2", "乙"), by="suspected", score=0.9, lineage="replaces: [A-1]"
    )
    report = told(guess)
    assert report.startswith("疑似 1 · 共")
    assert "名称变更 1" not in report
    assert "疑似名称变更，相似度 0.90；如果属实，在 A-2 中加上：\n    replaces: [A-1]\n" in report


def test_an_item_under_another_id_is_told_in_one_line() -> None:
    old, new = item("A-1", "甲", office="执法局"), item("B-1", "甲", office="执法中心")
    report = told(change("edited", old, new, "id", "office", by="name"))
    assert report.endswith("  ~ A-1 → B-1  甲\n    承办机构：执法局 → 执法中心\n")


def test_what_a_heading_says_is_not_said_twice() -> None:
    one = street(change("added", None, item("A-1", "甲")), old_path="a.yaml", new_path="b.yaml")
    report = render(Comparison("a.yaml", "b.yaml", [one]), "text", "zh")
    assert report.count("a.yaml → b.yaml") == 1


def test_lists_of_the_same_title_are_told_apart_by_id_in_the_short_form() -> None:
    one = street(change("added", None, item("A-1", "甲")))
    report = render(Comparison("旧", "新", [one, replace(one, id="other/list")]), "text", "zh", stat=True)
    assert [line.split()[0] for line in report.splitlines()[3:]] == [samples.STREET, "other/list"]


def test_bars_are_in_proportion_and_show_every_sign() -> None:
    gone = change("cancelled", item("A-0", "甲"), None)
    many = street(gone, *(change("added", None, item(f"A-{number}", "甲")) for number in range(1, 500)))
    few = replace(street(gone), id="b", new_header={"title": "另一份清单"})
    first, second = render(Comparison("旧", "新", [many, few]), "text", "zh", stat=True).splitlines()[3:]
    assert re.search(r"\| 500 \+{20,}-$", first)
    assert second.endswith("|   1 -")
    assert cells(first) <= 80


def test_forty_new_ids_are_one_line() -> None:
    report = told(*renumbered(range(1, 41)))
    assert "编号变更 40 项：JD-001 → QZ-001" in report
    assert len(report.splitlines()) <= 8


def test_new_ids_are_folded_by_verdict() -> None:
    report = told(*renumbered(range(1, 3), severity="error"), *renumbered(range(3, 6)))
    assert "编号变更 2 项：JD-001 → QZ-001，JD-002 → QZ-002\n    未通过（错误）\n编号变更 3 项" in report


def test_a_long_group_is_folded() -> None:
    report = told(*(change("added", None, item(f"A-{number}", "甲")) for number in range(35)))
    assert "\n新增 35\n" in report
    assert report.count("\n  + A-") == 20
    assert "  另有 15 项；--format html 列出全部\n" in report


@pytest.mark.parametrize(
    ("severity", "approval", "verdict"),
    [
        ("error", None, "    未通过（错误）\n"),
        (None, "十办发〔2025〕5号", "    已批准：十办发〔2025〕5号\n"),
        ("warning", "5号", "    已批准：5号，但未通过（警告）\n"),
        ("info", None, "甲\n"),
    ],
)
def test_the_verdict_stands_under_the_change(severity: Any, approval: Any, verdict: str) -> None:
    assert told(change("added", None, item("A-1", "甲"), severity=severity, approval=approval)).endswith(
        verdict
    )


def test_a_list_that_came_or_went_says_so() -> None:
    came = told(old_path="", old_header={})
    assert "没有调整" in came
    added = change("added", None, item("A-1", "甲"))
    assert "（新增的清单）\ncatalogues/shiyan/street-powers.yaml\n" in told(added, old_path="", old_header={})
    gone = told(change("cancelled", item("A-1", "甲"), None), new_path="", new_header={})
    assert "十堰市街道通用权责清单（shiyan/street-powers）  2025-04-05（删除的清单）\n" in gone


def test_both_sides_say_where_they_come_from() -> None:
    old = {"title": "清单", "edition": "2024", "source": {"provenance": "illustrative"}}
    report = told(old_header=old, reordered=1)
    assert "《清单》（shiyan/street-powers 2024）仅为示意" in report
    assert "没有写明" not in report
    assert told(old_header=old, new_header={}, reordered=1).count("来源") == 1
    assert "《清单》（shiyan/street-powers）没有写明" in told(
        old_header=old | {"source": {}}, new_header={}, reordered=1
    )


def field(name: str, old: Any, new: Any, language: Language = "zh") -> str:
    """What is said below an item of which this field changed."""
    title = Text("要素", "Field")
    edited = replace(
        change("edited", item("A-1", "甲"), item("A-1", "甲")), fields=(FieldChange(name, title, old, new),)
    )
    return told(edited, language=language).partition("甲\n")[2]


FIRE = {"law": "消防法", "article": 5}
TOWN = {"law": "城乡规划法", "article": 9}


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("office", "执法局", "执法中心", "    要素：执法局 → 执法中心\n"),
        ("office", None, "执法中心", "    要素：（无） → 执法中心\n"),
        ("level", ["县"], ["县", "市"], "    要素：县 → 县、市\n"),
        ("provenance", "official", "illustrative", "    要素：公布的原文 → 仅示意格式\n"),
        ("codes", {"local": "1"}, {"local": "2"}, "    要素：地方编码：1 → 地方编码：2\n"),
        ("basis", [FIRE], [FIRE | {"article": "5-1"}], "    要素：《消防法》第五条 → 《消防法》第五条之一\n"),
        ("basis", [FIRE, TOWN], [TOWN], "    要素：《消防法》第五条 → （无）\n"),
        (
            "basis",
            [FIRE],
            [FIRE | {"level": "法律"}],
            "    要素：《消防法》第五条 → 《消防法》第五条，效力级别：法律\n",
        ),
        ("basis", [FIRE], [FIRE | {"article": "第五条"}], " → 法规名称：消防法，条：第五条\n"),
        ("basis", [5], ["5"], '    要素：[5] → ["5"]\n'),
        (
            "basis",
            [FIRE, TOWN],
            [TOWN, FIRE],
            "      - 《消防法》第五条、《城乡规划法》第九条\n      + 《城乡规划法》",
        ),
        ("没有这个字段", True, "true", "    要素：是 → true\n"),
        ("没有这个字段", 5, "5", '    要素：5 → "5"\n'),
    ],
)
def test_values_are_told_in_words_and_always_differ(name: str, old: Any, new: Any, expected: str) -> None:
    assert expected in field(name, old, new)


def test_values_are_told_as_they_stand_in_english() -> None:
    assert field("provenance", "official", "stated", "en") == "    Field: official → stated\n"


def test_citations_stand_above_those_of_the_same_law() -> None:
    old, new = [FIRE, TOWN | {"edition": "2015"}], [TOWN | {"edition": "2019"}, FIRE | {"article": 6}, FIRE]
    lines = [line.strip() for line in field("basis", old, new).splitlines() if "^" not in line]
    assert lines == [
        "要素：",
        "- 《城乡规划法》（2015年）第九条",
        "+ 《城乡规划法》（2019年）第九条",
        "+ 《消防法》第六条",
    ]


def test_of_a_long_text_only_the_neighbourhood_is_shown() -> None:
    old = "街道办事处依法履行职责。" * 40 + "在五日内办结。" + "法律另有规定的从其规定。" * 40
    report = field("note", old, old.replace("五日", "三日"))
    assert "…道办事处依法履行职责。在五日内办结。法律另有规定的从…" in report.replace("\n        ", "")
    assert len(report) < 600


def test_a_very_long_text_that_came_is_cut() -> None:
    assert len(field("note", None, "街道办事处" * 5_000)) < 1_000


def test_ten_thousand_changes_come_to_an_end() -> None:
    """A moment's work; minutes, if one step of the way were quadratic."""
    old = item("A-1", "甲", basis=[{"law": f"第{number}号令", "article": 1} for number in range(50)])
    new = item("A-1", "甲", basis=[{"law": f"第{number}号令", "article": 2} for number in range(50)])
    many = [change("basis", old, new, "basis")] * 10_000 + renumbered(range(10_000))
    assert "依据调整 10000 · 编号变更 10000" in told(*many)


def test_a_side_with_more_names_than_items_is_told_by_its_names() -> None:
    bare = replace(
        change("merged", [item("A-1", "甲"), item("A-2", "乙")], item("A-3", "丙")),
        old=ChangeSide(("A-1", "A-2"), "甲、乙"),
        before=(),
    )
    assert "  - A-1、A-2  甲、乙\n  + A-3       丙\n" in told(bare)
