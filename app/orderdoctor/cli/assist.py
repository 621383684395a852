"""`orderdoctor assist`: the assistant that asks line by line, from the message to the working order."""

from __future__ import annotations

from argparse import Namespace

from orderdoctor.cases.case import Case
from orderdoctor.cases.errors import NewerSchema, NotOurs
from orderdoctor.cases.store import CaseStore
from orderdoctor.casework import chosen, opened
from orderdoctor.cli.asking import Asker, Option, Stopped
from orderdoctor.cli.case_page import case_line
from orderdoctor.cli.checklist import Checklist, End
from orderdoctor.cli.choosing import Choosing
from orderdoctor.cli.diagnosis_page import DiagnosisPage
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis, Verdict
from orderdoctor.fault_words import case_news_text, fault_text

LISTED = 9
"""Unfinished cases that are offered at the start."""


def assist(session: Session, args: Namespace) -> int:
    """Run the assistant until the user stops. Everything is saved as it happens."""
    system = session.system(args.system)
    store = _cases(session)
    asker = Asker(session)
    session.page.text(
        session.words.tr("Order Doctor. To stop at any question, type {quit}.").format(quit="quit")
    )
    assistant = Assistant(session, store, asker, system)
    try:
        assistant.run()
    except Stopped:
        session.page.blank()
        if store.writable:
            session.page.text(
                session.words.tr("All steps are saved. To go on later: {command}").format(
                    command="orderdoctor assist"
                )
            )
    return 0


def _cases(session: Session) -> CaseStore:
    """The cases; where they can't be opened, an empty store in memory (checks.md R13, R14)."""
    words = session.words
    try:
        store = session.parts.cases
    except (NotOurs, NewerSchema) as fault:
        session.console.tell(fault_text(fault, words))
        session.console.tell(words.tr("You can work on, but this session will not be saved."))
        return CaseStore.in_memory(fold=session.parts.folder.plain)
    for item in store.news:
        session.console.tell(case_news_text(item, words))
    return store


class Assistant:
    """One run of the assistant."""

    def __init__(self, session: Session, store: CaseStore, asker: Asker, system: str | None) -> None:
        """Take the session, the cases, who asks, and where the user works if they said so."""
        self._session = session
        self._words = session.words
        self._store = store
        self._asker = asker
        self._system = system
        self._choosing = Choosing(session, asker)

    def run(self) -> None:
        """Offer unfinished cases, then take message after message."""
        while True:
            case = self._unfinished() or self._new_case()
            while case is not None:
                case = self._work_on(case)

    def _unfinished(self) -> Case | None:
        """The unfinished case that the user goes on with; None for a new message."""
        words = self._words
        waiting = self._store.cases(("open", "waiting"), limit=LISTED)
        if not waiting:
            return None
        now = self._session.clock()
        options = [Option(str(summary.number), case_line(summary, words, now)) for summary in waiting]
        self._asker.page.blank()
        new = Option("new", words.tr("Paste a new message"))
        word = self._asker.choose(
            words.tr("These cases are not finished. Which one, or something new?"), [new, *options]
        )
        return next(
            (self._store.case(summary.id) for summary in waiting if str(summary.number) == word), None
        )

    def _new_case(self) -> Case | None:
        """Diagnose what the user pastes, more than once if need be; None if they don't keep it."""
        words = self._words
        self._asker.page.blank()
        text = self._asker.text(words.tr("Paste the message, or say what you see. End with an empty line."))
        while True:
            diagnosis = self._session.parts.doctor.diagnose(text, self._system)
            self._asker.page.blank()
            word = self._offer(diagnosis, text)
            if word == "new":
                return None
            if word == "more":
                text += "\n" + self._asker.text(words.tr("Paste or say more. End with an empty line."))
                continue
            return self._begun(diagnosis, text, "" if word == "keep" else word)

    def _offer(self, diagnosis: Diagnosis, text: str) -> str:
        """Show a diagnosis and ask what to do: the id of a reason, `more`, `keep` or `new`."""
        words, asker = self._words, self._asker
        page = DiagnosisPage(asker.page, self._session.catalog, words)
        page.understood(diagnosis, text)
        asker.page.blank()
        more = Option("more", words.tr("None of these: say more"))
        new = Option("new", words.tr("Leave it and begin anew"))
        keep = Option("keep", words.tr("Keep it as a case without a reason"))
        if diagnosis.verdict is Verdict.MATCH and diagnosis.top:
            page.in_short(diagnosis, diagnosis.top)
            asker.page.blank()
            start = Option(diagnosis.top.reason, words.tr("Start fixing"))
            word = asker.choose(
                words.tr("What now?"), [start, Option("other", words.tr("This is not it")), new]
            )
            if word != "other":
                return word
            listed = diagnosis.ranking[1:]
        elif diagnosis.verdict is Verdict.AMBIGUOUS:
            listed = diagnosis.ranking
        else:
            page.unknown(diagnosis)
            listed = diagnosis.ranking[:3]
        return self._choosing.reason(page, diagnosis, listed, text, [more, keep, new])

    def _begun(self, diagnosis: Diagnosis, text: str, reason: str) -> Case | None:
        """Start the case; with a reason, its fix becomes the checklist."""
        event = opened(diagnosis, text, self._session.catalog, self._words)
        case = self._asker.saved(lambda: self._store.start(event))
        self._asker.page.blank()
        told = self._words.tr("This is case {number}. Every step is saved as you go.")
        if self._store.writable:
            self._asker.page.text(told.format(number=case.number))
        return self._with_reason(case, reason) if reason else None

    def _with_reason(self, case: Case, reason_id: str) -> Case | None:
        """Choose a fix of a reason for the case."""
        reason = self._session.catalog.reasons[reason_id]
        fix = self._choosing.fix(case, reason)
        if fix is None:
            return None
        known = {other.reason: other.probability for other in case.alternatives}
        event = chosen(reason, fix, known.get(reason.id, 0.0), self._session.catalog, self._words)
        return self._asker.saved(lambda: self._store.record(case.id, event))

    def _work_on(self, case: Case) -> Case | None:
        """Walk a case's checklist; what comes back is the case to go on with, None to leave it."""
        if case.reason is None:
            word = self._choosing.again(case)
            return self._with_reason(case, word) if word else None
        end, case = Checklist(self._session, self._store, self._asker).walk(case)
        if end is End.FAILED:
            word = self._choosing.after_failure(case)
            return self._with_reason(case, word) if word else None
        return case if end is End.CHANGED else None
