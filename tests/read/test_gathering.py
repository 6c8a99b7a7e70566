"""Both sides are gathered by one rule, each by its own settings; what one cannot give never seems cancelled."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.command import promised, qzqd
from compare.editions import item, side
from examples import share
from qzqd.read.disk import DISK
from qzqd.read.past import Past
from qzqd.read.revision import Repository as Found
from qzqd.read.side import sides
from qzqd.read.snapshot import Snapshot
from qzqd.read.workspace import workspace
from repository import Repository

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")


def text(key: str, name: str = "防火检查", **header: Any) -> str:
    """A list of one item whose ids are made of `key`."""
    return side([item(f"{key.upper()}-1", name)], id=f"toy/{key}", **header).documents[0].data.decode()


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two lists in two folders."""
    repository = Repository(tmp_path / "仓库")
    repository.write("qzqd.toml", 'paths = ["市", "县"]\n')
    repository.write("市/a.yaml", text("a"))
    repository.write("县/b.yaml", text("b"))
    repository.commit("一")
    monkeypatch.chdir(repository.root)
    return repository


def told(capsys: Capture, *arguments: str, code: int = 0) -> list[tuple[str, str]]:
    """Type of change and list of all that `diff` tells."""
    ran = qzqd(capsys, "diff", *arguments, "--format", "json")
    assert ran.code == code, ran
    return [(change["type"], change["catalogue"]) for change in promised("diff", ran.out)["changes"]]


def lived(capsys: Capture, key: str) -> list[tuple[str, str]]:
    """Type of event and subject of its commit."""
    lives = promised("log", qzqd(capsys, "log", key, "--format", "json").out)["lives"]
    return [(event["type"], event["subject"]) for life in lives for event in life["events"]]


def refused(capsys: Capture, *arguments: str, code: int = 3) -> str:
    ran = qzqd(capsys, *arguments)
    assert ran.code == code, ran
    return (ran.out + ran.err).replace("\n", "")


