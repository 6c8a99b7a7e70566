"""What would pass as “nothing wrong” or “no changes”, planted in three bundled lists at the real command line: each is told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cli.command import qzqd
from qzqd.open import pool
from qzqd.read import source
from repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from cli.command import Ran

CATALOGUES = Path(__file__).parent.parent / "catalogues"
LISTS = ("daye/main-responsibilities", "heping/consultation", "national/community-certificates")
SETTINGS = 'paths = ["lists"]\n'
UNITS = """kind: units
id: example/units
title: 单位登记簿
edition: "2025"
jurisdiction: {code: "420302", name: 示例区}
issuer: 示例区
source: {title: 示例, provenance: illustrative}
items:
  - {id: DJ, name: 东街街道, code: "420302001", type: street}
  - {id: XJ, name: 西街街道, code: "420302002", type: street}
"""
_PUBLISHED = re.compile(r"(?m)^published_count:\n(?:  .*\n)+")
_ID, _NAME = re.compile(r'(?m)^  - id: "?([\w-]+)'), re.compile(r"(?m)^    name: (.*)$")


class Desk(Repository):
    """A repository with one list of eight items, and what commands say of it."""

    def __init__(self, folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
        super().__init__(folder)
        self._capsys = capsys
        text = _PUBLISHED.sub("", (CATALOGUES / f"{name}.yaml").read_text("utf-8"))
        self.head, *items = re.split(r"(?m)^(?=  - id:)", text)
        self.items = items[:8]
        self.kind = Path(name).name
        self.ids = [match[1] for match in map(_ID.search, self.items) if match]
        self.names = [match[1] for match in map(_NAME.search, self.items) if match]
        self.write("qzqd.toml", SETTINGS)
        self.put(self.items)

    def put(self, items: Iterable[str], head: str = "", place: str = "lists/a.yaml") -> None:
        """The list with these items."""
        self.write(place, (head or self.head) + "".join(items))

    def run(self, *arguments: str) -> Ran:
        """Exit code, and what was said without the line breaks of its layout."""
        ran = qzqd(self._capsys, *arguments)
        return ran._replace(out="".join(map(str.strip, (ran.out + ran.err).splitlines())))

    def told(self, command: str, *arguments: str) -> dict[str, Any]:
        """The answer of a command for programs."""
        ran = qzqd(self._capsys, command, "--format", "json", "--no-cache", "--jobs", "1", *arguments)
        answer: dict[str, Any] = json.loads(ran.out)
        return answer

    def codes(self, command: str = "validate", *arguments: str) -> set[str]:
        """The rules that have found something."""
        return {finding["code"] for finding in self.told(command, *arguments)["findings"]}

    def adopted(self, *said: str, edition: str = "", rest: str = "") -> None:
        """The list is for two streets, and one of them says of its items, by number: `1 adopted`."""
        head = self.head.replace("items:", "applies_to: {type: [street]}\nitems:")
        self.put(self.items, head)
        self.write("registers/units.yaml", UNITS)
        key, newest = (re.search(rf"(?m)^{name}: (.*)$", head) for name in ("id", "edition"))
        assert key
        assert newest
        items = "".join(
            f"  - {{id: CJ-{at}, name: 承接, upstream: {self.ids[int(at) - 1]}, status: {status}, reason: 试}}\n"
            for at, status in (each.split() for each in said)
        )
        self.write(
            "lists/adoption.yaml",
            UNITS[: UNITS.index("items:")]
            .replace("kind: units", "kind: adoption")
            .replace("example/units", "example/adoption")
            .replace('"420302", name: 示例区', '"420302001", name: 东街街道')
            + f"upstream: {{catalogue: {key[1]}, edition: {edition or newest[1]}}}\n{rest}items:"
            + (f"\n{items}" if items else " []\n"),
        )


@pytest.fixture(params=LISTS)
def desk(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    made = Desk(tmp_path / "place", request.param, capsys)
    monkeypatch.chdir(made.root)
    return made


def test_a_sound_list_is_left_alone(desk: Desk) -> None:
    assert desk.codes() == set()
    desk.commit("1")
    assert "没有调整" in desk.run("diff", "HEAD").out


# two sides


def test_each_side_is_read_by_its_own_settings(desk: Desk) -> None:
    desk.commit("1")
    desk.write("qzqd.toml", 'paths = ["other"]\n')
    desk.write("other/b.yaml", UNITS)
    desk.commit("2")
    ran = desk.run("diff", "HEAD~1", "HEAD", "--policy", "public")
    assert ran.code == 1
    assert f"取消 {len(desk.items)}" in ran.out


def test_a_folder_that_moved_with_the_settings_is_no_change(desk: Desk) -> None:
    desk.commit("1")
    desk.git("mv", "lists", "moved")
    desk.write("qzqd.toml", 'paths = ["moved"]\n')
    desk.commit("2")
    assert "没有调整" in desk.run("diff", "HEAD~1", "HEAD").out


def test_another_id_of_the_list_is_one_remark(desk: Desk) -> None:
    desk.commit("1")
    desk.put(desk.items, re.sub(r"(?m)^id: \S+", "id: example/other", desk.head))
    said = desk.run("diff", "HEAD").out
    assert said.startswith("清单开头 1")
    assert "取消" not in said


def test_an_older_side_with_a_fault_is_told_and_the_rest_compared(desk: Desk) -> None:
    desk.put([desk.items[0].replace("name:", "nmae:"), *desk.items[1:]])
    desk.commit("1")
    desk.put([desk.items[0], desk.items[1].replace(desk.names[1], "另一个名称"), *desk.items[2:]])
    said = desk.run("diff", "HEAD").out
    assert "旧版有错" in said
    assert "另一个名称" in said


def test_ids_that_shifted_come_first(desk: Desk) -> None:
    desk.commit("1")
    rows = [desk.items[0].replace(desk.names[0], "新增的一项"), *desk.items]
    desk.put(_ID.sub(f'  - id: "{key}', row) for row, key in zip(rows, [*desk.ids, "NEW-9"], strict=True))
    assert desk.run("diff", "HEAD").out.startswith(f"{len(desk.ids)} 个编号改作他用")


def test_what_was_deleted_outright_is_told_without_a_policy(desk: Desk) -> None:
    desk.commit("1")
    desk.put(desk.items[1:])
    assert "QZ816" in desk.run("diff", "HEAD").out


@pytest.mark.parametrize("spec", ["lists/a.yaml", "v1", "lists/b.yaml", "HEAD..main..v1"])
def test_what_is_not_clear_is_never_compared_with_all(desk: Desk, spec: str) -> None:
    desk.commit("1")
    desk.git("tag", "v1")
    desk.write("v1/a.yaml", "")
    ran = desk.run("diff", spec)
    assert ran.code in (2, 3)
    assert "没有调整" not in ran.out


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read from now on."""
    found: list[str] = []
    opened = source.opened

    def noted(path: Path, root: Path) -> AbstractContextManager[BinaryIO]:
        found.append(path.name)
        return opened(path, root)

    monkeypatch.setattr(source, "opened", noted)
    return found


