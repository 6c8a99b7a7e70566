"""What rests on a law, in numbers: the sum, then how much in which list and on which article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.impact.text import cited_article, impact_head
from qzqd.report.paper.table import folded_table

if TYPE_CHECKING:
    from qzqd.check.impact import Impact
    from qzqd.report import Page

_LIST = Text("清单", "List")
_ARTICLE = Text("条", "Article")
_ITEMS = Text("事项数", "Items")


def render(answer: Impact, page: Page) -> str:
    """The whole report; nothing where nothing rests on the law. An item with several articles counts for each."""
    if not answer.lists:
        return ""
    items = _ITEMS.in_(page.language)
    lists = [(str(listed.catalogue.get("title", "")), str(len(listed.items))) for listed in answer.lists]
    articles: Counter[str] = Counter()
    numbers: dict[str, tuple[int, str]] = {}
    for resting in answer.items:
        named = {cited_article(ground, page): str(ground.citation.article or 0) for ground in resting.grounds}
        articles.update(named.keys())
        numbers |= {name: (int(number.partition("-")[0]), number) for name, number in named.items()}
    counted = [(name, str(articles[name])) for name in sorted(articles, key=numbers.__getitem__)]
    return "\n".join(
        [
            *impact_head(answer, page),
            "",
            *folded_table([_LIST.in_(page.language), items], lists, page),
            "",
            *folded_table([_ARTICLE.in_(page.language), items], counted, page),
            "",
        ]
    )
