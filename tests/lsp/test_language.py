"""What the editor tells and offers, asked of the domain without a protocol between."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from lsp.conftest import ADOPTION, FILES, LIST, SETTINGS, UNITS, Desk
from qzqd import kinds
from qzqd.check.run import run
from qzqd.check.settings import judged_workspace
from qzqd.lsp.completing import completions_at
from qzqd.lsp.hovering import hover
from qzqd.lsp.mending import ALL, mendings
from qzqd.lsp.renaming import rename
from qzqd.read.positions import spots
from qzqd.read.problem import Refused
from qzqd.write import starter

if TYPE_CHECKING:
    from qzqd.finding import Finding

POWERS, DONGMEN = "lists/powers.yaml", "lists/dongmen.yaml"


def told(desk: Desk, name: str, text: str) -> list[Finding]:
    """The findings of a file once it says this."""
    kept, entry = desk.open(name, text)
    desk.workspaces.news(kept)
    return desk.workspaces.findings(kept, entry.path)


def offered(desk: Desk, name: str, text: str) -> dict[str, str]:
    """What may be written at the bar, with what it means."""
    offset = text.index("|")
    kept, _ = desk.open(name, text.replace("|", "", 1))
    return {each.label: each.detail for each in completions_at(kept, text.replace("|", "", 1), offset, "zh")}


def shown(desk: Desk, name: str, text: str, word: str) -> str:
    """What is told of the last place of a word."""
    kept, entry = desk.open(name, text)
    tree = kept.tree(entry)
    assert tree is not None
    found = hover(kept, entry, tree, text.rindex(word), "zh")
    return found[1] if found else ""


FAULTY = {
    POWERS: LIST.replace("行政处罚", "行政罚处").replace("edition: 2021-04-29", "edition: 2019-04-23"),
    DONGMEN: ADOPTION.replace('"JD-002"', "JD-009"),
    "lists/registers/units.yaml": UNITS.replace("综合执法中心", "执法中心"),
}


@pytest.mark.parametrize("name", FAULTY)
def test_unsaved_text_is_found_what_validate_finds_once_it_is_saved(desk: Desk, name: str) -> None:
    for each in FILES:
        if each.startswith("lists/"):
            desk.open(each, FILES[each])
    kept, _ = desk.open(name, FAULTY[name])
    there = kept.outcome()
    (desk.folder / name).write_text(FAULTY[name], "utf-8")
    saved = run(judged_workspace([]), jobs=1, use_cache=False)
    assert there.findings == saved.findings
    assert there.findings
    assert there.items == saved.items


def test_what_is_told_goes_when_it_is_mended(desk: Desk) -> None:
    assert [each.code for each in told(desk, DONGMEN, FAULTY[DONGMEN])]
    assert told(desk, DONGMEN, ADOPTION) == []


def test_settings_that_cannot_be_read_are_told_and_end_when_they_can(desk: Desk) -> None:
    kept, _ = desk.open(POWERS, LIST)
    desk.workspaces.put(desk.folder / "qzqd.toml", "paths = [")
    assert [finding.path for finding in kept.outcome().findings] == ["qzqd.toml"]
    desk.workspaces.put(desk.folder / "qzqd.toml", None)
    assert kept.outcome().findings == []


def test_a_file_outside_of_every_workspace_is_left_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    from qzqd.lsp.workspaces import OpenWorkspaces

    assert OpenWorkspaces().put(tmp_path_factory.mktemp("elsewhere") / "compose.yaml", "a: [") is None


def test_fields_are_offered_with_their_titles(desk: Desk) -> None:
    found = offered(desk, POWERS, LIST.replace("    office: 公共", "    o|\n    office: 公共"))
    assert found["codes"]
    assert "name" not in found  # it is there, before the place
    assert "office" not in found  # and this one after it


def test_values_are_offered_with_what_they_mean(desk: Desk) -> None:
    assert (
        offered(desk, DONGMEN, ADOPTION.replace("status: adopted", "status: |", 1))["partial"] == "部分承接"
    )
    assert "行政许可" in offered(desk, POWERS, LIST.replace("power_type: 行政检查", "power_type: |"))
    assert offered(desk, POWERS, LIST.replace("kind: street-powers", "kind: |"))["laws"] == "法规登记簿"


def test_names_come_from_registers_and_ids_from_lists(desk: Desk) -> None:
    laws = offered(desk, POWERS, LIST.replace("law: 中华人民共和国消防法\n", "law: |\n"))
    assert laws == {"中华人民共和国消防法": "法律"}  # by the name to cite it by
    offices = offered(desk, POWERS, LIST.replace("office: 公共安全办公室", "office: |"))
    assert list(offices) == ["公共安全办公室", "综合执法中心"]
    ids = offered(desk, DONGMEN, ADOPTION.replace("upstream: JD-001", "upstream: |"))
    assert ids == {"JD-001": "𠮷祥街消防安全检查", "JD-002": "占道经营的处罚"}
    assert "town/powers" in offered(desk, DONGMEN, ADOPTION.replace("catalogue: town/powers", "catalogue: |"))
    editions = offered(desk, POWERS, LIST.replace("edition: 2021-04-29\n", "edition: |\n"))
    assert list(editions) == ["2021-04-29", "2019-04-23"]


@pytest.mark.parametrize("typed", ["消防", "中华人民", "防法", "法律"])
def test_a_law_is_found_by_any_of_its_words(typed: str, desk: Desk) -> None:
    text = LIST.replace("law: 中华人民共和国消防法\n", "law: \n", 1)
    kept, _ = desk.open(POWERS, text)
    (law,) = completions_at(kept, text, text.index("law: \n") + 5, "zh")
    assert law.text == "中华人民共和国消防法"
    assert begins_a_word(typed, law.found_by)


def begins_a_word(typed: str, text: str) -> bool:
    """How editors look: the first letter where a word begins, the others anywhere behind it."""
    for start in (match.start() for match in re.finditer(rf"\b{typed[0]}", text)):
        rest = iter(text[start:])
        if all(letter in rest for letter in typed):
            return True
    return False


def test_below_the_dash_of_an_entry_its_fields_are_offered_further_in(desk: Desk) -> None:
    text = LIST.replace("        level: 法律\n", "      edi\n        level: 法律\n", 1)
    kept, _ = desk.open(POWERS, text)
    found = {each.label: each for each in completions_at(kept, text, text.index("edi\n") + 3, "zh")}
    assert "paragraph" in found
    assert "article" not in found  # it stands below
    assert found["paragraph"].text == "  paragraph: "
    assert text[found["paragraph"].start : found["paragraph"].end] == "edi"


def test_hovering_tells_the_field_the_law_and_the_item(desk: Desk) -> None:
    assert shown(desk, POWERS, LIST, "power_type").startswith("**权力类型**")
    law = shown(desk, POWERS, LIST, "中华人民共和国消防法")
    assert "第 60 条" in law
    assert "74 条" in law
    assert "占道经营的处罚" in shown(desk, DONGMEN, ADOPTION, '"JD-002"')
    assert "没有找到" in shown(desk, DONGMEN, FAULTY[DONGMEN], "JD-009")


@pytest.mark.parametrize("kind", kinds.names())
def test_every_place_of_every_kind_can_be_asked_about(kind: str, desk: Desk) -> None:
    text = starter.starter_list(kind)
    kept, entry = desk.open(POWERS, text)
    tree = kept.tree(entry)
    assert tree is not None
    for place, _ in islice(spots(tree), 40):
        assert hover(kept, entry, tree, place.start, "zh")
        completions_at(kept, text, place.end, "en")


def test_of_a_field_that_there_is_not_nothing_is_told(desk: Desk) -> None:
    assert shown(desk, POWERS, LIST.replace("issuer", "isuser"), "isuser") == ""


def test_settings_that_are_not_saved_count(desk: Desk) -> None:
    kept, _ = desk.open(POWERS, LIST)
    text = SETTINGS.replace("[", '["nowhere/x.yaml", ', 2)
    desk.workspaces.put(desk.folder / "qzqd.toml", "# first\n" + text.replace("paths", "\npaths"))
    assert kept.outcome().findings
    assert all(finding.path for finding in kept.outcome().findings)


def test_a_new_file_is_one_of_the_workspace_once_it_is_opened(desk: Desk) -> None:
    kept, _ = desk.open(POWERS, LIST)
    (desk.folder / "lists" / "new.yaml").write_text(LIST, "utf-8")
    desk.open("lists/new.yaml", LIST)
    assert {finding.code for finding in kept.outcome().findings}


def test_text_of_a_file_is_no_markup(desk: Desk) -> None:
    hostile = "<img src=x>[a](http://x.example)\u202e**b**"
    desk.open(POWERS, LIST.replace("占道经营的处罚", f'"{hostile}"'.replace("\u202e", "\\u202e")))
    said = shown(desk, DONGMEN, ADOPTION, '"JD-002"')
    assert "JD" in said
    assert not any(part in said for part in ("<img", "](", "\u202e", "**b"))


def test_fixes_are_those_of_validate(desk: Desk) -> None:
    text = LIST.replace("- id: JD", "- ID: JD")
    findings = told(desk, POWERS, text)
    fixed = list(mendings(text.encode(), findings, findings))
    assert fixed[-1].title is ALL
    for edit in reversed(fixed[-1].edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text == LIST


def test_a_slip_that_keeps_a_file_from_being_read_is_mended(desk: Desk) -> None:
    text = LIST.replace("title: 街道", "title： 街道")
    findings = told(desk, POWERS, text)
    (only,) = mendings(text.encode(), findings, findings)
    for edit in reversed(only.edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    assert text.replace("title:  ", "title: ") == LIST


def test_an_id_is_renamed_with_all_that_refers_to_it(desk: Desk) -> None:
    listed = LIST + "    replaces: [JD-001]\n"
    desk.open(POWERS, listed)
    kept, entry = desk.open(DONGMEN, ADOPTION)
    tree = kept.tree(entry)
    assert tree is not None
    changed, left, unsure = rename(kept, entry, tree, ADOPTION.index("JD-001"), "XF-1")
    assert left == unsure == []
    assert {path.relative_to(desk.folder).as_posix(): after for path, _, after in changed} == {
        POWERS: listed.replace("JD-001", "XF-1"),
        DONGMEN: ADOPTION.replace("JD-001", "XF-1"),
    }


def test_a_list_is_renamed_with_what_follows_it(desk: Desk) -> None:
    kept, entry = desk.open(POWERS, LIST)
    tree = kept.tree(entry)
    assert tree is not None
    changed, *_ = rename(kept, entry, tree, LIST.index("town/powers"), "town/list")
    assert sorted(path.relative_to(desk.folder).as_posix() for path, _, _ in changed) == [DONGMEN, POWERS]


def test_settings_follow_a_new_id_and_approvals_that_cannot_are_named(desk: Desk) -> None:
    ignored = SETTINGS + '[[ignores]]\nrule = "QZ207"\nitem = "JD-001"\nreason = "JD-001 原文如此"\n'
    (desk.folder / "approvals").mkdir()
    for name, item in (("a", "JD-001"), ("b", "JD-002")):
        entry_ = f"{{rule: QZ810, item: {item}, change: edited, hash: 0123456789abcdef}}"
        (desk.folder / f"approvals/{name}.yaml").write_text(f"title: 批准\nentries:\n  - {entry_}\n", "utf-8")
    desk.workspaces.put(desk.folder / "qzqd.toml", ignored)
    kept, entry = desk.open(POWERS, LIST)
    tree = kept.tree(entry)
    assert tree is not None
    changed, left, unsure = rename(kept, entry, tree, LIST.index("JD-001"), "XF-1")
    assert (left, unsure) == (["approvals/a.yaml"], [])
    after = {path.relative_to(desk.folder).as_posix(): after for path, _, after in changed}
    assert after["qzqd.toml"] == ignored.replace('item = "JD-001"', 'item = "XF-1"')
    kept, _ = desk.open(DONGMEN, ADOPTION.replace("DM-1", "JD-001"))
    changed, left, unsure = rename(kept, entry, tree, LIST.index("JD-001"), "XF-1")
    assert ({path.name for path, _, _ in changed}, left) == ({"powers.yaml", "dongmen.yaml"}, [])
    assert unsure == ["qzqd.toml", "approvals/a.yaml"]
    desk.open(DONGMEN, ADOPTION)
    desk.workspaces.put(desk.folder / "qzqd.toml", ignored.replace('"JD-001"', '"JD-\\u0030\\u0030\\u0031"'))
    with pytest.raises(Refused):
        rename(kept, entry, tree, LIST.index("JD-001"), "XF-1")


def test_conditions_of_a_recount_follow_the_id(desk: Desk) -> None:
    head = (
        LIST[: LIST.index("items:")].replace("street-powers", "claims").replace("town/powers", "town/claims")
    )
    conditions = ("town/powers, where: {parent: JD-001}", "town/dongmen, where: {upstream: JD-001}")
    other = "town/powers, where: {office: JD-001}"
    claims = f"{head}items:\n" + "".join(
        f"  - {{id: G-{number}, name: 数, figure: 1项, value: 1, recount: {{catalogue: {condition}}}}}\n"
        for number, condition in enumerate((*conditions, other))
    )
    (desk.folder / "lists/claims.yaml").write_text(claims, "utf-8")
    kept, entry = desk.open(POWERS, LIST)
    tree = kept.tree(entry)
    assert tree is not None
    changed, *_ = rename(kept, entry, tree, LIST.index("JD-001"), "XF-1")
    after = {path.name: after for path, _, after in changed}
    assert after["claims.yaml"] == claims.replace("JD-001", "XF-1", 2)


def test_marks_follow_the_part_of_a_scoring(desk: Desk) -> None:
    def listed(kind: str, item: str) -> str:
        return LIST[: LIST.index("items:")].replace("street-powers", kind).replace("powers", kind) + item

    scoring = listed("scoring", "items:\n  - {id: PF-1, name: 响应, weight: 100}\n")
    scores = listed(
        "department-scores",
        "upstream: {catalogue: town/scoring}\nitems:\n  - {id: D-1, name: 区财政局, scores: {PF-1: 90}}\n",
    )
    (desk.folder / "lists/scores.yaml").write_text(scores, "utf-8")
    (desk.folder / "lists/scoring.yaml").write_text(scoring, "utf-8")
    kept, entry = desk.open("lists/scoring.yaml", scoring)
    tree = kept.tree(entry)
    assert tree is not None
    changed, *_ = rename(kept, entry, tree, scoring.index("PF-1"), "PF-9")
    assert [after for _, _, after in changed] == [each.replace("PF-1", "PF-9") for each in (scores, scoring)]


@pytest.mark.parametrize("new", ["JD-002", "不行", "a b", "", "XF-1\n", "\ud800"])
def test_an_id_that_is_taken_or_none_is_refused(desk: Desk, new: str) -> None:
    kept, entry = desk.open(POWERS, LIST)
    tree = kept.tree(entry)
    assert tree is not None
    with pytest.raises(Refused) as refused:
        rename(kept, entry, tree, LIST.index("JD-001"), new)
    assert "编号" in refused.value.problem.message.zh


def test_nothing_is_renamed_while_a_file_cannot_be_read(desk: Desk) -> None:
    desk.open(DONGMEN, ADOPTION + "  - {")
    kept, entry = desk.open(POWERS, LIST)
    tree = kept.tree(entry)
    assert tree is not None
    with pytest.raises(Refused):
        rename(kept, entry, tree, LIST.index("JD-001"), "XF-1")
