"""`qzqd diff` at the real command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repository import Repository, made_once

from .command import promised, qzqd

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
POWERS = (ROOT / "catalogues/hubei/street-powers.yaml").read_text("utf-8")
FIRST = "交办的公共服务、公共管理和公共安全工作的办理"


@made_once
def two_editions(repository: Repository) -> None:
    repository.write("qzqd.toml", 'paths = ["清单"]\n')
    repository.write("清单/街道职权.yaml", POWERS)
    repository.commit("公布")
    repository.git("tag", "v2025")
    repository.git("mv", "清单/街道职权.yaml", "清单/街道通用职权.yaml")
    repository.write("清单/街道通用职权.yaml", POWERS.replace(FIRST, "交办工作的办理"))


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    repository = two_editions(tmp_path / "权责清单")
    monkeypatch.chdir(repository.root)
    return repository


@pytest.mark.usefixtures("lists")
def test_an_edition_against_the_work_tree(capsys: Capture) -> None:
    ran = qzqd(capsys, "diff", "v2025")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("名称变更 1 · 共 74 → 74\n")
    assert FIRST in ran.out
    assert qzqd(capsys, "diff").out == ran.out.replace("v2025", "HEAD")
    assert qzqd(capsys, "diff", "v2025", "HEAD").out.startswith("没有调整 · 共 74 → 74\n")


def test_deep_brackets_on_both_sides_are_refused_at_once(lists: Repository, capsys: Capture) -> None:
    """A moment's work; an hour, if libyaml were given all of it."""
    deep = POWERS.rstrip("\n") + f"\n    note: {'[' * 1_000_000}{']' * 1_000_000}\n"
    lists.write("清单/街道通用职权.yaml", deep)
    lists.commit("括号")
    lists.write("清单/街道通用职权.yaml", deep.replace(FIRST, "交办工作的办理"))
    ran = qzqd(capsys, "diff")
    assert ran.code == 3
    assert "QZ018" in ran.out + ran.err


@pytest.mark.usefixtures("lists")
def test_when_it_fails(capsys: Capture) -> None:
    assert qzqd(capsys, "diff", "v2025", "--fail-on", "any").code == 1
    assert qzqd(capsys, "diff", "v2025", "HEAD", "--fail-on", "any").code == 0


def test_the_contract(lists: Repository, capsys: Capture) -> None:
    lists.write("清单/坏.yaml", "kind: [\n")
    for arguments, code in (((), 3), (("v2025", "HEAD"), 0), (("nowhere",), 3)):
        ran = qzqd(capsys, "diff", *arguments, "--format", "json")
        assert ran.code == code
        promised("diff", ran.out)


def test_what_cannot_be_read_is_not_no_change(lists: Repository, capsys: Capture) -> None:
    lists.write("清单/坏.yaml", "kind: [\n")
    ran = qzqd(capsys, "diff")
    assert ran.code == 3
    assert "QZ0" in ran.out
    assert "\n清单/坏.yaml：" in qzqd(capsys, "diff", "--stat").out
    ran = qzqd(capsys, "diff", "nowhere")
    assert ran.code == 3
    assert "没有文件、文件夹或者 git 版本“nowhere”" in ran.out + ran.err


@pytest.mark.usefixtures("lists")
def test_a_side_that_is_not_there_is_named_and_so_is_the_other(capsys: Capture) -> None:
    ran = qzqd(capsys, "diff", "v2099")
    assert "\nv2099 → 工作区\n" in ran.out
    assert "  --> v2099\n" in ran.out
    assert qzqd(capsys, "diff", "v2025", "--lang", "en").out.splitlines()[1] == "v2025 → work tree"


@pytest.mark.parametrize("arguments", [("v2025", "--paths", "清单", "别处"), ("--paths", "清单", "别处")])
def test_several_paths_are_asked_for_one_by_one(
    arguments: tuple[str, ...], lists: Repository, capsys: Capture
) -> None:
    (lists.root / "别处").mkdir()
    ran = qzqd(capsys, "diff", *arguments)
    assert ran.code == 2
    assert "--paths 甲 --paths 乙" in ran.err


