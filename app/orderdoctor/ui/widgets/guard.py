"""Before anything is ordered again: has somebody looked whether the order exists already?"""

from __future__ import annotations

from PySide6.QtCore import Signal

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.agenda import Item
from orderdoctor.phrasing import joined
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel


class GuardCard(Card):
    """Stands in the place of *Done* while the look is open: leads to it, or lets the user say that they looked."""

    look = Signal()
    looked = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("warning", margin=14, gap=8)
        self._kit = kit
        self._head = PlainLabel("strong")
        self._text = PlainLabel("body")
        self.look_button = Button(kit, "primary", "search")
        self._looked = Button(kit, "plain", "check")
        buttons = Flow(8)
        buttons.addWidget(self.look_button)
        buttons.addWidget(self._looked)
        self.box.addWidget(self._head)
        self.box.addWidget(self._text)
        self.box.addLayout(buttons)
        self.look_button.clicked.connect(self.look)
        self._looked.clicked.connect(self.looked)
        self.hide()

    @property
    def spoken(self) -> str:
        """What a screen reader says when something was about to be ordered without a look."""
        return f"{self._head.text()}\n{self._text.text()}"

    def show_look(self, item: Item | None, number: int, could_not: bool, catalog: Catalog) -> None:
        """Ask for the look that is still open, or nothing; could_not: the user said that they can't look."""
        self.setVisible(item is not None)
        if item is None:
            return
        words = self._kit.words
        if could_not:
            self._head.setText(words.tr("Nobody has looked yet: you could buy twice"))
        else:
            self._head.setText(words.tr("Look first: you could buy twice"))
        do, see = (plain(words.of(text), catalog.labels, words) for text in (item.step.do, item.step.see))
        then = words.tr("Then: {text}").format(text=see) if see else ""
        self._text.setText(words.tr("Step {number}: {text}").format(number=number, text=joined((do, then), words)))
        self.look_button.say(words.tr("Go to step {number}").format(number=number))
        self._looked.say(words.tr("I have looked, go on"))
