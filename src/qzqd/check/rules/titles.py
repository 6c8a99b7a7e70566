"""The field for the title of an instrument, with more in it than the title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.check.cited import cited_places, unregistered
from qzqd.check.rule import Example, power, rule
from qzqd.locale import Text
from qzqd.open.advice import each_provision, provision
from qzqd.open.registers import bare_title
from qzqd.read.problem import Problem
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Subject
    from qzqd.law.citation import Citation
    from qzqd.open.registers import Registers

_SHORTEST = 3
_FURTHER = regex(r"[\s》]*[（(第、，,；;和及与《]|[\s》]+")
"""What may follow a title: a bracket, a provision, another title."""
_PROVISION = regex("第[0-9０-９一二三四五六七八九十百千零〇]{1,9}条")
_AMENDED = regex("[（(][^（）()]{0,12}(?:修[正订]|公布|施行|通过)[^（）()]{0,8}[）)]$")
_AFTER = (_PROVISION, _AMENDED, regex("》"))
_BETWEEN = regex(
    "[和及与](?=[一-鿿]{2,40}(?:法|条例|办法|规定|细则)(?:$|第))|》?[、，,；;]《?|》《|》?[和及与]《"
)

_REGISTER = Example(
    "items:\n"
    "  - id: FL-1\n"
    "    name: 中华人民共和国消防法\n"
    "    level: 法律\n"
    '    editions: [{date: "2021-04-29", articles: 74}]\n',
    {"kind": "laws", "id": "example/laws", "title": "法规登记簿"},
)


def _power(law: str) -> Example:
    return Example("items:\n" + power(f"basis: [{{{law}}}]"), beside=(_REGISTER,))


@rule(
    "QZ419",
    "warning",
    title=Text(
        "法规名称里夹了版本、条款或者另一部法规", "An edition, a provision or another title in a title"
    ),
    why=Text(
        "law 只写一部法规的名称。版本写在 edition，文号写在 number，条、款、项各有字段，两部法规分两项；"
        "夹在名称里，就对不上登记簿，条款也无从核对。",
        "`law` holds one title. The edition, the number and the provision have fields of their own, and another "
        "instrument an entry of its own; within the title nothing can be held against the register.",
    ),
    fails=_power("law: 中华人民共和国消防法第三十二条"),
    passes=_power("law: 中华人民共和国消防法, article: 32"),
)
def more_than_a_title(subject: Subject) -> Iterator[Problem]:
    found = mixed(subject)
    for path, ground in cited_places(subject) if found else ():
        if cited := found.get(ground["law"]):
            yield Problem(
                _what(cited),
                (*path, "law"),
                each_provision(cited) if len(cited) > 1 else provision(cited[0]),
                value=ground["law"],
            )


def mixed(subject: Subject) -> dict[str, list[Citation]]:
    """Every title that holds more than a title, and what it cites; worked out once."""
    return subject.once(
        "mixed",
        lambda: {law: found for law in unregistered(subject) if (found := _cited(law, subject.registers))},
    )


def _what(cited: list[Citation]) -> Text:
    titles = list(dict.fromkeys(citation.law for citation in cited))
    if len(titles) > 1:
        return Text(f"一处写了 {len(titles)} 部法规", f"{len(titles)} instruments in one title")
    if any(citation.article for citation in cited):
        return Text("法规名称里夹了条款", "a provision within the title of the instrument")
    if any(citation.number for citation in cited):
        return Text("法规名称里夹了文号", "a document number within the title of the instrument")
    return Text("法规名称里夹了版本", "an edition within the title of the instrument")


def _cited(law: str, registers: Registers) -> list[Citation]:
    """What a text cites that begins with a title and goes on; nothing for what may be a title as it stands."""
    wrapped = _wrapped(law, registers)
    if not wrapped:
        return []
    from qzqd.law.citation import parse_citations

    cited = [citation for citation in parse_citations(wrapped) if citation.law]
    plain = len(cited) == 1 and not (cited[0].article or cited[0].edition or cited[0].number)
    return [] if plain else cited


def _wrapped(law: str, registers: Registers) -> str:
    """The text with its titles in 《》; empty where nothing tells where a title would end."""
    if law.startswith("《") and bare_title(law).startswith("《"):
        return law
    for end in range(len(law) - 1, _SHORTEST - 1, -1):
        if law[:end] in registers.laws and _FURTHER.match(law, end):
            first, *others = _BETWEEN.split(law[end:].lstrip(" 》"))
            return f"《{law[:end]}》{first}" + "".join(map(_titled, others))
    found = _PROVISION.search(law) or _AMENDED.search(law)
    return _titled(law) if found and found.start() >= _SHORTEST else ""


def _titled(part: str) -> str:
    """What begins with a title, with 《》 around that; further provisions of the title before as they are."""
    if part.startswith("第"):
        return f"、{part}"
    end = min((found.start() for pattern in _AFTER if (found := pattern.search(part))), default=len(part))
    return f"《{part[:end].strip('《》')}》{part[end:].lstrip('》')}"
