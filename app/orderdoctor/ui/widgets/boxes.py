"""Cards, lines and rows: how things stand together."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLayout, QLayoutItem, QScrollArea, QVBoxLayout, QWidget

PASSES = 3
"""Rounds of the event loop until texts that wrap have their height."""


class Card(QFrame):
    """A surface with a vertical layout in it: plain, wash, warning, wrong, good, note."""

    def __init__(self, tone: str = "plain", margin: int = 16, gap: int = 8) -> None:
        """Take the tone of window.qss, the inner margin and the gap in pixels."""
        super().__init__()
        self.setProperty("card", tone)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(margin, margin, margin, margin)
        self.box.setSpacing(gap)


def column(gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A vertical layout."""
    layout = QVBoxLayout()
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    return layout


def row(*things: QWidget | QLayout | None, gap: int = 8) -> QHBoxLayout:
    """A horizontal layout of widgets and layouts; None is the stretch between them."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, QWidget):
            layout.addWidget(thing)
        else:
            layout.addLayout(thing)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()


class _Inside(QWidget):
    """What scrolls: as high as its texts need at the width that there is, and not as they would need at less."""

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class Scrolled(QScrollArea):
    """A page's body: scrolls up and down only, follows the focus."""

    def __init__(self, gap: int = 16, margins: tuple[int, int, int, int] = (32, 4, 24, 24)) -> None:
        """Take the gap between its parts and the outer margins, in pixels."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Inside()
        inside.setProperty("scrolled", True)
        self.box = QVBoxLayout(inside)
        self.box.setContentsMargins(*margins)
        self.box.setSpacing(gap)
        self._inside = inside
        self.setWidget(inside)
        self._passes = 0
        self._late = QTimer(self)
        self._late.setInterval(0)
        self._late.timeout.connect(self._show_focus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows are allowed: the texts wrap."""
        return QSize(self._inside.minimumSizeHint().width(), 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: what has the focus, or the end, stays in view when a note comes up below."""
        bar = self.verticalScrollBar()
        at_end = 0 < bar.maximum() == bar.value()
        super().resizeEvent(event)
        if event.size().height() < event.oldSize().height():
            if at_end:
                bar.setValue(bar.maximum())
            self._follow(None, QApplication.focusWidget())

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Bring what has the focus now into view, wherever the focus came from."""
        if new is not None and self._inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, 24)
            self._passes = PASSES
            self._late.start()

    def _show_focus(self) -> None:
        """Bring it into view again where it stands after texts that were shown with it have found their height."""
        self._passes -= 1
        if self._passes <= 0:
            self._late.stop()
        focused = QApplication.focusWidget()
        if focused is not None and self._inside.isAncestorOf(focused):
            self.ensureWidgetVisible(focused, 0, 24)


class Flow(QLayout):
    """Puts widgets beside each other and goes on in the next line when the width is used up."""

    def __init__(self, gap: int = 8) -> None:
        """Take the gap in pixels."""
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self._gap = gap
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        """Called by Qt: take one more."""
        self._items.append(item)

    def count(self) -> int:
        """Called by Qt: how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Called by Qt: one of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Called by Qt: take one out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Called by Qt: it does not ask for more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Called by Qt: narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Called by Qt: the height for a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Called by Qt: put everything in its place."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """Called by Qt: the size it would like."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Called by Qt: the widest part."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(size.height() for _item, size in line)
            x = rect.x()
            for item, size in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y + (height - size.height()) // 2), size))
                x += size.width() + self._gap
            y += height + self._gap
        return max(0, y - self._gap - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The visible items, as many in a line as there is room for."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        room = 0
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint()
            if size.width() > width:
                size = QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else size.height())
            if not lines or size.width() > room:
                lines.append([])
                room = width
            lines[-1].append((item, size))
            room -= size.width() + self._gap
        return lines
