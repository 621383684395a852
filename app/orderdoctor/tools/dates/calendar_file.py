"""A reminder as an iCalendar file (RFC 5545): CRLF line ends, lines of at most 75 octets, UTF-8 whole."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from orderdoctor.tools.dates.clock import Point

WIDEST = 75
"""Octets in a line without its end (RFC 5545, 3.1)."""

_NAMESPACE = uuid.UUID("9f1c0e4e-5b0a-5d0f-9d0e-6f726465720a")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry. before: how long before it (before midnight of a whole day) the calendar rings; empty: never."""

    when: Point
    title: str
    text: str = ""
    before: tuple[timedelta, ...] = ()


def calendar_file(events: Iterable[Event], written: datetime) -> bytes:
    """The file's bytes. written: the moment it is made, with its zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Order Doctor//Order Doctor//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event, written)
    lines.append("END:VCALENDAR")
    return b"".join(folded + b"\r\n" for line in lines for folded in _folded(line))


def _event(event: Event, written: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(event)}"
    yield f"DTSTAMP:{_utc(written)}"
    if event.when.at:
        yield f"DTSTART:{_utc(event.when.at)}"
        yield "DURATION:PT0S"
    else:
        yield f"DTSTART;VALUE=DATE:{event.when.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.when.day + timedelta(days=1):%Y%m%d}"
    yield "TRANSP:TRANSPARENT"
    yield f"SUMMARY:{_escaped(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{_escaped(event.text)}"
    for before in event.before:
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"TRIGGER:-{_duration(before)}"
        yield f"DESCRIPTION:{_escaped(event.title)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _uid(event: Event) -> str:
    """The same reminder always has the same name: imported twice, it stands in the calendar once."""
    at = event.when.at
    return str(uuid.uuid5(_NAMESPACE, f"{_utc(at) if at else event.when.day.isoformat()} {event.title}"))


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _duration(length: timedelta) -> str:
    minutes = max(0, round(length.total_seconds() / 60))
    days, rest = divmod(minutes, 24 * 60)
    if not rest:
        return f"P{days}D"
    hours, minutes = divmod(rest, 60)
    return f"P{f'{days}D' if days else ''}T{f'{hours}H' if hours else ''}{f'{minutes}M' if minutes else ''}"


def _escaped(text: str) -> str:
    """A text as RFC 5545, 3.3.11 wants it; what can't be seen is left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in text if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
    for special in ("\\", ";", ","):
        text = text.replace(special, "\\" + special)
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[bytes]:
    """A line in pieces of at most WIDEST octets, cut between characters; what goes on begins with a space."""
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > WIDEST:
            yield piece
            piece = b" "
        piece += octets
    yield piece
