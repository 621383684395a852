"""Reads amounts of money as people write them: 12.50, 12,50, 1,234.50, 1.234,50, 120.000đ, 120k, US$3, ¥18."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

LARGEST = Decimal(10) ** 12

NUMBER = re.compile(r"\d{1,15}(?:[.,']\d{1,15})*")

CURRENCIES = {
    "ca$": "CAD", "cad$": "CAD", "cad": "CAD", "c$": "CAD", "us$": "USD", "usd": "USD", "au$": "AUD", "aud": "AUD",
    "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "₫": "VND", "vnd": "VND", "vnđ": "VND", "đồng": "VND",
    "đ": "VND", "cny": "CNY", "rmb": "CNY", "元": "CNY", "人民币": "CNY", "美元": "USD", "加元": "CAD", "欧元": "EUR",
    "jpy": "JPY", "brl": "BRL", "r$": "BRL", "mxn": "MXN", "krw": "KRW", "₩": "KRW", "pln": "PLN", "zł": "PLN",
}  # fmt: skip
"""Signs and codes of currencies. "$" and "¥" alone are left out: several countries use them."""

_SIGN = "|".join(sorted(map(re.escape, CURRENCIES), key=len, reverse=True))
SIGN = re.compile(rf"(?<![a-zà-ỹđ])(?:{_SIGN})(?![a-zà-ỹđ])|[$¥]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number that was read. doubtful: it can be read in another way as well (1,234: thousands or decimals)."""

    value: Decimal
    doubtful: bool = False


WITHOUT_DECIMALS = frozenset({"VND", "JPY", "KRW"})
"""Currencies whose amounts have no decimals: 120.000 and 120,000 are both 120 thousand."""


def read_amount(text: str, decimal_mark: str = ".", currency: str = "") -> Amount | None:
    """The amount that a number stands for; None if it is none, or larger than LARGEST.

    decimal_mark: what the reader's language writes before the decimals; it decides where both readings are possible.
    """
    digits = text.strip().replace("'", "")
    if not NUMBER.fullmatch(text.strip()):
        return None
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return _amount(digits, False)
    last = marks[-1]
    whole, _, tail = digits.rpartition(last)
    groups = re.split("[.,]", digits)
    grouped = all(len(group) == 3 for group in groups[1:]) and 1 <= len(groups[0]) <= 3 and groups[0] != "0"
    whole_only = currency in WITHOUT_DECIMALS
    if len(set(marks)) == 1 and grouped and (len(marks) > 1 or whole_only or last != decimal_mark):
        return _amount("".join(groups), len(marks) == 1 and not whole_only)
    if len(marks) > 1 and (len(set(marks)) == 1 or marks[:-1].count(last)):
        return None
    return _amount(re.sub("[.,]", "", whole) + "." + tail, grouped and len(marks) == 1)


def _amount(digits: str, doubtful: bool) -> Amount | None:
    value = Decimal(digits)
    return Amount(value, doubtful) if value <= LARGEST else None
