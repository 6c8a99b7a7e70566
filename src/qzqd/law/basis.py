"""The legal basis of an item: from the text of a cell to the structure of a catalogue, and back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from qzqd.law import tags
from qzqd.law.citation import entry_head, entry_provision, located
from qzqd.law.faults import CitationFault
from qzqd.law.reading import read_citations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from qzqd.law.sources import CitedInstrument

    Plain = dict[str, Any]

_PLAIN = ("第", "附件")
"""What a provision begins with that is recognised as one behind a quotation."""
_FIELDS = ("article", "paragraph", "subparagraph", "item", "locator")


def basis_of(
    text: str, level_of: Callable[[str], str | None] = lambda _: None
) -> tuple[list[Plain], list[CitationFault]]:
    """What a cell cites, each provision as an entry of `basis`, and everything that is wrong with it.

    level_of: the level of an instrument by its title, as the register has it; it settles tags such as 法规, which
    otherwise leave the level open. Only what has a title becomes an entry; a fault tells what did not.
    """
    reading = read_citations(text)
    entries: list[Plain] = []
    faults = list(reading.faults)
    for source in reading.sources:
        if source.title and source.role == "basis":
            level = tags.level(source.tag) or (level_of(source.title) if source.tag else None)
            entries += _entries(source, level)
            if tags.is_open(source.tag) and not level:
                tag = [part for part in reading.parts if part.kind == "tag" and part.start < source.end][-1]
                faults.append(CitationFault("open-level", tag.start, tag.end, tag.text))
    return entries, faults


def _entries(source: CitedInstrument, level: str | None) -> Iterator[Plain]:
    shared = {"law": source.title, "level": level, "edition": source.edition, "number": source.number}
    if not source.provisions or source.quote:
        yield _entry(shared, (None,) * len(_FIELDS), source.quote)
    for named in source.provisions:
        for provision in named.each("款", "项", "目"):
            yield _entry(shared, located(provision.steps), provision.quote)


def _entry(shared: Plain, places: Iterable[int | str | None], quote: str) -> Plain:
    entry = {**shared, **dict(zip(_FIELDS, places, strict=True)), "quote": quote}
    return {field: value for field, value in entry.items() if value}


def render_basis(entries: Iterable[Mapping[str, Any]]) -> str:
    """Entries of `basis` as lists print them, so that `basis_of` reads the same entries from it.

    One line an instrument, 【法律】《…》（…）第三条、第五条, and one for each provision that is quoted.
    """
    lines: list[str] = []
    for _, group in groupby(entries, _instrument):
        lines += _lines(list(group))
    return "\n".join(lines).strip("\n")


def _instrument(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """What entries have in common that are printed behind one title.

    Nothing, where a title stands for itself, or a paragraph would seem to be of the article before it.
    """
    alone = () if "article" in entry or "locator" in entry else (id(entry),)
    return (entry["law"], entry.get("level"), entry.get("edition"), entry.get("number"), *alone)


def _lines(entries: list[Mapping[str, Any]]) -> Iterator[str]:
    level = entries[0].get("level")
    head = "\n" + (f"【{level}】" if level else "") + entry_head(entries[0])
    line, joint = head, ""
    unquoted: set[int | str] = set()
    for entry in entries:
        place, quote = entry_provision(entry), entry.get("quote")
        # On the line before, a quotation would be taken for the words of the article that stands there.
        again = quote and entry.get("article") in unquoted
        if again and line:
            yield line
        if again or not (line or place.startswith(_PLAIN)):
            line, joint = head, ""
        line, joint = line + joint + place, "、"
        if quote:
            yield f"{line}：{quote}"
            line = joint = ""
        elif "article" in entry:
            unquoted.add(entry["article"])
    if line:
        yield line
