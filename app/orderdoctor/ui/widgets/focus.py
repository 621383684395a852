"""The focus ring: two pixels of accent around whatever has the keyboard focus, on every control alike."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QPlainTextEdit, QWidget

from orderdoctor.ui.look import Look

GAP = 3
"""Pixels between a control and its ring's outer edge."""

WIDTH = 2


class FocusRings(QObject):
    """Puts a ring around the control that has the focus, and takes it away again."""

    def __init__(self, look: Look, app: QApplication) -> None:
        """Take the look for the ring's colour, and the application whose focus to follow."""
        super().__init__(app)
        self._look = look
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.leave()
        self._ring = None
        if new is None or new.isWindow() or isinstance(new, QPlainTextEdit | QAbstractItemView | QLabel):
            return
        parent = new.parentWidget()
        if parent is not None:
            self._ring = FocusRing(self._look, new, parent)


class FocusRing(QWidget):
    """One ring: lives in the parent of its control, around the control."""

    def __init__(self, look: Look, control: QWidget, parent: QWidget) -> None:
        """Take the look, the control and the control's parent."""
        super().__init__(parent)
        self._look = look
        self._control = control
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        control.installEventFilter(self)
        self._around()

    def leave(self) -> None:
        """The control has lost the focus."""
        self.hide()
        self.deleteLater()

    def _around(self) -> None:
        if not shiboken6.isValid(self._control) or not self._control.isVisible():
            self.hide()
            return
        self.setGeometry(self._control.geometry().adjusted(-GAP, -GAP, GAP, GAP))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the control."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._around()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("ring"), WIDTH))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)
        painter.end()
