"""The changes of one catalogue as HTML: a table for each type, before and after side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qzqd.locale import Text
from qzqd.report.changes.values import values
from qzqd.report.changes.words import (
    HEADER,
    NONE,
    SUSPECTED,
    advice,
    counterparts,
    details,
    groups,
    heading,
    paths,
    renumbered,
    reordered,
    suspected,
    verdict,
)
from qzqd.report.paper.markup import Marked, marked, plain
from qzqd.report.paper.values import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.compare.change import Change, Compared, FieldChange, Match
    from qzqd.locale import Language
    from qzqd.report.changes.words import Entry

OLD = Text("调整前", "Before")
NEW = Text("调整后", "After")
ITEM = Text("事项", "Item")
_FIELD = Text("要素", "Field")
_VERDICT = Text("审核", "Verdict")
_CONFIRM = Text("怎样确认", "How to confirm")
_CHANGES = Text("调整前后对照", "Before and after")
_GUESSED = Text(
    "以下按相似度推测，不计入调整，也不影响结论。",
    "Guesses by similarity: they do not count as changes and decide nothing.",
)
_FOUND: dict[Match, Text] = {
    "lineage": Text("按沿革对应", "matched by lineage"),
    "upstream": Text("按上级清单对应", "matched by the upstream list"),
    "name": Text("按名称对应", "matched by name"),
}
_TOLD_ELSEWHERE = ("id", "name", "seq")


_WIDTHS = {ITEM: "item", _FIELD: "field", _VERDICT: "verdict"}

Item = dict[str, Any]


class Row(NamedTuple):
    """What differs and what each side says of it, as HTML."""

    field: str
    sides: Marked


class Sheet:
    """`judged`: the comparison holds verdicts, so every table of changes has a column for them."""

    def __init__(self, compared: Compared, language: Language, *, judged: bool) -> None:
        self._compared = compared
        self._language = language
        self._words = words(compared.kind, language)
        self._judged = judged

    def section(self, anchor: str) -> Iterator[str]:
        """The catalogue in lines, under a heading that has this id."""
        yield f'<section aria-labelledby="{anchor}">'
        yield f'<h2 id="{anchor}">{self._say(heading(self._compared))}</h2>'
        yield f'<p class="quiet">{plain(paths(self._compared))}</p>'
        columns = (ITEM, _FIELD, OLD, NEW, _VERDICT) if self._judged else (ITEM, _FIELD, OLD, NEW)
        if bodies := [*self._bodies(len(columns))]:
            yield from self._table(_CHANGES, columns, bodies)
        yield from self._renumbered()
        if self._compared.reordered:
            yield f"<p>{self._say(reordered(self._compared))}</p>"
        if guesses := suspected(self._compared):
            yield f'<div class="suspected">\n<h3>{self._say(SUSPECTED)}</h3>\n<p>{self._say(_GUESSED)}</p>'
            yield from self._table(SUSPECTED, (OLD, NEW, _CONFIRM), map(self._guess, guesses))
            yield "</div>"
        yield "</section>"

    def _say(self, text: Text) -> str:
        return plain(text.in_(self._language))

    def _table(self, title: Text, columns: Sequence[Text], bodies: Iterable[str]) -> Iterator[str]:
        yield f'<table class="changes">\n<caption>{self._say(title)}</caption>'
        heads = (
            f'<th scope="col" class="{_WIDTHS.get(column, "side")}">{self._say(column)}</th>'
            for column in columns
        )
        yield f"<thead><tr>{''.join(heads)}</tr></thead>"
        yield from bodies
        yield "</table>"

    def _bodies(self, columns: int) -> Iterator[str]:
        """A row group for each type, then one for each of its changes."""
        if self._compared.header:
            yield self._band("header", HEADER, len(self._compared.header), columns)
            rows = [self._row(differing, header=True) for differing in self._compared.header]
            yield self._body("header", plain(self._compared.title), rows, "")
        for title, changes in groups(self._compared):
            css = changes[0].type
            yield self._band(css, title, len(changes), columns)
            for change in changes:
                yield self._body(css, self._head(change), [*self._rows(change)], self._verdict(change))

    def _band(self, css: str, title: Text, count: int, columns: int) -> str:
        heading = f'<h3>{self._say(title)} <span class="quiet">{count}</span></h3>'
        return f'<tbody class="band {css}"><tr><td colspan="{columns}">{heading}</td></tr></tbody>'

    def _body(self, css: str, head: str, rows: Sequence[Row], verdict: str) -> str:
        span = f' rowspan="{len(rows)}"' if len(rows) > 1 else ""
        cells = [f"<td>{row.field}</td>{self._cells(row)}" for row in rows]
        cells[0] = f'<th scope="rowgroup"{span}>{head}</th>{cells[0]}'
        if self._judged:
            cells[0] += f"<td{span}{self._labelled(_VERDICT)}>{verdict}</td>"
        return f'<tbody class="{css}"><tr>{"</tr><tr>".join(cells)}</tr></tbody>'

    def _head(self, change: Change) -> str:
        side = change.new if change.new and change.item in change.new.ids else change.old or change.new
        name = plain(side.name) if side else ""
        found = _FOUND.get(change.by)
        note = f' <span class="quiet">{self._say(found)}</span>' if found else ""
        return f'<code>{plain(change.item)}</code>{note}<span class="name">{name}</span>'

    def _verdict(self, change: Change) -> str:
        told = verdict(change)
        return f'<span class="{change.severity or "approved"}">{self._say(told)}</span>' if told else ""

    def _rows(self, change: Change) -> Iterator[Row]:
        if change.old is None or change.new is None:
            named = _names(change)
            before = self._whole(change.before) or named.old
            after = self._whole(change.after, known=change.before) or named.new
            yield Row(self._say(ITEM), Marked(before, after))
        elif change.regroups or not change.fields:
            yield Row(self._say(ITEM), _names(change))
        for differing in details(change) if change.regroups else change.fields:
            yield self._row(differing)

    def _row(self, differing: FieldChange, *, header: bool = False) -> Row:
        sides = values(differing, self._compared.kind, self._language, header=header)
        return Row(self._say(differing.title), marked(sides.old, sides.new))

    def _cells(self, row: Row) -> str:
        """An empty side says so: a blank cell could be a mistake."""
        none = f'<span class="quiet">{self._say(NONE)}</span>'
        sides = zip((OLD, NEW), row.sides, strict=True)
        return "".join(f'<td class="text"{self._labelled(side)}>{text or none}</td>' for side, text in sides)

    def _labelled(self, column: Text) -> str:
        """On a narrow screen there is no room for columns, so each cell carries the name of its own."""
        return f' data-label="{self._say(column)}"'

    def _whole(self, items: Sequence[Item], known: Sequence[Item] = ()) -> str:
        """The fields of an item, but for those that it has in common with one that is `known`."""
        said = [field for item in known for field in item.items()]
        facts = "".join(
            fact
            for item in items
            for fact in self._facts(dict(field for field in item.items() if field not in said))
        )
        return f"<dl>{facts}</dl>" if facts else ""

    def _facts(self, item: Item) -> Iterator[str]:
        for name, field in self._words.item.items():
            if name in item and name not in _TOLD_ELSEWHERE:
                told = "\n".join(self._words.value(name, field, item[name]))
                yield f"<dt>{plain(self._words.title(field))}</dt><dd>{plain(told)}</dd>"

    def _renumbered(self) -> Iterator[str]:
        for title, pairs, judged in renumbered(self._compared):
            told = f" · {self._say(judged)}" if judged else ""
            listed = "".join(f"<li>{plain(pair)}</li>" for pair in pairs)
            yield f"<details><summary>{self._say(title)}{told}</summary><ul>{listed}</ul></details>"

    def _guess(self, change: Change) -> str:
        how = f"{self._say(advice(change))}<br><code>{plain(change.lineage)}</code>"
        cells = self._cells(Row("", _names(change)))
        return f'<tbody><tr>{cells}<td class="text"{self._labelled(_CONFIRM)}>{how}</td></tr></tbody>'


def _names(change: Change) -> Marked:
    """Ids and names, an item to a line."""
    pairs = list(counterparts(change))
    return Marked(_lines(old for old, _ in pairs), _lines(new for _, new in pairs))


def _lines(entries: Iterable[Entry | None]) -> str:
    return "\n".join(f"<code>{plain(entry.id)}</code> {plain(entry.text)}" for entry in entries if entry)
