"""Words in both languages. A `Text` is always complete: there is no half-translated message."""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


class Text(NamedTuple):
    """One message in Chinese and in English."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


def system_language() -> Language:
    """The language the environment asks for (LC_ALL, LC_MESSAGES, LANG, in that order); Chinese by default.

    The C and POSIX locales name no language, so they leave the default standing.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "").partition(".")[0].lower()
        if value and value not in ("c", "posix"):
            return "zh" if value.startswith("zh") else "en"
    return "zh"
