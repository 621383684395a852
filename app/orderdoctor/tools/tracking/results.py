"""What the check of tracking numbers answers: values without wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from orderdoctor.tools.finding import Finding, Speaks
from orderdoctor.tools.tracking.table import Source


class Check(Enum):
    """What a number's check digit says."""

    RIGHT = "right"
    WRONG = "wrong"
    NONE = "none"


class Verdict(Enum):
    """What can be said of a number.

    RIGHT: a carrier's format, and the check digit is right. FORMAT: a carrier's format that has no known check digit.
    DOUBTFUL: digits only, which some carriers' formats allow while the check digits of others are wrong.
    WRONG: a carrier's format, but the check digit is wrong. UNKNOWN: no format that we know.
    ASK: it is probably an AliExpress order number. OTHER: a number, but no tracking number.
    """

    RIGHT = "right"
    FORMAT = "format"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    UNKNOWN = "unknown"
    ASK = "ask"
    OTHER = "other"


class Kind(StrEnum):
    """What a finding is about (`Finding.what`), with its facts.

    CHECK_WRONG carrier, given, expected; LENGTH carrier, given, wanted; PLACE carrier, given, place; LOOKALIKE given,
    meant, number; SERVICE letters; OTHER_CARRIER carrier, others; REPEATED number. An empty carrier is any postal service.
    """

    HIDDEN = "hidden"
    FULL_WIDTH = "full-width"
    FOREIGN = "foreign-letters"
    SPACES = "spaces"
    SIGNS = "signs"
    LOOKALIKE = "lookalike"
    CHECK_WRONG = "check-wrong"
    SERVICE = "service-letters"
    LENGTH = "length"
    PLACE = "place"
    PLACEHOLDER = "placeholder"
    ORDER = "order"
    PRODUCT = "product"
    SKU = "sku"
    REFERENCE = "reference"
    OTHER_CARRIER = "other-carrier"
    REPEATED = "repeated"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A carrier that a number can be of. name: the carrier's or, for UPU numbers, the postal service's (or empty).

    letters: the last two of a UPU number; service: what kind of item its first letter says; expected: the check digit
    that was worked out, empty if none is known; place: where the check digit stands in the cleaned number, or -1.
    """

    carrier: str
    name: str
    format: str
    check: Check
    source: Source
    given: str = ""
    expected: str = ""
    place: int = -1
    letters: str = ""
    service: str = ""
    bare: bool = False
    broad: bool = False
    rare: bool = False
    fixed: int = 0

    @property
    def label(self) -> str:
        """The carrier's name, with the letters of a postal service's number behind it: `Royal Mail (GB)`."""
        return f"{self.name} ({self.letters})".strip() if self.letters else self.name

    @property
    def probable(self) -> bool:
        """Whether it speaks for this carrier by itself, and not only does not speak against it."""
        return not self.bare and not self.broad


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out about one number. given: as it stands in the input, from start to end; number: cleaned.

    suggestion: the number that was probably meant; it is never taken over by itself. question: `order` if it should be
    asked first whether this is an AliExpress order number, else empty.
    """

    given: str
    start: int
    end: int
    number: str
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    findings: tuple[Finding, ...] = ()
    suggestion: str = ""
    question: str = ""

    @property
    def fits(self) -> bool:
        """Whether it can be a tracking number as it stands."""
        return self.verdict in (Verdict.RIGHT, Verdict.FORMAT)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found out about an input. carrier: the id of the carrier that was named, or empty.

    cut: whether the input was too long to read whole.
    """

    answers: tuple[Answer, ...]
    carrier: str
    cut: bool
    speaks: Speaks
