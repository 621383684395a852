"""Tax, customs and identity numbers: which of a country's numbers a text is, and what is wrong with it.

The check rules are python-stdnum's; the few that it lacks stand at the end. Korea's PCCC has a check character whose
rule nobody published: only its form is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from importlib import import_module
from itertools import product

from orderdoctor.tools.customer.knowledge import Country, Knowledge, Number
from orderdoctor.tools.customer.letters import plain, tidy
from orderdoctor.tools.customer.model import Ask

_SEPARATORS = str.maketrans("", "", " .-/\\‐‑‒–—―−_,·'’")
_NUMBER_WORDS = frozenset(("n", "no", "nr", "num", "number", "numero"))
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХУІ", "ABEKMHOPCTXYI")
"""Cyrillic capitals that look like Latin ones."""

_LOOKS = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "|": "1", "Z": "2", "S": "5", "B": "8"}
"""Letters that people read or type in place of a digit."""


class Fit(IntEnum):
    """How well a text fits a kind of number, the best first."""

    RIGHT = 0
    FORM_ONLY = 1
    CHECK = 2
    DATE = 3
    PART = 4
    REPEATS = 5
    NOBODY = 6


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read as one kind of number. expected: the check characters that the rule asks for."""

    number: Number
    compact: str
    fit: Fit
    expected: str = ""


def compact(text: str, knowledge: Knowledge) -> str:
    """What is left of a number: capital letters and digits, without a label before it."""
    return _unlabelled(tidy(text), knowledge.labels).upper().translate(_LOOKALIKES).translate(_SEPARATORS)


def read(text: str, country: Country, knowledge: Knowledge) -> tuple[str, list[Reading]]:
    """The number without separators, and the country's numbers that it can be, the best fit first."""
    bare = compact(text, knowledge)
    kinds = [knowledge.numbers[number] for number in (*country.numbers, *country.also)]
    found = readings(bare, kinds)
    if not found and bare.startswith(country.code):
        shorter = bare[len(country.code) :]
        found = readings(shorter, kinds)
        bare = shorter if found else bare
    return bare, found


def _unlabelled(text: str, labels: Mapping[str, str]) -> str:
    """The text without a label such as "CPF:" in front, if one stands there."""
    for end in re.finditer(r"[\s:=#.]+(?=[^\s:=#.])", text[:60]):
        word = plain(text[: end.start()])
        if labels.get(word) == "id" or word in _NUMBER_WORDS:
            return _unlabelled(text[end.end() :], labels)
    return text


def readings(bare: str, numbers: Iterable[Number]) -> list[Reading]:
    """The kinds of number whose form the text has, the best fit first; the order given decides between equals."""
    found = [_read(bare, number) for number in numbers if number.form.fullmatch(bare)]
    return sorted(found, key=lambda reading: reading.fit)


def _read(bare: str, number: Number) -> Reading:
    if bare in number.nobody:
        return Reading(number, bare, Fit.NOBODY)
    if not number.repeats and len(set(bare)) == 1:
        return Reading(number, bare, Fit.REPEATS)
    if number.born and not _possible_date(bare, *number.born):
        return Reading(number, bare, Fit.DATE)
    if not number.check:
        return Reading(number, bare, Fit.FORM_ONLY)
    fault = _fault(number.check, bare)
    if fault is not Fit.CHECK:
        return Reading(number, bare, Fit.FORM_ONLY if fault is Fit.RIGHT and number.at is None else fault)
    return Reading(number, bare, Fit.CHECK, _expected(bare, number))


def _expected(bare: str, number: Number) -> str:
    """The check characters with which the number would be right; "" if none would."""
    if number.at is None:
        return ""
    start, end = number.at[0], number.at[1]
    if start < 0:
        start, end = len(bare) + start, len(bare)
    if end > len(bare):
        return ""
    for letters in product(number.alphabet, repeat=end - start):
        tried = bare[:start] + "".join(letters) + bare[end:]
        if number.form.fullmatch(tried) and _fault(number.check, tried) is Fit.RIGHT:
            return tried[start:end]
    return ""


def written(reading: Reading) -> str:
    """The number as it is usually written."""
    form, bare = reading.number.written, reading.compact
    if form == "-1":
        return f"{bare[:-1]}-{bare[-1]}"
    if form.count("#") != len(bare):
        return bare
    rest = iter(bare)
    return "".join(next(rest) if sign == "#" else sign for sign in form)


def repaired(bare: str, numbers: Iterable[Number]) -> Iterator[Reading]:
    """Readings of the number with typical slips undone: O for 0, zeros lost at the start, a letter left out."""
    for number in numbers:
        for tried in _undone(bare, number):
            reading = _read(tried, number) if number.form.fullmatch(tried) else None
            if reading is not None and reading.fit in (Fit.RIGHT, Fit.FORM_ONLY):
                yield reading
                break


