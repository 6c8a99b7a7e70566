"""Which styles of a Word document strike text through, and which hide it."""

from __future__ import annotations

from typing import NamedTuple

from qzqd.tables.struck import StyleStrikes, switched_on
from qzqd.tables.xml import XmlReader

STRIKE, HIDE = ("strike", "dstrike"), ("vanish",)


class RunLook(NamedTuple):
    """How text is set, as far as that decides whether it holds."""

    struck: bool = False
    hidden: bool = False

    def with_property(self, name: str, attributes: dict[str, str]) -> RunLook:
        """The same with one more property of a run, any of STRIKE and HIDE."""
        on = switched_on(attributes)
        return self._replace(struck=on) if name in STRIKE else self._replace(hidden=on)


PLAIN = RunLook()


class StyleLooks(XmlReader):
    """By id, the look of each style. Reads the part that declares them."""

    def __init__(self) -> None:
        self._struck, self._hidden = StyleStrikes(), StyleStrikes()
        self._style = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attributes.get("styleId", "")
        elif not self._style:
            return
        elif name == "basedOn":
            for each in (self._struck, self._hidden):
                each.base(self._style, attributes.get("val", ""))
        elif name in STRIKE or name in HIDE:
            said = self._struck if name in STRIKE else self._hidden
            said.say(self._style, strikes=switched_on(attributes))

    def end(self, name: str) -> None:
        if name == "style":
            self._style = ""

    def look(self, style: str, under: RunLook = PLAIN) -> RunLook:
        """The look of text of a style, over that of the paragraph it stands in."""
        struck, hidden = self._struck.said(style), self._hidden.said(style)
        return RunLook(under.struck if struck is None else struck, under.hidden if hidden is None else hidden)
