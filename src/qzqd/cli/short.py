"""The short way to a command: what it is given, without typer, where the command line is plainly right.

It knows no option by itself, only what is declared. Whatever is not certain, and all that is wrong, goes the long way.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qzqd.cli.declared import Option, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qzqd.cli.declared import Parameter

_LONGEST_NUMBER = 9


class _Uncertain(Exception):
    """The long way has to say what this means, or what is wrong with it."""


def given(command: Callable[..., int], words: list[str]) -> dict[str, Any] | None:
    """What the command is to be called with for these words; None where the long way has to be gone."""
    declared = parameters(command)
    try:
        found = _found(declared, words)
    except _Uncertain:
        return None
    return None if any(each.required and each.name not in found for each in declared) else found


def _found(declared: Sequence[Parameter], words: list[str]) -> dict[str, Any]:
    options = {name: each for each in declared for name in each.names}
    places = _places([each for each in declared if not isinstance(each.declared, Option)])
    found: dict[str, Any] = {}
    rest = iter(words)
    for word in rest:
        if word.startswith("-"):
            name, equals, value = word.partition("=")
            parameter = options.get(name)
            if parameter is None or (equals and not name.startswith("--")):
                raise _Uncertain
            if parameter.of is bool:
                if equals:
                    raise _Uncertain
                found[parameter.name] = True
                continue
            if not equals:
                value = next(rest, "-")
        else:
            parameter, value = next(places, None), word
            if parameter is None:
                raise _Uncertain
        if parameter.many:
            found.setdefault(parameter.name, []).append(_value(parameter, value))
        else:
            found[parameter.name] = _value(parameter, value)
    return found


def _places(arguments: list[Parameter]) -> Iterator[Parameter]:
    """Which argument the next word is for."""
    for argument in arguments:
        yield argument
        while argument.many:
            yield argument


def _value(parameter: Parameter, word: str) -> Any:
    if word.startswith("-"):
        raise _Uncertain
    if parameter.choices:
        if word not in parameter.choices:
            raise _Uncertain
        return word
    if parameter.of is int:
        return _number(parameter, word)
    if parameter.of not in (str, Path):
        raise _Uncertain
    return parameter.of(word)


def _number(parameter: Parameter, word: str) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) <= _LONGEST_NUMBER):
        raise _Uncertain
    number, declared = int(word), parameter.declared
    if isinstance(declared, Option):
        if declared.least is not None and number < declared.least:
            raise _Uncertain
        if declared.most is not None and number > declared.most:
            raise _Uncertain
    return number
