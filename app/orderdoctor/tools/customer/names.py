"""Names, streets and letters: length, initials, scripts, house numbers, and what Brazil and Russia ask besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from orderdoctor.tools.customer import letters
from orderdoctor.tools.customer.knowledge import Country
from orderdoctor.tools.customer.model import Details, Field, Finding, Rule, by
from orderdoctor.tools.finding import Severity, Sure

TEXTS = (Field.NAME, Field.STREET, Field.STREET2, Field.CITY, Field.PROVINCE)
BYTES = {Field.NAME: 90, Field.STREET: 90, Field.PROVINCE: 48, Field.PHONE: 54}
"""Bytes that the old seller logistics API takes (comments in three ERP programs that copy its documentation)."""
HYPERSKU_NAME = 48
OFFICIAL = (by("order-create-doc", Sure.OFFICIAL),)
LATIN = (by("dsers-csv-orders", Sure.PUBLISHED), by("ali2woo-code", Sure.TOOL))
UMLAUTS = (*LATIN, by("operator-notes", Sure.OPERATOR))
GUESS = (by("common-sense", Sure.GUESS),)
_COMPLEMENTS = re.compile(
    r"apto|apt|apartamento|ap|bloco|bl|casa|cs|fundos|sala|sl|andar|lote|lt|quadra|qd|torre|cobertura|sobrado|loja|lj|"
    r"conjunto|cj|edificio|ed|km|sn?|n"
)
"""How what stands behind a Brazilian house number begins when it is no neighbourhood but a flat, a floor, a block."""


def check_letters(details: Details, country: Country) -> Iterator[Finding]:
    """Letters and signs that AliExpress or the tools in between may not take."""
    for which in TEXTS:
        given = details.of(which)
        if given:
            yield from _hidden(which, given)
            yield from _scripts(which, given, country)
            yield from _symbols(which, given)
    for which, most in BYTES.items():
        given = details.of(which) or ""
        size = len(given.strip().encode("utf-8", "replace"))
        if size > most:
            bases = (by("public-code", Sure.TOOL),)
            yield Finding(which, Severity.WARNING, Rule.TOO_LONG, bases, {"n": size, "most": most})


def _hidden(which: Field, given: str) -> Iterator[Finding]:
    for rule, unwanted in ((Rule.HIDDEN_LETTERS, letters.is_hidden), (Rule.FULL_WIDTH, letters.is_full_width)):
        found = letters.spans(given, unwanted)
        if found:
            bases = (by("dsers-auto-address-fix", Sure.PUBLISHED),)
            yield Finding(which, Severity.WARNING, rule, bases, {}, found, (letters.tidy(given),), True)


def _scripts(which: Field, given: str, country: Country) -> Iterator[Finding]:
    foreign = letters.spans(given, letters.is_foreign)
    if foreign and which is not Field.PROVINCE:
        plain = letters.latin(given, country.umlauts)
        yield Finding(which, Severity.WARNING, Rule.NOT_LATIN, LATIN, {}, foreign, (plain,))
        return
    accented = letters.spans(given, letters.is_accented)
    if accented and which is not Field.PROVINCE:
        bases = UMLAUTS if country.umlauts else LATIN
        plain = letters.unaccented(given.strip(), country.umlauts)
        yield Finding(which, Severity.HINT, Rule.ACCENTS, bases, {}, accented, (plain,))


def _symbols(which: Field, given: str) -> Iterator[Finding]:
    checks: tuple[tuple[Rule, Severity, Callable[[str], bool]], ...] = (
        (Rule.SYMBOLS, Severity.WARNING, letters.is_symbol),
        (Rule.RARE_SYMBOLS, Severity.HINT, letters.is_rare),
    )
    for rule, severity, unwanted in checks:
        found = letters.spans(given, unwanted)
        if found:
            shown = " ".join(dict.fromkeys(letter for letter in given if unwanted(letter)))
            cleared = letters.without(given, unwanted)
            bases = (by("dsers-csv-orders", Sure.PUBLISHED),)
            yield Finding(which, severity, rule, bases, {"signs": shown}, found, (cleared,) if cleared else ())


def check_name(details: Details, country: Country) -> Iterator[Finding]:
    """Length and parts of the recipient's name."""
    given = details.text(Field.NAME)
    if not given:
        return
    words = letters.letters_of(given)
    yield from _words(words, country)
    if len(words) == 1 and not letters.spans(given, letters.is_foreign):
        yield Finding(Field.NAME, Severity.HINT, Rule.NAME_ONE_WORD, GUESS)
    if any(letter.isdigit() for letter in given):
        found = letters.spans(details.name or "", str.isdigit)
        yield Finding(Field.NAME, Severity.HINT, Rule.NAME_DIGITS, GUESS, {}, found)
    if country.patronymic and len(words) == 2:
        yield Finding(Field.NAME, Severity.HINT, Rule.NAME_PATRONYMIC, (by("russia-guides", Sure.PUBLISHED),), {})
    if len(given) > HYPERSKU_NAME:
        bases = (by("hypersku-help", Sure.PUBLISHED),)
        yield Finding(Field.NAME, Severity.HINT, Rule.NAME_LENGTH, bases, {"n": len(given), "most": HYPERSKU_NAME})


def _words(words: list[str], country: Country) -> Iterator[Finding]:
    least, most = country.name_words or (2, 32)
    wrong = tuple(word[:40] for word in words if not least <= len(word) <= most)
    if wrong:
        severity = Severity.ERROR if country.name_words else Severity.HINT
        facts: dict[str, str | int | tuple[str, ...]] = {"words": wrong[:3], "least": least, "most": most}
        facts["stated"] = "yes" if country.name_words else "no"
        yield Finding(Field.NAME, severity, Rule.NAME_WORD, OFFICIAL, facts)


def check_street(details: Details, country: Country) -> Iterator[Finding]:
    """House number, and in Brazil the neighbourhood."""
    given = details.text(Field.STREET)
    if not given:
        return
    whole = f"{given}, {details.text(Field.STREET2)}".strip(", ")
    number = re.search(r"\d|\bs/?n\b|\bsem n", whole, re.IGNORECASE)
    tools = (by("dropified-code", Sure.TOOL), by("ald-code", Sure.TOOL))
    if number is None:
        asked = "number" in country.street
        yield Finding(
            Field.STREET, Severity.WARNING if asked else Severity.HINT, Rule.STREET_NUMBER, tools if asked else GUESS
        )
    if "neighbourhood" in country.street and not _has_neighbourhood(given, details.text(Field.STREET2)):
        yield Finding(Field.STREET, Severity.WARNING, Rule.STREET_NEIGHBOURHOOD, tools)


def _has_neighbourhood(street: str, street2: str) -> bool:
    """Whether something behind the house number can be a neighbourhood: words that are no complement ("apto 12")."""
    number = re.search(r"(?:\d+[a-z]?|\bs/?n)\b", street, re.IGNORECASE)
    behind = street[number.end() :] if number else ""
    for part in re.split(r"[,;\n]| - |-\s", f"{behind},{street2}"):
        words = [word for word in letters.plain(part).split() if not word.isdigit()]
        if words and not _COMPLEMENTS.fullmatch(words[0]) and sum(map(len, words)) > 2:
            return True
    return False
