"""The note at the foot of the window: what just happened, with one action (mostly Undo). No dialogue, no timeout below 10 s."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel

SHOWN_FOR = 15_000
"""Milliseconds that a note stands; an undo that it offers stays on Ctrl+Z."""


class NoteBar(QFrame):
    """Shows one note at a time."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._say: Callable[[], str] | None = None
        self._say_action: Callable[[], str] | None = None
        self._act: Callable[[], None] | None = None
        self._undoes = True
        self.setProperty("card", "note")
        self._text = PlainLabel("body")
        self._button = Button(kit, "onnote")
        self._close = Button(kit, "noteicon", "x")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self.act)
        self._close.clicked.connect(self.hide)
        kit.language.changed.connect(self.retranslate)
        self.hide()

    def tell(
        self,
        say: Callable[[], str],
        action: Callable[[], str] | None = None,
        act: Callable[[], None] | None = None,
        undoes: bool = True,
    ) -> None:
        """Show a note; say and action make the words, so that they follow a switch of language.

        undoes: whether the action takes something back, so that Ctrl+Z does it too.
        """
        self._say, self._say_action, self._act = say, action, act
        self._undoes = undoes
        self._button.setVisible(act is not None)
        self.retranslate()
        self.show()
        self._timer.start(SHOWN_FOR)
        announce(self, self._text.text())

    def retranslate(self) -> None:
        """Say it in the language of the window."""
        self._close.say(self._kit.words.tr("Close this note"))
        if self._say is not None:
            self._text.setText(self._say())
        if self._say_action is not None:
            self._button.say(self._say_action())

    def act(self) -> None:
        """Do what the note offers, as its button does."""
        self.hide()
        if self._act is not None:
            self._act()

    def outdate(self, act: Callable[[], None]) -> None:
        """Close the note if this is what it offers: since something else happened, it would take back that."""
        if self._act == act:
            self.hide()

    def undo(self) -> None:
        """Take back what the note tells of, if that is what it offers."""
        if self.isVisible() and self._undoes:
            self.act()
