"""What several reports of coverage say in the same words: the sum, the rates, what is missing, the gates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from qzqd.cover.coverage import RATES
from qzqd.locale import Text
from qzqd.outcome import ListBrief
from qzqd.report.coverage.verbs import verb
from qzqd.report.paper.provenance import in_short
from qzqd.report.paper.words import plural
from qzqd.text import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.cover.coverage import (
        Aspect,
        BaselineCoverage,
        By,
        ClaimResult,
        Counts,
        Coverage,
        Fraction,
        Gate,
        Ledger,
        ScoreRank,
        Status,
        Trend,
        UnitCoverage,
    )
    from qzqd.locale import Language

_SELDOM = ("not_applicable", "returned", "outdated", "waived", "unclaimed", "not_due", "unread")
"""Counts that a table has only where they occur."""


def count_columns(baseline: BaselineCoverage) -> dict[str, Text]:
    """The counts that a table of the baseline has; some only where they occur."""
    totals, titles = baseline.totals, verb(baseline).columns
    return {name: title for name, title in titles.items() if name not in _SELDOM or getattr(totals, name)}


BY: dict[By, Text] = {
    "unit": Text("单位", "unit"),
    "category": Text("类别", "category"),
    "office": Text("承办机构", "office"),
    "department": Text("责任部门", "department"),
}
TODO: tuple[Status, ...] = ("missing", "not_adopted", "partial", "outdated", "unread")
"""What somebody still has to see to."""

TOTAL = Text("合计", "total")
_UNREADABLE = Text(
    "有文件没有读到：列为缺失的，可能只是没有读到。",
    "Some files could not be read: what is listed as missing may only be unread.",
)
_UNCOUNTED = Text("没有统计承接情况，原因见列出的问题。", "No adoption was counted; the findings say why.")
_EMPTY = Text("没有要由各单位承担的清单。", "No list has to be carried by anyone.")
ASPECTS = Text("清单要素", "Aspects of the lists")
TIED = Text("与相邻档次同分", "tied across the border")
WITHOUT = Text("缺", "without")
_UNNAMED = Text("（没有写明）", "(not stated)")
_WAIVED: Status = "waived"
_DIGITS = "0123456789"


class CoverageRow(NamedTuple):
    """One line of the table of a baseline; the unit, if it is that of one. Not safe."""

    name: str
    counts: Counts
    unit: UnitCoverage | None = None

    @property
    def settled(self) -> bool:
        """Nothing is left to do: everything that applies is adopted in the present edition, and nothing waived."""
        return not (self.counts.outdated or self.counts.waived) and complete(self.counts.rate)


def alarm(coverage: Coverage) -> Text | None:
    """What makes the numbers doubtful, or why there are none."""
    if not coverage.unreadable:
        return None
    counted = coverage.baselines or coverage.aspects or coverage.ledgers or coverage.claims
    return _UNREADABLE if counted else _UNCOUNTED


def empty(coverage: Coverage) -> Text:
    """What is said in the place of baselines."""
    return alarm(coverage) or _EMPTY


def coverage_rows(baseline: BaselineCoverage, by: By, language: Language) -> list[CoverageRow]:
    """The table without its sum; units that share their name have their code behind it."""
    if by != "unit":
        return [CoverageRow(name or _UNNAMED.in_(language), counts) for name, counts in baseline.by(by)]
    seen = Counter(unit.name for unit in baseline.units)
    return [
        CoverageRow(unit.name if seen[unit.name] == 1 else f"{unit.name} {unit.code}", unit.counts, unit)
        for unit in baseline.units
    ]


def folded_rows(
    found: Sequence[CoverageRow], by: By, done: Text, most: int
) -> tuple[list[CoverageRow], list[Text]]:
    """The rows to show, and what to say of the others: of many, those are shown that have the lowest rates.

    done: what units do with the items.
    """
    if len(found) <= most:
        return [*found], []
    lacking = [row for row in found if not row.settled]
    shown = sorted(lacking, key=lambda row: row.counts.rate.percent)[:most]
    notes = []
    if left := len(lacking) - len(shown):
        notes.append(
            Text(
                f"另有 {left} 个{BY[by].zh}没有{done.zh}齐全，这里是{done.zh}率最低的；--format csv 列出全部",
                f"{left} more incomplete, these have the lowest rates; --format csv has them all",
            )
        )
    if count := len(found) - len(lacking):
        notes.append(settled_rows(count, by, done))
    return shown, notes


def settled_rows(count: int, by: By, done: Text) -> Text:
    """How many rows have nothing left to do."""
    return Text(f"{count} 个{BY[by].zh}{done.zh}齐全", f"{count} complete")


def unsettled(count: int, by: By, done: Text) -> Text:
    """How many rows have."""
    return Text(f"{count} 个{BY[by].zh}没有{done.zh}齐全", f"{count} incomplete")


def complete(fraction: Fraction) -> bool:
    """Whether the part is the whole."""
    return 0 < fraction.whole <= fraction.part


def percent(fraction: Fraction) -> str:
    """With two decimals, never rounded up; `-` of nothing."""
    if not fraction.whole:
        return "-"
    return "100%" if complete(fraction) else f"{fraction.percent:.2f}%"


def ratio(fraction: Fraction) -> str:
    """`74/74`."""
    return f"{fraction.part}/{fraction.whole}"


def with_rate(fraction: Fraction) -> tuple[str, str]:
    """Both of them, for two columns of a table."""
    return ratio(fraction), percent(fraction)


def both(fraction: Fraction) -> Text:
    """The percentage with its fraction beside it."""
    return Text(f"{percent(fraction)}（{ratio(fraction)}）", f"{percent(fraction)} ({ratio(fraction)})")


def summary(baseline: BaselineCoverage) -> Text:
    """The one line of a baseline that people quote. Not safe."""
    return CLAUSE.join(clauses(baseline))


def clauses(baseline: BaselineCoverage) -> list[Text]:
    """The parts of `summary`, joined by `CLAUSE`. Not safe."""
    first, *others = _said(baseline)
    items, published = baseline.main, baseline.published
    if more := sum(len(unit.additional) for unit in baseline.units):
        others.append(Text(f"另有清单以外增设的 {more} 个", f"{more} set up beyond the list"))
    if declaring := sum(unit.declared for unit in baseline.units):
        others.append(
            Text(
                f"其中 {declaring} 个单位只作整份声明，没有逐项填报",
                f"{declaring} of the units by a statement about the whole list only",
            )
        )
    if published not in (0, items):
        others.append(
            Text(f"公布 {published} 项，列出 {items} 项", f"{items} listed of {published} published")
        )
    return [Text(f"《{baseline.title}》：{first.zh}", f"{baseline.title}: {first.en}"), *others]


def _said(baseline: BaselineCoverage) -> list[Text]:
    count, totals, words = len(baseline.units), baseline.totals, verb(baseline)
    done = words.done
    if not count:
        return [Text(f"没有单位要{done.zh}", "no unit has to carry it")]
    rate = _rate("rate", totals, baseline)
    if complete(totals.strict):
        each = f"{len(baseline.items)}/{len(baseline.items)}"
        every = f"{'all ' * (count > 1)}{plural(count, 'unit')}"
        return [Text(f"{count} 个单位全部{done.zh} {each}", f"{every} {done.en} {each}"), rate]
    settled = sum(CoverageRow("", unit.counts).settled for unit in baseline.units)
    lacks = [(status, getattr(totals, status)) for status in (*TODO, _WAIVED)]
    return [
        Text(f"{count} 个单位中 {settled} 个{done.zh}齐全", f"{settled} of {plural(count, 'unit')} complete"),
        rate,
        *(
            Text(f"{words.labels[status].zh} {number}", f"{number} {words.labels[status].en}")
            for status, number in lacks
            if number
        ),
    ]


def id_ranges(ids: Iterable[str]) -> Iterator[str]:
    """The ids as coverage.py lists lines: three or more with consecutive numbers become `JD-003–JD-007`."""
    run: list[str] = []
    for key in ids:
        if run and not _follows(run[-1], key):
            yield from _told(run)
            run = []
        run.append(key)
    yield from _told(run)


def _told(run: list[str]) -> Iterable[str]:
    return [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run


def _follows(one: str, other: str) -> bool:
    stem = one.rstrip(_DIGITS)
    number = one[len(stem) :]
    return 0 < len(number) < 10 and other == f"{stem}{int(number) + 1:0{len(number)}}"


def more(count: int) -> Text:
    """That not everything is shown."""
    return Text(f"另有 {count} 项；--format json 列出全部", f"{count} more; --format json has them all")


def open_cells(unit: UnitCoverage) -> Iterator[tuple[Status, list[str]]]:
    """What somebody has to see to, and the ids of which it is true."""
    for status in TODO:
        if ids := [key for key, found in unit.cells.items() if found == status]:
            yield status, ids


def baseline_heading(baseline: BaselineCoverage) -> Text:
    """Title, id and edition. Not safe."""
    edition = f"  {baseline.edition}" if baseline.edition else ""
    return Text(f"{baseline.title}（{baseline.id}）{edition}", f"{baseline.title} ({baseline.id}){edition}")


def scope(baseline: BaselineCoverage) -> Text:
    """How large the matrix is, and where the list comes from."""
    items, units = len(baseline.items), len(baseline.units)
    made = in_short(baseline.provenance)
    return Text(
        f"{items} 项 × {units} 个单位，来源：{made.zh}",
        f"{plural(items, 'item')} × {plural(units, 'unit')}, provenance: {made.en}",
    )


def origin(aspect: Aspect) -> Text:
    """The list that an aspect is one of, and how far it is the published one. Not safe."""
    made, count = in_short(aspect.provenance), aspect.published
    zh, en = f"，公布 {count} 项", f", {plural(count, 'item')} published"
    return Text(
        f"{aspect.catalogue}（{made.zh}{zh * bool(count)}）",
        f"{aspect.catalogue} ({made.en}{en * bool(count)})",
    )


def asked(aspect: Aspect) -> Text:
    """What is asked of every item, and whether the answers only show the shape."""
    if not aspect.illustrative:
        return aspect.title
    shape = in_short("illustrative")
    return Text(f"{aspect.title.zh}（{shape.zh}）", f"{aspect.title.en} ({shape.en})")


def rates(counts: Counts, baseline: BaselineCoverage) -> list[Text]:
    """The three rates, each with its fraction."""
    return [_rate(name, counts, baseline) for name in RATES]


def _rate(name: str, counts: Counts, baseline: BaselineCoverage) -> Text:
    title, rate = verb(baseline).rates[name], both(getattr(counts, name))
    return Text(f"{title.zh} {rate.zh}", f"{title.en} {rate.en}")


def average(baseline: BaselineCoverage) -> Text:
    """How many items a unit has adopted on average; rounded down, so that it only reads as all if it is."""
    mean = number(baseline.totals.rate.part * 100 // max(len(baseline.units), 1) / 100)
    return Text(f"平均每个单位{baseline.verb.zh} {mean} 项", f"on average {mean} items in a unit")


def disagreement(claim: ClaimResult) -> Text:
    """What was published against what was worked out. Not safe."""
    return Text(
        f"公布 {claim.stated}，重算 {claim.recomputed}：{claim.how.zh}",
        f"published {claim.stated}, worked out {claim.recomputed}: {claim.how.en}",
    )


def against(coverage: Coverage) -> Text:
    """What the trends are measured from. Not safe."""
    return Text(f"与 {coverage.against} 相比", f"Since {coverage.against}")


def trends(coverage: Coverage) -> list[Text]:
    """The number of items then and now, and of a baseline the rates. Not safe."""
    found = {baseline.id: baseline for baseline in coverage.baselines}
    return [_trend(each, verb(*filter(None, [found.get(each.id)])).rate) for each in coverage.trends]


def _trend(each: Trend, rate: Text) -> Text:
    items = f"{each.old_items} → {each.new_items}"
    zh, en = f"{each.title}（{each.id}）：{items}", f"{each.title} ({each.id}): {items}"
    if each.old is None or each.new is None:
        return Text(zh, en)
    old, new = both(each.old), both(each.new)
    return Text(f"{zh}，{rate.zh} {old.zh} → {new.zh}", f"{en}, {rate.en} {old.en} → {new.en}")


def records(ledger: Ledger) -> Text:
    """Title, id, how many records, and where they come from. Not safe."""
    count, made = ledger.records, in_short(ledger.provenance)
    return Text(
        f"{ledger.title}（{ledger.id}）  {count} 条记录，来源：{made.zh}",
        f"{ledger.title} ({ledger.id})  {plural(count, 'record')}, provenance: {made.en}",
    )


def ranked(rank: ScoreRank) -> tuple[str, str, str]:
    """Department, score and band. Not safe."""
    return rank.department, f"{rank.score:.2f}", rank.band


def judged(gates: Sequence[Gate]) -> Text:
    """How many demands are met."""
    passed = sum(gate.passed for gate in gates)
    failed = len(gates) - passed
    if not failed:
        return Text(f"达标要求：{passed} 个全部通过", f"Gates: {'all ' * (passed > 1)}{passed} passed")
    return Text(f"达标要求：{failed} 个没有通过，{passed} 个通过", f"Gates: {failed} failed, {passed} passed")


def gate(each: Gate) -> Text:
    """What is demanded, what there is, and whether that will do. Not safe."""
    value, threshold = number(each.value), number(each.threshold)
    if each.fraction is None:
        measured = Text(f"{value}，要求不多于 {threshold}", f"{value}, at most {threshold} allowed")
    else:
        rate = both(each.fraction)
        if each.value != each.fraction.percent:  # as exact as what it is held against
            rate = Text(f"{value}%（{ratio(each.fraction)}）", f"{value}% ({ratio(each.fraction)})")
        measured = Text(f"{rate.zh}，要求不低于 {threshold}%", f"{rate.en}, at least {threshold}% required")
    verdict = Text("通过", "passed") if each.passed else Text("没有通过", "failed")
    return Text(
        f"{verdict.zh}  {each.title.zh}：{measured.zh}", f"{verdict.en}  {each.title.en}: {measured.en}"
    )


def number(value: float) -> str:
    """As few digits as say it exactly."""
    return str(float(value)).removesuffix(".0")


def sources(coverage: Coverage, language: Language) -> list[ListBrief]:
    """The lists, and what the units have reported, as `provenance_notes` takes them."""
    found = [
        ListBrief(
            id=baseline.id,
            title=baseline.title,
            provenance=baseline.provenance,
            edition=baseline.edition,
            illustrative=baseline.illustrative,
        )
        for baseline in coverage.baselines
    ]
    for baseline in coverage.baselines:
        for unit in baseline.units:
            if unit.path:
                done = baseline.verb.zh
                title = Text(f"{unit.name}{done}情况", f"adoption by {unit.name}").in_(language)
                found.append(ListBrief(id=unit.code, title=title, provenance=unit.provenance))
    return found
