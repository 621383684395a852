"""Chips: what was understood of a paste, each of which can be taken away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import ElidedLabel, PlainLabel


class Chip(QFrame):
    """A name and a value with a button that takes the chip away; key: what it stands for."""

    removed = Signal(str)

    def __init__(self, kit: Kit, key: str) -> None:
        """Take the kit and the chip's key."""
        super().__init__()
        self.key = key
        self.setProperty("card", "chip")
        self._name = PlainLabel("muted", wrap=False)
        self._value = ElidedLabel("strong")
        self._remove = Button(kit, "icon", "x")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 1, 4, 1)
        layout.setSpacing(6)
        layout.addWidget(self._name)
        layout.addWidget(self._value)
        layout.addWidget(self._remove)
        self.setMinimumHeight(kit.look.px(32))
        self._remove.clicked.connect(self._gone)

    def say(self, name: str, value: str, remove: str) -> None:
        """Set the texts; remove: what the button does, for its tool tip and its name."""
        self._name.setText(name)
        self._value.setText(value)
        self._remove.say(remove)

    def fixed(self, fixed: bool) -> None:
        """Whether the chip follows from the others and can't be taken away."""
        self._remove.setVisible(not fixed)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(10, 1, 10 if fixed else 4, 1)

    def _gone(self) -> None:
        self.removed.emit(self.key)
