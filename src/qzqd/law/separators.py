"""What stands between citations and says nothing: punctuation, bullets, （节选）, … before a provision, 等规定."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.law.heads import PLACED
from qzqd.law.provision_list import listed_provisions
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact

SEPARATORS = frozenset("。；，、：·•*-/|★☆●◆◇■□▲△※")
_CLOSING = frozenset(")]}】〕》〉”")
_QUOTES = frozenset('“「"')
_POINT = regex(r"\.(?![0-9.])")
_DOTS = regex(r"(?:…|\.{3,}){1,4}")
_EXCERPT = regex(r"\((?:节选|摘录|摘要|略)\)")
_AND_OTHERS = regex("等(?:有关|相关|、|法律|法规|规章|规定|条款|文件|政策|要求){0,5}(?=[：，。；]|\\Z)")


def separator_end(compact: Compact, at: int, *, headed: bool, placed: bool) -> int | None:
    """Where a separator ends that begins at an index; None where none does.

    headed: it stands right behind an instrument. placed: right behind a provision.
    """
    key = compact.key
    dots = _DOTS.match(key, at)
    words = dots if dots and PLACED.match(key, dots.end()) else _EXCERPT.match(key, at)
    if words is None and headed:
        words = _AND_OTHERS.match(key, at)
    if words:
        return words.end()
    around = _QUOTES if at else _QUOTES | {"(", "【", "["}
    opens = key[at] in around and key[at + 1 : at + 2] in ("《", "【")
    point = key[at] == "." and _POINT.match(key, at) is not None
    bracket = _brackets(compact, at, headed=headed, placed=placed)
    return at + 1 if key[at] in SEPARATORS or opens or point or bracket else None


def _brackets(compact: Compact, at: int, *, headed: bool, placed: bool) -> bool:
    """Whether it is a bracket around provisions, as in 《…》（第三条）, or one that nothing opened."""
    if compact.key[at] in _CLOSING:
        return placed or at not in compact.closing
    if not (headed or placed) or at not in compact.partners:
        return False
    listed = listed_provisions(compact, at + 1)
    return listed is not None and listed.end == compact.partners[at]
