"""Numbers that tell nothing about a person: dates, years, amounts of money, small fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CODES: Final = (
    "USD|EUR|GBP|CNY|RMB|VND|VNĐ|BRL|AUD|CAD|MXN|CLP|COP|PEN|ARS|KRW|JPY|RUB|UAH|PLN|TRY|INR|IDR|PHP|THB|MYR|SGD|HKD|TWD|"
    "CHF|SEK|NOK|DKK|CZK|HUF|ILS|SAR|AED|NGN|ZAR|NZD"
)
_SIGNS: Final = "[$€£¥₫฿₹₽₩₺]"
_SUM: Final = re.compile(
    r"(?<![0-9+*(-])(?<![0-9][ .,/-])[1-9](?:[0-9]{0,2}(?:[., ][0-9]{3}){2,4}|[0-9]{7,9})(?:[.,][0-9]{1,2})?(?![0-9]|[.,-][0-9])"
)
"""A number that could be taken for a person's: of shorter ones there is no doubt."""

_BEFORE: Final = re.compile(rf"(?:{_SIGNS}|(?<![A-Za-z0-9])(?:{_CODES})) ?\Z", re.IGNORECASE)
_AFTER: Final = re.compile(rf" ?(?:{_SIGNS}|[đ元块円원](?!\w)|(?:{_CODES}|đồng|dong|d)(?![A-Za-z0-9]))", re.IGNORECASE)
_LONGEST_CODE: Final = 5
_YEAR: Final = "(?:19|20)[0-9]{2}"
_MONTH: Final = "(?:1[0-2]|0?[1-9])"
_DAY: Final = "(?:3[01]|[12][0-9]|0?[1-9])"
_TIME: Final = r"(?:[T ,]{1,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
_DATE: Final = re.compile(
    rf"(?<![0-9A-Za-z*])(?<![0-9][./-])(?:"
    rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}{_TIME}"
    rf"|{_DAY}[-./]{_MONTH}[-./]{_YEAR}{_TIME}|{_MONTH}[-./]{_DAY}[-./]{_YEAR}{_TIME}"
    rf"|20[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:T?(?:[01][0-9]|2[0-3])[0-5][0-9][0-5][0-9]Z?)?"
    rf"|{_YEAR}-{_YEAR}"
    rf"|0\.[0-9]+"
    rf")(?![0-9A-Za-z]|[./-][0-9])"
)


def harmless(text: str) -> Iterator[tuple[int, int]]:
    """Where such numbers stand, in order, none in another."""
    done = 0
    for start, end in sorted([*_amounts(text), *(match.span() for match in _DATE.finditer(text))]):
        if start >= done:
            yield start, end
            done = end


def _amounts(text: str) -> Iterator[tuple[int, int]]:
    for match in _SUM.finditer(text):
        start, end = match.span()
        if _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - _LONGEST_CODE) : start]):
            yield start, end
