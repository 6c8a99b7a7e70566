"""What a catalogue cites, checked against the register of laws: each distinct citation is judged once."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from qzqd.check.reach import placed_values
from qzqd.law import COUNTRY
from qzqd.locale import Text
from qzqd.open.registers import bare_title
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from qzqd.check.subject import Subject
    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item
    from qzqd.open.registers import Registers

K = TypeVar("K")

_ENDING = regex("(?:条例|办法|规定|细则|规则|决定|法典|法)$")
_INSTRUMENT = ("level", "number", "edition")
"""What a citation says of the instrument, besides its title, and what mostly stays the same wherever a list cites that."""


def distinct(subject: Subject, *fields: str) -> AbstractSet[tuple[Any, ...]]:
    """The law and these fields of every citation of live items, each combination once."""
    known = subject.once("cited", dict[tuple[str, ...], set[tuple[Any, ...]]])
    if fields not in known:
        asked = ("level", "edition", *fields) if subject.partial else _INSTRUMENT
        if asked not in known:
            each = [cited_field(subject, field) for field in ("law", *asked)]
            found = set(zip(*each, strict=True))
            known[asked] = _seen_before(subject, found) if asked == _INSTRUMENT else found
        known[fields] = _narrowed(known[asked], asked, fields)
    return known[fields]


def _seen_before(subject: Subject, citations: set[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """The same, each as an earlier list had it: rules then compare what is one object, not texts that are alike."""
    earlier = subject.remembered("citations")
    return {earlier.setdefault(each, each) for each in citations}


def cited_field(subject: Subject, field: str) -> list[Any]:
    """What each citation of live items has in a field, None where it has nothing there."""
    return subject.once(f"cited {field}", lambda: _in_each(cited(subject), field))


def _in_each(grounds: list[Item], field: str) -> list[Any]:
    found = [ground[field] for ground in grounds if field in ground]
    if len(found) == len(grounds):
        return found
    return [ground.get(field) for ground in grounds] if found else [None] * len(grounds)


def cited(subject: Subject) -> list[Item]:
    """Every citation of live items."""
    every = [subject.column(*path) for path in _paths(subject)]
    return every[0] if len(every) == 1 else [*chain.from_iterable(every)]


def _narrowed(
    citations: set[tuple[Any, ...]], asked: tuple[str, ...], fields: tuple[str, ...]
) -> set[tuple[Any, ...]]:
    """The law and fewer fields of citations, each combination once."""
    if fields == asked:
        return citations
    if not fields:
        return {each[:1] for each in citations}
    return set(map(itemgetter(0, *(1 + asked.index(field) for field in fields)), citations))


def unregistered(subject: Subject) -> AbstractSet[str]:
    """The laws that are cited and that the register does not have."""
    found = subject.told("unregistered", distinct(subject), lambda law: subject.registers.law(law) is None)
    return {law for (law,) in found}


def cited_places(subject: Subject) -> Iterator[tuple[DataPath, Item]]:
    """Every citation of live items and where it stands."""
    return placed_values(subject.live, _paths(subject))


def once_each(
    subject: Subject, tell: Callable[[DataPath, Item], K | None]
) -> Iterator[tuple[K, DataPath, Text]]:
    """What is told of citations, each thing once: at the first of its places, with words for how many there are."""
    places: dict[K, list[DataPath]] = {}
    for path, ground in cited_places(subject):
        if (told := tell(path, ground)) is not None:
            places.setdefault(told, []).append(path)
    for told, paths in places.items():
        number = len(paths)
        yield told, paths[0], Text(f"，共 {number} 处", f", {number} times") if number > 1 else Text("", "")


def _paths(subject: Subject) -> list[tuple[str, ...]]:
    return [path[:-1] for path in subject.traits.refers.get("law", ()) if path[-1] == "law"]


def judge_citations(
    subject: Subject,
    judge: Callable[..., Any],
    *fields: str,
    ended: bool = False,
    among: AbstractSet[tuple[Any, ...]] | None = None,
) -> Iterator[tuple[DataPath, Item, Any]]:
    """Place, citation and verdict of every citation of a registered law on which `judge` has a verdict.

    judge: given the register's entry and the values of `fields`. ended: ask about the laws that are no
    longer in force instead of those that are; in force today, or when the list itself ceased to apply.
    among: the only ones to be asked about, as law and fields.
    """
    registers, today = subject.registers, subject.config.today
    if not registers.laws:
        return
    asked = distinct(subject, *fields) if among is None else among
    day = min(today, subject.header.get("repealed", today))

    def verdict(law: str, *values: Any) -> Any:
        entry = registers.law(law)
        return entry and entry.has_ended(day) is ended and judge(entry, *values)

    if verdicts := subject.told(f"{judge.__qualname__} {day}", asked, verdict):
        for path, ground in cited_places(subject):
            if said := verdicts.get((ground["law"], *map(ground.get, fields))):
                yield path, ground, said


def in_title_marks(law: str) -> str:
    """The title in 《》, for messages."""
    from qzqd.law.titles import nested

    return nested(f"《{bare_title(law)}》")


def near_titles(registers: Registers) -> Callable[[str, bool], str | None]:
    """What finds the registered title that a name is probably a slip for.

    Its second argument is whether such a slip is unlikely: then only titles with the same beginning count,
    which spares lists of mostly local instruments the search.
    """
    return _finder(frozenset(registers.laws))


@lru_cache(maxsize=1)
def _finder(titles: frozenset[str]) -> Callable[[str, bool], str | None]:
    """Kept from file to file, as the files of a workspace cite the same laws."""
    ordered = sorted(titles)
    beginnings = {title[:2] for title in titles}

    @cache
    def near(law: str, unlikely: bool) -> str | None:
        for variant in (COUNTRY + law, law.removeprefix(COUNTRY)):
            if variant in titles:
                return variant
        if unlikely and law[:2] not in beginnings:
            return None
        from rapidfuzz.distance import Levenshtein
        from rapidfuzz.process import extractOne

        core = len(law.removeprefix(COUNTRY))
        slips = min(2, max(core // 5, int(core < len(law))))
        ending = _ENDING.search(law)
        alike = [title for title in ordered if title.endswith(ending[0])] if ending else ordered
        best = extractOne(law, alike, scorer=Levenshtein.distance, score_cutoff=slips)
        return str(best[0]) if best else None

    return near
