"""A case in one line, as the lists show it, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from orderdoctor.cases.case import Case, State
from orderdoctor.cases.events import Verdict, Worked
from orderdoctor.cases.times import is_over

EXCERPT = 200


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """What a list shows of a case; the fields mean what they mean in `Case`.

    excerpt     the first 200 characters of the text, spaces and line breaks made one space
    """

    id: str
    number: int
    opened_at: datetime
    changed_at: datetime
    own_title: str
    reason_title: str
    excerpt: str
    language: str
    system: str | None
    verdict: Verdict
    reason: str | None
    solution: str | None
    state: State
    waiting_until: datetime | None
    outcome: Worked | None
    steps_done: int
    steps_total: int

    @property
    def title(self) -> str:
        """What to call the case; empty if nobody gave it a name and no reason was chosen."""
        return self.own_title or self.reason_title

    def is_due(self, now: datetime) -> bool:
        """Tell whether the case has waited long enough."""
        return self.state == "waiting" and self.waiting_until is not None and is_over(self.waiting_until, now)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases are in each state; the due ones are a part of the waiting ones."""

    open: int
    waiting: int
    due: int
    solved: int
    handed_over: int


def summary_of(case: Case) -> CaseSummary:
    """Return the case in one line."""
    return CaseSummary(
        id=case.id,
        number=case.number,
        opened_at=case.opened_at,
        changed_at=case.changed_at,
        own_title=case.own_title,
        reason_title=case.reason_title,
        excerpt=" ".join(case.text[: 4 * EXCERPT].split())[:EXCERPT],
        language=case.language,
        system=case.system,
        verdict=case.verdict,
        reason=case.reason,
        solution=case.solution,
        state=case.state,
        waiting_until=case.waiting_until,
        outcome=case.outcome,
        steps_done=case.steps_done,
        steps_total=case.steps_total,
    )
