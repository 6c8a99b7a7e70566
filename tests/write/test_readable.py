"""What keeps a file from being read is mended where there is one way, and all else in it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.read.tree import parse
from qzqd.write.readable import made_readable

LIST = (
    'kind: street-powers\nid: a/b\ntitle: 街道职权清单\nedition: "2025"\n'
    'jurisdiction: {code: "420302001", name: 武当路街道}\nissuer: 茅箭区人民政府\n'
    "source: {title: 自拟, provenance: compiled}\nitems:\n"
    "  - id: JD-001\n    name: 消防安全检查\n    power_type: 行政检查\n    authority: 街道办事处  # 注\n"
    "    basis:\n      - law: 消防法\n        article: 5\n"
)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-32-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_another_encoding_becomes_utf_8_with_its_line_ends(encoding: str, ends: str) -> None:
    data, mended = made_readable(LIST.replace("\n", ends).encode(encoding))
    assert data == LIST.replace("\n", ends).encode()
    assert [slip.code for slip in mended] == ["QZ006"]


def test_a_sound_file_is_left_to_the_byte() -> None:
    for text in (LIST, "\ufeff" + LIST, LIST.replace("\n", "\r\n"), "", "- a\n"):
        assert made_readable(text.encode()) == (text.encode(), [])


def test_one_slip_after_the_other() -> None:
    text = (
        LIST.replace("name: 消防", "name：消防\u200b")
        .replace("    power_type: ", "    power_type:\xa0")
        .replace("        article", "\tarticle")
        .replace('{code: "', '｛code: "')
        .replace("  - id", "  － id")
    )
    data, mended = made_readable(text.encode())
    assert data.decode() == LIST.replace("武当路街道}", "武当路街道}")
    assert {slip.code for slip in mended} >= {"QZ007", "QZ011", "QZ012"}
    assert all(text.splitlines()[slip.line - 1] for slip in mended)


def test_a_byte_order_mark_stays() -> None:
    data, _ = made_readable(("\ufeff" + LIST).replace("name: ", "name：").encode())
    assert data == ("\ufeff" + LIST).encode()


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace("检查", "检\ue5e5查"),  # a character that is none: nobody knows which it was
        LIST.replace("检查", "检\u2028查"),
        LIST.replace("    authority", "<<<<<<< a\n=======\n>>>>>>> b\n    authority"),
        LIST.replace("JD-001", "&a JD-001"),
        LIST.replace("JD-001", "!!str 1"),
        "%YAML 1.1\n---\n" + LIST,
    ],
)
def test_what_could_mean_several_things_is_for_people(text: str) -> None:
    data, mended = made_readable(text.encode())
    assert (data, mended) == (text.encode(), [])


INDENTED = LIST.replace("  - id", "- id").replace("      - law", "\t- law")


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace("    name", "\tname"),
        LIST.replace("    name", "  \tname"),
        LIST.replace("        article", "\t\tarticle"),
        LIST.replace("    ", "\t"),
        LIST.replace("  ", "\t"),
        LIST.replace("  - id", "  -\tid"),
        LIST.replace("name: ", "name:\t"),
        LIST.replace("检查\n", "检查\t\n"),
        LIST.replace("{code", "{\tcode"),
    ],
)
def test_tabs_become_the_spaces_that_they_stand_for(text: str) -> None:
    data, mended = made_readable(text.encode())
    assert parse(data).data == parse(LIST.encode()).data
    assert [slip.code for slip in mended] == ["QZ011"]


@given(
    st.integers(0, len(LIST)), st.sampled_from(["\t", "\xa0", "\u200b", "：", "　", "－", '"', "{", "\x0b"])
)
def test_whatever_is_mended_can_be_read_or_is_as_it_was(at: int, character: str) -> None:
    text = LIST[:at] + character + LIST[at:]
    data, mended = made_readable(text.encode())
    if mended:
        again, more = made_readable(data)
        assert (again, more) == (data, [])
    else:
        assert data == text.encode()
