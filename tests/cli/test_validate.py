"""`qzqd validate` from the command line to the exit code."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import jsonschema
import pytest

from cli.command import process, qzqd, started

ROOT = Path(__file__).parents[2]
GOOD = (
    "kind: community-certificates\nid: a/b\ntitle: 证明清单\nedition: '2025'\n"
    "jurisdiction: {code: '420000', name: 湖北省}\nissuer: 民政厅\n"
    "source: {title: 公告, provenance: official}\nitems:\n"
    "  - {id: ZM-01, name: 居民养犬证明, issuance: shall-not}\n"
)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "清单.yaml").write_text(GOOD, "utf-8")
    return tmp_path


def test_nothing_wrong_is_zero(place: Path, capsys: Capture) -> None:
    ran = qzqd(capsys, "validate")
    assert ran.code == 0
    assert "1 份清单、1 个事项" in ran.out


def test_findings_are_one_and_shown_at_their_place(place: Path, capsys: Capture) -> None:
    (place / "清单.yaml").write_text(GOOD.replace("issuance", "isuance"), "utf-8")
    ran = qzqd(capsys, "validate")
    assert ran.code == 1
    assert "错误[QZ104] 未知字段 isuance" in ran.out
    assert "清单.yaml:9:31" in ran.out
    assert "是否想写 issuance？" in ran.out


def test_a_wrong_command_line_is_two(place: Path, capsys: Capture) -> None:
    for arguments in (["validate", "--no-such"], ["no-such"], ["validate", "--format", "x"], ["validate", "--select", "QX"],
                      ["validate", "--severity", "QZ404"], ["explain"], ["explain", "QZ000"], ["schema", "x"]):  # fmt: skip
        ran = qzqd(capsys, *arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert ran.err.startswith("命令用法错误")
        assert "Traceback" not in ran.err


def test_nothing_to_check_is_three(place: Path, capsys: Capture) -> None:
    (place / "空").mkdir()
    for arguments in (["空"], ["没有.yaml"], ["没有"]):
        ran = qzqd(capsys, "validate", *arguments)
        assert ran.code == 3, arguments
        assert "QZ00" in ran.out


def test_unusable_settings_are_three_and_told_once(place: Path, capsys: Capture) -> None:
    for settings in ("paths = 1\n", "x = 1\n", "paths = [\n", "[schemas]\nunits = 'no.json'\n", "[schemas]\nx = 'a'\n",
                     "[[ignores]]\nrule = 'QZ207'\n", "severity = {QZ404 = 'bad'}\n"):  # fmt: skip
        (place / "qzqd.toml").write_text(settings, "utf-8")
        ran = qzqd(capsys, "validate")
        assert ran.code == 3, settings
        assert ran.out.count("错误[QZ009]") == 1
    (place / "qzqd.toml").write_bytes("# 设置\n".encode("gbk"))
    assert qzqd(capsys, "validate").code == 3


def test_the_workspace_is_found_from_below(
    place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "qzqd.toml").write_text('paths = ["lists"]\n')
    (place / "lists" / "deep").mkdir(parents=True)
    (place / "lists" / "own.yaml").write_text(GOOD, "utf-8")
    monkeypatch.chdir(place / "lists" / "deep")
    ran = qzqd(capsys, "validate")
    assert (ran.code, "1 份清单" in ran.out) == (0, True)


def test_language_follows_locale_and_option(
    place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "清单.yaml").write_text(GOOD.replace("issuance", "isuance"), "utf-8")
    assert "error[QZ104] unknown field" in qzqd(capsys, "validate", "--lang", "en").out
    assert "error[QZ104] unknown field" in qzqd(capsys, "--lang=en", "validate").out
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert "error[QZ104] unknown field" in qzqd(capsys, "validate").out
    assert "错误[QZ104] 未知字段" in qzqd(capsys, "validate", "--lang", "zh").out


def test_select_ignore_severity(place: Path, capsys: Capture) -> None:
    (place / "清单.yaml").write_text(GOOD.replace("issuance", "isuance"), "utf-8")
    assert qzqd(capsys, "validate", "--select", "QZ2,QZ3").code == 0
    assert qzqd(capsys, "validate", "--ignore", "QZ104").code == 0
    assert qzqd(capsys, "validate", "--severity", "QZ104=info").code == 0
    assert "警告[QZ104]" in qzqd(capsys, "validate", "--severity", "QZ104=warning").out


def test_output_goes_to_the_file(place: Path, capsys: Capture) -> None:
    ran = qzqd(capsys, "validate", "--format", "json", "--output", "report.json")
    assert ran == (0, "", "已写入 report.json\n")
    report = json.loads((place / "report.json").read_text("utf-8"))
    contract = json.loads((ROOT / "schemas" / "contracts" / "validate.schema.json").read_text("utf-8"))
    jsonschema.validate(report, contract)
    assert report["summary"]["items"] == 1


def test_ignores_beside_items_and_in_the_settings(place: Path, capsys: Capture) -> None:
    gap = GOOD.replace("issuance:", "seq: 2, issuance:")
    (place / "清单.yaml").write_text(gap, "utf-8")
    assert qzqd(capsys, "validate").code == 1
    ignored = gap.replace("items:", "ignore: [{rule: QZ207, reason: 原文如此}]\nitems:")
    (place / "清单.yaml").write_text(ignored, "utf-8")
    ran = qzqd(capsys, "validate")
    assert ran.code == 0
    (place / "qzqd.toml").write_text('[[ignores]]\nrule = "QZ204"\nreason = "试"\n', "utf-8")
    ran = qzqd(capsys, "validate")
    assert (ran.code, "QZ621" in ran.out, "qzqd.toml" in ran.out) == (1, True, True)
    assert qzqd(capsys, "validate", "清单.yaml").code == 0, (
        "a part of the workspace cannot tell that it is unused"
    )


@pytest.mark.parametrize("below", [".", "lists", "lists/catalogues"])
def test_platforms_get_paths_from_the_top_of_the_repository(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "lists/catalogues").mkdir(parents=True)
    settings = 'paths = ["catalogues"]\n[[ignores]]\nrule = "QZ204"\nreason = "试"\n'
    (tmp_path / "lists/qzqd.toml").write_text(settings, "utf-8")
    (tmp_path / "lists/catalogues/a.yaml").write_text(GOOD.replace("shall-not", "may-not"), "utf-8")
    monkeypatch.chdir(tmp_path / below)
    paths = ["lists"] if below == "." else []
    wanted = {"lists/catalogues/a.yaml", "lists/qzqd.toml"}
    pattern = {
        "github": "file=([^,]*)",
        "gitlab": '"path": "([^"]*)"',
        "sarif": '"uri": "([^"]*)"',
        "junit": 'testsuite name="([^"]*)"',
    }
    for format, place in pattern.items():
        assert {*re.findall(place, qzqd(capsys, "validate", *paths, "-f", format).out)} == wanted, format
    base = str(tmp_path / "base.json")
    qzqd(capsys, "validate", *paths, "--write-baseline", base)
    assert '"path": "lists/catalogues/a.yaml"' in Path(base).read_text("utf-8")
    (tmp_path / "lists/catalogues/a.yaml").write_text(GOOD, "utf-8")
    for folder in (tmp_path / "lists", tmp_path / "lists/catalogues"):
        monkeypatch.chdir(folder)
        assert "QZ622" in qzqd(capsys, "validate", "--baseline", base).out


def test_sarif_says_that_nothing_was_checked(place: Path, capsys: Capture) -> None:
    ran = qzqd(capsys, "validate", "nowhere.yaml", "-f", "sarif")
    assert (ran.code, json.loads(ran.out)["runs"][0]["invocations"]) == (3, [{"executionSuccessful": False}])


def test_baseline_silences_what_was_there_and_tells_what_is_settled(place: Path, capsys: Capture) -> None:
    broken = GOOD + "  - {id: ZM-01, name: 死亡证明, issuance: shall-not}\n"
    (place / "清单.yaml").write_text(broken, "utf-8")
    assert qzqd(capsys, "validate", "--write-baseline", "baseline.json").code == 0
    assert qzqd(capsys, "validate", "--baseline", "baseline.json").code == 0
    (place / "清单.yaml").write_text("# 移动了一行\n" + broken, "utf-8")
    assert qzqd(capsys, "validate", "--baseline", "baseline.json").code == 0
    (place / "清单.yaml").write_text(
        broken + "  - {id: ZM-01, name: 出生证明, issuance: shall-not}\n", "utf-8"
    )
    assert qzqd(capsys, "validate", "--baseline", "baseline.json").code == 1
    (place / "清单.yaml").write_text(GOOD, "utf-8")
    ran = qzqd(capsys, "validate", "--baseline", "baseline.json")
    assert (ran.code, "QZ622" in ran.out) == (1, True)
    (place / "baseline.json").write_text("[]")
    assert qzqd(capsys, "validate", "--baseline", "baseline.json").code == 3


_TASKS = (
    "kind: task-list\nid: a/tasks\ntitle: 任务\nedition: '2025'\njurisdiction: {code: '420302', name: 茅箭区}\n"
    "issuer: 茅箭区人民政府\nsource: {title: 示例, provenance: illustrative}\nitems:\n"
    "  - {id: RW-01, name: 养老服务, lead_department: 區财正局%s}\n"
)
_UNITS = (
    "kind: units\nid: a/units\ntitle: 单位\nedition: '2025'\njurisdiction: {code: '420302', name: 茅箭区}\n"
    "issuer: 茅箭区人民政府\nsource: {title: 示例, provenance: illustrative}\nitems:\n"
    "  - {id: DW-01, name: 区财政局, type: 部门}\n"
)
_IGNORED = ", ignore: [{rule: QZ303, reason: 机构正在更名}]"


def codes(capsys: Capture, *arguments: str) -> list[str]:
    return re.findall(r"\[(QZ[0-9]+)\]", qzqd(capsys, "validate", *arguments).out)


@pytest.fixture
def tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A department that is not registered, and that is not said as long as its name has a traditional character."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qzqd.toml").write_text('registers = ["units.yaml"]\n', "utf-8")
    (tmp_path / "units.yaml").write_text(_UNITS, "utf-8")
    (tmp_path / "清单.yaml").write_text(_TASKS % "", "utf-8")
    return tmp_path


def test_a_baseline_hides_nothing_behind_what_it_holds(tasks: Path, capsys: Capture) -> None:
    """What a fault of the same value stood before is told where only that fault is in the baseline."""
    assert codes(capsys) == ["QZ702"]
    assert codes(capsys, "--write-baseline", "new.json") == []
    assert codes(capsys, "--baseline", "new.json") == []
    entries = json.loads((tasks / "new.json").read_text("utf-8"))
    assert [each["code"] for each in entries["findings"]] == ["QZ303", "QZ702"]
    entries["findings"].pop(0)
    (tasks / "old.json").write_text(json.dumps(entries), "utf-8")
    assert codes(capsys, "--baseline", "old.json") == ["QZ303"]
    (tasks / "清单.yaml").write_text(_TASKS.replace("區", "区") % "", "utf-8")
    assert sorted(codes(capsys, "--baseline", "new.json")) == ["QZ303", "QZ622", "QZ622"]


def test_what_is_written_and_read_of_a_baseline_adds_up(tasks: Path, capsys: Capture) -> None:
    assert "2 个问题" in qzqd(capsys, "validate", "--write-baseline", "new.json").out
    assert "另有 2 个问题" in qzqd(capsys, "validate", "--baseline", "new.json").out


def test_an_ignore_of_what_another_fault_stands_before_is_needed(tasks: Path, capsys: Capture) -> None:
    (tasks / "清单.yaml").write_text(_TASKS % _IGNORED, "utf-8")
    assert codes(capsys) == ["QZ702"]
    other = (
        _TASKS % ""
        + "  - {id: RW-02, name: 助餐服务, lead_department: 区财政局, ignore: [{rule: QZ702, reason: 原文如此}]}\n"
    )
    (tasks / "清单.yaml").write_text(other, "utf-8")
    assert sorted(codes(capsys)) == ["QZ621", "QZ702"]


def test_a_baseline_silences_nothing_for_lists_that_are_gone(
    place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = GOOD + "  - {id: ZM-01, name: 死亡证明, issuance: shall-not}\n"
    (place / "清单.yaml").write_text(twice, "utf-8")
    (place / "另一份.yaml").write_text(GOOD.replace("id: x/", "id: y/", 1).replace("ZM-01", "ZM-09"), "utf-8")
    assert qzqd(capsys, "validate", "--write-baseline", "baseline.json").code == 0
    (place / "清单.yaml").rename(place / "新清单.yaml")
    ran = qzqd(capsys, "validate", "--baseline", "baseline.json")
    assert (ran.code, "QZ201" in ran.out, "已经没有了" in ran.out) == (1, True, True)
    assert "QZ622" not in qzqd(capsys, "validate", "另一份.yaml", "--baseline", "baseline.json").out
    (place / "sub").mkdir()
    (place / "qzqd.toml").write_text("", "utf-8")
    (place / "新清单.yaml").rename(place / "清单.yaml")
    monkeypatch.chdir(place / "sub")
    assert qzqd(capsys, "validate", "--baseline", "../baseline.json").code == 0


def test_nothing_to_check_names_what_looks_like_a_list(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "清单.yaml.txt").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = qzqd(capsys, "validate")
    assert ran.code == 3
    assert "没有读的有 清单.yaml.txt" in ran.out


def test_what_was_not_looked_at_is_not_settled(place: Path, capsys: Capture) -> None:
    sound = (place / "清单.yaml").read_text("utf-8")
    (place / "清单.yaml").write_text(sound.replace("issuance:", "note: 见某某文件, issuance:"), "utf-8")
    assert qzqd(capsys, "validate", "--write-baseline", "baseline.json").code == 0
    assert "QZ701" in (place / "baseline.json").read_text("utf-8")
    for text, *options in (
        (sound, "--select", "QZ2"),
        (sound, "--ignore", "QZ701"),
        (sound.replace("items:", "items: ["),),
        (sound.replace("issuance:", "isuance:"),),
    ):
        (place / "清单.yaml").write_text(text, "utf-8")
        assert "QZ622" not in qzqd(capsys, "validate", "--baseline", "baseline.json", *options).out
    (place / "清单.yaml").write_text(sound, "utf-8")
    assert "QZ622" in qzqd(capsys, "validate", "--baseline", "baseline.json").out


def test_a_baseline_says_what_it_leaves_out(place: Path, capsys: Capture) -> None:
    (place / "坏.yaml").write_text("kind: [\n", "utf-8")
    whole = qzqd(capsys, "validate", "--write-baseline", "baseline.json").out
    assert "坏.yaml" in whole
    assert "一部分" not in whole
    assert "一部分" in qzqd(capsys, "validate", "清单.yaml", "--write-baseline", "baseline.json").out
    assert "一部分" in qzqd(capsys, "validate", "--select", "QZ2", "--write-baseline", "baseline.json").out


@pytest.mark.parametrize(
    ("content", "at", "told"),
    [
        (None, "old.json\n", "找不到文件"),
        ("{\n  'a': 1}", "old.json:2:3", "不是合法的 JSON"),
        ("[]", "old.json\n", "不是 qzqd 写的基线"),
        ('{"schema_version": 9, "findings": []}', "old.json\n", "版本"),
        ('{"schema_version": 1, "findings": [1]}', "old.json\n", "不是 qzqd 写的基线"),
        ("[" * 100_000, "old.json\n", "不是 qzqd 写的基线"),
        (f'{{"schema_version": {"9" * 4301}}}', "old.json\n", "不是 qzqd 写的基线"),
        (f'{{"schema_version": [{"9," * 40}9], "findings": []}}', "old.json\n", "版本是 [9, 9"),
        ("基线".encode("gbk"), "old.json:1:1", "GBK"),
    ],
)
def test_a_baseline_that_cannot_be_used_is_told_of_its_own_file(
    content: str | bytes | None, at: str, told: str, place: Path, capsys: Capture
) -> None:
    if content is not None:
        (place / "old.json").write_bytes(content.encode() if isinstance(content, str) else content)
    ran = qzqd(capsys, "validate", "--baseline", "old.json")
    assert ran.code == 3
    assert at in ran.out
    assert told in ran.out
    assert not re.search("qzqd.toml|Errno|codec|Expecting", ran.out)
    assert qzqd(capsys, "validate", "--baseline", "old.json", "--lang", "en").code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in places there")
def test_a_baseline_that_is_a_pipe_does_not_hang(place: Path, capsys: Capture) -> None:
    os.mkfifo(place / "old.json")
    assert "[QZ003]" in qzqd(capsys, "validate", "--baseline", "old.json").out


def test_fix_mends_what_is_safe_and_nothing_else(place: Path, capsys: Capture) -> None:
    broken = GOOD.replace("edition: '2025'", "edition: 2025 # 年份").replace(
        "issuance:", 'effective: "2025/1/2", issuance:'
    )
    (place / "清单.yaml").write_text(broken, "utf-8")
    ran = qzqd(capsys, "validate", "--fix")
    assert ran.code == 0
    assert '2025 → "2025"' in ran.err
    mended = broken.replace("edition: 2025 #", 'edition: "2025" #').replace('"2025/1/2"', '"2025-01-02"')
    assert (place / "清单.yaml").read_text("utf-8") == mended


def test_fix_writes_the_entries_of_a_basis_that_was_text(place: Path, capsys: Capture) -> None:
    broken = GOOD.replace("issuance:", "basis: 《社区法》第八条、第十条至第十二条, issuance:")
    (place / "清单.yaml").write_text(broken, "utf-8")
    ran = qzqd(capsys, "validate")
    assert '  basis:\n    - {law: "社区法", article: 8}\n    - {law: "社区法", article: "10-12"}\n' in ran.out
    ran = qzqd(capsys, "validate", "--fix")
    assert (ran.code, ran.err) == (0, "已修复 清单.yaml:9:38 QZ102：写成 2 项\n")
    entries = '[{law: 社区法, article: 8}, {law: 社区法, article: "10-12"}]'
    assert (place / "清单.yaml").read_text("utf-8") == broken.replace(
        "《社区法》第八条、第十条至第十二条", entries
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_strange_things_in_a_folder_are_findings_not_hangs(place: Path, capsys: Capture) -> None:
    os.mkfifo(place / "pipe.yaml")
    (place / "secret.yaml").symlink_to("/etc/passwd")
    (place / "dangling.yaml").symlink_to(place / "gone")
    (place / "gbk.yaml").write_bytes(GOOD.encode("gbk"))
    (place / "bomb.yaml").write_text("[" * 1_000_000)
    ran = qzqd(capsys, "validate")
    assert ran.code == 1
    for code in ("QZ003", "QZ004", "QZ006", "QZ018"):
        assert ran.out.count(f"[{code}]") == 1, code
    assert "root:" not in ran.out


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "sarif", "junit", "markdown"])
def test_hostile_values_and_names_are_neutralised_everywhere(
    place: Path, capsys: Capture, format: str
) -> None:
    evil = "x\\e[31m\\u202e\\n::error::owned [red]<script>alert(1)</script>=cmd|'!A1"
    (place / "清单.yaml").write_text(
        GOOD.replace("shall-not", f'"{evil}"').replace("id: a/b", f'id: "{evil}"'), "utf-8"
    )
    if sys.platform != "win32":
        (place / "a\x1b[31m\n::error::b.yaml").write_text(GOOD, "utf-8")
    ran = qzqd(capsys, "validate", "--format", format)
    assert ran.code == 1
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert not [line for line in ran.out.splitlines() if line.startswith("::error::")]
    if format == "markdown":
        assert "<script>" not in ran.out


def test_real_processes(place: Path) -> None:
    assert started("--version").out.startswith("qzqd ")
    ran = started("validate", cwd=place)
    assert (ran.code, ran.err) == (0, "")
    (place / "清单.yaml").write_text(GOOD.replace("issuance", "isuance"), "utf-8")
    ran = started("validate", cwd=place, PYTHONIOENCODING="gbk")
    assert (ran.code, "未知字段" in ran.out) == (1, True)
    assert process(cwd=place).code == 2
    assert process("--help", cwd=place).code == 0


def test_a_part_of_the_workspace_does_not_tell_what_is_missing_elsewhere(
    place: Path, capsys: Capture
) -> None:
    derived = GOOD.replace("items:", "upstream: {catalogue: nation/b}\nitems:")
    (place / "清单.yaml").write_text(derived, "utf-8")
    assert "QZ304" in qzqd(capsys, "validate").out
    assert "QZ304" in qzqd(capsys, "validate", ".").out
    assert qzqd(capsys, "validate", "清单.yaml").code == 0


def test_settings_are_told_at_their_place(
    place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "qzqd.toml").write_text("# 设置\npaths = [1]\n", "utf-8")
    (place / "sub").mkdir()
    monkeypatch.chdir(place / "sub")
    for language in ("zh", "en"):
        ran = qzqd(capsys, "validate", "--lang", language)
        assert ran.code == 3
        assert "../qzqd.toml:2:1\n2 | paths = [1]\n  | ^^^^^" in ran.out
    assert "--> qzqd.toml:2:1" in qzqd(capsys, "validate", str(place)).out.replace("../", "")


def test_rules_are_named_in_any_case_and_by_family(place: Path, capsys: Capture) -> None:
    (place / "清单.yaml").write_text(GOOD.replace("issuance", "isuance"), "utf-8")
    assert "提示[QZ104]" in qzqd(capsys, "validate", "--severity", "qz1=info").out
    assert qzqd(capsys, "validate", "--select", "qz2").code == 0
    for code in ("Q", "QZ", "QZ999", "", "Z1"):
        for arguments in (["--select", code], ["--ignore", code], ["--severity", f"{code}=error"]):
            ran = qzqd(capsys, "validate", *arguments)
            assert ran.code == 2, arguments
    (place / "qzqd.toml").write_text('ignore = ["QZ1O"]\n'.replace("O", "9"), "utf-8")
    ran = qzqd(capsys, "validate")
    assert (ran.code, "没有规则 QZ19" in ran.out) == (3, True)


@pytest.mark.parametrize("given", ["清单.yml", "没有/深/清单.yaml", "catalogue", "catalogue/hubei/x.yaml"])
def test_a_path_that_does_not_exist_is_told_with_what_was_probably_meant(
    given: str, place: Path, capsys: Capture
) -> None:
    (place / "catalogues").mkdir()
    ran = qzqd(capsys, "validate", given)
    meant = {"清单.yml": "清单.yaml", "catalogue": "catalogues"}.get(given)
    if given.startswith("catalogue"):
        meant = "catalogues"
    assert ran.code == 3
    assert "[QZ001]" in ran.out
    assert (f"是否想写 {meant}？" in ran.out) == (meant is not None)
    assert ("did you mean" in qzqd(capsys, "validate", given, "--lang", "en").out) == (meant is not None)


def test_fix_reaches_registers_that_are_not_among_the_lists(place: Path, capsys: Capture) -> None:
    (place / "lists").mkdir()
    (place / "registers").mkdir()
    (place / "清单.yaml").rename(place / "lists" / "清单.yaml")
    register = (ROOT / "catalogues/registers/units.yaml").read_text("utf-8")
    head, _, _ = register.partition("items:")
    units = head + 'items:\n  - {id: x, name: 湖北省, type: province, effective: "2020/1/2"}\n'
    (place / "registers" / "units.yaml").write_text(units, "utf-8")
    (place / "qzqd.toml").write_text('paths = ["lists"]\n', "utf-8")
    assert qzqd(capsys, "validate", "--fix").code == 0
    assert '"2020-01-02"' in (place / "registers" / "units.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["validat"], "没有命令 validat；是否想写 validate？"),
        (["validate", "--fromat", "json"], "没有选项 --fromat"),
        (["validate", "--format", "x"], "的值 x 不对，可以是 'text'"),
        (["validate", "--format"], "选项 --format 后面缺少值"),
        (["validate", "--jobs", "-1"], "--jobs 不能小于 0"),
        (["explain"], "缺少参数"),
        (["rules", "x"], "多余的参数 x"),
        (["explain", "QZ000"], "没有规则 QZ000"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese(arguments: list[str], told: str, capsys: Capture) -> None:
    ran = qzqd(capsys, *arguments)
    assert ran.code == 2
    assert told in ran.err


def test_nothing_silences_what_cannot_be_read(place: Path, capsys: Capture) -> None:
    (place / "坏.yaml").write_text("kind: units\nitems: [\n", "utf-8")
    assert qzqd(capsys, "validate", "--write-baseline", "baseline.json").code == 0
    assert "QZ010" not in (place / "baseline.json").read_text("utf-8")
    fingerprint = json.loads(qzqd(capsys, "validate", "-f", "json").out)["findings"][0]["fingerprint"]
    entry = {"fingerprint": fingerprint, "code": "QZ010", "path": "坏.yaml", "item": None}
    (place / "baseline.json").write_text(json.dumps({"schema_version": 1, "findings": [entry]}), "utf-8")
    (place / "qzqd.toml").write_text('[[ignores]]\nrule = "QZ010"\nreason = "试"\n', "utf-8")
    ran = qzqd(capsys, "validate", "--baseline", "baseline.json")
    assert ran.code == 1
    assert "错误[QZ010]" in ran.out


def test_what_was_meant_is_asked_of_a_few_only(place: Path, capsys: Capture) -> None:
    for number in range(30):
        (place / f"list-{number}a.yaml").write_text(GOOD, "utf-8")
    ran = qzqd(capsys, "validate", *(f"lst-{number}a.yaml" for number in range(30)))
    assert ran.code == 3
    assert ran.out.count("找不到文件") == 30
    assert ran.out.count("是否想写") == 20


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize(("pattern", "code"), [("**/" * 12 + "*.yaml", 0), ("*/" * 22 + "x.yaml", 1)])
def test_no_line_of_the_settings_takes_for_ever(place: Path, pattern: str, code: int) -> None:
    (place / "/".join("d" * 14)).mkdir(parents=True)
    for link in ("a", "b"):
        (place / link).symlink_to(".")
    (place / "qzqd.toml").write_text(f'paths = ["清单.yaml"]\nregisters = ["{pattern}"]\n', "utf-8")
    assert process("validate", cwd=place).code == code  # that a pattern leads to no file is told


def test_one_cause_over_many_items_is_told_once(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = "edition: '2025'\njurisdiction: {code: '420302', name: 甲区}\nissuer: 区政府\nsource: {title: 公告, provenance: official}\n"
    rows = "".join(
        f"  - {{id: JD-{at:03d}, name: 检查{at}, power_type: 行政检查, authority: 街道办事处, office: 没有的办公室}}\n"
        for at in range(1, 31)
    )
    units = "items:\n  - {id: '420302001', name: 一街, code: '420302001', type: street, offices: [综合执法中心]}\n"
    (tmp_path / "a.yaml").write_text(
        f"kind: street-powers\nid: x/powers\ntitle: 甲\n{head}items:\n{rows}", "utf-8"
    )
    (tmp_path / "units.yaml").write_text(f"kind: units\nid: x/units\ntitle: 乙\n{head}{units}", "utf-8")
    (tmp_path / "qzqd.toml").write_text('registers = ["units.yaml"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    out = qzqd(capsys, "validate", "--select", "QZ3").out
    assert out.count("没有的办公室") < 5
    assert "同样的问题另有 29 处（事项:行）：JD-002:10、JD-003:11" in "".join(out.split("\n"))
    assert "用 --output 问题.txt 看全部" in "".join(out.split("\n"))
    assert qzqd(capsys, "validate", "--select", "QZ3", "--output", "问题.txt").code == 1
    assert all(f"JD-{at:03d}" in Path("问题.txt").read_text("utf-8") for at in range(1, 31))
    assert "检查了 1 份清单、30 个事项，另有登记簿 1 份、1 条" in "".join(out.split("\n"))


def test_a_part_of_the_rules_is_not_taken_for_all(capsys: Capture) -> None:
    place = str(ROOT / "catalogues" / "hubei" / "street-powers.yaml")
    assert "没有发现问题（只查了 QZ4）" in qzqd(capsys, "validate", place, "--select", "QZ4").out
    assert (
        "没有发现问题（没有查 QZ1、QZ4）"
        in qzqd(capsys, "validate", place, "--ignore", "QZ1", "--ignore", "QZ4").out
    )
    assert (
        "nothing wrong (QZ4 switched off)"
        in qzqd(capsys, "--lang", "en", "validate", place, "--ignore", "QZ4").out
    )
