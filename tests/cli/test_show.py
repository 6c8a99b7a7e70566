"""`qzqd show` and `qzqd kinds`: what a person finds, and how it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from repository import Repository

from .command import qzqd

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
HEAD = "edition: '2025'\njurisdiction: {code: '420302', name: 甲区}\nissuer: 区政府\nsource: {title: 公告, provenance: official}\n"
POWERS = (
    f"kind: department-powers\nid: x/powers\ntitle: 区水利局权责清单\n{HEAD}items:\n"
    "  - {id: SL-001, name: 取水许可, power_type: 行政许可, authority: 区水利局, codes: {basic: '000119001000', local: A-77},"
    " duties: [{name: 受理, content: 一次性告知, steps: [收件。, 登记。]}, {name: 审查}]}\n"
    "  - {id: SL-002, name: 河道检查, power_type: 行政检查, authority: 区水利局}\n"
)
LAWS = (
    f"kind: laws\nid: x/laws\ntitle: 法规登记簿\n{HEAD}items:\n"
    "  - {id: AA-01, name: 取水许可和水资源费征收管理条例, level: 行政法规, editions: [{date: '2017-03-01'}]}\n"
)


@pytest.fixture(autouse=True)
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a-laws.yaml").write_text(LAWS, "utf-8")
    (tmp_path / "powers.yaml").write_text(POWERS, "utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("wanted", ["sl-001", "000119001000", "a-77", "00011900"])
def test_an_item_is_found_by_its_id_and_by_its_codes(wanted: str, capsys: Capture) -> None:
    ran = qzqd(capsys, "show", wanted)
    assert ran.code == 0
    assert ran.out.startswith("SL-001  取水许可\n")
    assert "SL-002" not in ran.out


def test_all_items_of_a_list_are_found_by_its_title(capsys: Capture) -> None:
    out = qzqd(capsys, "show", "水利局权责").out
    assert "SL-001" in out
    assert "SL-002" in out


def test_items_come_before_entries_of_registers(capsys: Capture) -> None:
    out = qzqd(capsys, "show", "取水").out
    assert out.index("SL-001") < out.index("AA-01")


def test_a_part_of_an_id_finds_all_that_have_it(capsys: Capture) -> None:
    out = qzqd(capsys, "show", "sl-").out
    assert "SL-001" in out
    assert "SL-002" in out


def test_items_come_before_what_units_did_with_them(tmp_path: Path, capsys: Capture) -> None:
    adopted = (
        f"kind: adoption\nid: a/a\ntitle: 甲区承接情况\n{HEAD}upstream: {{catalogue: x/powers}}\nitems:\n"
    )
    line = "  - {id: CJ-01, name: 取水许可, upstream: SL-001, status: adopted}\n"
    (tmp_path / "a-adoption.yaml").write_text(adopted + line, "utf-8")
    out = qzqd(capsys, "show", "取水").out
    assert out.index("SL-001") < out.index("CJ-01") < out.index("AA-01")


def test_duties_are_told_as_lists(capsys: Capture) -> None:
    assert (
        """  责任事项：
    - 责任事项：受理
      责任事项内容：一次性告知
      责任事项分项：
        - 收件。
        - 登记。
    - 责任事项：审查
"""
        in qzqd(capsys, "show", "SL-001").out
    )


def test_kinds_keeps_names_whole_and_says_of_whom_a_field_is_asked(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = qzqd(capsys, "kinds", "履行职责事项清单").out
    assert re.search("^receiving_department +承接部门", out, re.MULTILINE)
    assert max(map(len, out.splitlines())) <= 80
    told = "".join(out.split())
    assert "对应上级部门配合履职事项文字" in told
    assert "必填（QZ612）" in told
    assert "['" not in out


@pytest.mark.parametrize("verb", ["show", "log"])
def test_nothing_found_is_an_answer_only_where_all_could_be_read(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    repository = Repository(tmp_path / "repository")
    (repository.root / "powers.yaml").write_text(POWERS, "utf-8")
    repository.commit("一")
    monkeypatch.chdir(repository.root)
    assert qzqd(capsys, verb, "ZZ-999").code == 1
    (repository.root / "broken.yaml").write_text("id: [\n", "utf-8")
    ran = qzqd(capsys, verb, "ZZ-999")
    assert ran.code == 3
    assert "broken.yaml：" in ran.err
