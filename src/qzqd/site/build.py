"""A workspace to a folder that a browser opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.site import data
from qzqd.site.downloads import Downloads
from qzqd.site.facts import Facts
from qzqd.site.folder import Folder
from qzqd.site.pages import Pages
from qzqd.site.words import without_workbooks

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.locale import Language
    from qzqd.site.content import Content


def build(content: Content, place: Path, language: Language, *, use_cache: bool) -> Folder:
    """Write the site; the same content gives the same bytes. Raises Foreign where other files lie, OSError."""
    facts = Facts(content, language)
    with Folder(place) as folder:
        folder.put(data.SEARCH, data.searchable(content, facts))
        for name, text in data.chunks(content, facts):
            folder.put(name, text)
        downloads = Downloads(content, language, use_cache=use_cache)
        for name, made in downloads.files():
            folder.put(name, made)
        if downloads.missing:
            content.notes.append(without_workbooks(downloads.missing))
        for name, whole in Pages(content, facts, language, downloads.offered).all():
            folder.put(name, whole)
    return folder