def test_a_list_that_settings_let_go_is_cancelled(
    lists: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both sides read by the newer settings, it would have been changed without anybody noticing."""
    lists.write("qzqd.toml", 'paths = ["市"]\n')
    lists.write("县/b.yaml", text("b", "改名"))
    lists.commit("二")
    for arguments in (["HEAD~1", "HEAD"], ["HEAD~1"], ["HEAD~1..HEAD"], ["HEAD~1...HEAD"]):
        assert told(capsys, *arguments) == [("cancelled", "toy/b")]
    assert told(capsys, "HEAD~1", "HEAD", "--policy", "public", code=1) == [("cancelled", "toy/b")]
    assert lived(capsys, "B-1") == [("added", "一"), ("cancelled", "二")]
    monkeypatch.chdir("/")
    assert told(capsys, "HEAD~1", "HEAD", "--paths", str(lists.root / "县")) == [("renamed", "toy/b")]
    ran = qzqd(capsys, "log", "B-1", "--paths", str(lists.root / "县/b.yaml"), "--format", "json")
    assert [event["type"] for event in promised("log", ran.out)["lives"][0]["events"]] == ["added", "renamed"]
    monkeypatch.chdir(lists.root)
    lists.write("qzqd.toml", 'paths = ["市", "县"]\n')
    lists.commit("三")
    assert told(capsys, "HEAD~1", "HEAD") == [("added", "toy/b")]
    assert lived(capsys, "B-1") == [("added", "一"), ("cancelled", "二"), ("revived", "三")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('exclude = ["县/*"]\n', ""),
        ("", 'exclude = ["县/*"]\n'),
    ],
)
def test_what_settings_leave_out_counts_on_each_side(
    old: str, new: str, lists: Repository, capsys: Capture
) -> None:
    for settings_of_side in (old, new):
        lists.write("qzqd.toml", 'paths = ["市", "县"]\n' + settings_of_side)
        lists.commit("二")
    assert told(capsys, "HEAD~1", "HEAD") == [("cancelled" if new else "added", "toy/b")]


def test_a_folder_that_is_renamed_with_its_settings(lists: Repository, capsys: Capture) -> None:
    lists.git("mv", "县", "区")
    lists.write("qzqd.toml", 'paths = ["市", "区"]\n')
    lists.commit("二")
    assert told(capsys, "HEAD~1", "HEAD") == told(capsys, "HEAD~1") == []
    assert lived(capsys, "B-1") == [("added", "一"), ("refiled", "二")]


def test_settings_that_come_late_hide_nothing(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "仓库")
    repository.write("市/a.yaml", text("a"))
    repository.write("县/b.yaml", text("b"))
    repository.commit("一")
    repository.write("qzqd.toml", 'paths = ["市"]\n')
    repository.write("县/b.yaml", text("b", "改名"))
    repository.commit("二")
    monkeypatch.chdir(repository.root)
    assert told(capsys, "HEAD~1", "HEAD") == [("cancelled", "toy/b")]
    assert lived(capsys, "B-1") == [("added", "一"), ("cancelled", "二")]


def test_settings_that_move_with_the_lists(
    lists: Repository, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (lists.root / "清单").mkdir()
    for name in ("市", "县"):
        lists.git("mv", name, f"清单/{name}")
    lists.git("mv", "qzqd.toml", "清单/qzqd.toml")
    lists.commit("二")
    monkeypatch.chdir(lists.root / "清单")
    assert told(capsys, "HEAD~1", "HEAD") == told(capsys, "HEAD~1") == []
    assert lived(capsys, "A-1") == [("added", "一"), ("refiled", "二")]


def test_settings_of_a_revision_that_cannot_be_used_are_named(lists: Repository, capsys: Capture) -> None:
    lists.write("qzqd.toml", "paths = [\n")
    lists.commit("写坏")
    lists.write("qzqd.toml", 'paths = ["市", "县"]\n')
    lists.write("县/b.yaml", text("b", "改名"))
    lists.commit("改好")
    said = refused(capsys, "diff", "HEAD~1", "HEAD")
    assert "HEAD~1:qzqd.toml:1" in said
    assert "没有配对" in said
    assert lived(capsys, "B-1") == [("added", "一"), ("renamed", "改好")]
    log = qzqd(capsys, "log", "B-1").out.replace("\n", "")
    assert "写坏" not in log.split("没有比较：")[0]
    assert "qzqd.toml：" in log.split("没有比较：")[1]


def test_values_that_settings_allow_count_for_their_side(lists: Repository, capsys: Capture) -> None:
    power = {
        **item("B-1", "防火检查"),
        "power_type": "行政指导",
        "authority": "街道",
        "basis": [{"law": "消防法"}],
    }
    data = side([power], id="toy/b", kind="street-powers").documents[0].data.decode()
    lists.write("县/b.yaml", data)
    lists.write("qzqd.toml", 'paths = ["市", "县"]\npower_types = ["行政指导"]\n')
    lists.commit("二")
    lists.write("县/b.yaml", data.replace("行政指导", "行政检查"))
    lists.write("qzqd.toml", 'paths = ["市", "县"]\n')
    lists.commit("三")
    assert [kind for kind, _ in told(capsys, "HEAD~1", "HEAD")] == ["edited"]


def test_registers_and_rates_are_those_of_the_revision(lists: Repository, capsys: Capture) -> None:
    lists.write("qzqd.toml", 'paths = ["市"]\n')
    lists.commit("二")
    ran = qzqd(capsys, "coverage", "--against", "HEAD~1", "--format", "json")
    trends = {
        trend["id"]: (trend["old_items"], trend["new_items"])
        for trend in promised("coverage", ran.out)["trends"]
    }
    assert trends == {"toy/a": (1, 1), "toy/b": (1, 0)}


@pytest.mark.parametrize("cone", [True, False])
def test_a_sparse_checkout_is_no_cancelling(cone: bool, lists: Repository, capsys: Capture) -> None:
    lists.write("approvals/x.yaml", "title: 批准\n")
    lists.commit("二")
    lists.git("sparse-checkout", "set", *(["--cone", "市"] if cone else ["--no-cone", "/市", "/qzqd.toml"]))
    assert not (lists.root / "县").exists()
    assert lists.git("status", "--porcelain") == ""
    assert told(capsys) == told(capsys, "HEAD~1") == told(capsys, "--paths", "县") == []
    for option in ("--against", "--no-decrease"):
        assert "稀疏检出没有取出 1 份清单，不能统计：县/b.yaml" in refused(capsys, "coverage", option, "HEAD")
    lists.write("市/a.yaml", text("a", "改名"))
    assert told(capsys) == [("renamed", "toy/a")]
    old, new = sides("HEAD", None, ())
    assert len(old.approvals) == len(new.approvals) == 1


def test_a_file_that_git_skips_is_as_the_index_has_it(lists: Repository, capsys: Capture) -> None:
    lists.write("县/b.yaml", text("b", "改名"))
    lists.git("add", "县/b.yaml")
    for path in ("县/b.yaml", "qzqd.toml"):
        lists.git("update-index", "--skip-worktree", path)
        (lists.root / path).unlink()
    assert told(capsys) == [("renamed", "toy/b")]
    # What is there all the same counts as it is there.
    lists.write("县/b.yaml", text("b", "又改名"))
    ran = qzqd(capsys, "diff", "--format", "json")
    assert promised("diff", ran.out)["changes"][0]["new"]["name"] == "又改名"


def with_submodule(lists: Repository, tmp_path: Path) -> Repository:
    """A submodule below `paths`; its list is renamed in the second commit of both."""
    inner = Repository(tmp_path / "子")
    inner.write("c.yaml", text("c"))
    inner.commit("子一")
    lists.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.root), "县/子")
    lists.commit("二")
    made = Repository(lists.root / "县/子")
    made.write("c.yaml", text("c", "改名"))
    made.commit("子二")
    lists.commit("三")
    return made


def test_a_submodule_counts_on_both_sides(lists: Repository, tmp_path: Path, capsys: Capture) -> None:
    made = with_submodule(lists, tmp_path)
    assert told(capsys) == []
    assert told(capsys, "HEAD~2", "HEAD") == [("added", "toy/c")]
    assert told(capsys, "HEAD~1", "HEAD") == told(capsys, "HEAD~1") == [("renamed", "toy/c")]
    # It is the revision of the repository around us that is meant, whatever the submodule calls so.
    assert told(capsys, "HEAD~2", "HEAD", "--paths", "县/子/c.yaml") == [("added", "toy/c")]
    made.write("c.yaml", text("c", "再改名"))
    made.write(".gitignore", "d.yaml\n")
    made.write("d.yaml", text("d"))
    assert told(capsys) == [("renamed", "toy/c")]


def test_a_submodule_that_is_not_there_is_no_cancelling(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_submodule(lists, tmp_path)
    lists.git("clone", "-q", ".", str(tmp_path / "克隆"))
    monkeypatch.chdir(tmp_path / "克隆")
    for arguments in (
        ["diff"],
        ["diff", "HEAD~1", "HEAD"],
        ["diff", str(lists.root)],
        ["coverage", "--against", "HEAD"],
    ):
        assert "git submodule update --init 县/子" in refused(capsys, *arguments)
    assert told(capsys, "--paths", "市") == []
    monkeypatch.chdir(lists.root)
    gone = lists.git("-C", "县/子", "rev-parse", "HEAD~1").strip()
    shutil.rmtree(lists.root / f".git/modules/县/子/objects/{gone[:2]}")
    assert "git 出错" in refused(capsys, "diff", "HEAD~1", "HEAD")


def test_inside_a_submodule_its_own_repository_is_asked(
    lists: Repository, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = with_submodule(lists, tmp_path)
    said = refused(capsys, "log", "C-1", code=1)
    assert "县/子" in said
    assert "还没有提交" not in said
    monkeypatch.chdir(made.root)
    assert told(capsys, "HEAD~1", "--paths", "c.yaml") == [("renamed", "toy/c")]
    # The settings are those of the outer repository, which has other lists as well.
    assert "不在仓库" in refused(capsys, "diff", "HEAD~1")
    made.write("qzqd.toml", "")
    made.commit("子三")
    made.write("c.yaml", text("c", "又改名"))
    assert told(capsys) == [("renamed", "toy/c")]
    assert lived(capsys, "C-1") == [("added", "子一"), ("renamed", "子二")]


@needs_links
def test_links_count_on_both_sides(lists: Repository, capsys: Capture) -> None:
    lists.write("库/2024/c.yaml", text("c", edition="2024"))
    lists.write("库/2025/c.yaml", text("c", "改名", edition="2025"))
    (lists.root / "县/今").symlink_to("../库/2024")
    (lists.root / "市/d.yaml").symlink_to(lists.root / "别处/d.yaml")
    lists.write("别处/d.yaml", text("d"))
    (lists.root / "市/again.yaml").symlink_to("../县/b.yaml")
    lists.commit("二")
    assert told(capsys) == []
    assert {*told(capsys, "HEAD~1", "HEAD")} == {("added", "toy/c"), ("added", "toy/d")}
    (lists.root / "县/今").unlink()
    (lists.root / "县/今").symlink_to("../库/2025")
    lists.write("别处/d.yaml", text("d", "改名"))
    assert {*told(capsys)} == {("renamed", "toy/c"), ("renamed", "toy/d")}
    lists.commit("三")
    assert {*told(capsys, "HEAD~1", "HEAD")} == {("renamed", "toy/c"), ("renamed", "toy/d")}
    assert lived(capsys, "D-1") == [("added", "二"), ("renamed", "三")]


@needs_links
@pytest.mark.parametrize("target", ["/etc/passwd", "../../外.yaml", "x.yaml", "没有.yaml"])
def test_a_link_that_leads_nowhere_is_told_on_both_sides(
    target: str, lists: Repository, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "外.yaml").write_text(text("z"), "utf-8")
    (lists.root / "市/x.yaml").symlink_to(target)
    lists.commit("二")
    codes = []
    for arguments in (["HEAD~1", "HEAD"], ["HEAD~1"]):
        ran = qzqd(capsys, "diff", *arguments, "--format", "json")
        assert ran.code == 3
        codes.append([finding["code"] for finding in promised("diff", ran.out)["findings"]])
    assert codes[0] == codes[1]
    assert len(codes[0]) == 1


@needs_links
def test_a_file_that_becomes_a_link_is_another_file(lists: Repository, capsys: Capture) -> None:
    lists.write("库/b.yaml", text("b", "改名"))
    (lists.root / "县/b.yaml").unlink()
    (lists.root / "县/b.yaml").symlink_to("../库/b.yaml")
    lists.commit("二")
    assert told(capsys, "HEAD~1", "HEAD") == told(capsys, "HEAD~1") == [("renamed", "toy/b")]


NAMES = st.sampled_from(["a.yaml", "b.YML", "c.txt", ".d.yaml", "e", "approvals", "草稿", "库"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
TARGETS = st.one_of(
    PATHS, PATHS.map("../{}".format), PATHS.map("../../{}".format), st.just("."), st.just("/etc")
)


@needs_links
@settings(share(0.4), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    files=st.lists(PATHS, max_size=12),
    links=st.dictionaries(PATHS, TARGETS, max_size=4),
    toml=st.sampled_from(
        [
            "",
            'paths = ["e", "库"]',
            'exclude = ["*草稿*"]',
            'paths = ["a.yaml", "草稿"]\nexclude = ["草稿/e/*"]',
        ]
    ),
    below=st.sampled_from(["", "e", "库"]),
)
def test_a_commit_and_its_checkout_give_the_same(
    files: list[str],
    links: dict[str, str],
    toml: str,
    below: str,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    repository = Repository(tmp_path_factory.mktemp("仓库"))
    base = repository.root / below
    base.mkdir(exist_ok=True)
    (base / "qzqd.toml").write_text(toml, "utf-8")
    for path in files:
        place = repository.root / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(path, "utf-8")
        except OSError:  # a file in the way of a folder
            continue
    for path, target in links.items():
        place = repository.root / path
        if place.parent.is_dir() and not os.path.lexists(place):
            place.symlink_to(target)
    repository.commit("x")
    monkeypatch.chdir(base)
    found = Found.around(base)
    snapshot = Snapshot.of(found, found.commit("HEAD"), "HEAD")
    gathered: list[Any] = []
    for lay_out in (DISK, snapshot):
        try:
            space = workspace([], lay_out)
        except Exception as error:
            gathered.append(repr(error))
            continue
        contents = lay_out.contents(space.entries, 1000)
        gathered.append(
            [
                (entry.path, getattr(content, "code", content))
                for entry, content in zip(space.entries, contents, strict=True)
            ]
        )
    assert gathered[0] == gathered[1]
    if not links and isinstance(gathered[0], list):
        told = {found.root / each.path for commit in Past(found, []).commits for each in commit.files}
        written = {path for path, content in gathered[0] if isinstance(content, bytes)}
        assert told == {path for path in written if path.suffix}
