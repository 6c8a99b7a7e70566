"""Administrative divisions and the bodies that approve changes, from low to high."""

from __future__ import annotations

from typing import Literal, get_args

from qzqd.locale import Text
from qzqd.regex import regex

Rank = Literal[
    "乡级政府",
    "县级编办",
    "县级编委",
    "县级政府",
    "市级编办",
    "市级编委",
    "市级政府",
    "省级编办",
    "省级编委",
    "省级政府",
    "中央编办",
    "中央编委",
    "国务院",
]
"""An establishment office (编办) reviews, its commission (编委) decides above it, and the government decides above both.
A party committee ranks with the government of its level."""
Peer = Literal["同级编办", "同级编委", "同级政府"]
"""The establishment office, its commission or the government of the level that a list applies to."""

RANKS: tuple[str, ...] = get_args(Rank)
PEERS: tuple[str, ...] = get_args(Peer)
WHOLE_COUNTRY = "100000"
"""The whole country."""


def rank_meant(rank: str, division: str) -> str:
    """The rank that is meant for a list of this division (a code of 6, 9 or 12 digits)."""
    return RANKS[RANKS.index(_office(division)) + PEERS.index(rank)] if rank in PEERS else rank


def reaches(rank: str, wanted: str) -> bool:
    """Whether a body of this rank may decide what asks for the other."""
    return RANKS.index(rank) >= RANKS.index(wanted)


_OFFICES = (
    (regex("编办|编委办|机构编制委员会办公室"), "编办"),
    (regex("编委|机构编制委员会"), "编委"),
)
_LEVEL = regex(
    "(?P<sheng>(?:北京|上海|天津|重庆)市|省|自治区)|(?P<shi>自治州|地区|盟)|(?P<city>市)|(?P<xian>[县旗]|(?<![新发能范验])区)|(?P<zone>区)|(?P<xiang>[镇乡]|街道)"
)
_AUTHORITY = regex("(?=人民政府|政府|党委|党工委|委|编|机构编制|办事处)")
_LEVELS = {
    "sheng": ("省级",),
    "shi": ("市级",),
    "city": ("市级", "县级"),
    "xian": ("县级",),
    "zone": ("市级", "县级"),
    "xiang": ("乡级",),
}
"""A city may be a county's equal (大冶市), and a zone a city's (浦东新区, 经济技术开发区)."""


def fitting_ranks(body: str) -> tuple[str, ...]:
    """The ranks that a body of this name may have; none where its name does not tell."""
    office = next((suffix for pattern, suffix in _OFFICES if pattern.search(body)), "政府")
    if "国务院" in body or body.startswith("中央"):
        return ("国务院",) if office == "政府" else (f"中央{office}",)
    for level in reversed([*_LEVEL.finditer(body)]):
        if level.lastgroup and _AUTHORITY.match(body, level.end()):
            return tuple(rank for prefix in _LEVELS[level.lastgroup] if (rank := prefix + office) in RANKS)
    return ()


def review_verb(rank: str) -> Text:
    """What a body of this rank does with a change: an establishment office reviews it, every other body approves it."""
    return Text("审核", "reviewed") if rank.endswith("编办") else Text("批准", "approved")


def _office(division: str) -> str:
    """The lists of townships and villages are the county's to approve."""
    if division == WHOLE_COUNTRY:
        return "中央编办"
    if len(division) == len(WHOLE_COUNTRY):
        if division.endswith("0000"):
            return "省级编办"
        if division.endswith("00"):
            return "市级编办"
    return "县级编办"


def inside(code: str, division: str) -> bool:
    """Whether a code lies in a division: 420000 is a province, 420300 a city, 420302 a county."""
    return code.startswith(code_stem(division))


def code_stem(division: str) -> str:
    """What every code in a division begins with."""
    if division == WHOLE_COUNTRY:
        return ""
    while 2 < len(division) <= 6 and division.endswith("00"):
        division = division[:-2]
    return division
