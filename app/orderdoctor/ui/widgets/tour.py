"""Three hints for the first start: they stand on the page, ask nothing, and go at a click."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from orderdoctor.ui.kit import ASK, Kit
from orderdoctor.ui.shortcuts import keys_of, native
from orderdoctor.ui.widgets.boxes import Card, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class Tour(Card):
    """The hints, and a button that closes them for good."""

    closed = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("wash", margin=12, gap=6)
        self._kit = kit
        self._hints = [PlainLabel("body") for _ in range(3)]
        self._close = Button(kit, "icon", "x")
        self._close.clicked.connect(self.closed)
        hints = column(6)
        for hint in self._hints:
            hints.addWidget(hint)
        line = row(gap=8)
        line.addLayout(hints, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.box.addLayout(line)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in the language of the window."""
        words = self._kit.words
        texts = (
            words.tr(
                "Paste anything into the box: a code, a sentence, a whole e-mail. The answer appears while you type."
            ),
            words.tr("No message? A few questions lead to the reason as well ({keys}).").format(keys=native(ASK)),
            words.tr("What you begin is kept under Cases. The language is changed at the top right ({keys}).").format(
                keys=keys_of("language")
            ),
        )
        for hint, text in zip(self._hints, texts, strict=True):
            hint.setText(text)
        self._close.say(words.tr("Close the hints"))
