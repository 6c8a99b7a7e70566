"""The edition is the last amendment, the number that of the instrument itself."""

from __future__ import annotations

import pytest

from qzqd.law.compact import Compact
from qzqd.law.dates import dates, spelt_date
from qzqd.law.history import publication_history


@pytest.mark.parametrize(
    ("text", "edition", "number", "effective"),
    [
        ("2016年施行", "2016", "", "2016"),
        ("2018修正", "2018", "", ""),
        ("2018年第一次修正", "2018", "", ""),
        ("2019年4月23日", "2019-04-23", "", ""),
        ("1989年通过，2018年10月26日修正，自2019年1月1日起施行", "2018-10-26", "", "2019-01-01"),
        ("2012年6月13日国务院第208次常务会议通过，2012年6月28日国务院令第621号公布，自2012年10月1日起施行", "2012-06-28", "国务院令第621号", "2012-10-01"),
        ("2004年6月29日国务院令第412号发布，2016年8月25日国务院令第671号第二次修订", "2016-08-25", "国务院令第412号", ""),
        ("国务院令第101号，2017年3月1日《国务院关于修改和废止部分行政法规的决定》第二次修订", "2017-03-01", "国务院令第101号", ""),
        ("由中华人民共和国主席令66号公布，2017年4月27日第二次修订通过，由中华人民共和国主席令67号公布", "2017-04-27", "主席令第67号", ""),
        ("建设部令第157号发布，根据2015年5月4日住房和城乡建设部令第24号修正", "2015-05-04", "建设部令第157号", ""),
        ("中办发〔2017〕71号，自2017年12月5日起施行，2011年1月6日印发的《旧办法》同时废止", "", "中办发〔2017〕71号", "2017-12-05"),
        ("1998年3月档发字[1998]6号发布实施。2021年8月20日国家档案局局务会议审议通过，2021年11月1日施行", "2021-08-20", "档发字〔1998〕6号", "2021-11-01"),
        ("2016年6月国务院审改办公布", "2016-06", "", ""),
        ("二〇一九年四月二十三日公布", "2019-04-23", "", ""),
        ("2013年7月18日、2016年2月6日修订", "2016-02-06", "", ""),
        ("2019.4.23公布", "2019-04-23", "", ""),
        ("自公布之日起施行", "", "", ""),
    ],
)  # fmt: skip
def test_history(text: str, edition: str, number: str, effective: str) -> None:
    compact = Compact(text)
    told = publication_history(compact, 0, len(compact))
    assert (told.edition, told.number.value if told.number else "", told.effective) == (
        edition,
        number,
        effective,
    )
    assert told.unread == ()


def test_what_says_nothing_of_it_is_unread() -> None:
    compact = Compact("2019年修订，仅供内部参考")
    told = publication_history(compact, 0, len(compact))
    assert [compact.raw[start:end] for start, end in told.unread] == ["仅供内部参考"]


@pytest.mark.parametrize("text", ["2021年2月30日", "2021年13月1日", "2021年4月31日公布"])
def test_no_such_day(text: str) -> None:
    compact = Compact(text)
    told = publication_history(compact, 0, len(compact))
    assert told.edition == ""
    assert len(told.no_such_day) == 1


@pytest.mark.parametrize(("value", "words"), [("2021", "2021年"), ("2021-04", "2021年4月"), ("2021-04-09", "2021年4月9日"), ("", "")])  # fmt: skip
def test_dates_are_spelt_as_they_are_read(value: str, words: str) -> None:
    assert spelt_date(value) == words
    assert [moment.value for moment in dates(words)] == ([value] if value else [])
