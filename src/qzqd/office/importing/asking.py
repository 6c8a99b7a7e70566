"""What has to be known before a cell is read, asked of whoever sits at the terminal: what nobody can tell from the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from qzqd import kinds
from qzqd.kinds.labels import stored_kind
from qzqd.locale import Text
from qzqd.office.importing.columns import field_targets
from qzqd.office.importing.plan import BOTH, EXTRA, IGNORE, assigned, column_fates
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.office.importing.plan import Plan, PlannedTable

_CODE = regex("(?<![0-9])(?:[0-9]{6}|[0-9]{9}|[0-9]{12})(?![0-9])")
_OPEN = {
    "title": Text("清单名称", "title of the list"),
    "edition": Text(
        "版本：年份或日期，如 2025 或 2025-01-31", "edition: a year or a date, as 2025 or 2025-01-31"
    ),
    "issuer": Text("发布机关", "issuer"),
}
_EXAMPLE = 24
"""So many characters of a cell tell what stands in its column."""


class Respondent(Protocol):
    """Whoever is asked."""

    def answer(self, question: Text, proposed: str) -> str:
        """What they say; what is proposed if they say nothing."""

    def agrees(self, question: Text, *, proposed: bool) -> bool:
        """Whether they do."""

    def shown(self, line: Text) -> None:
        """A line for them to read."""


def complete(plan: Plan, tables: Sequence[PlannedTable], person: Respondent) -> bool:
    """Complete a plan by what a person says; False where the columns need more than an answer."""
    if plan.rivals:
        _kind(plan, tables, person)
    examples = _examples(plan.kind, tables)
    for key, goal in plan.columns.items():
        example, zh = examples.get(key, ""), _goal(plan.kind, goal)
        person.shown(
            Text(f"  {key} → {zh}  例：{example}", f"  {key} → {goal}  e.g. {example}")
            if example
            else Text(f"  {key} → {zh}", f"  {key} → {goal}")
        )
    if not person.agrees(Text("各栏这样对应，对吗", "are these columns right"), proposed=True):
        return False
    for name, question in _OPEN.items():
        if not getattr(plan, name):
            setattr(plan, name, person.answer(question, ""))
    if not plan.code or not plan.place:
        _place(plan, person)
    plan.prefix = person.answer(Text("事项编号的开头", "what ids begin with"), plan.prefix)
    return True


def _kind(plan: Plan, tables: Sequence[PlannedTable], person: Respondent) -> None:
    options = (plan.kind, *plan.rivals)
    named = "、".join(f"{option} {kinds.schema(option)['title']}" for option in options)
    question = Text(f"清单类型（{named}）", f"kind of list ({', '.join(options)})")
    answer = person.answer(question, plan.kind)
    answer = stored_kind(answer)
    plan.kind = answer if answer in options else plan.kind
    plan.columns, plan.rivals = column_fates(tables, plan.kind), ()


def _place(plan: Plan, person: Respondent) -> None:
    about = plan.place or plan.title
    question = Text(
        f"行政区划代码和名称，如 420300 十堰市；这里是“{about}”",
        f"division code and name, as 420300 十堰市; this is “{about}”",
    )
    answer = person.answer(question, "")
    found = _CODE.search(answer)
    code = found[0] if found else ""
    name = answer.replace(code, "").strip()
    plan.code = code or plan.code
    if name and not name.isdecimal():  # a code that is none is no name either: it stays open and is told
        plan.place = name
    if plan.code and not plan.place:
        plan.place = person.answer(Text("行政区划名称，如 十堰市", "name of the division, as 十堰市"), "")
    if code and "/" not in plan.id:
        plan.id = f"{code}/{plan.id}"


def _goal(kind: str, goal: str) -> str:
    """Where a column goes, by the titles of its fields."""
    titles = {
        ".".join(each.path): each.node["title"] for found in field_targets(kind).values() for each in found
    }
    titles |= {EXTRA: "其他栏目", IGNORE: "不导入"}
    return BOTH.join(titles.get(part, part) for part in goal.split(BOTH))


def _examples(kind: str, tables: Sequence[PlannedTable]) -> dict[str, str]:
    """By column of the map, the first thing that stands in it."""
    found: dict[str, str] = {}
    for table in tables:
        rows = [row for row in table.grid.rows if row > table.header.bottom]
        for key, heading, _ in assigned(table, kind):
            text = next((text for row in rows if (text := table.grid.text(row, heading.column))), "")
            if text and key not in found:
                found[key] = " ".join(text.split())[:_EXAMPLE]
    return found
