"""Characters of fonts that hold signs instead of letters, as they look."""

from __future__ import annotations

_UNKNOWN = "\ufffd"
_PRIVATE = 0xF000
_FONTS = {
    "wingdings": {
        0xFC: "√",
        0xFB: "×",
        0xFE: "☑",
        0xFD: "☒",
        0xA8: "□",
        0x6F: "□",
        0x71: "□",
        0x6E: "■",
        0xA7: "▪",
        0x6C: "●",
        0xA1: "○",
        0x9F: "•",
        0x75: "◆",
        0xAB: "★",
        0xE0: "→",
        0xE8: "→",
        0xD8: "➢",
        0x4A: "☺",
    },
    "wingdings 2": {
        0x50: "√",
        0x4F: "×",
        0x51: "×",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0xA3: "□",
        0x97: "●",
        0x99: "○",
        0xA2: "■",
    },
    "symbol": {
        0xD6: "√",
        0xB4: "×",
        0xB7: "•",
        0xA3: "≤",
        0xB3: "≥",
        0xB1: "±",
        0xAE: "→",
        0xB0: "°",
        0xA5: "∞",
        0xB9: "≠",
        0xBB: "≈",
        0xB8: "÷",
        0xA8: "♦",
    },
}
"""By font and place in it."""
_ALIKE = "0123456789()[]{}+,./:;<=>%&!?|_"
"""What Symbol has in the places of letters."""


def is_of_signs(font: str) -> bool:
    """Whether the letters of a font are no letters."""
    return font.casefold() in _FONTS or font.casefold() in ("webdings", "wingdings 3")


def sign(font: str, code: int) -> str:
    """What stands at a place of such a font; the sign for an unreadable character where that is not known."""
    name, place = font.casefold(), code & 0xFF
    if not is_of_signs(name) and not 0 <= code - _PRIVATE <= 0xFF:
        return chr(code) if code > 0x1F else _UNKNOWN
    alike = place == 0x20 or (name == "symbol" and chr(place) in _ALIKE)
    return chr(place) if alike else _FONTS.get(name, {}).get(place, _UNKNOWN)


def as_seen(font: str, text: str) -> str:
    """A text that is set in such a font; what that has no place for is set in another one."""
    return "".join(
        sign(font, ord(each)) if ord(each) <= 0xFF or 0 <= ord(each) - _PRIVATE <= 0xFF else each
        for each in text
    )
