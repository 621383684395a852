"""Can't do this: reasons to choose from, and the user's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit

from orderdoctor.phrasing import OBSTACLES
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel

LONGEST = 300
"""Characters of the user's own words."""


class CantCard(Card):
    """Asks why a step can't be done; opened by a button, closed by an answer, Cancel or Esc."""

    said = Signal(str)
    """Why, as a case keeps it (phrasing.OBSTACLES)."""

    left = Signal()
    """Nothing was said."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("soft", margin=16, gap=10)
        self._kit = kit
        self._head = PlainLabel("strong")
        self._group = QButtonGroup(self)
        reasons = Flow(8)
        for number in range(len(OBSTACLES)):
            button = Button(kit, "pill")
            button.setCheckable(True)
            self._group.addButton(button, number)
            reasons.addWidget(button)
        self._own = QLineEdit()
        self._own.setMaxLength(LONGEST)
        self._note = Button(kit, "primary", "check")
        self._cancel = Button(kit, "quiet")
        buttons = Flow(8)
        buttons.addWidget(self._note)
        buttons.addWidget(self._cancel)
        self.box.addWidget(self._head)
        self.box.addLayout(reasons)
        self.box.addWidget(self._own)
        self.box.addLayout(buttons)
        self._group.idToggled.connect(self._chosen)
        self._own.textChanged.connect(self._show_ready)
        self._own.returnPressed.connect(self._say)
        self._note.clicked.connect(self._say)
        self._cancel.clicked.connect(self.close_)
        self.hide()

    def open(self) -> None:
        """Show it, with nothing chosen; the first reason has the focus."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._own.clear()
        self._show_ready()
        self.retranslate()
        self.show()
        self._group.button(0).setFocus(Qt.FocusReason.OtherFocusReason)

    def close_(self) -> None:
        """Hide it without an answer."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        words = self._kit.words
        self._head.setText(words.tr("Why can't it be done?"))
        for number, why in enumerate(OBSTACLES):
            button = self._group.button(number)
            if isinstance(button, Button):
                button.say(words.marked(why))
        self._own.setPlaceholderText(words.tr("In your own words, if you like"))
        self._own.setAccessibleName(words.tr("Why, in your own words"))
        self._note.say(words.tr("Note it"))
        self._cancel.say(words.tr("Cancel"))

    def _chosen(self, number: int, checked: bool) -> None:
        button = self._group.button(number)
        if isinstance(button, Button):
            button.use_icon("check" if checked else "")
            if not checked:
                button.setIcon(QIcon())
        self._show_ready()

    def _show_ready(self) -> None:
        self._note.setEnabled(self._group.checkedId() >= 0 or bool(self._own.text().strip()))

    def _say(self) -> None:
        if not self._note.isEnabled():
            return
        number = self._group.checkedId()
        why = OBSTACLES[number] if number >= 0 else OBSTACLES[-1]
        own = self._own.text().strip()
        self.hide()
        self.said.emit(f"{why}: {own}" if own else why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt: Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_()
        else:
            super().keyPressEvent(event)
