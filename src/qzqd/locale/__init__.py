"""Words in both languages. A `Text` is always complete: there is no half-translated message."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Text(NamedTuple):
    """One message in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def join(self, texts: Iterable[Text]) -> Text:
        """The texts with this one between them, as `str.join` has it."""
        parts = [*texts]
        return Text(self.zh.join(part.zh for part in parts), self.en.join(part.en for part in parts))


def system_language() -> Language:
    """The language the environment asks for (LC_ALL, LC_MESSAGES, LANG, in that order); Chinese by default.

    The C and POSIX locales name no language, so they leave the default standing.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").partition(".")[0].lower()
        if value and value not in ("c", "posix"):
            return "zh" if value.startswith("zh") else "en"
    return "zh"
