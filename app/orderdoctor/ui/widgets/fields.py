"""Fields with a name above them, and boxes that are filled anew without telling anyone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from orderdoctor.ui.widgets.text import PlainLabel

E = TypeVar("E", bound=QWidget)


class Field(QWidget, Generic[E]):
    """A named field: the name above it is also its accessible name."""

    def __init__(self, editor: E) -> None:
        """Take the widget that edits the value."""
        super().__init__()
        self.name = PlainLabel("overline")
        self.editor: E = editor
        self.name.setBuddy(editor)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.name)
        box.addWidget(editor)

    def say(self, name: str) -> None:
        """Set the name."""
        self.name.setText(name)
        self.editor.setAccessibleName(name)


def fill(box: QComboBox, entries: Sequence[tuple[object, str]], chosen: object) -> None:
    """Set the entries of a box (data, text) and which one is chosen."""
    blocked = box.blockSignals(True)
    box.clear()
    for data, text in entries:
        box.addItem(text, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(blocked)


def refill(box: QComboBox, entries: Sequence[tuple[object, str]]) -> None:
    """Set the entries of a box anew; what was chosen stays chosen, if it is still there."""
    fill(box, entries, box.currentData())
