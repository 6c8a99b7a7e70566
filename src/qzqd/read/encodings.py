"""Text in another encoding than UTF-8, where there is no doubt which one."""

from __future__ import annotations

from qzqd.read.source import BOM, wide_encoding
from qzqd.regex import regex

_ENOUGH = 8
"""So many wide characters at least tell an encoding from chance."""
_MOSTLY = 0.95
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")
_AN_ASCII_HALF = regex(rb"[\x81-\xfe][\x40-\x7e]")
_COMMON = regex(rb"[\xa1-\xd7][\xa1-\xfe]")
"""Punctuation, and the 3,755 characters of GB 2312 that nearly all Chinese is written with."""
_OUR_SUBJECT = regex("行政|人民|街道|乡镇|社区|政府|清单|事项|管理|条例|办法|服务")
"""Other languages of East Asia come in pairs of bytes that are common Chinese characters, too, but say nothing."""
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd-\uffff]")


def converted(data: bytes) -> bytes | None:
    """The text as UTF-8 without a byte order mark, if it is certain what it says; None otherwise, and for UTF-8."""
    text = _wide(data) if data.startswith(_MARKS) or b"\0" in data[:4] else _gbk(data)
    return None if text is None or _CONTROL.search(text) else text.encode()


def _wide(data: bytes) -> str | None:
    try:
        text = data.decode(wide_encoding(data[:4]))
    except UnicodeDecodeError:
        return None
    # Nearly any bytes could be UTF-16; what names fields in Latin letters is.
    return text.removeprefix("\ufeff") if ":" in text and "\n" in text else None


def _gbk(data: bytes) -> str | None:
    """GBK, if nearly all of it is common in Chinese and no character has swallowed a letter or a bracket."""
    data = data.removeprefix(BOM)
    try:
        data.decode()
        return None
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("gbk")
    except UnicodeDecodeError:
        return None
    pairs = [character.encode("gbk") for character in text if not character.isascii()]
    if len(pairs) < _ENOUGH or any(_AN_ASCII_HALF.fullmatch(pair) for pair in pairs):
        return None
    common = sum(_COMMON.fullmatch(pair) is not None for pair in pairs)
    return text if common >= _MOSTLY * len(pairs) and _OUR_SUBJECT.search(text) else None
