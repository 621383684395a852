"""Days, moments and countdowns as people type and copy them; what can be read in two ways is asked back."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.tools.dates.typed import LONGEST, Unreadable, read_left, read_start

HANOI = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 22, 21, 40, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("2026-11-20", "2026-11-20", None),
        ("2026/11/20 14:05", "2026-11-20", "14:05"),
        ("2026.11.20 5pm", "2026-11-20", "17:00"),
        ("20/11/2026", "2026-11-20", None),
        ("11/20/2026", "2026-11-20", None),
        ("3/3/2026", "2026-03-03", None),
        ("20 Nov 2026", "2026-11-20", None),
        ("Nov 20, 2026 2:05 PM", "2026-11-20", "14:05"),
        ("November 20th, 2026", "2026-11-20", None),
        ("20-Nov-2026 00:10", "2026-11-20", "00:10"),
        ("12:30 am 20 Nov 2026", "2026-11-20", "00:30"),
        ("2026年11月20日", "2026-11-20", None),
        ("2026年11月20日 14时05分", "2026-11-20", "14:05"),
        ("2026年11月20日下午2:05", "2026-11-20", "14:05"),
        ("２０２６－１１－２０", "2026-11-20", None),
        ("20 tháng 11 năm 2026 14h05", "2026-11-20", "14:05"),
        ("ngày 20 tháng 11, 2026", "2026-11-20", None),
        ("20.11.2026 lúc 5 giờ chiều", "2026-11-20", "17:00"),
        ("today", "2026-11-22", None),
        ("yesterday 9:30", "2026-11-21", "09:30"),
        ("hôm qua 14h", "2026-11-21", "14:00"),
        ("昨天下午3点", "2026-11-21", "15:00"),
        ("前天", "2026-11-20", None),
        ("2 days ago", "2026-11-20", None),
        ("3 giờ trước", "2026-11-22", "18:40"),
        ("5天前", "2026-11-17", None),
        ("now", "2026-11-22", "21:40"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: str, at: str | None) -> None:
    start = read_start(text, NOW, None, HANOI)
    assert start.day == date.fromisoformat(day)
    assert start.at == (time.fromisoformat(at) if at else None)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-20T14:05:33Z", "2026-11-20T14:05:33+00:00"),
        ("2026-11-20T14:05:33.123+08:00", "2026-11-20T14:05:33+08:00"),
        ("2026-11-20 14:05 北京时间", "2026-11-20T14:05:00+08:00"),
        ("2026-11-20 14:05 GMT+7", "2026-11-20T14:05:00+07:00"),
        ("20261120140500000-0800", "2026-11-20T14:05:00-08:00"),
        ("1763712345678", "2025-11-21T15:05:45+07:00"),
        ("1763712345", "2025-11-21T15:05:45+07:00"),
    ],
)
def test_moments_of_programs_keep_their_time_zone(text: str, moment: str) -> None:
    start = read_start(text, NOW, None, HANOI)
    assert start.at is not None
    assert start.zone is not None
    assert datetime.combine(start.day, start.at, start.zone) == datetime.fromisoformat(moment)


def test_a_day_with_two_readings_is_asked_back_unless_the_language_has_one_order() -> None:
    with pytest.raises(Unreadable) as fault:
        read_start("03/04/2026", NOW)
    assert fault.value.why == "two-readings"
    assert fault.value.readings == (date(2026, 4, 3), date(2026, 3, 4))
    assert read_start("03/04/2026", NOW, day_first=True).day == date(2026, 4, 3)
    assert read_start("03/04/2026", NOW, day_first=False).day == date(2026, 3, 4)
    assert read_start("20/11/2026", NOW, day_first=False).day == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not-a-day"), ("soon", "not-a-day"), ("31/02/2026", "no-such-day"), ("2026-13-01", "no-such-day"),
        ("2026-02-30", "no-such-day"), ("2026-11-20 25:00", "no-such-time"), ("1999-01-01", "year"), ("2200-01-01", "year"),
        ("2026-11-20 10:00 UTC+99", "zone"), ("x" * (LONGEST + 1), "not-a-day"), ("99/99/0000", "no-such-day"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(Unreadable) as fault:
        read_start(text, NOW)
    assert fault.value.why == why


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2 days 3 hours 4 min", timedelta(days=2, hours=3, minutes=4)),
        ("6 days, 8 hours and 43 minutes", timedelta(days=6, hours=8, minutes=43)),
        ("2d 3h", timedelta(days=2, hours=3)),
        ("2d 03:04:05", timedelta(days=2, hours=3, minutes=4, seconds=5)),
        ("03:04:05", timedelta(hours=3, minutes=4, seconds=5)),
        ("48:00", timedelta(hours=48)),
        ("2 ngày 3 giờ 5 phút", timedelta(days=2, hours=3, minutes=5)),
        ("2天3小时5分", timedelta(days=2, hours=3, minutes=5)),
        ("23小时59分钟", timedelta(hours=23, minutes=59)),
        ("172800", timedelta(days=2)),
    ],
)
def test_a_countdown_is_read_as_screens_and_replies_write_it(text: str, left: timedelta) -> None:
    assert read_left(text) == left


@pytest.mark.parametrize("text", ["", "soon", "3 apples", "2 days or so", "9999 days", "1" * 300])
def test_what_is_no_countdown_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_left(text)


@given(st.text(max_size=250), st.sampled_from([None, True, False]))
@settings(deadline=None)
def test_no_text_crashes_the_readers(text: str, day_first: bool | None) -> None:
    for read in (lambda: read_start(text, NOW, day_first), lambda: read_left(text)):
        try:
            read()
        except Unreadable as fault:
            assert fault.why


@given(st.from_regex(r"[0-9/.: \-年月日时分hpm+zutc]{1,60}", fullmatch=True))
@settings(deadline=None)
def test_no_muddle_of_digits_crashes_the_readers(text: str) -> None:
    for read in (lambda: read_start(text, NOW), lambda: read_left(text)):
        try:
            read()
        except Unreadable as fault:
            assert fault.why


@pytest.mark.parametrize("text", ["1" * LONGEST, "1 " * 100, "2026-" * 40, "12:" * 60, " " * LONGEST, "上午" * 100])
def test_the_longest_input_takes_less_than_50_ms(text: str) -> None:
    began = clock.process_time()
    for read in (lambda: read_start(text, NOW), lambda: read_left(text)):
        try:
            read()
        except Unreadable:
            continue
    assert clock.process_time() - began < 1.0
