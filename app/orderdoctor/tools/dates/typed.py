"""Reads days, moments and countdowns as people type or copy them, in English, Vietnamese and Chinese.

A day whose parts can be read in two ways (03/04/2026) is refused with both readings, unless the language has one order.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from orderdoctor.tools.dates.clock import EARLIEST, LATEST, Zone, zone_named
from orderdoctor.tools.dates.reckon import Start

LONGEST = 200

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = "|".join(_MONTHS)
_YMD = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_NAMED_DMY = re.compile(rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s,.-]+({_NAMED})[a-z]*\.?[\s,.-]+(\d{{4}})(?!\d)")
_NAMED_MDY = re.compile(rf"\b({_NAMED})[a-z]*\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(\d{{4}})(?!\d)")
_VIETNAMESE = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})")
_PACKED = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:\d{3})?(?!\d)")
_EPOCH = re.compile(r"\d{10}|\d{13}")
_TIME = re.compile(
    r"(?:(?P<zh>上午|下午|晚上|凌晨|中午)\s*)?(?<!\d)(?P<h>\d{1,2})\s*(?:[:h点时]|giờ)\s*(?P<m>\d{2})?(?:\s*[:分]\s*(?P<s>\d{2}))?(?:\.\d+)?"
    r"\s*[分秒]?\s*(?P<half>am|pm|sáng|chiều|tối)?(?![\d])"
)
_HALF_ONLY = re.compile(r"(?<![\d:])(\d{1,2})\s*(am|pm)\b")
_ZONE = re.compile(
    r"(?:utc|gmt)\s*[+\-−]\s*\d{1,2}(?::?\d{2})?|(?<=[\d\s])[+\-−]\d{2}:?\d{2}(?!\d)|\b(?:utc|gmt|pst|pdt|ict)\b|(?<=\d)z\b"
    r"|beijing time|china time|giờ việt nam|giờ bắc kinh|北京时间|越南时间|太平洋标准时间|太平洋夏令时间"
)
_AGO = re.compile(r"(\d{1,3})\s*(?:(days?|hours?)\s+ago|(ngày|giờ|tiếng)\s+trước|(天|小时|个小时)(?:以)?前)")
_RELATIVE = {
    "today": 0, "now": 0, "yesterday": 1, "hôm nay": 0, "bây giờ": 0, "hôm qua": 1, "hôm kia": 2, "今天": 0, "今日": 0,
    "现在": 0, "昨天": 1, "昨日": 1, "前天": 2, "tomorrow": -1, "ngày mai": -1, "明天": -1,
}  # fmt: skip
_NOW = ("now", "bây giờ", "现在")

_UNITS = {
    "d": 86400, "day": 86400, "days": 86400, "ngày": 86400, "天": 86400, "日": 86400,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600, "giờ": 3600, "tiếng": 3600, "小时": 3600, "时": 3600,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "phút": 60, "分": 60, "分钟": 60,
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1, "giây": 1, "秒": 1, "秒钟": 1,
}  # fmt: skip
_LENGTH = re.compile(rf"(\d{{1,9}})\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![a-zà-ỹđ])")
_CLOCK = re.compile(r"(?:(\d{1,3})\s*(?:d|days?|ngày|天)\s*)?(\d{1,3}):(\d{2})(?::(\d{2}))?")
LONGEST_LEFT = timedelta(days=400)


class Unreadable(ValueError):  # noqa: N818 - what the user typed is no error of ours
    """A text that can't be read as what was asked for. why: what is wrong; readings: the days that it could mean."""

    def __init__(self, text: str, why: str, readings: tuple[date, ...] = ()) -> None:
        """Take the text, the kind of fault and the possible readings."""
        super().__init__(f"{why}: {text}")
        self.text = text
        self.why = why
        self.readings = readings


@dataclass(frozen=True, slots=True)
class _Rest:
    """A day that was found, and the text around it, in which the time stands."""

    day: date
    text: str


