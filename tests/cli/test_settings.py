"""Settings that cannot be used are one refusal with every command, whatever it does with them."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from cli.command import LIST, process, qzqd
from qzqd.cli import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]

VERBS = {
    "validate": ["validate"],
    "show": ["show", "ZM-01"],
    "fmt": ["fmt", "--check"],
    "diff": ["diff", "lists/a.yaml", "lists/a.yaml"],
    "log": ["log", "ZM-01"],
    "impact": ["impact", "消防法"],
    "merge": ["merge", "lists/a.yaml", "lists/a.yaml", "lists/a.yaml"],
    "git": ["git", "install"],
    "coverage": ["coverage"],
    "claims": ["claims"],
    "site": ["site", "pages"],
    "import": ["import", "table.csv", "--dry-run", "--yes"],
    "export": ["export", "--format", "json"],
}
"""Every command that reads settings, in the simplest form."""
WITHOUT = {"explain", "rules", "kinds", "schema", "init", "lsp", "completion"}

SCHEMAS = {
    "broken": ("{", "第 1 行第 2 个字不是合法的 JSON"),
    "empty": ("", "不是合法的 JSON"),
    "of another draft": ('{"$schema": "http://json-schema.org/draft-07/schema#"}', "不是 JSON Schema"),
    "no schema": ("[1]", "不是 JSON Schema"),
    "refers to a file": ('{"$ref": "file:///etc/hostname"}', "引用了别的文件"),
    "refers to a server": ('{"$ref": "http://127.0.0.1:9/x"}', "引用了别的文件"),
    "refers to a file below an address": ('{"$id": "file:///etc/", "$ref": "hostname"}', "引用了别的文件"),
    "deep": ('{"not":' * 500 + "{}" + "}" * 500, "嵌套太深"),
    "deeper": ('{"not":' * 100_000 + "{}" + "}" * 100_000, "嵌套太深"),
    "a long number": (f'{{"maximum": {"9" * 4_301}}}', "数"),
    "no number": ('{"const": Infinity}', "数"),
    "half a character": ('{"const": "\\ud800"}', "不是 JSON Schema"),
    "a pattern that is none": ('{"pattern": "("}', "不是 JSON Schema"),
    "too large": (json.dumps({"title": "#" * 1_100_000}), "超过上限"),
    "not there": (None, "找不到文件"),
}


def test_every_command_is_here() -> None:
    assert {*VERBS} | WITHOUT == {*COMMANDS}


@pytest.fixture
def space(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "space" / "lists").mkdir(parents=True)
    (tmp_path / "space" / "lists" / "a.yaml").write_text(LIST, "utf-8")
    (tmp_path / "space" / "table.csv").write_text("序号,事项名称\n1,居民养犬证明\n", "utf-8")
    monkeypatch.chdir(tmp_path / "space")
    return tmp_path / "space"


@pytest.mark.parametrize("case", SCHEMAS)
def test_a_local_schema_that_cannot_be_used(case: str, space: Path, capsys: Capture) -> None:
    content, told = SCHEMAS[case]
    (space / "qzqd.toml").write_text('paths = ["lists"]\n[schemas]\ncommunity-certificates = "own.json"\n')
    if content is not None:
        (space / "own.json").write_text(content)
    _refused(capsys, "本地格式 own.json 不能用", told)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes differ there")
@pytest.mark.parametrize("kind", ["link", "device", "pipe", "folder"])
def test_a_local_schema_that_is_no_file(kind: str, space: Path, tmp_path: Path, capsys: Capture) -> None:
    (space / "qzqd.toml").write_text('paths = ["lists"]\n[schemas]\ncommunity-certificates = "own.json"\n')
    (tmp_path / "secret").write_text("TOPSECRET\n")
    match kind:
        case "link":
            (space / "own.json").symlink_to(tmp_path / "secret")
        case "device":
            (space / "own.json").symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(space / "own.json")
        case _:
            (space / "own.json").mkdir()
    _refused(capsys, "本地格式 own.json 不能用")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('select = ["QZ999"]', "没有规则 QZ999"),
        ('ignore = ["QZ9"]', "没有规则 QZ9"),
        ('severity = {QZ998 = "info"}', "没有规则 QZ998"),
        ("schemas = {nonsense = 'own.json'}", "没有清单类型 nonsense"),
        ("paths = 1", "设置 paths"),
        ("max_bytes = 1", "设置 max_bytes"),
    ],
)
def test_a_setting_that_cannot_be_used(settings: str, told: str, space: Path, capsys: Capture) -> None:
    (space / "qzqd.toml").write_text(settings + "\n")
    _refused(capsys, told)


def _refused(capsys: Capture, *told: str) -> None:
    """By every command that reads settings."""
    for verb, command in VERBS.items():
        ran = qzqd(capsys, *command)
        said = ran.out + ran.err
        assert ran.code == 3, verb
        assert [said.count(words) for words in told[:1]] == [1], verb
        assert all(words in said for words in told), verb
        assert "TOPSECRET" not in said, verb
        assert "内部错误" not in said, verb


def test_a_family_of_rules_is_weighed_alike_by_all_who_look(space: Path, capsys: Capture) -> None:
    """What `severity` says of a whole family also holds of what coverage finds."""
    header = LIST.partition("items:")[0].replace("community-certificates", "waivers").replace("a/b", "a/w")
    (space / "lists" / "waivers.yaml").write_text(
        f"{header}upstream: {{catalogue: a/b}}\nitems:\n"
        "  - {id: HM-01, name: 暂缓, units: [某街道], upstream: ZM-01, reason: 筹备中, until: '2026-12-31', "
        "approval: {body: 区委编办, date: '2025-06-01'}}\n",
        "utf-8",
    )
    for settings, severity in (("", "warning"), ("severity = {QZ50 = 'info', QZ5 = 'error'}", "info")):
        (space / "qzqd.toml").write_text(f'paths = ["lists"]\n{settings}\n')
        findings = json.loads(qzqd(capsys, "coverage", "--format", "json").out)["findings"]
        assert [(each["code"], each["severity"]) for each in findings] == [("QZ507", severity)]


@pytest.mark.parametrize("command", [["coverage"], ["validate"]])
def test_what_is_kept_of_a_file_follows_from_local_schemas_too(command: list[str], space: Path) -> None:
    (space / "lists" / "long.yaml").write_text(LIST.replace("a/b", "a/c") + "#" * 2_100_000, "utf-8")
    (space / "own.json").write_text("{}")
    (space / "qzqd.toml").write_text('paths = ["lists"]\n[schemas]\ncommunity-certificates = "own.json"\n')
    before = process(*command, cwd=space)
    assert process(*command, cwd=space) == before
    (space / "own.json").write_text('{"required": ["no-such-field"]}')
    assert "no-such-field" in process(*command, cwd=space).out


def test_a_baseline_may_be_as_large_as_a_list(space: Path, capsys: Capture) -> None:
    (space / "qzqd.toml").write_text('paths = ["lists"]\nmax_bytes = 1024\n')
    (space / "b.json").write_text('{"schema_version": 1, "findings": []}' + " " * 1024)
    ran = qzqd(capsys, "validate", "--baseline", "b.json")
    assert ran.code == 3
    assert "[QZ005]" in ran.out
