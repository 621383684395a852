"""The rows of the database as values, and their checksums.

A checksum is keyed with the store's identity: a row of another store, healthy in itself, does not fit.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Recorded, decode, encode
from orderdoctor.cases.summary import CaseSummary, summary_of
from orderdoctor.cases.times import from_text, to_text

_DIGEST: Final = 8
_SEPARATOR: Final = "\x1f"
_MOMENTS: Final = frozenset({"opened_at", "changed_at", "waiting_until"})
SUMMARY_FIELDS: Final = tuple(field.name for field in fields(CaseSummary))


def checksum(identity: str, values: tuple[Any, ...]) -> bytes:
    """Return the checksum of a row's values."""
    text = _SEPARATOR.join(map(str, values))
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST, key=identity.encode()).digest()


def digest(text: str) -> bytes:
    """Return a digest by which two texts are told apart."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST).digest()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What there should be: generation counts the changes, the last numbers are never given again."""

    identity: str
    generation: int
    last_seq: int
    last_number: int
    cases: int
    events: int
    folding: str

    def values(self) -> tuple[Any, ...]:
        """Return the row, checksum last."""
        row = astuple(self)
        return (*row, checksum(self.identity, row))

    def changed(self, *, cases: int = 0, events: int = 0, seqs: int = 0, numbers: int = 0) -> Ledger:
        """Return the ledger after a change: so many more cases and events, so many new numbers given."""
        return replace(
            self,
            generation=self.generation + 1,
            last_seq=self.last_seq + seqs,
            last_number=self.last_number + numbers,
            cases=self.cases + cases,
            events=self.events + events,
        )


class EventRow(NamedTuple):
    """An event as it is stored; n is its place within its case."""

    seq: int
    case_id: str
    n: int
    kind: str
    at: str
    body: str
    checksum: bytes

    @classmethod
    def of(cls, record: Recorded, case_id: str, n: int, identity: str) -> EventRow:
        """Return the row of an event."""
        row = (record.seq, case_id, n, record.event.kind, to_text(record.at), encode(record.event))
        return cls(*row, checksum(identity, row))

    def fits(self, identity: str) -> bool:
        """Tell whether the checksum is right."""
        return self.checksum == checksum(identity, self[:-1])

    def recorded(self) -> Recorded:
        """Return the event at its place. Raises UnreadableEventError."""
        return Recorded(self.seq, from_text(self.at), decode(self.kind, self.body))


def case_row(case: Case, events: int, deletion: str | None, identity: str) -> tuple[Any, ...]:
    """Return the row of a case: five columns of the store's own, the rest of the summary, the checksum."""
    summary = summary_of(case)
    facts = [_stored(getattr(summary, name)) for name in SUMMARY_FIELDS if name not in ("number", "id")]
    row = (case.number, case.id, events, case.changed_seq, deletion, *facts)
    return (*row, checksum(identity, row))


def summary_from(row: tuple[Any, ...]) -> CaseSummary:
    """Return the summary of a row that holds its fields in their order."""
    facts = dict(zip(SUMMARY_FIELDS, row, strict=True))
    for name in _MOMENTS:
        facts[name] = None if facts[name] is None else from_text(facts[name])
    return CaseSummary(**facts)


def _stored(value: Any) -> Any:  # noqa: ANN401 - what SQLite takes
    return to_text(value) if isinstance(value, datetime) else value
