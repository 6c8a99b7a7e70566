"""Titles of instruments: how they are marked, what they end in, and how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.regex import regex

if TYPE_CHECKING:
    import re

    from qzqd.law.compact import Compact
    from qzqd.law.faults import Cause

ENDINGS = (
    "法", "法典", "宪法", "条例", "规定", "办法", "细则", "规则", "决定", "决议", "通知", "意见", "批复", "公告", "通告",
    "命令", "方案", "规划", "纲要", "标准", "规范", "规程", "目录", "清单", "名录", "解释", "章程", "准则", "通则",
    "导则", "大纲", "守则", "制度", "措施", "要求", "指南", "指引", "计划", "函", "答复", "纪要", "公约", "协定", "总则",
)  # fmt: skip
ISSUERS = (
    "政府", "国务院", "办公厅", "办公室", "党委", "委员会", "中央", "人大", "常委会", "部", "局", "厅", "署", "委", "院",
    "总社", "银行", "中心", "法院", "会", "党组", "编办", "编委", "公署", "管委会", "指挥部", "等部门", "等单位",
)  # fmt: skip
"""What the name of one who issues instruments ends in."""

_LAST_CHARACTERS = frozenset(ending[-1] for ending in ENDINGS)
_WIDE = str.maketrans("(),;", "（），；")
_OPENING, _CLOSING = "《〈<", "》〉>"
_ANY_MARK = regex(f"[{_OPENING}{_CLOSING}]")
_WRAPPED = regex("《((?:[^《》]|《[^《》]*+》)++)》")

_HAN = "一-鿿〇"
_NUMERAL = "[0-9一二三四五六七八九十百千零〇]{1,7}"
_MARKED = regex(
    "《((?:[^《》。；]|《[^《》。；]{0,120}+》){1,200}+)》|〈([^〈〉《》。；]{2,80}+)〉|《([^《》〈〉。；]{2,80}+)〉"
)
_CROSSED = regex(
    "《([^《》〈〉。；]{0,80}(?:〈[^《》〈〉。；]{2,80}》|《[^《》〈〉。；]{2,80}〉)[^《》〈〉。；第]{1,40})》"
)
_LINE = regex(rf"(?:[{_HAN}、“”·-]|〈[^〈〉]{{1,80}}〉){{2,80}}")
_PLACED = regex(rf"第{_NUMERAL}(?:条|章|编|部分|款)")
_QUALIFIED = regex(r"[(（](?:试行|暂行|草案|[0-9]{4}年?[本版])[)）]")
_LAST_QUALIFIED = regex(rf"{_QUALIFIED.pattern}\Z")
_EDITION = regex(
    r"\(((?:19|20)[0-9]{2}年?(?:1?[0-9]月(?:[1-3]?[0-9]日)?)?(?:第[一二三四五六七八九十]{1,3}次)?"
    r"(?:修正|修订|修改)[版本]?|(?<=[法例定则]\()(?:19|20)[0-9]{2}年?)\)\Z"
)
_ISSUED_BY_TWO = regex("(?:关于|印发|转发|批转|实施)")
_NO_TITLE = regex(
    "[总分附罚]则第|有关|相关|本|该|同(?:上|前|法|条例|办法|规定)|前述|此|其|上述|前款|依法|违反|按|对|由|不|未|应|可|其他|法律|行政法规|国家|县级|任何|所有|各"
)


class Title(NamedTuple):
    """A title in a compact text, from its marks on. edition: where a bracket inside it names one: （2021年修正）."""

    value: str
    start: int
    end: int
    edition: tuple[int, int] | None = None
    faults: tuple[Cause, ...] = ()


def title(text: str) -> str:
    """The bare title: without 《》 around it, titles inside it in 《》, brackets full-width."""
    wrapped = _WRAPPED.fullmatch(text)
    return nested((wrapped[1] if wrapped else text).translate(_WIDE))


def nested(text: str) -> str:
    """The text with its title marks by depth: 《, 〈 inside it, 《 inside that."""
    if _ANY_MARK.search(text) is None:
        return text
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


def marked(compact: Compact, at: int) -> Title | None:
    """The title in 《》 or 〈〉 that opens at an index; also one that never closes but ends as titles do."""
    if compact.key[at : at + 1] not in ("《", "〈"):
        return None
    twice = compact.key.startswith("《《", at) and not compact.key.startswith("《", at + 2)
    inner = _once(compact, at + 1) if twice else None
    if inner and compact.key.startswith("》", inner.end):
        return inner._replace(start=at, end=inner.end + 1)
    whole = _once(compact, at)
    return whole or (inner._replace(start=at, faults=("open-title",)) if inner else None)


def _once(compact: Compact, at: int) -> Title | None:
    crossed = _CROSSED.match(compact.key, at)
    if crossed and ends_well(crossed[1]):
        return Title(spelt_title(compact, *crossed.span(1)), at, crossed.end(), None, ("crossed-marks",))
    match = _MARKED.match(compact.key, at)
    if match and not _runs_on(compact, match):
        inner = next(group for group in (1, 2, 3) if match[group])
        start, end = match.span(inner)
        if inner == 3 and not ends_well(compact.key[start:end]):
            return None
        named = _EDITION.search(compact.key, start, end)
        value = spelt_title(compact, start, named.start() if named else end)
        return Title(
            value, at, match.end(), named.span(1) if named else None, ("open-title",) if inner == 3 else ()
        )
    until = words_end(compact, at + 1)
    if until and ends_well(compact.key[at + 1 : until]):
        return Title(spelt_title(compact, at + 1, until), at, until, None, ("open-title",))
    return None


def unopened_title(compact: Compact, at: int) -> Title | None:
    """The title from an index to a 》 that nothing opens, or （ in place of 《."""
    start = at + (compact.key[at : at + 1] in "(〈")
    found = _LINE.match(compact.key, start)
    if not found or compact.key[found.end() : found.end() + 1] != "》" or not ends_well(found[0]):
        return None
    return Title(spelt_title(compact, start, found.end()), at, found.end() + 1, None, ("unopened-title",))


def unmarked(compact: Compact, at: int) -> Title | None:
    """The title from an index to a provision, a bracket or the end of the line, that has no marks at all."""
    end = words_end(compact, at)
    if not end or _NO_TITLE.match(compact.key, at) or not ends_well(compact.key[at:end]):
        return None
    return Title(spelt_title(compact, at, end), at, end, None, ("unmarked-title",))


def words_end(compact: Compact, at: int) -> int | None:
    """Where the words from an index end: before a bracket, a mark or a provision, or where white space follows a title."""
    found = _LINE.match(compact.key, at)
    if not found:
        return None
    end = found.end()
    if placed := _PLACED.search(compact.key, at, min(end + 3, len(compact))):
        end = min(end, placed.start())
    for index in range(at + 2, end):
        ended = compact.key[index - 1] in _LAST_CHARACTERS and compact.gap(index)
        if ended and ends_well(compact.key[at:index]):
            end = index
            break
    if qualified := _QUALIFIED.match(compact.key, end):
        end = qualified.end()
    return end if end > at + 1 else None


def ends_well(key: str) -> bool:
    """Whether it ends as titles of instruments do, （试行） and the like apart."""
    return _LAST_QUALIFIED.sub("", key).endswith(ENDINGS)


def spelt_title(compact: Compact, start: int, end: int) -> str:
    """The title between two places as it is usually written.

    White space goes, but for a blank between two who issued it: 中共中央 国务院关于….
    """
    if not compact.blanks and _ANY_MARK.search(compact.key, start, end) is None:
        return compact.raw[start:end].translate(_WIDE)
    characters = []
    for index in range(start, end):
        if compact.gap(index) == " " and _parts_issuers(compact, start, index):
            characters.append(" ")
        mark = compact.key[index]
        characters.append(mark if mark in "〈〉" else compact.raw[index])
    return nested("".join(characters).translate(_WIDE))


def _runs_on(compact: Compact, match: re.Match[str]) -> bool:
    """Whether what stands in the marks goes on past a head, so that the first mark never closed."""
    return any(
        compact.gap(placed.start()) == "\n" or compact.key[placed.end() : placed.end() + 1] == "："
        for placed in _PLACED.finditer(compact.key, match.start(), match.end())
    )


def _parts_issuers(compact: Compact, start: int, index: int) -> bool:
    if not compact.key.endswith(ISSUERS, start, index):
        return False
    behind = _ISSUED_BY_TWO.search(compact.key, index, index + 40)
    return behind is not None and compact.key[index : behind.start()].rstrip("《").endswith(ISSUERS)