def _undone(bare: str, number: Number) -> Iterator[str]:
    swapped = "".join(_LOOKS.get(letter, letter) for letter in bare)
    for tried in dict.fromkeys((bare, swapped, bare[:1] + swapped[1:])):
        if tried != bare:
            yield tried
        if number.id == "kr.pccc":
            yield f"P{tried}"
        if number.check and number.at is not None and tried.isdigit():
            yield from (("0" * zeros) + tried for zeros in (1, 2))


def elsewhere(bare: str, country: Country, knowledge: Knowledge) -> Reading | None:
    """The number as one of another country that is asked for its number, if its check is right there."""
    for code in knowledge.countries():
        other = knowledge.country(code)
        if code == country.code or other.ask not in (Ask.REQUIRED, Ask.CUSTOMS):
            continue
        kinds = (knowledge.numbers[number] for number in other.numbers)
        found = readings(bare, (kind for kind in kinds if (kind.check and len(bare) > 9) or kind.id == "kr.pccc"))
        if found and found[0].fit in (Fit.RIGHT, Fit.FORM_ONLY):
            return found[0]
    return None


def _possible_date(bare: str, start: int, form: str) -> bool:
    """Whether a date of birth can be a date, in whatever century; in Indonesia women's days are 40 higher."""
    parts = {"y": "", "m": "", "d": ""}
    for sign, letter in zip(form, bare[start:], strict=False):
        parts[sign.lower()] += letter
    if not all(part.isdigit() for part in parts.values()):
        return False
    year, month, day = (int(parts[sign]) for sign in "ymd")
    if "D" in form:
        day %= 40
    years = (year,) if len(parts["y"]) == 4 else (1800 + year, 1900 + year, 2000 + year)
    return any(_is_date(year, month, day) for year in years)


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _fault(check: str, bare: str) -> Fit:
    """What a check rule says of a number whose form is right: RIGHT, CHECK, or PART for any other fault."""
    if check == "china":
        return _china(bare)
    own = _OWN.get(check)
    if own is not None:
        return Fit.RIGHT if own(bare) else Fit.CHECK
    return _stdnum_fault(check, bare)


def _stdnum_fault(check: str, bare: str) -> Fit:
    from stdnum.exceptions import InvalidChecksum, ValidationError

    module = import_module(f"stdnum.{check}")
    try:
        if check == "mx.rfc":
            module.validate(bare, validate_check_digits=True)
        else:
            module.validate(bare)
    except InvalidChecksum:
        return Fit.CHECK
    except (ValidationError, ValueError, IndexError, KeyError):
        return _part_or_check(module.__name__, bare)
    return Fit.RIGHT


def _part_or_check(module: str, bare: str) -> Fit:
    """Stdnum looks at the parts first: a number with an unusual part and a wrong check is wrong because of the check."""
    if module == "stdnum.ar.cuit":
        from stdnum.ar.cuit import calc_check_digit as of_cuit

        return Fit.PART if of_cuit(bare[:-1]) == bare[-1] else Fit.CHECK
    if module == "stdnum.pe.ruc":
        from stdnum.pe.ruc import calc_check_digit as of_ruc

        return Fit.PART if of_ruc(bare) == bare[-1] else Fit.CHECK
    return Fit.PART


def _luhn(bare: str) -> bool:
    from stdnum import luhn

    return luhn.is_valid(bare)


def _weighted(bare: str, weights: Iterable[int]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, bare, strict=False))


def _kuwait(bare: str) -> bool:
    """Eleven digits times 2 1 6 3 7 9 10 5 8 4 2, and the last, make a multiple of 11."""
    return (_weighted(bare, (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) + int(bare[-1])) % 11 == 0


def _kazakhstan(bare: str) -> bool:
    """The sum of digits times 1 to 11 modulo 11; if that is 10, times 3 to 11, 1, 2; a second 10 is never issued."""
    rest = _weighted(bare, range(1, 12)) % 11
    if rest == 10:
        rest = _weighted(bare, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return rest == int(bare[-1])


def _uruguay(bare: str) -> bool:
    """Seven digits times 2 9 8 7 6 3 4, and the last, make a multiple of 10."""
    number = bare.zfill(8)
    return (_weighted(number, (2, 9, 8, 7, 6, 3, 4)) + int(number[-1])) % 10 == 0


def _taiwan(bare: str) -> bool:
    """The first letter stands for two digits (A 10 … I 34, O 35); an old residence permit's second for its last."""
    letters = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
    first = letters.index(bare[0]) + 10
    second = bare[1] if bare[1].isdigit() else str((letters.index(bare[1]) + 10) % 10)
    number = f"{first}{second}{bare[2:]}"
    return _weighted(number, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0


def _china(bare: str) -> Fit:
    """ISO 7064 MOD 11-2, and a province that exists; districts come and go, so they are not looked at."""
    from stdnum.cn.ric import calc_check_digit

    if calc_check_digit(bare) != bare[-1]:
        return Fit.CHECK
    return Fit.RIGHT if re.match(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91", bare) else Fit.PART


_OWN: Mapping[str, Callable[[str], bool]] = {
    "luhn": _luhn,
    "kuwait": _kuwait,
    "kazakhstan": _kazakhstan,
    "uruguay": _uruguay,
    "taiwan": _taiwan,
}
