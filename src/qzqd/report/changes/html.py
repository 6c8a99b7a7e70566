"""For people with a browser or a printer: one file that asks for no other, both editions side by side."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple

from qzqd.compare.change import LABELS, Comparison
from qzqd.locale import Text
from qzqd.report.changes.sheet import NEW, OLD, ChangeSheet
from qzqd.report.changes.words import (
    NONE,
    SUSPECTED,
    differs,
    groups,
    list_heading,
    policy_verdict,
    sources,
    summary,
    suspected,
)
from qzqd.report.paper.html import FINDING, FINDINGS, findings_rows
from qzqd.report.paper.html import page as made
from qzqd.report.paper.tally import tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qzqd.compare.change import Compared
    from qzqd.locale import Language
    from qzqd.report import Page

_TITLE = Text("权责清单调整对照表", "Changes of the catalogues")
_WORDS = SimpleNamespace(
    contents=Text("目录", "Contents"),
    show=Text("显示", "Show"),
    nothing=NONE,
    incomplete=Text(
        "有清单没有读到或没有比较，本页不完整：没有列出的不等于没有调整。",
        "Some lists could not be read or compared, so this page is incomplete: what it does not show may have changed.",
    ),
)
_DELETED = Text("［删去：", "[deleted: ")
_INSERTED = Text("［增加：", "[inserted: ")
_ENDED = Text("］", "]")
_HIDING = "@media screen {{ body:has(#show-{0}:not(:checked)) .{0} {{ display: none; }} }}"


class _List(NamedTuple):
    """One catalogue of the page: where it stands, what the contents say of it, and its section."""

    anchor: str
    heading: Text
    summary: Sequence[Text]
    sheet: ChangeSheet


def render(comparison: Comparison, page: Page) -> str:
    """A whole HTML document; to read, choose and print takes no script and no network."""
    language = page.language
    shown = [*filter(differs, comparison.catalogues)]
    types = _occurring(shown)
    judged = any(map(policy_verdict, comparison.changes()))
    return made(
        "page.html",
        Path(__file__).with_name("html_templates"),
        language,
        style=_style(types, language),
        title=_TITLE,
        places=page.places,
        here=page.here,
        words=_WORDS,
        sides_named=((OLD, comparison.old), (NEW, comparison.new)),
        summary=summary(comparison),
        unreadable=comparison.unreadable,
        types=types,
        lists=[
            _List(
                f"list-{number}",
                list_heading(compared),
                summary(Comparison("", "", [compared])),
                ChangeSheet(compared, language, judged=judged),
            )
            for number, compared in enumerate(shown, 1)
        ],
        findings_title=FINDINGS,
        finding_columns=FINDING,
        findings=findings_rows(comparison.findings),
        tally=tally(comparison.findings),
        sources=sources(comparison),
    )


def _occurring(catalogues: Sequence[Compared]) -> dict[str, Text]:
    """The groups that occur, by the class that their tables have."""
    titles = {group.title for compared in catalogues for group in groups(compared)}
    found: dict[str, Text] = {kind: label for kind, label in LABELS.items() if label in titles}
    if any(map(suspected, catalogues)):
        found["suspected"] = SUSPECTED
    return found


def _style(types: dict[str, Text], language: Language) -> str:
    """What only this page needs: to hide what its boxes say, and to say aloud what is marked."""
    deleted, inserted, ended = (text.in_(language) for text in (_DELETED, _INSERTED, _ENDED))
    return "\n".join(
        (
            f'del::before {{ content: "{deleted}"; }}',
            f'ins::before {{ content: "{inserted}"; }}',
            f'del::after, ins::after {{ content: "{ended}"; }}',
            *map(_HIDING.format, types),
        )
    )
