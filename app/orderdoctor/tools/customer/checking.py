"""The check as a whole: details and tables in, a report out. No files, no words, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from orderdoctor.tools.customer.areas import LISTS, check_areas
from orderdoctor.tools.customer.evidence import evidence
from orderdoctor.tools.customer.identity import check_number, number_in_address
from orderdoctor.tools.customer.knowledge import Country, Knowledge
from orderdoctor.tools.customer.letters import is_hidden, nearest, plain, without
from orderdoctor.tools.customer.model import MOST, Ask, Details, Field, Finding, PhoneParts, Report, Rule, by
from orderdoctor.tools.customer.names import check_letters, check_name, check_street
from orderdoctor.tools.customer.phones import Phone, check_phone, read_phone
from orderdoctor.tools.customer.places import Place
from orderdoctor.tools.customer.postcodes import check_postcode
from orderdoctor.tools.finding import Severity, Sure

OFFICIAL = (by("order-create-doc", Sure.OFFICIAL),)
_ASKED = {Ask.REQUIRED: Severity.ERROR, Ask.CUSTOMS: Severity.WARNING, Ask.COURIER: Severity.HINT}
_NOTE_FIELDS = {
    "peru-provinces": Field.PROVINCE,
    "ireland-counties": Field.PROVINCE,
    "vienna-districts": Field.CITY,
    "turkey-parcels": Field.COUNTRY,
}
"""The fields that the notes are about; the others are about the tax or customs number."""

_ORDER = {severity: position for position, severity in enumerate(Severity)}
_FIELDS = {which: position for position, which in enumerate(Field)}


def check(details: Details, knowledge: Knowledge) -> Report:
    """Everything that the tables say about the details. Fields that are None are not looked at."""
    whole, details = details, _cut(details)
    code = knowledge.country_named(details.text(Field.COUNTRY))
    country = knowledge.country(code)
    place = Place(country, knowledge)
    phone = read_phone(details.text(Field.PHONE), code) if details.text(Field.PHONE) else None
    number, about_number = check_number(details, country, knowledge)
    findings = _sorted(
        [
            *_too_much(whole),
            *_country(details, country, knowledge),
            *_missing(details, place),
            *check_letters(details, country),
            *check_name(details, country),
            *check_street(details, country),
            *check_areas(details, place),
            *check_postcode(details, place),
            *check_phone(details, code, phone),
            *about_number,
            *_notes(details, country),
        ]
    )
    given = [which for which, _ in details.given()]
    return Report(
        details=details,
        country=code,
        listed_as=knowledge.listed_as(code) if code else "",
        ask=country.ask,
        numbers=country.numbers,
        findings=findings,
        corrected=corrected(details, findings),
        number=number,
        phone=_parts(phone),
        unchecked=tuple(which for which in Field if which not in given and which is not Field.STREET2),
        evidence=evidence(findings, given, code, country.ask, number),
    )


def corrected(details: Details, findings: Iterable[Finding]) -> Details:
    """The details with each sound suggestion in place: the same things, written as AliExpress takes them."""
    for finding in findings:
        if finding.sound and finding.suggestions:
            details = details.having(finding.field, finding.suggestions[0])
    return details


def _parts(phone: Phone | None) -> PhoneParts | None:
    return phone.parts if phone is not None and phone.possible else None


def _cut(details: Details) -> Details:
    for which, value in details.given():
        if len(value) > MOST:
            details = details.having(which, value[:MOST])
    return details


def _too_much(details: Details) -> Iterator[Finding]:
    for which, value in details.given():
        if len(value) > MOST:
            yield Finding(which, Severity.WARNING, Rule.CUT, (), {"n": len(value), "most": MOST})


def _country(details: Details, country: Country, knowledge: Knowledge) -> Iterator[Finding]:
    given = details.text(Field.COUNTRY)
    if details.country is None:
        yield Finding(Field.COUNTRY, Severity.HINT, Rule.COUNTRY_NEEDED, (by("common-sense", Sure.GUESS),))
    if not given:
        return
    if not country.code:
        close = nearest(given, knowledge.country_names())
        bases = (by("dsers-csv-orders", Sure.PUBLISHED),)
        yield Finding(Field.COUNTRY, Severity.ERROR, Rule.COUNTRY_UNKNOWN, bases, {"given": given}, (), close)
        return
    name = knowledge.name_of(country.code)
    if len(plain(given).replace(" ", "")) <= 3 and given.upper() != country.code:
        bases = (by("dsers-csv-orders", Sure.PUBLISHED),)
        yield Finding(Field.COUNTRY, Severity.HINT, Rule.COUNTRY_SHORT, bases, {"given": given}, (), (name,))
    listed = knowledge.listed_as(country.code)
    tool = (by("ald-code", Sure.TOOL),)
    if listed == "OTHER":
        yield Finding(Field.COUNTRY, Severity.WARNING, Rule.COUNTRY_UNLISTED, tool, {"country": country.code})
    elif listed != country.code and given.upper() == country.code:
        facts = {"code": country.code, "listed": listed}
        yield Finding(Field.COUNTRY, Severity.HINT, Rule.COUNTRY_CODE, tool, facts)
    if not country.served:
        yield Finding(Field.COUNTRY, Severity.WARNING, Rule.COUNTRY_NOT_SERVED, tool, {"country": country.code})


def _missing(details: Details, place: Place) -> Iterator[Finding]:
    """Fields that were given and are empty."""
    country = place.country
    for which, value in details.given():
        if without(value, is_hidden).strip():
            continue
        if which in (Field.COUNTRY, Field.NAME, Field.STREET, Field.PHONE):
            yield Finding(which, Severity.ERROR, Rule.MISSING, OFFICIAL)
        elif which is Field.CITY:
            yield Finding(which, Severity.ERROR, Rule.MISSING, LISTS)
        elif which is Field.PROVINCE:
            fitting = place.fitting(details.text(Field.POSTCODE))[:2]
            yield Finding(which, Severity.ERROR, Rule.MISSING, LISTS, suggestions=fitting)
        elif which is Field.POSTCODE:
            yield from _missing_postcode(place)
        elif which is Field.ID and country.ask in _ASKED:
            elsewhere = number_in_address(details, country, place.knowledge)
            facts: dict[str, str | int | tuple[str, ...]] = {"numbers": country.numbers, "ask": country.ask.value}
            rule = Rule.ID_IN_ADDRESS if elsewhere else Rule.MISSING
            suggestions = (elsewhere,) if elsewhere else ()
            yield Finding(which, _ASKED[country.ask], rule, country.bases, facts, (), suggestions)


def _missing_postcode(place: Place) -> Iterator[Finding]:
    pattern, examples = place.postcodes
    if not pattern:
        return
    severity = Severity.ERROR if "Z" in place.knowledge.needs(place.country.code) else Severity.WARNING
    bases = (by("dsers-postal-code", Sure.PUBLISHED), by("google-addresses", Sure.TOOL))
    yield Finding(Field.POSTCODE, severity, Rule.MISSING, bases, {"examples": examples[:2]})


def _notes(details: Details, country: Country) -> Iterator[Finding]:
    """What is worth knowing about a country, at the field that it is about, if that was given."""
    for note, basis in country.notes:
        which = _NOTE_FIELDS.get(note, Field.ID)
        if details.of(which) is not None:
            yield Finding(which, Severity.HINT, Rule.NOTE, (basis,), {"note": note})


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """By field in the form's order, the worst of each field first."""
    return tuple(sorted(findings, key=lambda finding: (_FIELDS[finding.field], _ORDER[finding.severity])))