def test_the_table_of_a_ledger_is_not_compared_and_not_searched(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = UNITS[: UNITS.index("items:")].replace("kind: units", "kind: consultation-records")
    ledger = head.replace("example/units", "example/ledger") + "upstream: {catalogue: example/list}\n"
    desk.write("lists/ledger.yaml", f"{ledger}records: 记录.csv\nitems: []\n")
    desk.write("lists/记录.csv", "事项编号,事项名称,征求意见事项,征求日期\n")
    desk.commit("1")
    assert "没有比较" not in desk.run("diff").out
    desk.write("lists/记录.csv", "事项编号,事项名称,征求意见事项,征求日期\nZQ-1,规划编制,ZX-01,2025-03-03\n")
    assert "QZ835" in desk.run("diff").out
    for command in ("show", "log"):
        for worth in (pool.WORTH_CACHING, 0):
            monkeypatch.setattr(pool, "WORTH_CACHING", worth)
            read = reads(monkeypatch)
            assert "没有找：记录.csv" in desk.run(command, "ZQ-1").out
            assert read.count("ledger.yaml") == 1
    assert "记录.csv 里的记录没有导出" in desk.run("export", "example/ledger", "--format", "csv").out


def test_a_register_outside_of_the_lists_is_not_compared(desk: Desk) -> None:
    desk.write("registers/units.yaml", UNITS)
    desk.commit("1")
    assert "QZ835" not in desk.run("diff").out
    desk.write("registers/units.yaml", UNITS.replace("西街街道", "西城街道"))
    assert "QZ835" in desk.run("diff").out
    assert "名称变更 1" in desk.run("diff", "--paths", "registers/units.yaml").out


def test_settings_that_decide_how_it_is_judged_are_told_whatever_they_say(desk: Desk) -> None:
    desk.write("qzqd.toml", '[severity]\nQZ836 = "error"\n')
    desk.commit("1")
    assert "QZ836" not in desk.run("diff").out
    desk.write("qzqd.toml", 'disable = ["QZ8"]\n')
    ran = desk.run("diff", "--policy", "public")
    assert ran.code == 1
    assert "QZ836" in ran.out
    assert "disable" in ran.out
    (desk.root / "qzqd.toml").unlink()
    assert "severity" in desk.run("diff").out


# git


def test_what_a_hook_exports_does_not_reach_git(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.commit("1")
    desk.put(desk.items[1:])
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    assert "取消 1" in desk.run("diff").out


def test_a_checkout_with_other_line_ends_is_left_as_it_is(desk: Desk) -> None:
    desk.run("fmt")
    path = desk.root / "lists" / "a.yaml"
    data = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    desk.git("config", "core.autocrlf", "true")
    assert desk.run("fmt", "--check").code == 0
    assert path.read_bytes() == data


# places that machines read


def test_paths_for_platforms_begin_at_the_top(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put([desk.items[0].replace("name:", "nmae:"), *desk.items[1:]])
    monkeypatch.chdir(desk.root / "lists")
    assert "file=lists/a.yaml," in desk.run("validate", "--format", "github").out
    assert '"path": "lists/a.yaml"' in desk.run("validate", "--format", "gitlab").out
    assert '"uri": "lists/a.yaml"' in desk.run("validate", "--format", "sarif").out


# what matched nothing


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ('registers = ["registrs/*.yaml"]\n', "QZ624"),
        ('exclude = ["draft/*"]\n', "QZ624"),
        ('[schemas]\ntickets = "local.json"\n', "QZ624"),
        ('[[ignores]]\nrule = "QZ102"\npath = "list/*"\nreason = "试"\n', "QZ621"),
        ('[[ignores]]\nrule = "QZ999"\nreason = "试"\n', "QZ623"),
    ],
)
def test_a_setting_that_matches_nothing(desk: Desk, settings: str, code: str) -> None:
    desk.write("local.json", "{}")
    desk.write("qzqd.toml", SETTINGS + settings)
    assert desk.codes() == {code}


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("units.yml", UNITS, "QZ625"),
        ("b.yaml.txt", "kind: tickets\n", "QZ626"),
        ("b.xls", "", "QZ627"),
        ("b.yaml", "id: x/y\nitems: []\n", "QZ101"),
    ],
)
def test_a_file_that_somebody_may_count_on(desk: Desk, name: str, text: str, code: str) -> None:
    desk.write(f"lists/{name}", text)
    assert code in desk.codes()


