"""The desk: what the pages work with. It loads what is slow after the first paint, asks the doctor, keeps the cases.

Pages tell it what the user wants; it does it and tells everyone what is now. It holds no widget.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from orderdoctor.errors import WorldFault
from orderdoctor.i18n import Words
from orderdoctor.parts import Parts
from orderdoctor.paths import UserPaths
from orderdoctor.profiles.errors import SaveFailed as ProfileNotSaved
from orderdoctor.profiles.store import ProfileStore, Removed
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from orderdoctor.cases.case import Case
    from orderdoctor.cases.events import Event
    from orderdoctor.cases.store import CaseStore, Deletion
    from orderdoctor.cases.summary import CaseSummary
    from orderdoctor.catalog.model import Catalog, Question, Reason, Solution
    from orderdoctor.diagnosis.doctor import Diagnosis, Doctor
    from orderdoctor.diagnosis.evidence import Evidence
    from orderdoctor.diagnosis.explanation import Explanation
    from orderdoctor.diagnosis.troubleshooter import Move
    from orderdoctor.inquiry import Counsel, Inquiry
    from orderdoctor.tools.reader.reader import Reader


FAR_BEHIND = 1 / 20
"""A reason that is this much less likely than the first is not in the running any more."""


class Desk(QObject):
    """The window's one way to the catalog, the doctor, the cases and the profiles."""

    loaded = Signal()
    """The catalog and the doctor are there."""

    cases_changed = Signal()
    profile_changed = Signal()
    save_failed = Signal(object)
    """A SaveFailed: what the user did stays on the screen, but not on the disk."""

    def __init__(self, parts: Parts, tasks: TaskRunner) -> None:
        """Take the parts and the runner for long work."""
        super().__init__()
        self._parts = parts
        self._tasks = tasks
        self._asked = 0
        self._looked = 0
        self._pasted: dict[str, str] = {}
        """The texts as they were pasted, by case, while the window is open: what is stored has no personal data."""
        self._cases: CaseStore | None = None
        self.refused: WorldFault | None = None
        """Why the cases could not be opened: the file is another program's, or a newer version's."""
        self._saver = QTimer(self)
        self._saver.timeout.connect(self._back_up)
        self.catalog: Catalog | None = None
        self.doctor: Doctor | None = None
        self.counsel: Counsel | None = None
        self._reader: Reader | None = None

    @property
    def paths(self) -> UserPaths:
        """Where the user's files are."""
        return self._parts.paths

    @property
    def profiles(self) -> ProfileStore:
        """Settings and profiles."""
        return self._parts.profiles

    @property
    def cases(self) -> CaseStore:
        """The user's cases; opened when first asked for. If that is refused, an empty store in memory stands in."""
        if self._cases is None:
            try:
                self._cases = self._parts.cases
            except WorldFault as fault:
                self.refused = fault
                from orderdoctor.cases.store import CaseStore

                self._cases = CaseStore.in_memory(fold=self._parts.folder.plain)
        return self._cases

    @property
    def languages_missing(self) -> bool:
        """Whether a compiled catalog of texts could not be read."""
        return bool(self._parts.languages.missing)

    @property
    def system(self) -> str | None:
        """Where the user of this profile works, if they said so."""
        return self.profiles.current.system or None

    def load(self) -> None:
        """Read the catalog and build the doctor beside the window, then open the cases."""
        self._tasks.run(lambda: (self._parts.catalog, self._parts.doctor, self._parts.counsel), self._arrived)

    def _arrived(self, parts: tuple[Catalog, Doctor, Counsel]) -> None:
        self.catalog, self.doctor, self.counsel = parts
        self.learn()
        self.cases_changed.connect(self.learn)
        self.loaded.emit()
        self.cases_changed.emit()
        self._saver.start(_BACKUP_PAUSE)

    def learned(self) -> dict[str, int]:
        """The solved cases that count when a reason is judged, by reason; none before the catalog is there."""
        if self.catalog is None:
            return {}
        return self.cases.solved_by_reason(self.profiles.current.learned_after)

    def learn(self) -> None:
        """Let the doctor know what this user's own solved cases teach; opens the store, in the window's thread."""
        solved = self.learned()
        if self.doctor is not None:
            self.doctor.learn(solved)

    def learn_after(self, number: int) -> None:
        """Let only cases with a number above this one count from now on."""
        self.change_profile(learned_after=number)
        self.learn()

    def _back_up(self) -> None:
        """Back up beside the window, if it is time for it and anything changed."""

        def work() -> WorldFault | None:
            try:
                self.cases.maybe_back_up()
            except WorldFault as fault:
                return fault
            return None

        self._tasks.run(work, self._backed_up)

    def _backed_up(self, fault: WorldFault | None) -> None:
        if fault is not None:
            self.save_failed.emit(fault)

    def fold(self, text: str) -> str:
        """A text as searches compare it."""
        return self._parts.folder.plain(text)

    # --- the checks

    @property
    def tables(self) -> Path:
        """The folder with the checks' tables."""
        return self._parts.bundle / "tools"

    def reader(self) -> Reader | None:
        """The reader of replies and logs; made when first asked for, None before the catalog is there."""
        if self._reader is None and self.catalog is not None:
            from orderdoctor.diagnosis.finders import Finders
            from orderdoctor.tools.reader.reader import Reader
            from orderdoctor.tools.tracking.matching import kind_of
            from orderdoctor.tools.tracking.table import load_table

            table = load_table(self.tables)
            finders = Finders(self.catalog, self._parts.folder)
            self._reader = Reader(self.catalog, finders.find, lambda number: kind_of(number, table))
        return self._reader

    # --- the doctor

    def explanation(self, finding: Finding, reason: str = "") -> Explanation | None:
        """Why the text points to a reason (the first if none is named); None where it points to none."""
        from orderdoctor.diagnosis.doctor import Verdict

        if self.doctor is None or not finding.text.strip() or finding.diagnosis.verdict is Verdict.UNKNOWN:
            return None
        return self.doctor.explain(finding.text, finding.diagnosis, reason)

    def diagnose(
        self, text: str, system: str | None, without: Collection[str], then: Callable[[Finding], None]
    ) -> None:
        """Ask the doctor about a text; only the answer to the latest question arrives.

        system: None = as in the profile, empty = the user said that it is not known.
        """
        doctor = self.doctor
        if doctor is None:
            return
        self._asked += 1
        asked = self._asked

        def deliver(diagnosis: Diagnosis) -> None:
            if asked == self._asked:
                from orderdoctor.inquiry import Inquiry

                then(Finding(Inquiry(text, diagnosis), diagnosis))

        known = self.system if system is None else system or None
        self._tasks.run(lambda: doctor.diagnose(text, known, tuple(without), read_system=system != ""), deliver)

    def without(self, finding: Finding, rejected: Collection[str]) -> Finding:
        """The finding after the user said "not this" of some reasons: that is evidence too."""
        inquiry = finding.inquiry
        for reason in rejected:
            inquiry = inquiry.without(reason)
        return self._concluded(finding, inquiry)

    # --- questions and answers

    def begin_inquiry(self) -> Finding | None:
        """A finding about nothing yet: the questions begin; None before the doctor is there."""
        if self.counsel is None:
            return None
        inquiry = self.counsel.begin("", self.system)
        return Finding(inquiry, self.counsel.diagnosis(inquiry))

    def resumed(self, case: Case) -> Finding | None:
        """What a case comes to, with all that was answered, checked and tried; None before the doctor is there."""
        if self.counsel is None:
            return None
        inquiry = self.counsel.resumed(replace(case, text=self._pasted.get(case.id, case.text)))
        return Finding(inquiry, self.counsel.diagnosis(inquiry), case.id)

    def question(self, finding: Finding) -> Question | None:
        """The question that is worth asking now; None if none is."""
        return self.counsel.question(finding.inquiry) if self.counsel else None

    def answer(self, finding: Finding, question: str, answer: str) -> Finding:
        """The finding with an answer; kept at once, with those that could not be saved before, if a case keeps it."""
        after = self._concluded(finding, finding.inquiry.answered(question, answer))
        case = self.case(after.case) if after.case else None
        if case is not None:
            from orderdoctor.cases.events import Answered

            unsaved = (pair for pair in after.inquiry.answers if case.answers.get(pair[0]) != pair[1])
            self.record(case.id, *(Answered(*pair) for pair in unsaved))
        return after

    def carried(self, finding: Finding, earlier: Finding) -> Finding:
        """The finding of a text that grew, with what was answered, checked and tried before it did."""
        first = finding.inquiry.first
        inquiry = replace(earlier.inquiry, text=finding.text, first=first, rejected=finding.inquiry.rejected)
        after = self._concluded(finding, inquiry)
        if finding.text == earlier.text:
            return replace(after, case=earlier.case, before=earlier.before)
        return replace(after, before=earlier.case or earlier.before)

    def still_kept(self, finding: Finding) -> Finding:
        """The finding without its case, if that was deleted meanwhile: the next answer begins a new one."""
        return finding if not finding.case or self.case(finding.case) else replace(finding, case="")

    def contradictions(self, finding: Finding) -> tuple[tuple[Evidence, Evidence], ...]:
        """The pairs of observations that hardly go together."""
        return self.counsel.contradictions(finding.inquiry) if self.counsel else ()

    def in_the_running(self, finding: Finding) -> int:
        """How many reasons are not far behind the likeliest one."""
        if self.doctor is None:
            return 0
        from orderdoctor.diagnosis.belief import believe
        from orderdoctor.diagnosis.evidence import NONE

        belief = believe(self.doctor.priors, finding.diagnosis.evidence)
        least = max(p for reason, p in belief.items() if reason != NONE) * FAR_BEHIND
        return sum(p >= least for reason, p in belief.items() if reason != NONE)

    def _concluded(self, finding: Finding, inquiry: Inquiry) -> Finding:
        if self.counsel is None or inquiry is finding.inquiry:
            return finding
        return replace(finding, inquiry=inquiry, diagnosis=self.counsel.diagnosis(inquiry))

    def keep(self, finding: Finding, words: Words) -> Finding:
        """The finding with a case that keeps it from now on, so that leaving loses nothing."""
        finding = self.still_kept(finding)
        if finding.case or self.catalog is None:
            return finding
        from orderdoctor import casework
        from orderdoctor.inquiry import events_of

        opened = casework.opened(finding.diagnosis, finding.text, self.catalog, words)
        try:
            case = self.cases.start(opened)
        except WorldFault as fault:
            self.save_failed.emit(fault)
            return finding
        self.record(case.id, *events_of(finding.inquiry))
        self._pasted[case.id] = finding.text
        if finding.before:
            self._replace_case(finding.before)
        self.cases_changed.emit()
        return replace(finding, case=case.id, before="")

    def _replace_case(self, case_id: str) -> None:
        """Another case has taken the place of one that never came to a reason."""
        case = self.case(case_id)
        if case is not None and case.reason is None:
            self.delete((case_id,))

    def case(self, case_id: str) -> Case | None:
        """A case; None if there is none with this id any more."""
        from orderdoctor.cases.errors import UnknownCase

        try:
            return self.cases.case(case_id)
        except UnknownCase:
            return None

    # --- cases

    def answers_in(self, summary: CaseSummary) -> Mapping[str, str]:
        """What was answered in a case, if that is all that tells it from others; else nothing."""
        if summary.title or summary.excerpt:
            return {}
        case = self.case(summary.id)
        return case.answers if case else {}

    def search_cases(self, states: Collection[str] | None, search: str, most: int) -> list[CaseSummary]:
        """The cases that hold a text; of a whole order number, those that kept its last digits."""
        from orderdoctor.casework import as_stored

        found = self.cases.cases(states=states, search=search, limit=most)
        kept = "" if found else as_stored(search)
        return self.cases.cases(states=states, search=kept, limit=most) if kept else found

    def look_for_cases(self, search: str, most: int, then: Callable[[list[CaseSummary]], None]) -> None:
        """Search the cases beside the window; only the answer to the latest search arrives."""
        self._looked += 1
        looked = self._looked

        def deliver(found: list[CaseSummary]) -> None:
            if looked == self._looked:
                then(found)

        self._tasks.run(lambda: self.search_cases(None, search, most), deliver)

    def read_file(self, path: Path, then: Callable[[str | WorldFault], None]) -> None:
        """Read a text file beside the window; what arrives is its text, or why it is none."""

        def work() -> str | WorldFault:
            from orderdoctor.text_file import read_text

            try:
                return read_text(path)
            except WorldFault as fault:
                return fault

        self._tasks.run(work, then)

    def open_case(self, finding: Finding, reason: Reason, solution: Solution, words: Words) -> Case | None:
        """The finding's case, with the way out that the user goes for; None if it could not be saved."""
        catalog = self.catalog
        kept = self.keep(finding, words)
        if catalog is None or not kept.case:
            return None
        from orderdoctor import casework

        also = self._in_one_go(kept, reason, solution)
        choice = casework.chosen(reason, solution, _likely(kept, reason), catalog, words, also)
        return self.record(kept.case, choice)

    def known_of(self, case: Case) -> dict[str, str]:
        """What a check can begin with: the text as it was pasted, if that was since the window was opened."""
        from orderdoctor import casework

        return casework.known_of(case, self._pasted.get(case.id))

    def choose(
        self, case: Case, reason: Reason, solution: Solution, words: Words, alone: bool = False
    ) -> Case | None:
        """Go for another reason or way out in a case; alone: without the fixes that are best done in the same go."""
        finding = self.resumed(case)
        if self.catalog is None or finding is None:
            return None
        from orderdoctor import casework

        also = () if alone else self._in_one_go(finding, reason, solution)
        choice = casework.chosen(reason, solution, _likely(finding, reason), self.catalog, words, also)
        return self.record(case.id, choice)

    def _in_one_go(self, finding: Finding, reason: Reason, solution: Solution) -> tuple[tuple[str, Solution], ...]:
        return self.counsel.in_one_go(finding.inquiry, reason.id, solution.id) if self.counsel else ()

    def move(self, finding: Finding) -> Move | None:
        """What is best now: the question to ask, if one is worth it, and the fixes in order."""
        return self.counsel.move(finding.inquiry) if self.counsel else None

    def now(self) -> datetime:
        """The present moment, by the clock by which cases are due."""
        return self.cases.now()

    def record(self, case_id: str, *events: Event) -> Case | None:
        """Write down what happened; None, and `save_failed`, if it could not be saved."""
        try:
            case = self.cases.record(case_id, *events)
        except WorldFault as fault:
            self.save_failed.emit(fault)
            return None
        self.cases_changed.emit()
        return case

    def undo(self, case_id: str, times: int = 1) -> Case | None:
        """Withdraw the latest event of a case, or several that were recorded together; None if there is none."""
        try:
            case = self.cases.undo(case_id, times)
        except WorldFault as fault:
            self.save_failed.emit(fault)
            return None
        self.cases_changed.emit()
        return case

    def delete(self, case_ids: Collection[str]) -> Deletion | None:
        """Hide cases; they are really gone after the time for undo."""
        try:
            deletion = self.cases.delete(case_ids)
        except WorldFault as fault:
            self.save_failed.emit(fault)
            return None
        self.cases_changed.emit()
        return deletion

    # --- profiles: a change holds at once, even if it can't be saved; then `save_failed` tells

    def change_profile(self, **options: object) -> None:
        """Change options of the current profile. Raises BadOption."""
        self._saving(lambda: self.profiles.change(self.profiles.current.id, **options))

    def switch_profile(self, profile_id: str) -> None:
        """Let another profile be the current one."""
        self._saving(lambda: self.profiles.switch(profile_id))

    def add_profile(self, name: str, **options: object) -> None:
        """Add a profile and switch to it. Raises BadOption."""
        self._saving(lambda: self.profiles.switch(self.profiles.add(name, **options).id))

    def remove_profile(self) -> Removed | None:
        """Remove the current profile; None if its file could not be deleted."""
        removed: list[Removed] = []
        self._saving(lambda: removed.append(self.profiles.remove(self.profiles.current.id)))
        return removed[0] if removed else None

    def restore_profile(self, removed: Removed) -> None:
        """Bring a removed profile back."""
        self._saving(lambda: self.profiles.restore(removed))

    def _saving(self, change: Callable[[], object]) -> None:
        try:
            change()
        except ProfileNotSaved as fault:
            self.save_failed.emit(fault)

    def undelete(self, deletion: Deletion) -> None:
        """Take a deletion back."""
        self.cases.undelete(deletion)
        self.cases_changed.emit()

    def close(self) -> None:
        """End the work: nothing is lost."""
        self._saver.stop()
        self._tasks.finish()
        if self._cases is not None:
            self._cases.close()


_BACKUP_PAUSE = 5 * 60_000
"""Milliseconds between looks whether a backup is due (the store makes one every 30 minutes at most)."""


def _likely(finding: Finding, reason: Reason) -> float:
    """How likely a reason is in a finding; 0 if it is none of the likeliest."""
    return next((r.probability for r in finding.diagnosis.ranking if r.reason == reason.id), 0.0)
