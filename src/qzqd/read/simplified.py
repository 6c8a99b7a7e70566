"""Traditional characters made simplified: by the dictionaries that OpenCC brings along, and by no others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem, Refused
from qzqd.regex import regex

if TYPE_CHECKING:
    from opencc import OpenCC

_DICTIONARY = regex(r'"file"\s*:\s*"([^"]+)"')


def simplified(text: str) -> str:
    """The text in simplified characters. Raises Refused where OpenCC is not there or damaged."""
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> OpenCC:
    """OpenCC looks for what it is given by name, or does not find, in the current folder: anybody's files."""
    try:
        import opencc

        place = Path(opencc.__file__).absolute().parent / "clib" / "share" / "opencc" / "t2s.json"
        if all((place.parent / name).is_file() for name in _DICTIONARY.findall(place.read_text("utf-8"))):
            return opencc.OpenCC(str(place))
    except Exception:  # noqa: S110 - whatever it says may be the content of a file; the next line tells what counts
        pass
    message = Text(
        "没有检查：查繁体字要用的 OpenCC 缺失或者损坏",
        "not checked: OpenCC, which knows traditional characters, is missing or damaged",
    )
    help = Text(
        "重新安装：pip install --force-reinstall opencc",
        "install it again: pip install --force-reinstall opencc",
    )
    raise Refused("QZ025", Problem(message, help=help, value="opencc"))
