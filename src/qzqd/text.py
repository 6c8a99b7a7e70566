"""Words as people compare them: what was probably meant, and which names are the same."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from unicodedata import is_normalized, normalize

from qzqd.locale import Text
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
GLOSS = f"(?<=[一-鿿])[（(][ A-Za-zü]*[{TONES}][ A-Za-zü{TONES}]*[）)]"
"""The reading of a word in brackets behind it, as pages that can be read aloud have it: 产(chǎn)."""
_NOISE = regex(r"[\W_]+")
_USUAL = regex(r"[-\s,.;:()（）〔〕【】《》〈〉“”‘’、。，；：！？·—…]+")
_NUMBER = regex(r"[0-9]+")
_UNWORKED = regex(r"(?s)=[-+@(]*\$?[A-Za-z_'\[].*|#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
COMMA = Text("、", ", ")
"""Between the words of a row."""
CLAUSE = Text("，", ", ")
"""Between what is said of one thing."""
SEMICOLON = Text("；", "; ")
"""Between two things that are said."""
_ALIKE = 60
_WORDS = 20
_SHOWN = 8


def fits(pattern: str, text: str) -> bool:
    """Whether a text that can be shown has the pattern of a schema; to Python, $ also stands before a last break."""
    return text.isprintable() and re.search(pattern, text) is not None


_KEPT = regex(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])?(?:\.|$)")


def file_stem(name: str) -> str:
    """What a file may be called after an id: none is hidden, and Windows keeps none for itself."""
    return f"_{name}" if _KEPT.match(name) else name


@lru_cache(maxsize=4_000)  # several rules ask it of every name of a list
def normalised(name: str) -> str:
    """A name without spaces, punctuation and the difference of full and half width.

    A name that is nothing else stands as it is.
    """
    kept = name if name.isalnum() else _USUAL.sub("", name)
    if kept.isalnum() and is_normalized("NFKC", kept):
        return kept
    return _NOISE.sub("", normalize("NFKC", name)) or name


def all_normalised(names: Sequence[str]) -> list[str]:
    """Each of them `normalised`; most are nothing but letters and digits, which shows of all at once."""
    if is_normalized("NFKC", "".join(filter(str.isalnum, names))):
        return [name if name.isalnum() else normalised(name) for name in names]
    return [*map(normalised, names)]


def all_distinct(names: Sequence[str]) -> bool:
    """Whether no two names are the same when `normalised`."""
    return len({*all_normalised(names)}) == len(names)


def repeats(words: Sequence[str]) -> list[int]:
    """Where a word stands that stands before, too."""
    first: dict[str, int] = {}
    return [at for at, word in enumerate(words) if first.setdefault(word, at) != at]


def line_feeds(text: str) -> str:
    """The text with one kind of line break, whichever it had."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unworked(text: str) -> bool:
    """Whether it is a formula of a spreadsheet in the place of its result, or the error that was its result."""
    return text[:1] in ("=", "#") and _UNWORKED.fullmatch(text) is not None


def suggest(word: str, options: Iterable[str]) -> str | None:
    """The option that `word` is probably a slip for; None where none is near enough."""
    return _nearest(word, sorted(options))


class Guesses:
    """`suggest` for one word after another; only for the first 20 different ones, as slips are few and lists long."""

    def __init__(self, options: Collection[str]) -> None:
        self._options = options
        self._ordered: list[str] | None = None
        self._known: dict[str, str | None] = {}

    def of(self, word: str) -> str | None:
        """The option that `word` is probably a slip for."""
        if word not in self._known and len(self._known) < _WORDS:
            if self._ordered is None:
                self._ordered = sorted(self._options)
            self._known[word] = _nearest(word, self._ordered)
        return self._known.get(word)


def suggestions(words: Iterable[str], options: Collection[str]) -> dict[str, str]:
    """The guesses for several words at once."""
    guesses = Guesses(options)
    return {word: guess for word in words if (guess := guesses.of(word)) is not None}


def did_you_mean(guess: str | None, otherwise: Text) -> Text:
    """The question whether `guess` was meant; without a guess, the other advice."""
    return Text(f"是否想写 {guess}？", f"did you mean {guess}?") if guess else otherwise


def listed(words: Sequence[str | Text]) -> Text:
    """The words in a row; of many, the first 8 and how many there are."""
    shown = COMMA.join(Text(word, word) if isinstance(word, str) else word for word in words[:_SHOWN])
    number = len(words)
    if number <= _SHOWN:
        return shown
    return Text(f"{shown.zh} 等 {number} 个", f"{shown.en} and {number - _SHOWN} more")


def _nearest(word: str, options: Sequence[str]) -> str | None:
    """Numbers are not slips for one another: JD-003 never suggests JD-004, but JD-03 suggests JD-003."""
    from rapidfuzz import fuzz, process

    alike = process.extract(
        word, options, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE, limit=_WORDS
    )
    return next(
        (option for option, _, _ in alike if _numbers(option) == _numbers(word) and _few_slips(word, option)),
        None,
    )


def _few_slips(word: str, option: str) -> bool:
    """At most one character in three is another: 古南街道 shares most with 南市街道, and is no slip for it.

    What is left out in front or behind, as in 市民政局 for 十堰市民政局, counts for nothing.
    """
    from rapidfuzz.distance import OSA

    if word in option or option in word:
        return True
    return OSA.distance(word.casefold(), option.casefold()) <= max(1, len(word) // 3)


def _numbers(text: str) -> list[str]:
    return [number.lstrip("0") for number in _NUMBER.findall(text)]


def canonical_json(data: Any) -> str:
    """The data as one text, whatever the order of keys: 1, 1.0 and true are equal to Python, and not to a reader."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
