"""A workspace to a folder that a browser opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.site import data
from qzqd.site.downloads import DOWNLOADS
from qzqd.site.facts import Facts
from qzqd.site.folder import Folder
from qzqd.site.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path

    from qzqd.locale import Language
    from qzqd.site.content import Content


def build(content: Content, place: Path, language: Language) -> Folder:
    """Write the site; the same content gives the same bytes. Raises Foreign where other files lie, OSError."""
    folder, facts = Folder(place), Facts(content, language)
    folder.open()
    folder.put(data.SEARCH, data.searchable(content, facts))
    for name, text in data.chunks(content, facts):
        folder.put(name, text)
    for name, text in Pages(content, facts, language, DOWNLOADS).all():
        folder.put(name, text)
    for listed in content.lists:
        for download in DOWNLOADS:
            folder.put(download.name(listed), download.make(listed, facts))
    folder.close()
    return folder
