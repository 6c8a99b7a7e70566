"""Values as YAML on one line: text plain where every reader takes it for text, in double quotes elsewhere."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from qzqd.read.scalars import CURIOUS, Ambiguous, resolve
from qzqd.regex import regex

if TYPE_CHECKING:
    from qzqd.finding import FixValue

CODE = regex(r"[A-Za-z0-9._-]+")
"""What a code, an id or a date is made of."""

# Controls, and characters that show nothing or turn the text around.
_HIDDEN = (
    "\x00-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U000e0000-\U000e0fff"
)
_NOT_PLAIN = regex(rf"""^\.\.\.|^[\s\-?:,\[\]{{}}#&*!|>'"%@`]|:\s|:$|\s#|\s$|[{_HIDDEN}]""")
# Full-width punctuation that the reader takes for a slip of the pen: a comma inside brackets, and this colon.
_MEANT_FIELD = regex(r"[A-Za-z_][A-Za-z0-9_]*：")
_NOT_PLAIN_IN_FLOW = regex(r"[,，:?\[\]{}]")
_DIGITS = regex(r"[-+.:/_0-9]+")
_ONE_LETTER = frozenset("yYnN")  # booleans in the YAML 1.1 specification, though not in PyYAML
_ESCAPED = regex(rf'["\\{_HIDDEN}]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@lru_cache(maxsize=4096)
def scalar_text(text: str, quoted: bool = False, flow: bool = False) -> str:
    """`text` as it is written in a catalogue.

    quoted: wanted in quotes even where it could do without. flow: it stands inside brackets.
    """
    return _quote(text) if quoted or not _plain(text, flow) else text


def unended(header: str) -> str:
    """The header of a block scalar, so that the last line end below it is not part of the text."""
    return header[0] + "-" + header[1:3].replace("+", "") + header[3:]


def value_written(value: FixValue, flow: bool = False) -> str:
    """A value of any sort as it is written on one line, lists and mappings in brackets."""
    if isinstance(value, list):
        return f"[{', '.join(value_written(entry, flow=True) for entry in value)}]"
    if isinstance(value, dict):
        fields = (
            f"{scalar_text(key, flow=True)}: {value_written(inner, flow=True)}"
            for key, inner in value.items()
        )
        return f"{{{', '.join(fields)}}}"
    if isinstance(value, str):
        return scalar_text(value, flow=flow)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(text: str, flow: bool) -> bool:
    if not text or _NOT_PLAIN.search(text) or (flow and _NOT_PLAIN_IN_FLOW.search(text)):
        return False
    if _MEANT_FIELD.match(text):
        return False
    return text[0] not in CURIOUS or _reads_as_text(text)


def _reads_as_text(text: str) -> bool:
    if text in _ONE_LETTER or _DIGITS.fullmatch(text):
        return False
    try:
        return resolve(text) is text
    except Ambiguous:
        return False


def _quote(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda match: _escape(match.group()), text) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    wide = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return _SHORT_ESCAPES.get(character, wide)
