"""Reads the lines of an order as people type or paste them: name, price of one piece, quantity."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from orderdoctor.tools.split.amounts import CURRENCIES, NUMBER, SIGN, Amount, read_amount

MOST_LINES = 100
LONGEST_LINE = 300
LONGEST_NAME = 120

_BULLET = re.compile(r"^\s*(?:[-*•·–]|\d{1,3}[.)])\s+(?=\D)")
_CELLS = re.compile(r"\t|;|\|| *, (?=\S)|，")
_PIECES = r"(?:pieces|piece|pcs|pc|cái|chiếc|sản phẩm|sp|件|个|只|套)"
_AT_END = re.compile(rf"[x×*✕]\s*(\d{{1,9}})\s*{_PIECES}?\s*$")
_TIMES = re.compile(
    r"(?:\bqty\.?|\bquantity|\bsl\.?|số lượng|数量)\s*[:=]?\s*(?P<a>\d{1,9})\b"
    rf"|(?<![\w.,])(?P<b>\d{{1,9}})\s*(?:[x×*✕](?:\s+|(?=[^\d\s]))|{_PIECES}(?![a-zà-ỹđ]))"
    r"|(?<!\d)[x×*✕]\s*(?P<c>\d{1,9})(?=\s|[;,](?!\d))",
)
_PRICE = re.compile(
    rf"(?:(?P<sign>{SIGN.pattern})\s?|(?<![\w.,']))(?P<number>{NUMBER.pattern})"
    rf"(?P<k>\s?k(?![a-z]))?(?:\s?(?P<unit>{SIGN.pattern}))?(?![a-z0-9]|[.,']\d)"
)
_LABEL = re.compile(r"\s+(?:price|each|giá|đơn giá|mỗi cái|单价|价格)$", re.IGNORECASE)
_THOUSAND = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_EDGES = " \t-–—:=,;|/@·()[]"


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the order. price: of one piece, as typed; line: its number, from 1; currency: its code, or empty."""

    line: int
    name: str
    price: Decimal
    quantity: int
    currency: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that can't be read. why: no-price, no-number (of pieces), minus or too-long."""

    line: int
    text: str
    why: str


def read_items(text: str, decimal_mark: str = ".") -> tuple[list[Item], list[BadLine]]:
    """The items of a text, one a line, and the lines that can't be read; empty lines and a heading are passed over."""
    items: list[Item] = []
    bad: list[BadLine] = []
    for number, line in enumerate(text.splitlines()[: MOST_LINES * 2], 1):
        if not line.strip():
            continue
        if len(line) > LONGEST_LINE:
            bad.append(BadLine(number, line[:LONGEST_NAME], "too-long"))
            continue
        read = _read(number, line, decimal_mark)
        if isinstance(read, Item):
            items.append(read)
        elif items or bad or any(letter.isdigit() for letter in line):
            bad.append(read)
    return items, bad


def _read(number: int, line: str, decimal_mark: str) -> Item | BadLine:
    plain = unicodedata.normalize("NFKC", _THOUSAND.sub("'", line))
    plain = "".join(letter for letter in plain if letter == "\t" or unicodedata.category(letter)[0] != "C")
    plain = _BULLET.sub("", plain)
    low = plain.lower()
    if len(low) != len(plain):
        low = plain
    cells = _CELLS.split(low)
    if len(cells) >= 2 and not (_AT_END.search(low) or _TIMES.search(low)):
        return _from_cells(number, cells, _CELLS.split(plain), decimal_mark)
    return _from_words(number, plain, low, decimal_mark)


def _from_cells(number: int, cells: list[str], plain: list[str], decimal_mark: str) -> Item | BadLine:
    """A row of a table: name, price, quantity; if only one of the two is a whole number, that is the quantity."""
    numeric = [place for place, cell in enumerate(cells) if _PRICE.fullmatch(cell.strip())][-2:]
    if not numeric:
        return BadLine(number, " ".join(plain)[:LONGEST_NAME], "no-price")
    price, quantity = numeric[0], 1
    if len(numeric) == 2:
        first, second = (_counts(cells[place]) for place in numeric)
        price, other = (numeric[1], numeric[0]) if first and not second else (numeric[0], numeric[1])
        if not _counts(cells[other]):
            return BadLine(number, " ".join(plain)[:LONGEST_NAME], "no-number")
        quantity = int(cells[other])
    found = _PRICE.fullmatch(cells[price].strip())
    name = " ".join(cell for place, cell in enumerate(plain) if place not in numeric)
    return _item(number, name, found, quantity, decimal_mark)


def _counts(cell: str) -> bool:
    """Whether a cell can be a number of pieces: a whole number without a currency's sign."""
    return cell.strip().isdecimal() and len(cell.strip()) <= 6


def _from_words(number: int, plain: str, low: str, decimal_mark: str) -> Item | BadLine:
    """A line in running words: the quantity stands beside a times sign, the price is the last number.

    A number with a currency's sign goes before one with decimals, and that before a whole one.
    """
    times = _AT_END.search(low) or _TIMES.search(low)
    quantity = int(next(group for group in times.groups() if group)) if times else 1
    if times:
        low = low[: times.start()] + " " * (times.end() - times.start()) + low[times.end() :]
        plain = plain[: times.start()] + " " * (times.end() - times.start()) + plain[times.end() :]
    prices = list(_PRICE.finditer(low))
    signed = [found for found in prices if found["sign"] or found["unit"]]
    broken = [found for found in prices if not found["number"].isdecimal()]
    chosen = next((group[-1] for group in (signed, broken, prices) if group), None)
    name = plain if chosen is None else plain[: chosen.start()] + " " + plain[chosen.end() :]
    return _item(number, name, chosen, quantity, decimal_mark)


def _item(number: int, name: str, price: re.Match[str] | None, quantity: int, decimal_mark: str) -> Item | BadLine:
    tidy = _LABEL.sub("", " ".join(name.split()).strip(_EDGES))[:LONGEST_NAME].strip(_EDGES)
    if price is None:
        return BadLine(number, tidy, "no-price")
    currency = CURRENCIES.get(price["sign"] or "", "") or CURRENCIES.get(price["unit"] or "", "")
    amount = read_amount(price["number"], decimal_mark, currency)
    if amount is None:
        return BadLine(number, tidy, "no-price")
    if re.search(r"(?:^|\s)[-−–]$", price.string[: price.start()]):
        return BadLine(number, tidy, "minus")
    if quantity == 0:
        return BadLine(number, tidy, "no-number")
    if price["k"]:
        amount = Amount(amount.value * 1000)
    return Item(number, tidy, amount.value, quantity, currency, amount.doubtful)
