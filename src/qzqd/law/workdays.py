"""Working days by the statutory calendar: weekends that are worked and holidays that are moved included."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_NEW_YEAR = timedelta(days=7)
"""The New Year holiday, published with the year it opens, may move days of the last week of December."""


class Unpublished(Exception):
    """The holidays of `year` are not known, so nobody can count."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


def between(start: str, end: str, enough: int) -> int:
    """Working days after `start` and before `end` (ISO dates); counting ends at `enough`. Raises Unpublished."""
    day, last = date.fromisoformat(start), date.fromisoformat(end)
    count = 0
    while count < enough and last - day > timedelta(days=1):
        day += timedelta(days=1)
        count += _worked(day)
    return count


@cache
def _worked(day: date) -> bool:
    from chinese_calendar import is_workday

    for ahead in (timedelta(), _NEW_YEAR):
        try:
            is_workday(day + ahead)
        except NotImplementedError:
            raise Unpublished((day + ahead).year) from None
    return bool(is_workday(day))
