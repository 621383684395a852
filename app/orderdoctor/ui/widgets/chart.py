"""Charts: columns over time and bars by name, each cut into parts that pattern and colour tell apart.

What a chart shows stands in a table beside it too. The arrow keys go from one column or bar to the next; its numbers
are written below the chart and told to a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from orderdoctor.ui.kit import Kit, announce


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a bar stands for. tone: its colour; pattern: full, empty, stripes or dots."""

    name: str
    tone: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column or bar. name: the short text beside it; spoken: all that it says, with its numbers."""

    name: str
    values: tuple[int, ...]
    spoken: str

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.values)


class Chart(QWidget):
    """What both charts have: the keys, the part names, the patterns."""

    pointed = Signal(str)
    """What the column or bar says that the user is at."""

    _BEFORE, _AFTER = Qt.Key.Key_Left, Qt.Key.Key_Right

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self.parts: Sequence[Part] = ()
        self.bars: Sequence[Bar] = ()
        self.current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)
        kit.look.changed.connect(self.updateGeometry)

    def show_bars(self, name: str, summary: str, parts: Sequence[Part], bars: Sequence[Bar]) -> None:
        """Show bars; name: what the chart is called; summary: what it says in a sentence."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(summary)
        self.parts, self.bars = parts, bars
        if self.current >= len(bars):
            self.current = -1
        self.updateGeometry()
        self.update()

    def point(self, position: int) -> None:
        """Go to a bar: its numbers are shown and told."""
        if self.bars:
            self.current = max(0, min(position, len(self.bars) - 1))
            self.pointed.emit(self.bars[self.current].spoken)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt: the arrow keys, Home and End go from bar to bar."""
        steps = {
            self._BEFORE: self.current - 1, self._AFTER: self.current + 1,
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.bars) - 1,
        }  # fmt: skip
        if not self.bars or event.key() not in steps:
            super().keyPressEvent(event)
            return
        self.point(steps[Qt.Key(event.key())])
        announce(self, self.bars[self.current].spoken)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Called by Qt: the bar under the mouse is the one that the user is at."""
        for position, place in enumerate(self._places()):
            if place.contains(event.position()) and position != self.current:
                self.point(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt: draw everything."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        places = self._places()
        if 0 <= self.current < len(places):
            painter.setPen(QPen(self._kit.look.color("border"), 1))
            painter.setBrush(self._kit.look.color("hover"))
            painter.drawRoundedRect(places[self.current].adjusted(1, 1, -1, -1), 6, 6)
        self._draw(painter, places)
        painter.end()

    def _places(self) -> list[QRectF]:
        """Where each bar stands, with its name and number."""
        raise NotImplementedError

    def _draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        raise NotImplementedError

    # --- drawing

    @property
    def _most(self) -> int:
        return max([1, *(bar.total for bar in self.bars)])

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._kit.look.px(12.5))
        return font

    @property
    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _text(self, painter: QPainter, rect: QRectF, text: str, flags: Qt.AlignmentFlag, color: str = "text") -> None:
        painter.setPen(self._kit.look.color(color))
        shown = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(rect.width()) + 1)
        painter.drawText(rect, flags | Qt.TextFlag.TextSingleLine, shown)

    def _fill(self, painter: QPainter, rect: QRectF, part: Part) -> None:
        look = self._kit.look
        draw_part(painter, rect, part, look.color(part.tone), look.color("surface"), look.px(6))


def draw_part(painter: QPainter, rect: QRectF, part: Part, color: QColor, ground: QColor, gap: int) -> None:
    """Draw a part of a bar: its edge and its pattern; gap: pixels between two stripes or dots."""
    inner = rect.adjusted(0.75, 0.75, -0.75, -0.75)
    if inner.width() <= 0 or inner.height() <= 0:
        painter.fillRect(rect, color)
        return
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(color if part.pattern == "full" else ground)
    painter.drawRect(inner)
    if part.pattern == "stripes":
        reach = rect.height()
        for i in range(int((rect.width() + reach) / gap) + 1):
            x = rect.left() + i * gap
            painter.drawLine(QPointF(x, rect.top()), QPointF(x - reach, rect.bottom()))
    elif part.pattern == "dots":
        painter.setBrush(color)
        painter.setPen(Qt.PenStyle.NoPen)
        for i in range(int(rect.width() / gap) + 1):
            for j in range(int(rect.height() / gap) + 1):
                painter.drawEllipse(QPointF(rect.left() + (i + 0.5) * gap, rect.top() + (j + 0.5) * gap), gap / 5, gap / 5)
    painter.restore()


