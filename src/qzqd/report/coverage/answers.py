"""What the page says beside the baselines: gates, trends, aspects, ledgers, claims and findings. Nothing here is HTML."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from qzqd.locale import Text
from qzqd.report.coverage import words
from qzqd.report.coverage.carried import rated
from qzqd.report.coverage.claims_words import claim_verdict, verdict_counts
from qzqd.report.paper.html import FINDING, FINDINGS, HtmlCell, findings_rows
from qzqd.report.paper.tally import tally
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.coverage import Aspect, ClaimResult, Coverage, Ledger
    from qzqd.locale import Language

_MOST = 500
"""Lines of a list, or of a table."""
_PARTS = 40
"""Ids, or ranges of ids, that are shown of one aspect."""

_VERDICT = Text("结论", "Verdict")
_ASPECT = (
    Text("要素", "Aspect"),
    Text("清单", "Catalogue"),
    Text("齐备", "Covered"),
    Text("缺少的事项", "Without"),
    Text("分类", "By category"),
)
_CHECK = (Text("检查", "Check"), Text("符合", "Kept"))
_RANK = (Text("部门", "Department"), Text("得分", "Score"), Text("档次", "Band"), Text("备注", "Note"))
_CLAIM = (
    Text("公布的说法", "Claim"),
    _VERDICT,
    Text("公布", "Stated"),
    Text("重算", "Worked out"),
    Text("怎样重算", "How"),
)
_VERDICTS = {True: "passed", False: "failed", None: "quiet"}
"""How it looks."""


class AnswerTable(NamedTuple):
    """The first cell of a row names it."""

    columns: Sequence[Text]
    rows: Sequence[Sequence[HtmlCell | Text | str]]
    css: str = "told"


class AnswerSection(NamedTuple):
    """A heading, and below it a list or tables; left: what there was no room for. anchor: an id of the page."""

    anchor: str
    title: Text
    listed: Sequence[HtmlCell] = ()
    tables: Sequence[AnswerTable] = ()
    left: Text | None = None


def answer_sections(
    coverage: Coverage, language: Language
) -> tuple[list[AnswerSection], list[AnswerSection]]:
    """Whether the demands are met, those that are not first; and what is not about one baseline."""
    return [*_gates(coverage)], [*_others(coverage, language)]


def _gates(coverage: Coverage) -> Iterator[AnswerSection]:
    if gates := coverage.gates:
        ordered = sorted(gates, key=lambda gate: gate.passed)
        cells = [HtmlCell(words.gate(gate), look=_VERDICTS[gate.passed]) for gate in ordered]
        yield AnswerSection("gates", words.judged(gates), cells[:_MOST], left=_left(cells))


def _others(coverage: Coverage, language: Language) -> Iterator[AnswerSection]:
    if coverage.trends:
        cells = [HtmlCell(trend) for trend in words.trends(coverage)]
        yield AnswerSection("trends", words.against(coverage), cells[:_MOST], left=_left(cells))
    if coverage.aspects:
        aspects = [_aspect(aspect, language) for aspect in coverage.aspects]
        yield _tabled("aspects", words.ASPECTS, _ASPECT, aspects)
    for at, ledger in enumerate(coverage.ledgers, 1):
        yield _ledger(f"ledger-{at}", ledger)
    if claims := coverage.claims:
        yield _tabled("claims", verdict_counts(claims), _CLAIM, [_claim(claim) for claim in claims])
    if coverage.findings:
        found = tally(coverage.findings)
        title = Text(f"{FINDINGS.zh}：{found.zh}", f"{FINDINGS.en}: {found.en}")
        rows = findings_rows(coverage.findings)
        yield _tabled("findings", title, FINDING, rows, "told findings")


def _tabled(
    anchor: str,
    title: Text,
    columns: Sequence[Text],
    rows: Sequence[Sequence[HtmlCell | Text | str]],
    css: str = "told",
) -> AnswerSection:
    return AnswerSection(anchor, title, tables=[AnswerTable(columns, rows[:_MOST], css)], left=_left(rows))


def _left(entries: Sequence[object]) -> Text | None:
    return words.more(len(entries) - _MOST) if len(entries) > _MOST else None


def _aspect(aspect: Aspect, language: Language) -> tuple[HtmlCell | Text | str, ...]:
    ids = list(islice(words.id_ranges(aspect.missing_items), _PARTS + 1))
    if len(ids) > _PARTS:
        ids[-1] = "…"
    between = COMMA.in_(language)
    groups = (f"{name} {words.ratio(part)}" for name, part in aspect.groups)
    covered = rated(aspect.covered)
    return aspect.title, aspect.catalogue, covered, between.join(ids), between.join(groups)


def _ledger(anchor: str, ledger: Ledger) -> AnswerSection:
    tables = []
    if ledger.checks:
        tables.append(AnswerTable(_CHECK, [(check.title, rated(check.kept)) for check in ledger.checks]))
    if ledger.ranks:
        ranks = [(*words.ranked(rank), words.TIED if rank.tied else "") for rank in ledger.ranks[:_MOST]]
        tables.append(AnswerTable(_RANK, ranks))
    return AnswerSection(anchor, words.records(ledger), tables=tables, left=_left(ledger.ranks))


def _claim(claim: ClaimResult) -> tuple[HtmlCell | Text | str, ...]:
    verdict = HtmlCell(claim_verdict(claim), look=_VERDICTS[claim.agrees])
    return HtmlCell(claim.text, claim.id), verdict, claim.stated, claim.recomputed, claim.how
