"""Days and moments in a time zone: what is typed is a day, perhaps with a time, in the user's zone."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

EARLIEST, LATEST = 2005, 2099
"""Years that are accepted: AliExpress began in 2010, and holidays are not known beyond 2100."""

Zone = tzinfo | None
"""A time zone; None is that of the computer, with its changes between winter and summer."""

_ZONES = {
    "utc": 0, "gmt": 0, "z": 0, "ut": 0, "pst": -8, "pdt": -7, "ict": 7, "cst+8": 8,
    "beijing": 8, "beijing time": 8, "china": 8, "china time": 8, "vietnam": 7, "viet nam": 7,
    "gio viet nam": 7, "giờ việt nam": 7, "việt nam": 7, "giờ bắc kinh": 8, "北京时间": 8, "北京時間": 8, "北京": 8, "中国": 8,
    "越南": 7, "越南时间": 7, "太平洋标准时间": -8, "太平洋夏令时间": -7,
}  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt|ut)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """A day, or a moment on it. at: the moment, with its zone; None if only the day is known or matters."""

    day: date
    at: datetime | None = None

    def reached(self, now: datetime) -> bool:
        """Whether the moment has come; a day has come when it begins."""
        return self.at <= now if self.at else self.day <= now.date()

    def over(self, now: datetime) -> bool:
        """Whether it is past: the moment, or the whole day."""
        return self.at <= now if self.at else self.day < now.date()

    @property
    def order(self) -> tuple[date, float]:
        """What points are put in order by; a day without a time counts as its end."""
        return (self.day, self.at.timestamp() if self.at else float("inf"))


def zone_named(text: str) -> Zone:
    """The zone that a text names: UTC+7, +08:00, Z, Beijing time, Asia/Ho_Chi_Minh. Raises ValueError."""
    plain = " ".join(text.replace("_", " ").casefold().split())
    if plain in _ZONES:
        return timezone(timedelta(hours=_ZONES[plain]))
    offset = _OFFSET.fullmatch(plain)
    if offset:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if away <= timedelta(hours=14):
            return timezone(-away if offset[1] in "-−" else away)
    if re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}", text.strip()):
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(text.strip())
        except (KeyError, OSError, ValueError) as error:
            raise ValueError(text) from error
    raise ValueError(text)


def moment(day: date, at: time, zone: Zone) -> datetime:
    """The moment of a time of day in a zone."""
    local = datetime.combine(day, at)
    return local.astimezone() if zone is None else local.replace(tzinfo=zone)


def later(start: datetime, by: timedelta, zone: Zone) -> datetime:
    """A moment so much later in true time, shown in the zone."""
    return (start.astimezone(UTC) + by).astimezone(zone)


def months_later(day: date, months: int) -> date:
    """The same day some months later; the last of the month where that has fewer days."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def offset_text(at: datetime) -> str:
    """The zone of a moment as UTC+07:00."""
    away = at.utcoffset() or timedelta()
    minutes = round(away.total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
