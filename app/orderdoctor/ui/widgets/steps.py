"""The checklist: steps by place, ticked with Space, walked with the arrow keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Step
from orderdoctor.diagnosis.agenda import WAIT, Agenda, Item
from orderdoctor.phrasing import WARNINGS, effort, obstacle_text, waiting_time
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import clear
from orderdoctor.ui.widgets.text import PlainLabel, Tag, restyle


class StepRow(QFrame):
    """One step: a box to tick and its first words. The row is current when its step is shown beside the list."""

    picked = Signal(str)
    ticked = Signal(str, bool)
    moved = Signal(int)

    def __init__(self, kit: Kit, key: str, step: Step, number: int) -> None:
        """Take the kit, the step's key in the case, the step, and its place in the list, from 1."""
        super().__init__()
        self._kit = kit
        self.key = key
        self.step = step
        self._number = number
        self.setProperty("card", "row")
        self.check = QCheckBox()
        self.check.installEventFilter(self)
        self._text = PlainLabel("body")
        self._tag = Tag("warning")
        self._note = PlainLabel("small")
        inside = QVBoxLayout()
        inside.setSpacing(4)
        inside.addWidget(self._text)
        inside.addWidget(self._tag, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._note)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.check, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(inside, 1)
        self.check.clicked.connect(self._clicked)

    def show_state(self, case: Case, catalog: Catalog, current: bool, waiting: str = "") -> None:
        """Show where the step stands in the case; waiting: until when it waits, in words."""
        words = self._kit.words
        state = case.step(self.key)
        text = words.tr("{number}. {step}").format(
            number=self._number, step=plain(words.of(self.step.do), catalog.labels, words)
        )
        self._text.setText(text)
        self._text.setProperty("kind", "muted" if state.done else "strong" if current else "body")
        restyle(self._text)
        warns = WARNINGS.get(self.step.warns)
        self._tag.setVisible(warns is not None and not state.done)
        if warns:
            self._tag.setText(words.marked(warns))
        notes = [waiting] if waiting else []
        if state.blocked is not None:
            why = obstacle_text(state.blocked, words)
            notes.append(words.tr("Could not be done: {why}").format(why=why))
        if state.note:
            notes.append(state.note)
        self._note.setText("\n".join(notes))
        self._note.setVisible(bool(notes))
        self.check.setChecked(state.done)
        self.check.setAccessibleName(text)
        tab = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.check.setFocusPolicy(tab)  # one stop for Tab; the arrow keys walk the list
        self.setProperty("current", current)
        restyle(self)

    def _clicked(self, checked: bool) -> None:
        self.picked.emit(self.key)
        self.ticked.emit(self.key, checked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Called by Qt: a click anywhere on the row shows its step, and puts the focus there: Space ticks what is shown."""
        self.picked.emit(self.key)
        self.check.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Walk with the arrow keys; showing the step follows the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            moves = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in moves:
                self.moved.emit(moves[Qt.Key(event.key())])
                return True
        if event.type() == QEvent.Type.FocusIn:
            self.picked.emit(self.key)
        return False


class StepList(QWidget):
    """All steps that are to be done, under the names of their places with the minutes that they take."""

    picked = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 4)
        self._box.setSpacing(8)
        self._heads: list[tuple[PlainLabel, str, Sequence[Item]]] = []
        self._minutes: Mapping[str, int] = {}
        self.rows: list[StepRow] = []

    def set_agenda(self, agenda: Agenda) -> None:
        """Take another list: its steps in order, a heading wherever the place changes."""
        clear(self._box)
        self._heads, self.rows = [], []
        self._minutes = agenda.whole_minutes
        for place, items in agenda.groups:
            head = PlainLabel("overline")
            self._heads.append((head, place, items))
            self._box.addWidget(head)
            for item in items:
                row = StepRow(self._kit, item.key, item.step, agenda.number(item.key))
                row.picked.connect(self.picked)
                row.ticked.connect(self.ticked)
                row.moved.connect(self._move)
                self.rows.append(row)
                self._box.addWidget(row)
        self._box.addStretch(1)

    def show_case(self, case: Case, catalog: Catalog, current: str, waiting: str = "") -> None:
        """Show where every step stands; waiting: until when the case waits, in words, for its waiting step."""
        words = self._kit.words
        for head, place, items in self._heads:
            name = words.of(catalog.places[place].name)
            head.setText(words.tr("{place} · {time}").format(place=name, time=self._time(items)))
        for row in self.rows:
            row.show_state(case, catalog, row.key == current, waiting if row.key == case.waiting_step else "")

    def _time(self, items: Sequence[Item]) -> str:
        """How long a group takes: the wait itself where there is nothing else to do."""
        hours = sum(item.step.wait_hours for item in items)
        if hours and all(item.step.place == WAIT for item in items):
            return waiting_time(hours, self._kit.words)
        return effort(max(1, sum(self._minutes[item.key] for item in items)), self._kit.words)

    def focus(self, key: str) -> None:
        """Put the focus on a step."""
        for row in self.rows:
            if row.key == key:
                row.check.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, by: int) -> None:
        sender = self.sender()
        if isinstance(sender, StepRow):
            position = self.rows.index(sender) + by
            if 0 <= position < len(self.rows):
                self.rows[position].check.setFocus(Qt.FocusReason.TabFocusReason)
