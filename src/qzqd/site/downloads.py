"""The files in which a list can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qzqd.report.paper.jsontext import dump
from qzqd.report.paper.safe import safe_lines
from qzqd.report.paper.spreadsheet import code, sheet
from qzqd.site.names import stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qzqd.site.content import Listed
    from qzqd.site.facts import Facts


class Download(NamedTuple):
    """One format: what people call it, how its files end, and how they are made."""

    label: str
    ending: str
    make: Callable[[Listed, Facts], str | bytes]

    def name(self, listed: Listed) -> str:
        """The file of a list."""
        return f"download/{stem(listed.id)}.{self.ending}"


def _json(listed: Listed, _facts: Facts) -> str:
    """The data of the list as they are, for programs."""
    # What would deceive a reader is not escaped in JSON but shown, as in every other output.
    return safe_lines(dump({**listed.catalogue.header, "items": listed.catalogue.items}, 2))


def _csv(listed: Listed, facts: Facts) -> str:
    """A row for every item, under the titles of the fields, as spreadsheets open it without changing codes."""
    return sheet(_rows(listed, facts))


def _rows(listed: Listed, facts: Facts) -> Iterator[list[str]]:
    teller = facts.teller(listed.traits)
    names = [name for name in teller.titles if any(name in item for item in listed.catalogue.items)]
    yield [teller.titles[name] for name in names]
    for item in listed.catalogue.items:
        yield [code(teller.told(name, item)) for name in names]


DOWNLOADS = (Download("CSV", "csv", _csv), Download("JSON", "json", _json))
