"""One item in words: what its page tells, piece by piece. What is the same for many items is worked out once."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import escape

from qzqd.cover.coverage import status_labels
from qzqd.kinds.traits import BASIS
from qzqd.law.citation import Citation, provision_text
from qzqd.law.provisions import article_step
from qzqd.locale import Text
from qzqd.open.summary import brief_of
from qzqd.report.paper.provenance import provenance_of
from qzqd.report.paper.values import BETWEEN, CITED, cited_words, field_words
from qzqd.report.paper.words import COLON
from qzqd.site.content import articles
from qzqd.site.names import article_anchor, department_page, item_address, law_page, list_page, unit_page
from qzqd.site.words import LEADS, STATES, UNSTATED, WITH
from qzqd.text import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qzqd.kinds.traits import KindTraits
    from qzqd.locale import Language
    from qzqd.open.catalogue import Item
    from qzqd.report.paper.values import FieldWords
    from qzqd.site.content import Content, SiteList

_HIDDEN = frozenset(("id", "name", "ignore", "origin"))
"""id, name: told above all others. ignore: of the workspace, not of the list. origin: told with its file."""
_LINE = 40
"""An entry of several fields that is longer has a line for each."""
_BESIDE = 12
"""So many items that rest on the same article are named; the page of the law has all of them."""

_LIST = Text("所属清单", "List")
_FROM = Text("清单来源", "Provenance of the list")
_SOURCE = Text("原表位置", "Source cell")
_SUBITEMS = Text("子项", "Sub-items")
_DERIVED = Text("对应本事项的事项", "Items that stand for this one")
_CARRIED = Text("各单位情况", "What units did with it")
_HISTORY = Text("沿革", "History")
_OF = Text("{name}：{part} / {whole} 个单位", "{name}: {part} of {whole} units")


class Link(NamedTuple):
    """Words that lead somewhere. beside: the numbers of some of the other items there; others: how many there are."""

    words: str
    to: str
    others: int = 0
    beside: Sequence[int] = ()

    def __html__(self) -> str:
        """What templates put in its place."""
        return f'<a href="{escape(self.to)}">{escape(self.words)}</a>'


class Fact(NamedTuple):
    """A title and what stands below it: lines, some of which lead somewhere."""

    title: str
    parts: Sequence[str | Link]


class Facts:
    """Tells items of one site in one language."""

    def __init__(self, content: Content, language: Language) -> None:
        self._content, self.language = content, language
        self._tellers: dict[str, FieldTeller] = {}
        self._provenance: dict[str, list[str]] = {}
        self._items: dict[int, Link] = {}
        self._lists: dict[str, Link] = {}
        self._rests: dict[tuple[str, Any], tuple[str, list[int]]] = {}
        self._carried = {key: _Carried(content, key, language) for key in content.baselines}
        self._subitems: dict[tuple[str, str], list[int]] = {}
        for row, (each, item) in enumerate(content.items):
            if "parent" in item:
                self._subitems.setdefault((each.id, item["parent"]), []).append(row)

    def teller(self, kind: KindTraits) -> FieldTeller:
        """What tells the values of a kind."""
        if kind.kind not in self._tellers:
            self._tellers[kind.kind] = FieldTeller(kind, self.language)
        return self._tellers[kind.kind]

    def provenance(self, listed: SiteList) -> list[str]:
        """What has to be known of where a list comes from before anything in it is believed."""
        if listed.id not in self._provenance:
            brief = brief_of(listed.catalogue.header, listed.catalogue.items, listed.catalogue.path)
            self._provenance[listed.id] = [note.in_(self.language) for note in provenance_of(brief)]
        return self._provenance[listed.id]

    def of(self, listed: SiteList, item: Item, row: int) -> Iterator[Fact]:
        """Everything that its page tells below its name."""
        yield Fact(self._say(_LIST), [self.link(listed)])
        if notes := self.provenance(listed):
            yield Fact(self._say(_FROM), notes)
        teller = self.teller(listed.traits)
        for name, title in teller.told:
            if name in item:
                value = item[name]
                lines = teller.lines(name, value)
                leading = name in teller.leading
                yield Fact(title, [*self._leading(listed, name, value, lines, row)] if leading else lines)
            elif name == BASIS.name and BASIS in listed.traits.declared.questions:
                yield Fact(title, [self._say(UNSTATED)])
        if file := listed.catalogue.header.get("imported", {}).get("file"):
            yield Fact(self._say(_SOURCE), [" ".join(filter(None, (file, item.get("origin", ""))))])
        if below := self._subitems.get((listed.id, item["id"])):
            yield Fact(self._say(_SUBITEMS), [self.item(each) for each in below])
        if derived := self._content.derived.get(row):
            yield Fact(self._say(_DERIVED), [self.item(each) for each in derived])
        if listed.id in self._carried and (carried := self._carried[listed.id].lines(item["id"])):
            yield Fact(self._say(_CARRIED), carried)
        if self._content.past and (life := self._content.past.lines(listed.id, item["id"], self.language)):
            yield Fact(self._say(_HISTORY), life)

    def _say(self, text: Text) -> str:
        return text.in_(self.language)

    def item(self, row: int) -> Link:
        """An item by id and name, saying so where it is not in force, and where it is told."""
        known = self._items.get(row)
        if known is None:
            listed, item = self._content.items[row]
            state = STATES[listed.catalogue.state_of(item)].in_(self.language)
            words = f"{item['id']} {item['name']}{state}"
            known = self._items[row] = Link(words, item_address(listed.id, item["id"]))
        return known

    def link(self, listed: SiteList) -> Link:
        """A list by its title."""
        known = self._lists.get(listed.id)
        if known is None:
            known = self._lists[listed.id] = Link(listed.title, list_page(listed.id))
        return known

    def _leading(
        self, listed: SiteList, name: str, value: Any, lines: Sequence[str], row: int
    ) -> Iterator[str | Link]:
        """The lines of a field that points at something, each with where that is."""
        entries = value if isinstance(value, list) else [value]
        target = listed.traits.target(name)
        if name in listed.traits.having("led") and len(lines) > 1:
            lines = [self._say(WITH).format(title=lines[0], beside=self._say(LEADS)), *lines[1:]]
        for entry, line in zip(entries, lines, strict=True):
            if isinstance(entry, dict):
                yield self._cited(entry, line, row) if "law" in entry else line
            else:
                yield self._pointed(listed, target, str(entry), line)

    def _cited(self, entry: dict[str, Any], line: str, row: int) -> str | Link:
        """What was cancelled rests on nothing any more, so that its law may have no page."""
        key = entry["law"], entry.get("article")
        if key not in self._rests:
            title, first = self._content.law(key[0]), articles(key[1])[0]
            law = self._content.laws.get(title)
            rows = law.articles.get(first, []) if law else []
            self._rests[key] = f"{law_page(title)}#{article_anchor(first)}", rows
        page, rows = self._rests[key]
        if not rows:
            return line
        listed, item = self._content.items[row]
        others = len(rows) - (listed.catalogue.state_of(item) != "cancelled")
        beside = [other for other in rows[: _BESIDE + 1] if other != row][:_BESIDE]
        return Link(line, page, others, beside)

    def _pointed(self, listed: SiteList, target: str, value: str, line: str) -> str | Link:
        content = self._content
        if target == "department" and (known := content.department(value)):
            return Link(line, department_page(known))
        if target == "unit" and value in content.unit_names:
            return Link(line, unit_page(content.unit_names[value]))
        above = {"item": listed.id, "upstream": listed.catalogue.upstream}.get(target, "")
        if (row := content.rows.get((above, value))) is not None:
            return self.item(row)
        return line


class FieldTeller:
    """The fields of a kind: their titles, and their values in words.

    told: those that a page tells, in the order of the kind. leading: those that point at something. lists: those that
    hold several words.
    """

    def __init__(self, kind: KindTraits, language: Language) -> None:
        self._words: FieldWords = field_words(kind.kind, language)
        self.titles = {name: self._words.title(field) for name, field in self._words.item.items()}
        self.told = [(name, title) for name, title in self.titles.items() if name not in _HIDDEN]
        self.lists = {name for name, field in self._words.item.items() if _is_list(field)}
        self._plain = {name for name, field in self._words.item.items() if _is_plain(field)}
        inner = {name: self._words.inner(field) for name, field in self._words.item.items()}
        self._inner, self._inner_lists = (
            {
                name: {key: self._words.title(part) for key, part in parts.items() if suits(part)}
                for name, parts in inner.items()
            }
            for suits in (_is_plain, _is_list)
        )
        cited = {path[0] for path in kind.refers.get("law", ())}
        self.leading = {name for name in kind.fields if kind.target(name)} | {
            name for name in cited if kind.fields[name].get("type") == "array"
        }
        self._and, self._colon = CLAUSE.in_(language), COLON.in_(language)
        self._known: dict[tuple[str, str, str | int], str] = {}

    def lines(self, name: str, value: Any) -> list[str]:
        """The value in words, an entry of a list to a line."""
        if name in self._plain:
            return [str(value)]
        return [self._line(name, entry) for entry in (value if isinstance(value, list) else [value])]

    def _line(self, name: str, entry: Any) -> str:
        """An entry is put together of pieces; those that recur are put into words once."""
        if not isinstance(entry, dict):
            return self._piece(name, "", entry, entry)
        cites = "law" in entry
        pieces = [self._cited(name, entry)] if cites else []
        plain, listed = self._inner[name], self._inner_lists[name]
        for key, value in entry.items():
            if cites and key in CITED:
                continue
            if key in plain:
                pieces.append(f"{plain[key]}{self._colon}{value}")
            elif key in listed and len(value) > 1:
                pieces.append("\n　· ".join((listed[key], *value)))
            else:
                known = value if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
                pieces.append(self._piece(name, key, known, {key: value}))
        whole = self._and.join(pieces)
        return whole if cites or (len(whole) <= _LINE and "\n" not in whole) else "\n".join(pieces)

    def _cited(self, name: str, entry: dict[str, Any]) -> str:
        """Citations are told as such in fields of any name."""
        if words := cited_words(entry):
            return words
        beside = {key: value for key, value in entry.items() if key in CITED}
        return BETWEEN.join(self._words.value("basis", self._words.item[name], beside, whole=True))

    def _piece(self, name: str, key: str, known: str | int, value: Any) -> str:
        text = self._known.get((name, key, known))
        if text is None:
            text = BETWEEN.join(self._words.value(name, self._words.item[name], value, whole=True))
            self._known[name, key, known] = text
        return text

    def brief(self, name: str, item: Item) -> str:
        """The same; of citations without what stands beside them."""
        value = item.get(name)
        if (
            not isinstance(value, list)
            or not value
            or not isinstance(value[0], dict)
            or "law" not in value[0]
        ):
            return self.one_line(name, item)
        return BETWEEN.join(self._cited(name, entry) for entry in value)

    def one_line(self, name: str, item: Item) -> str:
        """The value of a field of an item in one line, "" where it has none."""
        return BETWEEN.join(self.lines(name, item[name])) if name in item else ""


def _is_plain(field: dict[str, Any]) -> bool:
    return field.get("type") in ("string", "integer") and "enum" not in field


def _is_list(field: dict[str, Any]) -> bool:
    return field.get("type") == "array" and _is_plain(field["items"]) and field["items"]["type"] == "string"


class _Carried:
    """What the units did with the items of one baseline."""

    def __init__(self, content: Content, key: str, language: Language) -> None:
        self._baseline = content.baselines[key]
        self._language = language
        self._labels = status_labels(self._baseline.verb)
        self._items = {item.id for item in self._baseline.items}
        self._gaps: dict[str, dict[str, list[Link]]] = {}
        self._held: dict[str, list[Link]] = {}
        colon = COLON.in_(language)
        for unit in self._baseline.units:
            page = unit_page(unit.code)
            for item, status in unit.cells.items():
                text = f"{unit.name}{colon}{self._labels[status].in_(language)}"
                if reason := unit.reasons.get(item):
                    text += f"（{reason}）"
                self._gaps.setdefault(item, {}).setdefault(status, []).append(Link(text, page))
            for item, holders in unit.held.items():
                text = f"{unit.name}{colon}{CLAUSE.in_(language).join(filter(None, holders))}"
                self._held.setdefault(item, []).append(Link(text, page))

    def lines(self, item: str) -> list[str | Link]:
        """How many adopted it, then every unit that did not, and every office or department that units named."""
        gaps = self._gaps.get(item, {})
        units = len(self._baseline.units)
        if not units or item not in self._items:  # sub-items and what is not in force are nobody's to carry
            return []
        part = units - sum(map(len, gaps.values()))
        name = self._labels["adopted"].in_(self._language)
        words = _OF.in_(self._language).format(name=name, part=part, whole=units)
        return [words, *(link for links in gaps.values() for link in links), *self._held.get(item, ())]


@lru_cache(10_000)
def article_name(article: str, whole: str) -> str:
    """第三十二条之一 for "32-1"; `whole` for an instrument that is cited without an article."""
    if not article:
        return whole
    try:
        return str(article_step(article))
    except ValueError:
        return provision_text(Citation("", article=article))
