"""What the scripts of the site read: one file to search in, and the items in chunks. Loaded by `<script src>`,
since a page that was opened from a folder may fetch nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qzqd.check.reach import values_below
from qzqd.kinds.traits import CODED, LINEAGE
from qzqd.regex import regex
from qzqd.report.paper.safe import safe_lines
from qzqd.site.facts import Link
from qzqd.site.names import data_files, list_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.kinds.traits import KindTraits
    from qzqd.open.catalogue import Item, State
    from qzqd.site.content import Content, SiteList
    from qzqd.site.facts import Fact, Facts, FieldTeller

CHUNK = 200
"""So many items are in one file: few enough to load for one of them."""
SEARCH = "data/search.js"
_MARKUP = regex("[<>&\u2028\u2029]")
_STATES: dict[State, str] = {"in force": "", "pending": "pending", "cancelled": "ended"}
"""By the words of the script."""
_REFERRED = ("office", "department", "unit")
_ROLES = ("group", "type", "body", "receiver", "handler")


class TextPool(dict[str, int]):
    """The numbers of texts, each of which is kept once and made safe once."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def __missing__(self, text: str) -> int:
        number = self[text] = len(self.texts)
        self.texts.append(safe_lines(text))
        return number


def script(call: str, *values: Any) -> str:
    """A call of one of our functions with data in which no browser finds markup, and no old engine the end of a line."""
    arguments = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return _MARKUP.sub(lambda match: f"\\u{ord(match[0]):04x}", f"{call}({arguments});\n")


def searchable(content: Content, facts: Facts) -> str:
    """All items with what they are found by: id, name, codes, and words that many of them share.

    A list is its id, title, page, number of items and where its chunks lie; an item is its id, its name, its codes,
    the numbers of its words, and its state where it is not in force.
    """
    strings = TextPool()
    lists = [[each.id, safe_lines(each.title), list_page(each.id), len(each.catalogue.items), _chunks(each)]
             for each in content.lists]  # fmt: skip
    rows: list[list[Any]] = []
    for each in content.lists:
        teller = facts.teller(each.traits)
        shared = _shared(each.traits, teller)
        for item in each.catalogue.items:
            words = {
                strings[word]: None
                for name in shared
                if name in item
                for word in teller.lines(name, item[name])
            }
            for path in each.traits.refers.get("law", ()):
                words |= {strings[law]: None for law in values_below([item], path)}
            row = [item["id"], safe_lines(item["name"]), _codes(item, each.traits), list(words)]
            state = _STATES[each.catalogue.state_of(item)]
            rows.append([*row, state] if state else row)
    return script("qzqd.search", {"chunk": CHUNK, "lists": lists, "words": strings.texts, "items": rows})


def _shared(kind: KindTraits, teller: FieldTeller) -> list[str]:
    """The fields with offices, bodies, departments, categories and types, and with lists of words as situations."""
    roles = {name for role in _ROLES for name in kind.having(role)}  # type: ignore[arg-type]
    roles |= teller.lists - {*LINEAGE}
    return [name for name in kind.fields if name in roles or kind.target(name) in _REFERRED]


def _codes(item: Item, kind: KindTraits) -> str:
    fields = {*CODED.fields, "code"}.intersection(kind.fields)
    values = [item[name] for name in sorted(fields) if name in item]
    codes = [each.values() if isinstance(each, dict) else [each] for each in values]
    return safe_lines(" ".join(str(code) for each in codes for code in each))


def _chunks(listed: SiteList) -> str:
    return data_files(listed.id)


def chunks(content: Content, facts: Facts) -> Iterator[tuple[str, str]]:
    """The items of every list, some hundreds to a file: its name and its text."""
    for each in content.lists:
        numbered = list(each.numbered())
        for start in range(0, len(numbered), CHUNK):
            strings = TextPool()
            items = [
                [packed(fact, strings) for fact in facts.of(each, item, row)]
                for row, item in numbered[start : start + CHUNK]
            ]
            number = start // CHUNK
            yield f"{_chunks(each)}-{number}.js", script("qzqd.items", each.id, number, strings.texts, items)


def packed(fact: Fact, strings: TextPool) -> list[Any]:
    """A fact by numbers: its title, then a number for a line, and for a link its words and where it leads."""
    parts: list[Any] = [strings[fact.title]]
    for part in fact.parts:
        if not isinstance(part, Link):
            parts.append(strings[part])
        elif part.others:
            parts.append([strings[part.words], strings[part.to], part.others, *part.beside])
        else:
            parts.append([strings[part.words], strings[part.to]])
    return parts
