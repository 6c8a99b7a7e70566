"""What files of the site are called: ASCII in lower case, so that every file system, archive and URL keeps them apart."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from qzqd.regex import regex

_PLAIN = regex("[a-z0-9][a-z0-9._/-]*")
_OURS = regex(
    r"site\.(?:css|js)|(?:index|item|laws|units|departments|coverage|claims|changes)\.html"
    r"|(?:list|law|unit|department)-[a-z0-9._~-]+\.html"
    r"|data/[a-z0-9_][a-z0-9._~-]*\.js"
    r"|download/list-[a-z0-9._~-]+\.(?:xlsx|csv|json)"
)
_LONGEST = 100
"""A path on Windows has 260 characters, and the folder of the site takes its share."""


def stem(key: str) -> str:
    """The part of a file name that stands for an id, a code or a title; different keys never share one.

    `/` becomes `~`, which no id has. What cannot be a name, or is too long for one, is a digest.
    """
    if _PLAIN.fullmatch(key) and len(key) <= _LONGEST:
        return key.replace("/", "~")
    return "_" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_name(name: str) -> bool:
    """Whether a site has files of this name: none that leaves its folder, whoever wrote it down, nor any other."""
    return _OURS.fullmatch(name) is not None


def list_page(key: str) -> str:
    """The page of the list with this id. What stands before the dash keeps names such as `con` from Windows."""
    return f"list-{stem(key)}.html"


def data_files(key: str) -> str:
    """How the names of the data files of a list begin; a dash and a number follow."""
    return f"data/{stem(key)}"


def download_file(key: str, ending: str) -> str:
    """The file in which a list is taken away."""
    return f"download/list-{stem(key)}.{ending}"


def law_page(title: str) -> str:
    """The page of the law with this full title."""
    return f"law-{stem(title)}.html"


def unit_page(code: str) -> str:
    """The page of the unit with this code."""
    return f"unit-{stem(code)}.html"


def department_page(name: str) -> str:
    """The page of the department of this name."""
    return f"department-{stem(name)}.html"


def item_address(catalogue: str, item: str) -> str:
    """Where an item is found, whatever becomes of its name and of its list's order."""
    return f"item.html#{_quoted(catalogue)}/{_quoted(item)}"


@lru_cache(10_000)
def _quoted(key: str) -> str:
    return quote(key, safe="/")


def article_anchor(article: str) -> str:
    """The place of an article on the page of its law; "" is the law as a whole."""
    return f"a{article}" if article else "whole"
