"""Fix: the checklist of a case. Every tick is saved when it is ticked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import (
    Checked,
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
    Worked,
)  # fmt: skip
from orderdoctor.casework import PATIENCE
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.agenda import Agenda, is_essential
from orderdoctor.tools.finding import Speaks
from orderdoctor.ui.appointments import Appointments
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.fixing import END, Fixing
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.widgets.ahead import AheadCard
from orderdoctor.ui.widgets.boxes import row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.case_menu import CaseMenu
from orderdoctor.ui.widgets.in_one_go import InOneGo
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.outcome import OutcomeCard
from orderdoctor.ui.widgets.progress import Progress
from orderdoctor.ui.widgets.step_detail import StepDetail
from orderdoctor.ui.widgets.steps import StepList
from orderdoctor.ui.widgets.text import PlainLabel
from orderdoctor.ui.widgets.tried import Pair, TriedCard, known_fixes

NARROW = 820


class FixPage(Page):
    """Walks the user through one way out of one reason, and what is done in the same go, in one case."""

    closed = Signal()
    deleted = Signal(str)
    library = Signal(str)
    """The user wants to read about a reason."""

    ask = Signal(str)
    """The user wants to answer questions about this case first."""

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar) -> None:
        """Take the kit, the desk and the note bar that offers Undo."""
        super().__init__(kit, desk)
        self._notes = notes
        self._appointments = Appointments(kit, desk)
        self._fixing = Fixing(desk)
        self._current = ""
        self._went_on = False
        self._build()
        self._connect()
        kit.look.changed.connect(self._say_again)
        desk.cases_changed.connect(self._follow_clock)
        self.retranslate()

    def _build(self) -> None:
        self._back = Button(self.kit, "quiet", "arrow-left")
        self._crumb = PlainLabel("muted", wrap=False)
        self._more = CaseMenu(self.kit)
        self._progress = Progress(self.kit)
        self.head.insertLayout(0, row(self._back, self._crumb, None, self._more))
        self.head.addWidget(self._progress)
        self._ahead = AheadCard(self.kit)
        self._also = InOneGo(self.kit)
        self.tried = TriedCard(self.kit)
        self.steps = StepList(self.kit)
        self.detail = StepDetail(self.kit, self.desk, self._appointments)
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
        self.body.box.setSpacing(10)
        self.body.box.addWidget(self._ahead)
        self.body.box.addWidget(self._also)
        self.body.box.addWidget(self.tried)
        self.body.box.addWidget(holder)
        self.body.box.addStretch(1)

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._finish.clicked.connect(self._to_end)
        self._also.alone.connect(self._leave_out)
        self.tried.tried.connect(self._tried)
        self.tried.instead.connect(self._take_better)
        self.tried.opened.connect(self._show_tried)
        self.steps.picked.connect(self._pick)
        self.steps.ticked.connect(self._tick)
        self.detail.done.connect(self._done)
        self.detail.reopened.connect(self._reopen)
        self.detail.blocked.connect(self._block)
        self.detail.noted.connect(self._note)
        self.detail.waits.connect(self._wait)
        self.detail.looks.connect(self._go_to)
        self.detail.looked.connect(self._looked)
        self.detail.back.connect(self._previous)
        self.detail.stays.connect(self._stay)
        self.detail.tool.told.connect(self._checked)
        self.detail.tool.reason.connect(self.library)
        self.detail.tool.switch.connect(self._switch)
        self.detail.tool.arranged.connect(self.arranged)
        self.outcome.worked.connect(self._worked)
        self.outcome.other.connect(self._try_other)
        self.outcome.ask.connect(self._ask)
        self.outcome.hand_over.connect(self._hand_over)
        self.outcome.again.connect(self._again)
        self.outcome.go_on.connect(self._go_on)
        self._more.renamed.connect(self._rename)
        self._more.printed.connect(self.print_case)
        self._more.handed_over.connect(self._hand_over)
        self._more.deleted.connect(self._delete)

    # --- showing

    @property
    def case(self) -> Case | None:
        """The case that is shown."""
        return self._fixing.case

    @property
    def agenda(self) -> Agenda:
        """The steps that are shown."""
        return self._fixing.agenda

    def show_case(self, case: Case) -> None:
        """Show a case where it stands: at its first open step, or at its end."""
        catalog = self.desk.catalog
        if catalog is None or case.reason is None or case.reason not in catalog.reasons:
            return
        self.detail.save_note()
        if self.case is not None and self.case.id != case.id:
            self._notes.hide()  # what it offers to undo happened in the other case
        self._went_on = False
        self.tried.fold()
        self._fixing.take(case, catalog)
        self.steps.set_agenda(self.agenda)
        self._current = self._fixing.first_open
        self.body.verticalScrollBar().setValue(0)
        self.retranslate()

    def entered(self) -> None:
        """The checklist is shown: the current step has the focus."""
        self.retranslate()  # a wait may be over by now
        self._focus_current()

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._back.say(words.tr("All cases"))
        self._more.retranslate()
        case, catalog = self.case, self.desk.catalog
        if case is None or catalog is None:
            self._title(words.tr("Fix"))
            return
        self._title(case.own_title or words.of(catalog.reasons[self._fixing.fixes[0][0]].title))
        self._more.title = case.title
        self._crumb.setText(words.tr("Case {number}").format(number=case.number))
        self._finish.say(words.tr("Did it work?"))
        at_end = self._current == END
        self._ahead.show_case(case, self.agenda)
        self._also.show_fixes(self._fixing.fixes)
        if at_end:
            self._ahead.hide()
            self._also.hide()
        self._show_tried()
        self.steps.show_case(case, catalog, self._current, self.detail.until(case))
        failed = at_end and case.outcome == "no" and case.state == "open"
        self.steps.setEnabled(not failed)  # the fix is over: what is left of it is not to be done any more
        self._finish.setEnabled(not failed)
        self.detail.setVisible(not at_end)
        self.outcome.setVisible(at_end)
        if at_end:
            self._show_outcome(case, catalog)
        else:
            self.detail.show_step(self._current, self.agenda, case, catalog)
            self._show_meaning(self.agenda.item(self._current).step.tool)
        self._progress.show_case(self._fixing, self.detail.until(case))
        self.arranged.emit()

    def _show_outcome(self, case: Case, catalog: Catalog) -> None:
        stopped = self._fixing.is_stopped and not self._went_on
        outlook = self._fixing.outlook() if stopped or case.outcome == "no" or case.state == "handed-over" else None
        left_over = self._fixing.left_over() if outlook and not outlook[1].plan.trials else []
        self.outcome.show_case(case, catalog, outlook, left_over, stopped)

    def _focus_current(self) -> None:
        if self._columns.direction() != QBoxLayout.Direction.LeftToRight:
            self.heading.setFocus(
                Qt.FocusReason.OtherFocusReason
            )  # the step stands above the list: begin reading there
            self.body.verticalScrollBar().setValue(0)
        elif self._current == END:
            self.body.verticalScrollBar().setValue(0)
            solved = self.case is not None and self.case.state == "solved"  # a second Enter must not open it again
            (self.heading if solved else self.outcome.first_button).setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.steps.focus(self._current)

    def _follow_clock(self) -> None:
        """A wait may have become due, or something may have happened to the case elsewhere."""
        if self.isVisible() and self.case is not None and self.case.state == "waiting":
            self.retranslate()

    # --- what the user does

    def _record(self, *events: Event, quietly: bool = False) -> bool:
        """Write down what happened, and show it; quietly: the focus stays where it is."""
        if self.case is None:
            return False
        if not quietly:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)  # what has it now may be hidden in a moment
        saved = self._fixing.record(*events)
        self._notes.outdate(self.undo)
        self.retranslate()
        return saved

    def undo(self) -> None:
        """Withdraw the latest thing that happened in the case."""
        before, after, catalog = self.case, self._fixing.undo(), self.desk.catalog
        if before is None or after is None or catalog is None:
            return
        if self.isVisible():
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)  # what has it now may be hidden in a moment
        if after.reason is None:
            self.ask.emit(after.id)  # the fix itself is taken back: there is no checklist any more
        elif (after.reason, after.solution, after.also) != (before.reason, before.solution, before.also):
            self.show_case(after)
        else:
            self._fixing.take(after, catalog)
            if self._current == END and after.outcome is None:
                self._current = self._fixing.first_open
            self.retranslate()
        if self.isVisible():
            self._focus_current()  # what had it may be gone
        self._notes.tell(lambda: self.kit.words.tr("Taken back"))

    def _pick(self, key: str) -> None:
        if key != self._current:
            self._current = key
            self.retranslate()

    def _go_to(self, key: str) -> None:
        self._pick(key)
        self._focus_current()

    def _tick(self, key: str, checked: bool) -> None:
        (self._done if checked else self._reopen)(key)

    def _done(self, key: str) -> None:
        case = self.case
        if self._fixing.lacks_look(key):
            self._current = key
            self.retranslate()  # the tick is taken off again: nothing is ordered before somebody has looked
            self.detail.guard.look_button.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self.detail.guard.spoken)
            return
        events: list[Event] = [StepDone(key)]
        if case and case.waiting_until is not None and case.waiting_step == key:
            events.append(WaitingEnded())
        if self._record(*events):
            self._offer_undo(lambda: self.kit.words.tr("Step done"))
            self._advance()

    def _looked(self, look: str) -> None:
        """The user says that they have looked: the step at hand can be done now."""
        if self._record(StepDone(look)):
            self._offer_undo(lambda: self.kit.words.tr("Noted: you have looked"))
            self.detail.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reopen(self, key: str) -> None:
        if self._record(StepReopened(key)):
            self._offer_undo(lambda: self.kit.words.tr("Step open again"))
            self._focus_current()

    def _block(self, key: str, why: str) -> None:
        self._went_on = False
        if self._record(StepBlocked(key, why)):
            self._offer_undo(lambda: self.kit.words.tr("Noted: this step can't be done"))
            if is_essential(self.agenda.item(key).step):
                self._to_end()
            else:
                self._advance()

    def _go_on(self) -> None:
        self._went_on = True
        self._advance()

    def _note(self, key: str, note: str) -> None:
        if self.case and self.case.step(key).note != note:
            self._record(StepNoted(key, note), quietly=True)

    def _wait(self, key: str, until: datetime) -> None:
        if self._record(WaitingUntil(until, key)):
            self._tell_wait(until)

    def _tell_wait(self, until: datetime) -> None:
        self._offer_undo(
            lambda: self.kit.words.tr("This case comes back: {when}").format(when=self._appointments.text(until))
        )

    def _advance(self) -> None:
        self._current = self._fixing.first_open
        self.retranslate()
        self._focus_current()
        if self.case:
            announce(self, self._progress.text)

    def _previous(self) -> None:
        if self._current in self.agenda.keys[1:]:
            self._go_to(self.agenda.keys[self.agenda.number(self._current) - 2])

    def _stay(self) -> None:
        self.retranslate()
        self.detail.cant_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_end(self) -> None:
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._current = END
        self.retranslate()
        self._focus_current()

    def _worked(self, worked: Worked) -> None:
        if self.case is None or self.case.reason is None:
            return
        self._current = END
        events: list[Event] = [Outcome(worked, self.case.reason, self.case.solution)]
        until = self.desk.now() + timedelta(hours=PATIENCE)
        if worked == "not-yet":
            events.append(WaitingUntil(until, None))
        if self._record(*events):
            if worked == "not-yet":
                self._tell_wait(until)
            elif worked == "yes":
                self._offer_undo(lambda: self.kit.words.tr("Solved"))
            else:
                self._offer_undo(lambda: self.kit.words.tr("Noted: it did not help"))
            self._focus_current()

    # --- what was tried before

    def _show_tried(self) -> None:
        catalog = self.desk.catalog
        self.tried.setVisible(self._fixing.is_untouched and self._current != END)
        self.tried.retranslate()
        if self.tried.isHidden() or not self.tried.is_open or self.case is None or catalog is None:
            return
        present = self._fixing.fixes[0]
        own = [(present[0], fix) for fix in catalog.reasons[present[0]].solutions_for(self.case.system)]
        known = known_fixes(present, self._fixing.from_the_start(), own)
        better = self._fixing.better()
        self.tried.show_case(self.case, known, better[1] if better else None, catalog)
        self.arranged.emit()  # Tab goes through the boxes next

    def _tried(self, pairs: tuple[Pair, ...], in_vain: bool) -> None:
        events = [Outcome("no" if in_vain else "not-yet", reason, solution) for reason, solution in pairs]
        if not self._record(*events, quietly=True) or self.case is None:
            return
        if in_vain:
            self._offer_undo(lambda: self.kit.words.tr("Noted: it did not help"))
        if self.case.outcome is not None:
            self._to_end()

    def _take_better(self) -> None:
        better = self._fixing.better()
        if better:
            self._try_other(better[0], better[1].id)

    # --- what a check says

    def _checked(self, tool: str, speaks: Speaks) -> None:
        """A check of a step has another result: it is evidence for the case."""
        if self.case is not None and dict(self.case.checks.get(tool, {})) != dict(speaks):
            self._record(Checked(tool, dict(speaks)), quietly=True)

    def _show_meaning(self, tool: str) -> None:
        case = self.case
        finding = self.desk.resumed(case) if case and case.checks.get(tool) else None
        top = finding.diagnosis.top if finding else None
        self.detail.tool.show_meaning(top, self.desk.catalog, case.reason if case else None)

    # --- another way

    def _switch(self, reason_id: str) -> None:
        catalog = self.desk.catalog
        if catalog is not None and self.case is not None:
            self._try_other(reason_id, catalog.reasons[reason_id].solutions_for(self.case.system)[0].id)

    def _try_other(self, reason_id: str, solution_id: str) -> None:
        self._choose(reason_id, solution_id, alone=False)

    def _leave_out(self) -> None:
        """Go on with the main fix alone; what is ticked stays ticked."""
        reason, solution = self._fixing.fixes[0]
        self._choose(reason, solution.id, alone=True)

    def _choose(self, reason_id: str, solution_id: str, alone: bool) -> None:
        catalog = self.desk.catalog
        if self.case is None or catalog is None:
            return
        reason = catalog.reasons[reason_id]
        solution = next(solution for solution in reason.solutions if solution.id == solution_id)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        case = self.desk.choose(self.case, reason, solution, self.kit.words, alone)
        if case:
            self._notes.hide()  # undo would take this back now, and not what the note says
            self.show_case(case)
            self._focus_current()

    def _ask(self) -> None:
        if self.case:
            self.ask.emit(self.case.id)

    def _hand_over(self) -> None:
        if self._record(HandedOver("", "")):
            self._offer_undo(lambda: self.kit.words.tr("Handed over"))
            self._to_end()

    def _again(self) -> None:
        if self._record(Reopened()):
            self._advance()

    def _offer_undo(self, say: Callable[[], str]) -> None:
        self._notes.tell(say, lambda: self.kit.words.tr("Undo"), self.undo)

    def _rename(self, name: str) -> None:
        self._record(Titled(name))

    def print_case(self) -> None:
        """Ask in which language and on which paper, and print the checklist or save it as a file."""
        if self.case and self.desk.catalog:
            from orderdoctor.ui.print_dialog import PrintDialog

            self.detail.save_note()
            PrintDialog(self.kit, self.desk, self._notes, self.case, self.window()).open()

    def _delete(self) -> None:
        if self.case:
            self.deleted.emit(self.case.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get one column, the step above the list."""
        narrow = event.size().width() < self.kit.look.px(NARROW)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
            self._progress.stack(narrow)
        super().resizeEvent(event)
