"""When to ask people in China again: after their working day ends."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from orderdoctor.tools.dates.office import CHINA, days_over
from orderdoctor.tools.dates.working_days import WorkingDays

HANOI = timezone(timedelta(hours=7))


def in_china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("asked", "days", "answer"),
    [
        ("2026-11-23 08:00", 1, "2026-11-23 18:00"),  # a Monday, before they come
        ("2026-11-23 13:30", 1, "2026-11-23 18:00"),  # half a day is left
        ("2026-11-23 13:31", 1, "2026-11-24 18:00"),
        ("2026-11-23 23:00", 1, "2026-11-24 18:00"),
        ("2026-11-27 16:00", 1, "2026-11-30 18:00"),  # over a weekend
        ("2026-11-23 08:00", 3, "2026-11-25 18:00"),
        ("2026-09-30 16:00", 1, "2026-10-08 18:00"),  # over the National Day week
        ("2026-10-09 16:00", 1, "2026-10-10 18:00"),  # a Saturday on which China works
    ],
)
def test_the_wait_ends_with_their_working_day(asked: str, days: int, answer: str) -> None:
    calendar = WorkingDays(["CN"], 2026)
    assert days_over(in_china(asked), days, calendar.counts) == in_china(answer)


def test_the_answer_is_the_same_moment_from_wherever_one_asks() -> None:
    calendar = WorkingDays(["CN"], 2026)
    asked = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert days_over(asked.astimezone(HANOI), 1, calendar.counts) == days_over(asked, 1, calendar.counts)
    assert days_over(asked, 1, calendar.counts).astimezone(HANOI).hour == 17


def test_a_day_off_is_never_the_last() -> None:
    works = {date(2026, 11, 25)}
    assert days_over(in_china("2026-11-23 08:00"), 1, works.__contains__) == in_china("2026-11-25 18:00")
