"""From what is known to a reason and a fix: questions, the result, what was tried already, the choice."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Answered, HandedOver
from orderdoctor.cases.store import CaseStore
from orderdoctor.casework import chosen
from orderdoctor.catalog.model import Solution
from orderdoctor.cli.asking import Asker, Option
from orderdoctor.cli.choosing import Choosing
from orderdoctor.cli.interview import Halt, Interview
from orderdoctor.cli.keeper import Keeper
from orderdoctor.cli.plan_page import likeliest_first
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis, Verdict
from orderdoctor.diagnosis.troubleshooter import SYSTEM, Plan
from orderdoctor.handover import handover_text
from orderdoctor.i18n import LANGUAGES
from orderdoctor.inquiry import Inquiry
from orderdoctor.phrasing import visible


class Ask(Enum):
    """Whether there are questions before the result."""

    ALWAYS = "always"
    AMBIGUOUS = "ambiguous"
    """Only if several reasons fit."""
    AGAIN = "again"
    """From the question on that was answered last."""
    NEVER = "never"


class Consultation:
    """Consults with one user about one trouble."""

    def __init__(
        self,
        session: Session,
        store: CaseStore,
        asker: Asker,
        choosing: Choosing,
        system: str | None,
        case: Case | None = None,
        knows_what_was_tried: bool = False,
    ) -> None:
        """Take the session, the cases, who asks, who lets choose, where the user works, and the case if there is one.

        knows_what_was_tried: whether the user was asked already what they have tried in vain.
        """
        self._session = session
        self._words = session.words
        self._counsel = session.parts.counsel
        self._asker = asker
        self._choosing = choosing
        self._keeper = Keeper(session, store, asker, case)
        self._interview = Interview(session, asker, self._keeper, system)
        self._explained = ""
        self._knows_what_was_tried = knows_what_was_tried or bool(case and case.tried)

    def about(self, inquiry: Inquiry, ask: Ask) -> Case | None:
        """The case with a fix that the user goes for; None if they leave it."""
        while True:
            if self._asks(inquiry, ask):
                inquiry, halt = self._interview.about(inquiry, ask is Ask.AGAIN)
                if halt is Halt.DROPPED:
                    return None
                ask = Ask.NEVER if halt is Halt.NOW else Ask.AMBIGUOUS
            diagnosis, plan = self._counsel.diagnosis(inquiry), self._counsel.plan(inquiry)
            self._show(diagnosis, inquiry, plan)
            after = self._with_what_was_tried(inquiry, diagnosis)
            if after is not inquiry:
                inquiry = after
                continue
            word = self._choosing.reason(diagnosis, plan, self._others(diagnosis, inquiry))
            if word in _LEAVING and self._left(word, inquiry):
                return None
            inquiry, ask = self._otherwise(word, inquiry, diagnosis)
            case = self._taken(inquiry, word, diagnosis, plan) if word not in _WISHES else None
            if case is not None:
                return case

    def _show(self, diagnosis: Diagnosis, inquiry: Inquiry, plan: Plan) -> None:
        """Show what it comes to; a reason that was explained just now is only named."""
        top = diagnosis.top if diagnosis.verdict is Verdict.MATCH else None
        if top and top.reason == self._explained:
            self._choosing.still(top)
        else:
            self._choosing.show(diagnosis, inquiry, plan)
        self._explained = top.reason if top else ""

    def _asks(self, inquiry: Inquiry, ask: Ask) -> bool:
        if ask is Ask.AMBIGUOUS:
            return self._counsel.diagnosis(inquiry).verdict is Verdict.AMBIGUOUS
        return ask is not Ask.NEVER

    def _otherwise(self, word: str, inquiry: Inquiry, diagnosis: Diagnosis) -> tuple[Inquiry, Ask]:
        """What is known, and what is asked next, after the user did not take a reason."""
        if word == "other":
            return inquiry.without(diagnosis.ranking[0].reason), Ask.AMBIGUOUS
        if word == "more":
            return self._interview.message(inquiry), Ask.AMBIGUOUS
        return inquiry, _ASKING.get(word, Ask.NEVER)

    def after_failure(self, case: Case) -> Case | None:
        """What next when a fix did not work: the best next one, a question, another reason, or handing over."""
        inquiry = self._counsel.resumed(case)
        move, diagnosis = self._counsel.move(inquiry), self._counsel.diagnosis(inquiry)
        self._asker.page.blank()
        if move.question or move.plan.trials:
            word = self._choosing.next(move, diagnosis)
        else:
            told = self._words.tr("The library has nothing more that is worth trying: no other fix is likely enough to help.")
            self._asker.page.text(told)
            word = self._handed_over(inquiry, [Option("other", self._words.tr("Choose a reason yourself"))])
        if word == "support":
            word = self._handed_over(inquiry)
        if word in ("leave", "sent"):
            return None
        if word in ("questions", "other"):
            return self.about(inquiry, Ask.ALWAYS if word == "questions" else Ask.NEVER)
        return self._taken(inquiry, word, diagnosis, move.plan)

    def _with_what_was_tried(self, inquiry: Inquiry, diagnosis: Diagnosis) -> Inquiry:
        """After the user was asked, once, what they have tried in vain."""
        if self._knows_what_was_tried:
            return inquiry
        self._knows_what_was_tried = True
        tried = self._choosing.tried(diagnosis, inquiry)
        self._keeper.tried(tried)
        return replace(inquiry, failed=(*inquiry.failed, *tried)) if tried else inquiry

    def _others(self, diagnosis: Diagnosis, inquiry: Inquiry) -> list[Option]:
        """What can be done beside taking a reason."""
        words = self._words
        others = []
        if diagnosis.verdict is not Verdict.MATCH and self._counsel.question(inquiry):
            others.append(Option("questions", words.tr("Answer questions")))
        if inquiry.answers:
            others.append(Option("change", words.tr("Change an answer")))
        if diagnosis.verdict is not Verdict.MATCH:
            others.append(Option("more", words.tr("None of these: say more")))
        if diagnosis.verdict is not Verdict.MATCH or inquiry.failed:
            others.append(Option("support", words.tr("Hand it over: write a text for support")))
        if self._keeper.case is not None:
            leave = Option("leave", words.tr("Leave it for now"))
            return [*others, leave, Option("drop", words.tr("Delete this case"))]
        if diagnosis.verdict is not Verdict.MATCH:
            others.append(Option("keep", words.tr("Keep it as a case without a reason")))
        return [*others, Option("new", words.tr("Leave it and begin anew"))]

    def _left(self, word: str, inquiry: Inquiry) -> bool:
        """Leave it in one of the ways there are; whether that was really meant."""
        if word == "drop":
            return self._keeper.dropped()
        if word == "keep":
            self._keeper.kept(inquiry)
        elif word == "support":
            self._handed_over(inquiry)
        return True

    def _handed_over(self, inquiry: Inquiry, others: tuple[Option, ...] | list[Option] = ()) -> str:
        """Write the text for support, in other languages too; `sent` if the case is handed over, else what was chosen."""
        case, diagnosis = self._keeper.kept(inquiry), self._counsel.diagnosis(inquiry)
        words, catalog = self._words, self._session.catalog
        while True:
            self._asker.page.heading(self._words.tr("The text for support"))
            self._session.console.write(visible(handover_text(case, diagnosis, catalog, words)))
            sent = Option("sent", self._words.tr("It is sent: hand the case over"))
            told = self._words.tr("Write it in this language: {name}")
            languages = {known.code: known for known in LANGUAGES if known != words.language}
            options = [Option(code, told.format(name=known.name)) for code, known in languages.items()]
            leave = Option("leave", self._words.tr("Leave it for now"))
            word = self._asker.choose(self._words.tr("What now?"), [sent, *options, *others, leave])
            if word == "sent":
                self._keeper.record(HandedOver(self._words.tr("support"), ""))
            if word not in languages:
                return word
            words = self._session.parts.words(languages[word])

    def _taken(self, inquiry: Inquiry, word: str, diagnosis: Diagnosis, plan: Plan) -> Case | None:
        """The case with the fix that the user goes for: of a trial of the plan, or of a reason; None if there is none."""
        case = self._keeper.kept(inquiry)
        trial = next((trial for trial in plan.trials if trial.remedy.action.key == word), None)
        if trial is not None:
            return self._guided(likeliest_first(trial.remedy, diagnosis), diagnosis)
        fix = self._choosing.fix(case, self._session.catalog.reasons[word])
        if self._choosing.place(case) and case.system is None:
            self._keeper.record(Answered(SYSTEM, self._choosing.place(case)))
        if fix is None:
            return None
        return self._guided([(word, fix), *self._counsel.in_one_go(inquiry, word, fix.id)], diagnosis)

    def _guided(self, fixes: list[tuple[str, Solution]], diagnosis: Diagnosis) -> Case:
        """The case with fixes that are done in one go, the first of which is the main one."""
        (name, fix), *also = fixes
        catalog = self._session.catalog
        likely = {ranked.reason: ranked.probability for ranked in diagnosis.ranking}
        event = chosen(catalog.reasons[name], fix, likely.get(name, 0.0), catalog, self._words, also)
        return self._keeper.record(event)


_LEAVING = ("new", "leave", "keep", "drop", "support")
_ASKING = {"questions": Ask.ALWAYS, "change": Ask.AGAIN}
_WISHES = (*_LEAVING, *_ASKING, "other", "more")
