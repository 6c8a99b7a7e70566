"""What rests on a law, at a terminal: the sum, what the register knows of the law, and a table for each list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.law.citation import Citation, format_citation
from qzqd.locale import Text
from qzqd.report.paper.provenance import titled
from qzqd.report.paper.safe import safe
from qzqd.report.paper.table import folded_table
from qzqd.report.paper.terminal import wrap
from qzqd.report.paper.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.check.impact import CitedGround, Impact, ListImpact, RestingItem
    from qzqd.open.registers import Registers
    from qzqd.report import Page

_HEADINGS = (Text("编号", "Id"), Text("事项", "Item"), Text("条款", "Provision"), Text("版本", "Edition"))
UNSTATED = Text("（未写明）", "(not stated)")
_NEWEST = {True: Text("（最新）", " (newest)"), False: Text("（旧）", " (old)"), None: Text("", "")}


def render(answer: Impact, page: Page) -> str:
    """The whole report; nothing where nothing rests on the law."""
    if not answer.lists:
        return ""
    lines = impact_head(answer, page)
    for listed in answer.lists:
        lines += ["", *_wrapped(_heading(listed), page)]
        rows = [row for resting in listed.items for row in _rows(resting, page)]
        lines += folded_table([heading.in_(page.language) for heading in _HEADINGS], rows, page)
    return "\n".join(lines) + "\n"


def impact_head(answer: Impact, page: Page) -> list[str]:
    """The sum, and what the register knows of the law."""
    return [line for text in (_sum(answer), *_remarks(answer)) for line in _wrapped(text, page)]


def _wrapped(text: Text, page: Page) -> list[str]:
    return wrap(safe(text.in_(page.language)), page.width)


def _items(items: Sequence[RestingItem]) -> Text:
    return Text(f"{len(items)} 项", plural(len(items), "item"))


def _heading(listed: ListImpact) -> Text:
    items, title = _items(listed.items), titled(listed.catalogue)
    return Text(f"{items.zh} · {title.zh}", f"{items.en} · {title.en}")


def _sum(answer: Impact) -> Text:
    items, count, question = _items(answer.items), len(answer.lists), answer.inquiry.question
    return Text(f"{question}：{count} 份清单，{items.zh}", f"{question}: {plural(count, 'list')}, {items.en}")


def _remarks(answer: Impact) -> Iterator[Text]:
    if vague := answer.uncertain:
        yield Text(
            f"其中 {vague} 项没有写明条款或者版本，只是可能涉及。",
            f"{vague} of them may only be concerned: they state no provision or no edition.",
        )
    law, registers = answer.inquiry.law, answer.inquiry.registers
    if law is None:
        yield _unregistered(registers)
        return
    yield from answer.inquiry.doubts()
    newest, as_of = law.editions[-1][0], registers.as_of
    yield Text(
        f"最新版本 {newest}（登记簿截至 {as_of}）。", f"Newest edition {newest} (register as of {as_of})."
    )
    if law.repealed:
        yield Text(f"已于 {law.repealed} 废止。", f"Repealed on {law.repealed}.")
    if law.superseded_by:
        yield Text(f"已被《{law.superseded_by}》取代。", f"Superseded by 《{law.superseded_by}》.")


def _unregistered(registers: Registers) -> Text:
    if not registers.laws:
        return Text(
            "没有法规登记簿，版本无法核对。", "There is no register of laws to check the editions against."
        )
    return Text(
        f"登记簿（截至 {registers.as_of}）里没有这部法规，版本无法核对。",
        f"The register (as of {registers.as_of}) does not have it, so editions cannot be checked.",
    )


def cited_article(ground: CitedGround, page: Page) -> str:
    """The article that an item rests on, without what is below it."""
    bare = Citation("", article=ground.citation.article)
    return format_citation(bare) or UNSTATED.in_(page.language)


def _rows(resting: RestingItem, page: Page) -> Iterator[tuple[str, ...]]:
    """A row for each edition that the item cites."""
    cited: dict[str, dict[str, None]] = {}
    for ground in resting.grounds:
        cited.setdefault(_edition(ground, page), {})[_provision(ground, page)] = None
    head = resting.id, resting.name
    for edition, provisions in cited.items():
        yield (*head, "、".join(provisions), edition)
        head = "", ""


def _provision(ground: CitedGround, page: Page) -> str:
    bare = replace(ground.citation, law="", edition="", number="")
    return format_citation(bare) or UNSTATED.in_(page.language)


def _edition(ground: CitedGround, page: Page) -> str:
    edition = ground.citation.edition
    if ground.newest is None:
        return edition or UNSTATED.in_(page.language)
    return edition + _NEWEST[ground.newest].in_(page.language)
