"""Which items rest on a law, on one of its articles, or on one of its editions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qzqd.law import COUNTRY
from qzqd.law.citation import Citation, format_citation, parse_citations
from qzqd.law.numerals import LIMIT, to_int
from qzqd.law.provisions import article_step, overlap
from qzqd.law.titles import title
from qzqd.locale import Text
from qzqd.open.catalogue import day_of, state
from qzqd.regex import regex
from qzqd.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.open.registers import Registers

_LEVELS = ("article", "paragraph", "subparagraph", "item")
_PLACE = regex(
    "(?:第[0-9一二三四五六七八九十百千零〇]{1,9}条[^《》〈〉<>]*|(?<=[一-鿿》〉>])[0-9]{1,3}(?:-[0-9]{1,2})?条?)$"
)
_TITLES = regex("《(?:[^《》]|《[^《》]*+》)++》|〈[^〈〉]*+〉|[(（][^()（）]*+[)）]")
_INSTRUMENT = regex("(?:办法|细则|条例|规定|决定|通知|意见|解释|规则|方案)$")
"""What stands around another title makes one of its own: 实施《渔业法》办法 is not 渔业法."""
_INSERTED_OR_RANGE = regex("[1-9][0-9]{0,3}-[1-9][0-9]{0,3}")
_EDITION = regex("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True, slots=True)
class CitedGround:
    """A citation that answers the question.

    certain: False where it names less than was asked for: no article, no paragraph, or no edition.
    newest: whether it cites the newest edition that the register has; None where nobody can tell.
    """

    citation: Citation
    certain: bool
    newest: bool | None


@dataclass(frozen=True, slots=True)
class RestingItem:
    """An item that is not cancelled and rests on what was asked for; certain: at least one of its grounds is."""

    id: str
    name: str
    grounds: tuple[CitedGround, ...]

    @property
    def certain(self) -> bool:
        return any(ground.certain for ground in self.grounds)


@dataclass(frozen=True, slots=True)
class ListImpact:
    """One list, as plain data of a known kind, with the items that rest on what was asked for."""

    path: str
    catalogue: dict[str, Any]
    items: list[RestingItem]


@dataclass(frozen=True, slots=True)
class Impact:
    """What rests on what an inquiry asked for. unread: the files that could not be asked."""

    inquiry: CitationQuery
    lists: list[ListImpact]
    unread: list[str]

    @property
    def items(self) -> list[RestingItem]:
        return [resting for listed in self.lists for resting in listed.items]

    @property
    def uncertain(self) -> int:
        """How many items name less than was asked for."""
        return sum(not resting.certain for resting in self.items)


def provisions(text: str, *, article: str = "", paragraph: str = "", edition: str = "") -> list[Citation]:
    """What a title, or a citation such as 《消防法》第三十二条 or 消防法 32, and the options beside it ask for.

    article: 32, 三十二, 第三十二条之一 or 32-1. Raises ValueError for what is no number, and for several laws.
    """
    text = "".join(text.split())
    cited = [citation for citation in parse_citations(_marked(text)) if citation.law]
    if len({citation.law for citation in cited}) > 1:
        raise ValueError(text)
    wanted: dict[str, Any] = {}
    if article:
        wanted |= {"article": _article(article)}
    if paragraph:
        wanted |= {"paragraph": _ordinal(paragraph, "款")}
    if edition:
        wanted |= {"edition": edition}
    asked = cited or [Citation(title(text))]
    return [*dict.fromkeys(replace(citation, **wanted) for citation in asked)]


def _marked(text: str) -> str:
    """The citation with its title in 《》, where that was left out or only stands around a title inside it."""
    law, place = text, ""
    if match := _PLACE.search(text):
        law, place = text[: match.start()], match[0]
        if not place.startswith("第"):
            number, _, inserted = place.removesuffix("条").partition("-")
            place = f"第{number}条" + (f"之{inserted}" if inserted else "")
    around = _TITLES.sub("", law)
    if _INSTRUMENT.search(around) or (around == law and place):
        return f"《{law}》{place}"
    return law + place


def is_article(text: str) -> bool:
    """Whether it is the number of an article: 38, 38-1, 第三十八条."""
    try:
        _article(text)
    except ValueError:
        return False
    return True


def _article(text: str) -> int | str:
    number, _, inserted = text.replace("之", "-").partition("-")
    article = _ordinal(number, "条")
    return f"{article}-{to_int(inserted)}" if inserted else article


def _ordinal(text: str, unit: str) -> int:
    return to_int(text.removeprefix("第").removesuffix(unit))


def is_edition(text: str) -> bool:
    """Whether it is a year, a month or a date."""
    return _EDITION.fullmatch(text) is not None


class CitationQuery:
    """One question, put to many lists. cited: every title that they were found to cite."""

    def __init__(self, asked: Sequence[Citation], registers: Registers) -> None:
        """asked: provisions of one law; they get its full title, as far as the register knows it."""
        law = asked[0].law
        self.law = registers.law(law) or registers.law(COUNTRY + law)
        self.title = self.law.title if self.law else law
        self.asked = [replace(citation, law=self.title) for citation in asked]
        self.cited: set[str] = set()
        self.registers = registers
        self._keys: dict[str, str] = {}

    @property
    def question(self) -> str:
        """What was asked for, as it is cited."""
        return "、".join(map(format_citation, self.asked))

    @property
    def is_cited(self) -> bool:
        """Whether any list that was asked cites the law at all."""
        return self._key(self.title) in map(self._key, self.cited)

    def doubts(self) -> Iterator[Text]:
        """What was asked for that the register does not know of this law: an edition, or an article beyond the last."""
        editions = self.law.editions if self.law else ()
        for asked in self.asked if editions else ():
            named = [articles for day, articles in editions if day.startswith(asked.edition)]
            if not named:
                yield Text(
                    f"登记簿里没有这部法规的 {asked.edition} 版，请核对。",
                    f"The register has no edition {asked.edition} of it: check the edition.",
                )
            elif all(named) and asked.article is not None and _first(asked.article) > max(named):
                yield Text(
                    f"登记簿里这部法规最后一条是第 {max(named)} 条，请核对条号。",
                    f"By the register its last article is {max(named)}: check the number.",
                )

    def matches(self, catalogue: dict[str, Any], today: str) -> Iterator[RestingItem]:
        """The items that rest on what was asked for and are not cancelled; the data may be of any shape."""
        for item in _standing(catalogue, today):
            grounds = tuple(ground for basis in _bases(item) for ground in self._answers(basis))
            if grounds:
                yield RestingItem(str(item.get("id", "")), str(item.get("name", "")), grounds)

    def may_match(self, titles: Iterable[str]) -> bool:
        """Whether a list that cites these, and nothing else, cites the law."""
        self.cited.update(titles)
        return self._key(self.title) in map(self._key, titles)

    def _answers(self, basis: dict[str, Any]) -> Iterator[CitedGround]:
        self.cited.add(basis["law"])
        if self._key(basis["law"]) != self._key(self.title):
            return
        citation = _citation(basis)
        answers = [_answer(citation, asked) for asked in self.asked]
        if any(answer is not False for answer in answers):
            yield CitedGround(citation, True in answers, self._newest(citation.edition))

    def _key(self, law: str) -> str:
        """What two ways to write a title have in common."""
        if law not in self._keys:
            known = self.registers.law(law)
            self._keys[law] = normalised(known.title if known else law).removeprefix(COUNTRY)
        return self._keys[law]

    def _newest(self, edition: str) -> bool | None:
        if not self.law or not edition:
            return None
        edition = self.law.adopted_as(edition) or edition
        newest = self.law.editions[-1][0][: len(edition)]
        return None if edition > newest else edition == newest


def _first(article: int | str) -> int:
    """Of 32-1, which was inserted behind it, or of a range."""
    return int(str(article).partition("-")[0])


def _answer(citation: Citation, asked: Citation) -> bool | None:
    """Whether the citation names what was asked for; None where it leaves that open."""
    opened = False
    if asked.edition and citation.edition:
        length = min(len(asked.edition), len(citation.edition))
        if asked.edition[:length] != citation.edition[:length]:
            return False
    elif asked.edition:
        opened = True
    for level in _LEVELS:
        wanted, named = getattr(asked, level), getattr(citation, level)
        if wanted is None:
            break
        if named is None:
            opened = True
            break
        if not (
            wanted == named or (level == "article" and overlap(article_step(wanted), article_step(named)))
        ):
            return False
    return None if opened else True


def cited_titles(catalogue: dict[str, Any], today: str) -> Iterable[str]:
    """What the items of a list rest on that are not cancelled, each title once; the data may be of any shape."""
    bases = (basis for item in _standing(catalogue, today) for basis in _bases(item))
    return dict.fromkeys(basis["law"] for basis in bases)


def _standing(catalogue: dict[str, Any], today: str) -> Iterator[dict[str, Any]]:
    entries = catalogue.get("items")
    if isinstance(entries, list) and state(catalogue, today) != "cancelled":
        day = day_of(catalogue, today)
        yield from (item for item in entries if isinstance(item, dict) and state(item, day) != "cancelled")


def _bases(value: Any) -> Iterator[dict[str, Any]]:
    """Every citation inside, whatever is wrong around it."""
    if isinstance(value, list):
        for inner in value:
            yield from _bases(inner)
    elif isinstance(value, dict):
        if isinstance(value.get("law"), str):
            yield value
        else:
            for inner in value.values():
                yield from _bases(inner)


def _citation(basis: dict[str, Any]) -> Citation:
    """As far as it is well-formed."""
    edition, number = (str(basis.get(name, "")) for name in ("edition", "number"))
    places = {name: basis[name] for name in _LEVELS if _is_ordinal(basis.get(name), name)}
    locator = str(basis.get("locator", ""))
    return Citation(basis["law"], edition if is_edition(edition) else "", number, **places, locator=locator)


def _is_ordinal(value: Any, level: str) -> bool:
    if isinstance(value, str):
        return level == "article" and _INSERTED_OR_RANGE.fullmatch(value) is not None
    return type(value) is int and 1 <= value <= LIMIT
