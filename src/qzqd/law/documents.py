"""Numbers of documents: 国发〔2014〕50号, 国务院令第732号, 国家发展改革委令2016年第44号, GB/T 33000-2016."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.law import COUNTRY
from qzqd.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from qzqd.law.compact import Compact
    from qzqd.law.faults import Cause

Sort = Literal["document", "order", "standard"]

_YEAR = "(?:19|20)[0-9]{2}"
_FROM, _TO = r"[〔﹝\[［【(（]\s*", r"\s*[〕﹞\]］】)）]"
_DATED = rf"(?:{_FROM}({_YEAR})(?:{_TO})?|(?<![0-9])({_YEAR}){_TO})\s*(第?[0-9]+)(?=\s*[号號])"
_DOCUMENT = regex(_DATED)

_HAN = "一-鿿〇"
_NUMERAL = "[0-9一二三四五六七八九十百〇零]{1,7}"
_OPEN, _SHUT = r"[〔\[【({〈]", r"[〕\]】)}〉]"
_CORE = regex(
    rf"(?P<dated>(?:{_OPEN}(?P<year>{_YEAR})(?P<shut>{_SHUT})?|(?P<bare>{_YEAR}){_SHUT})"
    rf"(?P<series>[{_HAN}]{{2,12}}字)?(?P<ordinal>第?)(?P<count>[0-9]{{0,6}})(?P<unit>号|(?=[)，；。】]|\Z)))"
    rf"|(?P<named>令|公告|通告)(?P<term>{_OPEN}(?:{_YEAR}|[{_HAN}]{{1,4}}届){_SHUT}|{_YEAR}年)?"
    rf"(?:第?(?P<order>{_NUMERAL})(?:号令?|(?=[)，。；]|\Z))|\(第?(?P<apart>{_NUMERAL})号\))"
    rf"|(?P<year_of>{_YEAR}年)?第?(?P<turned>{_NUMERAL})号(?P<behind>令|公告|通告)"
    r"|(?<![A-Za-z])(?P<standard>[A-Z]{1,6}[0-9]{0,4}(?:/[A-Z]{1,6})?[0-9]{1,6}(?:\.[0-9]{1,3}){0,3}(?:-[0-9]{1,3})?-[0-9]{2,4}"
    r"|[A-Z]{2,6}(?:/[A-Z]{1,6})?[0-9]{3,6}(?:\.[0-9]{1,3})?)(?![0-9A-Za-z项])"
)
_BEFORE = regex(rf"(?:[{_HAN}、]{{1,40}}|[{_HAN}]{{1,24}}\([{_HAN}]{{1,8}}\)[{_HAN}]{{0,8}})\Z")
_NOT_ISSUER = regex(
    "通过|批准|根据|公布|发布|颁布|印发|修订|修正|修改|会议|审议|按照|依照|以及|[0-9][年月日]|"
    f"[一二三四五六七八九十][月日]|的(?!士)|第{_NUMERAL}[条款项目章节]"
)
# But no name of a place or an office begins with its first character cut off: 文化和旅游部, 自贡市, 日照市.
_LEADING = regex(
    "(?:[年号由以据按及并、]|月(?!湖)|日(?![照喀土])|于(?![都田洪])|自(?![治然贡])|经(?![济贸营开])|文件|文(?![化物山昌登水成安县圣峰]))+"
)
_LONGEST_ISSUER = 42


class DocumentNumber(NamedTuple):
    """A number in a compact text. value: as it is usually written. faults: what was mended to get there."""

    value: str
    start: int
    end: int
    sort: Sort
    faults: tuple[Cause, ...] = ()


_BRACKETED_YEAR = regex(f"{_FROM}({_YEAR}){_TO}")


def year_disputed(number: str, day: str, *, republished: bool = False) -> str:
    """The year in the number of a document that cannot be of that day; "" where it can.

    A document may be published early in the year after. republished: the day may be years later.
    """
    year = _BRACKETED_YEAR.search(number) if number and day else None
    if year is None:
        return ""
    later = int(day[:4]) - int(year[1])
    return year[1] if later < 0 or (later > 1 and not republished) else ""


def document_number(text: str) -> str:
    """The number of a document with its year in 〔〕: 国统字[2000]64号 and 渝府办发〔202374号 are mended."""
    return _DOCUMENT.sub(lambda match: f"〔{match[1] or match[2]}〕{match[3]}", text)


def document_numbers(compact: Compact, start: int, end: int) -> Iterator[DocumentNumber]:
    """Every number between two places of a compact text, in order."""
    at = start
    while match := _CORE.search(compact.key, at, end):
        at = match.end()
        if number := _number(compact, match, start):
            yield number
            start = at


def number_at(compact: Compact, at: int) -> DocumentNumber | None:
    """The number that begins just there."""
    for number in document_numbers(compact, at, min(len(compact), at + _LONGEST_ISSUER + 30)):
        return number if number.start == at else None
    return None


def _number(compact: Compact, match: re.Match[str], lowest: int) -> DocumentNumber | None:
    begin, end = match.span()
    if match["standard"]:
        return DocumentNumber(_spaced(compact, begin, end), begin, end, "standard")
    issued = begin - len(_issuer(compact.key[max(lowest, begin - _LONGEST_ISSUER) : begin]))
    issuer = compact.raw[issued:begin].removeprefix(COUNTRY)
    if match["dated"]:
        return _dated(compact, match, issuer, issued)
    if match["named"]:
        term = (
            f"〔{match['term'][1:-1]}〕"
            if match["term"] and match["term"][0] not in "12"
            else match["term"] or ""
        )
        order = "order" if match["order"] else "apart"
        signed = compact.key.startswith("号", match.end(order))
        sign = compact.raw[match.end(order)] if signed else "号"
        value = f"{issuer}{match['named']}{term}第{match[order]}{sign}"
        if not signed:
            return DocumentNumber(value, issued, end, "order", ("missing-number-sign",))
    elif issuer:
        value = f"{issuer}{match['behind']}{match['year_of'] or ''}第{match['turned']}{compact.raw[match.end('turned')]}"
    else:
        return None
    return DocumentNumber(value, issued, end, "order")


def _dated(compact: Compact, match: re.Match[str], issuer: str, issued: int) -> DocumentNumber | None:
    whole = match["year"] and match["shut"] and match["count"] and match["unit"]
    if not (issuer or match["series"] or whole):
        return None
    faults: list[Cause] = []
    if not match["count"]:
        faults.append("lost-digits")
    elif match["bare"] or not match["shut"]:
        faults.append("lost-bracket")
    if not match["unit"]:
        faults.append("missing-number-sign")
    sign = compact.raw[match.end("count")] if match["unit"] else "号"
    number = f"{match['series'] or ''}{match['ordinal']}{match['count']}{sign}"
    value = f"{issuer}〔{match['year'] or match['bare']}〕{number}"
    return DocumentNumber(value, issued, match.end(), "document", tuple(faults))


def _issuer(before: str) -> str:
    """The name of who issued it, at the end of what stands in front of the number."""
    match = _BEFORE.search(before)
    if not match:
        return ""
    name = match[0]
    for stop in _NOT_ISSUER.finditer(before):
        name = before[max(stop.end(), match.start()) :]
    return _LEADING.sub("", name, count=1) if _LEADING.match(name) else name


def _spaced(compact: Compact, start: int, end: int) -> str:
    """As written, with one blank where the writer left white space: GB/T 33000-2016."""
    parts = [
        (" " if index > start and compact.gap(index) else "") + compact.raw[index]
        for index in range(start, end)
    ]
    return "".join(parts)
