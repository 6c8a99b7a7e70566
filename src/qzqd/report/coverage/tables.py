"""A plain table as HTML, which is a list of cards on a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.report.coverage.words import percent, ratio
from qzqd.report.paper.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qzqd.cover.coverage import Fraction
    from qzqd.locale import Language, Text


def table(
    caption: Text,
    columns: Sequence[Text],
    rows: Iterable[Sequence[str]],
    language: Language,
    css: str = "told",
) -> Iterator[str]:
    """The table in lines. rows: cells that are HTML already, the first of each the name of the row."""
    titles = [plain(column.in_(language)) for column in columns]
    heads = "".join(f'<th scope="col">{title}</th>' for title in titles)
    yield f'<div class="scroll"><table class="{css}">\n<caption>{plain(caption.in_(language))}</caption>'
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for name, *cells in rows:
        labelled = zip(titles[1:], cells, strict=True)
        told = "".join(f'<td data-label="{title}">{cell}</td>' for title, cell in labelled)
        yield f'<tr><th scope="row">{name}</th>{told}</tr>'
    yield "</tbody>\n</table></div>"


def rated(fraction: Fraction) -> str:
    """The percentage with its fraction beside it."""
    return f"{percent(fraction)} <small>{ratio(fraction)}</small>"
