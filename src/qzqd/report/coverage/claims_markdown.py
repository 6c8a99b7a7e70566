"""For a comment on a pull request: the sum, then a table for each catalogue, then what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.coverage import claims_words as words
from qzqd.report.coverage.words import id_ranges
from qzqd.report.findings.markdown import FindingsTable, escape, file_tables, fitted, room_beside
from qzqd.report.paper.safe import safe
from qzqd.report.paper.words import COLON
from qzqd.text import COMMA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.coverage import ClaimResult, Coverage
    from qzqd.report import Page

_TITLE = Text("### 公布数据核对结果", "### Published figures, worked out again")
_VERDICT = Text("结果", "Result")


def render(coverage: Coverage, page: Page) -> str:
    """A comment that GitHub takes; its last line counts what was left out."""
    return _Report(coverage, page).render()


class _Report:
    def __init__(self, coverage: Coverage, page: Page) -> None:
        self._coverage = coverage
        self._ignored = words.ignored(coverage)
        self._language = page.language

    def render(self) -> str:
        parts = [_TITLE.in_(self._language), self._say(words.summary(self._coverage))]
        parts += map(self._say, words.remarks(self._coverage))
        found = fitted(self._sections(), room_beside(parts))
        parts += found.parts
        if found.left:
            parts.append(self._say(words.left(found.left)))
        return "\n\n".join(parts) + "\n"

    def _sections(self) -> Iterator[FindingsTable]:
        yield from file_tables(self._coverage.findings, self._language)
        columns = (_VERDICT, *words.COLUMNS, words.HOW)
        head = f"| {' | '.join(map(self._say, columns))} |\n|{' --- |' * len(columns)}"
        for judged in words.claims_by_list(self._coverage.claims):
            claims = [claim for group in judged.groups.values() for claim in group]
            before = f"#### {escape(safe(judged.catalogue))}\n\n{head}"
            yield FindingsTable(before, map(self._row, claims), "", len(claims))
            if judged.unsaid:
                yield FindingsTable(self._unsaid(judged), [self._ids(judged.unsaid)], "", 1)

    def _say(self, text: Text) -> str:
        return escape(safe(text.in_(self._language)))

    def _row(self, claim: ClaimResult) -> str:
        texts = (*words.claim_cells(claim), words.claim_name(claim, self._ignored).in_(self._language))
        row = (
            self._say(words.VERDICTS[claim.agrees]),
            *(escape(safe(text)) for text in texts),
            self._say(claim.how),
        )
        return f"| {' | '.join(row)} |"

    def _unsaid(self, judged: words.ClaimsByVerdict) -> str:
        said = f"{self._say(words.UNSAID)} {len(judged.unsaid)}{self._say(COLON)}"
        return f"{escape(safe(judged.catalogue))} {said}".rstrip()

    def _ids(self, claims: Sequence[ClaimResult]) -> str:
        ids = (escape(safe(each)) for each in id_ranges(claim.id for claim in claims))
        return self._say(COMMA).join(ids)
