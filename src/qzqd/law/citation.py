"""Citations of statutes: read as lists write them, written as 《…》（…）第…条第…款第…项."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qzqd.law.numerals import digits_mended, to_chinese, to_int

if TYPE_CHECKING:
    from collections.abc import Iterator

    Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited provision; the fields mean what they mean in a catalogue's `basis`.

    law: title without 《》, titles inside it in 《》; empty where only a document number is cited.
    edition: a year or an ISO date. article: 32, or "32-1" for 第三十二条之一.
    """

    law: str
    edition: str = ""
    number: str = ""
    article: int | str | None = None
    paragraph: int | None = None
    subparagraph: int | None = None
    item: int | None = None


_PLAIN = str.maketrans("０１２３４５６７８９（）［］，；＜＞﹤﹥", "0123456789()[],;<><>")
_WIDE = str.maketrans("(),;", "（），；")
_OPENING, _CLOSING = "《〈<", "》〉>"
_NUMERAL = "[0-9一二两兩三四五六七八九十百千零〇○]{1,9}"
_AND = "[、,;和及与或至到]"
_YEAR = r"(?:19|20)[0-9]{2}"
_FROM, _TO = r"[〔﹝\[［【(（]\s*", r"\s*[〕﹞\]］】)）]"
_DATED = rf"(?:{_FROM}({_YEAR})(?:{_TO})?|(?<![0-9])({_YEAR}){_TO})\s*(第?[0-9]+)(?=\s*[号號])"
_WRAPPED = re.compile("《(?P<title>(?:[^《》]|《[^《》]*+》)++)》")
_SOURCE = re.compile(rf"{_WRAPPED.pattern}|(?P<number>[一-鿿]{{2,20}}{_DATED}[号號])")
_DOCUMENT = re.compile(_DATED)
_BRACKET = re.compile(r"\(((?:[^()]|\([^()]*+\))*+)\)")
_EDITION = re.compile(r"([0-9]{4})年(?:(1[0-2]|0?[1-9])月(3[01]|[12][0-9]|0?[1-9])日)?")
_PLACE = re.compile(
    rf"(?P<joint>(?:…|{_AND})*+)"
    rf"(?P<numbers>(?:第\(?|\(){_NUMERAL}\)?(?:(?:{_AND}第?\(?|第?\(){_NUMERAL}\)?)*+)"
    rf"(?P<unit>[条條款项項目])(?:之(?P<inserted>{_NUMERAL}))?"
)
_NUMBER = re.compile(rf"({_AND}?)第?\(?({_NUMERAL})")
_UNITS = ("条", "款", "项", "目")
_DATE = "年月日"
_LEVELS = {"條": 0, "項": 2} | {unit: level for level, unit in enumerate(_UNITS)}
_LONGEST_RANGE = 100


def parse(text: str) -> list[Citation]:
    """Every citation in the text, one for each provision: 第五条、第七条 are two, 第六条至第八条 three.

    What is not understood, such as the words of an article after its number, is passed over.
    """
    text = digits_mended("".join(text.split()).translate(_PLAIN))
    found: list[Citation] = []
    at = 0
    while match := _SOURCE.search(text, at):
        at = match.end()
        if match["number"]:
            found.append(Citation("", number=document_number(match["number"])))
            continue
        law, edition, number = nested(match["title"].translate(_WIDE)), "", ""
        while bracket := _BRACKET.match(text, at):
            at = bracket.end()
            for part in re.split("[,;、]", bracket[1]):
                if part.endswith(("号", "號")):
                    number = document_number(part)
                elif dated := _EDITION.match(part):
                    edition = "-".join(f"{int(digits):02}" for digits in dated.groups() if digits)
        found += [Citation(law, edition, number, *place) for place in _places(text, at)]
    return found


def _places(text: str, at: int) -> Iterator[Place]:
    """Article, paragraph, subparagraph and item of each provision named from `at` on; one empty for none."""
    place: Place = ()
    while match := _PLACE.match(text, at):
        at = match.end()
        level = _LEVELS[match["unit"]]
        named = _NUMBER.findall(match["joint"][-1:] + match["numbers"])
        try:
            numbers = [(joint, to_int(numeral)) for joint, numeral in named]
            inserted = to_int(match["inserted"]) if match["inserted"] else 0
        except ValueError:
            break
        for joint, number in numbers:
            if len(place) > level:
                yield place
                yield from _between(place[: level + 1], number, joint)
            place = (*place[:level], *[None] * (level - len(place)), number)
        if inserted and level == 0:
            place = (f"{place[0]}-{inserted}",)
    yield place


def _between(first: Place, last: int, joint: str) -> Iterator[Place]:
    *above, start = first
    if joint in ("至", "到") and isinstance(start, int) and last - start <= _LONGEST_RANGE:
        for number in range(start + 1, last):
            yield (*above, number)


def format(citation: Citation) -> str:
    """The citation as it is printed: 《中华人民共和国消防法》（2021年4月29日）第三十二条第一款.

    Raises ValueError for an edition that is no date, and for a place that is no number from 1 to 9,999.
    """
    title = nested(f"《{citation.law}》") if citation.law else ""
    notes = "，".join(filter(None, (citation.number, _spelt_date(citation.edition))))
    if title and notes:
        notes = f"（{notes}）"
    values = (citation.article, citation.paragraph, citation.subparagraph, citation.item)
    places = (_spelt_place(value, unit) for value, unit in zip(values, _UNITS, strict=True))
    return title + notes + "".join(places)


def _spelt_place(value: int | str | None, unit: str) -> str:
    if value is None:
        return ""
    number, _, inserted = str(value).partition("-")
    return f"第{to_chinese(int(number))}{unit}" + (f"之{to_chinese(int(inserted))}" if inserted else "")


def _spelt_date(edition: str) -> str:
    parts = edition.split("-") if edition else []
    if len(parts) > len(_DATE):
        raise ValueError(edition)
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, _DATE, strict=False))


def title(text: str) -> str:
    """The bare title: without 《》 around it, titles inside it in 《》, brackets full-width."""
    wrapped = _WRAPPED.fullmatch(text)
    return nested((wrapped["title"] if wrapped else text).translate(_WIDE))


def nested(text: str) -> str:
    """The text with its title marks by depth: 《, 〈 inside it, 《 inside that."""
    depth, characters = 0, []
    for character in text:
        if character in _OPENING:
            character = "《〈"[depth % 2]
            depth += 1
        elif character in _CLOSING:
            depth = max(depth - 1, 0)
            character = "》〉"[depth % 2]
        characters.append(character)
    return "".join(characters)


def document_number(text: str) -> str:
    """The number of a document with its year in 〔〕: 国统字[2000]64号 and 渝府办发〔202374号 are mended."""
    return _DOCUMENT.sub(lambda match: f"〔{match[1] or match[2]}〕{match[3]}", text)
