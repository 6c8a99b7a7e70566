"""Numbers as Excel shows them: fifteen digits, and the format of the cell.

A day that shows year, month and day is given in ISO form, whatever its format; parts of a moment as the format has
them. What a format cannot be told here (fractions, Chinese numerals) is shown without it.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from qzqd.regex import regex
from qzqd.tables.moments import is_moment, shown_moment

GENERAL = "General"
_DIGITS = 15
_PLAIN_BELOW, _PLAIN_FROM = 1e15, 1e-9
_WIDE = Context(prec=1500)
_LONGEST = 400
"""A double has some 309 digits before the point; a longer number is none."""
_LONGEST_CODE = 255
"""Excel takes no longer format."""
_TOKEN = regex(
    r"""(?P<quoted>"[^"]*"?) | \\(?P<escaped>.) | _(?P<space>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>(?i:General)|G/通用格式) | (?P<exponent>[Ee][+-]0+) | (?P<digits>[0#?.,]+) | (?P<percent>%) | (?P<text>@)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CONDITION = regex(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_CURRENCY = regex(r"\$([^-]*)")
_COMPARE = {
    "<": lambda value, limit: value < limit,
    ">": lambda value, limit: value > limit,
    "<=": lambda value, limit: value <= limit,
    ">=": lambda value, limit: value >= limit,
    "<>": lambda value, limit: value != limit,
    "=": lambda value, limit: value == limit,
}


class ShownNumber(NamedTuple):
    """held: what the number is where the text is not just that; "" where it is."""

    text: str
    held: str = ""


def shown_number(written: str, code: str = GENERAL, epoch_1904: bool = False) -> ShownNumber:
    """A number, as a file writes it, in the format of its cell."""
    number = _number(written)
    if number is None:
        return ShownNumber(written)
    plain = general(number)
    if code == GENERAL or len(code) > _LONGEST_CODE:
        return ShownNumber(plain)
    section, number = _section(code, number)
    if section.moment:
        text, full = shown_moment(number, section.code, epoch_1904)
        return ShownNumber(text, full if full != text else "") if text else ShownNumber(plain)
    if section.form is None:
        return ShownNumber(plain)
    text = _formatted(section.form, number).strip(" ")
    return ShownNumber(text, plain if plain != text else "")


def general(number: float) -> str:
    """At most fifteen digits, as in a cell that is wide enough."""
    text = f"{number:.{_DIGITS}g}"
    if "e" not in text:
        return text if number else "0"
    if _PLAIN_FROM <= abs(number) < _PLAIN_BELOW:
        return format(Decimal(text), "f")
    mantissa, _, exponent = f"{number:.{_DIGITS - 1}e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"


def _number(written: str) -> float | None:
    """None for what is no finite number."""
    if len(written) > _LONGEST:
        return None
    try:
        number = float(written)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


class _Section(NamedTuple):
    """What a format has for some numbers. form: None where it is not understood."""

    code: str
    condition: tuple[str, float] | None
    moment: bool
    form: _Form | None


class _Form(NamedTuple):
    """A section taken apart.

    groups: the places for digits, mostly one; several as in a telephone number.
    literals: what stands before, between and after them.
    """

    literals: tuple[str, ...]
    groups: tuple[str, ...]
    whole: str
    fraction: str
    scale: int
    grouped: bool
    exponent: str


_OTHERWISE = _Section(GENERAL, None, moment=False, form=None)


def _section(code: str, number: float) -> tuple[_Section, float]:
    """The part of the format that is for this number, and the number without the sign that it stands for."""
    conditional, parts = _sections(code)
    if conditional:
        for part in parts:
            if part.condition is None or _COMPARE[part.condition[0]](number, part.condition[1]):
                return part, number
        return _OTHERWISE, number
    if number < 0 and len(parts) > 1:
        return parts[1], -number
    if number == 0 and len(parts) > 2:
        return parts[2], number
    return parts[0], number


@lru_cache(maxsize=1 << 10)
def _sections(code: str) -> tuple[bool, list[_Section]]:
    """Those for numbers (a fourth is for texts), and whether any has a condition."""
    written = [""]
    for token in _TOKEN.finditer(code):
        if token["other"] == ";":
            written.append("")
        else:
            written[-1] += token[0]
    parts = [_Section(part, _condition(part), is_moment(part), _form(part)) for part in written[:3]]
    return any(part.condition for part in parts), parts


def _condition(section: str) -> tuple[str, float] | None:
    for token in _TOKEN.finditer(section):
        match = _CONDITION.fullmatch(token["bracket"] or "")
        if match and (limit := _number(match[2])) is not None:
            return match[1], limit
    return None


