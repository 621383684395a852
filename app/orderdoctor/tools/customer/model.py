"""What goes into the check of customer details, and what comes out of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from orderdoctor.tools.finding import Basis, Severity, Sure

MOST = 300
"""Characters of a field that are looked at; what comes after them is left alone and told."""


class Field(Enum):
    """A field of the form, as it is called in JSON."""

    COUNTRY = "country"
    NAME = "name"
    STREET = "street"
    STREET2 = "street2"
    CITY = "city"
    PROVINCE = "province"
    POSTCODE = "postcode"
    PHONE = "phone"
    ID = "id"


class Rule(Enum):
    """What a finding says; the words for it are made elsewhere."""

    MISSING = "missing"
    CUT = "cut"
    COUNTRY_NEEDED = "country-needed"
    COUNTRY_UNKNOWN = "country-unknown"
    COUNTRY_SHORT = "country-short"
    COUNTRY_CODE = "country-code"
    COUNTRY_UNLISTED = "country-unlisted"
    COUNTRY_NOT_SERVED = "country-not-served"
    REMOTE_AREA = "remote-area"
    HIDDEN_LETTERS = "hidden-letters"
    FULL_WIDTH = "full-width"
    NOT_LATIN = "not-latin"
    ACCENTS = "accents"
    SYMBOLS = "symbols"
    RARE_SYMBOLS = "rare-symbols"
    TOO_LONG = "too-long"
    NAME_WORD = "name-word"
    NAME_ONE_WORD = "name-one-word"
    NAME_DIGITS = "name-digits"
    NAME_PATRONYMIC = "name-patronymic"
    NAME_LENGTH = "name-length"
    STREET_NUMBER = "street-number"
    STREET_NEIGHBOURHOOD = "street-neighbourhood"
    OTHER_REFUSED = "other-refused"
    OTHER_TOWN = "other-town"
    AREA_LISTED_AS = "area-listed-as"
    AREA_CODE = "area-code"
    AREA_LEVEL = "area-level"
    AREA_UNKNOWN = "area-unknown"
    AREA_OLD = "area-old"
    AREA_UNCHECKED = "area-unchecked"
    TOWN_UNKNOWN = "town-unknown"
    TOWN_ELSEWHERE = "town-elsewhere"
    TOWN_POSTCODE = "town-postcode"
    TOWN_LOWER_CASE = "town-lower-case"
    SWAPPED = "swapped"
    POSTCODE_FORMAT = "postcode-format"
    POSTCODE_WRITTEN = "postcode-written"
    POSTCODE_ELSEWHERE = "postcode-elsewhere"
    POSTCODE_NOWHERE = "postcode-nowhere"
    PHONE_SIGNS = "phone-signs"
    PHONE_CODE = "phone-code"
    PHONE_ZERO = "phone-zero"
    PHONE_LETTERS = "phone-letters"
    PHONE_IMPOSSIBLE = "phone-impossible"
    PHONE_NOT_VALID = "phone-not-valid"
    PHONE_LENGTH = "phone-length"
    PHONE_LENGTH_MEASURED = "phone-length-measured"
    PHONE_ELSEWHERE = "phone-elsewhere"
    PHONE_PLACEHOLDER = "phone-placeholder"
    ID_FORM = "id-form"
    ID_CHECK = "id-check"
    ID_DATE = "id-date"
    ID_PART = "id-part"
    ID_REPEATS = "id-repeats"
    ID_NOBODY = "id-nobody"
    ID_ELSEWHERE = "id-elsewhere"
    ID_DOUBTFUL = "id-doubtful"
    ID_COMPANY = "id-company"
    ID_OTHER_NUMBER = "id-other-number"
    ID_WRITTEN = "id-written"
    ID_IN_ADDRESS = "id-in-address"
    ID_NO_RULE = "id-no-rule"
    NOTE = "note"


class Ask(Enum):
    """How strongly a country's number is asked for."""

    REQUIRED = "required"
    CUSTOMS = "customs"
    COURIER = "courier"
    NOT_ASKED = ""


def by(source: str, sure: Sure) -> Basis:
    """What a rule rests on; the date stands with the source."""
    return Basis(source=source, sure=sure)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    facts: what the words need; spans: where it stands in the field as it was given; suggestions: what could stand
    there instead, the best first; sound: the first suggestion only changes how the same thing is written.
    """

    field: Field
    severity: Severity
    rule: Rule
    bases: tuple[Basis, ...]
    facts: Mapping[str, str | int | tuple[str, ...]] = dataclasses.field(default_factory=dict)
    spans: tuple[tuple[int, int], ...] = ()
    suggestions: tuple[str, ...] = ()
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """A customer's details as they were given. None: not given, so not looked at; "": given and empty."""

    country: str | None = None
    name: str | None = None
    street: str | None = None
    street2: str | None = None
    city: str | None = None
    province: str | None = None
    postcode: str | None = None
    phone: str | None = None
    id: str | None = None

    def of(self, which: Field) -> str | None:
        """The value of a field."""
        value: str | None = getattr(self, which.value)
        return value

    def text(self, which: Field) -> str:
        """The value of a field without the white space around it; "" if it was not given."""
        return (self.of(which) or "").strip()

    def having(self, which: Field, value: str | None) -> Details:
        """The same details with another value in one field."""
        return replace(self, **{which.value: value})

    def given(self) -> Iterator[tuple[Field, str]]:
        """The fields that were given, with their values."""
        for which in Field:
            value = self.of(which)
            if value is not None:
                yield which, value


class Verdict(Enum):
    """What is to be thought of a tax, customs or identity number."""

    RIGHT = "right"
    FORM_ONLY = "form-only"
    WRONG = "wrong"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class NumberResult:
    """The number that was given, as one of the country's numbers.

    number: id of the kind of number ("br.cpf"), "" if it is none that is known; compact: without separators;
    written: as it is usually written; expected: the check characters that the rule asks for, if others were given.
    """

    verdict: Verdict
    number: str
    compact: str
    written: str
    expected: str = ""


@dataclass(frozen=True, slots=True)
class PhoneParts:
    """A phone number as AliExpress takes it: country code and number in two fields, digits only."""

    code: str
    number: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found.

    country: two letters, "" if it is not known; listed_as: the code that AliExpress uses for it; corrected: the
    details with every sound suggestion in place; unchecked: fields that were not given; evidence: reason id -> how
    many times likelier (or, below 1, less likely) the findings make it.
    """

    details: Details
    country: str
    listed_as: str
    ask: Ask
    numbers: tuple[str, ...]
    findings: tuple[Finding, ...]
    corrected: Details
    number: NumberResult | None
    phone: PhoneParts | None
    unchecked: tuple[Field, ...]
    evidence: Mapping[str, float]

    def worst(self) -> Severity | None:
        """The severity of the worst finding."""
        found = {finding.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in found), None)

    def at(self, which: Field) -> tuple[Finding, ...]:
        """The findings about one field."""
        return tuple(finding for finding in self.findings if finding.field is which)
