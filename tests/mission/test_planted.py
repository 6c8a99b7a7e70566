"""Whatever docs/mission.md says is told is told, at the command line; what is sound is left alone."""

from __future__ import annotations

import json
from contextlib import chdir
from typing import TYPE_CHECKING

import pytest

from cli.command import qzqd

from . import bodies, duties, ledgers, lists

if TYPE_CHECKING:
    from pathlib import Path

    from .planted import Case

CASES = {case.name: case for module in (bodies, duties, ledgers, lists) for case in module.CASES}


def told(case: Case, folder: Path, capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The codes of everything that is found, and whether the rate is too low."""
    with chdir(folder):
        ran = qzqd(capsys, case.verb, "--format", "json", "--no-cache", "--jobs", "1")
    assert not ran.err
    report = json.loads(ran.out)
    failed = {"rate" for gate in report.get("gates", ()) if not gate["passed"]}
    return {finding["code"] for finding in report["findings"]} | failed


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_planted_case_is_told_and_a_sound_one_is_not(
    case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case.lay(tmp_path / "sound", broken=False)
    case.lay(tmp_path / "broken", broken=True)
    assert not told(case, tmp_path / "sound", capsys)
    found = told(case, tmp_path / "broken", capsys)
    assert case.code in found
    assert found <= {case.code, "rate"}
