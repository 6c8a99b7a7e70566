"""`qzqd claims` as people and programs meet it: what it says, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import qzqd as package
from qzqd import formats
from qzqd.read import source
from qzqd.report.paper.terminal import cells

from .command import Ran, qzqd

if TYPE_CHECKING:
    from qzqd.locale import Language

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "claims"
_SUFFIX = {"text": "txt", "json": "json", "markdown": "md", "csv": "csv"}
_CASES = [(format, language) for format in formats.names("claims") for language in ("zh", "en")]
_HEAD = (
    "kind: {kind}\nid: {id}\ntitle: {title}\nedition: '2025'\n"
    "jurisdiction: {{code: '420302', name: 茅箭区}}\nissuer: 示例\n"
    "source: {{title: 示例报道, provenance: {made}}}\n"
)
_OFFICES = """items:
  - {id: JG-1, name: 党政办公室, type: 内设机构}
  - {id: JG-2, name: 民政办公室, type: 内设机构}
  - {id: JG-3, name: 综合执法中心, type: 事业单位}
"""
_BUNDLES = (
    "published_count: {total: 13}\nignore: [{rule: QZ205, reason: 只写出一个}]\n"
    "items:\n  - {id: YJ-1, name: 新生儿出生, category: 人口}\n"
)
_CLAIMS = """items:
  - {id: GB-01, name: 原有证明事项, figure: 313项, value: 313, measure: 项, place: {paragraph: 3}}
  - {id: GB-02, name: 保留证明事项, figure: 15项, value: 15, measure: 项, place: {paragraph: 3}}
  - id: GB-03
    name: 证明事项精简比例
    figure: 95.2%
    value: 95.2
    measure: "%"
    place: {paragraph: 3}
    operation: decrease
    operands: [GB-01, GB-02]
  - id: GB-04
    name: 每个街道的内设机构数
    figure: 5-6个
    value: 5
    upper: 6
    measure: 个
    place: {paragraph: 5}
    recount: {catalogue: a/offices, where: {type: 内设机构}}
  - id: GB-05
    name: 统一设置的街道办公室数
    figure: 八办
    value: 8
    measure: 个
    place: {paragraph: 6}
    agrees_with: [GB-04]
  - id: GB-06
    name: 综合窗口可以办理的“一件事”数
    figure: 13个
    value: 13
    measure: 个
    place: {paragraph: 8}
    recount: {catalogue: a/bundles}
  - id: GB-07
    name: 社区的规模标准
    figure: 不低于5000户
    value: 5000
    measure: 户
    rounding: 不低于
    place: {paragraph: 9}
  - id: GB-08
    name: 调整后最小的社区
    figure: 3000户左右
    value: 3000
    measure: 户
    rounding: 左右
    place: {paragraph: 9}
    agrees_with: [GB-07]
    ignore:
      - {rule: QZ511, reason: 报道原文如此}
