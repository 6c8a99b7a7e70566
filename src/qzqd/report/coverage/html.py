"""For people with a browser: one file that asks for no other, a map of units × items to look into."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.report.coverage import gaps
from qzqd.report.coverage.answers import answer_sections
from qzqd.report.coverage.carried import BaselineSection
from qzqd.report.coverage.words import TOTAL, alarm, empty, sources, summary
from qzqd.report.paper.html import page as made
from qzqd.report.paper.provenance import provenance_notes

if TYPE_CHECKING:
    from qzqd.cover.coverage import Coverage
    from qzqd.report import Page

_TITLE = Text("清单覆盖情况", "Coverage of the catalogues")
_WORDS = SimpleNamespace(
    contents=Text("目录", "Contents"),
    close=Text("关闭", "Close"),
    all=Text("全部", "All"),
    any_gap=Text("所有缺口", "Any gap"),
    find=Text("查找单位或事项", "Find a unit or an item"),
    reset=Text("重置", "Reset"),
    shown=Text(
        "显示 {units} 个单位 × {items} 项，缺口 {gaps} 处", "{units} units × {items} items shown, {gaps} gaps"
    ),
    no_match=Text("没有符合条件的单位和事项", "Nothing matches"),
    keys=Text(
        "方向键移动，回车或点击看详情；点表头排序。",
        "Arrow keys move; Enter or a click shows the details; click a heading to sort.",
    ),
    no_category=Text("（无类别）", "(none)"),
    counts=Text("分项统计", "Counts in detail"),
    total=TOTAL,
)
_FIELDS = {
    "status": gaps.STATUS,
    "reason": gaps.REASON,
    "unit": gaps.UNIT,
    "item": gaps.ITEM_ID,
    "category": gaps.CATEGORY,
    "office": gaps.OFFICE,
    "department": gaps.DEPARTMENT,
    "adopted": Text("填报的版本", "Edition reported"),
    "present": Text("现行版本", "Present edition"),
    "file": Text("文件", "File"),
}
"""What the script tells of one cell: every word of ours stands in the page already."""


def render(coverage: Coverage, page: Page) -> str:
    """A whole HTML document, ending in a line break; to read and to print takes neither script nor network."""
    language = page.language
    carried = [
        BaselineSection(baseline, f"list-{at}", language) for at, baseline in enumerate(coverage.baselines, 1)
    ]
    gates, others = answer_sections(coverage, language)
    return made(
        "page.html",
        Path(__file__).with_name("html_templates"),
        language,
        script=True,
        title=_TITLE,
        places=page.places,
        here=page.here,
        words=_WORDS,
        fields=_FIELDS,
        alarm=alarm(coverage),
        empty=empty(coverage),
        contents=[(each.anchor, summary(each.baseline)) for each in carried],
        gates=gates,
        carried=carried,
        others=others,
        sources=provenance_notes(sources(coverage, language)),
    )
