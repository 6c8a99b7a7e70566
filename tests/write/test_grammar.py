"""The pattern of the canonical form against `canonical.format`, which is the judge: no list is canonical that it would change."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

from fuzz.mutations import WORDS
from qzqd.read import source
from qzqd.read.problem import Refused
from qzqd.write import canonical, grammar

BUNDLED = Path(__file__).parents[2] / "catalogues"
_CHOSEN = (
    "hubei/street-powers.yaml",
    "published/hunan.yaml",
    "shiyan/adoption/sanguandian.yaml",
    "registers/units.yaml",
)
_VALUE = re.compile(r"(?<=: ).+$|(?<=- ).+$")
_WORD = re.compile(r"(?<=[\[{ ,:])[^\[\]{},:\s]+(?=[,\]}]|$)")
_SLIPS = [
    *('"{}"', "'{}'", "{} ", " {}", "{} # 注", "{}  # 注", "{} #", "[{}]", "{{甲: {}}}", "{}: 乙", "{}:", ":{}", "#{}", "{}，乙", "，{}", "1，{}", "{}\n"),
    *("{0} {0}", "{0}  {0}", "甲　{}", "甲\xa0{}", "{}：", "a：{}", "- {}", "|\n  {}", "{}\\n", '"{}\\n"', '"{}：甲"', "{0}、{0}、{0}" * 6),
    *("1.10", "1.5", "-3", "01", "1e5", "2026-03-01 09:00", "12:30", "5年内", "yes甲", "Null", "on", "n", '"甲"', '"1"', '"甲: 乙"', "🏛️", "\U000e0100甲"),
]  # fmt: skip


def _stands(text: str) -> bool:
    """Whether the pattern says that it is canonical; then it is."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        source.check(data)
    except Refused:
        return False
    certain = grammar.is_canonical(data, grammar.kind_of(data))
    assert not certain or canonical.format(data) == data, text
    return certain


def _short(path: Path) -> str:
    """The head of a list with its first items, in canonical form and without comments between."""
    lines = [line for line in path.read_text("utf-8").splitlines(True) if not line.lstrip().startswith("#")]
    starts = [number for number, line in enumerate(lines) if line.startswith("  - id:")]
    return canonical.format("".join(lines[: [*starts, len(lines)][min(4, len(starts))]]).encode()).decode()


def _mutated(random: Random, text: str) -> str:
    lines = text.splitlines()
    at = random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            lines[at] = lines[at][random.choice((1, 2)) :] if random.random() < 0.5 else f"  {lines[at]}"
        case 1:
            other = random.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        case 2:
            lines.insert(at, random.choice(("", "# 注", "  # 注", lines[at], "--- ", "...")))
        case 3:
            lines[at] = _VALUE.sub(lambda value: _slip(random, value[0]), lines[at])
        case _:
            words = [*_WORD.finditer(lines[at])]
            if words:
                word = random.choice(words)
                lines[at] = lines[at][: word.start()] + _slip(random, word[0]) + lines[at][word.end() :]
    return "\n".join(lines) + random.choice(("\n",) * 9 + ("", "\n\n", "\r\n"))


def _slip(random: Random, value: str) -> str:
    return random.choice(_SLIPS).format(value) if random.random() < 0.7 else random.choice(WORDS)


def test_what_matches_the_pattern_is_not_changed_by_formatting() -> None:
    random = Random(17)
    for name in _CHOSEN:
        text = _short(BUNDLED / name)
        assert _stands(text), name
        found = [_stands(_mutated(random, text)) for _ in range(400)]
        assert 15 < sum(found) < 385


def test_no_slip_of_a_word_in_brackets_or_of_a_value_passes_the_pattern() -> None:
    text = _short(BUNDLED / _CHOSEN[0])
    for found in (_WORD.search(text, text.index("{")), _VALUE.search(text, text.index("title:"))):
        assert found
        forms = [slip.format(found[0]) for slip in _SLIPS] + WORDS
        stand = [_stands(text[: found.start()] + form + text[found.end() :]) for form in forms]
        assert 0 < sum(stand) < len(stand)
    for bracket, slip in (("{", "{, "), ("}", ", }"), ("[", "[, "), ("]", ", ]"), (", ", ", , ")):
        assert not _stands(text.replace(bracket, slip, 1))


def test_most_bundled_lists_are_known_to_be_canonical_without_being_read() -> None:
    """Those of the kinds whose patterns are made already: making one costs more than the lists are worth."""
    kinds = {f"kind: {grammar.kind_of((BUNDLED / name).read_bytes())}\n" for name in _CHOSEN}
    texts = [
        text
        for path in sorted(BUNDLED.rglob("*.yaml"))
        if any(kind in (text := path.read_text("utf-8")) for kind in kinds)
    ]
    assert sum(map(_stands, texts)) >= 0.7 * len(texts)


def test_a_list_of_no_known_kind_is_never_certain() -> None:
    assert not _stands("kind: 无\nitems: []\n")
    assert not _stands("")
    assert not _stands("kind: street-powers\nkind: street-powers\n")
