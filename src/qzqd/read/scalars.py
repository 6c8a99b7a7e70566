"""Plain scalars: YAML 1.2 core, and a refusal of all that YAML 1.1 reads differently.

https://yaml.org/spec/1.2.2/#103-core-schema against https://yaml.org/type/ as PyYAML has it.
"""

from __future__ import annotations

from qzqd.regex import regex

Scalar = str | int | float | bool | None

# Core reads these as numbers; YAML 1.1 does not, or reads other numbers.
_CORE_NUMBER = regex(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
# Numbers have one way of writing, so that a value always tells what was written.
_INTEGER = regex(r"0|-?[1-9][0-9]{0,17}")
_FLOAT = regex(r"-?(0|[1-9][0-9]{0,9})\.[0-9]{0,5}[1-9]")
_LIKE_A_NUMBER = regex(r"\+?0*([0-9]{1,9})(?:\.0*)?")
_DATE = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    "true": True,
    "false": False,
}

_WORDS_OF_1_1 = frozenset(
    spelt
    for word in ("yes", "no", "true", "false", "on", "off", "null")
    for spelt in (word, word.capitalize(), word.upper())
)
"""All that begins with a letter and is no text to YAML 1.1."""

# A plain scalar that starts with anything else is text, in every version of YAML, and was meant as it stands.
CURIOUS = frozenset("nNyYtTfFoO0123456789+-.~<=!&*　")


class Ambiguous(ValueError):
    """YAML 1.1 and YAML 1.2 read this scalar differently."""


def resolve(text: str) -> Scalar:
    """The value of a plain scalar. ISO dates are text. Raises Ambiguous where the YAML versions differ."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        return text
    if text.isascii() and (text in _WORDS_OF_1_1 or (not text[0].isalpha() and _is_number_or_date(text))):
        raise Ambiguous(text)
    return text


def _is_number_or_date(text: str) -> bool:
    """Whether one of the YAML versions reads it as something else than text; the older one as PyYAML has it."""
    if _CORE_NUMBER.fullmatch(text):
        return True
    from yaml.resolver import Resolver

    return any(regexp.match(text) for _, regexp in Resolver.yaml_implicit_resolvers.get(text[0], ()))


def plain_number(text: str) -> int | None:
    """The whole number that an ambiguous scalar such as 012, +3 or 1.0 was probably meant to be."""
    match = _LIKE_A_NUMBER.fullmatch(text)
    return int(match.group(1)) if match else None


def in_quotes(value: str) -> str:
    """A value in the quotation marks that need nothing else."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"
