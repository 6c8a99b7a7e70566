"""For a comment on a pull request or the summary of a job: the verdict, what is wrong, then the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.coverage import words
from qzqd.report.coverage.claims_words import claim_verdict, verdict_counts
from qzqd.report.coverage.verbs import verb
from qzqd.report.coverage.words import settled_rows, unsettled
from qzqd.report.findings.markdown import FindingsTable, escape, file_tables, fitted, room_beside
from qzqd.report.paper.provenance import provenance_notes
from qzqd.report.paper.safe import safe
from qzqd.report.paper.words import COLON
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qzqd.cover.coverage import Aspect, BaselineCoverage, By, ClaimResult, Coverage, Ledger, Status
    from qzqd.report import Page
    from qzqd.report.coverage.words import CoverageRow

_LONG = 10
"""A table of more rows is folded."""

_MOST = 200
"""Complete rows that are listed; of more, their number says as much."""

_TITLE = Text("覆盖情况", "Coverage")
_TODO = Text("待办", "to do")
_RATIO, _SHARE = Text("项数", "number"), Text("比例", "share")
_ASPECT = (Text("清单", "catalogue"), Text("要素", "aspect"), _RATIO, _SHARE, words.WITHOUT)
_CHECK = (Text("检查", "check"), _RATIO, _SHARE)
_CLAIM = (Text("说法", "claim"), Text("公布", "stated"), Text("重算", "worked out"), Text("结论", "verdict"))
_RANK = (Text("部门", "department"), Text("得分", "score"), Text("档次", "band"), Text("备注", "remark"))


def render(coverage: Coverage, page: Page) -> str:
    """A comment that GitHub takes; its last line counts what was left out."""
    report = _Report(coverage, page)
    notes = [*report.notes()]
    verdict = fitted(report.verdict(), room_beside(notes) // 2)
    parts = [*verdict.parts, *notes]
    findings = fitted(file_tables(coverage.findings, page.language), room_beside(parts) // 2)
    parts += findings.parts
    tables = fitted(report.tables(page.by), room_beside(parts))
    parts += tables.parts
    rows = verdict.left + tables.left
    if findings.left or rows:
        parts.append(_truncated(findings.left, rows).in_(page.language))
    return "\n\n".join(parts) + "\n"


def _truncated(findings: int, rows: int) -> Text:
    return Text(
        f"篇幅所限，另有 {findings} 个问题、{rows} 行没有列出。运行 qzqd coverage 可以看到全部。",
        f"{findings} findings and {rows} rows did not fit. Run qzqd coverage to see them all.",
    )


class _Report:
    """Parts of the comment; whatever comes from a file is escaped."""

    def __init__(self, coverage: Coverage, page: Page) -> None:
        self._coverage = coverage
        self._language = page.language

    def notes(self) -> Iterator[str]:
        """What makes the numbers doubtful, and where they come from."""
        if alarm := words.alarm(self._coverage):
            yield f"**{self._say(alarm)}**"
        yield from map(self._say, provenance_notes(words.sources(self._coverage, self._language)))

    def verdict(self) -> Iterator[FindingsTable]:
        """The sum of each baseline, then the gates."""
        sums = [f"**{self._say(words.summary(baseline))}**" for baseline in self._coverage.baselines]
        yield self._points("###", _TITLE, sums or [self._say(words.empty(self._coverage))])
        if gates := self._coverage.gates:
            failed = [gate for gate in gates if not gate.passed]
            passed = [gate for gate in gates if gate.passed][:_LONG]
            lines = map(words.gate, (*failed, *passed))
            yield self._points("####", words.judged(gates), map(self._say, lines))

    def tables(self, by: By) -> Iterator[FindingsTable]:
        """All the numbers."""
        coverage = self._coverage
        for baseline in coverage.baselines:
            if baseline.units:
                yield from self._baseline(baseline, by)
        if coverage.aspects:
            rows = map(self._aspect, coverage.aspects)
            yield self._table(self._say(words.ASPECTS), _ASPECT, [*rows])
        for ledger in coverage.ledgers:
            yield from self._ledger(ledger)
        if coverage.claims:
            claims = sorted(coverage.claims, key=lambda claim: claim.agrees is not False)
            yield self._table(self._say(verdict_counts(claims)), _CLAIM, [*map(self._claim, claims)])
        if coverage.trends:
            yield self._points("####", words.against(coverage), map(self._say, words.trends(coverage)))

    def _say(self, text: Text) -> str:
        return self._plain(text.in_(self._language))

    def _plain(self, text: str) -> str:
        return escape(safe(text))

    def _points(self, level: str, heading: Text, points: Iterable[str]) -> FindingsTable:
        rows = [f"- {point}" for point in points]
        return FindingsTable(f"{level} {self._say(heading)}\n", rows, "", len(rows))

    def _table(
        self, title: str, names: Sequence[Text], rows: Sequence[Sequence[str]], *, folded: bool = False
    ) -> FindingsTable:
        """Below its title; folded where it is long or, as the caller says, can wait."""
        head = f"| {' | '.join(map(self._say, names))} |\n|{' --- |' * len(names)}"
        lines = (f"| {' | '.join(row)} |" for row in rows)
        if folded or len(rows) > _LONG:
            before = f"<details><summary>{title}</summary>\n\n{head}"
            return FindingsTable(before, lines, "\n\n</details>", len(rows))
        return FindingsTable(f"**{title}**\n\n{head}", lines, "", len(rows))

    def _baseline(self, baseline: BaselineCoverage, by: By) -> Iterator[FindingsTable]:
        said = [words.scope(baseline), *words.rates(baseline.totals, baseline), words.average(baseline)]
        done, labels, rows = (
            baseline.verb,
            verb(baseline).labels,
            words.coverage_rows(baseline, by, self._language),
        )
        lacking = [row for row in rows if not row.settled]
        complete = [row for row in rows if row.settled]
        if len(complete) > _MOST:
            said.append(settled_rows(len(complete), by, done))
            complete = []
        yield self._points("####", words.baseline_heading(baseline), map(self._say, said))
        columns = words.count_columns(baseline)
        names = (words.BY[by], *columns.values(), verb(baseline).rate, _SHARE, _TODO)
        if lacking:
            total = words.CoverageRow(words.TOTAL.in_(self._language), baseline.totals)
            title = self._say(unsettled(len(lacking), by, done))
            yield self._table(title, names, [self._row(row, columns, labels) for row in (total, *lacking)])
        if complete:
            title = self._say(settled_rows(len(complete), by, done))
            yield self._table(
                title, names, [self._row(row, columns, labels) for row in complete], folded=True
            )

    def _row(self, row: CoverageRow, columns: Iterable[str], labels: Mapping[Status, Text]) -> list[str]:
        numbers = (str(getattr(row.counts, status)) for status in columns)
        todo = (
            f"{self._say(labels[status])}{self._say(COLON)}{self._listed(words.id_ranges(ids))}"
            for status, ids in (words.open_cells(row.unit) if row.unit else ())
        )
        return [self._plain(row.name), *numbers, *words.with_rate(row.counts.rate), "<br>".join(todo)]

    def _listed(self, parts: Iterable[str]) -> str:
        return self._say(COMMA).join(map(self._plain, parts))

    def _aspect(self, aspect: Aspect) -> list[str]:
        groups = (f"{name} {words.ratio(group)}" for name, group in aspect.groups)
        below = filter(None, (self._listed(words.id_ranges(aspect.missing_items)), self._listed(groups)))
        names = (self._say(words.origin(aspect)), self._say(words.asked(aspect)))
        return [*names, *words.with_rate(aspect.covered), "<br>".join(below)]

    def _claim(self, claim: ClaimResult) -> list[str]:
        texts = (claim.text, claim.stated, claim.recomputed)
        return [*map(self._plain, texts), self._say(claim_verdict(claim))]

    def _ledger(self, ledger: Ledger) -> Iterator[FindingsTable]:
        title = self._say(words.records(ledger))
        if ledger.checks:
            rows = [[self._say(check.title), *words.with_rate(check.kept)] for check in ledger.checks]
            yield self._table(title, _CHECK, rows)
        if ledger.ranks:
            ranks = [
                [*map(self._plain, words.ranked(rank)), self._say(words.TIED) if rank.tied else ""]
                for rank in ledger.ranks
            ]
            yield self._table(title, _RANK, ranks)
