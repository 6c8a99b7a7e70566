"""Every page of the site: its name and its text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from qzqd.locale import Text
from qzqd.report import Page
from qzqd.report.paper.html import fragment, json_for_script, page, style_sheet
from qzqd.report.paper.safe import safe_lines
from qzqd.site import unit_views, views, words
from qzqd.site.names import department_page, law_page, list_page, unit_page
from qzqd.site.rows import RowWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.locale import Language
    from qzqd.site.content import Content
    from qzqd.site.facts import Facts
    from qzqd.site.views import PageSection

_HERE = Path(__file__).with_name("html")
STYLE, SCRIPT = "site.css", "site.js"
_RECENT = 20
_GAP = Markup("<gap>")
"""What is put in later; the frame has nothing of any file in it."""


class Pages:
    """The pages of one site in one language. offered: what can be had of each list."""

    def __init__(
        self,
        content: Content,
        facts: Facts,
        language: Language,
        offered: Mapping[str, Sequence[tuple[str, str]]],
    ) -> None:
        self._content, self._facts, self._language = content, facts, language
        self._offered = offered
        texts = {key: text.in_(language) for key, text in words.SCRIPT.items()}
        self._frames: dict[str, list[bytes]] = {}
        self._told = json_for_script(texts, 0)
        self._told_rows = RowWriter(language)
        self._places = [*self._contents()]

    def all(self) -> Iterator[tuple[str, str | bytes]]:
        """What all pages share, then the front page."""
        content, language = self._content, self._language
        yield STYLE, style_sheet() + _HERE.joinpath(STYLE).read_text("utf-8")
        yield SCRIPT, _HERE.joinpath(SCRIPT).read_text("utf-8")
        yield "index.html", self._front()
        yield "item.html", self._page("item.html", "item.html", words.ITEM)
        yield from self._lists()
        if content.laws:
            yield "laws.html", self._table("laws.html", words.LAWS, [views.laws(content)])
            for title, law in content.laws.items():
                sections = [views.law_section(content, law, self._facts)]
                facts = views.law_facts(law, language)
                yield law_page(title), self._table("laws.html", title, sections, facts)
        if content.units:
            yield "units.html", self._table("units.html", words.UNITS, [views.units(content)])
            for code, view in content.units.items():
                facts = unit_views.unit_facts(content, view, language)
                yield (
                    unit_page(code),
                    self._table(
                        "units.html", view.name, [*unit_views.unit_sections(content, view, language)], facts
                    ),
                )
        if content.departments:
            sections = [views.departments(content)]
            yield "departments.html", self._table("departments.html", words.DEPARTMENTS, sections)
            for name in content.departments:
                sections = [*views.department(content, name, self._facts)]
                yield department_page(name), self._table("departments.html", name, sections)
        yield from self._reports()

    def _contents(self) -> Iterator[tuple[str, Text]]:
        content = self._content
        yield "index.html", words.HOME
        if content.laws:
            yield "laws.html", words.LAWS
        if content.units:
            yield "units.html", words.UNITS
        if content.departments:
            yield "departments.html", words.DEPARTMENTS
        if content.coverage.baselines:
            yield "coverage.html", words.COVERAGE
        if content.coverage.claims:
            yield "claims.html", words.CLAIMS
        if content.comparison is not None:
            yield "changes.html", words.CHANGES

    def _front(self) -> bytes:
        content = self._content
        groups = views.front(content, self._language)
        return self._page(
            "index.html",
            "index.html",
            words.SITE,
            summary=words.summary(len(groups), len(content.lists), content.size, content.main),
            notes=content.incomplete(),
            groups=groups,
            columns=views.FRONT,
            recent=views.recent(content, _RECENT, self._language),
            recent_columns=views.RECENT,
        )

    def _lists(self) -> Iterator[tuple[str, bytes]]:
        for listed in self._content.lists:
            table = views.list_table(listed, self._facts)
            yield (
                list_page(listed.id),
                self._page(
                    "list.html",
                    "",
                    listed.title,
                    provenance=self._facts.provenance(listed),
                    facts=views.list_facts(self._content, listed, self._language),
                    downloads=self._offered.get(listed.id, ()),
                    columns=table.columns,
                    groups=table.groups,
                    grouped=len(table.groups) > 1 or any(name for name, _ in table.groups),
                    choices=table.choices,
                ),
            )

    def _reports(self) -> Iterator[tuple[str, str | bytes]]:
        content = self._content
        if content.coverage.baselines:
            from qzqd.report.coverage.html import render as coverage

            yield "coverage.html", coverage(content.coverage, self._report("coverage.html"))
        if content.coverage.claims:
            yield "claims.html", self._table("claims.html", words.CLAIMS, [*unit_views.claims(content)])
        if content.comparison is not None:
            from qzqd.report.changes.html import render as changes

            yield "changes.html", changes(content.comparison, self._report("changes.html"))

    def _report(self, here: str) -> Page:
        return Page(self._language, places=self._places, here=here)

    def _table(
        self, here: str, title: str | Text, sections: list[PageSection], facts: Sequence[Any] = ()
    ) -> bytes:
        return self._page("table.html", here, title, heading=title, sections=sections, facts=facts, notes=())

    def _page(self, template: str, here: str, title: str | Text, **known: Any) -> bytes:
        if isinstance(title, Text):
            title = title.in_(self._language)
        main = fragment(
            template,
            _HERE,
            self._language,
            words=words.LABELS,
            told_rows=self._told_rows,
            title=title,
            **known,
        )
        named = str(escape(safe_lines(title))).encode()
        before, between, above, after = self._frame(here)
        return b"".join((before, named, between, named, above, main.encode(), after))

    def _frame(self, here: str) -> list[bytes]:
        """What stands around the title, where it stands again, and the content: on most pages the greater part."""
        if here not in self._frames:
            made = page(
                "site.html",
                _HERE,
                self._language,
                style_file=STYLE,
                script_file=SCRIPT,
                title=_GAP,
                words=words.LABELS,
                places=self._places,
                here=here,
                told=self._told,
                sources=(),
                main=_GAP,
            )
            self._frames[here] = made.encode().split(_GAP.encode())
        return self._frames[here]