def read_start(text: str, now: datetime, day_first: bool | None = None, zone: Zone = None) -> Start:
    """The day, and the time if it names one, in the zone that the text names, else in `zone`.

    now: the present, with its zone, for "yesterday"; day_first: whether 03/04 is the 3rd of April, None if both are
    usual. Raises Unreadable.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold().split())
    if len(text) > LONGEST or not plain:
        raise Unreadable(text[:LONGEST], "not-a-day")
    named = _ZONE.search(plain)
    if named:
        try:
            zone = zone_named(named.group(0))
        except ValueError as error:
            raise Unreadable(text, "zone") from error
        plain = (plain[: named.start()] + " " + plain[named.end() :]).strip()
    start = _relative(plain, now, zone) or _epoch(plain, zone)
    if start is None:
        found = _packed(plain) or _day(plain, day_first)
        if found is None:
            raise Unreadable(text, "not-a-day")
        start = Start(found.day, _time(found.text), zone)
    if not EARLIEST <= start.day.year <= LATEST:
        raise Unreadable(text, "year")
    return start


def _relative(plain: str, now: datetime, zone: Zone) -> Start | None:
    here = now.astimezone(zone)
    ago = _AGO.fullmatch(plain)
    if ago:
        number = int(ago[1])
        unit = next(group for group in ago.groups()[1:] if group)
        if unit in ("day", "days", "ngày", "天"):
            return Start((here - timedelta(days=number)).date(), None, zone)
        then = here - timedelta(hours=number)
        return Start(then.date(), then.time().replace(microsecond=0), zone)
    if plain in _NOW:
        return Start(here.date(), here.time().replace(microsecond=0), zone)
    for word, days in _RELATIVE.items():
        if (
            plain == word
            or plain.startswith((word + " ", word + ","))
            or (plain.startswith(word) and not word.isascii())
        ):
            return Start((here - timedelta(days=days)).date(), _time(plain[len(word) :]), zone)
    return None


def _epoch(plain: str, zone: Zone) -> Start | None:
    """Seconds or milliseconds since 1970, as programs write moments."""
    if not _EPOCH.fullmatch(plain):
        return None
    at = datetime.fromtimestamp(int(plain[:10]), UTC).astimezone(zone)
    return Start(at.date(), at.time(), zone)


def _packed(plain: str) -> _Rest | None:
    """20261122140500000, as AliExpress' older interfaces write moments (a zone may follow)."""
    found = _PACKED.search(plain)
    if not found:
        return None
    year, month, day, *clock = (int(group) for group in found.groups())
    return _Rest(_valid(plain, year, month, day), "{:02}:{:02}:{:02}".format(*clock))


def _day(plain: str, day_first: bool | None) -> _Rest | None:
    for pattern, order in ((_YMD, "ymd"), (_NAMED_DMY, "dmy"), (_NAMED_MDY, "mdy"), (_VIETNAMESE, "dmy")):
        found = pattern.search(plain)
        if found:
            parts = dict(zip(order, found.groups(), strict=True))
            month = parts["m"]
            number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
            day = _valid(plain, int(parts["y"]), number, int(parts["d"]))
            return _Rest(day, plain[: found.start()] + " " + plain[found.end() :])
    found = _NUMBERS.search(plain)
    if not found:
        return None
    one, other, year = int(found[1]), int(found[3]), max(1, int(found[4]))
    readings = tuple(dict.fromkeys(_possible(year, one, other, day_first) or _possible(year, one, other, None)))
    if not readings:
        raise Unreadable(plain, "no-such-day")
    if len(readings) > 1:
        raise Unreadable(plain, "two-readings", readings)
    return _Rest(readings[0], plain[: found.start()] + " " + plain[found.end() :])


def _possible(year: int, one: int, other: int, day_first: bool | None) -> list[date]:
    """The days that exist among the readings that are usual."""
    found = []
    for month, day, usual in ((other, one, day_first is not False), (one, other, day_first is not True)):
        if usual and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            found.append(date(year, month, day))
    return found


def _valid(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(text, "no-such-day") from error


def _time(text: str) -> time | None:
    """The time of day in what stands around the day; None if there is none. Raises Unreadable."""
    found = _TIME.search(text.replace("t", " ") if re.search(r"t\d", text) else text)
    if found:
        hour, minute, second = int(found["h"]), int(found["m"] or 0), int(found["s"] or 0)
        half = found["half"] or found["zh"] or ""
    else:
        alone = _HALF_ONLY.search(text)
        if not alone:
            return None
        hour, minute, second, half = int(alone[1]), 0, 0, alone[2]
    if half in ("pm", "chiều", "tối", "下午", "晚上") and hour < 12:
        hour += 12
    if half in ("am", "凌晨") and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise Unreadable(text.strip(), "no-such-time") from error


def read_left(text: str) -> timedelta:
    """A countdown: "2 days 3 hours", "2d 03:04:05", "2 ngày 3 giờ", "2天3小时", or seconds. Raises Unreadable."""
    plain = " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).casefold().split())
    if len(text) > LONGEST:
        raise Unreadable(text[:LONGEST], "not-a-time-left")
    left = _left(plain)
    if left is None or left > LONGEST_LEFT:
        raise Unreadable(text, "not-a-time-left")
    return left


def _left(plain: str) -> timedelta | None:
    if re.fullmatch(r"\d{1,9}", plain):
        return timedelta(seconds=int(plain))
    clock = _CLOCK.fullmatch(plain)
    if clock:
        days, hours, minutes, seconds = (int(group or 0) for group in clock.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    lengths = _LENGTH.findall(plain)
    if not lengths or re.sub(r"[\s,.:]|and|và|零", "", _LENGTH.sub("", plain)):
        return None
    return timedelta(seconds=sum(int(number) * _UNITS[unit] for number, unit in lengths))
