"""Numbers of documents, orders and standards, in every bracket."""

from __future__ import annotations

import pytest

from qzqd.law.compact import Compact
from qzqd.law.documents import document_numbers


def told(text: str) -> list[str]:
    compact = Compact(text)
    return [number.value for number in document_numbers(compact, 0, len(compact))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("国发〔2014〕50号", "国发〔2014〕50号"),
        ("粤府办［2012］2 号", "粤府办〔2012〕2号"),
        ("新政发【2020】53号", "新政发〔2020〕53号"),
        ("京发改规（2021）9号", "京发改规〔2021〕9号"),
        ("（〔2001〕国人防办字第211号）", "〔2001〕国人防办字第211号"),
        ("国科发政字〔2000〕063号", "国科发政字〔2000〕063号"),
        ("中华人民共和国国务院令第 473号", "国务院令第473号"),
        ("国务院第643号令", "国务院令第643号"),
        ("国家广播电视总局7号令", "国家广播电视总局令第7号"),
        ("第732号令", None),
        ("国务院令第732号令", "国务院令第732号"),
        ("主席令66号", "主席令第66号"),
        ("主席令第二十一号", "主席令第二十一号"),
        ("国家发展改革委令2016年第44号", "国家发展改革委令2016年第44号"),
        ("商务部2012年第4号令", "商务部令2012年第4号"),
        ("建设部令〔2004〕第126号", "建设部令〔2004〕第126号"),
        ("重庆市人民代表大会常务委员会公告〔五届〕第81号", "重庆市人民代表大会常务委员会公告〔五届〕第81号"),
        ("财政部 税务总局公告2019年第13号", "财政部税务总局公告2019年第13号"),
        ("经第3次部务会议通过", None),
        ("2017年3月1日国务院令第676号", "国务院令第676号"),
        ("国务院批准1990年11月19日国家档案局令第1号", "国家档案局令第1号"),
        ("通过，由中华人民共和国主席令67号公布", "主席令第67号"),
        ("自治区人民政府令第176号", "自治区人民政府令第176号"),
        ("GB/T 33000-2016", "GB/T 33000-2016"),
        ("GBT33000－2016", "GBT33000－2016"),
        ("DB65/T 3456—2013", "DB65/T 3456—2013"),
        ("D28005项", None),
        ("2016年第44页", None),
    ],
)
def test_numbers(text: str, value: str | None) -> None:
    assert told(text) == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [
        ("渝府办发〔202374号", "渝府办发〔2023〕74号", "lost-bracket"),
        ("渝府办发2023〕74号", "渝府办发〔2023〕74号", "lost-bracket"),
        ("渝府办发〔2023〕号", "渝府办发〔2023〕号", "lost-digits"),
        ("（渝府办发〔2023〕74）", "渝府办发〔2023〕74号", "missing-number-sign"),
    ],
)
def test_what_is_mended_is_told(text: str, value: str, fault: str) -> None:
    compact = Compact(text)
    (number,) = document_numbers(compact, 0, len(compact))
    assert (number.value, number.faults) == (value, (fault,))
