"""Numbers as Word prints them before paragraphs: in digits, letters, Chinese, Roman, or in one sign."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_UNITS = "", "十", "百", "千"
_TEN_THOUSAND = 10_000
_HUNDRED = 100
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_MOST_LETTERS = 30
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_BY_DIGIT = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")
_UP_TO_HUNDRED = ("chineseCounting", "taiwaneseCounting")
"""In these what is above 99 is written digit by digit."""
_COUNTING = ("chineseCountingThousand", "taiwaneseCountingThousand", "japaneseCounting")
_LEGAL_FORMS = ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal")


def ordinal(number: int, form: str) -> str:
    """A number in one of the forms of WordprocessingML; in digits where that has no way to write it."""
    signs = _SIGNS.get(form, "")
    if 0 < number <= len(signs):
        return signs[number - 1]
    written = str(number)
    if form in _BY_DIGIT or (form in _UP_TO_HUNDRED and number >= _HUNDRED):
        written = "".join(_DIGITS[int(digit)] for digit in written)
    elif form in _COUNTING or form in _UP_TO_HUNDRED:
        written = _in_chinese(number)
        if form == "japaneseCounting":
            written = written.removeprefix("一") if written[1:2] in ("百", "千") else written
    elif form in _LEGAL_FORMS:
        counted = _in_chinese(number)
        written = ("一" + counted if counted.startswith("十") else counted).translate(_LEGAL)
    elif form == "decimalZero":
        written = written.zfill(2)
    elif form in ("decimalFullWidth", "decimalFullWidth2"):
        written = written.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    elif form == "numberInDash":
        written = f"- {number} -"
    elif form.endswith(("Roman", "Letter")) and number > 0:
        written = _roman(number) if form.endswith("Roman") else _lettered(number)
        written = written.upper() if form.startswith("upper") else written
    return written


def _in_chinese(number: int) -> str:
    """一百零一; in digits from ten thousand on, and what is not above 0."""
    if not 0 < number < _TEN_THOUSAND:
        return str(number)
    parts: list[str] = []
    for digit, unit in zip(str(number), reversed(_UNITS[: len(str(number))]), strict=True):
        if digit != "0":
            parts.append(_DIGITS[int(digit)] + unit)
        elif parts[-1] != "零":
            parts.append("零")
    said = "".join(parts).rstrip("零")
    return said[1:] if said.startswith("一十") else said


def _roman(number: int) -> str:
    if number >= _TEN_THOUSAND:
        return str(number)
    said = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        said += letters * times
    return said


def _lettered(number: int) -> str:
    """z, aa, bb, as Word goes on."""
    times, at = divmod(number - 1, len(_ALPHABET))
    return _ALPHABET[at] * (times + 1) if times < _MOST_LETTERS else str(number)
