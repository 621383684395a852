"""How a postcode is written: the same letters and digits in the country's form, and typical slips undone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orderdoctor.tools.customer.letters import tidy

LONGEST = 24
_TO_DIGIT = str.maketrans("OQILSZB", "0011528")
_TO_LETTER = str.maketrans("015", "OIS")


def correct_form(given: str, pattern: str, country: str = "") -> str | None:
    """The postcode in the country's form, if it only has other spaces, dashes, case or the country's letters before it."""
    whole = re.compile(f"(?:{pattern})", re.ASCII)
    if len(given) > LONGEST:
        return None
    if whole.fullmatch(given):
        return given
    for tried in _ways_to_write(given, country):
        if whole.fullmatch(tried):
            return tried
    return None


def _ways_to_write(given: str, country: str) -> Iterator[str]:
    """Other ways to write the same letters and digits, the likeliest first."""
    upper = re.sub(r"\s*([-‐‑–—−])\s*", "-", tidy(given).upper())
    bare_of_country = re.sub(rf"^(?:[A-Z]{{1,3}}[ -]|{country})(?=\d)", "", upper)
    for text in dict.fromkeys((upper, bare_of_country)):
        yield text
        bare = re.sub(r"[^0-9A-Z]", "", text)
        yield bare
        for at in range(1, len(bare)):
            yield f"{bare[:at]}-{bare[at:]}"
            yield f"{bare[:at]} {bare[at:]}"


def slips_undone(given: str, pattern: str) -> Iterator[str]:
    """What was probably meant: letters for digits, digits for letters, zeros lost at the start."""
    upper = re.sub(r"[^0-9A-Z]", "", tidy(given).upper())[:LONGEST]
    for zeros in ("0", "00"):
        if upper.isdigit() and len(upper) > 2:
            right = correct_form(zeros + upper, pattern)
            if right:
                yield right
    for at in range(len(upper) + 1):
        for tried in (upper[:at].translate(_TO_LETTER) + upper[at:].translate(_TO_DIGIT), _one_changed(upper, at)):
            right = correct_form(tried, pattern)
            if right:
                yield right


def _one_changed(text: str, at: int) -> str:
    letter = text[at : at + 1]
    return (
        text[:at] + (letter.translate(_TO_DIGIT) if letter.isalpha() else letter.translate(_TO_LETTER)) + text[at + 1 :]
    )
