"""The files in which a list can be taken away: what `qzqd export` makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office import OfficeMissing
from qzqd.office.listed import ExportedList
from qzqd.office.published import contract, csv, xlsx
from qzqd.office.published.table import published_tables
from qzqd.open.opened import Opener
from qzqd.report import Page
from qzqd.site.names import download_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.locale import Language
    from qzqd.site.content import Content

_FORMATS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
"""With what people call them."""


class Downloads:
    """offered: of each list, what a file is called by people, and where it lies.

    missing: why there are no workbooks; None where there are.
    """

    def __init__(self, content: Content, language: Language) -> None:
        self.offered: dict[str, list[tuple[str, str]]] = {}
        self.missing: OfficeMissing | None = None
        self._content, self._language = content, language

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file: its name and what it holds."""
        opener = Opener(self._content.config)
        for listed in self._content.lists:
            whole = {**listed.catalogue.header, "items": listed.catalogue.items}
            outgoing = ExportedList(whole, opener.schema(listed.catalogue.kind).body)
            for format, label in _FORMATS.items():
                try:
                    made = self._made(outgoing, format)
                except OfficeMissing as missing:
                    self.missing = missing
                    continue
                name = download_file(listed.id, format)
                self.offered.setdefault(listed.id, []).append((label, name))
                yield name, made

    def _made(self, outgoing: ExportedList, format: str) -> bytes:
        """Raises OfficeMissing."""
        if format == "xlsx":
            return xlsx.made([*published_tables([outgoing], self._language)])
        text: str = (csv if format == "csv" else contract).render([outgoing], Page(self._language))
        return text.encode("utf-8", "replace")
