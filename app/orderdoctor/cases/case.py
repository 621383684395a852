"""A case as the screens show it: what its events, in their order, come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import singledispatchmethod
from types import MappingProxyType
from typing import Literal, NamedTuple

from orderdoctor.cases.events import (
    Alternative,
    Answered,
    Checked,
    Event,
    HandedOver,
    Noted,
    Opened,
    Outcome,
    ReasonChosen,
    Recorded,
    Reopened,
    ShownStep,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    Titled,
    Undone,
    Verdict,
    WaitingEnded,
    WaitingUntil,
    Worked,
)
from orderdoctor.cases.times import is_over

State = Literal["open", "waiting", "solved", "handed-over"]


class Attempt(NamedTuple):
    """A solution that was tried for a reason, and the last word on whether it worked."""

    reason: str
    solution: str | None
    worked: Worked


class Blocked(NamedTuple):
    """A step that can't be done: the reason under which it stood, its key, and why."""

    reason: str
    step: str
    why: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note on the whole case."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class StepState:
    """Where a step stands; `blocked` is why it can't be done, `done_at` is None unless it is done."""

    done: bool = False
    done_at: datetime | None = None
    blocked: str | None = None
    note: str = ""


NO_STATE = StepState()


@dataclass(frozen=True)
class Case:
    """A diagnosis that the user keeps. All moments are UTC.

    number      1, 2, 3 … for people, never used twice
    changed_at  when the last event that still counts was recorded; changed_seq is its place in the order
    system      where the user works: as they answered, else as it was understood at the opening
    title       the user's own name for the case, else the reason's title as it was shown, else empty
    also        fixes that are done in one go with the present solution, as reason id and solution id
    first_reason  the reason that the user went for before any other
    steps       by step key: the steps of the present reason; those of another reason come back with it
    blocked     every step that can't be done, under any reason
    outcome     the last word on the present solution
    tried       every solution with an outcome, the one with the newest outcome last
    answers     by question, in the order in which they were first answered
    checks      by offline check, what its latest result says of the reasons
    """

    id: str
    number: int
    opened_at: datetime
    changed_at: datetime
    changed_seq: int
    text: str
    language: str
    system: str | None
    codes: tuple[str, ...]
    verdict: Verdict
    alternatives: tuple[Alternative, ...]
    catalog_version: str
    own_title: str = ""
    reason_title: str = ""
    first_reason: str | None = None
    reason: str | None = None
    probability: float | None = None
    solution: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    shown: tuple[ShownStep, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    steps: Mapping[str, StepState] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[Note, ...] = ()
    waiting_until: datetime | None = None
    waiting_step: str | None = None
    outcome: Worked | None = None
    tried: tuple[Attempt, ...] = ()
    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    checks: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    handed_to: str | None = None
    state: State = "open"

    @property
    def title(self) -> str:
        """What to call the case; empty if nobody gave it a name and no reason was chosen."""
        return self.own_title or self.reason_title

    @property
    def steps_total(self) -> int:
        """How many steps the present solution has."""
        return len(self.shown)

    @property
    def steps_done(self) -> int:
        """How many steps of the present solution are ticked."""
        return sum(self.step(shown.key).done for shown in self.shown)

    def step(self, key: str) -> StepState:
        """Return where the step stands; a step to which nothing happened is simply not done."""
        return self.steps.get(key, NO_STATE)

    def is_due(self, now: datetime) -> bool:
        """Tell whether the case has waited long enough."""
        return self.state == "waiting" and self.waiting_until is not None and is_over(self.waiting_until, now)


def fold_case(case_id: str, number: int, records: Sequence[Recorded]) -> Case:
    """Return what the events come to; their order is that of `seq`, whatever the clock said.

    Raises ValueError if the first event is not the opening.
    """
    counting = standing(records)
    opened = counting[0].event if counting else None
    if not isinstance(opened, Opened):
        message = f"case {case_id} does not begin with its opening"
        raise ValueError(message)  # noqa: TRY004 - it is the value that is wrong: the order of the events
    draft = _Draft()
    for record in counting:
        draft.apply(record.event, record.at)
    return draft.finished(
        Case(
            id=case_id,
            number=number,
            opened_at=counting[0].at,
            changed_at=max(counting[0].at, counting[-1].at),
            changed_seq=counting[-1].seq,
            text=opened.text,
            language=opened.language,
            system=opened.system,
            codes=opened.codes,
            verdict=opened.verdict,
            alternatives=tuple(Alternative(*pair) for pair in opened.alternatives),
            catalog_version=opened.catalog_version,
        )
    )


def standing(records: Iterable[Recorded]) -> list[Recorded]:
    """Return the events that count, in order: not withdrawn, and not themselves a withdrawal."""
    withdrawn: set[int] = set()
    counting = []
    for record in sorted(records, key=lambda record: record.seq, reverse=True):
        if record.seq in withdrawn:
            continue
        if isinstance(record.event, Undone):
            withdrawn.add(record.event.seq)
        else:
            counting.append(record)
    return counting[::-1]


def last_undoable(records: Iterable[Recorded], most: int = 1) -> list[Recorded]:
    """Return the newest events that `undo` would withdraw, the newest first: any that count, but not the opening."""
    return standing(records)[1:][: -most - 1 : -1]


class _Draft:
    """What the events so far come to."""

    def __init__(self) -> None:
        self.own_title = ""
        self.chosen: ReasonChosen | None = None
        self.first_reason: str | None = None
        self.steps: dict[str | None, dict[str, StepState]] = {}
        self.notes: list[Note] = []
        self.waiting: WaitingUntil | None = None
        self.outcome: Worked | None = None
        self.tried: dict[tuple[str, str | None], Attempt] = {}
        self.answers: dict[str, str] = {}
        self.checks: dict[str, Mapping[str, float]] = {}
        self.handed_to: str | None = None
        self.state: State = "open"

    def finished(self, opened: Case) -> Case:
        case = replace(
            opened,
            system=self.system or opened.system,
            own_title=self.own_title,
            steps=MappingProxyType(self.present_steps),
            blocked=self.blocked,
            notes=tuple(self.notes),
            waiting_until=self.waiting.until if self.waiting else None,
            waiting_step=self.waiting.step if self.waiting else None,
            outcome=self.outcome,
            tried=tuple(self.tried.values()),
            answers=MappingProxyType(self.answers),
            checks=MappingProxyType(self.checks),
            handed_to=self.handed_to,
            state=self.state,
        )
        if self.chosen is None:
            return case
        return replace(
            case,
            reason_title=self.chosen.title,
            first_reason=self.first_reason,
            reason=self.chosen.reason,
            probability=self.chosen.probability,
            solution=self.chosen.solution,
            also=self.chosen.also,
            shown=tuple(ShownStep(*pair) for pair in self.chosen.shown),
        )

    @property
    def system(self) -> str | None:
        """Where the user works, if they were asked and knew."""
        answer = self.answers.get("system", "dont-know")
        return answer if answer != "dont-know" else None

    @property
    def present_steps(self) -> dict[str, StepState]:
        """The steps of the present reason: two reasons may use the same keys."""
        return self.steps.setdefault(self.chosen.reason if self.chosen else None, {})

    @property
    def blocked(self) -> tuple[Blocked, ...]:
        """What can't be done, under any reason."""
        return tuple(
            Blocked(reason, key, state.blocked)
            for reason, steps in self.steps.items()
            for key, state in steps.items()
            if reason is not None and state.blocked is not None
        )

    def open_again(self) -> None:
        self.state = "open"
        self.waiting = None
        self.handed_to = None

    def attempted(self, reason: str, solution: str | None, worked: Worked) -> None:
        """Note the newest word on an attempt, as the last one."""
        self.tried.pop((reason, solution), None)
        self.tried[(reason, solution)] = Attempt(reason, solution, worked)

    @singledispatchmethod
    def apply(self, event: Event, at: datetime) -> None:
        raise TypeError(event, at)

    @apply.register
    def _(self, event: Opened, at: datetime) -> None:
        pass

    @apply.register
    def _(self, event: ReasonChosen, at: datetime) -> None:
        self.chosen = event
        self.first_reason = self.first_reason or event.reason
        self.outcome = None
        self.open_again()

    @apply.register
    def _(self, event: Answered, at: datetime) -> None:
        self.answers[event.question] = event.answer

    @apply.register
    def _(self, event: Checked, at: datetime) -> None:
        self.checks[event.tool] = event.speaks

    @apply.register
    def _(self, event: StepDone, at: datetime) -> None:
        old = self.present_steps.get(event.step, NO_STATE)
        self.present_steps[event.step] = StepState(done=True, done_at=at, note=old.note)
        if self.state == "waiting" and self.waiting and self.waiting.step == event.step:
            self.open_again()

    @apply.register
    def _(self, event: StepReopened, at: datetime) -> None:
        old = self.present_steps.get(event.step, NO_STATE)
        self.present_steps[event.step] = StepState(note=old.note)

    @apply.register
    def _(self, event: StepBlocked, at: datetime) -> None:
        old = self.present_steps.get(event.step, NO_STATE)
        self.present_steps[event.step] = StepState(blocked=event.why, note=old.note)

    @apply.register
    def _(self, event: StepNoted, at: datetime) -> None:
        old = self.present_steps.get(event.step, NO_STATE)
        self.present_steps[event.step] = replace(old, note=event.note)

    @apply.register
    def _(self, event: Noted, at: datetime) -> None:
        self.notes.append(Note(at, event.note))

    @apply.register
    def _(self, event: WaitingUntil, at: datetime) -> None:
        self.open_again()
        self.state = "waiting"
        self.waiting = event

    @apply.register
    def _(self, event: WaitingEnded, at: datetime) -> None:
        if self.state == "waiting":
            self.open_again()

    @apply.register
    def _(self, event: Outcome, at: datetime) -> None:
        """A failure of another fix than the present one (it was tried earlier) leaves the present one as it stands."""
        chosen = self.chosen
        present = chosen is None or (event.reason, event.solution) == (chosen.reason, chosen.solution)
        self.attempted(event.reason, event.solution, event.worked)
        if chosen is not None and present and event.worked == "no":
            for reason, solution in chosen.also:
                self.attempted(reason, solution, "no")
        if not present and event.worked != "yes":
            return
        self.outcome = event.worked
        if event.worked != "not-yet":
            self.open_again()
        if event.worked == "yes":
            self.state = "solved"

    @apply.register
    def _(self, event: HandedOver, at: datetime) -> None:
        self.open_again()
        self.state = "handed-over"
        self.handed_to = event.to
        if event.note:
            self.notes.append(Note(at, event.note))

    @apply.register
    def _(self, event: Reopened, at: datetime) -> None:
        self.outcome = None
        self.open_again()

    @apply.register
    def _(self, event: Titled, at: datetime) -> None:
        self.own_title = event.title
