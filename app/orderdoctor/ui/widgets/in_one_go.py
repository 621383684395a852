"""What else is done in the same go and tested once, with a way to leave it out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from orderdoctor.catalog.model import Solution
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class InOneGo(QWidget):
    """A line above the steps; there is none if the fix stands alone."""

    alone = Signal()
    """The user wants the main fix only."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._text = PlainLabel("muted")
        self.alone_button = Button(kit, "quiet", "x")
        line = row(self._text, self.alone_button)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.alone_button.clicked.connect(self.alone)

    def show_fixes(self, fixes: Sequence[tuple[str, Solution]]) -> None:
        """Name the fixes beside the first one that add steps to its own."""
        words = self._kit.words
        others = [words.of(fix.title) for _, fix in fixes[1:] if fix.steps != fixes[0][1].steps]
        text = words.tr("In the same go, tested once at the end: {fixes}")
        self._text.setText(text.format(fixes=" · ".join(dict.fromkeys(others))))
        self.alone_button.say(words.tr("Leave these steps out"))
        self.setVisible(bool(others))
