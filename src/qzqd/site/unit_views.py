"""What the page of a unit shows, and that of published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.cover.coverage import status_labels
from qzqd.report.coverage.claims_words import claim_cells, claim_name, claim_verdict, claims_by_list, ignored
from qzqd.report.coverage.words import rates
from qzqd.report.paper.values import field_words
from qzqd.site import words
from qzqd.site.facts import Fact, Link
from qzqd.site.names import item_address, list_page, unit_page
from qzqd.site.rows import TableRow
from qzqd.site.views import PageSection

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.cover.coverage import BaselineCoverage, UnitCoverage
    from qzqd.locale import Language, Text
    from qzqd.site.content import Content, UnitView


def unit_facts(content: Content, view: UnitView, language: Language) -> list[Fact]:
    """Which unit it is, its offices and its own lists."""
    found = [Fact(words.CODE.in_(language), [view.code])]
    registered = view.registered or {}
    if parent := registered.get("parent"):
        known = content.units.get(parent)
        part = Link(known.name, unit_page(parent)) if known else content.unit_named(parent) or parent
        found.append(Fact(words.WITHIN.in_(language), [part]))
    if offices := _offices(content, view):
        found.append(Fact(words.OFFICES.in_(language), offices))
    if view.lists:
        links = [Link(each.title, list_page(each.id)) for each in view.lists]
        found.append(Fact(words.OWN_LISTS.in_(language), links))
    return found


def _offices(content: Content, view: UnitView) -> list[str | Link]:
    """Those of the register, and those of the lists of offices that the unit has taken up."""
    found: dict[str, str | Link] = {office: office for office in (view.registered or {}).get("offices", ())}
    for baseline, unit in view.carried:
        listed = content.by_id.get(baseline.id)
        if listed and listed.traits.declared.names_offices:
            for item in baseline.items:
                if unit.cells.get(item.id, "adopted") in ("adopted", "outdated"):
                    found[item.name] = Link(item.name, item_address(baseline.id, item.id))
    return list(found.values())


def unit_sections(content: Content, view: UnitView, language: Language) -> Iterator[PageSection]:
    """List by list: how much it carries, and what not."""
    for baseline, unit in view.carried:
        yield PageSection(
            Link(baseline.title, list_page(baseline.id)),
            (words.NAME, words.STATE, words.REASON),
            [*_gaps(baseline, unit)],
            [*_sums(unit, content, baseline, language)],
        )


def _sums(
    unit: UnitCoverage, content: Content, baseline: BaselineCoverage, language: Language
) -> Iterator[str | Text]:
    """The rates, then where the figures come from, unless they are published."""
    yield "　".join(rate.in_(language) for rate in rates(unit.counts, baseline))
    if unit.provenance not in ("", "official"):
        wording = field_words(content.by_id[baseline.id].catalogue.kind, language)
        yield f"{words.REPORTED.in_(language)}{wording.plain('provenance', unit.provenance)}"
    if not unit.cells:
        yield words.NO_GAPS


def _gaps(baseline: BaselineCoverage, unit: UnitCoverage) -> Iterator[TableRow]:
    names, labels = {item.id: item.name for item in baseline.items}, status_labels(baseline.verb)
    for item, status in unit.cells.items():
        link = Link(f"{item} {names[item]}", item_address(baseline.id, item))
        yield TableRow((link, labels[status], unit.reasons.get(item, "")))


def claims(content: Content) -> Iterator[PageSection]:
    """Every published figure with what follows from the data."""
    passed_over = ignored(content.coverage)
    for each in claims_by_list(content.coverage.claims):
        rows: list[TableRow] = []
        for claim in (*(claim for group in each.groups.values() for claim in group), *each.unsaid):
            _, stated, recomputed = claim_cells(claim)
            verdict = claim_verdict(claim)
            rows.append(TableRow((claim_name(claim, passed_over), stated, recomputed, verdict, claim.how)))
        columns = (words.FIGURE, words.STATED, words.RECOMPUTED, words.VERDICT, words.HOW)
        yield PageSection(content.called(each.catalogue), columns, rows)
