"""QZ510-QZ511: published figures that do not hold. Upheld by `qzqd claims`, which sees every list at once."""

from __future__ import annotations

from qzqd.check.rule import Example, Scene, declare
from qzqd.locale import Text


def _claimed(items: str) -> Scene:
    return Scene("claims", {"claims.yaml": Example(f"items:\n{items}", {"kind": "claims"}).text()})


_CUT = (
    "  - {id: GB-1, name: 原有证明事项, figure: 313项, value: 313, place: {paragraph: 7}}\n"
    "  - {id: GB-2, name: 保留证明事项, figure: 15项, value: 15, place: {paragraph: 7}}\n"
    "  - id: GB-3\n"
    "    name: 证明事项精简比例\n"
    "    figure: %s\n"
    "    value: %s\n"
    '    measure: "%%"\n'
    "    place: {paragraph: 7}\n"
    "    operation: decrease\n"
    "    operands: [GB-1, GB-2]\n"
)
_COMMUNITIES = (
    "  - {id: GB-1, name: 合并后的社区数, figure: 4个, value: 4, place: {paragraph: 11}}\n"
    "  - id: GB-2\n"
    "    name: 成立的社区党委数\n"
    "    figure: %s个\n"
    "    value: %s\n"
    "    place: {paragraph: 9}\n"
    "    agrees_with: [GB-1]\n"
)

declare(
    "QZ510",
    "warning",
    title=Text("公布的数与重算不符", "A published figure is not what the data yield"),
    why=Text(
        "公布的数应当能从清单、承接情况或者别的公布数据算出来。算出来的不在公布的数所指的范围以内，不是数公布错了，就是数据不全。",
        "A published figure follows from lists, from adoptions or from other figures. Where what follows lies outside "
        "of what the figure can mean, either the figure is wrong or the data are not complete.",
    ),
    fails=_claimed(_CUT % ("95.8%", "95.8")),
    passes=_claimed(_CUT % ("95.2%", "95.2")),
    command="coverage",
)
declare(
    "QZ511",
    "warning",
    title=Text("两处公布的数不符", "Two published figures contradict each other"),
    why=Text(
        "写明应当一致（agrees_with）的两个数，不可能都对。报道自相矛盾的，核实以前两个数都不能引用；照录原文的，在 ignore 里写明理由。",
        "Two figures that have to agree (agrees_with) and do not cannot both be right. Until it is known which one is, "
        "neither should be quoted; where the source contradicts itself, say so under ignore.",
    ),
    fails=_claimed(_COMMUNITIES % (5, 5)),
    passes=_claimed(_COMMUNITIES % (4, 4)),
    command="coverage",
)
