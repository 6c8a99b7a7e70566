"""The register of laws against the histories that its dates come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conftest import SHARED
from qzqd.publish.law_dates import contradiction, events, in_summer_time, main

if TYPE_CHECKING:
    from pathlib import Path

HISTORY = ["1989年5月5日 国务院第40次常务会议通过", "1989年6月17日 国务院令第37号发布", "1989年7月1日 施行"]
REGISTER = """\
kind: laws
items:
  - {id: FL-1, name: 人民调解委员会组织条例, level: 行政法规, editions: [{date: "%s"}]%s}
"""


def told(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    day: str,
    history: list[str],
    more: str = "",
    title: str = "人民调解委员会组织条例",
) -> tuple[int, list[str]]:
    """The exit code, and what is wrong with one law of this date and history; the last line is the sum."""
    (folder / "laws.yaml").write_text(REGISTER % (day, more), "utf-8")
    row = {"title": title, "editions": [{"version": day, "history": history}]}
    (folder / "source.jsonl").write_text(json.dumps(row), "utf-8")
    code = main([str(folder / "source.jsonl"), str(folder / "laws.yaml")])
    return code, capsys.readouterr().err.splitlines()[:-1]


def test_a_date_in_the_history_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(tmp_path, capsys, "1989-06-17", HISTORY) == (0, [])


@pytest.mark.parametrize("day", ["1989-06-16", "1989-06-27", "1958-06-17"])
def test_a_date_beside_or_before_every_publication_is_wrong(
    day: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = told(tmp_path, capsys, day, HISTORY)
    assert code == 1
    assert lines == [f"人民调解委员会组织条例 {day}: the history says: {HISTORY[1]}"]


def test_a_history_that_ends_before_an_edition_proves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(tmp_path, capsys, "2011-01-08", HISTORY) == (0, [])
    assert told(tmp_path, capsys, "1995-06-29", ["1995年6月6日 国务院批准"]) == (0, [])


def test_an_unproven_summer_day_of_those_years_is_doubted_until_a_note_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines = told(tmp_path, capsys, "1990-07-11", ["1990年6月23日 国务院批准"])
    assert (code, len(lines)) == (1, 1)
    assert "summer time" in lines[0]
    assert told(tmp_path, capsys, "1990-07-11", [], ", note: 不宜再引")[0] == 1
    assert told(tmp_path, capsys, "1990-07-11", [], ", note: 1990-07-11 没有公布记录")[0] == 0
    assert told(tmp_path, capsys, "1990-01-11", []) == (0, [])


def test_laws_that_only_one_side_has_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(tmp_path, capsys, "1989-06-17", HISTORY, title="信访条例") == (
        1,
        ["信访条例: not in the register", "人民调解委员会组织条例: not in the source"],
    )


def test_the_older_of_two_laws_of_one_name_needs_a_mark(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = "}\n  - {id: FL-2, name: 中华人民共和国人民调解委员会组织法, editions: [{date: '2010-08-28'}]"
    missing = "中华人民共和国人民调解委员会组织法: not in the source"
    _, (first, second) = told(tmp_path, capsys, "1989-06-17", HISTORY, newer)
    assert first == missing
    assert second.startswith("人民调解委员会组织条例: replaced by 中华人民共和国人民调解委员会组织法?")
    marked = told(tmp_path, capsys, "1989-06-17", HISTORY, ", superseded_by: 人民调解法" + newer)
    assert marked == (1, [missing])


def test_days_are_read_in_every_width_and_with_spaces() -> None:
    (event,) = events(["２０１３年１月１ 日 公安部令第132号发布"])
    assert (event.day, event.published) == ("2013-01-01", True)
    assert contradiction("2013-01-02", [event]) == event.line
    assert (in_summer_time("1986-05-04"), in_summer_time("1986-05-03")) == (True, False)


def test_without_a_source_it_says_what_it_wants(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "SOURCE.jsonl" in capsys.readouterr().err


@pytest.mark.shared
def test_every_date_of_the_bundled_register_stands_up_to_its_history(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = main([str(SHARED / "data" / "law-register.jsonl")])
    assert (code, capsys.readouterr().err.split(" laws")[0]) == (0, "958")


@pytest.mark.shared
def test_the_register_has_what_the_histories_say_where_the_source_is_wrong() -> None:
    """Only where a day of publication stands in the history: a day of approval or of effect is another one."""
    import yaml

    from qzqd.publish.law_dates import REGISTER as BUNDLED

    laws = yaml.load(BUNDLED.read_bytes(), Loader=yaml.CSafeLoader)["items"]
    days = {law["name"]: {edition["date"] for edition in law["editions"]} for law in laws}
    lines = (SHARED / "data" / "register-dates.tsv").read_text("utf-8").splitlines()[1:]
    early = [line.split("\t") for line in lines if line.startswith("1\t")]
    assert len(early) == 11
    for _, wrong, right, title in early:
        assert right in days[title], title
        assert wrong not in days[title], title
