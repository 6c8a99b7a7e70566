"""Files, each reduced to what coverage needs of it; cached and shared out as checking is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qzqd import kinds
from qzqd.cover.row import AdoptionRow
from qzqd.finding import Finding
from qzqd.kinds import text_at
from qzqd.kinds.traits import Archetype, archetype
from qzqd.open import pool
from qzqd.open.catalogue import Catalogue
from qzqd.open.findings import refusal
from qzqd.open.opened import Opener, closed
from qzqd.open.summary import IgnoreNote, Summary
from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qzqd.read.config import Config
    from qzqd.read.problem import Refused
    from qzqd.read.side import SideFile
    from qzqd.read.workspace import Workspace


@dataclass(slots=True)
class FileDigest:
    """One file: the row of an adoption, or the whole of another list, or what is wrong with it.

    An adoption that is not in force has no row; what is left of it is its header. unread: the list and the unit of an
    adoption that cannot be read, and its file. about: id and kind of a sound catalogue.

    summary: only so much of it as says what the file ignores; None where that is nothing.
    """

    row: AdoptionRow | None = None
    loaded: Catalogue | None = None
    summary: Summary | None = None
    findings: list[Finding] = field(default_factory=list)
    unread: tuple[str, str, str] | None = None
    about: tuple[str, str] | None = None


def workspace(space: Workspace, jobs: int, *, use_cache: bool, scheduler: str = "") -> Iterator[FileDigest]:
    """Every file of a workspace, registers included, in no certain order; `jobs` and `scheduler` as `open.pool` has them."""
    entries = list({entry.real: entry for entry in (*space.entries, *space.registers)}.values())
    worker = _Worker(space.config)
    with pool.cache_for(worker, entries, [b"coverage"], use_cache=use_cache) as cache:
        yield from pool.answers(worker, entries, cache, jobs, scheduler)


def documents(files: Iterable[SideFile], config: Config) -> Iterator[FileDigest]:
    """The same of files that are at hand already, such as those of a revision."""
    worker = _Worker(config)
    for file in files:
        if file.refused is not None:
            yield worker.refuse(file.refused, file.path)
        else:
            yield worker.work(file.data, file.path)


class _Worker(pool.Worker[FileDigest]):
    def __init__(self, config: Config) -> None:
        self.config = config
        self._opener = Opener(config)

    def work(self, data: bytes, name: str) -> FileDigest:
        file = self._opener.open(data, name)
        if isinstance(file, Finding) or file.findings:
            unread = _whose(None if isinstance(file, Finding) else file.data, data)
            return FileDigest(findings=closed(file), unread=unread and (*unread, name))
        header = file.tree.data
        kind = archetype(header["kind"])
        about = header["id"], header["kind"]
        if kind is Archetype.LAWS:  # large, and coverage holds nothing against it
            return FileDigest(about=about)
        notes = tuple(file.ignores())
        summary = Summary(path=name, id=header["id"], ignores=notes) if notes else None
        loaded = Catalogue(header, header.pop("items"), self.config.today, name)
        if kind is Archetype.ADOPTION:
            if loaded.state == "in force":
                return FileDigest(AdoptionRow.of(loaded), None, summary, about=about)
            loaded = Catalogue(header, [], self.config.today, name)
        return FileDigest(None, loaded, summary, about=about)

    def refuse(self, refused: Refused, name: str) -> FileDigest:
        return FileDigest(findings=[refusal(refused, name, b"", self.config)])

    def pack(self, answer: FileDigest) -> bytes:
        from qzqd.open.cache import packed_finding

        body: dict[str, Any] = {
            "row": answer.row.pack() if answer.row else None,
            "list": [answer.loaded.header, answer.loaded.items] if answer.loaded else None,
            "ignores": [answer.summary.id, answer.summary.ignores] if answer.summary else None,
            "about": answer.about,
            "unread": answer.unread and answer.unread[:2],
            "findings": [packed_finding(finding) for finding in answer.findings],
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    def unpack(self, packed: bytes, name: str) -> FileDigest:
        from qzqd.open.cache import unpacked_finding

        body: dict[str, Any] = json.loads(packed)
        row = AdoptionRow.unpack(body["row"], name) if body["row"] else None
        loaded, summary = None, None
        if body["list"]:
            header, items = body["list"]
            loaded = Catalogue(header, items, self.config.today, name)
        if body["ignores"]:
            key, notes = body["ignores"]
            summary = Summary(path=name, id=key, ignores=tuple(IgnoreNote(*note) for note in notes))
        findings = [unpacked_finding(entry, name) for entry in body["findings"]]
        unread = (*body["unread"], name) if body["unread"] else None
        about = tuple(body["about"]) if body["about"] else None
        return FileDigest(row, loaded, summary, findings, unread, about)


_KIND = regex(r"^kind: *[\"']?([a-z-]+)", re.MULTILINE)
_LIST = regex(r"\bcatalogue: *[\"']?([\w./-]+)")
_UNIT = regex(r"\bcode: *[\"']?([0-9]{6,12})\b")
_HEAD = 10_000
"""The head of a list is no longer than that."""


def _whose(data: Any, raw: bytes) -> tuple[str, str] | None:
    """The list and the code of the unit that an unreadable file is about; None where it is no adoption or does not tell.

    data: what could be read of it, if anything; else its head is searched for both.
    """
    if isinstance(data, dict):
        kind, key = text_at(data, "kind"), text_at(data.get("upstream"), "catalogue")
        code = text_at(data.get("jurisdiction"), "code")
    else:
        head = raw[:_HEAD].decode("utf-8", "replace")
        kind, key, code = (_found(pattern, head) for pattern in (_KIND, _LIST, _UNIT))
    if kind not in kinds.names() or archetype(str(kind)) is not Archetype.ADOPTION or not key or not code:
        return None
    return key, code


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1] if found else None
