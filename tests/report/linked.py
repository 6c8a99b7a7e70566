"""What GitHub and GitLab would make of the text of a comment, once its markup is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_LINKED = re.compile(
    r"[@#!]\w|[$%~&][A-Za-z0-9\"]|\^[A-Za-z0-9]|://|(?<![A-Za-z0-9])www\.|(?<![A-Za-z0-9])GH-\d|:[\w+-]+:"
    r"|(?<![0-9A-Za-z_])(?=\d*[a-f])[0-9a-f]{7,64}(?![0-9A-Za-z_])",
    re.IGNORECASE | re.ASCII,
)


def linked(tokens: Iterable[Token]) -> list[str]:
    """Every person, number, address, commit or picture that the text names; code is not looked through."""
    told, code = "", 0
    for token in (child for parent in tokens for child in (*(parent.children or ()), parent)):
        if token.type == "html_inline":
            code += {"<code>": 1, "</code>": -1}.get(token.content, 0)
        told += token.content if token.type.startswith("text") and not code else "\n"
    return _LINKED.findall(told)
