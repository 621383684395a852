"""Numbers that tell nothing about a person: dates, years, amounts of money, small fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_CURRENCY: Final = (
    "USD|EUR|GBP|CNY|RMB|VND|VNĐ|BRL|AUD|CAD|MXN|CLP|COP|PEN|ARS|KRW|JPY|RUB|UAH|PLN|TRY|INR|IDR|PHP|THB|MYR|SGD|HKD|TWD|"
    "CHF|SEK|NOK|DKK|CZK|HUF|ILS|SAR|AED|NGN|ZAR|NZD"
)
_GROUPED: Final = r"[1-9][0-9]{0,2}(?:[., ][0-9]{3}){1,4}(?:[.,][0-9]{1,2})?"
_SUM: Final = rf"(?:{_GROUPED}|[1-9][0-9]{{0,9}}(?:[.,][0-9]{{1,2}})?)"
_AMOUNT: Final = re.compile(
    rf"(?:(?:R\$|US ?\$|[$€£¥₫฿₹₽₩₺￥]) ?|(?<![A-Za-z0-9])(?:{_CURRENCY}) ?){_SUM}(?![0-9A-Za-z]|[.,-][0-9])"
    rf"|(?<![0-9+*A-Za-z(-])(?<![0-9][ .,/-]){_SUM} ?(?:[$€£¥₫฿₹₽₩₺￥đ元块円원]|(?:{_CURRENCY}|đồng|dong|d)(?![A-Za-z0-9]))",
    re.IGNORECASE,
)
_YEAR: Final = "(?:19|20)[0-9]{2}"
_MONTH: Final = "(?:1[0-2]|0?[1-9])"
_DAY: Final = "(?:3[01]|[12][0-9]|0?[1-9])"
_TIME: Final = r"(?:[T ,]{1,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?)?"
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
    found = sorted(match.span() for pattern in (_AMOUNT, _DATE) for match in pattern.finditer(text))
    for start, end in found:
        if start >= done:
            yield start, end
            done = end
