"""The assistant's choices: which reason, which fix, what was tried already, what next when a fix has failed."""

from __future__ import annotations

from collections.abc import Sequence

from orderdoctor.cases.case import Case
from orderdoctor.casework import untried
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Reason, Solution
from orderdoctor.cli.asking import Asker, Option
from orderdoctor.cli.diagnosis_page import LOOK_ALIKES, DiagnosisPage, fitting
from orderdoctor.cli.plan_page import PlanPage
from orderdoctor.cli.reason_page import ReasonPage
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis, Ranked, Verdict
from orderdoctor.diagnosis.troubleshooter import Move, Plan
from orderdoctor.i18n import Text
from orderdoctor.inquiry import Inquiry

LIKELY = 0.1
"""Fixes of reasons that are less likely are not asked about when it comes to what was tried already."""

LISTED = 9
"""Fixes that are listed at most."""


class Choosing:
    """Asks one user which reason and which fix."""

    def __init__(self, session: Session, asker: Asker) -> None:
        """Take the session, and who asks."""
        self._session = session
        self._words = session.words
        self._asker = asker
        self._page = DiagnosisPage(asker.page, session.catalog, session.words)
        self._plans = PlanPage(asker.page, session.catalog, session.words)
        self._places: dict[str, str] = {}
        """Where the user works with a case, by its id, so that they are asked once."""

    def show(self, diagnosis: Diagnosis, inquiry: Inquiry, plan: Plan) -> None:
        """What everything comes to: one reason, several with the plan, or the nearest look-alikes."""
        self._asker.page.blank()
        self._page.understood(diagnosis, inquiry.text)
        self._asker.page.blank()
        if diagnosis.verdict is Verdict.MATCH and diagnosis.top:
            self._page.in_short(diagnosis, diagnosis.top)
        elif diagnosis.verdict is Verdict.AMBIGUOUS:
            self._page.several(diagnosis, inquiry.text)
            self._plans.show(plan, diagnosis)
        else:
            self._page.unknown(diagnosis)
        self._asker.page.blank()

    def still(self, top: Ranked) -> None:
        """That it is still the reason that stands there already, with how sure that is now."""
        self._asker.page.blank()
        self._asker.page.text(self._page.ranked_line(top))
        self._asker.page.blank()

    def reason(self, diagnosis: Diagnosis, plan: Plan, others: Sequence[Option]) -> str:
        """The id of the reason that the user takes, `other`, the key of a trial, or the word of one of the others."""
        words = self._words
        if diagnosis.verdict is Verdict.MATCH and diagnosis.top:
            start = Option(diagnosis.top.reason, words.tr("Start fixing"))
            other = Option("other", words.tr("This is not it"))
            return self._asker.choose(words.tr("What now?"), [start, other, *others])
        listed = (
            fitting(diagnosis) if diagnosis.verdict is Verdict.AMBIGUOUS else diagnosis.ranking[:LOOK_ALIKES]
        )
        options = [Option(ranked.reason, self._page.ranked_line(ranked)) for ranked in listed]
        if diagnosis.verdict is Verdict.AMBIGUOUS and plan.trials:
            first = words.tr("Begin with the plan: {fix}").format(
                fix=self._plans.in_full(plan.trials[0], diagnosis)
            )
            options.insert(0, Option(plan.trials[0].remedy.action.key, first))
        return self._asker.choose(words.tr("Which one is it?"), [*options, *others])

    def fix(self, case: Case, reason: Reason) -> Solution | None:
        """The fix that the user takes; asks where they work if that decides it. None if every one has failed."""
        words = self._words
        ways = untried(case, reason)
        if case.system not in reason.systems and len(reason.systems) > 1:
            system = self._where(case, reason)
            ways = tuple(way for way in ways if system in way.systems) or ways
        if not ways:
            self._asker.page.text(words.tr("Every fix for this reason has been tried."))
            return None
        if len(ways) == 1:
            return ways[0]
        page = ReasonPage(self._asker.page, self._session.catalog, words)
        options = [Option(way.id, page.solution_line(way)) for way in ways]
        self._asker.page.blank()
        word = self._asker.choose(words.tr("Which fix? The first is the one to try first."), options)
        return next(way for way in ways if way.id == word)

    def place(self, case: Case) -> str:
        """Where the user said, when a fix was chosen, that they work with a case; empty if they were not asked."""
        return self._places.get(case.id, "")

    def _where(self, case: Case, reason: Reason) -> str:
        if self._places.get(case.id) not in reason.systems:
            systems = [self._session.catalog.systems[name] for name in reason.systems]
            options = [Option(system.id, self._words.of(system.name)) for system in systems]
            self._asker.page.blank()
            question = self._words.tr("Where do you work with this order?")
            self._places[case.id] = self._asker.choose(question, options)
        return self._places[case.id]

    def tried(self, diagnosis: Diagnosis, inquiry: Inquiry) -> list[tuple[str, str]]:
        """The fixes of the likely reasons that the user has tried already, as reason id and solution id."""
        likely = [ranked for ranked in diagnosis.ranking if ranked.probability >= LIKELY]
        reasons = [self._session.catalog.reasons[ranked.reason] for ranked in likely]
        fixes = [(reason.id, fix) for reason in reasons for fix in reason.solutions_for(inquiry.system)]
        different = {fix.steps: (reason, fix) for reason, fix in reversed(fixes)}
        listed = [
            pair
            for pair in fixes
            if pair in different.values() and (pair[0], pair[1].id) not in inquiry.failed
        ][:LISTED]
        if not listed:
            return []
        options = [Option(f"{reason}/{fix.id}", self._plain(fix.title)) for reason, fix in listed]
        words = self._words
        ticked = self._asker.ticked(words.tr("Has something been tried already, without success?"), options)
        self._asker.page.blank()
        return [(reason, fix.id) for reason, fix in listed if f"{reason}/{fix.id}" in ticked]

    def next(self, move: Move, diagnosis: Diagnosis) -> str:
        """What to do after a failure: the key of a trial, `questions`, `other`, `support` or `leave`."""
        words = self._words
        options = [
            Option(trial.remedy.action.key, self._plans.in_full(trial, diagnosis))
            for trial in move.plan.trials[:LISTED]
        ]
        if move.question:
            ask = self._plain(self._session.catalog.questions[move.question].ask)
            first = words.tr("Answer a question first: {question}").format(question=ask)
            options.insert(0, Option("questions", first))
        options += [
            Option("other", words.tr("Choose a reason yourself")),
            Option("support", words.tr("Hand it over: write a text for support")),
            Option("leave", words.tr("Leave it for now")),
        ]
        return self._asker.choose(words.tr("It did not work. What next?"), options)

    def _plain(self, text: Text) -> str:
        return plain(self._words.of(text), self._session.catalog.labels, self._words)