def test_a_baseline_of_what_is_gone(desk: Desk) -> None:
    broken = [desk.items[0].replace("name:", "nmae:"), *desk.items[1:]]
    desk.put(broken, place="lists/b.yaml")
    desk.run("validate", "--write-baseline", "base.json")
    (desk.root / "lists" / "b.yaml").unlink()
    assert "QZ622" in desk.codes("validate", "--baseline", "base.json")


# one slip hides nothing else


def test_a_structural_fault_hides_no_other_finding(desk: Desk) -> None:
    first = desk.items[0].replace("    seq: 1\n", "    seqq: 1\n")
    third = desk.items[2].replace(desk.names[2], f"{desk.names[2]}*")
    desk.put([first, desk.items[1], third, *desk.items[3:]])
    assert desk.codes() == {"QZ104", "QZ112", "QZ706"}


# coverage


def test_a_statement_about_the_whole_list_is_told_apart(desk: Desk) -> None:
    desk.adopted(rest="unlisted: adopted\n")
    (baseline,) = desk.told("coverage")["baselines"]
    assert baseline["totals"]["declared"] == len(desk.items)
    assert desk.run("coverage", "--fail-on", "declared").code == 1


def test_an_adoption_that_cannot_be_read_is_not_missing(desk: Desk) -> None:
    desk.adopted("1 adoptd")
    ran = desk.run("coverage")
    assert ran.code == 3
    assert "未读到" in ran.out


