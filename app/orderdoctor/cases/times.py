"""Moments: always aware, always UTC, written so that their texts sort as they do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def as_utc(moment: datetime) -> datetime:
    """Return the moment in UTC; a moment without a time zone is a bug (ValueError)."""
    if moment.tzinfo is None:
        message = "a moment needs a time zone"
        raise ValueError(message)
    return moment.astimezone(UTC)


def to_text(moment: datetime) -> str:
    """Return the moment as ISO 8601 with microseconds and +00:00: 32 characters that sort by time."""
    return as_utc(moment).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """Return the moment that `to_text` wrote."""
    return as_utc(datetime.fromisoformat(text))


def stamp(moment: datetime) -> str:
    """Return the moment for a file name, to the second: 20261122T204000Z."""
    return as_utc(moment).strftime("%Y%m%dT%H%M%SZ")


def from_stamp(text: str) -> datetime:
    """Return the moment that `stamp` wrote."""
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


LONGEST_WAIT = timedelta(days=366)
"""Nobody waits longer for an order: a later moment was reckoned while the clock was wrong, or the clock is wrong now."""


def is_over(until: datetime, now: datetime) -> bool:
    """Tell whether a wait is over. A clock that was set back does not make it last for years: then it is over too."""
    return until <= now or until > now + LONGEST_WAIT


def age(then: datetime, now: datetime) -> timedelta:
    """Return how long ago it was: never negative, whatever was done to the clock meanwhile."""
    return max(timedelta(0), now - then)
