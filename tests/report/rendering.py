"""Reports as the command line makes them, by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qzqd import formats
from qzqd.report import Page

if TYPE_CHECKING:
    from qzqd.compare.change import Comparison
    from qzqd.cover.coverage import Coverage
    from qzqd.locale import Language
    from qzqd.outcome import Outcome


def texts(command: str) -> list[str]:
    """The formats of a command that are texts."""
    return [name for name in formats.names(command) if not formats.is_file(name)]


def findings(outcome: Outcome, format: str, language: Language, **page: Any) -> str:
    """Of `validate`; page: the other fields of a `Page`."""
    return formats.render("validate", format, outcome, Page(language, **page))


def changes(
    comparison: Comparison, format: str, language: Language, *, stat: bool = False, **page: Any
) -> str:
    """Of `diff`."""
    command = "diff --stat" if stat else "diff"
    return formats.render(command, "text" if stat else format, comparison, Page(language, **page))


def coverage(counted: Coverage, format: str, language: Language, **page: Any) -> str:
    """Of `coverage`."""
    return formats.render("coverage", format, counted, Page(language, **page))
