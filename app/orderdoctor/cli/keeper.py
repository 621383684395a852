"""Keeps what a user tells in a case, from the moment there is something to lose (checks.md U26)."""

from __future__ import annotations

from collections.abc import Iterable

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Answered, Event, Outcome
from orderdoctor.cases.store import CaseStore
from orderdoctor.casework import opened
from orderdoctor.cli.asking import Asker, Option
from orderdoctor.cli.session import Session
from orderdoctor.inquiry import Inquiry, events_of


class Keeper:
    """Writes down one inquiry. case: where it is kept, None while it is not."""

    def __init__(self, session: Session, store: CaseStore, asker: Asker, case: Case | None = None) -> None:
        """Take the session, the cases, who is asked when saving fails, and the case if there is one already."""
        self._session = session
        self._store = store
        self._asker = asker
        self.case = case

    def kept(self, inquiry: Inquiry) -> Case:
        """The inquiry's case; it is begun with all that is known if there is none."""
        if self.case is None:
            self.case = self._begun(inquiry)
            told = self._session.words.tr("This is case {number}. Every step is saved as you go.")
            if self._store.writable:
                self._asker.page.text(told.format(number=self.case.number))
        return self.case

    def _begun(self, inquiry: Inquiry) -> Case:
        session = self._session
        diagnosis = session.parts.counsel.diagnosis(inquiry)
        event = opened(diagnosis, inquiry.text, session.catalog, session.words)
        case = self._asker.saved(lambda: self._store.start(event))
        return self._recorded(case, events_of(inquiry))

    def answered(self, inquiry: Inquiry, question: str, answer: str) -> None:
        """Keep an answer, which the inquiry has already; the first one begins the case."""
        if self.case is None:
            self.kept(inquiry)
        else:
            self.record(Answered(question, answer))

    def tried(self, fixes: Iterable[tuple[str, str]]) -> None:
        """Keep fixes that did not help, as reason id and solution id, if there is a case to keep them in."""
        if self.case is not None:
            self.record(*(Outcome("no", reason, solution) for reason, solution in fixes))

    def told(self, inquiry: Inquiry) -> None:
        """Keep more text: a case with the whole of it takes the place of the old one, which has no reason yet."""
        if self.case is None:
            return
        old, self.case = self.case, self._begun(inquiry)
        self._asker.saved(lambda: self._store.delete([old.id]))

    def dropped(self) -> bool:
        """Whether the user really wants to delete the case; then it is gone."""
        words, case = self._session.words, self.case
        if case is None:
            return False
        options = [Option("keep", words.tr("Keep it")), Option("delete", words.tr("Delete it"))]
        question = words.tr("Delete case {number} with its answers?").format(number=case.number)
        if self._asker.choose(question, options) == "keep":
            return False
        self._asker.saved(lambda: self._store.delete([case.id]))
        self.case = None
        self._asker.page.text(words.tr("Case {number} is deleted.").format(number=case.number))
        return True

    def record(self, *events: Event) -> Case:
        """Record what happened in the case, which there must be."""
        if self.case is None:
            message = "there is no case yet"
            raise ValueError(message)
        self.case = self._recorded(self.case, events)
        return self.case

    def _recorded(self, case: Case, events: tuple[Event, ...]) -> Case:
        return self._asker.saved(lambda: self._store.record(case.id, *events))
