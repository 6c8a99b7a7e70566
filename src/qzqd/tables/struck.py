"""What strikes a text through: a word for it, or a style with a name, which others may be based on."""

from __future__ import annotations

_FALSE = ("0", "false", "off")


def switched_on(attributes: dict[str, str]) -> bool:
    """Whether an element such as strike says yes, as it does without a word."""
    return attributes.get("val", "") not in _FALSE


class StyleStrikes:
    """Which styles strike through: each says so itself, or as that says on which it is based."""

    def __init__(self) -> None:
        self._said: dict[str, bool] = {}
        self._based: dict[str, str] = {}

    def base(self, style: str, on: str) -> None:
        """A style is based on another."""
        if on and on != style:
            self._based[style] = on

    def say(self, style: str, *, strikes: bool) -> None:
        """What a style says itself."""
        self._said[style] = strikes

    def strikes(self, style: str) -> bool:
        """Whether what has the style is struck through."""
        return self.said(style) or False

    def said(self, style: str) -> bool | None:
        """The same; None where neither it nor any below it says so."""
        path: dict[str, None] = {}
        while style not in self._said and style in self._based and style not in path:
            path[style] = None
            style = self._based[style]
        found = self._said.get(style)
        if found is not None:
            self._said.update(dict.fromkeys(path, found))
        return found
