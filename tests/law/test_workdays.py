"""Working days, held against the notices of the State Council and a count of our own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzqd.law.workdays import Unpublished, between

MANY = 10_000
DAYS = st.dates(date(2004, 1, 1), date(2025, 12, 24))


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        # 国办发明电〔2024〕12号: off from 1 to 8 October 2025; Sunday 28 September and Saturday 11 October are worked.
        ("2025-09-26", "2025-10-01", 3),
        ("2025-09-30", "2025-10-09", 0),
        ("2025-10-08", "2025-10-13", 3),
        ("2025-09-26", "2025-10-13", 6),
        # The notice of 4 November 2025: off from 15 to 23 February 2026; Saturdays 14 and 28 February are worked.
        ("2026-02-13", "2026-02-15", 1),
        ("2026-02-14", "2026-02-24", 0),
        ("2026-02-13", "2026-03-02", 6),
        ("2026-01-01", "2026-01-05", 1),
        # An ordinary week: neither the first nor the last day counts.
        ("2025-03-03", "2025-03-10", 4),
        ("2025-03-03", "2025-03-04", 0),
        ("2025-03-03", "2025-03-03", 0),
        ("2025-03-10", "2025-03-03", 0),
    ],
)
def test_holidays_and_moved_weekends(start: str, end: str, days: int) -> None:
    assert between(start, end, MANY) == days


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_two_spans_and_the_day_between_are_one(start: date, first: int, second: int) -> None:
    middle, end = start + timedelta(first + 1), start + timedelta(first + second + 2)
    if end > date(2025, 12, 24):
        return
    day = between((middle - timedelta(1)).isoformat(), (middle + timedelta(1)).isoformat(), MANY)
    halves = between(start.isoformat(), middle.isoformat(), MANY) + between(
        middle.isoformat(), end.isoformat(), MANY
    )
    assert between(start.isoformat(), end.isoformat(), MANY) == halves + day
    assert day in (0, 1)


@given(DAYS, st.integers(0, 60), st.integers(0, 30))
def test_counting_ends_at_what_is_enough(start: date, length: int, enough: int) -> None:
    first, last = start.isoformat(), (start + timedelta(length)).isoformat()
    if last <= "2025-12-24":
        assert between(first, last, enough) == min(between(first, last, MANY), enough)


@pytest.mark.parametrize(
    ("start", "end", "year"),
    [
        ("2099-01-01", "2099-02-01", 2099),
        ("1999-01-01", "1999-02-01", 1999),
        ("9999-12-01", "9999-12-31", 9999),
    ],
)
def test_a_year_that_is_not_published_is_not_guessed(start: str, end: str, year: int) -> None:
    with pytest.raises(Unpublished) as caught:
        between(start, end, 5)
    assert caught.value.year == year


def test_the_last_days_of_a_year_wait_for_the_next() -> None:
    """29 December 2018, a Saturday, was worked by the notice for 2019."""
    from chinese_calendar.constants import holidays

    last = max(holidays).year
    assert between(f"{last}-12-10", f"{last}-12-20", MANY) > 0
    with pytest.raises(Unpublished) as caught:
        between(f"{last}-12-20", f"{last}-12-31", MANY)
    assert caught.value.year == last + 1
    assert between("2018-12-28", "2018-12-30", MANY) == 1


def test_what_is_known_is_enough_where_it_suffices() -> None:
    from chinese_calendar.constants import holidays

    last = max(holidays).year
    assert between(f"{last}-12-01", f"{last + 1}-03-01", 5) == 5
