"""What the check says about the reasons: how many times likelier a finding makes each, in one table.

A finding that AliExpress itself is known to refuse makes its reason several times likelier than it was; a mere hint
hardly moves it. Details that were looked at as a whole and are in order speak against every reason about them. The
figures are judgements (nobody published how often each goes with which), kept small where the rule is unsure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from orderdoctor.tools.customer.model import Ask, Field, Finding, NumberResult, Rule, Verdict
from orderdoctor.tools.finding import Severity

GENERAL = "order.customer-details"
TAX_ID = "order.tax-id"
SAUDI = "order.national-address"
REGION = "order.region-not-listed"
PHONE = "order.phone-format"
POSTCODE = "order.postcode-format"
NAME = "order.contact-name"
LETTERS = "order.letters-not-accepted"
NOT_SERVED = "order.country-not-served"
CONFLICT = "cancel.conflicting-shipping-info"
CUSTOMS = "ship.customs-held"

BY_SEVERITY = {Severity.ERROR: 8.0, Severity.WARNING: 3.0, Severity.HINT: 1.2}
"""How many times likelier a finding of each severity makes the reason of its field."""

IN_ORDER = 0.2
"""What is left of a reason when its field was looked at and nothing worse than a hint was found."""

LIKELIEST = 40.0
"""A reason does not become likelier than this, however much is wrong."""

_OF_FIELD: Mapping[Field, tuple[str, ...]] = {
    Field.NAME: (NAME,),
    Field.PROVINCE: (REGION,),
    Field.CITY: (REGION,),
    Field.POSTCODE: (POSTCODE,),
    Field.PHONE: (PHONE,),
    Field.ID: (TAX_ID,),
}

_OF_RULE: Mapping[Rule, tuple[str, ...]] = {
    Rule.NOT_LATIN: (LETTERS,),
    Rule.ACCENTS: (LETTERS,),
    Rule.SYMBOLS: (LETTERS,),
    Rule.RARE_SYMBOLS: (LETTERS,),
    Rule.FULL_WIDTH: (LETTERS,),
    Rule.HIDDEN_LETTERS: (LETTERS,),
    Rule.COUNTRY_NOT_SERVED: (NOT_SERVED,),
    Rule.COUNTRY_UNLISTED: (NOT_SERVED,),
    Rule.REMOTE_AREA: (NOT_SERVED,),
    Rule.POSTCODE_ELSEWHERE: (CONFLICT, POSTCODE),
    Rule.TOWN_ELSEWHERE: (CONFLICT, REGION),
    Rule.PHONE_ELSEWHERE: (CONFLICT,),
    Rule.OTHER_TOWN: (REGION,),
    Rule.NOTE: (),
    Rule.ID_WRITTEN: (),
    Rule.ID_NO_RULE: (),
    Rule.AREA_UNCHECKED: (),
}
"""Findings that do not speak for the reason of their field, but for these."""


def evidence(
    findings: Iterable[Finding], looked_at: Iterable[Field], country: str, ask: Ask, number: NumberResult | None
) -> dict[str, float]:
    """Reason id -> how many times likelier (above 1) or less likely (below 1) the check makes it."""
    found = tuple(findings)
    ratios: dict[str, float] = {}
    for finding in found:
        for reason in _reasons(finding, country, ask):
            ratios[reason] = min(LIKELIEST, max(ratios.get(reason, 1.0), 1.0) * BY_SEVERITY[finding.severity])
    fields = frozenset(looked_at)
    certain = number is not None and number.verdict is Verdict.RIGHT
    for which in fields & _OF_FIELD.keys():
        for reason in _of_field(which, country):
            if ratios.get(reason, 1.0) < BY_SEVERITY[Severity.WARNING] and (which is not Field.ID or certain):
                ratios[reason] = IN_ORDER
    if fields >= _OF_FIELD.keys() - {Field.ID}:
        wrong = any(finding.severity is Severity.ERROR for finding in found)
        ratios[GENERAL] = BY_SEVERITY[Severity.WARNING] if wrong else IN_ORDER
        if LETTERS not in ratios:
            ratios[LETTERS] = IN_ORDER
    return {reason: round(ratio, 3) for reason, ratio in sorted(ratios.items())}


def _reasons(finding: Finding, country: str, ask: Ask) -> tuple[str, ...]:
    if finding.rule in _OF_RULE:
        return _OF_RULE[finding.rule]
    if finding.field is Field.ID and ask is Ask.CUSTOMS:
        return (TAX_ID, CUSTOMS)
    return _of_field(finding.field, country)


def _of_field(which: Field, country: str) -> tuple[str, ...]:
    if which is Field.ID and country == "SA":
        return (SAUDI,)
    return _OF_FIELD.get(which, (GENERAL,))