@pytest.mark.parametrize("format", ["text", "markdown", "json", "github", "sarif", "junit", "html"])
@pytest.mark.usefixtures("lists")
def test_every_format_tells_of_the_change(capsys: Capture, tmp_path: Path, format: str) -> None:
    place = tmp_path / "报告"
    assert qzqd(capsys, "diff", "v2025", "--format", format, "--output", str(place)).code == 0
    written = place.read_text("utf-8")
    assert "名称变更" in written or format == "sarif"  # which tells of findings alone
    assert written == qzqd(capsys, "diff", "v2025", "--format", format).out


@pytest.mark.parametrize("format", ["github", "sarif"])
@pytest.mark.parametrize("newer", [(), ("HEAD",)])
def test_platforms_find_the_files_of_the_newer_side(
    lists: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch, newer: tuple[str, ...], format: str
) -> None:
    lists.commit("改")
    monkeypatch.chdir(lists.root / "清单")
    told = qzqd(capsys, "diff", "v2025", *newer, "--policy", "community", "-f", format)
    assert told.code == 1
    place = {
        "github": "::error file=清单/街道通用职权.yaml,",
        "sarif": '"uri": "%E6%B8%85%E5%8D%95/',
    }[format]
    assert place in told.out
    assert "HEAD:" not in told.out
    assert "HEAD%3A" not in told.out


def test_sarif_says_that_a_comparison_could_not_be_made(lists: Repository, capsys: Capture) -> None:
    lists.write("清单/街道通用职权.yaml", "{")
    told = qzqd(capsys, "diff", "v2025", "-f", "sarif")
    (run,) = json.loads(told.out)["runs"]
    assert (told.code, run["invocations"]) == (3, [{"executionSuccessful": False}])


@pytest.mark.parametrize("format", ["xlsx", "docx"])
@pytest.mark.usefixtures("lists")
def test_the_adjustment_table(capsys: Capture, tmp_path: Path, format: str) -> None:
    ran = qzqd(capsys, "diff", "v2025", "--format", format)
    assert ran.code == 2
    assert "--output" in ran.err
    place = tmp_path / f"对照表.{format}"
    ran = qzqd(capsys, "diff", "v2025", "--format", format, "--output", str(place))
    assert ran.code == 0
    assert (ran.out, ran.err) == ("", f"已写入 {place}\n")
    assert place.read_bytes().startswith(b"PK")


def test_what_is_wrong_is_told_beside_an_official_table(lists: Repository, capsys: Capture) -> None:
    ran = qzqd(capsys, "diff", "v2025", "--policy", "community", "-o", "t.docx")
    assert (ran.code, ran.out) == (1, "")
    *wrong, written = ran.err.splitlines()
    assert written == "已写入 t.docx"
    assert any("名称变更没有批准" in line for line in wrong)


def test_national_certificates_to_hubeis(capsys: Capture) -> None:
    """Other ids, and Hubei's list says which item of the national one each of its own stands for."""
    lists = (f"{ROOT}/catalogues/{place}/community-certificates.yaml" for place in ("national", "hubei"))
    found = json.loads(qzqd(capsys, "diff", *lists, "--format", "json").out)["changes"]
    assert {
        (change["old"]["name"], change["new"]["name"]) for change in found if change["type"] == "renamed"
    } == {
        ("户口登记项目内容变更申请证明", "户口登记项目内容变更更正证明"),
        ("婚育状况证明", "生育状况证明"),
    }
    assert {change["by"] for change in found if change["type"] == "renamed"} == {"upstream"}
    assert [change["old"]["name"] for change in found if change["type"] == "cancelled"] == ["健在证明"]
    assert [change["new"]["name"] for change in found if change["type"] == "added"] == [
        "缴费票据遗失证明",
        "转学证明",
    ]
    assert len(found) == 5  # that each item names the one above it is no change


def test_the_national_list_back_from_hubeis(capsys: Capture) -> None:
    lists = (f"{ROOT}/catalogues/{place}/community-certificates.yaml" for place in ("hubei", "national"))
    found = json.loads(qzqd(capsys, "diff", *lists, "--format", "json").out)["changes"]
    assert [change["type"] for change in found] == ["renamed", "renamed", "cancelled", "cancelled", "added"]


