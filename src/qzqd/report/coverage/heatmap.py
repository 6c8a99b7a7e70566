"""Units × items of one baseline as a table of HTML, and what its script needs to sort, filter and look into it."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

from qzqd.cover.coverage import LABELS
from qzqd.locale import Text
from qzqd.report.coverage import gaps
from qzqd.report.coverage.tables import rated
from qzqd.report.coverage.words import RATES, TOTAL
from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.markup import plain
from qzqd.report.paper.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.cover.coverage import Baseline, Counts, Fraction, ItemBrief, Status, Unit
    from qzqd.locale import Language

_ALL = Text("全部", "All")
_ANY_GAP = Text("所有缺口", "Any gap")
_FIND = Text("查找单位或事项", "Find a unit or an item")
_RESET = Text("重置", "Reset")
_SHOWN = Text(
    "显示 {units} 个单位 × {items} 项，缺口 {gaps} 处", "{units} units × {items} items shown, {gaps} gaps"
)
_NOTHING = Text("没有符合条件的单位和事项", "Nothing matches")
_KEYS = Text(
    "方向键移动，回车或点击看详情；点表头排序。",
    "Arrow keys move; Enter or a click shows the details; click a heading to sort.",
)
_ADOPTING = Text("承接的单位数", "units that adopted")
_NO_CATEGORY = Text("（无类别）", "(none)")
_SHORT = ' class="short"'
_NO_MARKUP = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}


class HeatMap:
    """units: those that are shown; names: what they are called; anchor: an id that no other map of the page has."""

    def __init__(self, baseline: Baseline, units: Sequence[Unit], anchor: str, language: Language) -> None:
        self.names = gaps.names(baseline, units, language)
        self._baseline = baseline
        self._units = units
        self._anchor = anchor
        self._language = language
        self._cells: dict[Status, str] = {
            status: f'<td class="cell {status}"><span>{self._say(label)}</span></td>'
            for status, label in LABELS.items()
        }

    def lines(self) -> Iterator[str]:
        """Controls, map and data."""
        yield from self._controls()
        yield from self._map()
        yield f'<script type="application/json">\n{self._data()}</script>'

    def _say(self, text: Text) -> str:
        return plain(text.in_(self._language))

    def _controls(self) -> Iterator[str]:
        """Without the script they stay hidden."""
        occurring = gaps.occurring(self._baseline)
        statuses = [(status, LABELS[status]) for status, _ in occurring if status != "adopted"]
        categories = dict.fromkeys(item.category for item in self._baseline.items if item.category)
        yield f'<div class="controls" role="search" aria-labelledby="{self._anchor}" hidden>'
        yield f'<label>{self._say(_FIND)} <input type="search" autocomplete="off"></label>'
        if statuses:
            yield self._choice("status", gaps.STATUS, [("gap", _ANY_GAP), *statuses])
        if categories:
            yield self._choice("category", gaps.CATEGORY, [(name, Text(name, name)) for name in categories])
        yield f'<button type="button">{self._say(_RESET)}</button>'
        yield (
            f'<output data-shown="{self._say(_SHOWN)}" data-nothing="{self._say(_NOTHING)}"></output>'
            f'<p class="quiet" id="{self._anchor}-keys">{self._say(_KEYS)}</p>\n</div>'
        )

    def _choice(self, name: str, title: Text, options: Sequence[tuple[str, Text]]) -> str:
        made = "".join(
            f'<option value="{plain(value)}">{self._say(label)}</option>'
            for value, label in (("", _ALL), *options)
        )
        return f'<label>{self._say(title)} <select name="{name}" autocomplete="off">{made}</select></label>'

    def _map(self) -> Iterator[str]:
        caption = f"{self._anchor}-map"
        yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{caption}">'
        yield f'<table class="map" aria-describedby="{self._anchor}-keys">'
        yield f'<caption id="{caption}">{plain(self._baseline.title)}</caption>\n<thead>'
        yield from self._head()
        yield "</thead>\n<tbody>"
        for unit, name in zip(self._units, self.names, strict=True):
            cells = "".join(self._cells[unit.cells.get(item.id, "adopted")] for item in self._baseline.items)
            yield f'<tr><th scope="row" class="unit">{plain(name)}</th>{_rates(unit.counts)}{cells}</tr>'
        yield f"</tbody>\n<tfoot>{self._foot()}</tfoot>\n</table>\n</div>"

    def _head(self) -> Iterator[str]:
        """Categories, where there are any, above the items that stand together."""
        items = self._baseline.items
        grouped = any(item.category for item in items)
        tall = ' rowspan="2"' if grouped else ""
        heads = [f'<th scope="col" class="unit" data-sort{tall}>{self._say(gaps.UNIT)}</th>']
        heads += (
            f'<th scope="col" class="rate" data-sort{tall}>{self._say(title)}</th>'
            for title in RATES.values()
        )
        if grouped:
            for name, group in groupby(items, key=lambda item: item.category):
                label = plain(name) or self._say(_NO_CATEGORY)
                heads.append(
                    f'<th scope="colgroup" class="group" colspan="{len([*group])}"><span>{label}</span></th>'
                )
            heads.append("</tr>\n<tr>")
        heads += map(_item, items)
        yield f"<tr>{''.join(heads)}</tr>"

    def _foot(self) -> str:
        """In how many units, shown or not, each item is adopted."""
        units = len(self._baseline.units)
        lacking = Counter(
            key for unit in self._baseline.units for key, status in unit.cells.items() if status != "outdated"
        )
        cells = "".join(
            f"<td{_SHORT if lacking[item.id] else ''}>{units - lacking[item.id]}</td>"
            for item in self._baseline.items
        )
        head = f"{self._say(TOTAL)} <small>{self._say(_ADOPTING)}</small>"
        return f'<tr><th scope="row" class="unit">{head}</th>{_rates(self._baseline.totals)}{cells}</tr>'

    def _data(self) -> str:
        """What is told of a cell, in the order of rows and columns, as JSON in which no browser finds markup."""
        items = [
            {"id": item.id, "name": item.name, "category": item.category, "held": gaps.held(None, item)}
            for item in self._baseline.items
        ]
        units = [
            {
                "code": unit.code,
                "name": unit.name,
                "file": unit.path,
                "edition": unit.edition,
                "reasons": {
                    at: unit.reasons[item.id]
                    for at, item in enumerate(self._baseline.items)
                    if item.id in unit.reasons
                },
                "held": {
                    at: gaps.held(unit, item)
                    for at, item in enumerate(self._baseline.items)
                    if item.id in unit.held
                },
            }
            for unit in self._units
        ]
        data = {"edition": self._baseline.edition, "items": items, "units": units}
        return dump(_harmless(data), 2).translate(_NO_MARKUP)


def _item(item: ItemBrief) -> str:
    key, name = plain(item.id), plain(item.name)
    return f'<th scope="col" class="item"><span title="{key} {name}"><b>{key}</b> {name}</span></th>'


def _rates(counts: Counts) -> str:
    """The three rates in cells of their own; to sort them, each as a number between 0 and 1."""
    made = []
    for name in RATES:
        rate: Fraction = getattr(counts, name)
        value = rate.part / rate.whole if rate.whole else 1
        made.append(f'<td class="rate" data-value="{value}">{rated(rate)}</td>')
    return "".join(made)


def _harmless(value: Any) -> Any:
    """The same with every text safe."""
    if isinstance(value, str):
        return "\n".join(map(safe, value.split("\n")))
    if isinstance(value, dict):
        return {key: _harmless(entry) for key, entry in value.items()}
    return [_harmless(entry) for entry in value] if isinstance(value, list | tuple) else value
