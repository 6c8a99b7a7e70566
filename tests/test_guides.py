"""The guides say what qzqd says: their commands exist, their links lead somewhere, their outputs are replayed."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from importlinter.cli import lint_imports
from typer.main import get_command

from cli.command import qzqd
from qzqd.cli import COMMANDS
from qzqd.cli.application import application
from qzqd.publish.rooms import rooms
from replay import replay, section

ROOT = Path(__file__).parents[1]
GUIDES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "catalogues/README.md"))
Capture = pytest.CaptureFixture[str]


def blocks(guide: str, language: str) -> list[str]:
    """The fenced blocks of a guide in one language, in order."""
    return re.findall(
        rf"^```{language}\n(.*?)^```$", (ROOT / guide).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.fixture(scope="module")
def commands() -> dict[str, Any]:
    """What the command line knows, without the groups: their commands have options of their own."""
    group: Any = get_command(application())
    return {name: command for name, command in group.commands.items() if not hasattr(command, "commands")}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_links_lead_somewhere(guide: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", guide.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        place = guide.parent / path if path else guide
        if "://" not in target:
            assert place.exists(), target
            assert not anchor or anchor in anchors(place), target


def anchors(page: Path) -> set[str]:
    """What can be linked to on a page: its headings without punctuation, as GitHub has them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_commands_exist(guide: Path) -> None:
    named = re.findall(r"(?:^|`|/)qzqd ([a-z]+)", guide.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= {*COMMANDS}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_options_exist(guide: Path, commands: dict[str, Any]) -> None:
    for line in re.findall(r"(?:^(?:\$ )?|`)qzqd ([^`\n]+)", guide.read_text("utf-8"), re.MULTILINE):
        name, *words = line.split("#")[0].split()
        if name in commands:
            known = {option for param in commands[name].params for option in param.opts} | {"--help", "-h"}
            assert {word for word in words if re.fullmatch("--?[a-z-]+", word)} <= known, line


def test_readme_shows_the_bundled_catalogues(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert qzqd(capsys, "validate").out.startswith(blocks("README.md", "text")[1])


def test_readme_shows_what_is_wrong(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    place = tmp_path / "catalogues/hubei/street-powers.yaml"
    head, item, rest = place.read_text("utf-8").partition('  - id: "JD-002"\n')
    rest = rest.replace("authority", "authorty", 1).replace("article: 34", "article: 134", 1)
    place.write_text(head + item + rest, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert blocks("README.md", "text")[0] in qzqd(capsys, "validate").out


def test_guide_takes_a_newcomer_from_nothing_to_a_sound_list(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made, faulty, sound, closer, *slips = blocks("docs/yaml-guide.md", "text")
    assert qzqd(capsys, "init", "我的清单").out == made
    monkeypatch.chdir(tmp_path / "我的清单")
    place = Path("catalogues/street-powers.yaml")
    first = blocks("docs/yaml-guide.md", "yaml")[0]
    place.write_text(first, "utf-8")
    assert qzqd(capsys, "validate").out == faulty
    assert closer in faulty
    mended = first.replace("authorty", "authority").replace("检察", "检查")
    place.write_text(mended, "utf-8")
    assert qzqd(capsys, "validate").out == sound

    shutil.copytree(ROOT / "catalogues/registers", "catalogues/registers", dirs_exist_ok=True)
    mistakes = [
        ("power_type: ", "power_type："),
        ('"420302001"', "420302001"),
        ("article: 9", "article: 199"),
    ]
    for (right, wrong), shown in zip(mistakes, slips, strict=False):
        place.write_text(mended.replace(right, wrong, 1), "utf-8")
        assert shown in qzqd(capsys, "validate", str(place)).out

    place.write_text(mended.replace("article: 9", "article: 199"), "utf-8")
    assert qzqd(capsys, "validate", "--write-baseline", "基线.json").code == 0
    ran = qzqd(capsys, "validate", str(place), "--baseline", "基线.json")
    assert ran.code == 0
    said = "".join(ran.out.split()).replace("；只看了指定的文件，没有和其他清单核对", "")
    assert said.startswith("".join(slips[-1].split()))


@pytest.mark.parametrize(
    ("heading", "outputs"), [("从 Excel 到对照表，十分钟", 4), ("从零开始：一座新城市", 3)]
)
def test_a_worked_example_works(
    heading: str, outputs: int, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an Excel workbook to the adjustment table, and a city from nothing to its first coverage."""
    part = section((ROOT / "README.zh-CN.md").read_text("utf-8"), heading)
    assert replay(part, tmp_path, monkeypatch, capsys) == outputs
    assert part.count("```text") == outputs
    for made in re.findall(r"(?:--output|qzqd site) (\S+)", part):
        assert Path(made).exists()


def test_a_cell_with_several_laws_and_a_mark_is_read_as_the_guide_says(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = section((ROOT / "README.zh-CN.md").read_text("utf-8"), "从 Excel 到对照表，十分钟")
    replay(part.partition("**第四步")[0], tmp_path, monkeypatch, capsys)
    items = yaml.safe_load(Path("catalogues/street-powers.yaml").read_text("utf-8"))["items"]
    assert [len(item["basis"]) for item in items] == [1, 2, 2, 1]
    assert items[2]["note"] == "由区城管局下放 #1"


def test_text_of_several_lines_and_marks_are_read_as_the_guide_says(tmp_path: Path, capsys: Capture) -> None:
    head, _, _ = blocks("docs/yaml-guide.md", "yaml")[0].partition("items:")
    shown = next(block for block in blocks("docs/yaml-guide.md", "yaml") if "procedure: |" in block)
    place = tmp_path / "list.yaml"
    item = '  - id: "JD-001"\n    name: 消防安全检查\n'
    place.write_text(head.replace("street-powers", "mechanisms", 1) + "items:\n" + item + shown, "utf-8")
    assert "没有发现问题" in qzqd(capsys, "validate", str(place)).out
    (read,) = yaml.safe_load(place.read_text("utf-8"))["items"]
    assert read["note"] == "由区城管局下放 #1"
    assert read["procedure"].splitlines() == ["一、街道提出申请。", "二、区编办审核。"]
    assert len(read["basis"]) == 3


def test_every_picture_is_small() -> None:
    pictures = [*(ROOT / "docs/images").glob("*.png")]
    assert pictures
    assert [each.name for each in pictures if each.stat().st_size > 150_000] == []


@pytest.mark.parametrize("guide", ["docs/usage.md", "docs/coverage-guide.md"])
def test_guide_counts_a_street(
    guide: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The street of the Chinese guide has two items that it has not adopted in full."""
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    monkeypatch.chdir(tmp_path)
    adoption = next(block for block in blocks("docs/coverage-guide.md", "yaml") if "kind: adoption" in block)
    Path("catalogues/shiyan/adoption/wuyan.yaml").write_text(adoption, "utf-8")
    (shown,) = blocks(guide, "console")
    command, _, output = shown.partition("\n")
    ran = qzqd(capsys, *command.removeprefix("$ qzqd ").split())
    assert ran.code == 1
    for part in output.split("…\n"):
        assert part in ran.out


def test_guide_works_published_figures_out_again(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    monkeypatch.chdir(tmp_path)
    shown = next(block for block in blocks("docs/claims-guide.md", "yaml") if "kind: claims" in block)
    head, _, _ = Path("catalogues/jinfeng/claims.yaml").read_text("utf-8").partition("items:")
    list_of_ours = Path("catalogues/jinfeng/ours.yaml")
    list_of_ours.write_text(
        head.replace("jinfeng/claims", "jinfeng/ours").replace("kind: claims\n", "") + shown, "utf-8"
    )
    assert qzqd(capsys, "validate").code == 0
    found = json.loads(qzqd(capsys, "claims", "-f", "json").out)
    told = [
        (claim["id"], claim["recomputed"], claim["agrees"])
        for claim in found["claims"]
        if claim["catalogue"] == "jinfeng/ours"
    ]
    assert told == [
        ("GB-1", None, None),
        ("GB-2", "28项", True),
        ("GB-3", "86.538…%", False),
        ("GB-4", "28项", True),
    ]


def test_rooms_import_only_what_the_architecture_allows() -> None:
    folders = {path.parent.name for path in (ROOT / "src/qzqd").glob("*/__init__.py")}
    assert rooms((ROOT / "docs/architecture.md").read_text("utf-8")).keys() == folders
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    declared = {re.split(r"[\[>=<~ ]", entry)[0].lower() for group in groups for entry in group} - {"qzqd"}
    apart = re.findall(r"^printf '%s\\n' (.+) \|$", (ROOT / ".ci/lock").read_text("utf-8"), re.MULTILINE)
    declared |= {name for line in apart for name in line.split()}  # what only the lock of the browser has
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert {name.lower() for name in re.findall(r"pypi\.org/project/([A-Za-z0-9-]+)/", page)} == declared
