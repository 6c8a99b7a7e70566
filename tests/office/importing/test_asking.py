"""Whoever sits at the terminal is asked for what the workbook does not say, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from office.importing.books import HEADINGS, book, row
from qzqd.office.importing.asking import complete
from qzqd.office.importing.plan import propose
from qzqd.office.importing.sheets import tables
from qzqd.tables.reading import read_tables

if TYPE_CHECKING:
    from qzqd.locale import Text
    from qzqd.office.importing.plan import Plan


class Clerk:
    """Answers by the first words of a question, and takes what is proposed otherwise."""

    def __init__(self, **answers: str) -> None:
        self.answers, self.asked, self.read = answers, list[str](), list[str]()

    def answer(self, question: Text, proposed: str) -> str:
        self.asked.append(question.zh)
        return next((said for about, said in self.answers.items() if question.zh.startswith(about)), proposed)

    def agrees(self, question: Text, *, proposed: bool) -> bool:
        self.read.append(question.zh)
        return proposed

    def shown(self, line: Text) -> None:
        self.read.append(line.zh)


def asked(clerk: Clerk, title: str) -> Plan:
    opened = read_tables(book([HEADINGS, row(1, "取水检查")], title=title), "清单.xlsx")
    found = tables(opened)
    plan = propose(opened, found)
    assert complete(plan, found, clerk)
    return plan


def test_the_edition_is_asked_for_where_the_title_has_none() -> None:
    clerk = Clerk(版本="2025", 行政区划="420300 十堰市")
    plan = asked(clerk, "水务局权责清单")
    assert plan.lacking() == []
    assert (plan.edition, plan.code, plan.place) == ("2025", "420300", "十堰市")
    assert [question[:2] for question in clerk.asked] == ["版本", "行政", "事项"]


def test_what_the_title_says_is_not_asked() -> None:
    clerk = Clerk(行政区划="420300")
    plan = asked(clerk, "十堰市水务局权责清单（2024年版）")
    assert (plan.edition, plan.place) == ("2024", "十堰市")
    assert [question[:2] for question in clerk.asked] == ["行政", "事项"]


def test_the_name_is_asked_for_where_only_the_code_was_said() -> None:
    clerk = Clerk(行政区划代码="420300", 行政区划名称="十堰市")
    plan = asked(clerk, "水务局权责清单（2024年版）")
    assert (plan.code, plan.place) == ("420300", "十堰市")


def test_columns_are_told_by_the_titles_of_their_fields() -> None:
    clerk = Clerk()
    asked(clerk, "水务局权责清单（2024年版）")
    assert "  事项名称 → 事项名称  例：取水检查" in clerk.read


@pytest.mark.parametrize("said", ["2025", "4203"])
def test_a_number_that_is_no_division_code_is_not_taken_for_a_name(said: str) -> None:
    plan = asked(Clerk(行政区划=said), "水务局权责清单（2024年版）")
    assert (plan.code, plan.place) == ("", "")
    assert {"code", "place"} <= {*plan.lacking()}
