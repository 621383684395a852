"""What the reader makes of a text: values without wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum

from orderdoctor.tools.finding import Finding, Speaks


class Form(Enum):
    """What the text is."""

    JSON = "json"
    XML = "xml"
    TABLE = "table"
    LOG = "log"
    TEXT = "text"


class Kind(StrEnum):
    """What a piece of the text is."""

    CODE = "code"
    MESSAGE = "message"
    STATUS = "status"
    ID = "id"


class Notice(StrEnum):
    """What the reader warns of (`Finding.what`). ROUNDED given; SECRET field."""

    ROUNDED = "rounded"
    SECRET = "secret"  # noqa: S105 - the name of a warning
    CUT_OFF = "cut-off"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text that means something.

    name: the field or column that holds it, as it is written, or empty; value: as it is written, without escapes;
    start, end: where it stands in the text; line: counted from 1; means: for an id what it is of (order, product, sku,
    request, tracking, shop-order, reference), for a status its id in the catalog, for a code as the catalog writes it.
    reasons: the ids of the reasons that carry it, empty if the library does not know it.
    """

    kind: Kind
    name: str
    value: str
    start: int
    end: int
    line: int
    means: str = ""
    reasons: tuple[str, ...] = ()
    weight: float = 0.0

    @property
    def known(self) -> bool:
        """Whether the library knows it."""
        return bool(self.reasons or self.means)


@dataclass(frozen=True, slots=True)
class Fault:
    """A line or row that speaks of a reason. order: the order's number in it, or empty; reasons: the likeliest first."""

    line: int
    order: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text taken apart. reasons: every reason that a code or message of the text belongs to, the likeliest first.

    faults: by line, where the text has several; cut: whether the text was too long to read whole. speaks: as other
    checks' results; who has diagnosed the same text already must not count it a second time.
    """

    form: Form
    pieces: tuple[Piece, ...] = ()
    reasons: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    findings: tuple[Finding, ...] = ()
    cut: bool = False
    speaks: Speaks = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Piece, ...]:
        """The pieces of one kind, in the text's order."""
        return tuple(piece for piece in self.pieces if piece.kind is kind)


