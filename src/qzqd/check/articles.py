"""Articles that are cited, and the last one that there is."""

from __future__ import annotations

from math import inf
from operator import le
from typing import TYPE_CHECKING

from qzqd.check.cited import cited_field, distinct

if TYPE_CHECKING:
    from qzqd.check.subject import Subject
    from qzqd.open.registers import LawEntry


def beyond(law: LawEntry, edition: str | None, article: int | str | None) -> tuple[str, int, int] | None:
    """Date of the edition, its last article and the one that is cited, if that is beyond the last."""
    if article is None:
        return None
    number = article if isinstance(article, int) else _last_number(article)
    date, last = _last(law, edition)
    return (date, last, number) if 0 < last < number else None


def far(subject: Subject) -> set[tuple[str, str | None, int | str]] | None:
    """Law, edition and article of the citations that may be of none; of a list in which something is wrong, of all."""
    if subject.partial or not subject.registers.laws:
        return None
    lasts: dict[tuple[str, str | None], float] = subject.remembered("last articles")
    least: dict[str, float] = {}
    for cited in distinct(subject, "edition"):
        law, edition = cited
        if cited not in lasts:
            known = subject.registers.law(law)
            lasts[cited] = (known and _last(known, edition)[1]) or inf
        least[law] = min(lasts[cited], least.get(law, inf))
    laws, editions, articles = (cited_field(subject, field) for field in ("law", "edition", "article"))
    try:
        if all(map(le, articles, map(least.__getitem__, laws))):
            return set()
    except TypeError:  # not every article is a number
        pass
    return {
        (law, edition, article)
        for law, edition, article in zip(laws, editions, articles, strict=True)
        if (article.__class__ is not int or article > least[law]) and article is not None
    }


def _last_number(article: str) -> int:
    """32 of "32-1", 35 of "32-35"."""
    from qzqd.law.provisions import article_step

    step = article_step(article)
    return step.last or int(step.number)


def _last(law: LawEntry, edition: str | None) -> tuple[str, int]:
    """Date and last article of an edition; where the register does not know it, or none is meant, of the newest.

    An edition newer than all in the register may have grown: its last article is unknown (0).
    """
    if not edition or edition == law.editions[-1][0]:
        return law.editions[-1]
    meant = law.adopted_as(edition) or edition
    known = [entry for entry in law.editions if entry[0].startswith(meant)]
    date, last = (known or law.editions)[-1]
    return date, last if known or edition < date else 0
