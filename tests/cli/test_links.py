"""Links that somebody has laid: no command reads, prints or writes what lies outside of the workspace."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cli.command import Ran, process, qzqd
from repository import Repository

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
Capture = pytest.CaptureFixture[str]

SECRET = "https://clerk:TOPSECRET@git.example"
LIST = (
    "kind: community-certificates\nid: a/b\ntitle: 证明清单\nedition: '2025'\n"
    "jurisdiction: {code: '420000', name: 湖北省}\nissuer: 民政厅\n"
    "source: {title: 公告, provenance: official}\nitems:\n"
    "  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not}\n"
)
MENDED = LIST.replace("养犬", "養犬")
LEDGER = (
    "kind: call-records\nid: x/calls\ntitle: 记录\nedition: '2025-01-01'\n"
    "jurisdiction: {code: '120101', name: 和平区}\nissuer: 某街道\nsource: {title: 示例, provenance: illustrative}\n"
    "upstream: {catalogue: x/situations}\nrecords: r.csv\nitems: []\n"
)


@pytest.fixture
def away(tmp_path: Path) -> Path:
    """A folder with a secret that is on one line, and is no list, settings, baseline, table or schema."""
    folder = tmp_path / "away"
    folder.mkdir()
    for name in ("secret", "secret.yaml", "r.csv"):
        (folder / name).write_text(SECRET + "\n")
    return folder


@pytest.fixture
def space(tmp_path: Path, away: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace, which is the current folder."""
    root = tmp_path / "space"
    (root / "lists").mkdir(parents=True)
    (root / "lists" / "a.yaml").write_text(LIST, "utf-8")
    (root / "qzqd.toml").write_text('paths = ["lists"]\n')
    monkeypatch.chdir(root)
    return root


def silent(ran: Ran) -> Ran:
    """It was refused, and nothing of the secret was told."""
    assert ran.code != 0
    assert "TOPSECRET" not in ran.out + ran.err
    assert "内部错误" not in ran.err
    return ran


