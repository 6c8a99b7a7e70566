"""A list in every format that it goes out in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.locale import Language
    from qzqd.office.listed import Listed
    from qzqd.office.published.table import Table

_WHOLE = "json"
"""The format that has every field."""
_FLAT = "csv"
"""The format that has one table, without anything around it."""


def content(lists: Sequence[Listed], format: str, language: Language, *, edit: bool = False) -> bytes:
    """A file with these lists. Raises Missing."""
    if edit:
        from qzqd.office.editing import book

        return book.made(lists, language)
    if format == "xlsx":
        from qzqd.office.published import xlsx

        return xlsx.made(_tables(lists, language))
    if format == "docx":
        from qzqd.office.published import docx

        return docx.made(_tables(lists, language))
    return text(lists, format, language).encode("utf-8", "replace")


def text(lists: Sequence[Listed], format: str, language: Language) -> str:
    """The same for formats that are text."""
    from qzqd.office.published import texts

    if format == _WHOLE:
        return texts.json_text(lists)
    return texts.RENDERED[format](_tables(lists, language, flat=format == _FLAT))


def left_out(lists: Sequence[Listed], format: str, language: Language) -> list[str]:
    """Titles of the fields that hold something and are not in the published tables."""
    tables = [] if format == _WHOLE else _tables(lists, language)
    return list(dict.fromkeys(title for table in tables for title in table.left_out))


def _tables(lists: Sequence[Listed], language: Language, *, flat: bool = False) -> list[Table]:
    from qzqd.office.published.table import tables

    return [table for each in lists for table in tables(each, language, flat=flat)]
