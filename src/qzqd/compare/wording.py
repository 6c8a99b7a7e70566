"""Where two texts differ, in legal tokens: a title, an article, an amount or a date never changes by half."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHINESE = "〇零一二两三四五六七八九十百千"
_NUMERAL = f"[0-9{_CHINESE}]"
_UNIT = "元|日|天|个?工作日|个?月|周|年|个?小时|分钟|倍|平方米|立方米|平方公里|公里|米|亩|公斤|千克|吨"
_NUMBER = r"[0-9]{1,15}(?:,[0-9]{3}){0,5}(?:\.[0-9]{1,9})?(?![A-Za-z0-9])"
_TOKEN = regex(
    "《(?:[^《》]|《[^《》]*+》)++》"
    rf"|第[（(]?{_NUMERAL}{{1,9}}[）)]?[条款项目](?:之{_NUMERAL}{{1,3}})?"
    r"|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![A-Za-z0-9])"
    rf"|[0-9〇零一二三四五六七八九]{{4}}年(?:{_NUMERAL}{{1,3}}月(?:{_NUMERAL}{{1,3}}日)?)?"
    rf"|{_NUMERAL}{{1,3}}月{_NUMERAL}{{1,3}}日"
    rf"|[百千]分之{_NUMERAL}{{1,9}}(?:点{_NUMERAL}{{1,9}})?"
    rf"|{_NUMBER}[十百千]?[万亿]?(?:{_UNIT}|[%％‰])?"
    rf"|[{_CHINESE}万亿]{{1,15}}(?:{_UNIT})"
    "|[A-Za-z0-9]+|.",
    re.DOTALL,
)

_MOST = 20_000
"""Tokens between the first and the last difference. Time grows with their square: beyond, all of it differs."""

_ISLAND = 2
_SHARED = 4
"""Texts of which the shorter shares less than one token in so many are two, not one that was edited."""


class WordingPiece(NamedTuple):
    """A stretch of text that both have (`same`), or only the older (`old`) or the newer (`new`) one."""

    kind: Literal["same", "old", "new"]
    text: str


class _TokenRun(NamedTuple):
    """Tokens of both texts at one place; `same` where they are equal."""

    old: Sequence[str]
    new: Sequence[str]
    same: bool = False


def tokens(text: str) -> list[str]:
    """The text in pieces that only change as a whole; joined, they are the text."""
    return _TOKEN.findall(text)


def differences(old: str, new: str) -> list[WordingPiece]:
    """The pieces of both texts in order, what was before what is.

    Without the `new` ones they are `old`, without the `old` ones `new`.
    """
    was, now = tokens(old), tokens(new)
    runs = _joined(_runs(was, now))
    kept = sum(len(run.old) for run in runs if run.same)
    if kept * _SHARED < min(len(was), len(now)):
        runs = [_TokenRun(was, now)]
    return [piece for run in runs for piece in _pieces(run)]


def _pieces(run: _TokenRun) -> Iterator[WordingPiece]:
    was, now = "".join(run.old), "".join(run.new)
    if run.same:
        yield WordingPiece("same", was)
        return
    if was:
        yield WordingPiece("old", was)
    if now:
        yield WordingPiece("new", now)


def _runs(old: list[str], new: list[str]) -> Iterator[_TokenRun]:
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    was, now = old[head : len(old) - tail], new[head : len(new) - tail]
    yield _TokenRun(old[:head], new[:head], same=True)
    yield from _between(was, now)
    yield _TokenRun(old[len(old) - tail :], new[len(new) - tail :], same=True)


def _between(old: list[str], new: list[str]) -> Iterator[_TokenRun]:
    if not old or not new or max(len(old), len(new)) > _MOST:
        yield _TokenRun(old, new)
        return
    # Divides and conquers, so memory stays linear; difflib's needs minutes for what repeats itself.
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes(old, new):
        was, now = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        yield _TokenRun(was, now, step.tag == "equal")


def _shared(one: list[str], other: list[str]) -> int:
    """How many tokens both begin with."""
    return next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _joined(runs: Iterator[_TokenRun]) -> list[_TokenRun]:
    """Neighbouring changes as one, with the islands of a character or two between them."""
    kept: list[_TokenRun] = []
    for run in runs:
        if not run.old and not run.new:
            continue
        if not run.same and len(kept) > 1 and _is_island(kept[-1], kept[-2], run):
            island, before = kept.pop(), kept.pop()
            run = _TokenRun([*before.old, *island.old, *run.old], [*before.new, *island.new, *run.new])
        elif kept and kept[-1].same == run.same:
            before = kept.pop()
            run = _TokenRun([*before.old, *run.old], [*before.new, *run.new], run.same)
        kept.append(run)
    return kept


def _is_island(between: _TokenRun, before: _TokenRun, after: _TokenRun) -> bool:
    """Too little to stand between two changes: loose characters, no more than either change holds."""
    return (
        between.same
        and not before.same
        and len(between.old) <= _ISLAND
        and all(len(token) == 1 for token in between.old)
        and len(between.old) <= min(_size(before), _size(after))
    )


def _size(run: _TokenRun) -> int:
    return max(len(run.old), len(run.new))
