"""One slip hides nothing else: rules see every field that is sound, and what they could not judge is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.run import run
from qzqd.read.workspace import workspace

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.finding import Finding

HEAD = (
    "kind: street-powers\nid: t/list\ntitle: 清单\nedition: '2025'\n"
    "jurisdiction: {code: '420302', name: 茅箭区}\nissuer: 茅箭区人民政府\n"
    "source: {title: 示例, provenance: compiled}\n"
)


def item(number: int, **fields: str) -> str:
    known = {
        "id": f"QZ-{number:03}",
        "name": f"事项{number}",
        "power_type": "行政检查",
        "authority": "街道办事处",
        "basis": "[{law: 测试法, article: 1}]",
    } | fields
    told = ", ".join(f"{name}: {value}" for name, value in known.items() if value)
    return f"  - {{{told}}}\n"


def check(folder: Path, *items: str, header: str = "", settings: str = "") -> list[Finding]:
    (folder / "qzqd.toml").write_text(settings, encoding="utf-8")
    (folder / "list.yaml").write_text(f"{HEAD}{header}items:\n{''.join(items)}", encoding="utf-8")
    return run(workspace([str(folder)]), jobs=1, use_cache=False).findings


def codes(findings: list[Finding]) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.item) for finding in findings]


def test_a_blank_type_hides_nothing_else_of_the_item_or_the_list(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        item(1, power_type="null"),
        item(2, power_type="null", basis=""),
        item(3, id="QZ-001"),
        header="published_count: {total: 4}\n",
    )
    assert sorted(code for code, _ in codes(found)) == ["QZ102", "QZ102", "QZ201", "QZ205", "QZ401"]


def test_a_number_under_a_misspelt_name_hides_no_finding_of_other_items(tmp_path: Path) -> None:
    found = check(tmp_path, item(1, seqq="1"), item(2, seq="2", basis=""), item(3, seq="3"))
    assert codes(found) == [("QZ112", None), ("QZ104", "QZ-001"), ("QZ401", "QZ-002")]
    assert found[0].message.zh == "1 个事项有格式错误，序号没有核对"


def test_an_entry_that_is_wrong_inside_a_list_leaves_the_other_fields(tmp_path: Path) -> None:
    found = check(tmp_path, item(1, basis="[{law: 测试法, article: 一}, {article: 2}]", name="测试法"))
    assert {code for code, _ in codes(found)} >= {"QZ101", "QZ105"}
    assert "QZ401" not in {code for code, _ in codes(found)}


def test_what_cannot_be_told_apart_is_said_and_counted_once(tmp_path: Path) -> None:
    found = check(
        tmp_path,
        item(1, id=""),
        item(2, id=""),
        item(3, parent="QZ-009"),
        header="published_count: {total: 3}\n",
    )
    (said,) = (finding for finding in found if finding.code == "QZ112")
    assert said.severity == "info"
    assert said.message.zh == "2 个事项有格式错误，数目、事项之间的引用没有核对"


def test_an_item_whose_date_is_wrong_is_neither_counted_nor_left_out(tmp_path: Path) -> None:
    found = check(tmp_path, item(1), item(2, repealed="2025年3月"), header="published_count: {total: 1}\n")
    assert codes(found)[0] == ("QZ112", None)
    assert "QZ205" not in {code for code, _ in codes(found)}


def test_fields_of_which_the_rule_is_switched_off_are_not_called_sound(tmp_path: Path) -> None:
    """Whoever does not want to hear of them has not had them checked."""
    found = check(tmp_path, item(1, power_type="检查"), settings='disable = ["QZ103"]\n')
    assert codes(found) == [("QZ112", None)]
    assert found[0].message.zh == "1 个事项有格式错误，格式不对的字段没有核对"
    assert not check(tmp_path, item(1), settings='disable = ["QZ103"]\n')


def test_a_missing_field_of_the_header_hides_no_item(tmp_path: Path) -> None:
    (tmp_path / "qzqd.toml").write_text("", encoding="utf-8")
    body = HEAD.replace("issuer: 茅箭区人民政府\n", "") + "items:\n" + item(1, basis="")
    (tmp_path / "list.yaml").write_text(body, encoding="utf-8")
    found = run(workspace([str(tmp_path)]), jobs=1, use_cache=False).findings
    assert codes(found) == [("QZ101", None), ("QZ401", "QZ-001")]


def test_ignores_that_could_not_be_used_are_not_called_unused(tmp_path: Path) -> None:
    settings = '[[ignores]]\nrule = "QZ205"\nreason = "口径不同"\npath = "list.yaml"\n'
    header = "published_count: {total: 9}\nignore: [{rule: QZ205, reason: 口径不同}]\n"
    found = check(tmp_path, item(1, id=""), item(2), header=header, settings=settings)
    assert codes(found) == [("QZ112", None), ("QZ101", None)]
    sound = check(tmp_path, item(1), header=header.replace("9", "1"), settings=settings)
    assert [finding.code for finding in sound] == ["QZ621", "QZ621"]


def test_records_beside_a_ledger_that_is_wrong_are_said_not_to_be_checked(tmp_path: Path) -> None:
    head = HEAD.replace("street-powers", "call-records").replace("issuer: 茅箭区人民政府\n", "")
    (tmp_path / "qzqd.toml").write_text("", encoding="utf-8")
    (tmp_path / "r.csv").write_text("编号,名称\n", encoding="utf-8")
    body = f"{head}upstream: {{catalogue: t/calls}}\nrecords: r.csv\nitems: []\n"
    (tmp_path / "list.yaml").write_text(body, encoding="utf-8")
    found = run(workspace([str(tmp_path)]), jobs=1, use_cache=False).findings
    told = [finding.message.zh for finding in found if finding.code == "QZ112"]
    assert told == ["台账有格式错误，r.csv 里的记录没有核对"]
