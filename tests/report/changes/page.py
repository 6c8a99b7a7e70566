"""A page as a strict reader finds it: elements that close, text that is text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOID = {"meta", "input", "br"}


@dataclass
class Element:
    """`content`: text and elements in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[str | Element] = field(default_factory=list)

    def every(self, *tags: str) -> Iterator[Element]:
        """Elements of these names, all without any, in the order of the page."""
        for part in self.content:
            if isinstance(part, Element):
                if not tags or part.tag in tags:
                    yield part
                yield from part.every(*tags)

    def text(self) -> str:
        """All text within."""
        return "".join(part if isinstance(part, str) else part.text() for part in self.content)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute of {tag} stands twice"
        self.open[-1].content.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")


def read(report: str) -> Element:
    """The page. Raises AssertionError where an element is not closed or text was taken for markup."""
    reader = _Reader()
    reader.feed(report)
    reader.close()
    (page,) = reader.open
    return page


def assert_strict(report: str) -> None:
    """The page allows its own styles and scripts by their digests and nothing else, and names nothing elsewhere."""
    found = read(report)
    (policy,) = (
        meta.attributes["content"] for meta in found.every("meta") if "http-equiv" in meta.attributes
    )
    directives = dict(directive.split(" ", 1) for directive in policy.split("; "))
    assert directives["default-src"] == "'none'"
    scripts = [script for script in found.every("script") if "type" not in script.attributes]
    for directive, elements in (("style-src", [*found.every("style")]), ("script-src", scripts)):
        digests = [b64encode(sha256(element.text().encode()).digest()).decode() for element in elements]
        allowed = directives.get(directive, "").split()
        assert allowed == [f"'sha256-{digest}'" for digest in digests]
    assert {"base-uri", "form-action", "trusted-types", "require-trusted-types-for"} <= {*directives}
    assert not any("style" in element.attributes for element in found.every())
    looks = "".join(style.text() for style in found.every("style"))
    assert not re.search(r"url\(|@import|https?:", looks)
