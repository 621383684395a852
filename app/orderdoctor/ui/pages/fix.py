"""Fix: the checklist of a case. Every tick is saved when it is ticked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QInputDialog, QMenu, QProgressBar, QVBoxLayout, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import (
    Event,
    HandedOver,
    Outcome,
    Reopened,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    Titled,
    WaitingEnded,
    WaitingUntil,
)  # fmt: skip
from orderdoctor.catalog.model import Reason, Solution
from orderdoctor.phrasing import effort, waiting_time
from orderdoctor.tools.finding import Speaks
from orderdoctor.ui.desk import Desk, in_hours
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.widgets.boxes import row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.outcome import OutcomeCard
from orderdoctor.ui.widgets.step_detail import StepDetail
from orderdoctor.ui.widgets.steps import StepList
from orderdoctor.ui.widgets.text import PlainLabel

NARROW = 820
END = "end"
"""The key of the last card: did it work?"""


class FixPage(Page):
    """Walks the user through one way out of one reason, in one case."""

    closed = Signal()
    deleted = Signal(str)
    library = Signal(str)
    """The user wants to read about a reason."""

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar) -> None:
        """Take the kit, the desk and the note bar that offers Undo."""
        super().__init__(kit, desk)
        self._notes = notes
        self.case: Case | None = None
        self._reason: Reason | None = None
        self._solution: Solution | None = None
        self._current = ""
        self._checks: dict[str, dict[str, Speaks]] = {}
        self._build()
        kit.look.changed.connect(self._say_again)
        self.retranslate()

    def _build(self) -> None:
        self._back = Button(self.kit, "quiet", "arrow-left")
        self._crumb = PlainLabel("muted", wrap=False)
        self._more = Button(self.kit, "icon", "ellipsis")
        self._menu = QMenu(self)
        self._more.setMenu(self._menu)
        self._way = PlainLabel("muted")
        self._status = PlainLabel("muted", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.head.insertLayout(0, row(self._back, self._crumb, None, self._more))
        progress = row(self._way, self._status, gap=16)
        progress.setStretch(0, 1)
        self.head.addLayout(progress)
        self.head.addWidget(self._bar)
        self.steps = StepList(self.kit)
        self.detail = StepDetail(self.kit, self.desk)
        self.outcome = OutcomeCard(self.kit)
        self._finish = Button(self.kit, "choice", "flag")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.steps)
        left.addWidget(self._finish)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.detail)
        right.addWidget(self.outcome)
        right.addStretch(1)
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, holder)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(20)
        self._columns.addLayout(left, 4)
        self._columns.addLayout(right, 7)
        self.body.box.addWidget(holder)
        self.body.box.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._finish.clicked.connect(self._to_end)
        self.steps.picked.connect(self._pick)
        self.steps.ticked.connect(self._tick)
        self.detail.done.connect(self._done)
        self.detail.reopened.connect(self._reopen)
        self.detail.blocked.connect(self._block)
        self.detail.noted.connect(self._note)
        self.detail.waits.connect(self._wait)
        self.detail.back.connect(self._previous)
        self.detail.tool.told.connect(self._checked)
        self.detail.tool.reason.connect(self.library)
        self.detail.tool.switch.connect(self._switch)
        self.detail.tool.arranged.connect(self.arranged)
        self.outcome.worked.connect(self._worked)
        self.outcome.other.connect(self._try_other)
        self.outcome.hand_over.connect(self._hand_over)
        self.outcome.again.connect(self._again)
        self._menu.aboutToShow.connect(self._fill_menu)

    # --- showing

    def show_case(self, case: Case) -> None:
        """Show a case where it stands: at its first open step, or at its end."""
        catalog = self.desk.catalog
        if catalog is None or case.reason is None or case.reason not in catalog.reasons:
            return
        self.detail.save_note()
        self.case = case
        self._reason = catalog.reasons[case.reason]
        ways = {solution.id: solution for solution in self._reason.solutions}
        self._solution = ways.get(case.solution or "", self._reason.solutions_for(case.system)[0])
        self.steps.set_solution(self._solution)
        self._current = self._first_open()
        self.body.verticalScrollBar().setValue(0)
        self.retranslate()

    def entered(self) -> None:
        """The checklist is shown: the current step has the focus."""
        self._focus_current()

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._back.say(words.tr("All cases"))
        self._more.say(words.tr("More about this case"))
        case, catalog, solution = self.case, self.desk.catalog, self._solution
        if case is None or catalog is None or solution is None or self._reason is None:
            self._title(words.tr("Fix"))
            return
        self._title(case.own_title or words.of(self._reason.title))
        self._crumb.setText(words.tr("Case {number}").format(number=case.number))
        self._way.setText(words.of(solution.title))
        self.steps.show_case(case, catalog, self._current)
        at_end = self._current == END
        self.detail.setVisible(not at_end)
        self.outcome.setVisible(at_end)
        self._finish.say(words.tr("Did it work?"))
        if at_end:
            self.outcome.show_case(case, catalog, self._likely(case))
        else:
            keys = [solution.key(step) for step in solution.steps]
            step = solution.steps[keys.index(self._current)]
            self.detail.show_step(self._current, step, case, catalog, first=self._current == keys[0])
            self._show_meaning(step.tool)
        self._show_progress(case, solution)
        self.arranged.emit()

    def _show_progress(self, case: Case, solution: Solution) -> None:
        words = self.kit.words
        catalog = self.desk.catalog
        total = len(solution.steps)
        handled = sum(not self._is_open(case, solution.key(step)) for step in solution.steps)
        self._bar.setRange(0, total)
        self._bar.setValue(handled)
        parts = [words.tr("{done} of {total} steps done").format(done=case.steps_done, total=total)]
        if catalog and handled < total and case.outcome is None:
            left = catalog.minutes(solution) * (total - handled) / total
            parts.append(words.tr("{time} left").format(time=effort(left, words)))
        self._status.setText(" · ".join(parts))
        self._bar.setAccessibleName(self._status.text())

    def _first_open(self) -> str:
        case, solution = self.case, self._solution
        if case is None or solution is None or case.state in ("solved", "handed-over") or case.outcome is not None:
            return END
        return next((solution.key(step) for step in solution.steps if self._is_open(case, solution.key(step))), END)

    @staticmethod
    def _is_open(case: Case, key: str) -> bool:
        state = case.step(key)
        return not state.done and state.blocked is None

    def _focus_current(self) -> None:
        if self._current == END:
            self.outcome.first_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._columns.direction() == QBoxLayout.Direction.LeftToRight:
            self.steps.focus(self._current)
        else:  # the step stands above the list: begin reading there
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            self.body.verticalScrollBar().setValue(0)

    # --- what the user does

    def _record(self, *events: Event) -> bool:
        if self.case is None:
            return False
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)  # what has the focus now may be hidden in a moment
        case = self.desk.record(self.case.id, *events)
        if case is not None:
            self.case = case
        self.retranslate()
        return case is not None

    def undo(self) -> None:
        """Withdraw the latest thing that happened in the case."""
        if self.case is None:
            return
        case = self.desk.undo(self.case.id)
        if case is not None:
            before = self.case
            self.case = case
            if case.reason != before.reason or case.solution != before.solution:
                self.show_case(case)
            elif self._current == END and case.outcome is None:
                self._current = self._first_open()
            self.retranslate()
            self._notes.tell(lambda: self.kit.words.tr("Taken back"))

    def _pick(self, key: str) -> None:
        if key != self._current:
            self._current = key
            self.retranslate()

    def _tick(self, key: str, checked: bool) -> None:
        (self._done if checked else self._reopen)(key)

    def _done(self, key: str) -> None:
        events: list[Event] = [StepDone(key)]
        if self.case and self.case.waiting_until is not None and self.case.waiting_step == key:
            events.append(WaitingEnded())
        if self._record(*events):
            self._offer_undo(lambda: self.kit.words.tr("Step done"))
            self._advance()

    def _reopen(self, key: str) -> None:
        if self._record(StepReopened(key)):
            self._offer_undo(lambda: self.kit.words.tr("Step open again"))

    def _block(self, key: str, why: str) -> None:
        if self._record(StepBlocked(key, why)):
            self._offer_undo(lambda: self.kit.words.tr("Noted: this step can't be done"))
            self._advance()

    def _note(self, key: str, note: str) -> None:
        if self.case and self.case.step(key).note != note:
            self._record(StepNoted(key, note))

    def _wait(self, key: str, hours: float) -> None:
        if self._record(WaitingUntil(in_hours(hours), key)):
            time = waiting_time(hours, self.kit.words)
            self._offer_undo(lambda: self.kit.words.tr("This case comes back in {time}").format(time=time))

    def _advance(self) -> None:
        self._current = self._first_open()
        self.retranslate()
        self._focus_current()
        if self.case:
            announce(self, self._status.text())

    def _previous(self) -> None:
        solution = self._solution
        if solution is None:
            return
        keys = [solution.key(step) for step in solution.steps]
        if self._current in keys[1:]:
            self._current = keys[keys.index(self._current) - 1]
            self.retranslate()
            self._focus_current()

    def _to_end(self) -> None:
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._current = END
        self.retranslate()
        self._focus_current()

    def _worked(self, worked: str) -> None:
        if self.case is None or self.case.reason is None:
            return
        if worked == "yes":
            event = Outcome("yes", self.case.reason, self.case.solution)
        elif worked == "no":
            event = Outcome("no", self.case.reason, self.case.solution)
        else:
            event = Outcome("not-yet", self.case.reason, self.case.solution)
        events: list[Event] = [event]
        if worked == "not-yet":
            events.append(WaitingUntil(in_hours(24), None))
        if self._record(*events):
            told = {
                "yes": lambda: self.kit.words.tr("Solved"),
                "no": lambda: self.kit.words.tr("Noted: it did not help"),
                "not-yet": lambda: self.kit.words.tr("This case comes back tomorrow"),
            }
            self._offer_undo(told[worked])
            self._focus_current()

    # --- what a check says

    def _checked(self, tool: str, speaks: Speaks) -> None:
        """A check of a step has another result: it is evidence for the case, for as long as the window is open."""
        if self.case is not None:
            self._checks.setdefault(self.case.id, {})[tool] = speaks
            self._show_meaning(tool)
            self.arranged.emit()

    def _show_meaning(self, tool: str) -> None:
        case = self.case
        speaks = self._checks.get(case.id, {}).get(tool) if case else None
        diagnosis = self.desk.diagnosed_again(case, self._checks[case.id]) if case and speaks else None
        top = diagnosis.top if diagnosis else None
        self.detail.tool.show_meaning(top, self.desk.catalog, case.reason if case else None)

    def _likely(self, case: Case) -> tuple[str, ...]:
        """The reasons by what the checks say, the likeliest first; empty if none was made."""
        checks = self._checks.get(case.id)
        diagnosis = self.desk.diagnosed_again(case, checks) if checks and any(checks.values()) else None
        return tuple(ranked.reason for ranked in diagnosis.ranking) if diagnosis else ()

    def _switch(self, reason_id: str) -> None:
        catalog = self.desk.catalog
        if catalog is not None and self.case is not None:
            self._try_other(reason_id, catalog.reasons[reason_id].solutions_for(self.case.system)[0].id)

    def _try_other(self, reason_id: str, solution_id: str) -> None:
        catalog = self.desk.catalog
        if self.case is None or catalog is None:
            return
        reason = catalog.reasons[reason_id]
        solution = next(solution for solution in reason.solutions if solution.id == solution_id)
        case = self.desk.choose(self.case, reason, solution, self.kit.words)
        if case:
            self.show_case(case)
            self._focus_current()

    def _hand_over(self) -> None:
        if self._record(HandedOver("", "")):
            self._offer_undo(lambda: self.kit.words.tr("Handed over"))

    def _again(self) -> None:
        if self._record(Reopened()):
            self._advance()

    def _offer_undo(self, say: object) -> None:
        self._notes.tell(say, lambda: self.kit.words.tr("Undo"), self.undo)  # type: ignore[arg-type]

    def _fill_menu(self) -> None:
        words = self.kit.words
        self._menu.clear()
        self._menu.addAction(words.tr("Rename the case…")).triggered.connect(self._rename)
        self._menu.addAction(words.tr("Hand over to someone else")).triggered.connect(self._hand_over)
        self._menu.addAction(words.tr("Delete the case")).triggered.connect(self._delete)

    def _rename(self) -> None:
        if self.case is None:
            return
        words = self.kit.words
        name, agreed = QInputDialog.getText(
            self, words.tr("Rename the case"), words.tr("A name for this case, for example the customer's or the order's:"),
            text=self.case.title,
        )  # fmt: skip
        if agreed:
            self._record(Titled(name.strip()))

    def _delete(self) -> None:
        if self.case:
            self.deleted.emit(self.case.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get one column, the step above the list."""
        narrow = event.size().width() < self.kit.look.px(NARROW)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        super().resizeEvent(event)
