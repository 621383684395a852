"""One step beside the checklist: what to do, what to see, what to mind, a note, and what one can say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from orderdoctor.cases.case import Case
from orderdoctor.catalog.labels import pieces, plain
from orderdoctor.catalog.model import Catalog, Step
from orderdoctor.i18n import Marked, mark
from orderdoctor.phrasing import waiting_time
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.reason import warned
from orderdoctor.ui.widgets.step_tool import StepTool
from orderdoctor.ui.widgets.text import PiecesLabel, PlainLabel, Tag

if TYPE_CHECKING:
    from orderdoctor.ui.desk import Desk

CANT: tuple[Marked, ...] = (
    mark("I can't find it on my screen"),
    mark("I have no access to it"),
    mark("It is not possible for this order"),
    mark("Someone else has to do it"),
    mark("Another reason"),
)

NOTE_PAUSE = 700
"""Milliseconds without typing after which a note is saved."""


class StepDetail(Card):
    """Shows one step of a case and emits what the user says of it."""

    done = Signal(str)
    reopened = Signal(str)
    blocked = Signal(str, str)
    noted = Signal(str, str)
    waits = Signal(str, float)
    back = Signal()

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit, and the desk for the checks."""
        super().__init__("plain", margin=24, gap=14)
        self._kit = kit
        self.tool = StepTool(kit, desk)
        self._key = ""
        self._step: Step | None = None
        self._state = Tag("good")
        self._do = PiecesLabel("heading")
        self._warning = Card("warning", margin=12)
        self._warning_text = PiecesLabel("warning")
        self._warning.box.addWidget(self._warning_text)
        self._see_head = PlainLabel("overline")
        self._see = PiecesLabel("body")
        self._note = QPlainTextEdit()
        self._note.setProperty("field", True)
        self._note.setTabChangesFocus(True)
        self._done = Button(kit, "primary", "check")
        self._wait = Button(kit, "plain", "clock")
        self._cant = Button(kit, "plain")
        self._back = Button(kit, "quiet", "arrow-left")
        self._menu = QMenu(self)
        self._cant.setMenu(self._menu)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(NOTE_PAUSE)
        buttons = Flow(8)
        for button in (self._done, self._wait, self._cant, self._back):
            buttons.addWidget(button)
        for widget in (self._state, self._do, self._warning, self._see_head, self._see, self.tool, self._note):
            self.box.addWidget(widget)
        self.box.addLayout(buttons)
        self.box.addStretch(1)
        self._done.clicked.connect(self._say_done)
        self._wait.clicked.connect(self._say_wait)
        self._back.clicked.connect(self.back)
        self._menu.triggered.connect(self._say_cant)
        self._note.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.save_note)

    @property
    def done_button(self) -> Button:
        """The button that ticks the step."""
        return self._done

    def show_step(self, key: str, step: Step, case: Case, catalog: Catalog, first: bool) -> None:
        """Show a step as it stands in the case; first: there is none before it."""
        words = self._kit.words
        muted = self._kit.look.color("muted").name()
        if key != self._key:
            self.save_note()
        state = case.step(key)
        self._do.show_pieces(pieces(words.of(step.do), catalog.labels, words), muted)
        self._do.setAccessibleName(plain(words.of(step.do), catalog.labels, words))
        self._warning.setVisible(bool(step.warning))
        self._warning_text.show_pieces(pieces(warned(step, words), catalog.labels, words), muted)
        self._see_head.setText(words.tr("What you should see"))
        self._see.show_pieces(pieces(words.of(step.see), catalog.labels, words), muted)
        for widget in (self._see_head, self._see):
            widget.setVisible(bool(step.see))
        self.tool.show_step(key, step.tool, case)
        self._state.setVisible(state.done or state.blocked is not None)
        self._state.tone("good" if state.done else "warning")
        self._state.setText(words.tr("Done") if state.done else words.tr("Could not be done"))
        self._done.say(words.tr("Do it again") if state.done else words.tr("Done, next step"))
        self._done.use_icon("rotate-ccw" if state.done else "check")
        self._wait.setVisible(step.wait_hours > 0 and not state.done)
        self._wait.say(words.tr("Remind me in {time}").format(time=waiting_time(step.wait_hours, words)))
        self._cant.say(words.tr("Can't do this…"))
        self._back.say(words.tr("Previous step"))
        self._back.setVisible(not first)
        self._menu.clear()
        for why in CANT:
            self._menu.addAction(words.marked(why).replace("&", "&&"))
        self._note.setPlaceholderText(words.tr("A note on this step"))
        self._note.setAccessibleName(words.tr("A note on this step"))
        self._note.setFixedHeight(self._kit.look.px(64))
        if key != self._key:
            self._note.blockSignals(True)
            self._note.setPlainText(state.note)
            self._note.blockSignals(False)
        self._key, self._step = key, step

    def save_note(self) -> None:
        """Save the note now, if it changed."""
        if self._pause.isActive() or self._key:
            pending = self._pause.isActive()
            self._pause.stop()
            if pending:
                self.noted.emit(self._key, self._note.toPlainText())

    def _say_done(self) -> None:
        self.save_note()
        (self.reopened if self._state.isVisible() and self._state.property("tag") == "good" else self.done).emit(
            self._key
        )

    def _say_wait(self) -> None:
        if self._step:
            self.waits.emit(self._key, self._step.wait_hours)

    def _say_cant(self, action: object) -> None:
        text = getattr(action, "text", str)()
        self.blocked.emit(self._key, text.replace("&&", "&"))
