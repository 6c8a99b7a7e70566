"""Which styles of a Word document strike text through, and which hide it."""

from __future__ import annotations

from typing import NamedTuple

_OFF = ("0", "false", "off")


class Look(NamedTuple):
    """How text is set, as far as that decides whether it holds."""

    struck: bool = False
    hidden: bool = False

    def with_property(self, name: str, value: str) -> Look:
        """The same with one more property of a run; any other leaves it as it is."""
        on = value not in _OFF
        if name in ("strike", "dstrike"):
            return self._replace(struck=on)
        return self._replace(hidden=on) if name == "vanish" else self


PLAIN = Look()


class Looks:
    """By id, the look of each style. Reads the part that declares them."""

    def __init__(self) -> None:
        self._own: dict[str, list[tuple[str, str]]] = {}
        self._based: dict[str, str] = {}
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif name == "basedOn":
            self._based[self._style] = attributes.get("val", "")
        elif self._style and name in ("strike", "dstrike", "vanish"):
            self._own.setdefault(self._style, []).append((name, attributes.get("val", "")))

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def text(self, text: str) -> None: ...

    def look(self, style: str, under: Look = PLAIN) -> Look:
        """The look of text of a style, over that of the paragraph it stands in."""
        line = [style]
        while (base := self._based.get(line[-1], "")) and base not in line:
            line.append(base)
        for each in reversed(line):
            for name, value in self._own.get(each, ()):
                under = under.with_property(name, value)
        return under
