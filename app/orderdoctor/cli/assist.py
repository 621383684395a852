"""`orderdoctor assist` and `orderdoctor wizard`: from a message, or from questions, to the working order, line by line."""

from __future__ import annotations

from argparse import Namespace

from orderdoctor.cases.case import Case
from orderdoctor.cases.errors import NewerSchema, NotOurs
from orderdoctor.cases.store import CaseStore
from orderdoctor.cases.summary import CaseSummary
from orderdoctor.cli.asking import Asker, Option, Stopped
from orderdoctor.cli.case_page import answers_in, case_line, case_title
from orderdoctor.cli.checklist import Checklist, End
from orderdoctor.cli.choosing import Choosing
from orderdoctor.cli.consultation import Ask, Consultation
from orderdoctor.cli.session import Session
from orderdoctor.fault_words import case_news_text, fault_text

QUESTIONS = "wizard"
"""What is typed instead of a message."""

LISTED = 9
"""Unfinished cases that are offered at the start."""


def assist(session: Session, args: Namespace) -> int:
    """Run the assistant until the user stops. Everything is saved as it happens."""
    return run_assistant(session, session.system(args.system), "orderdoctor assist")


def run_assistant(
    session: Session, system: str | None, command: str, text: str = "", asks: bool = False
) -> int:
    """Run it; command: how to start it again; text: what the user says to begin with; asks: whether it begins with questions."""
    store = _cases(session)
    session.parts.doctor.learn(store.solved_by_reason(session.profile.learned_after))
    asker = Asker(session)
    words = session.words
    session.page.text(words.tr("Order Doctor. To stop at any question, type {quit}.").format(quit="quit"))
    assistant = Assistant(session, store, asker, system)
    try:
        assistant.run(text, asks)
    except Stopped:
        session.page.blank()
        if store.writable:
            told = words.tr("All steps are saved. To go on later: {command}")
            session.page.text(told.format(command=command))
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
        self._asked: set[str] = set()
        """The cases whose user was asked what they have tried already."""

    def run(self, text: str, asks: bool) -> None:
        """Offer unfinished cases, then take trouble after trouble; the first one may come with a text."""
        case = self._new_case(text, asks) if text else None
        while True:
            case = case or self._unfinished(asks) or self._new_case("", asks)
            while case is not None:
                if case.reason is not None:
                    self._asked.add(case.id)
                case = self._work_on(case)

    def _unfinished(self, asks: bool) -> Case | None:
        """The unfinished case that the user goes on with; None for a new one."""
        words = self._words
        waiting = self._store.cases(("open", "waiting"), limit=LISTED)
        if not waiting:
            return None
        options = [Option(str(summary.number), self._line(summary)) for summary in waiting]
        self._asker.page.blank()
        begin = words.tr("Answer questions about something new") if asks else words.tr("Paste a new message")
        word = self._asker.choose(
            words.tr("These cases are not finished. Which one, or something new?"),
            [Option("new", begin), *options],
        )
        return next(
            (self._store.case(summary.id) for summary in waiting if str(summary.number) == word), None
        )

    def _line(self, summary: CaseSummary) -> str:
        """A case in one line; how many questions were answered, where there is no other name for it."""
        answered = answers_in(self._store, summary)
        return case_line(summary, self._words, self._session.clock(), answered)

    def _new_case(self, text: str, asks: bool) -> Case | None:
        """Find out what the user is in trouble with; None if they leave it."""
        words = self._words
        if not text and not asks:
            self._asker.page.blank()
            told = words.tr("Paste the message, or say what you see. End with an empty line.")
            self._asker.page.text(told)
            told = words.tr("No message? Type {word} to answer questions instead.").format(word=QUESTIONS)
            text = self._asker.text(told, QUESTIONS)
            asks = not text
        inquiry = self._session.parts.counsel.begin(text, self._system)
        return self._consultation().about(inquiry, Ask.ALWAYS if asks else Ask.AMBIGUOUS)

    def _work_on(self, case: Case) -> Case | None:
        """Walk a case's checklist; what comes back is the case to go on with, None to leave it."""
        if case.reason is None:
            self._asker.page.text(case_title(case, self._words))
            inquiry = self._session.parts.counsel.resumed(case)
            return self._consultation(case).about(inquiry, Ask.ALWAYS if case.answers else Ask.AMBIGUOUS)
        end, case = Checklist(self._session, self._store, self._asker).walk(case)
        if end is End.FAILED:
            return self._consultation(case).after_failure(case)
        return case if end is End.CHANGED else None

    def _consultation(self, case: Case | None = None) -> Consultation:
        session, store, asker = self._session, self._store, self._asker
        system = case.system if case else self._system
        asked = case is not None and case.id in self._asked
        return Consultation(session, store, asker, self._choosing, system, case, asked)
