"""Data of which some fields are wrong, so that everything else can still be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qzqd.finding import DataPath
    from qzqd.open.catalogue import Item
    from qzqd.read.problem import Problem


class Unsound(LookupError):
    """A field was asked for that is wrong in this place. of_header: it is one of the header."""

    def __init__(self, field: str, *, of_header: bool) -> None:
        super().__init__(field)
        self.field = field
        self.of_header = of_header


class Partial(dict[str, Any]):
    """A mapping without its wrong fields. To ask for one of these raises Unsound: it is neither there nor missing.

    Whoever goes through all fields sees the sound ones.
    """

    __slots__ = ("of_header", "unsound")

    def __init__(self, sound: dict[str, Any], unsound: frozenset[str], *, of_header: bool) -> None:
        super().__init__(sound)
        self.unsound = unsound
        self.of_header = of_header

    def _ask(self, field: object) -> None:
        if field in self.unsound:
            raise Unsound(str(field), of_header=self.of_header)

    def __getitem__(self, field: str) -> Any:
        self._ask(field)
        return super().__getitem__(field)

    def __contains__(self, field: object) -> bool:
        self._ask(field)
        return super().__contains__(field)

    def get(self, field: str, default: Any = None) -> Any:
        self._ask(field)
        return super().get(field, default)


class SoundParts(NamedTuple):
    """What is left of a catalogue. items: with their positions; doubtful: by position the names of wrong fields.

    lost: the positions of items of which nothing is left. whole: nothing is wrong.
    """

    header: dict[str, Any]
    items: list[tuple[int, Item]]
    doubtful: dict[int, frozenset[str]]
    lost: frozenset[int]
    whole: bool


def unsound_paths(problem: Problem) -> list[DataPath]:
    """The places that a structural fault makes unsound; the empty path is everything."""
    holder = problem.path[:-1] if problem.at == "key" else problem.path
    paths = [(*holder, field) for field in problem.unsure]
    return [*paths, problem.path] if problem.at == "key" or not paths else paths


def sound_parts(data: dict[str, Any], unsound: Iterable[DataPath]) -> SoundParts | None:
    """The data without what is unsound; None where no items are left to look at."""
    unsound = list(unsound)
    by_item: dict[int, set[DataPath]] = {}
    of_header: set[DataPath] = set()
    for path in unsound:
        if path[:1] == ("items",) and len(path) > 1 and isinstance(path[1], int):
            by_item.setdefault(path[1], set()).add(path[2:])
        else:
            of_header.add(path)
    if () in of_header or ("items",) in of_header or "items" not in data:
        return None
    header = {key: value for key, value in data.items() if key != "items"}
    if of_header:
        header = _sound(header, of_header, of_header=True)
    if not by_item:
        return SoundParts(header, list(enumerate(data["items"])), {}, frozenset(), not unsound)
    items: list[tuple[int, Item]] = []
    lost: set[int] = set()
    for index, item in enumerate(data["items"]):
        if index in by_item:
            item = _sound(item, by_item[index], of_header=False)
        if item is None:
            lost.add(index)
        else:
            items.append((index, item))
    doubtful = {index: frozenset(_fields(paths)) for index, paths in by_item.items() if index not in lost}
    return SoundParts(header, items, doubtful, frozenset(lost), not unsound)


def _sound(value: Any, unsound: set[DataPath], *, of_header: bool) -> Any:
    """What is left of a value; None for nothing: of a list all or nothing is, so that places stay what they are."""
    if () in unsound or not isinstance(value, dict | list):
        return None
    below: dict[str | int, set[DataPath]] = {}
    for first, *rest in unsound:
        below.setdefault(first, set()).add(tuple(rest))
    if isinstance(value, list):
        left = {int(at): _sound(value[int(at)], paths, of_header=of_header) for at, paths in below.items()}
        if None in left.values():
            return None
        return [left.get(at, entry) for at, entry in enumerate(value)]
    kept, wrong = dict(value), set[str]()
    for key, paths in below.items():
        entry = _sound(value.get(key), paths, of_header=of_header)
        if entry is None:
            kept.pop(str(key), None)
            wrong.add(str(key))
        else:
            kept[str(key)] = entry
    return Partial(kept, frozenset(wrong), of_header=of_header) if wrong else kept


def _fields(paths: Iterable[DataPath]) -> set[str]:
    return {step for path in paths for step in path if isinstance(step, str)}


def unguarded(holder: dict[str, Any]) -> dict[str, Any]:
    """The sound fields of a mapping, of which any may be asked for."""
    return dict(holder) if isinstance(holder, Partial) else holder


def sound_fields(holder: dict[str, Any]) -> dict[str, Any]:
    """The fields of a mapping in which nothing is wrong, of which any may be asked for."""
    return {key: value for key, value in holder.items() if not _is_partial(value)}


def _is_partial(value: Any) -> bool:
    if isinstance(value, dict):
        return isinstance(value, Partial) or any(map(_is_partial, value.values()))
    return isinstance(value, list) and any(map(_is_partial, value))
