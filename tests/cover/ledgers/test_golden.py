"""Ledgers of a realistic size, held against the bundled lists. QZQD_WRITE_GOLDEN=1 writes the answers anew."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qzqd.outcome import Outcome
from report.rendering import findings as render
from workspaces import check

from .desk import covered

if TYPE_CHECKING:
    from qzqd.cover.coverage import Ledger
    from qzqd.locale import Language

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "ledgers"
LISTS = (
    "heping/consultation",
    "heping/call-situations",
    "heping/scoring",
    "heping/mechanisms",
    "daye/main-responsibilities",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("ledgers")
    for name in LISTS:
        shutil.copy(ROOT / "catalogues" / f"{name}.yaml", place)
    for path in (*GOLDEN.glob("*.yaml"), *GOLDEN.glob("*.csv")):
        shutil.copy(path, place)
    return place


def told(ledger: Ledger, language: Language) -> list[str]:
    """A ledger in words, bare: how reports show it is for them to say."""
    lines = [f"{ledger.title} {ledger.records}"]
    lines += [
        f"  {check.title.in_(language)} {check.kept.part}/{check.kept.whole}" for check in ledger.checks
    ]
    lines += [f"  {rank.score:7.4f} {rank.band}{'=' * rank.tied} {rank.department}" for rank in ledger.ranks]
    return lines


@pytest.mark.parametrize("language", ["zh", "en"])
def test_reads_as_agreed(language: Language, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    answer = covered(Path())
    shown = render(Outcome(answer.findings), "text", language, width=80)
    text = "\n".join([*(line for ledger in answer.ledgers for line in told(ledger, language)), "", shown])
    place = GOLDEN / f"answers.{language}.txt"
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        place.write_text(text, "utf-8", newline="")
    assert text == place.read_text("utf-8")


def test_all_forty_matters_and_all_situations_are_held_against(folder: Path) -> None:
    checks = {
        (ledger.kind, check.name): check.kept for ledger in covered(folder).ledgers for check in ledger.checks
    }
    assert checks["consultation-records", "consulted"] == (38, 40)
    assert checks["call-records", "listed"] == (85, 86)


def test_validate_finds_what_shows_without_the_lists(folder: Path) -> None:
    found = [(finding.code, finding.item) for finding in check(folder).findings if finding.code != "QZ304"]
    assert sorted(found) == [
        ("QZ522", "HJ-2025-020"),
        ("QZ522", "ZQ-2025-025"),
        ("QZ523", "ZQ-2025-015"),
        ("QZ524", "DF-11"),
        ("QZ525", "ZB-21"),
    ]
