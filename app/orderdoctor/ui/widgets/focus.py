"""The focus ring: two pixels of accent around whatever has the keyboard focus, on every control alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLayout, QPlainTextEdit, QScrollArea, QWidget

from orderdoctor.ui.look import Look

GAP = 3
"""Pixels between a control and its ring's outer edge."""

WIDTH = 2


class FocusRings(QObject):
    """Puts a ring around the control that has the focus, and takes it away again."""

    def __init__(self, look: Look, app: QApplication, window: QWidget) -> None:
        """Take the look for the ring's colour, the application whose focus to follow, and the window it serves."""
        super().__init__(window)
        self._look = look
        self._window = window
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.leave()
        self._ring = None
        if (
            new is None
            or new.isWindow()
            or not self._serves(new)
            or isinstance(new, QPlainTextEdit | QLabel)
            or new.inherits("QAbstractItemView")
        ):
            return
        parent = new.parentWidget()
        if parent is not None:
            self._ring = FocusRing(self._look, new, parent)

    def _serves(self, widget: QWidget) -> bool:
        """Whether a widget is the window's, or its dialogues'."""
        return self._window.isAncestorOf(widget) or widget.window().parentWidget() is self._window


class FocusRing(QWidget):
    """One ring around a control: lives in the nearest widget about the control that has room for it."""

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
        host = self._control.parentWidget()
        rect = self._control.geometry().adjusted(-GAP, -GAP, GAP, GAP)
        while host is not None and not host.rect().contains(rect) and not _ends(host):
            host.installEventFilter(self)  # it may move in what the ring lives in
            rect.translate(host.pos())
            host = host.parentWidget()
        if host is not self.parentWidget():
            self.setParent(host)
        self.setGeometry(rect)
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


def _ends(widget: QWidget) -> bool:
    """Whether what is outside of a widget is no place for a ring: beyond a window, or beside what scrolls."""
    parent = widget.parentWidget()
    return widget.isWindow() or parent is None or isinstance(parent.parentWidget(), QAbstractScrollArea)


def order_tabs(window: QWidget) -> None:
    """Let Tab walk the window in reading order: as its layouts stand, not as its widgets happened to be made."""
    stops = [
        w for w in _in_reading_order(window) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None
    ]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from _in_reading_order(inside)
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for position in range(layout.count()):
        item = layout.itemAt(position)
        child = item.widget() if item is not None else None
        inner = item.layout() if item is not None else None
        if child is not None:
            yield child
            yield from _in_reading_order(child)
        elif inner is not None:
            yield from _in_layout(inner)
