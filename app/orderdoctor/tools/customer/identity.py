"""The findings about the tax, customs or identity number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orderdoctor.tools.customer import numbers
from orderdoctor.tools.customer.knowledge import Country, Knowledge, Number
from orderdoctor.tools.customer.letters import plain, tidy
from orderdoctor.tools.customer.model import Ask, Details, Field, Finding, NumberResult, Rule, Verdict, by
from orderdoctor.tools.customer.numbers import Fit, Reading
from orderdoctor.tools.finding import Severity, Sure

LONGEST = 40
_GUESS = (by("common-sense", Sure.GUESS),)
_RULES = {
    Fit.CHECK: Rule.ID_CHECK,
    Fit.DATE: Rule.ID_DATE,
    Fit.PART: Rule.ID_PART,
    Fit.REPEATS: Rule.ID_REPEATS,
    Fit.NOBODY: Rule.ID_NOBODY,
}


def check_number(
    details: Details, country: Country, knowledge: Knowledge
) -> tuple[NumberResult | None, tuple[Finding, ...]]:
    """What the number is, and the findings about it; nothing if none was given."""
    given = details.text(Field.ID)
    if not given:
        return None, ()
    bare, found = numbers.read(given[:LONGEST], country, knowledge)
    kinds = [knowledge.numbers[number] for number in (*country.numbers, *country.also)]
    if not kinds:
        unknown = NumberResult(Verdict.UNKNOWN, "", bare, given)
        abroad = numbers.elsewhere(bare, country, knowledge)
        finding = Finding(Field.ID, Severity.HINT, Rule.ID_NO_RULE, _GUESS)
        return unknown, (_from_abroad(abroad, Severity.HINT) if abroad else finding,)
    if not found:
        return _no_form(given, bare, kinds, details, country, knowledge)
    best = found[0]
    result = NumberResult(_verdict(found), best.number.id, bare, numbers.written(best))
    if best.fit in (Fit.RIGHT, Fit.FORM_ONLY):
        return result, tuple(_about_right(given, found, country))
    fault = _fault(best, _places(details.id or "", bare))
    verdict = Verdict.WRONG if fault.severity is Severity.ERROR else Verdict.DOUBTFUL
    return NumberResult(verdict, best.number.id, bare, numbers.written(best), best.expected), (fault,)


def _verdict(found: list[Reading]) -> Verdict:
    best = found[0]
    if best.fit is Fit.RIGHT:
        return Verdict.RIGHT
    if any(reading.fit is Fit.CHECK for reading in found[1:]):
        return Verdict.DOUBTFUL
    return Verdict.FORM_ONLY


def _about_right(given: str, found: list[Reading], country: Country) -> Iterator[Finding]:
    """A number that is in order, or may be: another kind, or only written in an unusual way."""
    best = found[0]
    failed = next((reading for reading in found[1:] if reading.fit is Fit.CHECK), None)
    if best.fit is Fit.FORM_ONLY and failed is not None:
        facts = {"number": best.number.id, "other": failed.number.id, "expected": failed.expected}
        bases = (failed.number.basis,)
        yield Finding(Field.ID, Severity.WARNING, Rule.ID_DOUBTFUL, bases, facts)
    if best.number.id in country.also:
        asked = country.numbers[0]
        facts = {"number": best.number.id, "asked": asked}
        yield Finding(Field.ID, Severity.ERROR, Rule.ID_OTHER_NUMBER, country.bases, facts)
    elif best.number.id == "br.cnpj":
        yield Finding(Field.ID, Severity.HINT, Rule.ID_COMPANY, country.bases, {"number": best.number.id})
    if given not in (best.compact, numbers.written(best)):
        facts = {"written": numbers.written(best)}
        written = numbers.written(best)
        yield Finding(Field.ID, Severity.HINT, Rule.ID_WRITTEN, (best.number.basis,), facts, (), (written,), True)


def _fault(best: Reading, places: tuple[int, ...]) -> Finding:
    """A number whose form is right and whose content is not; places: where its characters stand in what was given."""
    number = best.number
    severity = Severity.ERROR
    if best.fit is Fit.PART or (best.fit is Fit.CHECK and number.exceptions):
        severity = Severity.WARNING
    facts: dict[str, str | int | tuple[str, ...]] = {"number": number.id, "expected": best.expected}
    facts["exceptions"] = "yes" if number.exceptions else "no"
    spans: tuple[tuple[int, int], ...] = ()
    if best.fit is Fit.CHECK and number.at is not None:
        start, end = number.at if number.at[0] >= 0 else (len(best.compact) - 1, len(best.compact))
        facts["given"] = best.compact[start:end]
        spans = ((places[start], places[end - 1] + 1),) if len(places) == len(best.compact) else ()
    bases = (by("rfc-generic", Sure.PUBLISHED),) if best.fit is Fit.NOBODY else (number.basis,)
    return Finding(Field.ID, severity, _RULES[best.fit], bases, facts, spans)


def _places(given: str, bare: str) -> tuple[int, ...]:
    """Where the characters of the number stand in the field: the last ones of it that are letters or digits."""
    kept = [place for place, letter in enumerate(given) if letter.isalnum()]
    return tuple(kept[-len(bare) :])


def _no_form(
    given: str, bare: str, kinds: list[Number], details: Details, country: Country, knowledge: Knowledge
) -> tuple[NumberResult, tuple[Finding, ...]]:
    """A number that has the form of none of the country's numbers."""
    likely = next(numbers.repaired(bare, kinds), None)
    wrong = NumberResult(Verdict.WRONG, likely.number.id if likely else "", bare, given)
    abroad = numbers.elsewhere(bare, country, knowledge) if likely is None else None
    if abroad is not None:
        return wrong, (_from_abroad(abroad, Severity.ERROR),)
    facts: dict[str, str | int | tuple[str, ...]] = {"numbers": country.numbers, "length": len(bare)}
    if plain(given) == plain(details.text(Field.POSTCODE)):
        facts["same"] = "postcode"
    bases = country.bases or (kinds[0].basis,)
    severity = Severity.ERROR if country.ask in (Ask.REQUIRED, Ask.CUSTOMS) else Severity.WARNING
    suggestions = (numbers.written(likely),) if likely is not None else ()
    return wrong, (Finding(Field.ID, severity, Rule.ID_FORM, bases, facts, suggestions=suggestions),)


def _from_abroad(abroad: Reading, severity: Severity) -> Finding:
    facts = {"number": abroad.number.id, "country": abroad.number.id[:2].upper()}
    return Finding(Field.ID, severity, Rule.ID_ELSEWHERE, (abroad.number.basis,), facts)


def number_in_address(details: Details, country: Country, knowledge: Knowledge) -> str:
    """The country's number if it was put into another field than its own: the street, the name, the postcode; else ""."""
    kinds = [knowledge.numbers[number] for number in country.numbers[:2]]
    for which in (Field.STREET2, Field.STREET, Field.NAME, Field.POSTCODE):
        for word in re.split(r"[\s,;:()]+", tidy(details.text(which)).upper())[:40]:
            found = numbers.readings(numbers.compact(word, knowledge), kinds) if len(word) >= 8 else []
            sure = found and (found[0].fit is Fit.RIGHT or found[0].number.id in ("kr.pccc", "sa.short-address"))
            if sure:
                return numbers.written(found[0])
    return ""
