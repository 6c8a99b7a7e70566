"""What stands above a table: the notice that publishes a list, its title, and what is neither."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from office.importing.books import HEADINGS, book, row
from qzqd.office.importing import build, plan, sheets
from qzqd.tables.reading import read_tables

ROWS = (
    ("序号", "事项名称", "权力类型", "实施机关", "实施依据"),
    ("1", "消防检查", "行政检查", "街道办事处", "《中华人民共和国消防法》第三十二条"),
)
NOTICE = (
    "某某区人民政府文件",
    "某政发〔2024〕12号",
    "某某区人民政府关于印发《某某区街道通用职权清单》的通知",
    "各街道办事处，区政府各部门：",
    "现将《某某区街道通用职权清单》印发给你们，请认真执行。",
    "附件：某某区街道通用职权清单",
    "2024年6月3日",
    "附件",
)
TITLE = "某某区街道通用职权清单"


def word(*above: str) -> bytes:
    made = Document()
    for text in above:
        made.add_paragraph(text)
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for line, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = text
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def taken(data: bytes) -> tuple[plan.Plan, build.Built]:
    """What a document is taken for, and what comes of it."""
    book = read_tables(data, "a.docx")
    found = sheets.tables(book)
    proposal = plan.propose(book, found, "street-powers")
    return proposal, build.build(book, found, proposal, lambda _: None, False)


def test_a_list_is_called_by_its_own_title_and_comes_from_the_notice() -> None:
    for title in ((TITLE,), ()):
        proposal, built = taken(word(*NOTICE, *title))
        assert proposal.title == TITLE
        assert proposal.issuer == "某某区人民政府"
        assert proposal.notice.title == NOTICE[2]
        assert proposal.notice.number == "某政发〔2024〕12号"
        assert len(built.items) == 1


def test_a_notice_that_names_no_list_is_the_title() -> None:
    proposal, _ = taken(word("某某区人民政府关于公布街道通用职权清单的通告"))
    assert proposal.title == "某某区人民政府关于公布街道通用职权清单的通告"


def test_a_notice_that_cancels_is_heard_whatever_its_annex_is_called() -> None:
    notice = "某某区人民政府关于取消一批街道行政权力事项的决定"
    _, built = taken(word(notice, "附件", "街道通用职权目录"))
    assert built.items == []


def test_what_stands_above_and_says_nothing_of_the_list_is_told() -> None:
    _, built = taken(word(*NOTICE, TITLE, "基本履职事项清单", "说明：标★的由区级保留", "一、行政检查（1项）"))
    (told,) = [
        cells for why, cells in built.account.reasons("ignored") if why.zh == "表格上面的文字，不是标题"
    ]
    assert [cell.text for cell in told] == [
        *(NOTICE[at] for at in (3, 4, 6)),
        "说明：标★的由区级保留",
    ]
    assert told[0].place == "表1“各街道办事处，区政府各部…”"
    assert told[1].place.endswith("…”")


@pytest.mark.parametrize(
    ("title", "issuer", "place"),
    [
        ("关于印发《武汉市街道权责清单（2024年版）》的通知", "", ""),
        ("湖北省街道赋权事项指导目录", "", ""),
        ("沙市街道权责清单", "沙市街道", ""),
        ("附件1 青山区钢花村街道办事处权责清单", "青山区钢花村街道办事处", "青山区"),
        ("中共大冶市委办公室权责清单", "中共大冶市委办公室", "大冶市"),
        ("某市城市管理执法委员会权责清单", "某市城市管理执法委员会", "某市"),
        ("恩施土家族苗族自治州民政局权责清单", "恩施土家族苗族自治州民政局", "恩施土家族苗族自治州"),
    ],
)
def test_who_issued_a_list_and_for_where(title: str, issuer: str, place: str) -> None:
    """What cannot be told is left open and asked: a part of the title was taken for the name of a body."""
    read_in = read_tables(book([HEADINGS, row(1, "甲检查")], title=title), "清单")
    found = plan.propose(read_in, sheets.tables(read_in), "department-powers")
    assert (found.issuer, found.place) == (issuer, place)
