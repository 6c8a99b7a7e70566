"""Tags in front of a citation, 【法律】 or （规章）, and the levels that they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact
    from qzqd.law.faults import Cause

_LEVELS = {
    "宪法": (),
    "法律": ("国家法律",),
    "行政法规": ("国务院行政法规",),
    "监察法规": (),
    "地方性法规": ("地方法规", "省级地方性法规", "市级地方性法规"),
    "自治条例和单行条例": ("自治条例", "单行条例"),
    "司法解释": (),
    "部门规章": ("部委规章", "国务院部门规章", "部委规章"),
    "地方政府规章": ("政府规章", "地方规章", "地方性规章", "省政府规章", "省级政府规章", "市政府规章", "自治区政府规章"),
    "党内法规": ("党规",),
    "国务院决定": (),
    "规范性文件": ("行政规范性文件", "其他规范性文件", "政府规范性文件", "部门规范性文件"),
    "标准": ("国家标准", "行业标准", "地方标准"),
}  # fmt: skip
_LEVEL_OF = {name: level for level, others in _LEVELS.items() for name in (level, *others)}
_OPEN = frozenset(("法规", "规章", "法律法规", "文件"))
"""Tags in common use that leave the level open: 法规 may be of the State Council or of a province."""

KNOWN = "|".join(sorted((*_LEVEL_OF, *_OPEN), key=len, reverse=True))
_SHUT = r"[】\])}〕〉]"
_TAG = regex(
    rf"[【\[({{〔〈](?P<known>{KNOWN}){_SHUT}|【(?P<other>(?![一-鿿]{{0,8}}依据】)[一-鿿]{{2,12}})】|【(?P<open>{KNOWN})(?=《)"
    rf"|(?P<unopened>{KNOWN})[】\]](?=.)|(?P<label>{KNOWN})：(?=《|[一-鿿]{{0,30}}《)"
)
_HEADING = regex(
    rf"(?:[0-9]{{1,2}}[、.]|[一二三四五六七八九十]{{1,2}}、|\([一二三四五六七八九十]{{1,2}}\))?({KNOWN})类?：?"
)
_INFORMAL = ("通知", "意见", "批复", "函", "通告", "纪要", "答复", "方案")
_FORMAL = frozenset(
    ("宪法", "法律", "行政法规", "地方性法规", "部门规章", "地方政府规章", "法规", "规章", "法律法规")
)


class Tag(NamedTuple):
    """A tag in a compact text. cause: what is wrong with its brackets or words; meant: the level it is a slip for."""

    name: str
    start: int
    end: int
    cause: Cause | None = None
    meant: str = ""


def tag_at(compact: Compact, at: int) -> Tag | None:
    """The tag that begins just there."""
    match = _TAG.match(compact.key, at)
    if not match:
        return None
    name = next(word for word in match.groups() if word)
    cause: Cause | None = None
    if match["open"] or match["unopened"]:
        cause = "open-bracket" if match["open"] else "stray-bracket"
    elif name not in _LEVEL_OF and name not in _OPEN:
        cause = "unknown-tag"
    return Tag(name, at, match.end(), cause, _slip(name) if cause == "unknown-tag" else "")


def heading_at(compact: Compact, at: int) -> Tag | None:
    """The tag that is a line of its own, 一、法律, above the instruments of that level."""
    match = _HEADING.match(compact.key, at) if compact.gap(at) == "\n" else None
    if not match or compact.gap(match.end()) != "\n" or match.end() == len(compact):
        return None
    return Tag(match[1], *match.span())


def level(name: str) -> str | None:
    """The level that a tag stands for; None for one that leaves it open."""
    return _LEVEL_OF.get(name)


def is_open(name: str) -> bool:
    """Whether a tag is in common use although it leaves the level open."""
    return name in _OPEN


def contradicts(name: str, title: str, standard: bool) -> bool:
    """Whether an instrument of this title is hardly of the level: a 通知 is no 法规, a standard no 规章."""
    if name not in _FORMAL:
        return False
    return standard or title.endswith(_INFORMAL) or (title.startswith("国务院") and title.endswith("决定"))


def _slip(name: str) -> str:
    """The level whose name lacks or changes one character."""
    from rapidfuzz.distance import Levenshtein

    near = [known for known in _LEVEL_OF if Levenshtein.distance(known, name, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else ""
