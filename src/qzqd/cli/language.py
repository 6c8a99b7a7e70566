"""The language of this run: what `--lang` says, else what the environment asks for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal

from qzqd.cli.declared import Option
from qzqd.locale import Text, system_language

if TYPE_CHECKING:
    from qzqd.locale import Language

_chosen: Language | None = None

Lang = Annotated[Literal["zh", "en"] | None, Option(help="语言 / language: zh, en", usual=False)]


def choose(arguments: list[str]) -> None:
    """Look for `--lang` before the command line is read: its own help depends on it."""
    global _chosen
    _chosen = system_language()
    for here, following in pairwise([*arguments, ""]):
        value = following if here == "--lang" else here.removeprefix("--lang=")
        if here.startswith("--lang") and value in ("zh", "en"):
            _chosen = "zh" if value == "zh" else "en"


def chosen() -> Language:
    """The language that was chosen."""
    return _chosen or system_language()


def say(zh: str, en: str) -> str:
    """One of the two, in the language that was chosen."""
    return Text(zh, en).in_(chosen())


def about(name: object, text: Text) -> str:
    """What is said of a file, or of anything else that has a name."""
    return f"{name}{say('：', ': ')}{text.in_(chosen())}"
