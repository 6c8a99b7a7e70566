"""Office files as bytes that depend on nothing but their content: no clock, no temporary file."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from qzqd.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNIX = 3
"""What every entry says it was made on, so that Windows writes the same bytes."""
_PROPERTIES = "docProps/core.xml"
_MADE = regex(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


def sealed(package: bytes, instead: Mapping[str, bytes] | None = None) -> bytes:
    """The same package with the oldest date a zip knows, as Office itself writes, and no word of when it was made.

    instead: the content of parts that are replaced, by name.
    """
    parts = instead or {}
    buffer = BytesIO()
    with ZipFile(BytesIO(package)) as old, ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = parts.get(name) or old.read(name)
            if name == _PROPERTIES:
                content = _MADE.sub(b"", content)
            entry = ZipInfo(name)
            entry.create_system = _UNIX
            new.writestr(entry, content, ZIP_DEFLATED)
    return buffer.getvalue()
