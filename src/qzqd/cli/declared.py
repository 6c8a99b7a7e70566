"""What a command takes, as its annotations declare it: all that `short`, `application` and `completion` go by."""

from __future__ import annotations

from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable


class Argument(NamedTuple):
    """Something that goes by its place."""

    metavar: str
    help: str


class Option(NamedTuple):
    """Something that goes by a name: that of its parameter, where it has no other.

    choices: all there is to choose from, where the type does not say it. least, most: bounds of a number.
    usual: what the help shows as the default; True shows the default itself.
    """

    help: str
    metavar: str | None = None
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    usual: bool | str = True
    name: str = ""
    short: str = ""


class Parameter(NamedTuple):
    """of: the type of one value. many: any number of them may stand there."""

    name: str
    of: Any
    many: bool
    required: bool
    declared: Argument | Option

    @property
    def names(self) -> tuple[str, ...]:
        """How an option is written; () for an argument."""
        long = f"--{self.name.replace('_', '-')}"
        if isinstance(self.declared, Argument):
            return ()
        return (self.declared.name or long, *filter(None, [self.declared.short]))

    @property
    def choices(self) -> tuple[str, ...]:
        """All there is to choose from; () where anything may be written."""
        own = self.declared.choices if isinstance(self.declared, Option) else ()
        return own or (get_args(self.of) if get_origin(self.of) is Literal else ())


class Misused(Exception):
    """A command line that contradicts itself or asks for what is not there; its argument is the message."""


@cache
def parameters(command: Callable[..., Any]) -> tuple[Parameter, ...]:
    """What the command takes, in order."""
    hints = get_type_hints(command, include_extras=True)
    hints.pop("return")
    required = len(hints) - len(command.__defaults__ or ())
    return tuple(
        _parameter(name, hint, number < required) for number, (name, hint) in enumerate(hints.items())
    )


def _parameter(name: str, hint: Any, required: bool) -> Parameter:
    of, declared = get_args(hint)
    if get_origin(of) in (Union, UnionType):
        (of,) = (part for part in get_args(of) if part is not NoneType)
    many = get_origin(of) is list
    return Parameter(name, get_args(of)[0] if many else of, many, required, declared)
