"""One cited provision: read from text as people write it, written as 《…》（…）第…条第…款第…项."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qzqd.law.dates import spelt_date
from qzqd.law.numerals import to_chinese
from qzqd.law.provisions import ProvisionStep, article_step
from qzqd.law.titles import nested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qzqd.law.sources import CitedInstrument

_UNITS = ("款", "项", "目")
_BEHIND = ("末", "各")


@dataclass(frozen=True, slots=True)
class Citation:
    """The fields mean what they mean in a catalogue's `basis`.

    law: title without 《》, titles inside it in 《》; empty where only a document number is cited.
    edition: a year, a month or an ISO date. article: 32, "32-1" for 第三十二条之一, "32-35" for a range.
    locator: in words what is not numbered so: 附件1第九项, 第五章, 全文, 末款.
    """

    law: str
    edition: str = ""
    number: str = ""
    article: int | str | None = None
    paragraph: int | None = None
    subparagraph: int | None = None
    item: int | None = None
    locator: str = ""


def parse_citations(text: str) -> list[Citation]:
    """Every citation in the text, one for each provision: 第五条、第七条 are two, 第六条至第八条 three.

    Laws that are only mentioned count; what is not understood is passed over (`reading.read_citations` tells it).
    """
    # Every report prints citations and few runs read one: the patterns of the reader are not compiled at every start.
    from qzqd.law.reading import read_citations

    return [
        citation
        for source in read_citations(text).sources
        for citation in _each(source)
        if citation.law or citation.number
    ]


def _each(source: CitedInstrument) -> Iterator[Citation]:
    if not source.provisions:
        yield Citation(source.title, source.edition, source.number)
    for named in source.provisions:
        for provision in named.each("条", *_UNITS):
            yield Citation(source.title, source.edition, source.number, *located(provision.steps))


def located(
    steps: Sequence[ProvisionStep],
) -> tuple[int | str | None, int | None, int | None, int | None, str]:
    """Article, paragraph, subparagraph, item and locator of a provision; what has no number is in the locator."""
    numbers: dict[str, int | str] = {}
    words: list[str] = []
    for step in steps:
        if step.unit == "条" and (value := _article(step)):
            numbers["条"] = value
        elif step.unit in _UNITS and isinstance(step.number, int) and not step.last:
            numbers[step.unit] = step.number
        else:
            words.append(str(step))
    paragraph, subparagraph, item = (
        int(number) if (number := numbers.get(unit)) else None for unit in _UNITS
    )
    return numbers.get("条"), paragraph, subparagraph, item, "".join(words)


def _article(step: ProvisionStep) -> int | str | None:
    """32, "32-1" or "32-35"; None for what these cannot say."""
    if not isinstance(step.number, int) or step.inserted > step.number or (step.inserted and step.last):
        return None
    second = step.inserted or step.last
    return f"{step.number}-{second}" if second else step.number


def format_citation(citation: Citation) -> str:
    """The citation as it is printed: 《中华人民共和国消防法》（2021年4月29日）第三十二条第一款."""
    return _headed(citation.law, citation.number, citation.edition) + provision_text(citation)


def provision_text(citation: Citation) -> str:
    """The provision alone: 第三十二条第一款; empty where the instrument is cited as a whole."""
    numbers = citation.paragraph, citation.subparagraph, citation.item
    return _provision(citation.locator, citation.article, *numbers)


def entry_head(entry: Mapping[str, Any]) -> str:
    """The instrument of an entry of `basis`: 《中华人民共和国消防法》（主席令第81号，2021年4月29日）."""
    return _headed(entry["law"], entry.get("number", ""), entry.get("edition", ""))


def entry_provision(entry: Mapping[str, Any]) -> str:
    """Its provision, as `provision_text` has it."""
    get = entry.get
    return _provision(get("locator", ""), get("article"), get("paragraph"), get("subparagraph"), get("item"))


# Lists rest on some hundred instruments, each of which is cited many times, in every list and every output.
@lru_cache(maxsize=10_000, typed=True)
def _headed(law: str, number: str, edition: str) -> str:
    title = nested(f"《{law}》") if law else ""
    notes = "，".join(filter(None, (number, spelt_date(edition))))
    return title + (f"（{notes}）" if title and notes else notes)


@lru_cache(maxsize=10_000, typed=True)
def _provision(locator: str, article: int | str | None, *numbers: int | None) -> str:
    pieces = {"": locator, "条": str(article_step(article)) if article else ""}
    below = zip(_UNITS, numbers, strict=True)
    pieces |= {unit: f"第{to_chinese(number)}{unit}" if number else "" for unit, number in below}
    if locator.startswith(_BEHIND):
        pieces[""], pieces[locator[1:2]] = "", locator
    return "".join(pieces.values())
