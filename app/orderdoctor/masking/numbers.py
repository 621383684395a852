"""Order, tracking and other long numbers that are written without a gap.

Of an order's and a parcel's number the last four digits stay, so that cases can be told apart; of others nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from orderdoctor.masking.papers import is_card, is_paper, is_resident
from orderdoctor.masking.shadow import HIDDEN, Hit

SHORTEST: Final = 8
"""Digits in a row from which on a number is personal, wherever it stands."""

_ORDER_DIGITS: Final = 13
"""Digits from which on a number is an order's or a parcel's: a phone number with its country has 12 at most, as a rule."""

_TOKEN: Final = re.compile(rf"(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])[A-Za-z0-9]{{{SHORTEST},}}+")
_RUN: Final = re.compile(rf"[0-9]{{{SHORTEST},}}")
_DIGIT: Final = re.compile("[0-9]")
_REACH: Final = 40
_BETWEEN: Final = " \"'\\:#=.()[]{}<>*-_/|,\t“”「」【】"
_COUNTING: Final = (
    "number", "numbers", "num", "nr", "no", "id", "ids", "sn", "code", "so", "la", "is", "编号", "号码", "号", "码", "單號", "是", "为",
)  # fmt: skip
_ORDER: Final = (
    "order", "orders", "don", "don hang", "ma don", "van don", "buu gui", "kien hang", "tracking", "track", "awb", "waybill",
    "parcel", "package", "shipment", "consignment", "trade", "logistics", "订单", "運單", "訂單", "运单", "单", "快递", "物流", "包裹",
    "追踪", "跟踪", "货运", "交易",
)  # fmt: skip
_CODE: Final = ("errorcode", "error code", "error_code", "errcode", "err_code", "sub_code", "subcode", "ret_code", "retcode",
    "result_code", "errno", "ma loi", "错误码", "错误代码", "报错代码", "返回码", "状态码")  # fmt: skip
_BARE_CODE: Final = re.compile(r"(?:\A|[^a-z0-9 _] *)code\Z")


def numbers(text: str) -> Iterator[Hit]:
    """Long numbers, and tokens of letters and digits that are numbers of orders, parcels or papers."""
    for match in _TOKEN.finditer(text):
        hit = _of_token(text, match.start(), match[0])
        if hit is not None:
            yield hit


def _of_token(text: str, start: int, token: str) -> Hit | None:
    if token.isdigit():
        return _of_digits(text, start, token)
    end = start + len(token)
    digits = "".join(_DIGIT.findall(token))
    if is_paper(token):
        return Hit(start, end)
    if _RUN.search(token):
        return Hit(start, end, rest(digits))
    joined = text[start - 1 : start] in tuple("_-") or text[end : end + 1] in tuple("_-")
    if joined or len(token) < SHORTEST + 1 or len(digits) < 6:
        return None
    return Hit(start, end, rest(digits))


def _of_digits(text: str, start: int, digits: str) -> Hit | None:
    end = start + len(digits)
    if text[max(0, start - 2) : start].rstrip("(").endswith("+"):
        return Hit(text.rindex("+", 0, start), end)
    size = len(digits)
    if size <= 10 and is_code_before(text, start):
        return None
    if digits.startswith("00") and size <= 15:
        return Hit(start, end)
    if size < _ORDER_DIGITS or is_card(digits) or is_resident(digits):
        return Hit(start, end, rest(digits) if is_order_before(text, start) else HIDDEN)
    return Hit(start, end, rest(digits))


def rest(digits: str) -> str:
    """What stays of an order's or a parcel's number."""
    return HIDDEN + digits[-4:]


def is_order_before(text: str, start: int) -> bool:
    """Whether the words before a place name an order or a parcel."""
    before = _before(text, start)
    if before.endswith(_COUNTING):
        word = max((word for word in _COUNTING if before.endswith(word)), key=len)
        before = before.removesuffix(word).rstrip(_BETWEEN)
    return before.endswith(_ORDER)


def is_code_before(text: str, start: int) -> bool:
    """Whether what follows is said to be an error code."""
    before = _before(text, start)
    return before.endswith(_CODE) or (before.endswith("code") and _BARE_CODE.search(before) is not None)


def _before(text: str, start: int) -> str:
    """The words before a place: small letters without accents, and no signs at the end."""
    before = text[max(0, start - _REACH) : start].rstrip(_BETWEEN).casefold()
    if before.isascii():
        return before
    before = unicodedata.normalize("NFD", before).replace("đ", "d")
    return "".join(letter for letter in before if not unicodedata.combining(letter))
