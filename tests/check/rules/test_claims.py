"""Published figures can be worked out: nothing is missing from the sum."""

from __future__ import annotations

import pytest
from judging import judge

CLAIMS = {"kind": "claims"}
ROW = "  - {id: GB-%d, name: 数据%d, figure: %s, value: %s, place: {paragraph: 1}%s}\n"


def claims(*extra: str) -> list[tuple[str, str]]:
    rows = [ROW % (1, 1, "313项", "313", ""), ROW % (2, 2, "15项", "15", "")]
    rows += [ROW % (n, n, "95.2%", "95.2", f", {more}") for n, more in enumerate(extra, 3)]
    return [(found.code, found.message.zh) for found in judge("items:\n" + "".join(rows), CLAIMS)]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("operation: decrease, operands: [GB-1, GB-2]", []),
        ("operation: sum, operands: [GB-1, GB-2, GB-1]", []),
        ("operation: decrease", [("QZ212", "写了 operation，没有写 operands")]),
        ("operands: [GB-1, GB-2]", [("QZ212", "写了 operands，没有写 operation")]),
        ("operation: share, operands: [GB-1, GB-2, GB-1]", [("QZ212", "share 只用两个数，写了 3 个")]),
        (
            "operation: sum, operands: [GB-1, GB-2], recount: {catalogue: a/b}",
            [("QZ212", "既有 operation 又有 recount")],
        ),
        ("operation: decrease, operands: [GB-1, GB-20]", [("QZ311", "清单里没有数据 GB-20")]),
    ],
)
def test_a_working_is_whole(more: str, told: list[tuple[str, str]]) -> None:
    assert claims(more) == told


def test_figures_may_have_decimals_and_a_range() -> None:
    body = "items:\n" + ROW % (1, 1, "5.5-6个", "5.5", ", upper: 6, rounding: 左右")
    assert judge(body, CLAIMS) == []
