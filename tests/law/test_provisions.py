"""Lists and ranges of provisions, and articles as catalogues write them."""

from __future__ import annotations

import pytest

from qzqd.law.compact import Compact
from qzqd.law.provision_list import listed_provisions
from qzqd.law.provisions import ProvisionStep, article_step, overlap


def told(text: str) -> tuple[str, list[str]]:
    found = listed_provisions(Compact(text), 0)
    assert found is not None
    assert found.end == len(Compact(text))
    return "、".join("".join(map(str, each.steps)) for each in found.provisions), [
        fault.cause for fault in found.faults
    ]


@pytest.mark.parametrize(
    ("text", "provisions", "faults"),
    [
        ("第32条", "第三十二条", []),
        ("第三十条、三十二条、第三十四条", "第三十条、第三十二条、第三十四条", ["missing-ordinal"]),
        ("第十三条、十四条二款", "第十三条、第十四条第二款", ["missing-ordinal", "missing-ordinal"]),
        ("第三、五、七条", "第三条、第五条、第七条", []),
        ("第五、七至九条", "第五条、第七条至第九条", []),
        ("第23—25条", "第二十三条至第二十五条", []),
        ("第二十五条～第二十三条", "第二十五条、第二十三条", ["odd-range"]),
        ("第三十条至第三十二条第一款", "第三十条至第三十一条、第三十二条第一款", []),
        ("第三十条之二至第三十条之四", "第三十条之二、第三十条之三、第三十条之四", []),
        ("第五条第一款、第三款第二项和第六条", "第五条第一款、第五条第三款第二项、第六条", []),
        ("第五条第（一）（二）、（五）项", "第五条第一项、第五条第二项、第五条第五项", []),
        ("第五条（一）", "第五条第一项", ["missing-subparagraph"]),
        ("第二十七第二款", "第二十七条第二款", ["missing-article"]),
        ("第六一条", "第六十一条", ["odd-numeral"]),
        ("第一百三条", "第一百零三条", ["odd-numeral"]),
        ("第四十七条末款", "第四十七条末款", []),
        ("第四十七条首款", "第四十七条第一款", []),
        ("第五章、第六条", "第五章、第六条", []),
        ("第五章第六条、第七条", "第五章第六条、第五章第七条", []),
        ("附件1第9项、第10项", "附件1第九项、附件1第十项", []),
        ("附件二《目录》（一）第3项", "附件二《目录》（一）第三项", []),
        ("第4.3条、5.1.2", "4.3、5.1.2", []),
        ("第１２条　第２款", "第十二条第二款", []),
    ],
)
def test_lists(text: str, provisions: str, faults: list[str]) -> None:
    assert told(text) == (provisions, faults)


@pytest.mark.parametrize(
    "text", ["三十八人", "（一）应当", "第三次会议", "第零条", "第十十条", "第三条例", "共同条件", "第"]
)
def test_what_is_no_provision(text: str) -> None:
    found = listed_provisions(Compact(text), 0)
    assert found is None


def test_a_range_is_its_provisions_one_by_one_unless_it_is_too_long() -> None:
    found = listed_provisions(Compact("第五条第二项至第四项、第一条至第九千条"), 0)
    assert found is not None
    first, second = found.provisions
    assert ["".join(map(str, each.steps)) for each in first.each("项")] == [
        "第五条第二项",
        "第五条第三项",
        "第五条第四项",
    ]
    assert list(first.each("条")) == [first]
    assert list(second.each("条")) == [second]


@pytest.mark.parametrize(
    ("value", "words"),
    [(32, "第三十二条"), ("32-1", "第三十二条之一"), ("32-35", "第三十二条至第三十五条"), ("120-6", "第一百二十条之六"), ("8-9", "第八条至第九条")],
)  # fmt: skip
def test_an_article_of_a_catalogue(value: int | str, words: str) -> None:
    assert str(article_step(value)) == words


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (33, "32-35", True),
        ("33-1", "32-35", True),
        ("35-1", "32-35", False),
        (36, "32-35", False),
        ("30-32", "32-35", True),
        ("32-1", 32, False),
        ("32-1", "32-1", True),
    ],
)
def test_articles_in_common(one: int | str, other: int | str, common: bool) -> None:
    assert (
        overlap(article_step(one), article_step(other))
        is overlap(article_step(other), article_step(one))
        is common
    )


def test_a_step_without_unit_is_its_words() -> None:
    assert [
        str(ProvisionStep("", "全文")),
        str(ProvisionStep("款", "末")),
        str(ProvisionStep("附件", "附件1")),
    ] == [
        "全文",
        "末款",
        "附件1",
    ]