def linked(place: Path, target: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


READ = {
    "baseline": ("b.json", ["validate", "--baseline", "b.json"]),
    "policy": ("p.toml", ["diff", "lists/a.yaml", "lists/a.yaml", "--policy", "p.toml"]),
    "list": ("lists/b.yaml", ["validate"]),
    "side of a comparison": ("b.yaml", ["diff", "lists/a.yaml", "b.yaml"]),
    "side of a merge": ("b.yaml", ["merge", "lists/a.yaml", "lists/a.yaml", "b.yaml"]),
    "base of a merge": ("b.yaml", ["merge", "b.yaml", "lists/a.yaml", "lists/a.yaml"]),
    "textconv": ("b.yaml", ["git", "textconv", "b.yaml"]),
    "register": ("registers/laws.yaml", ["validate"]),
    "coverage": ("lists/b.yaml", ["coverage"]),
}


@pytest.mark.parametrize("case", READ)
def test_a_file_that_is_a_link_is_not_read(case: str, space: Path, away: Path, capsys: Capture) -> None:
    name, command = READ[case]
    linked(space / name, away / "secret")
    ran = silent(qzqd(capsys, *command))
    assert "符号链接指向工作区之外" in ran.out + ran.err


@pytest.mark.parametrize("case", [case for case, (name, _) in READ.items() if "/" not in name])
def test_a_file_below_a_linked_folder_is_not_read(
    case: str, space: Path, away: Path, capsys: Capture
) -> None:
    name, command = READ[case]
    linked(space / "out", away)
    (away / name).write_text(SECRET + "\n")
    ran = silent(qzqd(capsys, *(part.replace(name, f"out/{name}") for part in command)))
    assert "符号链接指向工作区之外" in ran.out + ran.err


@pytest.mark.parametrize("command", ["validate", "fmt", "impact", "show"])
def test_without_settings_a_file_and_a_folder_keep_to_where_they_lie(
    command: str, space: Path, away: Path, capsys: Capture
) -> None:
    (space / "qzqd.toml").unlink()
    linked(space / "x.yaml", away / "secret")
    linked(space / "out", away)
    asked = {"impact": ["消防法"], "show": ["养犬"]}.get(command, [])
    for name in ("x.yaml", "out", "out/secret.yaml", str(space / "x.yaml")):
        ran = silent(qzqd(capsys, command, *asked, name))
        assert "符号链接指向工作区之外" in ran.out + ran.err, name


def test_a_workspace_that_a_link_leads_to_is_not_taken_for_ours(
    space: Path, away: Path, capsys: Capture
) -> None:
    (away / "qzqd.toml").write_text(f"# {SECRET}\npaths = 1\n")
    linked(space / "out", away)
    assert "[QZ004]" in silent(qzqd(capsys, "validate", "out")).out


def test_settings_that_are_a_link(space: Path, away: Path, capsys: Capture) -> None:
    (space / "qzqd.toml").unlink()
    linked(space / "qzqd.toml", away / "secret")
    assert "[QZ004]" in silent(qzqd(capsys, "validate")).out


def test_a_table_beside_a_ledger(space: Path, away: Path, capsys: Capture) -> None:
    (space / "lists" / "calls.yaml").write_text(LEDGER, "utf-8")
    linked(space / "lists" / "r.csv", away / "r.csv")
    assert "[QZ004]" in silent(qzqd(capsys, "validate")).out


@pytest.mark.parametrize("name", ["approvals", "approvals/secret.yaml"])
def test_approvals(name: str, space: Path, away: Path, capsys: Capture) -> None:
    linked(space / name, away / "secret.yaml" if name.endswith("yaml") else away)
    for side in ("old", "new"):
        (space / side).mkdir(exist_ok=True)
        (space / side / "a.yaml").write_text(
            LIST.replace("养犬", "养猫" if side == "new" else "养犬"), "utf-8"
        )
    ran = silent(qzqd(capsys, "diff", "old", "new", "--policy", "internal"))
    assert f"{name}\n" in ran.out
    assert "[QZ004]" in ran.out
    assert ("secret" in ran.out) == ("secret" in name)  # nor what else lies there


def test_what_git_is_told_about_lists(space: Path, away: Path, capsys: Capture) -> None:
    Repository(space)
    linked(space / ".gitattributes", away / "secret")
    silent(qzqd(capsys, "git", "install"))
    assert (away / "secret").read_text() == SECRET + "\n"


def test_a_device_is_no_file_of_git_either(space: Path) -> None:
    Repository(space)
    linked(space / ".gitattributes", Path("/dev/zero"))
    assert process("git", "install", cwd=space).code == 3


def test_text_for_git_is_passed_on_however_long_it_is(space: Path) -> None:
    (space / "long.yaml").write_bytes(b"#" * 33 * 1024 * 1024)
    ran = process("git", "textconv", "long.yaml", cwd=space)
    assert (ran.code, len(ran.out)) == (0, 33 * 1024 * 1024)


WRITTEN = {
    "report": ["validate", "--output", "NAME"],
    "baseline": ["validate", "--write-baseline", "NAME"],
    "schema": ["schema", "units", "--output", "NAME"],
    "merge": ["merge", "lists/a.yaml", "lists/a.yaml", "lists/a.yaml", "--output", "NAME"],
    "workbook": ["diff", "lists/a.yaml", "lists/a.yaml", "--format", "xlsx", "--output", "NAME"],
    "document": ["diff", "lists/a.yaml", "lists/a.yaml", "--format", "docx", "--output", "NAME"],
    "page": ["coverage", "--format", "html", "--output", "NAME"],
    "matrix": ["coverage", "--format", "xlsx", "--output", "NAME"],
}


@pytest.mark.parametrize("case", WRITTEN)
def test_no_report_goes_through_a_link(case: str, space: Path, away: Path, capsys: Capture) -> None:
    linked(space / "file", away / "secret")
    linked(space / "new", away / "new")
    linked(space / "out", away)
    before = sorted(os.listdir(away))
    for name, why in (("file", "不是普通文件"), ("new", "不是普通文件"), ("out/new", "指向工作区之外的链接")):
        ran = qzqd(capsys, *(part.replace("NAME", name) for part in WRITTEN[case]))
        assert ran.code == 3, name
        assert why in ran.err
        assert (space / name).is_symlink() or name == "out/new"
    assert sorted(os.listdir(away)) == before
    assert (away / "secret").read_text() == SECRET + "\n"


@pytest.mark.parametrize("command", [["fmt"], ["validate", "--fix"]])
@pytest.mark.parametrize("place", ["lists/b.yaml", "lists/out"])
def test_no_list_is_rewritten_through_a_link(
    command: list[str], place: str, space: Path, away: Path, capsys: Capture
) -> None:
    (away / "b.yaml").write_text(MENDED, "utf-8")
    linked(space / place, away / "b.yaml" if place.endswith("yaml") else away)
    assert qzqd(capsys, *command).code != 0
    assert (away / "b.yaml").read_text("utf-8") == MENDED


@pytest.mark.parametrize("command", [["fmt"], ["validate", "--fix"]])
def test_a_link_to_a_list_of_the_workspace_stays_and_its_list_too(
    command: list[str], space: Path, capsys: Capture
) -> None:
    (space / "kept").mkdir()
    (space / "kept" / "b.yaml").write_text(MENDED, "utf-8")
    (space / "lists" / "a.yaml").unlink()
    linked(space / "lists" / "a.yaml", space / "kept" / "b.yaml")
    ran = qzqd(capsys, *command)
    assert ran.code != 0
    assert "符号链接" in ran.err
    assert (space / "lists" / "a.yaml").is_symlink()
    assert (space / "kept" / "b.yaml").read_text("utf-8") == MENDED


@pytest.mark.parametrize(
    "place",
    ["catalogues", "catalogues/registers", "schemas", ".github", ".github/workflows", "qzqd.toml", "."],
)
@pytest.mark.parametrize("settings", [True, False])
@pytest.mark.parametrize("whole", [True, False])
def test_no_workspace_is_started_through_a_link(
    place: str, settings: bool, whole: bool, space: Path, away: Path, capsys: Capture
) -> None:
    """settings: the current folder is a workspace itself; whole: the new one is named by its whole path."""
    if not settings:
        (space / "qzqd.toml").unlink()
    before = sorted(os.listdir(away))
    linked(space / "new" / place, away if place != "qzqd.toml" else away / "new.toml")
    ran = qzqd(capsys, "init", str(space / "new") if whole else "new")
    assert ran.code == 3
    assert "没有写入" in ran.err
    assert sorted(os.listdir(away)) == before
