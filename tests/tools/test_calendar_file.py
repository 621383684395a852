"""The calendar file: another program reads it as it was meant, and its bytes keep RFC 5545."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import icalendar
from hypothesis import given, settings
from hypothesis import strategies as st

from orderdoctor.tools.dates.calendar_file import WIDEST, Event, calendar_file
from orderdoctor.tools.dates.clock import Point

WRITTEN = datetime(2026, 11, 22, 14, 40, tzinfo=UTC)
DAY = Event(
    Point(date(2026, 12, 24)), "DSers: nối lại với AliExpress; 重新授权, \\ ok", "Line 1\nLine 2", (timedelta(days=2),)
)
HOUR = Event(
    Point(date(2026, 11, 24), datetime(2026, 11, 24, 14, 5, tzinfo=timezone(timedelta(hours=7)))),
    "Answer the request",
    before=(timedelta(days=1, hours=2), timedelta(minutes=30)),
)


def read(packed: bytes) -> list[icalendar.Event]:
    return [part for part in icalendar.Calendar.from_ical(packed).walk("VEVENT") if isinstance(part, icalendar.Event)]


def test_a_whole_day_is_read_back_as_it_was_meant() -> None:
    (event,) = read(calendar_file([DAY], WRITTEN))
    assert event.decoded("dtstart") == date(2026, 12, 24)
    assert event.decoded("dtend") == date(2026, 12, 25)
    assert str(event["summary"]) == DAY.title
    assert str(event["description"]) == DAY.text
    assert event.decoded("dtstamp") == WRITTEN
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [timedelta(days=-2)]


def test_a_moment_is_read_back_in_true_time() -> None:
    (event,) = read(calendar_file([HOUR], WRITTEN))
    assert event.decoded("dtstart") == datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
    assert [alarm.decoded("trigger") for alarm in event.walk("VALARM")] == [-HOUR.before[0], -HOUR.before[1]]


def test_the_same_reminder_has_the_same_name_and_another_another() -> None:
    later = WRITTEN + timedelta(days=1)
    (one,), (again,), (other,) = (
        read(calendar_file([e], w)) for e, w in ((DAY, WRITTEN), (DAY, later), (HOUR, WRITTEN))
    )
    assert one["uid"] == again["uid"] != other["uid"]


def test_what_a_calendar_must_hold_is_there() -> None:
    calendar = icalendar.Calendar.from_ical(calendar_file([DAY, HOUR], WRITTEN))
    assert (calendar["version"], "prodid" in calendar) == ("2.0", True)
    assert all({"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event) for event in calendar.walk("VEVENT"))


@given(st.text(max_size=300), st.text(max_size=300))
@settings(deadline=None)
def test_whatever_the_texts_lines_are_short_and_end_right_and_nothing_is_lost(title: str, text: str) -> None:
    packed = calendar_file([Event(Point(date(2026, 12, 24)), title, text, (timedelta(days=1),))], WRITTEN)
    assert packed.endswith(b"END:VCALENDAR\r\n")
    lines = packed.split(b"\r\n")
    assert all(len(line) <= WIDEST for line in lines)
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    for line in lines:
        line.decode()
    unfolded = packed.replace(b"\r\n ", b"").decode()
    assert unfolded.count("BEGIN:VEVENT") >= 1
    (event,) = read(packed)
    kept = "".join(letter for letter in title if letter.isalnum())
    assert "".join(letter for letter in str(event["summary"]) if letter.isalnum()) == kept
