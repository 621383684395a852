"""The assistant's checklist: step after step, each answer saved at once, and whether it worked."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import (
    Event,
    Outcome,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    WaitingEnded,
    WaitingUntil,
)
from orderdoctor.cases.store import CaseStore
from orderdoctor.casework import step_of
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Step
from orderdoctor.cli.asking import Asker, Option
from orderdoctor.cli.case_page import case_title
from orderdoctor.cli.output import local_time
from orderdoctor.cli.session import Session
from orderdoctor.phrasing import step_text, visible, waiting_time

PATIENCE = 24.0
"""Hours after which a "not yet" is asked about again."""


class End(Enum):
    """How a walk through a checklist ends."""

    PAUSED = "paused"
    SOLVED = "solved"
    FAILED = "failed"
    CHANGED = "changed"
    """Something was taken back that the checklist itself rests on."""


class Checklist:
    """Walks one case's steps with one user."""

    def __init__(self, session: Session, store: CaseStore, asker: Asker) -> None:
        """Take the session, where the case is stored, and who asks."""
        self._session = session
        self._words = session.words
        self._store = store
        self._asker = asker

    def walk(self, case: Case) -> tuple[End, Case]:
        """From the first step that is not done to the outcome, or as far as the user goes."""
        self._asker.page.blank()
        self._asker.page.text(case_title(case, self._words))
        if case.state == "waiting" and not self._goes_on(case):
            return End.PAUSED, case
        if case.state == "waiting":
            case = self._record(case, WaitingEnded())
        return self._from(case, _next(case, -1))

    def _from(self, case: Case, position: int) -> tuple[End, Case]:
        """From a step on."""
        choice = (case.reason, case.solution)
        while position < len(case.shown):
            case, position = self._step(case, position)
            if position < 0:
                return End.PAUSED, case
            if (case.reason, case.solution) != choice:
                return End.CHANGED, case
        return self._outcome(case)

    def _goes_on(self, case: Case) -> bool:
        """Whether a waiting case is taken up now."""
        words = self._words
        if case.waiting_until is None or case.is_due(self._session.clock()):
            self._asker.page.text(words.tr("The wait is over."))
            return True
        told = words.tr("This case waits until {time}.").format(time=local_time(case.waiting_until))
        later = Option("wait", words.tr("Wait on"))
        return self._asker.choose(told, [later, Option("now", words.tr("Go on now"))]) == "now"

    def _step(self, case: Case, position: int) -> tuple[Case, int]:
        """Ask about one step; the case after it, and the step to go to (-1: pause)."""
        words = self._words
        key = case.shown[position].key
        step = step_of(case, key, self._session.catalog)
        self._show(case, position, step)
        word = self._asker.choose(words.tr("What now?"), self._options(case, position, step))
        if word == "done":
            case = self._record(case, StepDone(key))
        elif word == "not-done":
            return self._record(case, StepReopened(key)), position
        elif word == "cant":
            case = self._record(case, StepBlocked(key, self._asker.line(words.tr("What is in the way?"))))
        elif word == "note":
            return self._record(case, StepNoted(key, self._asker.line(words.tr("Your note:")))), position
        elif word == "back":
            return case, max(0, position - 1)
        elif word == "undo":
            return self._undone(case, position)
        elif word == "wait" and step:
            return self._waiting(case, step.wait_hours, key), -1
        elif word == "pause":
            return case, -1
        return case, position + 1 if word == "next" else _next(case, position)

    def _options(self, case: Case, position: int, step: Step | None) -> list[Option]:
        words = self._words
        state = case.step(case.shown[position].key)
        options = [Option("done", words.tr("Done"))]
        if state.done:
            options = [Option("next", words.tr("Go on")), Option("not-done", words.tr("Not done after all"))]
        elif step and step.wait_hours:
            wait = words.tr("Wait {time} from now on").format(time=waiting_time(step.wait_hours, words))
            options = [Option("wait", wait), Option("done", words.tr("I have waited"))]
        if not state.done:
            options.append(Option("cant", words.tr("I can't do this")))
        options.append(Option("note", words.tr("Write a note")))
        if position:
            options.append(Option("back", words.tr("Go one step back")))
        options.append(Option("undo", words.tr("Take back the last thing")))
        options.append(Option("pause", words.tr("Stop here for now")))
        return options

    def _show(self, case: Case, position: int, step: Step | None) -> None:
        words, page = self._words, self._asker.page
        shown = case.shown[position]
        place = self._session.catalog.places.get(step.place) if step else None
        heading = words.tr("Step {number} of {all}").format(number=position + 1, all=len(case.shown))
        if place:
            heading = words.tr("{step} · {place}").format(step=heading, place=words.of(place.name))
        page.heading(heading)
        page.text(step_text(step, self._session.catalog.labels, words) if step else shown.text, 2)
        state = case.step(shown.key)
        if state.done:
            page.text(words.tr("This step is done."), 2)
        if state.blocked is not None:
            page.text(words.tr("Can't be done: {why}").format(why=visible(state.blocked)), 2)
        if state.note:
            page.text(words.tr("Note: {text}").format(text=visible(state.note)), 2)
        page.blank()

    def _undone(self, case: Case, position: int) -> tuple[Case, int]:
        before = self._asker.saved(lambda: self._store.undo(case.id))
        if before is None:
            self._asker.page.text(self._words.tr("There is nothing to take back."))
            return case, position
        self._asker.page.text(self._words.tr("Taken back."))
        changed = [
            i for i, shown in enumerate(before.shown) if before.step(shown.key) != case.step(shown.key)
        ]
        return before, changed[0] if changed else min(position, max(0, len(before.shown) - 1))

    def _waiting(self, case: Case, hours: float, key: str | None) -> Case:
        until = self._session.clock() + timedelta(hours=hours)
        case = self._record(case, WaitingUntil(until, key))
        self._asker.page.text(self._words.tr("The case comes back at {time}.").format(time=local_time(until)))
        return case

    def _outcome(self, case: Case) -> tuple[End, Case]:
        """Ask whether it worked."""
        words = self._words
        self._asker.page.blank()
        options = [
            Option("yes", words.tr("Yes, the order moves again")),
            Option("not-yet", words.tr("Not yet: I must wait and see")),
            Option("no", words.tr("No")),
            Option("back", words.tr("Back to the last step")),
        ]
        word = self._asker.choose(words.tr("Did it work?"), options)
        if word == "back" and case.shown:
            return self._from(case, len(case.shown) - 1)
        if word == "yes":
            return End.SOLVED, self._solved(
                self._record(case, Outcome("yes", case.reason or "", case.solution))
            )
        if word == "not-yet":
            case = self._record(case, Outcome("not-yet", case.reason or "", case.solution))
            return End.PAUSED, self._waiting(case, PATIENCE, None)
        return End.FAILED, self._record(case, Outcome("no", case.reason or "", case.solution))

    def _solved(self, case: Case) -> Case:
        words = self._words
        self._asker.page.text(words.tr("Case {number} is solved.").format(number=case.number))
        reason = self._session.catalog.reasons.get(case.reason or "")
        if reason and reason.prevent:
            self._asker.page.text(
                words.tr("Next time: {text}").format(
                    text=plain(words.of(reason.prevent), self._session.catalog.labels, words)
                )
            )
        return case

    def _record(self, case: Case, *events: Event) -> Case:
        return self._asker.saved(lambda: self._store.record(case.id, *events))


def _next(case: Case, position: int) -> int:
    """The first step after a position that is neither done nor blocked, else the number of steps."""
    for number in range(position + 1, len(case.shown)):
        state = case.step(case.shown[number].key)
        if not state.done and state.blocked is None:
            return number
    return len(case.shown)
