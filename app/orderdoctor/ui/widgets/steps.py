"""The checklist: steps by place, ticked with Space, walked with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Solution, Step
from orderdoctor.phrasing import WARNINGS
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import clear
from orderdoctor.ui.widgets.text import PlainLabel, Tag, restyle


class StepRow(QFrame):
    """One step: a box to tick and its first words. The row is current when its step is shown beside the list."""

    picked = Signal(str)
    ticked = Signal(str, bool)
    moved = Signal(int)

    def __init__(self, kit: Kit, key: str, step: Step) -> None:
        """Take the kit, the step's key in the case, and the step."""
        super().__init__()
        self._kit = kit
        self.key = key
        self.step = step
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

    def show_state(self, case: Case, catalog: Catalog, current: bool) -> None:
        """Show where the step stands in the case."""
        words = self._kit.words
        state = case.step(self.key)
        text = plain(words.of(self.step.do), catalog.labels, words)
        self._text.setText(text)
        self._text.setProperty("kind", "muted" if state.done else "strong" if current else "body")
        restyle(self._text)
        warns = WARNINGS.get(self.step.warns)
        self._tag.setVisible(warns is not None and not state.done)
        if warns:
            self._tag.setText(words.marked(warns))
        notes = []
        if state.blocked is not None:
            notes.append(words.tr("Could not be done: {why}").format(why=state.blocked))
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
        """Called by Qt: a click anywhere on the row shows its step."""
        self.picked.emit(self.key)
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
    """All steps of a way out, under the names of their places."""

    picked = Signal(str)
    ticked = Signal(str, bool)

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 4, 0, 4)
        self._box.setSpacing(8)
        self._heads: list[tuple[PlainLabel, str]] = []
        self.rows: list[StepRow] = []

    def set_solution(self, solution: Solution) -> None:
        """Take another way out: its steps in order, a heading wherever the place changes."""
        clear(self._box)
        self._heads, self.rows = [], []
        place = ""
        for step in solution.steps:
            if step.place != place:
                place = step.place
                head = PlainLabel("overline")
                self._heads.append((head, place))
                self._box.addWidget(head)
            row = StepRow(self._kit, solution.key(step), step)
            row.picked.connect(self.picked)
            row.ticked.connect(self.ticked)
            row.moved.connect(self._move)
            self.rows.append(row)
            self._box.addWidget(row)
        self._box.addStretch(1)

    def show_case(self, case: Case, catalog: Catalog, current: str) -> None:
        """Show where every step stands."""
        for head, place in self._heads:
            head.setText(self._kit.words.of(catalog.places[place].name))
        for row in self.rows:
            row.show_state(case, catalog, row.key == current)

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
