"""What a run of the whole workspace did not look at is said: settings that match nothing, files beside the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd
from qzqd.check.run import run
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding
    from qzqd.outcome import Outcome

HEAD = (
    'kind: {kind}\nid: {id}\ntitle: 示例\nedition: "2025-01-01"\nissuer: 茅箭区人民政府\n'
    'jurisdiction: {{code: "420302", name: 茅箭区}}\nsource: {{title: 示例, provenance: official}}\nitems:\n'
)
LIST = (
    HEAD.format(kind="community-certificates", id="x/a")
    + "  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n"
)
LAWS = HEAD.format(kind="laws", id="x/laws") + (
    '  - {id: FL-1, name: 中华人民共和国消防法, level: 法律, editions: [{date: "2021-04-29", articles: 74}]}\n'
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.yaml").write_text(LIST, "utf-8")
    (tmp_path / "qzqd.toml").write_text("", "utf-8")
    return tmp_path


def checked(*paths: str) -> Outcome:
    return run(workspace(paths), jobs=1, use_cache=False)


def found(*paths: str) -> list[tuple[str, str]]:
    return [(finding.code, finding.path) for finding in checked(*paths).findings]


def only(code: str) -> Finding:
    (finding,) = checked().findings
    assert finding.code == code
    assert finding.help is not None
    return finding


def test_a_pattern_of_registers_that_matches_nothing(place: Path) -> None:
    (place / "registers").mkdir()
    (place / "registers" / "laws.yaml").write_text(LAWS, "utf-8")
    assert found() == []
    (place / "qzqd.toml").write_text(
        'paths = ["."]\nregisters = ["registers/*.yaml", "registrs/*.yaml"]\n', "utf-8"
    )
    finding = only("QZ624")
    assert (finding.path, finding.span.line) == ("qzqd.toml", 2)
    assert "registrs/*.yaml" in finding.message.zh


def test_backslashes_are_named(place: Path) -> None:
    (place / "qzqd.toml").write_text("registers = ['registers\\*.yaml']\n", "utf-8")
    finding = only("QZ624")
    assert finding.help is not None
    assert "反斜杠" in finding.help.zh


def test_a_pattern_of_exclude_that_matches_nothing(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "lists" / "drafts").mkdir()
    (place / "lists" / "drafts" / "b.yaml").write_text("items: [\n", "utf-8")
    used = '["lists/drafts/*", "*/b.yaml", ".venv/*", "node_modules/*", "approvals/*"'
    (place / "qzqd.toml").write_text(f"exclude = {used}]\n", "utf-8")
    assert found() == []
    (place / "qzqd.toml").write_text(f'exclude = {used}, "lists/draft/*", "lists/drafts"]\n', "utf-8")
    assert found("lists/a.yaml") == []
    said = qzqd(capsys, "validate", "lists/drafts").out
    assert "exclude 排除了这里的清单：lists/drafts/*、*/b.yaml" in said
    mistyped, folder = checked().findings
    assert {mistyped.code, folder.code} == {"QZ624"}
    assert "lists/draft/*" in mistyped.message.zh
    assert folder.help is not None
    assert folder.help.zh == "要排除整个文件夹，写成 lists/drafts/*"


def test_the_patterns_that_hold_without_settings_need_match_nothing(place: Path) -> None:
    (place / "qzqd.toml").unlink()
    assert found() == []


def test_a_folder_of_paths_without_lists(place: Path) -> None:
    (place / "new").mkdir()
    (place / "qzqd.toml").write_text('paths = ["lists", "new"]\n', "utf-8")
    assert "new" in only("QZ624").message.zh


def test_a_schema_for_a_kind_of_which_there_is_no_list(place: Path) -> None:
    (place / "local.json").write_text("{}", "utf-8")
    (place / "qzqd.toml").write_text('[schemas]\nstreet-powers = "local.json"\n', "utf-8")
    assert "street-powers" in only("QZ624").message.zh
    (place / "qzqd.toml").write_text('[schemas]\ncommunity-certificates = "local.json"\n', "utf-8")
    assert found() == []


@pytest.mark.parametrize("name", ["registers/laws.yml", "lists/laws.yaml"])
def test_a_register_that_is_not_used(name: str, place: Path) -> None:
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text(LAWS, "utf-8")
    finding = only("QZ625")
    assert (finding.path, finding.pointer) == (name, "/kind")


def test_a_register_by_itself_is_no_fault(place: Path) -> None:
    (place / "lists" / "a.yaml").unlink()
    (place / "lists" / "laws.yaml").write_text(LAWS, "utf-8")
    assert found() == []


@pytest.mark.parametrize(
    "name", ["street-powers.yaml.txt", "a.yml.txt", "清单.YAML.TXT", "a.ymal", "a.yaml.docx", "a。yaml"]
)
def test_a_list_by_another_ending(name: str, place: Path) -> None:
    (place / "lists" / name).write_text(LIST, "utf-8")
    assert only("QZ626").path == f"lists/{name}"
    assert checked().unchecked == 1


@pytest.mark.parametrize(
    "name", ["a.yaml.bak", "a.yaml~", "README.md", "a.txt", "~$a.xlsx", "notes.docx", ".a.xls"]
)
def test_other_files_are_nobodys_business(name: str, place: Path) -> None:
    (place / "lists" / name).write_text("", "utf-8")
    assert found() == []


def test_tables_beside_the_lists_are_one_remark_a_folder(place: Path) -> None:
    for name in ("a.xls", "b.xlsx", "c.et"):
        (place / "lists" / name).write_bytes(b"")
    finding = only("QZ627")
    assert finding.severity == "info"
    assert "a.xls、b.xlsx、c.et" in finding.message.zh


def test_a_part_of_the_workspace_tells_nothing_of_the_rest(place: Path) -> None:
    (place / "lists" / "b.yaml.txt").write_text(LIST, "utf-8")
    assert found("lists/a.yaml") == []


@pytest.mark.parametrize("folder", ["node_modules/x", "venv/lib", "lists/node_modules"])
def test_programs_hold_no_lists(folder: str, place: Path) -> None:
    (place / folder).mkdir(parents=True)
    (place / folder / "docker-compose.yaml").write_text("services: {}\n", "utf-8")
    assert found() == []


def test_the_sum_counts_what_could_not_be_checked(place: Path) -> None:
    (place / "lists" / "b.yaml").write_text("services: {}\n", "utf-8")
    (place / "lists" / "c.yaml").write_bytes(LIST.encode("gbk"))
    assert checked().unchecked == 2
