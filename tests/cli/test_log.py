"""`qzqd log` at the real command line. QZQD_WRITE_GOLDEN=1 writes the expected files anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import qzqd as package
from compare.editions import Item, side
from qzqd.report.paper.terminal import cells
from repository import Repository, made_once

from .command import process, promised, qzqd

GOLDEN = Path(__file__).parents[1] / "golden" / "log"
Capture = pytest.CaptureFixture[str]
PLACE = "清单/街道职权.yaml"
FIRE: Item = {
    "id": "JD-001",
    "name": "消防检查",
    "power_type": "行政检查",
    "authority": "街道办事处",
    "office": "综合执法中心",
    "category": "城市管理",
    "basis": [{"law": "中华人民共和国消防法", "edition": "2019-04-23", "article": 53, "paragraph": 1}],
}
FLOOD: Item = {**FIRE, "id": "JD-002", "name": "防汛检查"}


def write(
    repository: Repository, *items: Item, number: str = "鄂政发〔2025〕1号", place: str = PLACE
) -> None:
    source = {"title": "公告", "number": number, "provenance": "official"}
    header = {"kind": "street-powers", "id": "hubei/street-powers", "title": "湖北省街道通用权责清单"}
    document = side(items, source=source, **header).documents[0]
    repository.write(place, document.data.decode())


@made_once
def five_editions(repository: Repository) -> None:
    """A list as it is adjusted over the years; one commit holds a conflict by mistake."""
    repository.write("qzqd.toml", 'paths = ["清单"]\n')
    write(repository, FIRE, FLOOD)
    repository.commit("公布街道通用权责清单")
    renamed = {
        **FIRE,
        "name": "消防安全检查",
        "basis": [{"law": "中华人民共和国消防法", "edition": "2021-04-29", "article": 53, "paragraph": 1}],
    }
    write(repository, renamed, FLOOD, number="鄂政发〔2025〕2号")
    repository.commit("按新修订的消防法调整")
    moved = {**renamed, "category": "公共安全", "office": "应急管理办公室"}
    write(repository, moved, FLOOD, number="鄂政发〔2025〕3号", place="清单/湖北/街道职权.yaml")
    repository.git("rm", "-q", PLACE)
    repository.commit("清单分地区存放")
    repository.write("清单/湖北/街道职权.yaml", "<<<<<<< HEAD\n# JD-001\n")
    repository.commit("误提交")
    ended = {"repealed": "2025-03-01", "repealed_by": "鄂政发〔2025〕4号"}
    merged = {**moved, "id": "JD-009", "name": "消防和防汛检查", "merged_from": ["JD-001", "JD-002"]}
    write(repository, {**moved, **ended}, {**FLOOD, **ended}, merged, place="清单/湖北/街道职权.yaml")
    repository.commit("合并检查事项")


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = five_editions(tmp_path / "权责清单")
    monkeypatch.chdir(repository.root)
    return repository


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.usefixtures("lists")
def test_reads_as_agreed(language: str, capsys: Capture) -> None:
    ran = qzqd(capsys, "log", "JD-001", "--lang", language)
    assert (ran.code, ran.err) == (0, "")
    assert max(map(cells, ran.out.splitlines())) <= 80
    place = GOLDEN / f"merged.{language}.txt"
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        place.parent.mkdir(exist_ok=True)
        place.write_text(ran.out, "utf-8", newline="")
    assert ran.out == place.read_bytes().decode()


def test_for_programs(lists: Repository, capsys: Capture) -> None:
    ran = qzqd(capsys, "log", "JD-009", "--format", "json", "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    data = promised("log", ran.out)
    assert data["tool"] == {"name": "qzqd", "version": package.__version__}
    assert (data["item"], data["shallow"]) == ("JD-009", False)
    assert [unread["subject"] for unread in data["unread"]] == ["误提交"]
    (life,) = data["lives"]
    assert (life["catalogue"], life["path"]) == ("hubei/street-powers", "清单/湖北/街道职权.yaml")
    assert [(event["type"], event["item"]) for event in life["events"]] == [
        ("added", "JD-001"),
        ("added", "JD-002"),
        ("renamed", "JD-001"),
        ("basis", "JD-001"),
        ("refiled", "JD-001"),
        ("transferred", "JD-001"),
        ("moved", "JD-001"),
        ("refiled", "JD-002"),
        ("merged", "JD-009"),
    ]
    event = life["events"][-1]
    assert event["commit"] == lists.git("rev-parse", "HEAD").strip()
    assert (event["author"], event["document"]) == ("编办", "鄂政发〔2025〕4号")
    assert event["old"]["ids"] == ["JD-001", "JD-002"]


def test_an_id_that_never_was(lists: Repository, capsys: Capture) -> None:
    for wanted, said in (
        ("JD-01", "提交记录里没有事项 JD-01\n是否想写 JD-001？\n"),
        ("没有", "提交记录里没有事项 没有\n用 qzqd show 按名称查找\n"),
        ("\x1b[2J", "提交记录里没有事项 ‹U+001B›[2J\n用 qzqd show 按名称查找\n"),
    ):
        assert qzqd(capsys, "log", wanted) == (1, "", said)
    write(lists, {**FIRE, "id": "JD-080"}, place="清单/新.yaml")
    assert qzqd(capsys, "log", "JD-080") == (1, "", "事项 JD-080 还没有提交到 git\n")
    ran = qzqd(capsys, "log", "JD-1", "--format", "json")
    assert (ran.code, promised("log", ran.out)["lives"]) == (1, [])


def test_without_a_repository(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "log", "JD-001")
    assert (ran.code, ran.out) == (3, "")
    assert "不在 git 仓库里" in ran.err
    assert "git init" in ran.err


def test_of_two_lists_both(lists: Repository, capsys: Capture) -> None:
    other = side([FIRE], kind="street-powers", id="shiyan/street-powers", title="十堰市街道权责清单")
    lists.write("清单/十堰.yaml", other.documents[0].data.decode())
    lists.commit("十堰")
    out = qzqd(capsys, "log", "JD-001").out
    assert out.index("湖北省街道通用权责清单") < out.index("十堰市街道权责清单")
    only = qzqd(capsys, "log", "JD-001", "--paths", "清单/十堰.yaml").out
    assert "湖北省" not in only
    assert "十堰市街道权责清单" in only


def test_a_shallow_clone_says_so(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = Repository(tmp_path / "浅")
    shutil.rmtree(clone.root)
    lists.git("clone", "-q", "--depth=1", lists.root.as_uri(), str(clone.root))
    monkeypatch.chdir(clone.root)
    out = qzqd(capsys, "log", "JD-009").out
    assert "已在清单中" in out
    assert "浅克隆" in out


def test_hostile_text_is_shown_and_not_obeyed(lists: Repository, capsys: Capture) -> None:
    write(lists, {**FIRE, "id": "JD-066", "name": "\u202e甲\x9b2J"}, place="清单/新.yaml")
    lists.git("config", "user.name", "x")
    lists.commit("::error::\x1b[2J")
    write(lists, {**FIRE, "id": "JD-066", "name": "乙", "note": "::error::x"}, place="清单/新.yaml")
    lists.commit("##[group]")
    for format in ("text", "json"):
        ran = process("log", "JD-066", "--format", format, cwd=lists.root)
        assert ran.code == 0
        assert not {"\x1b", "\u202e", "\x9b"} & {*ran.out}
        assert promised("log", ran.out) if format == "json" else "##[" not in ran.out
        assert not any(line.lstrip().startswith("::") for line in ran.out.splitlines())


ODD = {
    "no name": (b"author  <> 1735689600 +0800", "2025-01-01", ""),
    "no space": (b"author<a@x> 1735689600 +0800", None, None),
    "no mail": (b"author a 1735689600 +0800", None, None),
    "no date": (b"author a <a@x>", None, "a"),
    "no number": (b"author a <a@x> yesterday", None, "a"),
    "far": (b"author a <a@x> 8640000000000000 +0000", None, "a"),
    "farther": (b"author a <a@x> 99999999999999999999999 +0000", None, "a"),
    "controls": (
        b"author a\r\x1b[2J\x01 <a@x> 1735689600 +0800",
        "2025-01-01",
        "a‹U+000D›‹U+001B›[2J‹U+0001›",
    ),
    "another encoding": (b"author \xb1\xe0\xb0\xec <a@x> 1735689600 +0800", "2025-01-01", None),
    "NUL": (b"author a\0b <a@x> 1735689600 +0800", None, None),
    "no author": (b"", None, None),
    "a line too many": (b"author a\n:100644 100644 1 2 M <a@x> 1735689600 +0800", None, None),
}


SUBJECTS = (b"x", b"", b"\n\n", b"\0x", b"a\r\nb\nc", b":100644 100644 1 2 M\n\n:100644 x")


def test_a_commit_may_say_anything_of_itself(lists: Repository, capsys: Capture) -> None:
    """A chain of commits that git would not have made, each of which changes the item."""
    trees = [lists.git("rev-parse", f"HEAD~{back}^{{tree}}").strip().encode() for back in (2, 3)]
    made: dict[str, str] = {}
    for number, (odd, (line, _, _)) in enumerate(ODD.items()):
        parent = lists.git("rev-parse", "HEAD").strip().encode()
        lines = (
            b"tree " + trees[number % 2],
            b"parent " + parent,
            line,
            b"committer c <c@x> 1735689600 +0800",
        )
        raw = b"\n".join(filter(None, lines)) + b"\n\n" + SUBJECTS[number % len(SUBJECTS)]
        (lists.root / "raw").write_bytes(raw)
        made[lists.git("hash-object", "-t", "commit", "-w", "--literally", "raw").strip()] = odd
        lists.git("update-ref", "HEAD", list(made)[-1])
    ran = qzqd(capsys, "log", "JD-001", "--format", "json")
    assert ran.code == 0
    (life,) = promised("log", ran.out)["lives"]
    told = {event["commit"]: event for event in life["events"]}
    for key, odd in made.items():
        _, date, author = ODD[odd]
        assert told[key]["date"] == date, odd
        assert author is None or told[key]["author"] == author, odd
    text = qzqd(capsys, "log", "JD-001")
    assert text.code == 0
    assert text.out.count("日期不明") == sum(date is None for _, date, _ in ODD.values())
