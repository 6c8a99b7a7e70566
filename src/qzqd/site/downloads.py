"""The files in which a list can be taken away: what `qzqd export` makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.office import OfficeMissing
from qzqd.office.listed import ExportedList
from qzqd.office.published import contract, csv, xlsx
from qzqd.office.published.table import published_tables
from qzqd.open import store
from qzqd.open.cache import Cache
from qzqd.open.opened import Opener
from qzqd.report import Page
from qzqd.site.names import download_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.locale import Language
    from qzqd.site.content import Content

_WORTH_KEEPING = 100
"""Items; fewer take no longer than looking them up."""
_FORMATS = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}
"""With what people call them."""


class Downloads:
    """offered: of each list, what a file is called by people, and where it lies.

    missing: why there are no workbooks; None where there are.
    """

    def __init__(self, content: Content, language: Language, *, use_cache: bool) -> None:
        self.offered: dict[str, list[tuple[str, str]]] = {}
        self.missing: OfficeMissing | None = None
        self._content, self._language = content, language
        self._kept = _Kept(content, language, use_cache=use_cache)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file: its name and what it holds."""
        opener = Opener(self._content.config)
        try:
            yield from self._files(opener)
        finally:
            self._kept.close()

    def _files(self, opener: Opener) -> Iterator[tuple[str, bytes]]:
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
            return self._kept.workbook(outgoing)
        text: str = (csv if format == "csv" else contract).render([outgoing], Page(self._language))
        return text.encode("utf-8", "replace")


class _Kept:
    """Workbooks of a run before: of a list that is printed the same none is made again, on whatever day."""

    def __init__(self, content: Content, language: Language, *, use_cache: bool) -> None:
        place = store.folder() if use_cache and content.size >= _WORTH_KEEPING else None
        self._language = language
        self._cache = Cache(place) if place else None
        self._context = store.program() + b"workbook"

    def workbook(self, outgoing: ExportedList) -> bytes:
        """The workbook of a list. Raises OfficeMissing."""
        tables = [*published_tables([outgoing], self._language)]
        if self._cache is None:
            return xlsx.made(tables)
        key = store.key(self._context, repr(tables).encode("utf-8", "surrogatepass"))
        known = self._cache.get(key)
        if known is None:
            known = xlsx.made(tables)
            self._cache.put([(key, known)])
        return known

    def close(self) -> None:
        """Let go of what is kept."""
        if self._cache is not None:
            self._cache.close()
