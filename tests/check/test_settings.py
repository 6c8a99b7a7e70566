"""Settings that only the checker can judge: codes of rules, and local schemas."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from qzqd.check.rule import SOUND
from qzqd.check.run import run
from qzqd.check.settings import with_severities
from qzqd.read.config import FILE, Config, Unusable, load
from qzqd.read.lines import LineIndex
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path


def refused(folder: Path, settings: str) -> tuple[Unusable, str]:
    """Why the checker cannot use them, and the text that is pointed at."""
    (folder / FILE).write_text(settings, "utf-8")
    config = load(folder)
    with pytest.raises(Unusable) as caught:
        with_severities(config)
    offsets = caught.value.problem.offsets
    assert offsets is not None
    return caught.value, LineIndex(settings).text[slice(*offsets)]


@pytest.mark.parametrize(
    ("settings", "mark"),
    [
        ('select = ["QZ999"]', "select"),
        ('paths = ["."]\ndisable = ["QZ2", "QZ9"]', "disable"),
        ('paths = ["."]\nignore = ["QZ2", "QZ9"]', "ignore"),
        ('[severity]\nQZ2O1 = "error"'.replace("O", "9"), "QZ291"),
    ],
)
def test_a_rule_that_does_not_exist_is_no_silent_pass(settings: str, mark: str, tmp_path: Path) -> None:
    refusal, marked = refused(tmp_path, settings)
    assert refusal.problem.message.zh.startswith("没有规则 QZ")
    assert marked == mark


def test_the_old_name_of_a_setting_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_bytes(SOUND.source().replace(b"authority", b"autority", 1))
    for setting, told in (("disable", []), ("ignore", ["QZ628"])):
        (tmp_path / FILE).write_text(f'{setting} = ["QZ1"]\n', "utf-8")
        found = run(workspace([str(tmp_path)]), jobs=1, use_cache=False).findings
        assert [finding.code for finding in found] == told
    assert found[0].message.zh == "ignore 现在叫 disable，旧名仍然有效"
    assert found[0].path.endswith(FILE)


def test_a_family_stands_for_its_rules_and_a_rule_for_itself(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(
        'select = ["QZ2"]\n[severity]\nQZ20 = "info"\nQZ204 = "error"\nQZ207 = "warning"\n', "utf-8"
    )
    config = with_severities(load(tmp_path))
    assert config.select == ("QZ2",)
    assert (config.severity["QZ201"], config.severity["QZ204"]) == ("info", "error")
    assert with_severities(Config()) == Config()


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ('{"$ref": "http://127.0.0.1:9/secret"}', "JSON Schema"),
        ('{"$ref": "file:///etc/hostname"}', "JSON Schema"),
        ('{"$ref": "#/nope"}', "JSON Schema"),
        ('{"type": 5}', "JSON Schema"),
        ('{"$schema": "http://json-schema.org/draft-07/schema#"}', "JSON Schema"),
        ('{\n"type": ', "第 2 行"),
        ("\ufffe", "乱码"),
        (None, "找不到"),
    ],
)
def test_a_local_schema_that_cannot_be_used_is_told_where_it_is_named(
    schema: str | None, told: str, tmp_path: Path
) -> None:
    if schema is not None:
        (tmp_path / "own.json").write_text(schema, "utf-8")
    refusal, marked = refused(tmp_path, "[schemas]\nunits = 'own.json'\n")
    assert told in refusal.problem.message.zh
    assert "own.json" in refusal.problem.message.en
    assert marked == "units"


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes differ there")
def test_a_local_schema_is_a_file_of_the_workspace(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "own.json").write_text("{}")
    (root / "link.json").symlink_to(tmp_path / "own.json")
    os.mkfifo(root / "pipe")
    for name in ("link.json", "pipe"):
        refused(root, f"schemas = {{units = '{name}'}}")
    (root / "own.json").write_text('{"type": "object"}', "utf-8-sig")
    (root / FILE).write_text("schemas = {units = 'own.json'}")
    assert with_severities(load(root)).schemas == {"units": "own.json"}


def test_what_is_said_of_an_ignore_is_said_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "list.yaml").write_text(SOUND.text(), "utf-8")
    (tmp_path / FILE).write_text(
        '# rule = "QZ209"\n[[ignores]]\nrule = "QZ209"  # rule = "QZ299"\nreason = "甲"\n\n'
        '[[ignores]]\nreason = "rule 乙"\nrule = "QZ299"\n',
        "utf-8",
    )
    found = run(workspace([str(tmp_path)])).findings
    assert [(each.code, each.span.line, each.excerpt) for each in found] == [
        ("QZ621", 3, 'rule = "QZ209"  # rule = "QZ299"'),
        ("QZ623", 8, 'rule = "QZ299"'),
    ]
