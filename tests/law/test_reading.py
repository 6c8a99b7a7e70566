"""Citations in the styles of many places, pair by pair, and what holds for any text at all."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.law.basis import basis_of, render_basis
from qzqd.law.reading import read_citations

if TYPE_CHECKING:
    from qzqd.law.provisions import Provision
    from qzqd.law.sources import CitedInstrument, Reading

STYLES = Path(__file__).parents[1] / "golden" / "citations" / "styles.txt"
ANSWERS = ("→ ", "! ", "? ")


def pairs() -> list[str]:
    """The blocks of the golden file: remarks, a text, and what is read of it."""
    return STYLES.read_bytes().decode().strip("\n").split("\n\n")


def split(block: str) -> tuple[list[str], str, list[str]]:
    lines = block.split("\n")
    remarks = [line for line in lines if line.startswith("# ")]
    text = [line for line in lines if not line.startswith(("# ", *ANSWERS))]
    return remarks, "\n".join(text), [line for line in lines if line.startswith(ANSWERS)]


def told(reading: Reading) -> list[str]:
    """→ every instrument, ! every fault, ? what was not understood."""
    lines = [
        *(f"→ {instrument(source)}" for source in reading.sources),
        *(
            f"! {fault.cause}：{fault.found}{f' → {fault.meant}' if fault.meant else ''}"
            for fault in reading.faults
        ),
        *(f"? {part.text}" for part in reading.rest),
    ]
    return [line.replace("\n", "⏎") for line in lines]


def instrument(source: CitedInstrument) -> str:
    effective = f"{source.effective} 起" if source.effective and not source.edition else ""
    fields = (
        "提及" if source.role == "mention" else source.tag,
        source.title,
        source.number,
        source.edition or effective,
        "、".join(map(provision, source.provisions)),
        source.quote,
    )
    return " | ".join(fields).rstrip(" |")


def provision(named: Provision) -> str:
    return "".join(map(str, named.steps)) + (f"：{named.quote}" if named.quote else "")


def test_styles() -> None:
    """As agreed, each read by a person. QZQD_WRITE_GOLDEN=1 writes the answers anew."""
    blocks = []
    for block in pairs():
        remarks, text, _ = split(block)
        blocks.append("\n".join([*remarks, text, *told(read_citations(text))]))
    if os.environ.get("QZQD_WRITE_GOLDEN"):
        STYLES.write_text("\n\n".join(blocks) + "\n", "utf-8", newline="")
    assert blocks == pairs()


WORDS = [
    "《消防法》", "《", "》", "（2019年修订）", "（", "）", "第三条", "第一款", "、", "。", "\n", "【法律】", "附件1", "国发〔2014〕50号",
    "：", "依照", "，", "第", "条", "三", "（试行）", "1.", "二、", "至", "GB/T 33000-2016", "4.3", "规定", "的", "末款", "项", "主席令第81号",
    "通过", "“", "”", "（一）", "同上", "全文", "关于印发", "的通知", "修正的", "；", "l", "\u200b", "\x00", "\u2028",
]  # fmt: skip
LETTERS = "《》〈〉<>【】（()）〔〕［[]{}第一二三四十百之条款项目章节、，；。：和至到附件全文末2019年4月29日-l令号国务院消防法条例办法规定的施行修订通过 \n　“”…"
TEXTS = (
    st.text()
    | st.text(alphabet=LETTERS, max_size=80)
    | st.lists(st.sampled_from(WORDS), max_size=25).map("".join)
)


@given(TEXTS)
def test_no_character_of_any_text_is_lost(text: str) -> None:
    reading = read_citations(text)
    assert "".join(part.text for part in reading.parts) == text
    assert [part.start for part in reading.parts] == [0, *(part.end for part in reading.parts)][
        : len(reading.parts)
    ]
    for fault in reading.faults:
        assert text[fault.start : fault.end] == fault.found
        assert fault.message.zh
        assert fault.message.en
    for source in reading.sources:
        assert 0 <= source.start < source.end <= len(text)
        assert all(source.start <= each.start < each.end <= source.end for each in source.provisions)
    for part in reading.rest:
        assert any(fault.start <= part.start and part.end <= fault.end for fault in reading.faults), (
            "never silent"
        )


@given(TEXTS)
def test_whatever_was_read_can_be_printed(text: str) -> None:
    assert isinstance(render_basis(basis_of(text)[0]), str)


HOSTILE = [
    "《", "》", "（", "）", "【", "〔", "“", "《甲", "《甲》", "《甲法》（", "《甲法》（2019年", "《a《b》", "\n《甲法》（", "。《甲法》",
    "；第一条", "第一条、", "第一条", "\n第", "第一条至第九千条", "一", "附件", "令第1号", "〔2019〕", "2019年4月29日", "实施《甲", "实施《甲》",
    "《甲》修正的", "关于印发《甲》的通知", "“《甲法》第一条：", "。\n《甲法》第一条规定", "国务院、", "11.1.", "同上", "，依据《甲",
    "<<甲>>", "<<", "《关于印发〈甲》", "条之一、之二", "第五章甲", "、同条第一款", "（罚则）", "注：", "2月3日", "甲令第1号、", "甲：《", "，以及《甲》",
    "\n法律", "第一条规定，", "；第一条规定，", "&lt;", "<br>", "甲依据：无", "依据：甲\n", "《甲》\n", "第一条、\n",
    "第一、",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_as_much_longer_as_it_is_longer(unit: str) -> None:
    """Four times the text, some of it in a quotation, may take at most twelve times as long, which leaves room for a busy machine."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit)) + "规定的甲"
        text = f"{text}\n《甲法》第一条：乙{text}"
        start = time.process_time()
        assert "".join(part.text for part in read_citations(text).parts) == text
        return time.process_time() - start

    assert any(seconds(3_000) <= 12 * max(seconds(750), 0.005) for _ in range(3))
