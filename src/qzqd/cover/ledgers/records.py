"""The tables that lie beside ledgers, taken in as if their records were written in the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qzqd.cover.unplaced import UnplacedFinding
from qzqd.open.opened import Opener

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.cover.reading import FileDigest
    from qzqd.open.catalogue import Catalogue
    from qzqd.open.records import Records
    from qzqd.read.workspace import Workspace


class Tables:
    """known: by the path of a ledger, the records of the table beside it. They tell where a record stands.

    unplaced: what nobody sees of a table.
    """

    def __init__(self, space: Workspace) -> None:
        self.known: dict[str, Records] = {}
        self.unplaced: list[UnplacedFinding] = []
        self._entries = {entry.name: entry for entry in (*space.entries, *space.registers)}
        self._opener = Opener(space.config)

    def joined(self, reduced: Iterable[FileDigest]) -> Iterator[FileDigest]:
        """Every file, ledgers with the records of their tables; what is wrong with a table in place of its ledger."""
        for each in reduced:
            loaded = each.loaded
            yield self._join(each, loaded) if loaded is not None and "records" in loaded.header else each

    def _join(self, reduced: FileDigest, ledger: Catalogue) -> FileDigest:
        from qzqd.open.records import Records, read_records

        records = read_records(
            self._entries[ledger.path], {**ledger.header, "items": ledger.items}, self._opener
        )
        if not isinstance(records, Records):
            return replace(reduced, loaded=None, findings=[records])
        if wrong := records.reported() or list(records.repeated()):
            return replace(reduced, loaded=None, findings=wrong)
        self.known[ledger.path] = records
        self.unplaced += (
            UnplacedFinding(
                each.code, ledger.path, "", "records", each.message, each.help or each.message, each.value
            )
            for each in records.remarks
        )
        summary = reduced.summary and replace(reduced.summary, records=str(ledger.header["records"]))
        loaded = replace(ledger, items=[*ledger.items, *records.items])
        return replace(reduced, summary=summary, loaded=loaded)
