"""Numbers of papers: taxpayers', customs', identity, bank and card numbers, told by form and check digits.

Forms: CPF and CNPJ (Receita Federal), RUT (SII), RFC and CURP (SAT, RENAPO), PCCC (Korea Customs Service), IOSS
(EU 2019/1995), DNI and NIE, codice fiscale, GB 11643 (Chinese resident identity), ISO 13616 (IBAN), ISO/IEC 7812 (cards).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from orderdoctor.masking.shadow import Hit

_WRITTEN: Final = re.compile(
    r"(?<![A-Za-z0-9.*-])(?:"
    r"[0-9]{3}\.[0-9]{3}\.[0-9]{3}-[0-9]{2}"
    r"|[0-9]{2}\.[0-9]{3}\.[0-9]{3}/[0-9]{4}-[0-9]{2}"
    r"|[0-9]{1,2}\.[0-9]{3}\.[0-9]{3}-[0-9Kk]"
    r"|[0-9]{7,8}-[0-9Kk]"
    r"|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
    r")(?![A-Za-z0-9]|-[0-9])"
)
_TOKEN: Final = re.compile(
    r"P[0-9]{12}|IM[0-9]{10}|[0-9]{8}[A-Z]|[XYZ][0-9]{7}[A-Z]"
    r"|[A-ZÑ&]{3,4}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[A-Z0-9]{3}"
    r"|[A-Z]{4}[0-9]{6}[HM][A-Z]{5}[A-Z0-9][0-9]"
    r"|[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]"
    r"|[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}X",
    re.IGNORECASE,
)
_SPACED_IBAN: Final = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{2}(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
_CARD: Final = re.compile(r"(?:4[0-9]|5[1-5]|2[2-7]|35|6[0-9])[0-9]{14}|3[47][0-9]{13}|62[0-9]{15,17}")
_RESIDENT: Final = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{4}")


def papers(text: str) -> Iterator[Hit]:
    """Numbers that are written with dots, dashes or spaces as the papers have them."""
    for match in _WRITTEN.finditer(text):
        yield Hit(*match.span())
    for match in _SPACED_IBAN.finditer(text):
        groups = match[0].split()
        for count in range(len(groups), 3, -1):
            length = len(" ".join(groups[:count]))
            if is_iban("".join(groups[:count])):
                yield Hit(match.start(), match.start() + length)
                break


def is_paper(token: str) -> bool:
    """Whether letters and digits without a gap have the form of such a number."""
    return bool(_TOKEN.fullmatch(token)) or is_iban(token)


def is_iban(token: str) -> bool:
    """Whether the check digits are right (mod 97 is 1)."""
    if not (15 <= len(token) <= 34 and token[:2].isalpha() and token[2:4].isdigit()):
        return False
    return int("".join(str(int(sign, 36)) for sign in token[4:] + token[:4])) % 97 == 1


def is_card(digits: str) -> bool:
    """Whether digits are a payment card's: a known issuer, and the sum of Luhn."""
    if not _CARD.fullmatch(digits):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def is_resident(digits: str) -> bool:
    """Whether 18 digits are a Chinese resident's: a day of birth, and the check digit (mod 11)."""
    if not _RESIDENT.fullmatch(digits):
        return False
    total = sum(int(digit) << (17 - place) for place, digit in enumerate(digits))
    return total % 11 == 1
