"""The rail at the left: where one can go. On narrow windows it shows icons only, with the names as tool tips."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QVBoxLayout

from orderdoctor.i18n import Marked, mark
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel

PAGES: tuple[tuple[str, str, Marked, str], ...] = (
    ("diagnose", "activity", mark("Diagnose"), "Ctrl+1"),
    ("cases", "briefcase", mark("Cases"), "Ctrl+2"),
    ("library", "book-open", mark("Library"), "Ctrl+3"),
    ("tools", "wrench", mark("Tools"), "Ctrl+4"),
    ("settings", "settings", mark("Settings"), "Ctrl+,"),
)
"""Name, icon, title and shortcut of each page on the rail."""


class Rail(QFrame):
    """Buttons that lead to the pages, and how many cases wait."""

    go = Signal(str)

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._small = False
        self._number = 0
        self.setObjectName("rail")
        self._mark = QLabel()
        self._mark.setAccessibleName(" ")
        self._brand = PlainLabel("brand", wrap=False)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[str, Button] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 20, 12, 16)
        box.setSpacing(4)
        box.addLayout(row(self._mark, self._brand, None, gap=10))
        box.addSpacing(14)
        for name, icon, _title, _keys in PAGES:
            button = Button(kit, "rail", icon)
            button.setCheckable(True)
            button.setProperty("page", name)
            button.clicked.connect(self._clicked)
            self._group.addButton(button)
            self.buttons[name] = button
            if name == "settings":
                box.addStretch(1)
            box.addWidget(button)
        self.buttons["diagnose"].setChecked(True)
        kit.language.changed.connect(self.retranslate)
        kit.look.changed.connect(self.retranslate)
        self.retranslate()

    def choose(self, name: str) -> None:
        """Show which page is open: none of these, if it is another."""
        chosen = self.buttons.get(name)
        self._group.setExclusive(chosen is not None)
        for button in self.buttons.values():
            button.setChecked(button is chosen)

    def count(self, number: int) -> None:
        """Show how many cases are open or waiting."""
        self._number = number
        self.retranslate()

    def shrink(self, small: bool) -> None:
        """Show icons only, or icons and names."""
        if small != self._small:
            self._small = small
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
        words = self._kit.words
        self._brand.setText(words.tr("Order Doctor"))
        self._brand.setVisible(not self._small)
        self._mark.setPixmap(self._kit.look.pixmap("activity", "accent", 24))
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for name, _icon, title, keys in PAGES:
            text = words.marked(title)
            button = self.buttons[name]
            shown = text
            if name == "cases" and self._number:
                shown = words.tr("{title} ({number})").format(title=text, number=self._number)
            button.say(shown)
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{text} ({native})")
            if self._small:
                button.setText("")
                button.redraw()
        self.setFixedWidth(self._kit.look.px(64) if self._small else max(self._kit.look.px(204), self._wanted()))

    def _wanted(self) -> int:
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        return max(widest, self._brand.sizeHint().width() + self._kit.look.px(40)) + 24

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.go.emit(str(sender.property("page")))
