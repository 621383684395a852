"""One step beside the checklist: what to do, what to see, what to mind, a note, and what one can say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from orderdoctor.cases.case import Case
from orderdoctor.casework import waits_for_people
from orderdoctor.catalog.labels import pieces, plain
from orderdoctor.catalog.model import Catalog, Step
from orderdoctor.diagnosis.agenda import Agenda
from orderdoctor.phrasing import waiting_time
from orderdoctor.ui.appointments import Appointments
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.cant import CantCard
from orderdoctor.ui.widgets.guard import GuardCard
from orderdoctor.ui.widgets.reason import warned
from orderdoctor.ui.widgets.step_tool import StepTool
from orderdoctor.ui.widgets.text import PiecesLabel, PlainLabel, Tag

if TYPE_CHECKING:
    from orderdoctor.ui.desk import Desk

NOTE_PAUSE = 700
"""Milliseconds without typing after which a note is saved."""


class StepDetail(Card):
    """Shows one step of a case and emits what the user says of it."""

    done = Signal(str)
    reopened = Signal(str)
    blocked = Signal(str, str)
    noted = Signal(str, str)
    waits = Signal(str, object)
    """A step's key, and the moment until when it waits."""

    looks = Signal(str)
    """The user wants to see this step: the look that has to come first."""

    looked = Signal(str)
    """The user says that they looked: the key of that step."""

    back = Signal()
    stays = Signal()
    """The step is as it was: show it again."""

    def __init__(self, kit: Kit, desk: Desk, appointments: Appointments) -> None:
        """Take the kit, the desk for the checks, and who reckons waits."""
        super().__init__("plain", margin=24, gap=14)
        self._kit = kit
        self._desk = desk
        self._appointments = appointments
        self.tool = StepTool(kit, desk)
        self._case = ""
        self._key = ""
        self._look = ""
        self._step: Step | None = None
        self._is_done = False
        self._number = PlainLabel("overline", wrap=False)
        self._state = Tag("good")
        self._do = PiecesLabel("heading")
        self._warning = Card("warning", margin=12)
        self._warning_text = PiecesLabel("warning")
        self._warning.box.addWidget(self._warning_text)
        self._see_head = PlainLabel("overline")
        self._see = PiecesLabel("body")
        self._when = PlainLabel("muted")
        self._note = QPlainTextEdit()
        self._note.setProperty("field", True)
        self._note.setTabChangesFocus(True)
        self.guard = GuardCard(kit)
        self.cant = CantCard(kit)
        self._done = Button(kit, "primary", "check")
        self._wait = Button(kit, "plain", "clock")
        self._cant = Button(kit, "plain")
        self._back = Button(kit, "quiet", "arrow-left")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_PAUSE)
        self._buttons = Flow(8)
        for button in (self._done, self._wait, self._cant, self._back):
            self._buttons.addWidget(button)
        for widget in (
            self._number, self._state, self._do, self.guard, self._warning, self._see_head, self._see, self.tool,
            self._when, self._note,
        ):  # fmt: skip
            self.box.addWidget(widget)
        self.box.addLayout(self._buttons)
        self.box.addWidget(self.cant)
        self.box.addStretch(1)
        self._connect()

    def _connect(self) -> None:
        self._done.clicked.connect(self._say_done)
        self._wait.clicked.connect(self._say_wait)
        self._back.clicked.connect(self.back)
        self._cant.clicked.connect(self._ask_why)
        self.cant.said.connect(self._say_cant)
        self.cant.left.connect(self.stays)
        self.guard.look.connect(self._say_look)
        self.guard.looked.connect(self._say_looked)
        self._note.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.save_note)

    @property
    def done_button(self) -> Button:
        """The button that ticks the step."""
        return self._done

    @property
    def cant_button(self) -> Button:
        """The button that asks why the step can't be done."""
        return self._cant

    def show_step(self, key: str, agenda: Agenda, case: Case, catalog: Catalog) -> None:
        """Show a step of the list as it stands in the case."""
        words = self._kit.words
        step = agenda.item(key).step
        muted = self._kit.look.color("muted").name()
        fresh = (case.id, key) != (self._case, self._key)
        if fresh:
            self._leave(case)
        state = case.step(key)
        self._is_done = state.done
        self._number.setText(
            words.tr("Step {number} of {total}").format(number=agenda.number(key), total=len(agenda.items))
        )
        self._do.show_pieces(pieces(words.of(step.do), catalog.labels, words), muted)
        self._do.setAccessibleName(plain(words.of(step.do), catalog.labels, words))
        self._warning.setVisible(bool(step.warning))
        self._warning_text.show_pieces(pieces(warned(step, words), catalog.labels, words), muted)
        self._see_head.setText(words.tr("What you should see"))
        self._see.show_pieces(pieces(words.of(step.see), catalog.labels, words), muted)
        for widget in (self._see_head, self._see):
            widget.setVisible(bool(step.see))
        self.tool.show_step(key, step.tool, case)
        self._show_state(key, case)
        self._show_wait(key, step, case)
        self._show_guard(key, agenda, case, catalog)
        self._cant.say(words.tr("Can't do this…"))
        self._cant.setVisible(not state.done)
        self._back.say(words.tr("Previous step"))
        self._back.setVisible(key != agenda.keys[0])
        self.cant.retranslate()
        self._note.setPlaceholderText(words.tr("A note on this step"))
        self._note.setAccessibleName(words.tr("A note on this step"))
        self._note.show()
        self._note.setFixedHeight(self._kit.look.px(64))
        if fresh:
            self._note.blockSignals(True)
            self._note.setPlainText(state.note)
            self._note.blockSignals(False)
        self._case, self._key, self._step = case.id, key, step
        self._make_room()

    def _leave(self, case: Case) -> None:
        """Close what belongs to the step that was shown; its case may be another one than this."""
        if case.id == self._case:
            self.save_note()
        self._pause.stop()  # another case: its page saved the note; what is emitted now would go to this one
        self.cant.hide()

    def _make_room(self) -> None:
        """While it is asked why a step can't be done, that is the only question."""
        if not self.cant.isHidden():
            for widget in (self._note, self._when, self._done, self._wait, self._cant, self._back):
                widget.hide()

    def _show_state(self, key: str, case: Case) -> None:
        words = self._kit.words
        state = case.step(key)
        waits = case.state == "waiting" and case.waiting_step == key and case.waiting_until is not None
        due = case.is_due(self._desk.now())
        self._state.setVisible(state.done or state.blocked is not None or waits)
        self._state.tone("good" if state.done else "warning")
        if state.done:
            self._state.setText(words.tr("Done"))
        elif state.blocked is not None:
            self._state.setText(words.tr("Could not be done"))
        elif waits and due:
            self._state.setText(words.tr("The wait is over"))
        elif waits and case.waiting_until is not None:
            self._state.setText(self.until(case))
        self._done.say(words.tr("Do it again") if state.done else words.tr("Done, next step"))
        self._done.use_icon("rotate-ccw" if state.done else "check")

    def until(self, case: Case) -> str:
        """Until when a case waits, in words; empty if it does not."""
        words = self._kit.words
        if case.state != "waiting" or case.waiting_until is None:
            return ""
        if case.is_due(self._desk.now()):
            return words.tr("The wait is over")
        return words.tr("Waiting until {when}").format(when=self._appointments.text(case.waiting_until))

    def _show_wait(self, key: str, step: Step, case: Case) -> None:
        """Offer to come back: after the others' working day where people are waited for, else after the hours."""
        words = self._kit.words
        begun = case.state == "waiting" and case.waiting_step == key and not case.is_due(self._desk.now())
        waits = step.wait_hours > 0 and not case.step(key).done and not begun
        people = waits and waits_for_people(step)
        self._wait.setVisible(waits)
        self._when.setVisible(people)
        if people:
            when = self._appointments.after(step)
            self._wait.say(words.tr("Ask again after {when}").format(when=self._appointments.text(when)))
            if self._appointments.is_elsewhere(when):
                text = words.tr(
                    "They work in China, on working days. Their day ends at {there} there, {here} your time."
                )
            else:
                text = words.tr("They work in China, on working days. Their day ends at {there}.")
            here = self._appointments.text(when)
            self._when.setText(text.format(there=self._appointments.in_china(when), here=here))
        elif waits:
            self._wait.say(words.tr("Remind me in {time}").format(time=waiting_time(step.wait_hours, words)))

    def _show_guard(self, key: str, agenda: Agenda, case: Case, catalog: Catalog) -> None:
        """Put the guard in the place of Done while nobody has looked."""
        look = agenda.look_before(key)
        if look is None or case.step(look.key).done or case.step(key).done:
            look = None
        self._look = look.key if look else ""
        number = agenda.number(look.key) if look else 0
        could_not = look is not None and case.step(look.key).blocked is not None
        self.guard.show_look(look, number, could_not, catalog)
        self._done.setVisible(look is None)

    def save_note(self) -> None:
        """Save the note now, if it changed."""
        if self._pause.isActive():
            self._pause.stop()
            self.noted.emit(self._key, self._note.toPlainText())

    def _say_done(self) -> None:
        self.save_note()
        (self.reopened if self._is_done else self.done).emit(self._key)

    def _say_wait(self) -> None:
        if self._step:
            self.waits.emit(self._key, self._appointments.after(self._step))

    def _say_look(self) -> None:
        self.looks.emit(self._look)

    def _say_looked(self) -> None:
        self.looked.emit(self._look)

    def _ask_why(self) -> None:
        self.cant.open()
        self._make_room()

    def _say_cant(self, why: str) -> None:
        self.save_note()
        self.blocked.emit(self._key, why)
