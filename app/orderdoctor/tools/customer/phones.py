"""Phone numbers: what AliExpress takes (digits only, country code apart, no 0 before it) and whether it can be one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orderdoctor.tools.customer.letters import digits, spans, tidy
from orderdoctor.tools.customer.model import Details, Field, Finding, PhoneParts, Rule, by
from orderdoctor.tools.finding import Severity, Sure

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

LONGEST = 40
SHORTEST_NUMBER, LONGEST_NUMBER = 7, 13
SHORTEST_MEASURED, LONGEST_MEASURED = 9, 12
OFFICIAL = (by("order-create-doc", Sure.OFFICIAL),)
PLAN = (by("libphonenumber", Sure.TOOL),)
_LABEL = re.compile(r"^\s*(?:tel|phone|mobile|cell|fon|sđt|电话|手机|whatsapp)[a-z]*\.?\s*[:：]?\s*", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:ext|extension|x|ramal|доб)\.?\s*\d{1,6}\s*$", re.IGNORECASE)
_PLACEHOLDERS = ("0123456789", "1234567890")


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number that was read."""

    parts: PhoneParts
    possible: bool
    valid: bool
    region: str


def read_phone(text: str, country: str) -> Phone | None:
    """The number that a text means when it is dialled in a country ("" if that is not known); None if it is none."""
    import phonenumbers

    written = _EXTENSION.sub("", _LABEL.sub("", tidy(text)))[:LONGEST]
    if written.startswith("00"):
        written = "+" + written[2:]
    try:
        number = phonenumbers.parse(written, country or None)
    except phonenumbers.NumberParseException:
        return None
    parts = PhoneParts(str(number.country_code or ""), phonenumbers.national_significant_number(number))
    region = phonenumbers.region_code_for_number(number) or ""
    return Phone(parts, _possible(number), _valid(number, country), region)


def _possible(number: PhoneNumber) -> bool:
    """Whether it can be dialled from another country: a number without its area code can't."""
    import phonenumbers

    reason = phonenumbers.is_possible_number_with_reason(number)
    return bool(reason == phonenumbers.ValidationResult.IS_POSSIBLE)


def _valid(number: PhoneNumber, country: str) -> bool:
    import phonenumbers

    return phonenumbers.is_valid_number(number) or (
        bool(country) and phonenumbers.is_valid_number_for_region(number, country)
    )


def check_phone(details: Details, country: str, phone: Phone | None) -> Iterator[Finding]:
    """The findings about the phone number; `phone` is what `read_phone` made of it."""
    given = details.text(Field.PHONE)
    if not given:
        return
    shift = (details.phone or "").index(given)
    letters = spans(_LABEL.sub(_blank, _EXTENSION.sub(_blank, given)), _is_letter)
    if letters:
        yield Finding(
            Field.PHONE, Severity.ERROR, Rule.PHONE_LETTERS, OFFICIAL, {}, _shifted(letters, shift),
            (phone.parts.number,) if phone and phone.possible else (),
        )  # fmt: skip
    made_up = _is_made_up(digits(given)) or (phone is not None and _is_made_up(phone.parts.number))
    if made_up:
        tool = (by("ald-code", Sure.TOOL),)
        yield Finding(Field.PHONE, Severity.WARNING, Rule.PHONE_PLACEHOLDER, tool, {"given": given})
    if phone is None:
        yield Finding(Field.PHONE, Severity.ERROR, Rule.PHONE_IMPOSSIBLE, PLAN, {"given": given})
        return
    if not letters:
        yield from _signs(given, phone, shift)
    if not made_up:
        yield from _plan(given, phone, country)
    yield from _length(phone)


def _signs(given: str, phone: Phone, shift: int) -> Iterator[Finding]:
    """What has to be written in another way, though the number is clear."""
    number = phone.parts.number
    wrong = spans(given, lambda letter: not "0" <= letter <= "9")
    facts = {"code": phone.parts.code, "number": number}
    if given.lstrip().startswith(("+", "00")) and not spans(given[1:], lambda letter: not letter.isdigit()):
        yield Finding(
            Field.PHONE, Severity.HINT, Rule.PHONE_CODE,
            (*OFFICIAL, by("dsers-csv-orders", Sure.PUBLISHED)), facts, (), (number,), True,
        )  # fmt: skip
    elif wrong:
        yield Finding(
            Field.PHONE, Severity.WARNING, Rule.PHONE_SIGNS, OFFICIAL, facts, _shifted(wrong, shift), (number,), True
        )
    elif digits(given) == f"0{number}":
        yield Finding(
            Field.PHONE, Severity.WARNING, Rule.PHONE_ZERO, OFFICIAL, facts, ((shift, shift + 1),), (number,), True
        )
    elif digits(given) != number:
        yield Finding(Field.PHONE, Severity.HINT, Rule.PHONE_CODE, OFFICIAL, facts, (), (number,), True)


def _plan(given: str, phone: Phone, country: str) -> Iterator[Finding]:
    """What the numbering plan of the country says."""
    if not phone.possible:
        yield Finding(Field.PHONE, Severity.ERROR, Rule.PHONE_IMPOSSIBLE, PLAN, {"given": given})
    elif not phone.valid:
        yield Finding(Field.PHONE, Severity.WARNING, Rule.PHONE_NOT_VALID, PLAN, {"given": given})
    elif country and phone.region and phone.region != country:
        yield Finding(Field.PHONE, Severity.HINT, Rule.PHONE_ELSEWHERE, PLAN, {"region": phone.region})


def _is_made_up(number: str) -> bool:
    """Whether it is what tools and customers put in when they have no number: seven equal digits, or 123456789."""
    return len(number) > 5 and (len(set(number[-7:])) == 1 or any(number in row for row in _PLACEHOLDERS))


def _length(phone: Phone) -> Iterator[Finding]:
    """How many digits AliExpress' message allows, and how many one operator found it to allow."""
    length = len(phone.parts.number)
    if not SHORTEST_NUMBER <= length <= LONGEST_NUMBER:
        yield Finding(
            Field.PHONE, Severity.ERROR, Rule.PHONE_LENGTH, (by("public-code", Sure.OFFICIAL),),
            {"n": length, "least": SHORTEST_NUMBER, "most": LONGEST_NUMBER},
        )  # fmt: skip
    elif not SHORTEST_MEASURED <= length <= LONGEST_MEASURED:
        yield Finding(
            Field.PHONE, Severity.HINT, Rule.PHONE_LENGTH_MEASURED, (by("operator-notes", Sure.OPERATOR),),
            {"n": length, "least": SHORTEST_MEASURED, "most": LONGEST_MEASURED},
        )  # fmt: skip


def _is_letter(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LS" and letter != "+" and letter != "＋"


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _shifted(found: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in found)
