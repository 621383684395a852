"""What every page has: a heading that takes the focus, a body that scrolls, and words that follow the language."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Scrolled
from orderdoctor.ui.widgets.text import Heading, PlainLabel

LOW = 430
"""Below this height, in pixels at 100 % text size, a page's head would leave too little room for its body."""

_APART = (32, 0, 24, 12)
_TOGETHER = (0, 0, 0, 8)
"""The margins of the head beside the body, and as its first part."""


class Page(QWidget):
    """A page of the window. Subclasses fill `self.body.box` and implement `retranslate`."""

    arranged = Signal()
    """The page's parts stand in another order now, or are others."""

    def __init__(self, kit: Kit, desk: Desk, scrolled: bool = True) -> None:
        """Take the kit and the desk; scrolled: whether the body is one that scrolls, or the page lays out its own."""
        super().__init__()
        self.kit = kit
        self.desk = desk
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.heading = Heading()
        self.lead = PlainLabel("muted")
        self.lead.hide()
        self._top = QWidget()
        self.head = QVBoxLayout(self._top)
        self.head.setContentsMargins(*_APART)
        self.head.setSpacing(4)
        self.head.addWidget(self.heading)
        self.head.addWidget(self.lead)
        self.body = Scrolled()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._top)
        self._scrolled, self._low = scrolled, False
        if scrolled:
            self.column.addWidget(self.body, 1)
        self._stale = False
        kit.language.changed.connect(self._say_again)

    def _say_again(self) -> None:
        """Follow the language: at once if the page is seen, else when it is shown again."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        """Called by Qt: the page is shown."""
        if self._stale:
            self._stale = False
            self.retranslate()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: where there is little height for the size of the text, the head scrolls with the body."""
        low = self._scrolled and event.size().height() < self.kit.look.px(LOW)
        if low != self._low:
            self._low = low
            self.head.setContentsMargins(*(_TOGETHER if low else _APART))
            (self.body.box if low else self.column).insertWidget(0, self._top)
        super().resizeEvent(event)

    def retranslate(self) -> None:
        """Say everything in the language of the window; may run any number of times."""

    def entered(self) -> None:
        """The page is shown now: put the focus where reading begins."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self, title: str, lead: str = "") -> None:
        self.heading.setText(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