"""


def write(folder: Path, name: str, body: str, kind: str = "claims", made: str = "stated") -> None:
    head = _HEAD.format(kind=kind, id=f"a/{name}", title=f"示例{name}", made=made)
    (folder / "lists" / f"{name}.yaml").write_text(head + body, encoding="utf-8")


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(package, "__version__", "0.0.0")
    (tmp_path / "qzqd.toml").write_text('paths = ["lists"]\n')
    (tmp_path / "lists").mkdir()
    write(tmp_path, "offices", _OFFICES, "organisations")
    write(tmp_path, "bundles", _BUNDLES, "public-services")
    write(tmp_path, "claims", _CLAIMS)
    return tmp_path


@pytest.mark.parametrize(("format", "language"), _CASES)
@pytest.mark.usefixtures("town")
def test_reads_as_agreed(format: str, language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    ran = qzqd(capsys, "claims", "-f", format, "--lang", language)
    path = GOLDEN / f"claims.{language}.{_SUFFIX[format]}"
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        path.write_text(ran.out, "utf-8", newline="")
    assert ran == Ran(1, path.read_bytes().decode(), "")


def document(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(qzqd(capsys, "claims", "-f", "json", *arguments).out)
    return found


def agreement(found: dict[str, Any]) -> dict[str, bool | None]:
    return {claim["id"]: claim["agrees"] for claim in found["claims"]}


@pytest.mark.usefixtures("town")
def test_every_format_tells_every_claim(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys)
    assert list(found) == ["schema_version", "tool", "claims", "findings"]
    assert agreement(found) == {
        "GB-01": None,
        "GB-02": None,
        "GB-03": True,
        "GB-04": False,
        "GB-05": False,
        "GB-06": None,
        "GB-07": None,
        "GB-08": False,
    }
    table = qzqd(capsys, "claims", "-f", "csv").out
    assert [row["编号"] for row in csv.DictReader(io.StringIO(table.removeprefix("\ufeff")))] == list(
        agreement(found)
    )


def test_a_disagreement_that_is_ignored_does_not_fail(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reason = "    ignore: [{rule: %s, reason: 报道原文如此}]\n"
    text = _CLAIMS.replace(
        "    recount: {catalogue: a/offices", f"{reason % 'QZ510'}    recount: {{catalogue: a/offices"
    )
    write(
        town,
        "claims",
        text.replace("    agrees_with: [GB-04]\n", f"    agrees_with: [GB-04]\n{reason % 'QZ511'}"),
    )
    ran = qzqd(capsys, "claims")
    assert ran.code == 0
    assert "不符 3" in ran.out
    assert "其中 3 个不符已忽略。" in ran.out
    assert qzqd(capsys, "validate").code == 0


def test_a_reason_that_is_no_longer_needed_is_told(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        town,
        "claims",
        _CLAIMS.replace("figure: 3000户左右\n    value: 3000", "figure: 6000户左右\n    value: 6000"),
    )
    found = document(capsys, "lists/claims.yaml")
    assert agreement(found)["GB-08"] is True
    assert ("QZ621", "GB-08") in [(finding["code"], finding["item"]) for finding in found["findings"]]


def test_paths_say_whose_figures_not_what_they_are_counted_from(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = document(capsys)
    write(town, "others", _CLAIMS)
    assert document(capsys, "lists/claims.yaml") == whole
    assert qzqd(capsys, "claims", "lists/offices.yaml").code == 3
    assert qzqd(capsys, "claims", "lists/clams.yaml").code == 3


def test_without_figures_there_is_nothing_to_do(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (town / "lists" / "claims.yaml").unlink()
    ran = qzqd(capsys, "claims")
    assert ran.code == 3
    assert "没有公布数据" in ran.out
    assert "\n.\n" not in ran.out


def test_what_cannot_be_read_is_not_counted_as_nothing(
    town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (town / "lists" / "offices.yaml").write_text("kind: [\n")
    ran = qzqd(capsys, "claims")
    assert ran.code == 3
    assert "有文件没有读到，数得不全。" in ran.out
    assert "没有清单 a/offices" in ran.out
    assert "offices.yaml" in qzqd(capsys, "claims", "lists/claims.yaml").out


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("catalogue: a/bundles", "catalogue: a/bundels", "QZ312"),
        ("operands: [GB-01, GB-02]", "operands: [GB-01, GB-20]", "QZ311"),
        ("where: {type: 内设机构}", "where: {type: 内设机购}", "QZ314"),
        ("where: {type: 内设机构}", "where: {tpye: 内设机构}", "QZ314"),
    ],
)
def test_what_does_not_exist_is_told_as_validation_tells_it(
    right: str, wrong: str, code: str, town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(town, "claims", _CLAIMS.replace(right, wrong))
    for arguments in ((), ("lists/claims.yaml",)):
        ran = qzqd(capsys, "claims", *arguments)
        assert ran.code == 1
        assert code in ran.out
    assert code in qzqd(capsys, "validate").out


def test_coverage_counts_the_verdicts_alike(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, *_ = qzqd(capsys, "claims").out.split("。")
    assert first == "公布数据 8：不符 3，相符 1，无法重算 1，没有写明怎样重算 3"
    assert first in qzqd(capsys, "coverage").out


@pytest.mark.usefixtures("town")
def test_a_report_goes_to_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    ran = qzqd(capsys, "claims", "-o", "report.txt")
    assert (ran.code, ran.out) == (1, "")
    assert Path("report.txt").read_text("utf-8") == qzqd(capsys, "claims").out


_HOSTILE = r'"\e[31m=1+1 \u202E <b>|::error::x ##[command]"'


@pytest.mark.parametrize("format", formats.names("claims"))
def test_nothing_that_a_figure_says_is_obeyed(
    format: str, town: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _CLAIMS.replace("name: 证明事项精简比例", f"name: {_HOSTILE}").replace(
        "figure: 八办", f"figure: {_HOSTILE}"
    )
    write(town, "claims", text)
    report = qzqd(capsys, "claims", "-f", format).out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", report)
    if format == "text":
        assert not re.search(r"##\w*\[|^\s*::", report, re.MULTILINE)
    if format == "markdown":
        assert "<b>" not in report
    if format == "csv":
        rows = list(csv.reader(io.StringIO(report.removeprefix("\ufeff"))))
        assert {len(row) for row in rows} == {7}
        assert not [cell for row in rows for cell in row if cell.startswith("=")]


@pytest.fixture
def bundled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("bundled")
def test_the_five_articles_say_what_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    found = document(capsys)
    told = {claim["id"]: (claim["stated"], claim["recomputed"], claim["agrees"]) for claim in found["claims"]}
    assert len(told) == 186 + 120
    assert told["JF-GB-06"] == ("28项", "28项", True)
    assert told["DY-GB-07"] == ("36项", "36项", True)
    assert told["DY-GB-09"][1:] == ("46项", True)
    assert told["DAYAO-10"] == ("233项、2项", "235项", True)
    assert told["WEIBIN-11"] == ("3064项", "3064项", True)
    assert told["CD-GB-15"] == ("95.2%", "95.20…%", True)
    assert told["SY-GB-07"] == ("74项", "74项", True)
    assert {key: each[:2] for key, each in told.items() if each[2] is False} == {
        "SY-GB-01": ("13个", "12个"),
        "JF-GB-13": ("3个", "4个"),
        "JF-GB-21": ("1500至3000户", "3000户左右"),
        "JF-GB-23": ("最少达到3000户左右", "不低于5000户"),
    }


@pytest.mark.usefixtures("bundled")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_fit_a_terminal(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    report = qzqd(capsys, "claims", "--lang", language).out
    assert [line for line in report.splitlines() if cells(line) > 80] == []


def test_every_file_is_read_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    seen: Counter[str] = Counter()
    read = source.read

    def counted(path: Path, *rest: Any) -> bytes:
        seen[str(path)] += 1
        return read(path, *rest)

    monkeypatch.setattr(source, "read", counted)
    assert qzqd(capsys, "claims", "--no-cache", "--jobs", "1").code == 0
    again = {path for path, times in seen.items() if times > 1}
    assert len(seen) > 50
    assert {Path(path).name for path in again} <= {"claims.yaml"}  # where what disagrees has to be found
    assert max(seen.values()) <= 2