def _form(section: str) -> _Form | None:
    literals, groups, exponent, percents = [""], list[str](), "", 0
    for token in _TOKEN.finditer(section):
        kind = token.lastgroup or ""
        if kind in ("general", "digits", "text"):
            groups.append(token[0] if kind == "digits" else GENERAL)
            literals.append("")
        elif kind == "exponent":
            exponent = token[0]
        elif token[0] == "/" or token[0].startswith("[DBNum"):
            return None
        else:
            percents += kind == "percent"
            literals[-1] += _literal(kind, token[kind])
    literals = [literals[0].lstrip(" "), *literals[1:]]
    literals[-1] = literals[-1].rstrip(" ")
    digits = "".join(groups)
    if GENERAL in groups:
        return _Form(tuple(literals), (GENERAL,), GENERAL, "", 0, False, "") if len(groups) == 1 else None
    if len(groups) > 1 and (exponent or not {*digits} <= {*"0#?"}):
        return None
    whole, _, fraction = digits.partition(".")
    last = fraction or whole
    scale = 2 * percents - 3 * (len(last) - len(last.rstrip(",")))
    grouped = "," in whole.rstrip(",")
    whole, fraction = whole.replace(",", ""), fraction.replace(",", "")
    return _Form(tuple(literals), tuple(groups), whole, fraction, scale, grouped, exponent)


def _literal(kind: str, text: str) -> str:
    """What a part of a format that is no digit shows."""
    if kind == "quoted":
        return text.strip('"')
    if kind == "bracket":
        currency = _CURRENCY.match(text)
        return currency[1] if currency else ""
    return {"space": " ", "fill": ""}.get(kind, text)


def _formatted(form: _Form, number: float) -> str:
    literals = form.literals
    if not form.groups:
        return literals[0]
    if form.whole == GENERAL:
        digits = general(abs(number))
    else:
        digits = _scientific(number, form) if form.exponent else _fixed(number, form)
    sign = "-" if number < 0 and any(digit in "123456789" for digit in digits) else ""
    if len(form.groups) == 1:
        return f"{sign}{literals[0]}{digits}{literals[1]}"
    runs = _dealt(digits, form.groups)
    return sign + literals[0] + "".join(map("".join, zip(runs, literals[1:], strict=True)))


def _dealt(digits: str, groups: tuple[str, ...]) -> list[str]:
    """The digits in their places, from the right; the first place takes what is left."""
    runs: list[str] = []
    for group in groups[:0:-1]:
        runs.append(digits[-len(group) :])
        digits = digits[: -len(group)]
    return [digits, *reversed(runs)]


def _fixed(number: float, form: _Form) -> str:
    if number.is_integer() and not form.scale and abs(number) < _PLAIN_BELOW:
        whole, fraction = str(abs(int(number))), "0" * len(form.fraction)
    else:
        amount = Decimal(f"{abs(number):.{_DIGITS}g}").scaleb(form.scale)
        rounded = amount.quantize(Decimal(1).scaleb(-len(form.fraction)), ROUND_HALF_UP, _WIDE)
        whole, _, fraction = format(rounded, "f").partition(".")
    return _padded(whole, form) + _decimals(fraction, form.fraction)


def _scientific(number: float, form: _Form) -> str:
    mantissa, _, exponent = f"{abs(number):.{len(form.fraction)}e}".partition("e")
    sign = exponent[0] if exponent[0] == "-" or form.exponent[1] == "+" else ""
    power = exponent[1:].lstrip("0").zfill(len(form.exponent) - 2)
    whole, _, fraction = mantissa.partition(".")
    return f"{_padded(whole, form)}{_decimals(fraction, form.fraction)}E{sign}{power}"


def _padded(whole: str, form: _Form) -> str:
    least = form.whole.lstrip("#").replace("#", "0")
    whole = whole.lstrip("0").zfill(least.count("0"))
    if form.grouped:
        head = len(whole) % 3
        groups = [whole[:head]] * bool(head) + [whole[at : at + 3] for at in range(head, len(whole), 3)]
        whole = ",".join(groups)
    return " " * (len(least) - len(whole)) + whole if "?" in least else whole


def _decimals(fraction: str, form: str) -> str:
    if not form:
        return ""
    kept = len(fraction)
    while kept and form[kept - 1] != "0" and fraction[kept - 1] == "0":
        kept -= 1
    return "." + fraction[:kept] + " " * form[kept:].count("?")
