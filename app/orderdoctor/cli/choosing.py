"""The assistant's choices: which reason, which fix, what next when a fix has failed."""

from __future__ import annotations

from collections.abc import Sequence

from orderdoctor.cases.case import Case
from orderdoctor.casework import diagnosed_again, untried
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Reason, Solution
from orderdoctor.cli.asking import Asker, Option
from orderdoctor.cli.case_page import case_title
from orderdoctor.cli.diagnosis_page import WORTH_NAMING, DiagnosisPage
from orderdoctor.cli.reason_page import ReasonPage
from orderdoctor.cli.session import Session
from orderdoctor.diagnosis.doctor import Diagnosis, Ranked

MOST = 5


class Choosing:
    """Asks one user which reason and which fix."""

    def __init__(self, session: Session, asker: Asker) -> None:
        """Take the session, and who asks."""
        self._session = session
        self._words = session.words
        self._asker = asker
        self._places: dict[str, str] = {}
        """Where the user works with a case, by its id, so that they are asked once."""

    def reason(
        self,
        page: DiagnosisPage,
        diagnosis: Diagnosis,
        listed: Sequence[Ranked],
        text: str,
        others: Sequence[Option],
    ) -> str:
        """The id of the reason that the user takes, or the word of one of the other options.

        Under each reason stands what tells it from the others.
        """
        words = self._words
        fitting = [ranked for ranked in listed if ranked.probability >= WORTH_NAMING] or list(listed[:3])
        self._asker.page.blank()
        self._asker.page.text(words.tr("Compare these with what you see:"))
        page.alternatives(diagnosis, fitting[:MOST], text)
        self._asker.page.blank()
        options = [Option(ranked.reason, page.ranked_line(ranked)) for ranked in fitting[:MOST]]
        return self._asker.choose(words.tr("Which one is it?"), [*options, *others])

    def fix(self, case: Case, reason: Reason) -> Solution | None:
        """The fix that the user takes; asks where they work if that decides it. None to leave it."""
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

    def _where(self, case: Case, reason: Reason) -> str:
        if self._places.get(case.id) not in reason.systems:
            systems = [self._session.catalog.systems[name] for name in reason.systems]
            options = [Option(system.id, self._words.of(system.name)) for system in systems]
            self._asker.page.blank()
            question = self._words.tr("Where do you work with this order?")
            self._places[case.id] = self._asker.choose(question, options)
        return self._places[case.id]

    def again(self, case: Case) -> str:
        """The reason for a case that has none yet; empty to leave it."""
        words = self._words
        self._asker.page.text(case_title(case, words))
        diagnosis = self._session.parts.doctor.diagnose(case.text, case.system)
        page = DiagnosisPage(self._asker.page, self._session.catalog, words)
        leave = Option("leave", words.tr("Leave it for now"))
        word = self.reason(page, diagnosis, diagnosis.ranking, case.text, [leave])
        return "" if word == "leave" else word

    def after_failure(self, case: Case) -> str:
        """What to try next: the same reason with another fix, or the next-best reason; empty to leave it."""
        words, catalog = self._words, self._session.catalog
        diagnosis = diagnosed_again(case, self._session.parts.doctor, catalog)
        tryable = [ranked for ranked in diagnosis.ranking if untried(case, catalog.reasons[ranked.reason])]
        page = DiagnosisPage(self._asker.page, catalog, words)
        self._asker.page.blank()
        options: list[Option] = []
        for ranked in tryable:
            if ranked.probability < WORTH_NAMING and options:
                break
            first = untried(case, catalog.reasons[ranked.reason])[0]
            fix = plain(words.of(first.title), catalog.labels, words)
            text = words.tr("{reason}. Next fix: {fix}").format(reason=page.ranked_line(ranked), fix=fix)
            options.append(Option(ranked.reason, text))
        options.append(Option("leave", words.tr("Leave it for now")))
        word = self._asker.choose(words.tr("It did not work. What next?"), options)
        return "" if word == "leave" else word
