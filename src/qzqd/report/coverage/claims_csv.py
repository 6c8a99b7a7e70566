"""For spreadsheets: a row for each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.apostrophe import before_code
from qzqd.locale import Text
from qzqd.report.coverage import claims_words as words
from qzqd.report.paper.spreadsheet import figure_cell, sheet

if TYPE_CHECKING:
    from qzqd.cover.coverage import Coverage
    from qzqd.report import Page

_HEAD = (Text("清单编号", "catalogue"), Text("编号", "id"), Text("数据", "figure"))
_FOUND = (Text("公布", "published"), Text("重算", "worked out"), Text("结果", "result"), Text("依据", "from"))


def render(coverage: Coverage, page: Page) -> str:
    """Every claim in the order of the coverage, those of which nothing says how to work them out included."""
    language = page.language
    head = [title.in_(language) for title in (*_HEAD, *_FOUND)]
    rows = (
        [
            before_code(claim.catalogue),
            before_code(claim.id),
            claim.text,
            figure_cell(claim.stated),
            figure_cell(claim.recomputed),
            words.claim_verdict(claim).in_(language),
            claim.how.in_(language),
        ]
        for claim in coverage.claims
    )
    return sheet([head, *rows])
