"""Text in the cells of a table, which breaks as all other text on a terminal does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

from qzqd.report.paper.terminal import wrap

if TYPE_CHECKING:
    from rich.console import Console


class BrokenText(Text):
    """A Latin word is only cut where it is longer than the line, and no line begins with closing punctuation."""

    def wrap(self, console: Console, width: int, *_: Any, **__: Any) -> Lines:
        """The lines; rich cuts what it thinks too wide, so that nothing is cropped."""
        lines = Lines()
        for line in map(Text, wrap(self.plain, width)):
            whole = cell_len(line.plain) <= width
            lines.extend([line] if whole else line.wrap(console, width, overflow="fold"))
        return lines
