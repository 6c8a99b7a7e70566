"""docs/ledgers.md can be copied: its files are sound beside the bundled lists, and do what the page says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cli.command import qzqd
from workspaces import check

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ledgers.md").read_text("utf-8")
FILES = dict(
    re.findall(r"^`([^`\n]+\.(?:yaml|csv))`\n\n```[a-z]+\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
)
LISTS = ("heping/consultation", "heping/scoring", "daye/main-responsibilities")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in LISTS:
        shutil.copy(ROOT / "catalogues" / f"{name}.yaml", tmp_path)
    for file, text in FILES.items():
        (tmp_path / file).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_block_is_a_file() -> None:
    assert len(FILES) == PAGE.count("\n```") // 2 == 4
    assert len(PAGE.splitlines()) <= 90


def test_its_files_are_sound(folder: Path) -> None:
    assert check(folder).findings == []


def test_its_ledgers_keep_to_their_lists(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = json.loads(qzqd(capsys, "coverage", "--no-cache", "--format", "json").out)
    assert len(answer["ledgers"]) == 3
    assert {finding["code"] for finding in answer["findings"]} <= {"QZ532", "QZ541"}


def test_the_encoding_of_old_tables_is_named(folder: Path) -> None:
    (folder / "得分.csv").write_bytes(FILES["得分.csv"].encode("gbk"))
    (found,) = check(folder).findings
    assert found.code == "QZ006"
    assert "GBK" in found.message.zh


@pytest.mark.parametrize(("total", "told"), [("92.3", False), ("92.2", False), ("92", False), ("92.4", True)])
def test_a_total_may_be_rounded(
    total: str, told: bool, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "得分.csv").write_text(FILES["得分.csv"].replace("92.25", total), "utf-8")
    assert ("QZ539" in qzqd(capsys, "coverage", "--no-cache").out) is told
