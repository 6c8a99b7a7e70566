"""The same records written in YAML, as CSV and as a workbook give the same answers."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from cli.command import qzqd
from examples import share
from qzqd import kinds
from qzqd.apostrophe import before_code, before_formula
from workspaces import check

from .desk import covered

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from qzqd.finding import Finding

LISTS = {
    "consultation": [
        {"id": "A-1", "name": "甲", "feedback_days": 5, "procedure": "书面"},
        {"id": "A-2", "name": "乙"},
    ],
    "call-situations": [
        {
            "id": "A-1",
            "name": "甲",
            "departments": ["丙"],
            "responses": [{"level": "红", "within_minutes": 30}],
        },
        {"id": "A-2", "name": "乙"},
    ],
    "scoring": [{"id": "A-1", "name": "甲", "weight": 60}, {"id": "A-2", "name": "乙", "weight": 40}],
}
HELD_AGAINST = {
    "consultation-records": "consultation",
    "call-records": "call-situations",
    "department-scores": "scoring",
}
IDS = st.sampled_from(["A-1", "A-2", "A-3"])
TEXTS = (
    st.text("甲乙,\"\n' ;=+-@#1", min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda text: text and not text.startswith(("=", "#")))
)
DATES = st.dates(date(2024, 1, 1), date(2025, 12, 20)).map(str)
MOMENTS = st.datetimes(datetime(2025, 3, 1), datetime(2025, 3, 3)).map(lambda when: f"{when:%Y-%m-%d %H:%M}")
MARKS = st.one_of(st.integers(0, 100), st.integers(0, 99).map(lambda whole: whole + 0.5))


def records(required: dict[str, SearchStrategy[Any]], optional: dict[str, SearchStrategy[Any]]) -> Any:
    record = st.fixed_dictionaries({"name": TEXTS, **required}, optional={"note": TEXTS, **optional})
    return st.lists(record, min_size=1, max_size=6).map(
        lambda found: [{"id": f"R-{number}", **record} for number, record in enumerate(found)]
    )


RECORDS = {
    "consultation-records": records(
        {"upstream": IDS, "asked": DATES},
        {
            "answered": DATES,
            "outcome": st.sampled_from(["adopted", "partial", "not-adopted"]),
            "reason": TEXTS,
            "consultee": TEXTS,
        },
    ),
    "call-records": records(
        {"upstream": IDS, "level": st.sampled_from(["红", "黄"]), "reported": MOMENTS},
        {"arrived": MOMENTS, "closed": MOMENTS, "caller": TEXTS},
    ),
    "department-scores": records(
        {"scores": st.dictionaries(IDS, MARKS, min_size=1)},
        {"deducted": MARKS, "reason": TEXTS, "total": MARKS},
    ),
}


def lay(folder: Path, kind: str, **content: object) -> None:
    folder.mkdir(exist_ok=True)
    head = {
        "title": "示例",
        "edition": "2025-01-01",
        "jurisdiction": {"code": "120101", "name": "和平区"},
        "issuer": "示例",
        "source": {"title": "示例", "provenance": "illustrative"},
    }
    listed = HELD_AGAINST[kind]
    bands = (
        {"bands": [{"name": "优", "share": 60}, {"name": "良", "share": 40}]} if listed == "scoring" else {}
    )
    the_list = {"kind": listed, "id": "example/list", **head, **bands, "items": LISTS[listed]}
    ledger = {
        "kind": kind,
        "id": "example/ledger",
        **head,
        "upstream": {"catalogue": "example/list"},
        **content,
    }
    for name, body in (("list", the_list), ("ledger", ledger)):
        (folder / f"{name}.yaml").write_text(json.dumps(body, ensure_ascii=False), "utf-8")


def columns(items: list[dict[str, Any]]) -> list[str]:
    """Every field, a mapping spread out."""
    flat = (
        f"{key}.{inner}" if isinstance(value, dict) else key
        for item in items
        for key, value in item.items()
        for inner in (value if isinstance(value, dict) else ("",))
    )
    return [*dict.fromkeys(flat)]


def rows(items: list[dict[str, Any]]) -> list[list[Any]]:
    def cell(item: dict[str, Any], column: str) -> Any:
        key, _, inner = column.partition(".")
        return item.get(key, {}).get(inner) if inner else item.get(key)

    return [[cell(item, column) for column in columns(items)] for item in items]


def in_chinese(kind: str, heading: str) -> str:
    key, dot, inner = heading.partition(".")
    title: str = kinds.item_schema(kinds.schema(kind))["properties"][key]["title"]
    return title + dot + inner


def as_csv(kind: str, items: list[dict[str, Any]]) -> bytes:
    file = io.StringIO(newline="")
    whole = [
        [before_formula(before_code(str(cell))) if cell is not None else "" for cell in row]
        for row in rows(items)
    ]
    csv.writer(file).writerows([[in_chinese(kind, each) for each in columns(items)], *whole])
    return file.getvalue().encode("utf-8-sig")


def as_workbook(items: list[dict[str, Any]]) -> bytes:
    def value(cell: Any) -> Any:
        try:
            return datetime.fromisoformat(cell) if cell[:2] == "20" else cell
        except TypeError:
            return cell

    book = Workbook()
    for row in (columns(items), *rows(items)):
        book.worksheets[0].append([value(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def without_cell(finding: Finding) -> str:
    """The message without the cell of a sheet before it."""
    return re.sub(r"^[A-Z]+[0-9]+ 格：", "", finding.message.zh)


def answered(folder: Path) -> object:
    """All that is said, but for where it stands."""
    found, unplaced, findings = covered(folder)
    validated = check(folder).findings
    said = [
        (finding.code, finding.item, finding.pointer, without_cell(finding), finding.value)
        for finding in validated
    ]
    placed = [(finding.code, without_cell(finding)) for finding in findings]
    return found, [one._replace(path="") for one in unplaced], placed, sorted(said, key=str)


@pytest.mark.parametrize("kind", RECORDS)
@settings(share(0.2), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_however_they_are_written(kind: str, data: st.DataObject, tmp_path: Path) -> None:
    items = data.draw(RECORDS[kind])
    lay(tmp_path / "yaml", kind, items=items)
    lay(tmp_path / "csv", kind, records="r.csv", items=[])
    (tmp_path / "csv" / "r.csv").write_bytes(as_csv(kind, items))
    lay(tmp_path / "xlsx", kind, records="r.xlsx", items=[])
    (tmp_path / "xlsx" / "r.xlsx").write_bytes(as_workbook(items))
    expected = answered(tmp_path / "yaml")
    assert answered(tmp_path / "csv") == expected
    assert answered(tmp_path / "xlsx") == expected


def test_some_here_and_some_there(tmp_path: Path) -> None:
    record = {"name": "甲", "upstream": "A-1", "level": "红", "reported": "2025-03-01 10:00"}
    items = [
        {"id": f"R-{number}", **record, "arrived": f"2025-03-01 10:{number}"} for number in range(28, 34)
    ]
    lay(tmp_path / "yaml", "call-records", items=items)
    lay(tmp_path / "both", "call-records", records="r.csv", items=items[:2])
    (tmp_path / "both" / "r.csv").write_bytes(as_csv("call-records", items[2:]))
    assert answered(tmp_path / "both") == answered(tmp_path / "yaml")
    assert {finding.path.rpartition("/")[2] for finding in covered(tmp_path / "both").findings} == {
        "ledger.yaml",
        "r.csv",
    }


def test_an_id_that_is_there_twice_is_told_at_the_record(tmp_path: Path) -> None:
    record = {"name": "甲", "upstream": "A-1", "asked": "2025-03-03"}
    lay(tmp_path, "consultation-records", records="r.csv", items=[{"id": "R-1", **record}])
    items = [{"id": each, **record} for each in ("R-1", "R-2", "R-2")]
    (tmp_path / "r.csv").write_bytes(as_csv("consultation-records", items))
    for findings in (covered(tmp_path).findings, check(tmp_path).findings):
        found = [(finding.item, finding.span.line) for finding in findings if finding.code == "QZ201"]
        assert found == [("R-1", 2), ("R-2", 4)]


@pytest.mark.parametrize("where", ["ledger", "settings", ""])
def test_what_is_ignored_is_ignored_in_the_table_as_well(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [{"id": "R-1", "name": "甲", "upstream": "A-9", "asked": "2025-03-03", "answered": "2025-03-04"}]
    reason = {"rule": "QZ531", "reason": "已经核实"}
    ignore = {"ignore": [reason]} if where == "ledger" else {}
    lay(tmp_path, "consultation-records", records="r.csv", items=[], **ignore)
    (tmp_path / "r.csv").write_bytes(as_csv("consultation-records", items))
    if where == "settings":
        entry = "".join(
            f"{key} = {json.dumps(value)}\n" for key, value in {**reason, "path": "r.csv"}.items()
        )
        (tmp_path / "qzqd.toml").write_text(f"[[ignores]]\n{entry}", "utf-8")
    monkeypatch.chdir(tmp_path)
    out = qzqd(capsys, "coverage", "--no-cache").out
    assert ("QZ531" in out) is (not where)
    assert "QZ621" not in out


def test_a_part_that_the_scoring_lacks_is_told_at_its_heading(tmp_path: Path) -> None:
    items = [
        {"id": f"R-{number}", "name": f"甲{number}", "scores": {"A-1": 1, "A-9": 2}} for number in range(3)
    ]
    lay(tmp_path / "csv", "department-scores", records="r.csv", items=[])
    (tmp_path / "csv" / "r.csv").write_bytes(as_csv("department-scores", items))
    lay(tmp_path / "yaml", "department-scores", items=items)
    (found,) = covered(tmp_path / "csv").findings
    assert (found.code, found.span.line, found.item) == ("QZ531", 1, None)
    assert found.excerpt[found.span.column - 1 : found.span.end_column - 1] == "得分.A-9"
    (found,) = covered(tmp_path / "yaml").findings
    assert (found.code, found.item, found.pointer) == ("QZ531", "R-0", "/items/0/scores/A-9")


@pytest.mark.parametrize("content", [None, b"", b"id,name\n\x93,a\n", b"id,name\nR-1,x\n"])
def test_a_table_that_cannot_be_used_leaves_its_ledger_out(content: bytes | None, tmp_path: Path) -> None:
    lay(tmp_path / "csv", "call-records", records="r.csv", items=[])
    if content is not None:
        (tmp_path / "csv" / "r.csv").write_bytes(content)
    found, unplaced, findings = covered(tmp_path / "csv")
    assert (found, unplaced) == ([], [])
    assert findings
    assert {finding.path.rpartition("/")[2] for finding in findings} == {"r.csv"}


def test_hidden_rows_count_and_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [
        {"id": f"R-{each}", "name": f"事{each}", "upstream": "A-1", "asked": "2025-03-03"} for each in "12"
    ]
    lay(tmp_path, "consultation-records", records="r.xlsx", items=[])
    book = Workbook()
    for row in (columns(items), *rows(items)):
        book.worksheets[0].append(row)
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save(tmp_path / "r.xlsx")
    monkeypatch.chdir(tmp_path)
    out = qzqd(capsys, "coverage", "--no-cache").out
    assert "QZ527" in out
    assert "第 3 行是隐藏的，也算作记录" in out
    assert len(covered(tmp_path).ledgers) == 1
    (tmp_path / "qzqd.toml").write_text('disable = ["QZ527"]\n', "utf-8")
    assert "QZ527" not in qzqd(capsys, "coverage", "--no-cache").out