@pytest.mark.parametrize(
    ("said", "edition", "code"),
    [
        (("1 adopted",), '"2099-01-01"', "QZ551"),
        (("1 adopted",), '"1999-01-01"', "QZ552"),
        (("1 adopted", "1 adopted"), "", "QZ554"),
        (("1 not-applicable",), "", "QZ502"),
    ],
)
def test_an_adoption_that_counts_otherwise_than_it_reads(
    desk: Desk, said: tuple[str, ...], edition: str, code: str
) -> None:
    desk.adopted(*said, edition=edition)
    assert code in desk.codes("coverage")


def test_a_whole_and_its_parts_do_not_contradict_each_other(desk: Desk) -> None:
    desk.items[1] = desk.items[1].replace("    seq: 2\n", f"    parent: {desk.ids[0]}\n")
    desk.adopted("1 adopted", "2 not-adopted")
    assert "QZ590" in desk.codes("coverage")


def test_numbers_alone_say_on_the_side_what_is_wrong_with_them(desk: Desk) -> None:
    desk.adopted("1 adopted", edition='"2099-01-01"')
    for format in ("csv", "badge", "lcov"):
        ran = desk.run("coverage", "--format", format, "--fail-under", "50")
        assert ran.code == 1
        assert "没有 2099-01-01 版" in ran.err
        assert "要求不低于 50%" in ran.err


def test_an_adoption_that_slipped_by_a_row(desk: Desk) -> None:
    desk.adopted("1 adopted", "2 adopted")
    place = desk.root / "lists" / "adoption.yaml"
    first, second = desk.names[:2]
    place.write_text(place.read_text("utf-8").replace("name: 承接", f"name: {second}", 1), "utf-8")
    assert "QZ319" in desk.codes()
    place.write_text(place.read_text("utf-8").replace(f"name: {second}", f"name: {first}", 1), "utf-8")
    assert "QZ319" not in desk.codes()


def test_a_gate_that_looks_at_nothing_does_not_pass(desk: Desk) -> None:
    assert desk.run("coverage", "--fail-under", "100").code == 3
    gone = '    repealed: "2025-06-01"\n    repealed_by: 示例〔2025〕1号\n'
    desk.items = [re.sub(r"(?m)^(    name: .*\n)", rf"\1{gone}", item) for item in desk.items]
    desk.adopted()
    for option in ("--fail-under", "--fail-under-unit"):
        assert desk.run("coverage", option, "0").code == 1


def test_a_list_that_is_not_there(desk: Desk) -> None:
    desk.adopted("1 adopted")
    for command in (("coverage",), ("export", "--format", "csv"), ("show",), ("log",)):
        ran = desk.run(*command, "example/lists")
        assert ran.code
        assert "example/lists" in ran.out
