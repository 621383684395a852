"""More about a case: its name, handing it over, deleting it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu

from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.buttons import Button


class CaseMenu(Button):
    """A button with a menu."""

    renamed = Signal(str)
    printed = Signal()
    """The user wants the checklist on paper or in a file."""

    handed_over = Signal()
    deleted = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__(kit, "icon", "ellipsis")
        self._speaks = kit
        self.title = ""
        """What the case is called now."""
        self._menu = QMenu(self)
        self.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)

    def retranslate(self) -> None:
        """Say it in the language of the window; the menu is filled when it opens."""
        self.say(self._speaks.words.tr("More about this case"))

    def _fill(self) -> None:
        words = self._speaks.words
        self._menu.clear()
        self._menu.addAction(words.tr("Rename the case…")).triggered.connect(self._rename)
        self._menu.addAction(words.tr("Print or save as PDF…")).triggered.connect(self._print)
        self._menu.addAction(words.tr("Hand over to someone else")).triggered.connect(self._hand_over)
        self._menu.addAction(words.tr("Delete the case")).triggered.connect(self._delete)

    def _rename(self) -> None:
        words = self._speaks.words
        name, agreed = QInputDialog.getText(
            self, words.tr("Rename the case"), words.tr("A name for this case, for example the customer's or the order's:"),
            text=self.title,
        )  # fmt: skip
        if agreed:
            self.renamed.emit(name.strip())

    def _print(self) -> None:
        self.printed.emit()

    def _hand_over(self) -> None:
        self.handed_over.emit()

    def _delete(self) -> None:
        self.deleted.emit()
