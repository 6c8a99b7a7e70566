"""Results by content: what has been checked once is not checked again, wherever the file lies."""

from __future__ import annotations

import errno
import json
import sqlite3
import time
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from qzqd.finding import Finding, Span
from qzqd.locale import Text
from qzqd.open.columns import Columns
from qzqd.open.store import seal, unseal
from qzqd.open.summary import Result, Summary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEPT = 100_000


def pack(result: Result) -> bytes:
    """A result as bytes, without the name of the file."""
    findings = [packed_finding(finding) for finding in result.findings]
    summary = result.summary
    body = {"findings": findings, "summary": summary.pack() if summary else None}
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"\n".join((text, summary.columns.packed if summary else b""))


def unpack(packed: bytes, name: str) -> Result:
    """The inverse of `pack`, for a file that findings call `name`."""
    text, _, columns = packed.partition(b"\n")  # the text has no line end of its own
    body: dict[str, Any] = json.loads(text)
    summary = Summary.unpack(body["summary"], name, Columns(columns)) if body["summary"] else None
    return Result([unpacked_finding(entry, name) for entry in body["findings"]], summary)


def packed_finding(finding: Finding) -> dict[str, Any]:
    """A finding as plain data, without the name of the file."""
    packed = asdict(finding)
    del packed["path"]
    return packed


def unpacked_finding(entry: dict[str, Any], name: str) -> Finding:
    """The inverse of `packed_finding`."""
    entry["span"] = Span(**entry["span"])
    entry["target"] = Span(**entry["target"]) if entry["target"] else None
    entry["message"] = Text(*entry["message"])
    entry["help"] = Text(*entry["help"]) if entry["help"] else None
    return Finding(path=name, **entry)


class Cache:
    """One SQLite file. Whatever goes wrong with it costs time, never a result."""

    def __init__(self, place: Path) -> None:
        self._connection: sqlite3.Connection | None = None
        self._grown = False
        try:
            self._connection = _open(place / "results.sqlite")
        except (OSError, sqlite3.Error):
            self.close()

    def empty(self) -> bool:
        """Whether there is nothing to look up."""
        return not self._rows("SELECT 1 FROM results LIMIT 1", ())

    def get(self, key: bytes) -> bytes | None:
        """The packed result kept under a key, if it is still what was kept."""
        rows = self._rows("SELECT value FROM results WHERE key = ?", (key,))
        return unseal(key, rows[0][0]) if rows else None

    def put(self, results: Iterable[tuple[bytes, bytes]]) -> None:
        """Keep packed results under their keys."""
        if self._connection is None:
            return
        with suppress(sqlite3.Error), self._connection:
            now = int(time.time())
            rows = [(key, seal(key, value), now) for key, value in results]
            self._connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", rows)
            self._grown = True

    def close(self) -> None:
        """Let go of the file; of more than a hundred thousand results the oldest go first."""
        if self._connection is not None:
            if self._grown:
                self._prune(self._connection)
            self._connection.close()
            self._connection = None

    def _prune(self, connection: sqlite3.Connection) -> None:
        with suppress(sqlite3.Error), connection:
            connection.execute(
                "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY made DESC LIMIT -1 OFFSET ?)",
                (_KEPT,),
            )

    def _rows(self, query: str, arguments: tuple[bytes, ...]) -> list[tuple[object]]:
        if self._connection is None:
            return []
        try:
            return self._connection.execute(query, arguments).fetchall()
        except sqlite3.Error:
            self.close()
            return []


def _open(path: Path) -> sqlite3.Connection:
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "not a regular file", str(path))  # a pipe would be waited for
    try:
        return _connect(path)
    except sqlite3.OperationalError:  # busy, or not to be written: somebody else's, and sound
        raise
    except sqlite3.DatabaseError:  # not a database any more
        for trace in path.parent.glob(path.name + "*"):
            trace.unlink(missing_ok=True)
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=2)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value BLOB, made INTEGER) WITHOUT ROWID"
        )
        # Pruning goes by age; without this it would read every value there is.
        connection.execute("CREATE INDEX IF NOT EXISTS results_made ON results (made)")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
