"""Lists of cases and reasons: rows of two lines with a mark at the end; quick with a hundred thousand rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from orderdoctor.ui.kit import Kit

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """What one row shows. tone: the colour of its mark (accent, warning, wrong, good, quiet); the mark's words say the same."""

    key: str
    title: str
    line: str
    mark: str = ""
    tone: str = "quiet"

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ". ".join(part for part in (self.title, self.mark, self.line) if part)


class RowModel(QAbstractListModel):
    """The rows of a list."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Called by Qt."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Called by Qt."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == Qt.ItemDataRole.UserRole else None


class RowDelegate(QStyledItemDelegate):
    """Paints a row: title, a muted line below it, a mark at the right."""

    def __init__(self, kit: Kit, view: QListView) -> None:
        """Take the kit and the view that it paints for."""
        super().__init__(view)
        self._kit = kit
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Called by Qt: two lines and the space around them."""
        lines = sum(QFontMetrics(font).lineSpacing() for font in self._fonts())
        return QSize(160, lines + self._kit.look.px(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Called by Qt: paint one row."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        look = self._kit.look
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        rect: QRect = option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = chosen and self._view.hasFocus()
        edge = look.color("ring" if focused else "accent" if chosen else "hairline")
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.setBrush(look.color("wash" if chosen else "hover" if hovered else "surface"))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 10, 10)
        inner = rect.adjusted(look.px(14), look.px(8), -look.px(14), -look.px(8))
        inner = self._paint_mark(painter, inner, row)
        self._paint_lines(painter, inner, row)
        painter.restore()

    def _paint_mark(self, painter: QPainter, rect: QRect, row: Row) -> QRect:
        if not row.mark:
            return rect
        look = self._kit.look
        font = self._fonts()[1]
        metrics = QFontMetrics(font)
        width = min(metrics.horizontalAdvance(row.mark) + look.px(16), rect.width() // 2)
        box = QRect(rect.right() - width, rect.center().y() - metrics.height() // 2 - 3, width, metrics.height() + 6)
        wash = {"accent": "wash", "quiet": "hover"}.get(row.tone, f"{row.tone}_wash")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(wash))
        painter.drawRoundedRect(QRectF(box), 5, 5)
        painter.setFont(font)
        painter.setPen(look.color("muted" if row.tone == "quiet" else row.tone))
        text = metrics.elidedText(row.mark, Qt.TextElideMode.ElideRight, width - look.px(10))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return rect.adjusted(0, 0, -width - look.px(12), 0)

    def _paint_lines(self, painter: QPainter, rect: QRect, row: Row) -> None:
        look = self._kit.look
        top = rect.top()
        for font, text, color in zip(self._fonts(), (row.title, row.line), ("text", "muted"), strict=True):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(look.color(color))
            line = QRect(rect.left(), top, rect.width(), metrics.lineSpacing())
            shown = metrics.elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            top += metrics.lineSpacing() + look.px(2)

    def _fonts(self) -> tuple[QFont, QFont]:
        title = QFont(self._view.font())
        title.setPixelSize(self._kit.look.px(14))
        title.setWeight(QFont.Weight.DemiBold)
        line = QFont(self._view.font())
        line.setPixelSize(self._kit.look.px(12.5))
        return title, line


class RowList(QListView):
    """A list of rows that keeps its choice when the rows are shown anew."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._rows = RowModel()
        self.setModel(self._rows)
        self.setItemDelegate(RowDelegate(kit, self))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setSpacing(1)
        self.setUniformItemSizes(True)
        kit.look.changed.connect(self.doItemsLayout)

    @property
    def rows(self) -> Sequence[Row]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; the same key stays chosen if it is still there, else the first."""
        key = self.chosen()
        blocked = self.selectionModel().blockSignals(True)
        self._rows.show(rows)
        keys = [row.key for row in rows]
        self.selectionModel().blockSignals(blocked)
        if rows:
            self.setCurrentIndex(self._rows.index(keys.index(key) if key in keys else 0))

    def chosen(self) -> str:
        """The key of the chosen row, or an empty text."""
        index = self.currentIndex()
        return self._rows.rows[index.row()].key if index.isValid() and index.row() < len(self._rows.rows) else ""

    def choose(self, key: str) -> None:
        """Choose the row with this key, if there is one."""
        for position, row in enumerate(self._rows.rows):
            if row.key == key:
                self.setCurrentIndex(self._rows.index(position))
                self.scrollTo(self._rows.index(position))
