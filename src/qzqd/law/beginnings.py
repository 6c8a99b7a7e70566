"""Where the words of a provision end: what plainly stands for itself, and is no law that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.law.documents import number_at
from qzqd.law.heads import PLACED
from qzqd.law.leads import citation_head, lead_end
from qzqd.law.provision_list import listed_provisions
from qzqd.law.remarks import bracketed_remark
from qzqd.law.tags import KNOWN, heading_at, tag_at
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.law.compact import Compact
    from qzqd.law.heads import Head

_FINAL = frozenset("。；！？…”：)】")
_HEAD_STARTS = frozenset("《〈【[({①②③④⑤⑥⑦⑧⑨⑩0123456789")
_HAN = regex("[一-鿿]")
_STARTING = regex("[第附【《]")

CONTINUING = regex(
    "规定|所[列称指述]|的|之|情形|行为|处[罚理以]|给予|执行|办理|要求|以[上下外内]|另有|等|[和与及或至到]"
)
"""How a sentence goes on right behind a provision: 第三条规定的, 第三条所列."""
_FOLLOWED = rf"(?=[：，、。；“《〈【]|[\[(](?:{KNOWN})[\])]|[及和与]《|\Z)"
_SAID = regex(rf"(?:的|之)?(?:有关|相关)?规定{_FOLLOWED}|等(?:有关|相关)?(?:规定|条款)?{_FOLLOWED}")
_SAID_LAST = regex("(?:的|之)?(?:有关|相关)?规定|等(?:有关|相关)?(?:规定|条款)?")


def said_end(compact: Compact, at: int) -> int:
    """Where words end that say no more than that a provision is cited: 的有关规定, 等规定; the same index without any."""
    match = _SAID.match(compact.key, at)
    if match is None and (last := _SAID_LAST.match(compact.key, at)):
        match = last if compact.gap(last.end()) == "\n" else None
    return match.end() if match else at


class Beginnings:
    """Tells of any place whether a citation begins there, in time that grows as the text does.

    numbered: whether the citations of this text have （一） or 一、 in front. `_running_on` is where a list ends that a
    sentence goes on from, so that none inside it stands alone.
    """

    def __init__(self, compact: Compact) -> None:
        self.compact, self.key = compact, compact.key
        self.numbered = False
        self._running_on = 0

    def begins(self, at: int, *, unquoted: bool = False) -> bool:
        """Whether a citation plainly begins here, where the words of a provision may begin or go on.

        unquoted: they did not begin yet, so that no sentence of theirs goes on here.
        """
        if heading_at(self.compact, at):
            return True
        line = self.compact.gap(at) == "\n"
        fresh = unquoted or self.key[at - 1] in _FINAL or at in self.compact.paragraphs
        if self.key[at] == "第" or (line and PLACED.match(self.key, at)):
            begun_anew = not line and self.key[at - 1] in "。；"
            return self._stands_alone(at, wrapped=line and not fresh, anew=begun_anew)
        if unquoted:
            number = number_at(self.compact, at)
            if number and self._closed(number.end):
                return True
            at = lead_end(self.compact, at)
        if not line and self.key[at] not in _HEAD_STARTS:
            return False
        begun = citation_head(self.compact, at, quoted=True, numbered=unquoted or self.numbered)
        return begun is not None and self._certain(begun, line=line, fresh=fresh, unquoted=unquoted)

    def _stands_alone(self, at: int, *, wrapped: bool, anew: bool) -> bool:
        """Whether the provisions that are named here are not part of a sentence.

        anew: a sentence ended just before, so that 第五条规定， introduces words of another provision.
        """
        if at < self._running_on:
            return False
        found = listed_provisions(self.compact, at, boundary=False)
        if found is None:
            return False
        said = said_end(self.compact, found.end) if anew else found.end
        introduces = said > found.end and self.key.startswith("，", said)
        alone = (self._closed(found.end) or introduces) and (
            not wrapped or self._closed(found.end, wrapped=True)
        )
        if not alone:
            self._running_on = found.end
        return alone

    def _certain(self, begun: Head, *, line: bool, fresh: bool, unquoted: bool) -> bool:
        """Whether a head in the middle of words is one, and not a law that they cite."""
        if begun.tag and (line or fresh or self.compact.gap(begun.start)):
            return True
        opens_list = unquoted or (line and fresh)
        colon = begun.end + self.key.startswith("：", begun.end)
        found = listed_provisions(self.compact, colon, boundary=False)
        if opens_list and self._listed(found.end if found else begun.end):
            return True
        if found:
            return self._closed(found.end, wrapped=line and not fresh)
        stopped = begun.end + (opens_list and self.key[begun.end : begun.end + 1] in ("；", "。", "，", "、"))
        ends = self.compact.gap(stopped) == "\n"
        dated = bool(begun.edition or begun.number or begun.effective)
        return (dated and fresh and not _HAN.match(self.key, begun.end)) or (
            ends and (unquoted or (line and (fresh or dated)))
        )

    def _listed(self, at: int) -> bool:
        """Whether the next instrument of a list follows: ，《…》, ，以及《…》, 、【法律】《…》."""
        at = self._past(at)
        following = at + 1
        if self.key.startswith(("《", "〈"), at) or tag_at(self.compact, at):
            return True
        if self.key[at:following] not in ("，", "、", "。", "；") or following == len(self.key):
            return False
        return self.key.startswith(("《", "〈"), lead_end(self.compact, following)) or bool(
            tag_at(self.compact, following)
        )

    def _past(self, at: int) -> int:
        """Where a list of provisions ends that ends here, with what says no more than that: 的规定, （节选）."""
        at = said_end(self.compact, at)
        remark = bracketed_remark(self.compact, at) if at < len(self.key) else None
        return remark or at

    def _closed(self, at: int, *, wrapped: bool = False) -> bool:
        """Whether a list of provisions ends here as one does that stands for itself.

        wrapped: the line may only have been broken for want of room, so that a blank does not tell.
        """
        at = self._past(at)
        gap, following = self.compact.gap(at), self.key[at : at + 1]
        if following == "：" or at == len(self.key):
            return True
        if wrapped:
            return gap == "\n" and _STARTING.match(following) is not None
        if gap:
            return CONTINUING.match(self.key, at) is None
        last = following in ("，", "、") and self.compact.gap(at + 1) == "\n"
        tagged = tag_at(self.compact, at) is not None
        return last or tagged or following in ("。", "；", "“", "【", "《", "〈", "…")