POWER = "  - id: {}\n    name: {}\n    power_type: 行政检查\n    authority: 街道办事处\n    basis: [{{law: 中华人民共和国消防法, article: {}}}]\n"


@pytest.fixture
def two_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two editions beside each other, as people keep them who have no git."""
    head = POWERS[: POWERS.index("items:")].replace("total: 74", "total: 2")
    for name, second in (("old", "养犬登记"), ("new", "犬只登记")):
        items = POWER.format("A", "消防检查", 31) + POWER.format("B", second, 40)
        (tmp_path / f"{name}.yaml").write_text(f"{head}items:\n{items}", "utf-8")
    (tmp_path / "qzqd.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_draft_is_written_and_never_over_another_file(two_files: Path, capsys: Capture) -> None:
    command = ("diff", "old.yaml", "new.yaml", "--policy", "public", "--write-approval", "draft.yaml")
    ran = qzqd(capsys, *command, "--stat")
    assert ran.err == "已写入 draft.yaml\n"
    written = (two_files / "draft.yaml").read_text("utf-8")
    assert "item: B, change: renamed" in written
    ran = qzqd(capsys, *command)
    assert (ran.code, "已经有 draft.yaml" in ran.err) == (2, True)
    assert (two_files / "draft.yaml").read_text("utf-8") == written
    (two_files / "copy.yaml").write_bytes((two_files / "old.yaml").read_bytes())
    ran = qzqd(capsys, "diff", "old.yaml", "copy.yaml", "--write-approval", "none.yaml")
    assert ran.err == "没有要批准的调整，没有写 none.yaml\n"
    assert not (two_files / "none.yaml").exists()


def test_that_a_file_is_compared_with_itself_is_said(two_files: Path, capsys: Capture) -> None:
    (two_files / "same.yaml").symlink_to("old.yaml")
    for other in ("old.yaml", "./old.yaml", "same.yaml"):
        ran = qzqd(capsys, "diff", "old.yaml", other)
        assert (ran.code, f"两边是同一个文件：old.yaml、{other}" in ran.err) == (0, True)
    assert "两边是同一个文件夹：.、." in qzqd(capsys, "diff", ".", ".").err
    assert "两边是同一个" not in qzqd(capsys, "diff", "old.yaml", "new.yaml").err


def test_approvals_of_two_files_are_held_to_account(two_files: Path, capsys: Capture) -> None:
    """Both lie in one workspace, whose approvals are no past for either."""
    place = two_files / "approvals" / "1.yaml"
    place.parent.mkdir()
    qzqd(capsys, "diff", "old.yaml", "new.yaml", "--write-approval", "approvals/1.yaml", "--stat")
    filled = place.read_text("utf-8")
    for name, value in (
        ("number", "茅编办〔2025〕3号"),
        ("title", "关于调整的通知"),
        ("body", "湖北省编办"),
        ("rank", "省级编办"),
        ("date", '"2025-03-01"'),
    ):
        filled = filled.replace(f"\n{name}:  #", f"\n{name}: {value}  #")
    place.write_text(filled, "utf-8")
    compare = ("diff", "old.yaml", "new.yaml", "--policy", "public")
    assert qzqd(capsys, *compare).code == 0
    new = two_files / "new.yaml"
    new.write_text(new.read_text("utf-8").replace("犬只登记", "犬类登记"), "utf-8")
    assert "与批准的内容不同" in qzqd(capsys, *compare).out
    new.write_text((two_files / "old.yaml").read_text("utf-8"), "utf-8")
    assert "批准没有用到：茅编办〔2025〕3号" in qzqd(capsys, *compare).out


def test_settings_of_the_base_judge_where_they_are_put_back(lists: Repository, capsys: Capture) -> None:
    lists.write("qzqd.toml", 'paths = ["清单"]\ndisable = ["QZ8"]\n')
    lists.commit("改名，不用批准")
    assert qzqd(capsys, "diff", "v2025", "--policy", "public").code == 0
    lists.git("checkout", "-q", "v2025", "--", "qzqd.toml")
    ran = qzqd(capsys, "diff", "v2025", "--policy", "public")
    assert (ran.code, "QZ810" in ran.out) == (1, True)
