"""What the kinds say an item cannot do without: one mechanism for every rule that asks for a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qzqd.locale import Text
from qzqd.read.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qzqd.check.subject import Need, Subject


def missing_needs(subject: Subject, code: str) -> Iterator[Problem]:
    """One problem for each live item that lacks fields that the kind asks for under rule `code`."""
    lacking: dict[int, list[Need]] = {}
    for need in subject.traits.needs:
        if need.rule == code:
            name, when = need.field, need.when.items()
            for index, item in subject.live:
                if name not in item and when <= item.items():
                    lacking.setdefault(index, []).append(need)
    for index in sorted(lacking):
        yield _missing(index, lacking[index])


def _missing(index: int, needs: list[Need]) -> Problem:
    fields = [need.field for need in needs]
    message = Text(
        "缺少 " + "、".join(f"{need.field}（{need.title}）" for need in needs),
        "missing: " + ", ".join(f"{need.field} ({need.title_en})" for need in needs),
    )
    advice = Text(f"补填 {'、'.join(fields)}", f"fill in {', '.join(fields)}")
    return Problem(message, ("items", index), advice, value=" ".join(fields))
