"""How often something has to happen, and the periods that this makes of the calendar."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Interval = Literal["每日", "每周", "每半月", "每月", "每季度", "每半年", "每年"]

_MIDDLE = 15
_PERIODS: dict[str, Callable[[date], str]] = {
    "每日": lambda day: f"{day:%Y-%m-%d}",
    "每周": lambda day: f"{day:%G-W%V}",
    "每半月": lambda day: f"{day:%Y-%m}{'上' if day.day <= _MIDDLE else '下'}",
    "每月": lambda day: f"{day:%Y-%m}",
    "每季度": lambda day: f"{day:%Y}-Q{(day.month + 2) // 3}",
    "每半年": lambda day: f"{day:%Y}{'上' if day.month <= 6 else '下'}",
    "每年": lambda day: f"{day:%Y}",
}
ENGLISH = {
    "每日": "daily",
    "每周": "weekly",
    "每半月": "twice a month",
    "每月": "monthly",
    "每季度": "quarterly",
    "每半年": "twice a year",
    "每年": "yearly",
}


def period(interval: str, day: date) -> str:
    """What the period is called in which a day lies."""
    return _PERIODS[interval](day)


def full_periods(interval: str, first: date, today: date) -> list[str]:
    """The periods from the one of the first day to the last that is over today."""
    days = (first + timedelta(days=each) for each in range((today - first).days))
    current = period(interval, today)
    return [each for each in dict.fromkeys(period(interval, day) for day in days) if each != current]
