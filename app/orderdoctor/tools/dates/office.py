"""When to ask people again who work in another country: after their working day, not after so many hours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
COUNTRY = "CN"
"""Where AliExpress' suppliers and its support work."""

CLOSES = time(18)
"""Offices there work from 9 to 18."""

ENOUGH = timedelta(hours=4, minutes=30)
"""A day counts as a working day for a question that comes this long before its end: half a day."""


def days_over(asked: datetime, days: int, works: Callable[[date], bool]) -> datetime:
    """The end of the last of so many working days in China that people have for an answer, UTC.

    asked: when they were asked; days: at least 1; works: whether a day is a working day there.
    """
    here = asked.astimezone(CHINA)
    day = here.date()
    if here > _end(day) - ENOUGH:
        day += timedelta(days=1)
    while True:
        days -= works(day)
        if days <= 0 and works(day):
            return _end(day).astimezone(UTC)
        day += timedelta(days=1)


def _end(day: date) -> datetime:
    return datetime.combine(day, CLOSES, CHINA)
