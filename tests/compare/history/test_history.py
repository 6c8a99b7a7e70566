"""The life of an item, from repositories as they come about."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from compare.editions import Item, item, side
from qzqd.compare.history.history import item_history
from qzqd.read.problem import Refused
from qzqd.read.workspace import workspace
from repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.compare.history.history import History

Told = list[tuple[str, str, str]]
PLACE = "清单/街道 任务.yaml"


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = Repository(tmp_path / "仓库")
    repository.write("qzqd.toml", 'paths = ["清单"]\n')
    monkeypatch.chdir(repository.root)
    return repository


def text(*items: Item, number: str = "", **header: Any) -> str:
    """A list; number: of the document that issued this edition."""
    source = {"title": "公告", "provenance": "official", **({"number": number} if number else {})}
    return side(items, source=source, **header).documents[0].data.decode()


def lived(key: str, *paths: str) -> History:
    return item_history(key, paths, workspace(paths).config.max_bytes)


def told(key: str, *paths: str) -> Told:
    """Subject of the commit, type and item of every event; the id has one life."""
    (life,) = lived(key, *paths).lives
    return [(event.commit.subject, event.type, event.item) for event in life.events]


def tomb(entry: Item, **fields: Any) -> Item:
    return {**entry, "repealed": "2025-03-01", "repealed_by": "鄂政发〔2025〕3号", **fields}


A, B, C = item("T-1", "防火检查"), item("T-2", "防汛检查"), item("T-3", "养犬登记")


def test_from_its_adding_to_its_end(lists: Repository) -> None:
    states = {
        "公布": (A, B, C),
        "名称变更": ({**A, "name": "消防安全检查"}, B, C),
        "类型变更": ({**A, "name": "消防安全检查", "category": "安全"}, B, C),
        "别的事项": ({**A, "name": "消防安全检查", "category": "安全"}, {**B, "category": "安全"}, C),
        "依据": ({**A, "name": "消防安全检查", "category": "安全", "basis": [{"law": "消防法"}]}, C),
        "取消": (tomb({**A, "name": "消防安全检查", "category": "安全", "basis": [{"law": "消防法"}]}), C),
    }
    for number, (subject, items) in enumerate(states.items()):
        lists.write(PLACE, text(*items, number=f"鄂政发〔2025〕{number}号"))
        lists.commit(subject)
    (life,) = lived("T-1").lives
    assert [(event.type, event.document, event.commit.date) for event in life.events] == [
        ("added", "鄂政发〔2025〕0号", "2025-01-02"),
        ("renamed", "鄂政发〔2025〕1号", "2025-01-03"),
        ("moved", "鄂政发〔2025〕2号", "2025-01-04"),
        ("basis", "鄂政发〔2025〕4号", "2025-01-06"),
        ("cancelled", "鄂政发〔2025〕3号", "2025-01-07"),
    ]
    assert told("T-2") == [
        ("公布", "added", "T-2"),
        ("别的事项", "moved", "T-2"),
        ("依据", "cancelled", "T-2"),
    ]
    assert life.known.item["name"] == "消防安全检查"


def test_an_approval_names_the_document(lists: Repository) -> None:
    header = {"kind": "community-access", "id": "toy/access"}
    approved = {**A, "approval": {"body": "区委", "number": "区委办〔2025〕7号"}}
    lists.write(PLACE, text(approved, number="通告1号", **header))
    lists.commit("准入")
    lists.write(PLACE, text({**approved, "note": "限本辖区"}, number="通告1号", **header))
    lists.commit("备注")
    (life,) = lived("T-1").lives
    assert [event.document for event in life.events] == ["区委办〔2025〕7号", "通告1号"]


def test_back_from_the_dead(lists: Repository) -> None:
    for subject, items in (
        ("公布", (A, B)),
        ("取消", (tomb(A), B)),
        ("恢复", (A, B)),
        ("删去", (B,)),
        ("再来", (A, B)),
    ):
        lists.write(PLACE, text(*items))
        lists.commit(subject)
    assert [kind for _, kind, _ in told("T-1")] == ["added", "cancelled", "revived", "cancelled", "revived"]


def test_entered_as_cancelled_and_corrected_afterwards(lists: Repository) -> None:
    for subject, items in (
        ("公布", (B,)),
        ("补录", (tomb(A), B)),
        ("更正", (tomb(A, repealed="2025-04-01"), B)),
    ):
        lists.write(PLACE, text(*items))
        lists.commit(subject)
    assert told("T-1") == [("补录", "cancelled", "T-1"), ("更正", "edited", "T-1")]


def test_merging_is_told_of_each_that_had_a_part(lists: Repository) -> None:
    merged = item("T-9", "防火防汛检查", merged_from=["T-1", "T-2"])
    for subject, items in (
        ("公布", (A, B, C)),
        ("改", ({**A, "category": "安全"}, B, C)),
        ("合并", (tomb({**A, "category": "安全"}), tomb(B), C, merged)),
        ("合并以后", (tomb({**A, "category": "安全"}), tomb(B), C, {**merged, "name": "防灾检查"})),
    ):
        lists.write(PLACE, text(*items))
        lists.commit(subject)
    after = [("合并", "merged", "T-9"), ("合并以后", "renamed", "T-9")]
    assert told("T-1") == [("公布", "added", "T-1"), ("改", "moved", "T-1"), *after]
    assert told("T-2") == [("公布", "added", "T-2"), *after]
    assert told("T-9") == [("公布", "added", "T-1"), ("公布", "added", "T-2"), ("改", "moved", "T-1"), *after]
    (life,) = lived("T-2").lives
    assert [event.document for event in life.events] == ["", "鄂政发〔2025〕3号", ""]
    change = life.events[1].change
    assert change
    assert change.old
    assert change.old.ids == ("T-1", "T-2")


def test_splitting_shares_the_past_and_not_the_future(lists: Repository) -> None:
    part = item("T-9", "高层防火检查", split_from="T-1")
    for subject, items in (
        ("公布", (A, B)),
        ("改", ({**A, "category": "安全"}, B)),
        ("拆分", ({**A, "category": "安全"}, B, part)),
        ("旧的", ({**A, "category": "消防"}, B, part)),
        ("新的", ({**A, "category": "消防"}, B, {**part, "category": "消防"})),
    ):
        lists.write(PLACE, text(*items))
        lists.commit(subject)
    shared = [("公布", "added", "T-1"), ("改", "moved", "T-1"), ("拆分", "split", "T-1")]
    assert told("T-1") == [*shared, ("旧的", "moved", "T-1")]
    assert told("T-9") == [*shared, ("新的", "moved", "T-9")]


@pytest.mark.parametrize("declared", [{"replaces": ["T-1"]}, {}], ids=["lineage", "name"])
def test_another_id(lists: Repository, declared: Item) -> None:
    for subject, items in (
        ("公布", (A, B)),
        ("改号", (item("T-8", "防火检查", **declared), B)),
        ("名称变更", (item("T-8", "消防检查", **declared), B)),
    ):
        lists.write(PLACE, text(*items))
        lists.commit(subject)
    life = [("公布", "added", "T-1"), ("改号", "edited", "T-8"), ("名称变更", "renamed", "T-8")]
    assert told("T-1") == told("T-8") == life


def test_an_id_that_stands_for_another_item_afterwards(lists: Repository) -> None:
    grounds = [{"law": law, "article": 1} for law in ("消防法", "防洪法", "动物防疫法", "水法", "森林法")]
    names = ("防火检查", "防汛检查", "养犬登记", "取水登记", "护林巡查")
    rows = [{**item("", name), "basis": [ground]} for name, ground in zip(names, grounds, strict=True)]
    numbered = [{**row, "id": f"T-{number}"} for number, row in enumerate(rows, 1)]
    shifted = [{**row, "id": f"T-{number}"} for number, row in enumerate(rows, 2)]
    lists.write(PLACE, text(*numbered))
    lists.commit("公布")
    lists.write(
        PLACE, text({**item("T-1", "禁渔巡查"), "basis": [{"law": "渔业法", "article": 1}]}, *shifted)
    )
    lists.commit("插入一行")
    lists.write(PLACE, text(*({**row, "name": f"{row['name']}（含整改）"} for row in shifted)))
    lists.commit("更名")
    (life,) = lived("T-2").lives
    reused = [(event.commit.subject, event.reused and event.reused.message.zh) for event in life.events]
    assert reused == [
        ("公布", None),
        ("插入一行", "T-2 此后指另一个事项：原来的事项换了编号 T-3"),
        ("插入一行", None),
        ("更名", None),
    ]


def test_a_successor_named_on_the_old_item(lists: Repository) -> None:
    lists.write(PLACE, text(A, B))
    lists.commit("公布")
    lists.write(PLACE, text(tomb(A, succeeded_by=["T-8"]), B, item("T-8", "火灾隐患排查")))
    lists.commit("承接")
    assert told("T-1") == told("T-8") == [("公布", "added", "T-1"), ("承接", "renamed", "T-8")]


def test_moved_to_another_file_and_into_the_workspace(lists: Repository) -> None:
    lists.write("旧/任务.yaml", text(A, B))
    lists.commit("公布")
    (lists.root / "清单").mkdir()
    lists.git("mv", "旧/任务.yaml", PLACE)
    lists.commit("搬家")
    lists.git("mv", PLACE, "清单/任务.yml")
    lists.write("清单/任务.yml", text({**A, "name": "消防检查"}, B))
    lists.commit("搬家并更名")
    life = [
        ("公布", "added", "T-1"),
        ("搬家", "refiled", "T-1"),
        ("搬家并更名", "refiled", "T-1"),
        ("搬家并更名", "renamed", "T-1"),
    ]
    assert told("T-1") == told("T-1", "清单/任务.yml") == life
    (found,) = lived("T-1").lives
    assert (found.events[1].left, found.events[1].state.path) == ("旧/任务.yaml", PLACE)


def test_moved_to_another_list(lists: Repository) -> None:
    lists.write(PLACE, text(A, B))
    lists.write("清单/乙.yaml", text(C, id="toy/other"))
    lists.commit("公布")
    lists.write(PLACE, text(B))
    lists.write("清单/乙.yaml", text({**A, "category": "安全"}, C, id="toy/other"))
    lists.commit("转出")
    assert told("T-1") == [("公布", "added", "T-1"), ("转出", "relisted", "T-1"), ("转出", "moved", "T-1")]
    (life,) = lived("T-1").lives
    assert (life.events[1].left, life.known.state.id) == ("toy/tasks", "toy/other")


def test_one_id_in_two_lists_has_two_lives(lists: Repository) -> None:
    lists.write(PLACE, text(A, B))
    lists.write("清单/乙.yaml", text(item("T-1", "养犬"), id="toy/other"))
    lists.commit("公布")

    def catalogues(*paths: str) -> list[str]:
        return [life.known.state.id for life in lived("T-1", *paths).lives]

    assert catalogues() == ["toy/other", "toy/tasks"]
    assert catalogues(PLACE) == ["toy/tasks"]


def test_an_edition_in_a_file_of_its_own(lists: Repository) -> None:
    lists.write("清单/2024.yaml", text(A, B, edition="2024"))
    lists.commit("二〇二四")
    lists.write("清单/2025.yaml", text({**A, "name": "消防检查"}, edition="2025"))
    lists.commit("二〇二五")
    assert told("T-1") == [("二〇二四", "added", "T-1"), ("二〇二五", "renamed", "T-1")]
    assert told("T-2") == [("二〇二四", "added", "T-2"), ("二〇二五", "cancelled", "T-2")]


def test_of_a_merge_counts_what_it_brought(lists: Repository) -> None:
    lists.write(PLACE, text(A, B))
    lists.commit("公布")
    lists.git("checkout", "-q", "-b", "tiaozheng")
    lists.write(PLACE, text({**A, "name": "消防"}, B))
    lists.commit("草稿")
    lists.write(PLACE, text({**A, "name": "消防检查"}, B))
    lists.commit("定稿")
    lists.git("checkout", "-q", "main")
    lists.write("清单/乙.yaml", text(C, id="toy/other"))
    lists.commit("别的清单")
    lists.git("merge", "-q", "--no-ff", "-m", "合入调整", "tiaozheng")
    assert told("T-1") == [("公布", "added", "T-1"), ("合入调整", "renamed", "T-1")]


def test_a_state_that_cannot_be_read_is_told_and_passed_over(lists: Repository) -> None:
    lists.write(PLACE, text(A, B))
    lists.commit("公布")
    lists.write(PLACE, "<<<<<<< HEAD\n" + text(A))
    lists.commit("冲突")
    lists.write(PLACE, "- 不是清单\n")
    lists.commit("错文件")
    lists.write(PLACE, text({**A, "name": "消防检查"}, B))
    lists.commit("改好")
    found = lived("T-1")
    assert told("T-1") == [("公布", "added", "T-1"), ("改好", "renamed", "T-1")]
    assert [(unread.commit.subject, unread.path) for unread in found.unread] == [
        ("冲突", PLACE),
        ("错文件", PLACE),
    ]


def test_old_states_may_be_of_any_shape(lists: Repository) -> None:
    odd = (
        "kind: street-powers\nid: a/b\nitems:\n  - {id: T-1}\n",
        "kind: street-powers\nid: a/b\ntitle: [x]\nsource: x\nedition: [x]\nitems:\n- {id: T-1, name: [x], level: 5, basis: {law: x}, replaces: [{a: b}], split_from: {a: b}, x: y}\n",
        "kind: street-powers\nid: a/b\nitems: 5 # T-1\n",
        "kind: township-duties\nid: a/b\nitems: [{id: T-1, name: x}, [T-1], 7]\n",
        "kind: adoption\nid: a/b\nunlisted: [x]\nitems: [{id: T-1, name: x, approval: y, merged_from: T-1}]\n",
    )
    for number, data in enumerate(odd):
        lists.write(PLACE, data)
        lists.commit(str(number))
    assert {subject for subject, _, _ in told("T-1")} == {"0", "1", "2", "3", "4"}


def test_settings_of_git_change_nothing(lists: Repository) -> None:
    lists.write(PLACE, text(A, B))
    lists.commit("公布")
    lists.git("mv", PLACE, "清单/任务.yaml")
    lists.commit("搬家")
    before = told("T-1")
    for name, value in (
        ("log.showRoot", "false"),
        ("log.showSignature", "true"),
        ("log.diffMerges", "combined"),
        ("color.ui", "always"),
        ("diff.renames", "copies"),
        ("i18n.logOutputEncoding", "GBK"),
        ("core.abbrev", "5"),
    ):
        lists.git("config", name, value)
    assert told("T-1") == before == [("公布", "added", "T-1"), ("搬家", "refiled", "T-1")]


def test_a_shallow_clone_knows_that_it_knows_little(
    lists: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("防火检查", "消防检查", "消防安全检查"):
        lists.write(PLACE, text(item("T-1", name), B))
        lists.commit(name)
    clone = tmp_path / "浅"
    subprocess.run(["git", "clone", "-q", "--depth=2", lists.root.as_uri(), str(clone)], check=True)
    monkeypatch.chdir(clone)
    assert lived("T-1").shallow
    assert told("T-1") == [("消防检查", "began", "T-1"), ("消防安全检查", "renamed", "T-1")]


def test_nothing_to_tell(lists: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert lived("T-1").lives == []
    lists.write(PLACE, text(A, B))
    lists.commit("公布")
    for key in ("T-7", "T", "", "防火检查", "\udcff"):
        assert lived(key).lives == []
    lists.write("清单/.隐/x.yaml", text(item("T-5", "x"), id="toy/hidden"))
    lists.write("别处/x.yaml", text(item("T-6", "x"), id="toy/elsewhere"))
    lists.commit("别处")
    assert lived("T-5").lives == lived("T-6").lives == []
    (tmp_path / "无").mkdir()
    monkeypatch.chdir(tmp_path / "无")
    with pytest.raises(Refused):
        lived("T-1")
