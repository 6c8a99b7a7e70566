"""Citations as real lists write them, and back to print."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.law import citation
from qzqd.law.citation import Citation, parse_citations
from qzqd.law.documents import document_number
from qzqd.law.titles import title

MARKET = "城市市容和環境衛生管理條例"

SHAPES = [
    ("《重庆市安全生产条例》(2016年施行)第六条第三款。", [Citation("重庆市安全生产条例", "2016", "", 6, 3)]),
    ("《中华人民共和国消防法》（2021年4月29日修正）第三十一条", [Citation("中华人民共和国消防法", "2021-04-29", "", 31)]),
    (
        "《重庆市城乡规划条例》(2019年修正)第七十五条、第七十六条。",
        [Citation("重庆市城乡规划条例", "2019", "", 75), Citation("重庆市城乡规划条例", "2019", "", 76)],
    ),
    (
        "《重庆市水上交通安全管理条例》(2022年修正)第四条第二款第五项。",
        [Citation("重庆市水上交通安全管理条例", "2022", "", 4, 2, 5)],
    ),
    (
        "对城乡规划实施情况的监督检查,以及对《重庆市城乡规划条例》第七十四条所列违法建筑的日常巡查",
        [Citation("重庆市城乡规划条例", article=74)],
    ),
    (
        "《重慶市村鎮規劃建設管理條例》(2015年修訂)第二十四條第二款。",
        [Citation("重慶市村鎮規劃建設管理條例", "2015", "", 24, 2)],
    ),
    (
        "《浙江省综合行政执法条例》…第十条:“本章第六条至第九条规定目录的制定机关…”",
        [Citation("浙江省综合行政执法条例", article=10)],
    ),
    (
        "《企业投资项目核准和备案管理条例》《国务院关于发布政府核准的投资项目目录(2016年本)的通知》(国发〔2016〕72号)",
        [
            Citation("企业投资项目核准和备案管理条例"),
            Citation("国务院关于发布政府核准的投资项目目录（2016年本）的通知", "", "国发〔2016〕72号"),
        ],
    ),
    (
        "《节能审查办法》(国家发展改革委令2016年第44号)《浙江省实施〈中华人民共和国节约能源法〉办法》",
        [
            Citation("节能审查办法", "", "国家发展改革委令2016年第44号"),
            Citation("浙江省实施《中华人民共和国节约能源法》办法"),
        ],
    ),
    (
        "《省发展改革委关于印发<浙江省节能审查办法>的通知》(浙发改能源〔2019〕532号)",
        [
            Citation("省发展改革委关于印发《浙江省节能审查办法》的通知", "", "浙发改能源〔2019〕532号"),
        ],
    ),
    (
        "《城市市容和環境衛生管理條例》(中華人民共和國國務院令第101號)第十四條 任何單位和個人都不得…",
        [Citation(MARKET, "", "中華人民共和國國務院令第101號", 14)],
    ),
    ("《城市道路管理條例》(國務院令第l98號)第二十七條", [Citation("城市道路管理條例", "", "國務院令第198號", 27)]),
    ("《城市道路管理条例》（国务院令第198号，2019年修订）", [Citation("城市道路管理条例", "2019", "国务院令第198号")]),
    ("(鄂政发〔2021〕9号)", [Citation("", "", "鄂政发〔2021〕9号")]),
    ("浙政办发〔2021〕51 号", [Citation("", "", "浙政办发〔2021〕51号")]),
    ("渝府办发〔202374号", [Citation("", "", "渝府办发〔2023〕74号")]),
    ("民发﹝2020﹞20号", [Citation("", "", "民发〔2020〕20号")]),
    ("国统字[2000]64号", [Citation("", "", "国统字〔2000〕64号")]),
    ("《城市居民委员会组织法》", [Citation("城市居民委员会组织法")]),
    ("《刑法》第一百三十三条之一第一款第（二）项", [Citation("刑法", "", "", "133-1", 1, 2)]),
    ("《甲法》第十八条之一、第十九条", [Citation("甲法", article="18-1"), Citation("甲法", article=19)]),
    ("《甲法》第６条第（一）、（三）项", [Citation("甲法", "", "", 6, None, n) for n in (1, 3)]),
    ("《甲法》第五条第一款、第三款第二项", [Citation("甲法", "", "", 5, 1), Citation("甲法", "", "", 5, 3, 2)]),
    ("《甲法》第六条至第九条", [Citation("甲法", article=n) for n in (6, 7, 8, 9)]),
    ("《甲法》第二十五条第一款第三项第二目", [Citation("甲法", "", "", 25, 1, 3, 2)]),
    ("《甲\n条例》(试行)第三条", [Citation("甲条例（试行）", article=3)]),
    ("《甲法》第零条", [Citation("甲法")]),
    ("《甲法》第三条之一一", [Citation("甲法")]),
    ("依照有关规定", []),
    ("《没有写完", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "citations"), SHAPES)
def test_real_shapes(text: str, citations: list[Citation]) -> None:
    assert parse_citations(text) == citations


@pytest.mark.parametrize(("text", "citations"), SHAPES)
def test_real_shapes_survive_printing(text: str, citations: list[Citation]) -> None:
    assert [parse_citations(citation.format_citation(one)) for one in citations] == [
        [one] for one in citations
    ]


@pytest.mark.parametrize(
    ("cited", "printed"),
    [
        (Citation("消防法", "2021-04-29", "主席令第81号", 32, 1, 2), "《消防法》（主席令第81号，2021年4月29日）第三十二条第一款第二项"),
        (Citation("实施《消防法》办法", article="32-1"), "《实施〈消防法〉办法》第三十二条之一"),
        (Citation("", number="民发〔2020〕20号"), "民发〔2020〕20号"),
    ],
)  # fmt: skip
def test_printing(cited: Citation, printed: str) -> None:
    assert citation.format_citation(cited) == printed


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=9)
TITLES = HAN | st.tuples(HAN, HAN, HAN).map(lambda parts: f"{parts[0]}《{parts[1]}》{parts[2]}（试行）")
# What issuing offices are called in document numbers; 以, 按 and the like before a number are words of the sentence.
ISSUERS = st.text("鄂政办发民财建农卫教京沪粤市区府国函", min_size=1, max_size=9)
NUMBERS = st.just("") | st.builds(
    "{}〔{}〕{}号".format, ISSUERS, st.integers(1950, 2030), st.integers(1, 999)
)
EDITIONS = st.just("") | st.integers(1950, 2030).map(str) | st.dates(min_value=date(1949, 10, 1)).map(str)
PARTS = st.none() | st.integers(1, 40)
INSERTED = st.tuples(st.integers(1, 99), st.integers(0, 1900)).map(lambda pair: f"{sum(pair)}-{pair[0]}")
ARTICLES = st.integers(1, 2000) | INSERTED


@given(st.builds(Citation, TITLES, EDITIONS, NUMBERS, st.none() | ARTICLES, PARTS, PARTS, PARTS))
def test_what_is_printed_is_read_back(cited: Citation) -> None:
    assert parse_citations(citation.format_citation(cited)) == [cited]


@given(st.text(alphabet="《》〈〉<>（()）〔［第一二三十百之条款项目、至号2019年-l 令消防法…", max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert all(map(citation.format_citation, parse_citations(text)))


@pytest.mark.parametrize(
    "text", ["《" * 20_000, "《甲法》" + "第一条至第九千条" * 2_000, "《甲" * 9_000, "一" * 20_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    assert len(parse_citations(text)) <= 9_000


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("消防法", "消防法"),
        ("《消防法》", "消防法"),
        ("《实施〈消防法〉办法》", "实施《消防法》办法"),
        ("实施<消防法>办法(试行)", "实施《消防法》办法（试行）"),
        ("《甲法》和《乙法》", "《甲法》和《乙法》"),
    ],
)
def test_bare_title(text: str, bare: str) -> None:
    assert title(text) == bare


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("国统字[2000]64号", "国统字〔2000〕64号"),
        ("鄂民政发（2020）32号", "鄂民政发〔2020〕32号"),
        ("民发﹝2020﹞20号", "民发〔2020〕20号"),
        ("民发【2020】20号", "民发〔2020〕20号"),
        ("渝府办发〔202374号", "渝府办发〔2023〕74号"),
        ("渝府办发2023〕74号", "渝府办发〔2023〕74号"),
        ("浙政办发〔2021〕51 号", "浙政办发〔2021〕51 号"),
        ("国家发展改革委令2016年第44号", "国家发展改革委令2016年第44号"),
        ("国务院令第202174号", "国务院令第202174号"),
    ],
)
def test_document_number(written: str, mended: str) -> None:
    assert document_number(written) == mended
