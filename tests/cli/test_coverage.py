"""`qzqd coverage` at the real command line."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from qzqd.cover import reading
from repository import Repository
from town import BASELINE, STREETS, Town

from .command import process, qzqd, started

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
EAST, WEST, SOUTH = STREETS


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogues of the project, to be changed at will."""
    shutil.copytree(ROOT / "catalogues", tmp_path / "catalogues")
    shutil.copy(ROOT / "qzqd.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "catalogues"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.chdir(tmp_path)
    repository = Repository(tmp_path / "town")
    made = Town(repository.root)
    for code in STREETS:
        made.says(code)
    repository.commit("全部承接")
    monkeypatch.chdir(repository.root)
    return made


def told(capsys: Capture, *arguments: str) -> Any:
    return json.loads(qzqd(capsys, "coverage", *arguments, "--format", "json").out)


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("verb", ["validate", "coverage", "claims"])
def test_so_many_processes_as_asked(verb: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    fork = os.fork

    def counted() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr("qzqd.open.pool.WORTH_SHARING", 0)
    monkeypatch.setattr("qzqd.open.pool._CHUNK", 1)
    monkeypatch.setattr(os, "fork", counted)
    alone = qzqd(capsys, verb, "--no-cache", "--jobs", "1")
    assert not started
    assert qzqd(capsys, verb, "--no-cache", "--jobs", "3") == alone
    assert len(started) in (3, 6)  # claims look twice


def test_the_order_in_which_files_come_does_not_show(
    town: Town, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.write("list.yaml", "kind: street-powers\nid: example/list\n")
    before = qzqd(capsys, "coverage")
    in_order = reading.workspace
    monkeypatch.setattr(reading, "workspace", lambda *given, **more: [*in_order(*given, **more)][::-1])
    assert qzqd(capsys, "coverage") == before
    assert "没有读到清单 example/list" in before.out


@pytest.mark.usefixtures("bundled")
def test_every_street_has_all_of_it(capsys: Capture) -> None:
    found = told(capsys)
    for baseline in found["baselines"]:
        totals = baseline["totals"]
        assert totals["adopted"] + totals["partial"] == totals["required"] > 0
    powers = next(each for each in found["baselines"] if each["id"] == "hubei/street-powers")
    assert powers["provenance"] == "compiled"
    assert [(unit["adopted"], unit["required"]) for unit in powers["units"]] == [(74, 74)] * 12
    aspects = {
        (each["catalogue"], each["aspect"]): (each["covered"], each["required"]) for each in found["aspects"]
    }
    assert aspects["daye/main-responsibilities", "office"] == (36, 36)
    assert aspects["heping/consultation", "procedure"] == (40, 40)
    assert aspects["heping/call-situations", "response"] == (43, 43)
    assert found["findings"] == []


def test_five_items_less_are_named_and_the_gate_fails(bundled: Path, capsys: Capture) -> None:
    place = bundled / "shiyan/adoption/wudanglu.yaml"
    text = place.read_text("utf-8")
    assert qzqd(capsys, "coverage", "hubei/street-powers", "--fail-under", "100").code == 0
    for key in range(3, 8):
        text = re.sub(
            rf"(?ms)^  - id: [^\n]+\n(?:    [^\n]+\n)*?    upstream: \"?JD-{key:03}\"?\n(?:    [^\n]+\n)*",
            "",
            text,
        )
    place.write_text(text, "utf-8")
    ran = qzqd(capsys, "coverage", "hubei/street-powers", "--fail-under", "100")
    assert ran.code == 1
    assert "69/74" in ran.out
    assert "JD-003–JD-007" in ran.out
    unit = told(capsys, "hubei/street-powers")["baselines"][0]["units"][0]
    assert unit["missing_items"] == [f"JD-{key:03}" for key in range(3, 8)]


def test_the_contract(town: Town, capsys: Capture) -> None:
    contract = json.loads((ROOT / "schemas/contracts/coverage.schema.json").read_text("utf-8"))
    judge = jsonschema.Draft202012Validator(contract)
    town.says(EAST, "upstream: JD-001, status: partial, reason: 人手不足", unlisted=False)
    for arguments, code in (
        ((), 0),
        (("--fail-under", "99", "--fail-on", "missing,outdated"), 1),
        (("--against", "HEAD"), 0),
        (("example/nothing",), 3),
        (("--against", "nowhere"), 3),
    ):
        ran = qzqd(capsys, "coverage", *arguments, "--format", "json")
        assert ran.code == code, ran.out
        judge.validate(json.loads(ran.out))


def test_what_became_of_it_since_a_revision(town: Town, capsys: Capture) -> None:
    assert qzqd(capsys, "coverage", "--no-decrease", "HEAD").code == 0
    town.items = 3
    town.baseline()
    town.says(WEST, unlisted=False)
    (trend,) = told(capsys, "--against", "HEAD")["trends"]
    assert (trend["old_items"], trend["new_items"]) == (4, 3)
    ran = qzqd(capsys, "coverage", "--no-decrease", "HEAD")
    assert ran.code == 1
    assert "4 → 3" in ran.out


def test_a_revision_without_a_baseline_is_nothing_to_compare_with(town: Town, capsys: Capture) -> None:
    listed = town.folder / "catalogues/list.yaml"
    listed.write_text(listed.read_text("utf-8").replace("example/list", "example/new"), "utf-8")
    ran = qzqd(capsys, "coverage", "example/new", "--no-decrease", "HEAD")
    assert ran.code == 3
    assert "没有可以比较的通用清单" in ran.out


def test_a_revision_that_cannot_be_read_is_no_decrease(town: Town, capsys: Capture) -> None:
    repository = Repository(town.folder)
    east = town.folder / f"catalogues/{EAST}.yaml"
    text = east.read_text("utf-8")
    east.write_text("kind: [\n", "utf-8")
    repository.commit("写坏了")
    bad = repository.last_commit()
    east.write_text(text, "utf-8")
    assert qzqd(capsys, "coverage", "--no-decrease", bad).code == 3


def test_registers_may_lie_outside_of_the_lists(town: Town, capsys: Capture) -> None:
    (town.folder / "registers").mkdir()
    (town.folder / "catalogues/units.yaml").rename(town.folder / "registers/units.yaml")
    Repository(town.folder).commit("登记簿移走")
    assert qzqd(capsys, "coverage", "--no-decrease", "HEAD").code == 0
    (town.folder / f"catalogues/{EAST}.yaml").unlink()
    assert qzqd(capsys, "coverage", "--no-decrease", "HEAD").code == 1


def test_thresholds_of_the_settings_hold_and_may_be_overridden(town: Town, capsys: Capture) -> None:
    town.says(EAST, unlisted=False)
    settings = town.folder / "qzqd.toml"
    settings.write_text(settings.read_text("utf-8") + "[coverage]\nfail_under_unit = 80\n", "utf-8")
    assert qzqd(capsys, "coverage").code == 1
    assert qzqd(capsys, "coverage", "--fail-under-unit", "0").code == 0


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--fail-under", "101"),
        ("--fail-under", "全部"),
        ("--fail-under-aspect", "basis"),
        ("--fail-under-aspect", "basis=viel"),
        ("--fail-on", "alles"),
        ("--fail-on", ","),
        ("--by", "category", "--format", "html"),
        ("--format", "xlsx"),
        ("--against", "HEAD", "--no-decrease", "main"),
    ],
)
def test_a_command_line_that_is_wrong(arguments: tuple[str, ...], capsys: Capture) -> None:
    ran = qzqd(capsys, "coverage", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "Input should" not in ran.err


def test_a_file_that_cannot_be_read_is_no_gap(town: Town, capsys: Capture) -> None:
    town.write(f"{EAST}.yaml", "kind: [\n")
    ran = qzqd(capsys, "coverage")
    assert ran.code == 3
    assert f"catalogues/{EAST}.yaml:" in ran.out
    assert f"catalogues/{EAST}.yaml" in qzqd(capsys, "coverage", "--format", "csv").err


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("format", ["text", "json", "markdown", "csv", "html", "badge", "lcov"])
def test_every_format_goes_to_a_file_as_well(format: str, capsys: Capture) -> None:
    shown = qzqd(capsys, "coverage", "--format", format).out
    assert qzqd(capsys, "coverage", "--format", format, "--output", "报告").out == ""
    assert Path("报告").read_text("utf-8") == shown
    assert format in ("badge", "lcov") or BASELINE in shown


def test_the_matrix_as_a_workbook(town: Town) -> None:
    ran = process("coverage", "--format", "xlsx", "--output", "承接.xlsx", cwd=town.folder)
    assert ran.code == 0, ran.err
    assert (town.folder / "承接.xlsx").read_bytes().startswith(b"PK")


def test_the_waivers_of_another_list_do_not_stand_in_the_gates_of_the_one_asked_for(
    town: Town, capsys: Capture
) -> None:
    town.waives("2025-12-31")
    (town.folder / "catalogues/other.yaml").write_text(
        (town.folder / "catalogues/list.yaml").read_text("utf-8").replace(BASELINE, "example/other"), "utf-8"
    )
    for asked, number in ((BASELINE, 1), ("example/other", 0)):
        (gate,) = told(capsys, asked, "--fail-on", "expired-waiver")["gates"]
        assert gate["value"] == number


@pytest.mark.usefixtures("bundled")
def test_a_command_that_loads_no_rules_knows_which_there_are() -> None:
    """The bundled lists ignore some; what another process loads is no help."""
    ran = started("coverage", "--format", "json")
    assert ran.code == 0, ran.err
    assert json.loads(ran.out)["findings"] == []