class Columns(Chart):
    """Columns side by side: how it went over time."""

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(self._kit.look.px(420), self._kit.look.px(220))

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: as narrow as it may be, and high enough to read."""
        return QSize(self._kit.look.px(160), self._kit.look.px(220))

    def _places(self) -> list[QRectF]:
        step = self.width() / max(1, len(self.bars))
        return [QRectF(i * step, 0, step, self.height()) for i in range(len(self.bars))]

    def _draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        look, line = self._kit.look, self._metrics.lineSpacing()
        foot = self.height() - line - look.px(6)
        scale = (foot - line - look.px(6)) / self._most
        painter.setPen(QPen(look.color("border"), 1))
        painter.drawLine(QPointF(0, foot + 0.5), QPointF(self.width(), foot + 0.5))
        for bar, place in zip(self.bars, places, strict=True):
            width = min(place.width() * 0.7, look.px(56))
            left, top = place.center().x() - width / 2, float(foot)
            for part, value in zip(self.parts, bar.values, strict=True):
                if value:
                    top -= value * scale
                    self._fill(painter, QRectF(left, top, width, value * scale), part)
            if bar.total:
                number = QRectF(place.left(), top - line - look.px(2), place.width(), line)
                self._text(painter, number, str(bar.total), Qt.AlignmentFlag.AlignCenter)
        self._draw_names(painter, places, foot + look.px(4), line)

    def _draw_names(self, painter: QPainter, places: Sequence[QRectF], top: float, line: int) -> None:
        """As many names as there is room for: every one, or every second …, counted from the last."""
        widest = max((self._metrics.horizontalAdvance(bar.name) for bar in self.bars), default=0)
        room = self.width() / max(1, len(self.bars))
        every = max(1, -(-(widest + self._kit.look.px(8)) // max(1, int(room))))
        for i in range(len(self.bars) - 1, -1, -every):
            middle = min(max(places[i].center().x(), widest / 2), self.width() - widest / 2)
            rect = QRectF(middle - widest / 2 - 1, top, widest + 2, line)
            self._text(painter, rect, self.bars[i].name, Qt.AlignmentFlag.AlignCenter, "muted")


class Bars(Chart):
    """Bars below each other, with a name above each: what was met most often."""

    _BEFORE, _AFTER = Qt.Key.Key_Up, Qt.Key.Key_Down

    def sizeHint(self) -> QSize:
        """Called by Qt."""
        return QSize(self._kit.look.px(420), round(self._step * max(1, len(self.bars))))

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: every bar is seen."""
        return QSize(self._kit.look.px(160), self.sizeHint().height())

    @property
    def _step(self) -> int:
        return self._metrics.lineSpacing() + self._kit.look.px(26)

    def _places(self) -> list[QRectF]:
        return [QRectF(0, i * self._step, self.width(), self._step) for i in range(len(self.bars))]

    def _draw(self, painter: QPainter, places: Sequence[QRectF]) -> None:
        look, line, edge = self._kit.look, self._metrics.lineSpacing(), self._kit.look.px(6)
        number = max((self._metrics.horizontalAdvance(str(bar.total)) for bar in self.bars), default=0) + look.px(8)
        scale = (self.width() - 2 * edge - number) / self._most
        for bar, place in zip(self.bars, places, strict=True):
            name = QRectF(place.left() + edge, place.top() + look.px(3), place.width() - 2 * edge, line)
            self._text(painter, name, bar.name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
            left, top, height = place.left() + edge, name.bottom() + look.px(1), look.px(14)
            for part, value in zip(self.parts, bar.values, strict=True):
                if value:
                    self._fill(painter, QRectF(left, top, value * scale, height), part)
                    left += value * scale
            rect = QRectF(left + look.px(5), top + (height - line) / 2, number, line)
            self._text(painter, rect, str(bar.total), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class Swatch(QWidget):
    """A small piece of a part's pattern: for the legend."""

    def __init__(self, kit: Kit, part: Part) -> None:
        """Take the kit and the part."""
        super().__init__()
        self._kit = kit
        self.part = part
        self.setFixedSize(kit.look.px(22), kit.look.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Called by Qt: draw the pattern."""
        look = self._kit.look
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(QRect(0, 0, self.width(), self.height()))
        draw_part(painter, rect, self.part, look.color(self.part.tone), look.color("surface"), look.px(6))
        painter.end()
