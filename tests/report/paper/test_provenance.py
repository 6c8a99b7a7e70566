"""Nobody takes an example for the law: every format says where a list comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.outcome import ListBrief, Outcome
from qzqd.report.paper.provenance import provenance_notes, provenance_of
from report.rendering import findings as render
from report.rendering import texts


def listed(number: int, made: str, illustrative: int = 0) -> ListBrief:
    return ListBrief(
        f"{number}.yaml", "task-list", f"toy/{number}", f"清单{number}", "1", made, 9, illustrative
    )


@pytest.mark.parametrize("format_name", texts("validate"))
def test_every_format_says_so(format_name: str) -> None:
    finding = Finding("QZ104", "error", "1.yaml", Span(), Text("错", "wrong"))
    report = render(Outcome([finding], [listed(1, "compiled")]), format_name, "zh")
    assert "compiled" in report or "根据所引法规编制" in report


def test_official_lists_need_no_note() -> None:
    assert provenance_notes([listed(1, "official")]) == []


def test_many_lists_fold_into_one_line() -> None:
    (note,) = provenance_notes([listed(number, "illustrative") for number in range(1, 10)])
    assert note.zh.count("《") == 3
    assert "等 9 份清单仅为示意" in note.zh
    assert "and 6 more: illustrative only" in note.en


def test_illustrative_items_of_other_lists_are_counted() -> None:
    notes = provenance_notes(
        [listed(1, "official", 2), listed(2, "official", 3), listed(3, "illustrative", 9)]
    )
    assert [note.zh for note in notes] == [
        "来源：《清单3》（toy/3）仅为示意，不是公布的原文。",
        "来源：《清单1》（toy/1）《清单2》（toy/2）中有 5 个事项仅为示意。",
    ]


def test_a_list_that_does_not_say_is_named_too() -> None:
    (note,) = provenance_notes([listed(1, "whatever")])
    assert note.zh == "来源：《清单1》（toy/1）没有写明来源性质。"


def test_fields_that_only_show_the_shape_are_named_by_their_titles() -> None:
    shown = replace(listed(1, "official"), illustrative_fields=("deadline", "colour"))
    also = replace(listed(2, "official"), illustrative_fields=("deadline",))
    (note,) = provenance_notes([shown, also])
    assert note.zh == "来源：《清单1》（toy/1）《清单2》（toy/2）中有字段仅为示意：完成时限。"
    assert note.en.endswith("values of these fields are illustrative: Deadline.")


def test_a_list_gathered_from_reports_is_no_published_text() -> None:
    (note,) = provenance_notes([listed(1, "stated")])
    assert note.zh == "来源：《清单1》（toy/1）据公开报道整理，不是公布的原文。"


def test_beside_its_title_a_list_is_not_named_again() -> None:
    shown = replace(listed(1, "compiled", 2), illustrative_fields=("deadline",))
    notes = provenance_of(shown)
    assert [note.zh for note in notes] == [
        "根据所引法规编制，不是公布的原文。",
        "有 2 个事项仅为示意。",
        "有字段仅为示意：完成时限。",
    ]
    assert notes[0].en == "Compiled from the cited statutes, not the published text."
    assert provenance_of(listed(1, "official")) == []
