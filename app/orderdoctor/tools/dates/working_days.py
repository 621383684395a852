"""Working days of one or several countries, by the library `holidays` (imported when it is first needed: 0.1 s).

A day counts only if it is a working day in every country named. Holidays of regions are not known here, only those
of the whole country. China and some other countries decree working days at weekends, for next year not before about
November: years for which the library does not know them yet are named, and so are holidays that follow the moon.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

MOST_COUNTRIES = 5

_OWN_CODES = {
    "UK": "GB", "SRB": "RS", "MNE": "ME", "JEY": "JE", "GGY": "GG", "ZR": "CD", "TLS": "TL", "ALA": "AX", "BLM": "BL",
    "MAF": "MF", "SGS": "GS",
}  # fmt: skip
"""AliExpress' own country codes where they differ from ISO 3166 (shared/facts/countries.md)."""


Names = Mapping[str, Sequence[str]]
"""The names of countries, by their ISO codes: English, Vietnamese, Chinese, perhaps others."""


class UnknownCountry(ValueError):  # noqa: N818 - what the user typed is no error of ours
    """Nothing is known of the holidays of this country."""

    def __init__(self, given: str) -> None:
        """Take what was given."""
        super().__init__(given)
        self.given = given


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day from Monday to Friday that does not count, or, if `made_up`, a day of a weekend that does."""

    day: date
    country: str
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Uncertain:
    """What is not certain about a country's days. why: make-up-days of a whole year, or the moon for a day."""

    country: str
    year: int
    why: str
    day: date | None = None


class WorkingDays:
    """Counts working days in some countries; without any, from Monday to Friday."""

    def __init__(self, countries: Sequence[str], known_until: int, names: Names | None = None) -> None:
        """Take codes or names of countries, and the last year whose decreed working days are known.

        Raises UnknownCountry.
        """
        self._known_until = known_until
        codes = list(dict.fromkeys(country_code(country, names) for country in countries))[:MOST_COUNTRIES]
        self.countries = tuple(codes)
        self._calendars = {code: _calendar(code) for code in codes}

    def counts(self, day: date) -> bool:
        """Whether a day is a working day everywhere."""
        if not self._calendars:
            return day.weekday() < 5
        return all(calendar.is_working_day(day) for calendar in self._calendars.values())

    def after(self, day: date, number: int) -> date:
        """The day that is so many working days after a day, which itself does not count."""
        while number > 0:
            day += timedelta(days=1)
            number -= self.counts(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after a day, up to and with another."""
        return sum(self.counts(day) for day in _days(start + timedelta(days=1), end))

    def special(self, start: date, end: date) -> Iterator[DayOff]:
        """The days after `start`, up to and with `end`, that are not what the weekday says."""
        for day in _days(start + timedelta(days=1), end):
            for code, calendar in self._calendars.items():
                works, weekend = calendar.is_working_day(day), calendar.is_weekend(day)
                if works == weekend:
                    yield DayOff(day, code, made_up=works)

    def uncertain(self, start: date, end: date) -> Iterator[Uncertain]:
        """What is not certain from one day to another."""
        for code, calendar in self._calendars.items():
            for year in range(start.year, end.year + 1):
                if getattr(calendar, "has_substituted_holidays", False) and not self._decreed(calendar, year):
                    yield Uncertain(code, year, "make-up-days")
            for day in _days(start, end):
                if "(estimated" in (calendar.get(day) or ""):
                    yield Uncertain(code, day.year, "moon", day)

    def _decreed(self, calendar: Any, year: int) -> bool:  # noqa: ANN401 - the library's own class
        if year <= self._known_until:
            return True
        _ = date(year, 1, 1) in calendar
        return any(day.year == year for day in calendar.weekend_workdays)


def country_code(given: str, names: Names | None = None) -> str:
    """The ISO code of a country given by its code, AliExpress' code or a name. Raises UnknownCountry."""
    import holidays.registry

    plain = given.strip().upper()
    plain = _OWN_CODES.get(plain, plain)
    wanted = _letters(given)
    for module, entry in holidays.registry.COUNTRIES.items():
        code = str(entry[1])
        called = {_letters(module), *map(_letters, (names or {}).get(code, ()))}
        if plain in entry[1:3] or (wanted and wanted in called):
            return code
    raise UnknownCountry(given)


def _letters(name: str) -> str:
    """A name without case, marks and what stands between its words."""
    apart = unicodedata.normalize("NFKD", name[:100].casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if letter.isalnum())


def known_countries() -> tuple[str, ...]:
    """The ISO codes of all countries whose holidays are known."""
    import holidays.registry

    return tuple(sorted(str(entry[1]) for entry in holidays.registry.COUNTRIES.values()))


def _calendar(code: str) -> Any:  # noqa: ANN401 - the library's own class
    import holidays

    calendar = holidays.country_holidays(code)
    if "en_US" in calendar.supported_languages:
        return holidays.country_holidays(code, language="en_US")
    return calendar


def _days(start: date, end: date) -> Iterable[date]:
    return (start + timedelta(days=n) for n in range((end - start).days + 1))
