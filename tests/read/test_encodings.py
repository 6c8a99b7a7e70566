"""Another encoding is converted where there is no doubt which, and never on a guess."""

from __future__ import annotations

import pytest

from qzqd.read.encodings import converted

LIST = (
    "kind: street-powers\nid: maojian/street-powers\ntitle: 武当路街道职权清单\nissuer: 茅箭区人民政府\nitems:\n"
    '  - id: "JD-001"\n    name: 消防安全检查（“双随机”）—〔2025〕3号\n    note: 堃、①、　Ⅱ\n'
)


@pytest.mark.parametrize(
    "encoding", ["gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_is_certain_is_converted(encoding: str, ends: str) -> None:
    text = LIST.replace("\n", ends)
    found = converted(text.encode(encoding))
    assert (found.decode() if found else None) == (None if encoding == "utf-8-sig" else text)


def test_utf_8_is_left() -> None:
    assert converted(LIST.encode()) is None
    assert converted(b"") is None


def test_a_byte_that_is_lost_is_never_papered_over() -> None:
    data = LIST.encode("gbk")
    for lost in range(len(data)):
        found = converted(data[:lost] + data[lost + 1 :])
        # Converted is only what has lost a character of ASCII.
        assert found is None or len(LIST) - len(found.decode()) == 1
        if data[lost] >= 0x80:
            assert found is None


def test_a_broken_byte_in_utf_8_is_not_gbk() -> None:
    data = LIST.encode()
    for place in range(60, len(data), 5):
        assert converted(data[:place] + b"\xff" + data[place:]) is None
        if data[place] >= 0x80:
            assert converted(data[:place] + data[place + 1 :]) is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("title: 武當路街道職權清單\nissuer: 茅箭區人民政府\nname: 消防安全檢查的行政管理\n", "big5"),
        ("title: 街道の権限リストとその説明\nname: 消防の検査と管理の条例について\n", "shift_jis"),
        ("title: 街道の権限リストとその説明\nname: 消防の検査と管理の条例について\n", "euc-jp"),
        ("title: 행정 권한 목록과 그 설명입니다\nname: 소방 안전 검사와 관리 조례\n", "euc-kr"),
        ("title: Zürich größere Maßnahmen für Bürger\nname: Überprüfung höherer Gebühren\n", "latin-1"),
        ("title: Полномочия улиц и проверка\nname: проверка пожарной безопасности\n", "cp1251"),
    ],
)
def test_other_languages_are_not_taken_for_chinese(text: str, encoding: str) -> None:
    assert converted(text.encode(encoding)) is None


def test_a_few_characters_prove_nothing() -> None:
    assert converted("kind: units\nissuer: 人民政府\n".encode("gbk")) is None
