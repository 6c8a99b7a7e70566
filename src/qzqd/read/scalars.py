"""Plain scalars: YAML 1.2 core, and a refusal of all that YAML 1.1 reads differently.

https://yaml.org/spec/1.2.2/#103-core-schema against https://yaml.org/type/ as PyYAML has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yaml.resolver import Resolver

from qzqd.regex import regex

if TYPE_CHECKING:
    import re

Scalar = str | int | float | bool | None

_IMPLICIT: dict[str, list[tuple[str, re.Pattern[str]]]] = Resolver.yaml_implicit_resolvers
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

# A plain scalar that starts with anything else is text, in every version of YAML, and was meant as it stands.
CURIOUS = frozenset(key for key in _IMPLICIT if key) | frozenset("0123456789+-.　")


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
    if _CORE_NUMBER.fullmatch(text) or any(regexp.match(text) for _, regexp in _IMPLICIT.get(text[0], ())):
        raise Ambiguous(text)
    return text


def plain_number(text: str) -> int | None:
    """The whole number that an ambiguous scalar such as 012, +3 or 1.0 was probably meant to be."""
    match = _LIKE_A_NUMBER.fullmatch(text)
    return int(match.group(1)) if match else None
