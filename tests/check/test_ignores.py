"""Ignores: which findings each covers, that every use counts, and that many cost no more than few."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qzqd.check.ignores import apply
from qzqd.check.run import run
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.open.summary import IgnoreNote, Summary
from qzqd.read.config import Config, IgnoreEntry
from qzqd.read.workspace import workspace

ROOT = Path.cwd()


def finding(item: str | None = None, path: str = "a.yaml", code: str = "QZ611") -> Finding:
    return Finding(code, "error", path, Span(), Text("甲", "a"), item=item)


def note(item: str = "", rule: str = "QZ611", until: str = "") -> IgnoreNote:
    return IgnoreNote(item, rule, until, 1, 1, 1, 2, "", "/ignore/0")


def summary(*notes: IgnoreNote, path: str = "a.yaml") -> Summary:
    made = Summary.of({"kind": "units", "id": path, "items": []}, [], "2025-06-30", sound=True)
    made.path, made.ignores = path, notes
    return made


def config(*ignores: IgnoreEntry) -> Config:
    return Config(root=ROOT, ignores=ignores, today="2025-06-30")


def left(findings: list[Finding], summaries: list[Summary], settings: Config | None = None) -> list[str]:
    kept, silenced = apply(findings, summaries, settings or config(), True)
    told = [found.code for found in kept]
    assert silenced == len(findings) - sum(code == "QZ611" for code in told)
    return told


def test_an_item_covers_itself_and_the_header_its_whole_file() -> None:
    assert left([finding("甲")], [summary(note("甲"))]) == []
    assert left([finding("甲")], [summary(note("乙"))]) == ["QZ611", "QZ621"]
    assert left([finding("甲"), finding("乙"), finding()], [summary(note())]) == []
    assert left([finding("甲")], [summary(note("甲"), path="b.yaml")]) == ["QZ611", "QZ621"]


def test_settings_cover_by_pattern_and_item() -> None:
    entry = IgnoreEntry("QZ611", "核实中", path="*.yaml")
    assert left([finding("甲"), finding("乙", "b.yaml")], [], config(entry)) == []
    only = IgnoreEntry("QZ611", "核实中", path="b*", item="甲")
    assert left([finding("甲"), finding("甲", "b.yaml")], [], config(only)) == ["QZ611"]
    assert left([finding("甲")], [], config(IgnoreEntry("QZ611", "核实中", item="甲"))) == []


def test_all_that_cover_a_finding_are_used_and_one_in_force_is_enough() -> None:
    old, new = note("甲", until="2025-01-01"), note("甲")
    assert left([finding("甲")], [summary(old)]) == ["QZ611", "QZ620"]
    assert left([finding("甲")], [summary(old, new)]) == ["QZ620"]
    assert left([finding("甲")], [summary(note("甲"), note())]) == []


def test_a_file_named_like_a_pattern_does_not_use_it() -> None:
    entry = IgnoreEntry("QZ611", "核实中", path="a.yaml", item="乙")
    assert left([finding("甲")], [summary(note("甲"))], config(entry)) == ["QZ621"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (IgnoreEntry("QZ611", "无"), "删去这一条"),
        (IgnoreEntry("QZ611", "无", path="*.yaml"), "删去这一条"),
        (
            IgnoreEntry("QZ611", "无", path="b/*.yaml"),
            "没有清单文件对上 path：b/*.yaml；改正，或者删去这一条",
        ),
        (IgnoreEntry("QZ611", "无", item="JD-2"), "没有事项 JD-2；改正编号，或者删去这一条"),
    ],
)
def test_an_entry_that_is_not_used_may_be_mistyped(entry: IgnoreEntry, said: str) -> None:
    (unused,), _ = apply([], [summary()], config(entry), True)
    assert (unused.code, unused.help and unused.help.zh) == ("QZ621", said)


def test_ten_thousand_ignores_are_held_against_as_many_findings_at_once() -> None:
    number = 10_000
    findings = [finding(f"A{index}") for index in range(number)]
    beside_each = [note(f"A{index}") for index in range(number)]
    in_one_header = [note()] * number
    assert left(findings, [summary(*beside_each)]) == []
    assert left(findings, [summary(*in_one_header)]) == []
    assert left(findings, [], config(*[IgnoreEntry("QZ611", "核实中", path="a*")] * number)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_patterns_match_when_the_workspace_is_reached_through_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    (real / "lists").mkdir(parents=True)
    (real / "qzqd.toml").write_text('[[ignores]]\nrule = "QZ101"\npath = "lists/*"\nreason = "试"\n', "utf-8")
    (real / "lists" / "a.yaml").write_text("kind: units\nid: a\n", "utf-8")
    link.symlink_to(real)
    assert run(workspace([str(link)]), jobs=1, use_cache=False).findings == []


def test_an_ignore_beside_one_item_is_silent_about_that_item_only(tmp_path: Path) -> None:
    head = (
        "kind: task-list\nid: {0}\ntitle: b\nedition: '2025'\njurisdiction: {{code: '420302', name: 茅箭区}}\n"
        "issuer: c\nsource: {{title: d, provenance: official}}\nitems:\n"
    )
    (tmp_path / "registers").mkdir()
    units = head.format("u").replace("task-list", "units") + "  - {id: A, name: 区民政局, type: department}\n"
    (tmp_path / "registers" / "units.yaml").write_text(units, "utf-8")
    tasks = (
        "  - {id: T1, name: 甲, lead_department: 某某处, ignore: [{rule: QZ303, reason: 试}]}\n"
        "  - {id: T2, name: 乙, lead_department: 某某处}\n"
    ).replace("某某处", "区档案馆")
    (tmp_path / "tasks.yaml").write_text(head.format("t") + tasks, "utf-8")
    found = run(workspace([str(tmp_path)]), jobs=1, use_cache=False).findings
    assert [(finding.code, finding.item) for finding in found] == [("QZ303", "T2")]
