"""What no command writes over, whatever name somebody gave by mistake, or was told to give."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.command import LIST, qzqd
from repository import Repository

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Repository(tmp_path)
    Path("lists").mkdir()
    Path("lists/a.yaml").write_text(LIST, "utf-8")
    Path("qzqd.toml").write_text('paths = ["lists"]\n')


def files() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


@pytest.mark.parametrize("place", [".git/hooks", ".GIT/hooks", ".git/new", ".git"])
@pytest.mark.parametrize(
    "command",
    [
        ["site", "PLACE"],
        ["init", "PLACE"],
        ["export", "-f", "csv", "-o", "PLACE"],
        ["validate", "-f", "json", "-o", "PLACE/pre-commit"],
        ["diff", "lists/a.yaml", "lists/a.yaml", "-o", "PLACE/a.docx"],
    ],
)
def test_nothing_is_written_among_what_git_keeps(command: list[str], place: str, capsys: Capture) -> None:
    before = files()
    ran = qzqd(capsys, *(part.replace("PLACE", place) for part in command))
    assert ran.code != 0
    assert "写入" in ran.err
    assert files() == before


@pytest.mark.parametrize("name", ["lists/a.yaml", "qzqd.toml", "lists/new.YML"])
@pytest.mark.parametrize(
    "command",
    [
        ["validate", "-o"],
        ["validate", "-f", "json", "-o"],
        ["validate", "--write-baseline"],
        ["schema", "laws", "-o"],
        ["diff", "lists/a.yaml", "lists/a.yaml", "-o"],
        ["export", "-o"],
        ["import", "lists/a.xlsx", "--report"],
    ],
)
def test_no_report_takes_the_place_of_a_list_or_of_settings(
    command: list[str], name: str, capsys: Capture
) -> None:
    before = files()
    ran = qzqd(capsys, *command, name)
    assert (ran.code, name in ran.err) == (2, True)
    assert files() == before
