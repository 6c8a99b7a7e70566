"""What the page says beside the baselines: gates, trends, aspects, ledgers, claims and findings."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from qzqd.finding import Span
from qzqd.locale import Text
from qzqd.report.coverage import words
from qzqd.report.coverage.tables import rated, table
from qzqd.report.paper.markup import plain
from qzqd.report.paper.tally import tally
from qzqd.report.paper.words import SEVERITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from qzqd.cover.coverage import Aspect, Check, ClaimResult, Coverage, Ledger, Rank
    from qzqd.finding import Finding
    from qzqd.locale import Language

    T = TypeVar("T")

_MOST = 500
"""Lines of a list, or of a table."""
_PARTS = 40
"""Ids, or ranges of ids, that are shown of one aspect."""

_VERDICT = Text("结论", "Verdict")
_CATALOGUE = Text("清单", "Catalogue")
_ASPECT = (
    Text("要素", "Aspect"),
    _CATALOGUE,
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
_FINDINGS = Text("问题", "Findings")
_FINDING = (
    Text("级别", "Severity"),
    Text("问题和改法", "Finding and remedy"),
    Text("事项", "Item"),
    Text("位置", "Place"),
)
_VERDICTS = {True: "passed", False: "failed", None: "quiet"}
"""How it looks."""


class Answers:
    """Sections of HTML in lines, of what there is."""

    def __init__(self, coverage: Coverage, language: Language) -> None:
        self._coverage = coverage
        self._language = language

    def gates(self) -> Iterator[str]:
        """Whether the demands are met; those that are not stand first."""
        if gates := self._coverage.gates:
            ordered = sorted(gates, key=lambda gate: gate.passed)
            told = ((_VERDICTS[gate.passed], words.gate(gate)) for gate in ordered)
            yield from self._listed("gates", words.judged(gates), told, len(gates))

    def others(self) -> Iterator[str]:
        """What is not about one baseline."""
        coverage = self._coverage
        if trends := coverage.trends:
            told = (("", words.trend(trend)) for trend in trends)
            yield from self._listed("trends", words.against(coverage), told, len(trends))
        if aspects := coverage.aspects:
            yield from self._tabled("aspects", words.ASPECTS, _ASPECT, aspects, self._aspect)
        for at, ledger in enumerate(coverage.ledgers, 1):
            yield from self._ledger(f"ledger-{at}", ledger)
        if claims := coverage.claims:
            yield from self._tabled("claims", words.claimed(claims), _CLAIM, claims, self._claim)
        if findings := coverage.findings:
            found = tally(findings)
            title = Text(f"{_FINDINGS.zh}：{found.zh}", f"{_FINDINGS.en}: {found.en}")
            yield from self._tabled("findings", title, _FINDING, findings, self._finding)

    def _say(self, text: Text) -> str:
        return plain(text.in_(self._language))

    def _listed(
        self, anchor: str, title: Text, entries: Iterable[tuple[str, Text]], count: int
    ) -> Iterator[str]:
        """entries: how each looks, and what it says."""
        yield from self._opened(anchor, title)
        yield "<ul>"
        for css, text in islice(entries, _MOST):
            mark = f' class="{css}"' if css else ""
            yield f"<li{mark}>{self._say(text)}</li>"
        yield "</ul>"
        yield from self._closed(count)

    def _tabled(
        self,
        anchor: str,
        title: Text,
        columns: Sequence[Text],
        entries: Sequence[T],
        row: Callable[[T], Sequence[str]],
    ) -> Iterator[str]:
        yield from self._opened(anchor, title)
        yield from table(title, columns, map(row, entries[:_MOST]), self._language)
        yield from self._closed(len(entries))

    def _opened(self, anchor: str, title: Text) -> Iterator[str]:
        yield f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{self._say(title)}</h2>'

    def _closed(self, count: int) -> Iterator[str]:
        if count > _MOST:
            yield f'<p class="quiet">{self._say(words.more(count - _MOST))}</p>'
        yield "</section>"

    def _aspect(self, aspect: Aspect) -> list[str]:
        ids = list(islice(words.ranges(aspect.missing_items), _PARTS + 1))
        if len(ids) > _PARTS:
            ids[-1] = "…"
        between = words.COMMA.in_(self._language)
        groups = (f"{name} {words.ratio(part)}" for name, part in aspect.groups)
        return [
            self._say(aspect.title),
            plain(aspect.catalogue),
            rated(aspect.covered),
            plain(between.join(ids)),
            plain(between.join(groups)),
        ]

    def _ledger(self, anchor: str, ledger: Ledger) -> Iterator[str]:
        title = words.records(ledger)
        yield from self._opened(anchor, title)
        if ledger.checks:
            yield from table(title, _CHECK, map(self._check, ledger.checks), self._language)
        if ledger.ranks:
            yield from table(title, _RANK, map(self._rank, ledger.ranks[:_MOST]), self._language)
        yield from self._closed(len(ledger.ranks))

    def _check(self, check: Check) -> list[str]:
        return [self._say(check.title), rated(check.kept)]

    def _rank(self, rank: Rank) -> list[str]:
        tied = self._say(words.TIED) if rank.tied else ""
        return [*map(plain, words.ranked(rank)), tied]

    def _claim(self, claim: ClaimResult) -> list[str]:
        verdict = f'<span class="{_VERDICTS[claim.agrees]}">{self._say(words.verdict(claim))}</span>'
        return [
            f"{plain(claim.text)} <small>{plain(claim.id)}</small>",
            verdict,
            plain(claim.stated),
            plain(claim.recomputed),
            self._say(claim.how),
        ]

    def _finding(self, finding: Finding) -> list[str]:
        place = "" if finding.span == Span() else f":{finding.span.line}:{finding.span.column}"
        help = f"<small>{self._say(finding.help)}</small>" if finding.help else ""
        return [
            f'<span class="{finding.severity}">{self._say(SEVERITY[finding.severity])} {plain(finding.code)}</span>',
            f"{self._say(finding.message)} {help}",
            plain(finding.item or ""),
            plain(finding.path + place),
        ]
