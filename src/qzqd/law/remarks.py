"""What stands behind a provision and is none of its words: （罚则）, 前段, 注：…, or a scrap of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.law.leads import ENUMERATOR, lead_end
from qzqd.law.tags import tag_at
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact

_N = "[0-9一二三四五六七八九十]{1,3}"
_STRETCH = regex(
    rf"(?:[前后上下]半?[段款句]|但书|第(?:{_N}|\({_N}\))(?:句|点|自然段|小[项点])话?|(?:部分|相关)?内容)(?![一-鿿])"
)
_NOTE = regex("(?:附?注|备注|说明|提示)：|[一-鿿]{0,6}(?:依据|标准)：(?:无|/)")
_SENTENCE_ENDS = regex("[。；！？…”：]")
_BEHIND = frozenset("。；，、：《【(第/|")
_UNIT = regex(
    r"[0-9一二三四五六七八九十百)][条款项]|第[^，。；]{1,8}[条款项]|\A第[0-9一二三四五六七八九十百]"
)
_NUMBERED = regex("[第弟(0-9一二三四五六七八九十、，`_-]|[一-鿿]{1,8}[〔[(](?:19|20)[0-9]{2}")
_NUMBERING = regex("[0-9一二三四五六七八九十百千零〇第条款项目章节之、，；。()和及与至到的规定等～-]")
_LONGEST, _SCRAP = 60, 10
_LONGEST_LIST, _MISSPELT = 200, 6


def remark_end(compact: Compact, at: int) -> int | None:
    """Where a remark on the provision before ends that begins at an index; None where none does."""
    if tag_at(compact, at) or lead_end(compact, at) > at:
        return None
    if stretch := _STRETCH.match(compact.key, at):
        return stretch.end()
    if _NOTE.match(compact.key, at):
        return _line_end(compact, at, len(compact))
    return bracketed_remark(compact, at)


def is_scrap(compact: Compact, at: int) -> bool:
    """Whether what begins here, up to the end of its line, is too short for a sentence of a statute, and ends as none."""
    end = _line_end(compact, at, at + _SCRAP)
    return end < at + _SCRAP and _SENTENCE_ENDS.search(compact.key, at, end) is None


def is_garbled(compact: Compact, at: int) -> bool:
    """Whether what begins here, up to the end of its line, is hardly more than provisions, misspelt: 第一百一卜六条第5款."""
    line = compact.key[at : _line_end(compact, at, at + _LONGEST_LIST)]
    if not (_NUMBERED.match(line) and _UNIT.search(line)):
        return False
    other = _NUMBERING.sub("", line)
    return len(other) <= _MISSPELT and 3 * len(other) <= len(line)


def bracketed_remark(compact: Compact, at: int) -> int | None:
    """（罚则）, （原第二十一条）; not （一）, nor the words of a provision in brackets, nor a caption in front of them."""
    closing = compact.partners.get(at)
    if compact.key[at] not in "([{〔" or closing is None or closing - at > _LONGEST:
        return None
    end = closing + 1
    alone = compact.gap(end) == "\n" or compact.key[end] in _BEHIND
    if not alone or ENUMERATOR.match(compact.key, at) or "。" in compact.key[at:closing]:
        return None
    return end


def _line_end(compact: Compact, at: int, limit: int) -> int:
    """Where the next line begins, if that is before the limit."""
    limit = min(limit, len(compact))
    return next((index for index in range(at + 1, limit) if compact.gap(index) == "\n"), limit)
