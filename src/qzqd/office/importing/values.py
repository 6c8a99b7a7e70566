"""From the text of a cell to the value of a field, as the schema of the field says what that has to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from qzqd import kinds
from qzqd.kinds.labels import described_labels
from qzqd.kinds.powers import CALLED, LEVELS
from qzqd.kinds.traits import field_by_role
from qzqd.locale import Text
from qzqd.office.importing.asides import counted, none, running_number
from qzqd.open.cells import meant
from qzqd.open.remedies import fits
from qzqd.regex import regex
from qzqd.text import line_feeds, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_HAN = r"\u3400-\u9fff\u3007\uf900-\ufaff"
_HIDDEN = regex(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\xad]")
_SPACES = regex(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INNER = regex(
    rf"(?<=[{_HAN}，。；：、！？）】》〉”]) +(?=[{_HAN}，。；：、（【《〈“0-9])|(?<=[{_HAN}（【《〈“0-9]) +(?=[{_HAN}，。；：、！？）】》〉”])"
)
_WIDE = regex("[０-９Ａ-Ｚａ-ｚ]")
_LAYOUT = regex(rf"[\s０-９Ａ-Ｚａ-ｚ{_HIDDEN.pattern[1:-1]}]")
"""What layout may be mended in; most cells have nothing of it."""
_MARK = regex(
    r"\s*(?:[（(]?[0-9]{1,3}[）)]|[0-9]{1,3}\s*[.．、](?![0-9])|[①-⑳]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)\s*"
)
_STARTS = regex(
    rf"{_MARK.pattern}|[【《●■◆·-]|第[一二三四五六七八九十百千零〇0-9]+条|[^：:，。；]{{1,20}}责任[:：]?$|[^：:，。；]{{1,12}}[:：]"
)
_FIRST = regex(
    r"(?:[（(]?1[）)]|1\s*[.．、](?![0-9])|①|[（(]?一[）)、]).*(?:[（(]2[）)]|2\s*[.．、](?![0-9])|②|[（(]二[）)]|[；;。]\s*二、)"
)
_NUMBERED = regex(r"[（(]?([1-9][0-9]{0,3})\s*(?:[.．、]|[）)][.．、]?)\s*([^0-9\s].*)$")
_FOOTNOTE = regex(
    r"(?:[*＊※★☆①-⑳]|[\[［〔]注?\s?[0-9]{1,2}[\]］〕]|[（(]注\s?[0-9①-⑳]{0,2}[）)]|(?<![备关])注[0-9①-⑳]{1,2}){1,9}$"
)
_PAUSES = ("、", "，", ",", " ")
_TALL = 100
"""Characters: a cell with fewer does not fill the tallest row, so that what follows it in the next is a line of its own."""
_ENDS = tuple("。；：！？:;.）)】》”")
_CITED = ("条", "款", "项", "号")
"""What a citation ends with, so that a title behind it is of another."""
_HEADS = regex(r"[^：:，。；、\n]{2,14}责任[:：]?|直接实施[:：]|指导监督[:：]")
_OFFICE = regex(
    r"(?:科|处|室|局|办|办公室|中心|大队|支队|总队|队|站|所|股|组|院|委|委员会|部|厅|会|公司|政府|街道|街道办事处|镇|乡)(?:[（(][^（）()]*[）)])?$"
)

_BELOW = regex("(?:科|(?<!办事)处|室|办|中心|大队|支队|总队|队|站|所|股|组)$")
"""What an office ends with that is mostly a part of another."""
_REST = regex("(?:街道)?办事处|办公室|(?:管理|工作)?委员会|(?:人民)?政府")
"""What names no office without the words before it."""


@dataclass(slots=True)
class CellValue:
    """data: None where the cell says that there is none, or where it cannot be this field's value.

    mended: how often layout was taken out of it. why: what makes it keep its words as they are beside it, or instead.
    """

    data: Any = None
    mended: int = 0
    why: Text | None = None
    several: list[str] = field(default_factory=list)


def phrase(text: str) -> tuple[str, int]:
    """A name or a phrase on one line, and how often layout was mended."""
    return _mended(text, joined=True) if _LAYOUT.search(text) else (text, 0)


def prose(text: str) -> tuple[str, int]:
    """A longer text: a line break stays where something new begins, a blank line stands between, or rows of the sheet do;
    it goes where the width of a column made it."""
    return _mended(text, joined=False) if _LAYOUT.search(text) else (text, 0)


def unread(text: str) -> str:
    """A text that could not be read, as it is kept: what its lines are, nobody knows, unless it is long enough to be a text."""
    return prose(text)[0] if len(text) > _TALL else "\n".join(_lines(text))


@lru_cache(maxsize=8_192)
def _mended(text: str, joined: bool) -> tuple[str, int]:
    bare, hidden = _HIDDEN.subn("", line_feeds(text).replace("\v", "\n"))
    bare, wide = _WIDE.subn(lambda found: normalize("NFKC", found[0]), bare)
    lines = [_SPACES.sub(" ", each).strip() for each in bare.split("\n")]
    kept: list[str] = []
    joins, parted = 0, False
    bodies = _are_offices([*filter(None, lines)])
    for each in lines:
        if not each or not kept:
            parted = not each
            kept += [each] if each else []
            continue
        begins = bodies or parted or _MARK.match(each) or (kept[-1].endswith(_ENDS) and _STARTS.match(each))
        begins = begins or (each[0] == "《" and kept[-1].endswith(_CITED))
        parted = False
        if not joined and (begins or _HEADS.fullmatch(kept[-1])):
            kept.append(each)
            continue
        glue = (
            " "
            if kept[-1][-1].isascii() and each[0].isascii() and kept[-1][-1].isalnum() and each[0].isalnum()
            else ""
        )
        kept[-1] += glue + each
        joins += 1
    whole, spaces = _INNER.subn("", "\n".join(kept))
    return whole, hidden + wide + joins + spaces


def continued(pieces: list[str]) -> str:
    """The text of one cell that a sheet has in several rows, as no row is tall enough: cut between lines, or within a clause.

    What a further row says again is said once.
    """
    text, last = "", ""
    for piece in dict.fromkeys(pieces) if max(map(len, pieces), default=0) <= _TALL else pieces:
        within = (
            len(last) > _TALL
            and piece
            and not last.endswith((*_ENDS, *_PAUSES))
            and not piece.startswith(_PAUSES)
            and not _STARTS.match(piece)
        )
        text += piece if within else f"\n\n{piece}" if text and piece else piece
        last = piece or last
    return text


def footnoted(name: str) -> tuple[str, str]:
    """A name without the marks of footnotes behind it, and these."""
    found = _FOOTNOTE.search(name)
    return (name[: found.start()].rstrip(), found[0].strip()) if found and found.start() else (name, "")


def numbered(text: str) -> tuple[str, list[str]]:
    """The words before the first number, and the entries behind the numbers, of a text with 1. 2. 3.; else no entries."""
    opening: list[str] = []
    entries: list[str] = []
    for each in text.split("\n"):
        found = _MARK.match(each)
        if found and each[found.end() :].strip():
            entries.append(each[found.end() :].strip())
        elif entries:
            entries[-1] += "\n" + each
        else:
            opening.append(each)
    return "\n".join(opening), entries


def numbers_more(text: str) -> bool:
    """Whether a text on one line begins with 1 and goes on to 2: 1.甲；2.乙."""
    return _FIRST.match(text) is not None


def number_before(name: str) -> tuple[int, str] | None:
    """The running number that stands before a name in its cell: 1.甲; None for none."""
    found = _NUMBERED.match(name)
    return (int(found[1]), found[2]) if found else None


class ValueReader:
    """Reads cells for the fields of one kind. level_of: the level of an instrument by its title."""

    def __init__(self, schema: dict[str, Any], level_of: Callable[[str], str | None]) -> None:
        self._definitions = schema["$defs"]
        self._level_of = level_of

    def of(self, node: Mapping[str, Any]) -> Callable[[str], CellValue]:
        """What reads the cells of one field. What they repeat is read once; nobody may change it."""
        known: dict[str, CellValue] = {}
        read = self._how(node)

        def value(text: str) -> CellValue:
            if (made := known.get(text)) is None:
                if len(known) >= _MOST_KNOWN:
                    known.clear()
                known[text] = made = CellValue() if none(text) else read(text)
            return made

        return value

    def _how(self, node: Mapping[str, Any]) -> Callable[[str], CellValue]:
        if "enum" in node:
            return partial(self._one_of, node)
        if node.get("type") in ("integer", "number"):
            return partial(_number, dict(node))
        if node.get("type") == "array":
            return self._how_several(node)
        if node.get("maxLength", 0) > LINE:
            return lambda text: CellValue(*prose(text))
        if "x-moment" in node or node.get("format") == "date":
            return partial(_day, dict(node))
        return partial(self._line, node)

    def _line(self, node: Mapping[str, Any], text: str) -> CellValue:
        data, mended = phrase(text)
        bodies = "x-refers" in node or "body" in node.get("x-roles", ())
        parts = _lines_of_names(text) if bodies else []
        if len(re.findall(_BETWEEN_NAMES, data)) < len(parts) - 1:
            data = "、".join(parts)
        if "pattern" in node and node["pattern"] != r"\S":
            data = data.replace(" ", "")
            if not re.search(node["pattern"], data):
                return CellValue(why=_OTHERWISE)
        why = _LINES if bodies and not parts and _may_go_on(_lines(text)) else None
        return CellValue(data, mended, why, parts)

    def _one_of(self, node: Mapping[str, Any], text: str) -> CellValue:
        options: list[Any] = node["enum"]
        said = counted(phrase(text)[0].replace(" ", ""))[0]
        meant = described_labels(options, node.get("description", ""))
        if LEVELS[0] in options:
            meant = {**CALLED, **meant}
        others = [word for word in options if str(word).startswith(_OTHER)]
        if len(others) == 1 and _OTHERS.fullmatch(said):
            return CellValue(others[0], int(said != text))
        ways = ("{}", "{}权力", "其他{}", "行政{}")
        for word in (way.format(each) for each in (said, said.removesuffix("类")) for way in ways):
            if word in options or word in meant:
                return CellValue(word if word in options else meant[word], int(said != text))
        guess = suggest(said, map(str, meant or options)) if len(said) <= _WORD else None
        meaning = Text(f"（是否想写 {guess}）", f" (did you mean {guess})") if guess else Text("", "")
        return CellValue(
            why=Text(f"不是这一栏允许的值{meaning.zh}", f"not one of the values of this field{meaning.en}")
        )

    def _how_several(self, node: Mapping[str, Any]) -> Callable[[str], CellValue]:
        entry = node["items"]
        if "$ref" in entry:
            properties = self._definitions[kinds.named(entry)]["properties"]
            roles = field_by_role(properties)
            if "numbered" in roles:
                return partial(self._duties, roles)
            return self._basis if "law" in properties else lambda _: CellValue(why=_NO_WAY)
        if "enum" in entry:
            return partial(self._all_of, {**entry, "description": node.get("description", "")})
        return _entries if entry.get("maxLength", 0) > LINE else _names

    def _all_of(self, entry: Mapping[str, Any], text: str) -> CellValue:
        whole = self._one_of(entry, text)
        if whole.data is not None:
            return CellValue([whole.data], whole.mended)
        found = [self._one_of(entry, part) for part in re.split("[、，,；;/\n]", phrase(text)[0]) if part]
        if found and all(each.data is not None for each in found):
            return CellValue(
                list(dict.fromkeys(each.data for each in found)), sum(each.mended for each in found)
            )
        return CellValue(why=whole.why)

    def _duties(self, roles: Mapping[str, str], text: str) -> CellValue:
        """Numbered lines, under headings such as 直接实施责任 where there are any."""
        whole, mended = prose(text)
        found: list[dict[str, Any]] = []
        head = ""
        block: list[str] = []
        for each in [*whole.split("\n"), None]:
            heads = each is not None and _HEADS.fullmatch(each)
            if each is not None and not heads:
                block.append(each)
                continue
            if head or block:
                opening, entries = numbered("\n".join(block))
                steps = [*([opening] if opening else []), *entries]
                found.append(
                    {
                        **({roles["heads"]: head} if head else {}),
                        **({roles["numbered"]: steps} if steps else {}),
                    }
                )
            head, block = (each or "").rstrip(":："), []
        return CellValue(found or None, mended)

    def _basis(self, text: str) -> CellValue:
        from qzqd.law.basis import basis_of

        entries, faults = basis_of(text, self._level_of)
        lost = next((fault for fault in faults if fault.cause not in _TOLD_ELSEWHERE), None)
        if not entries:
            return CellValue(why=lost.message if lost else Text("没有读出法规", "no instrument is named"))
        return CellValue(entries, 0, lost.message if lost else None)


def _number(node: dict[str, Any], text: str) -> CellValue:
    if (unit := _UNIT.search(node.get("title", ""))) and (said := _MEASURED.fullmatch(phrase(text)[0])):
        text = said[1] if said[2] in (unit[1], f"个{unit[1]}") else text
    # Elsewhere than among running numbers, （3） may be 3 below nothing.
    found = (node.get("minimum", 0) > 0 and running_number(text)) or meant(text, text, node)
    if fits(found, node):
        return CellValue(found)
    number = isinstance(found, int | float)
    return CellValue(
        why=Text(f"不能是 {found}", f"cannot be {found}") if number else Text("不是一个数", "not a number")
    )


def _day(node: dict[str, Any], text: str) -> CellValue:
    """A day, or a moment; a day that there is not is told by what reads the list."""
    found = meant(phrase(text)[0], text, node)
    return CellValue(found) if "x-moment" not in node or fits(found, node) else CellValue(why=_OTHERWISE)


def _entries(text: str) -> CellValue:
    """What is numbered, or the whole."""
    whole, mended = prose(text)
    single = "\n" not in whole and _MARK.match(whole) is None
    return CellValue([whole] if single else numbered(whole)[1] or [whole], mended)


def _names(text: str) -> CellValue:
    if len(entries := numbered(prose(text)[0])[1]) > 1:
        return CellValue(list(dict.fromkeys(phrase(each.rstrip("；;。"))[0] for each in entries)))
    whole, mended = phrase(text)
    if names := _lines_of_names(text):
        return CellValue(list(dict.fromkeys(names)), mended)
    names = [each for each in re.split("[、，,；;\n]", whole) if each]
    *upper, last = _lines(text)
    # One name that its column was too narrow for.
    broken = _is_office(last) and (_REST.fullmatch(last) or not any(map(_is_office, upper)))
    parted = len(names) > 1 or not upper or broken
    return CellValue(list(dict.fromkeys(names)), mended, None if parted else _LINES)


def labelled(text: str, labels: Iterable[str]) -> dict[str, str]:
    """What stands behind each label that begins a line of a cell; empty where anything stands before the first."""
    words = "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))
    parts = re.split(rf"(?:^|\n)\s*({words})\s*[:：]", text)
    return {} if parts[0].strip() else dict(zip(parts[1::2], parts[2::2], strict=True))


def opening(text: str) -> str:
    """The words before the first numbered entry of a cell; "" where nothing is numbered."""
    before, entries = numbered(prose(text)[0])
    return before if entries else ""


def _lines_of_names(text: str) -> list[str]:
    """The lines of a cell where each is the whole name of an office; else what 、 parts, on the same terms."""
    lines = _lines(text)
    apart = len(lines) > 1 and _are_offices(lines) and not _may_go_on(lines)
    whole = lines if apart else [phrase(text)[0]]
    parts = [each.strip() for line in whole for each in re.split(_BETWEEN_NAMES, line) if each.strip()]
    return parts if len(parts) > 1 and all(map(_is_office, parts)) else []


def _lines(text: str) -> list[str]:
    return [phrase(each)[0] for each in text.splitlines() if each.strip()]


def _are_offices(lines: list[str]) -> bool:
    """Whether each line is the whole name of an office, and none the rest of the name above it."""
    return all(map(_is_office, lines)) and not any(map(_REST.fullmatch, lines[1:]))


def _may_go_on(lines: list[str]) -> bool:
    """Whether one may be a part of the office above it: 消防支队 below 市公安局, but not 市消防支队."""
    return _are_offices(lines) and any(
        _BELOW.search(line) and not _BELOW.search(above) and above[0] != line[0]
        for above, line in pairwise(lines)
    )


def _is_office(text: str) -> bool:
    return len(text) > 2 and text.count("（") == text.count("）") and bool(_OFFICE.search(text))


_UNIT = regex("（([^（）]{1,5})）$")
"""What a field counts in stands behind its title."""
_MEASURED = regex(r"([0-9]+(?:\.[0-9]+)?)\s*([^0-9\s]{1,6})")
_OTHER = "其他"
_OTHERS = regex(f"{_OTHER}(?:类|类别|职权|权力|事项|行政职权|权力事项)?类?")
_BETWEEN_NAMES = "[、；;]"
LINE = 500
_WORD = 50
_MOST_KNOWN = 20_000
_OTHERWISE = Text("写法不合要求", "not written as the field demands")
_NO_WAY = Text("这一栏不能从表格读取", "this field cannot be read from a table")
_LINES = Text(
    "几行并成了一项，看不出是折行还是几项",
    "several lines became one entry: whether they are several cannot be told",
)
_TOLD_ELSEWHERE = frozenset({"open-level", "only-effective"})
"""Faults that lose nothing: the entry is complete, and `validate` tells what is open."""
