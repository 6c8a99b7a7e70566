"""The answers of commands in every format: what they say, to whom. `qzqd.formats` lists which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qzqd.cover.coverage import By
    from qzqd.locale import Language, Text


class Page(NamedTuple):
    """What a report is written on. Only text for a terminal minds colour and width, in cells.

    whole: whether no finding is left out, as in a file. by: what coverage counts apart. place: what a platform that
    shows the report calls a file. places, here: the pages of the site that an HTML page belongs to, and which of them
    it is under.
    """

    language: Language
    colour: bool = False
    width: int = 80
    whole: bool = False
    by: By = "unit"
    place: Callable[[str], str] = str
    places: Sequence[tuple[str, Text]] = ()
    here: str = ""
