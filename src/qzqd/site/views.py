"""What the pages show, page by page: plain values for the templates, in which nothing is markup yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.compare.history.event import HAPPENINGS
from qzqd.kinds.traits import LINEAGE
from qzqd.locale import Text
from qzqd.report.paper.values import BETWEEN, field_words
from qzqd.report.paper.words import COLON
from qzqd.site import words
from qzqd.site.facts import Fact, Link, article_name
from qzqd.site.names import article_anchor, department_page, item_address, law_page, list_page, unit_page
from qzqd.site.rows import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.kinds.traits import KindTraits
    from qzqd.locale import Language
    from qzqd.site.content import Content, SiteLaw, SiteList
    from qzqd.site.facts import Facts
    from qzqd.site.past import RecentCommit

PageText = str | Text
_HEAD = ("edition", "effective", "repealed", "jurisdiction", "issuer", "source", "applies_to")
"""What the page of a list tells of its header, beside what it tells in words of its own."""
_CHOICES = 200
"""More values than that are typed and not chosen."""


class PageSection(NamedTuple):
    """A part of a page: lines, and a table that may be narrowed and sorted. naming: the column that says what a row is of."""

    title: PageText | Link
    columns: Sequence[PageText] = ()
    rows: Sequence[TableRow] = ()
    lines: Sequence[PageText] = ()
    sortable: bool = False
    choices: Sequence[tuple[PageText, int, Sequence[str]]] = ()
    naming: int = 0

    @property
    def caption(self) -> PageText:
        """The title of the table, which leads nowhere."""
        return self.title.words if isinstance(self.title, Link) else self.title


class ListTable(NamedTuple):
    """The items of a list by category. choices: what can be chosen from: a title, a column, the values."""

    columns: Sequence[PageText]
    groups: Sequence[tuple[str, Sequence[TableRow]]]
    choices: Sequence[tuple[PageText, str | int, Sequence[str]]]


def counted(listed: SiteList) -> Text:
    """How many main items are in force, and how many the list says it has."""
    count, published = len(listed.catalogue.main), listed.catalogue.published
    if not published:
        return Text(f"{count}", f"{count}")
    same = Text("一致", "as published") if count == published else Text("不一致", "not as published")
    return Text(f"{count}，公布 {published}，{same.zh}", f"{count}, published {published}: {same.en}")


def front(content: Content, language: Language) -> list[tuple[str, list[TableRow]]]:
    """The lists, place by place."""
    found: dict[tuple[str, str], list[TableRow]] = {}
    for each in sorted(
        content.lists, key=lambda each: (each.catalogue.header["jurisdiction"]["code"], each.id)
    ):
        header = each.catalogue.header
        provenance = field_words(each.catalogue.kind, language).plain(
            "provenance", header["source"]["provenance"]
        )
        cells = (
            Link(each.title, list_page(each.id)),
            each.traits.title,
            str(header["edition"]),
            counted(each),
            provenance,
        )
        code = each.catalogue.header["jurisdiction"]["code"]
        found.setdefault((code, each.place), []).append(TableRow(cells))
    return [(place, rows) for (_, place), rows in found.items()]


FRONT = (words.LIST, words.KIND, words.EDITION, words.COUNT, words.PROVENANCE)


def recent(content: Content, most: int, language: Language) -> list[TableRow]:
    """What changed last, by commit and list."""
    if content.past is None:
        return []
    rows: list[TableRow] = []
    for each in content.past.recent(most):
        listed = content.by_id.get(each.catalogue)
        title = content.called(each.catalogue, each.title)
        name = Link(title, list_page(each.catalogue)) if listed else title
        rows.append(TableRow((each.date, name, _happened(each, language), each.commit)))
    return rows


def _happened(each: RecentCommit, language: Language) -> str:
    return " · ".join(f"{HAPPENINGS[kind].in_(language)} {count}" for kind, count in each.counts)


RECENT = (words.DATE, words.LIST, words.CHANGED, words.COMMIT)


def list_facts(content: Content, listed: SiteList, language: Language) -> list[Fact]:
    """The header of a list."""
    wording, header = field_words(listed.catalogue.kind, language), listed.catalogue.header
    found = [
        Fact(words.KIND.in_(language), [listed.traits.title.in_(language)]),
        Fact(words.COUNT.in_(language), [counted(listed).in_(language)]),
    ]
    for name in _HEAD:
        if name in header:
            value = header[name]
            if name == "source":  # told above, by the titles of the fields
                value = {key: part for key, part in value.items() if key != "illustrative_fields"}
            lines = wording.value(name, wording.header[name], value, whole=True)
            found.append(Fact(wording.title(wording.header[name]), lines))
    if above := listed.catalogue.upstream:
        known = content.by_id.get(above)
        part: str | Link = Link(known.title, list_page(above)) if known else above
        found.append(Fact(wording.title(wording.header["upstream"]), [part]))
    if listed.id in content.baselines:
        found.append(
            Fact(words.CARRIED_HERE.in_(language), [Link(words.COVERAGE.in_(language), "coverage.html")])
        )
    if listed.editions:
        found.append(Fact(words.EARLIER.in_(language), list(listed.editions)))
    return found


def list_table(listed: SiteList, facts: Facts) -> ListTable:
    """The items of a list by category; columns that nothing stands in are left out."""
    teller, kind = facts.teller(listed.traits), listed.traits
    names = [name for name in _columns(kind) if any(name in item for item in listed.catalogue.items)]
    group = kind.field("group")
    groups: dict[str, list[TableRow]] = {}
    for item in listed.catalogue.items:
        name = Link(item["name"], item_address(listed.id, item["id"]))
        cells = [item["id"], name, *(teller.brief(each, item) for each in names)]
        row = TableRow(cells, ended=listed.catalogue.state_of(item) == "cancelled")
        groups.setdefault(str(item.get(group, "")), []).append(row)
    choices: list[tuple[PageText, str | int, Sequence[str]]] = []
    if 1 < len(groups) <= _CHOICES:
        choices.append((teller.titles[group], "group", list(groups)))
    for at, chosen in enumerate(names, 2):
        if chosen in _chosen(kind):
            told = (str(row.cells[at]) for rows in groups.values() for row in rows)
            values = sorted({part for cell in told for part in cell.split(BETWEEN) if part})
            if 1 < len(values) <= _CHOICES:
                choices.append((teller.titles[chosen], at, values))
    return ListTable(
        (words.ID, words.NAME, *(teller.titles[name] for name in names)), list(groups.items()), choices
    )


def _columns(kind: KindTraits) -> list[str]:
    cited = {path[0] for path in kind.refers.get("law", ())}
    wanted = {*_chosen(kind), *(name for name in kind.fields if kind.target(name)), "basis"} & {*kind.fields}
    return [name for name in kind.fields if name in wanted and name not in (*LINEAGE, *(cited - {"basis"}))]


def _chosen(kind: KindTraits) -> set[str]:
    return {*kind.having("type"), *kind.having("body"), *kind.having("handler")} | {
        name for name in kind.fields if kind.target(name) in ("office", "department")
    }


def law_facts(law: SiteLaw, language: Language) -> list[Fact]:
    """What the register knows of a law."""
    if law.entry is None:
        return [Fact(words.REGISTERED.in_(language), [words.UNREGISTERED.in_(language)])]
    entry = law.entry
    found = [Fact(words.LEVEL.in_(language), [entry.level])]
    counted = Text("{date}（{count} 条）", "{date} ({count} articles)").in_(language)
    editions = [
        counted.format(date=date, count=count) if count else date for date, count in reversed(entry.editions)
    ]
    if editions:
        found.append(Fact(words.EDITION.in_(language), editions))
    if entry.repealed:
        parts = filter(None, (entry.repealed, entry.repealed_by, entry.superseded_by))
        found.append(Fact(words.REPEALED.in_(language), ["，".join(parts)]))
    return found


def law_section(content: Content, law: SiteLaw, facts: Facts) -> PageSection:
    """What rests on which article, in the order of the articles."""
    whole = words.WHOLE.in_(facts.language)
    rows: list[TableRow] = []
    for article in sorted(law.articles, key=_order):
        anchor, name = article_anchor(article), article_name(article, whole)
        for row in law.articles[article]:
            listed, _ = content.items[row]
            rows.append(TableRow((name, facts.item(row), facts.link(listed)), anchor))
            anchor = ""
    return PageSection(words.RESTING, (words.ARTICLE, words.NAME, words.LIST), rows)


def _order(article: str) -> tuple[int, int, str]:
    number, _, inserted = article.partition("-")
    if not number.isdecimal():
        return (0, 0, article)
    return (int(number), int(inserted) if inserted.isdecimal() else 0, article)


def laws(content: Content) -> PageSection:
    """Every law with how much rests on it."""
    rows = [
        TableRow(
            (
                Link(title, law_page(title)),
                law.entry.level if law.entry else "",
                law.entry.editions[-1][0] if law.entry and law.entry.editions else "",
                str(len(law.items)),
            )
        )
        for title, law in content.laws.items()
    ]
    levels = sorted({str(row.cells[1]) for row in rows if row.cells[1]})
    columns = (words.NAME, words.LEVEL, words.IN_FORCE, words.COUNT)
    return PageSection(words.LAWS, columns, rows, sortable=True, choices=[(words.LEVEL, 1, levels)])


def units(content: Content) -> PageSection:
    """Every unit that has a page."""
    rows = [
        TableRow(
            (
                Link(view.name, unit_page(code)),
                code,
                content.unit_named((view.registered or {}).get("parent", "")),
            )
        )
        for code, view in content.units.items()
    ]
    return PageSection(words.UNITS, (words.NAME, words.CODE, words.WITHIN), rows, sortable=True)


def departments(content: Content) -> PageSection:
    """Every department that an item names."""
    rows = [
        TableRow((Link(name, department_page(name)), str(len({part.row for part in parts}))))
        for name, parts in content.departments.items()
    ]
    return PageSection(words.DEPARTMENTS, (words.NAME, words.COUNT), rows, sortable=True)


def department(content: Content, name: str, facts: Facts) -> Iterator[PageSection]:
    """What a department is asked for or asks others for: how it is named there, then place by place."""
    found: dict[str, list[TableRow]] = {}
    # What it leads comes first, what it only assists with last.
    for part in sorted(content.departments[name], key=lambda part: (True, None, False).index(part.leads)):
        listed, item = content.items[part.row]
        teller = facts.teller(listed.traits)
        sort = BETWEEN.join(
            filter(None, (teller.one_line(each, item) for each in listed.traits.having("type")))
        )
        leads = (
            "" if part.leads is None else (words.LEADS if part.leads else words.ASSISTS).in_(facts.language)
        )
        title = COLON.in_(facts.language).join(filter(None, (sort, teller.titles[part.field], leads)))
        asked = BETWEEN.join(
            filter(None, (teller.one_line(each, item) for each in listed.traits.having("asked")))
        )
        cells = (listed.place, facts.item(part.row), facts.link(listed), asked)
        found.setdefault(title, []).append(TableRow(cells))
    for title, rows in found.items():
        places = sorted({str(row.cells[0]) for row in rows})
        choices = [(words.PLACE, 0, places)] if len(places) > 1 else []
        columns = [words.PLACE, words.NAME, words.LIST, words.ASKED]
        if not any(row.cells[-1] for row in rows):
            columns.pop()
            rows = [TableRow(row.cells[:-1]) for row in rows]
        count = words.WITH.in_(facts.language).format(title=title, beside=len(rows))
        yield PageSection(count, columns, rows, sortable=True, choices=choices, naming=1)
