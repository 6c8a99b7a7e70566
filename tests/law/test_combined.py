"""Cells put together from what lists write: titles, histories, lists of provisions, quotations, in any order."""

from __future__ import annotations

from random import Random

import pytest
from test_reading import instrument

from qzqd.law.numerals import to_chinese
from qzqd.law.reading import read_citations

TITLES = (
    "中华人民共和国消防法", "湖北省物业服务和管理条例", "宁夏回族自治区实施〈中华人民共和国水法〉办法", "城市建筑垃圾管理规定",
    "民政部关于印发〈特困人员认定办法〉的通知", "中国共产党农村基层组织工作条例", "四川省〈中华人民共和国村民委员会组织法〉实施办法",
    "中共中央 国务院关于加强基层治理体系和治理能力现代化建设的意见",
)  # fmt: skip
TAGS = ("", "", "【法律】", "（部门规章）", "[规范性文件]")
HISTORIES = (
    ("", "", ""), ("", "", ""), ("（2021年修正）", "", "2021"), ("(2018年10月26日第三次修正)", "", "2018-10-26"),
    ("（国务院令第721号）", "国务院令第721号", ""), ("（鄂政发〔2021〕9号）", "鄂政发〔2021〕9号", ""),
    ("（2009年3月2日国务院令第555号公布，2020年11月29日修订）", "国务院令第555号", "2020-11-29"),
)  # fmt: skip
QUOTES = (
    "：在乡、村庄规划区内违反本法第四十一条规定的，由乡、镇人民政府责令停止建设。",
    " 街道办事处应当依照《中华人民共和国行政处罚法》第二十四条做好工作。",
    "：“有下列行为之一的，责令改正：（一）擅自占用的；（二）损坏的。”",
)
ENDS = ("", "", "", "（节选）", "规定", "的规定", "等规定")
BETWEEN = ("；", "。", "、", "，", "\n")


def placed(random: Random, article: int) -> tuple[str, list[str]]:
    """Provisions of one article as somebody may write them, and one by one."""
    number, whole = random.choice((str(article), to_chinese(article))), f"第{to_chinese(article)}条"
    one, other = (to_chinese(each) for each in sorted(random.sample(range(1, 9), 2)))
    text, steps = random.choice((
        ("", [""]), ("", [""]), (f"第{one}款", [f"第{one}款"]), (f"第{one}款第（{other}）项", [f"第{one}款第{other}项"]),
        (f"第（{one}）、（{other}）项", [f"第{one}项", f"第{other}项"]), (f"第{one}款和第{other}款", [f"第{one}款", f"第{other}款"]),
        (f"之{one}", [f"之{one}"]),
    ))  # fmt: skip
    return f"第{number}条{text}", [f"{whole}{step}" for step in steps]


def cited(random: Random, title: str) -> tuple[str, str, bool]:
    """An instrument as somebody may cite it, what is to be read of it, and whether it is quoted."""
    tag, (history, number, edition) = random.choice(TAGS), random.choice(HISTORIES)
    provisions = [placed(random, article) for article in sorted(random.sample(range(1, 140), random.randrange(4)))]  # fmt: skip
    named = [each for _, steps in provisions for each in steps]
    text = tag + f"《{title}》" + history + random.choice("、，；").join(words for words, _ in provisions)
    quoted = bool(named) and random.random() < 0.4
    if quoted:
        quote = random.choice(QUOTES)
        text, named[-1] = text + quote, f"{named[-1]}：{quote.lstrip('： ')}"
    elif named:
        text += random.choice(ENDS)
    shown = title.replace("〈", "《").replace("〉", "》")
    fields = (tag.strip("【】（）[]"), shown, number, edition, "、".join(named), "")
    return text, " | ".join(fields).rstrip(" |"), quoted


@pytest.mark.parametrize("seed", range(300))
def test_what_is_put_together_is_taken_apart(seed: int) -> None:
    random = Random(seed)
    numbered = random.random() < 0.3
    text, wanted = "", []
    for place, title in enumerate(random.sample(TITLES, random.randint(1, 3)), 1):
        words, told, quoted = cited(random, title)
        text += (f"{place}." if numbered else "") + words
        text += "\n" if quoted or numbered else random.choice(BETWEEN)
        wanted.append(told)
    assert [instrument(source) for source in read_citations(text).sources] == wanted, text


SLIPS = {"第": "弟", "条": "茶", "款": "歀", "项": "顶", "二": "工", "三": "彡", "十": "卜", "令": "合", "1": "l", "0": "O", "号": ""}  # fmt: skip


@pytest.mark.parametrize("seed", range(300))
def test_a_slip_of_the_scanner_is_read_or_told(seed: int) -> None:
    random = Random(seed)
    text, wanted, quoted = cited(random, random.choice(TITLES))
    places = [place for place in range(text.index("》"), len(text)) if text[place] in SLIPS]
    if quoted or not places:
        return
    place = random.choice(places)
    slipped = text[:place] + SLIPS[text[place]] + text[place + 1 :]
    reading = read_citations(slipped)
    told = [instrument(source) for source in reading.sources]
    assert told == [wanted] or reading.faults, slipped
