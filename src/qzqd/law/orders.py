"""Orders that publish instruments: 国务院令第722号 publishes an administrative regulation and nothing else."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from qzqd.regex import regex

_NUMBERED = "(?:第?[0-9〇零一二三四五六七八九十百千]{1,9}号)?令"
_ORDERS = {
    "国务院令": regex(f"国务院(?:[、和]?中央军(?:委|事委员会))?{_NUMBERED}"),
    "主席令": regex(f"(?<![府区会])主席{_NUMBERED}"),
    "政府令": regex(f"政府(?:主席)?{_NUMBERED}|自治区主席{_NUMBERED}"),
    "部门令": regex(f"(?:部|(?<!军)委|(?<!军事)(?<!常务)委员会|局|署|银行|[监社民]会){_NUMBERED}"),
}
_LEVELS = {
    "国务院令": ("行政法规",),
    "主席令": ("法律",),
    "政府令": ("地方政府规章", "规范性文件"),
    "部门令": ("部门规章", "规范性文件"),
}
_LOCAL = regex("省|自治[区州县]|市(?!场)")
_APPROVED = regex("国务院[^，。；、]{0,4}(?:批准|批复|同意)")
_SINCE = "2002"
"""Before the regulation on how administrative regulations are made took effect, the State Council approved some that a
ministry then published by an order of its own."""


class Order(NamedTuple):
    """The sort of an order, and the levels of what such orders publish, the usual one first."""

    sort: str
    levels: tuple[str, ...]


@lru_cache(maxsize=2_000)  # lists of one workspace cite the same instruments
def order(number: str, edition: str = "") -> Order | None:
    """What a document number says of the level of its instrument; None where that is nothing, or not one thing.

    edition: the day or year of publication, as far as it is known.
    """
    number = "".join(number.split())
    found = [sort for sort, pattern in _ORDERS.items() if pattern.search(number)]
    if len(found) != 1:
        return None
    sort, levels = found[0], _LEVELS[found[0]]
    if sort == "部门令":
        if _LOCAL.search(number):
            return None
        if not edition or edition < _SINCE or _APPROVED.search(number):
            levels = (*levels, "行政法规")
    return Order(sort, levels)
