"""The focus ring: two pixels of accent around whatever has the keyboard focus, on every control alike."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPlainTextEdit, QWidget

from orderdoctor.ui.look import Look

GAP = 3
"""Pixels between a control and its ring's outer edge."""

WIDTH = 2


class FocusRing(QWidget):
    """Follows the focus: lives in the parent of the control that has it, around that control."""

    def __init__(self, look: Look) -> None:
        """Take the look for the ring's colour."""
        super().__init__()
        self._look = look
        self._control: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._leave()
        if new is None or new.isWindow() or new.parentWidget() is None or isinstance(new, QPlainTextEdit | QAbstractItemView):
            return
        self._control = new
        new.installEventFilter(self)
        new.destroyed.connect(self._forget)
        self.setParent(new.parentWidget())
        self._around()

    def _leave(self) -> None:
        if self._control is not None:
            self._control.removeEventFilter(self)
            self._control.destroyed.disconnect(self._forget)
            self._control = None
        self.hide()
        self.setParent(None)

    def _forget(self) -> None:
        self._control = None
        self.hide()

    def _around(self) -> None:
        control = self._control
        if control is None or not control.isVisible():
            self.hide()
            return
        self.setGeometry(control.geometry().adjusted(-GAP, -GAP, GAP, GAP))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the control."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide):
            self._around()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("ring"), WIDTH))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()
