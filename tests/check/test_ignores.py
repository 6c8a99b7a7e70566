"""Ignores: which findings each covers, that every use counts, and that many cost no more than few."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from qzqd.check.ignores import apply
from qzqd.check.summary import IgnoreNote, Summary
from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.read.config import Config, IgnoreEntry

ROOT = Path.cwd()


def finding(item: str | None = None, path: str = "a.yaml", code: str = "QZ611") -> Finding:
    return Finding(code, "error", path, Span(), Text("甲", "a"), item=item)


def note(item: str = "", rule: str = "QZ611", until: str = "") -> IgnoreNote:
    return IgnoreNote(item, rule, until, 1, 1, 1, 2, "", "/ignore/0")


def summary(*notes: IgnoreNote, path: str = "a.yaml") -> Summary:
    made = Summary.of({"kind": "units", "id": path, "items": []}, [], True)
    made.path, made.ignores = path, list(notes)
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


def test_ten_thousand_ignores_are_held_against_as_many_findings_at_once() -> None:
    number = 10_000
    findings = [finding(f"A{index}") for index in range(number)]
    beside_each = [note(f"A{index}") for index in range(number)]
    in_one_header = [note()] * number
    started = perf_counter()
    assert left(findings, [summary(*beside_each)]) == []
    assert left(findings, [summary(*in_one_header)]) == []
    assert left(findings, [], config(*[IgnoreEntry("QZ611", "核实中", path="a*")] * number)) == []
    assert perf_counter() - started < 3
