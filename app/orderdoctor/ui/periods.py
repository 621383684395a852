"""Stretches of time to count in: which spans they fall into, by the calendar of the user's own place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from orderdoctor.i18n import Marked, mark

MOST_MONTHS = 24
"""A longer history is counted by years."""

MOST_YEARS = 20
"""Older cases, perhaps of a clock that was wrong, are counted with the first of these years."""

PERIODS: tuple[tuple[str, Marked], ...] = (
    ("month", mark("30 days")), ("quarter", mark("90 days")), ("year", mark("1 year")), ("all", mark("All")),
)  # fmt: skip
"""Id and name of each stretch of time that can be chosen."""

_DAYS = {"month": 30, "quarter": 90, "year": 365}


@dataclass(frozen=True, slots=True)
class Span:
    """A week, or a month or a year or what of it belongs to the period. open_begin: everything before it belongs to it too."""

    unit: str
    begins: date
    open_begin: bool = False


def spans(period: str, today: date, first: date, week_begins: int) -> tuple[Span, ...]:
    """The spans of a period up to today, one after the other. Weeks are whole: the first one holds the first day.

    first: when the earliest case began; week_begins: the first day of the week, 1 for Monday to 7.
    """
    if period in _DAYS:
        unit = "month" if period == "year" else "week"
        begin = today - timedelta(days=_DAYS[period] - 1)
        if unit == "week":
            begin -= timedelta(days=(begin.isoweekday() - week_begins) % 7)
        return tuple(Span(unit, day) for day in _days(unit, begin, today, week_begins))
    first = min(first, today)
    months = (today.year - first.year) * 12 + today.month - first.month
    unit = "month" if months < MOST_MONTHS else "year"
    days = _days(unit, first, today, week_begins)[-(MOST_MONTHS if unit == "month" else MOST_YEARS) :]
    return tuple(Span(unit, day, open_begin=number == 0) for number, day in enumerate(days))


def _days(unit: str, begin: date, today: date, week_begins: int) -> list[date]:
    """The first days of the spans: the first one may begin in the middle of a month."""
    days = [begin]
    while (after := _next(unit, days[-1], week_begins)) <= today:
        days.append(after)
    return days


def _next(unit: str, day: date, week_begins: int) -> date:
    if unit == "week":
        return day + timedelta(days=7 - (day.isoweekday() - week_begins) % 7)
    if unit == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date(day.year + 1, 1, 1)


def edges(chosen: tuple[Span, ...], zone: tzinfo | None = None) -> list[datetime]:
    """The moments at which spans begin: midnights in a zone, else where the user is."""
    return [
        datetime.min.replace(tzinfo=UTC)
        if span.open_begin
        else datetime.combine(span.begins, time(), zone).astimezone(zone)
        for span in chosen
    ]
