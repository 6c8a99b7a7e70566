"""The guides say what qzqd says: their commands exist, their links lead somewhere, their outputs are replayed."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from cli.command import qzqd
from qzqd.cli import COMMANDS
from qzqd.publish.rooms import rooms

ROOT = Path(__file__).parents[1]
GUIDES = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "catalogues/README.md"))
Capture = pytest.CaptureFixture[str]


def blocks(guide: str, language: str) -> list[str]:
    """The fenced blocks of a guide in one language, in order."""
    return re.findall(
        rf"^```{language}\n(.*?)^```$", (ROOT / guide).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_links_lead_somewhere(guide: Path) -> None:
    text = guide.read_text("utf-8")
    anchors = {line.lower().replace(" ", "-") for line in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" not in target:
            assert (guide.parent / path).exists() if path else anchor in anchors, target


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_commands_exist(guide: Path) -> None:
    named = re.findall(r"(?:^|`|/)qzqd ([a-z]+)", guide.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= {*COMMANDS}


def test_readme_shows_the_bundled_catalogues(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert qzqd(capsys, "validate").out.startswith(blocks("README.md", "text")[0])


def test_readme_shows_what_is_wrong(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    place = tmp_path / "catalogues/hubei/street-powers.yaml"
    head, item, rest = place.read_text("utf-8").partition('  - id: "JD-002"\n')
    rest = rest.replace("authority", "authorty", 1).replace("article: 34", "article: 134", 1)
    place.write_text(head + item + rest, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert blocks("README.md", "text")[1] in qzqd(capsys, "validate").out


def test_guide_takes_a_newcomer_from_nothing_to_a_sound_list(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made, faulty, sound, closer, *slips = blocks("README.zh-CN.md", "text")
    assert qzqd(capsys, "init", "我的清单").out == made
    monkeypatch.chdir(tmp_path / "我的清单")
    place = Path("catalogues/street-powers.yaml")
    first = blocks("README.zh-CN.md", "yaml")[0]
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
    assert ran.out.startswith(slips[-1])


@pytest.mark.parametrize("guide", ["README.md", "README.zh-CN.md"])
def test_guide_counts_a_street(
    guide: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The street of the Chinese guide has two items that it has not adopted in full."""
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    monkeypatch.chdir(tmp_path)
    adoption = next(block for block in blocks("README.zh-CN.md", "yaml") if "kind: adoption" in block)
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
    shown = next(block for block in blocks("README.zh-CN.md", "yaml") if "kind: claims" in block)
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
    page = (ROOT / "docs/dependencies.md").read_text("utf-8")
    assert {name.lower() for name in re.findall(r"pypi\.org/project/([A-Za-z0-9-]+)/", page)} == declared
