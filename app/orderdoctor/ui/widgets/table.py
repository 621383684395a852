"""Tables of words and numbers: read by a screen reader cell by cell, and copied as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from orderdoctor.ui.kit import Kit

Index = QModelIndex | QPersistentModelIndex
WORDS = 180
"""Pixels at 100 % text size that are enough for the words of the first column: they wrap."""

ROOM = 22
"""Pixels at 100 % text size between columns."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TableModel(QAbstractTableModel):
    """The cells of a table: what a row is about stands in its first cell."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit; begin empty."""
        super().__init__()
        self._kit = kit
        self.heads: Sequence[str] = ()
        self.rows: Sequence[Sequence[str]] = ()

    def show(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show another table."""
        self.beginResetModel()
        self.heads, self.rows = heads, rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Called by Qt."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Called by Qt."""
        return 0 if parent is not None and parent.isValid() else len(self.heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Called by Qt."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() else _LEFT
        text = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column():
            said = self._kit.words.tr("{state}: {n}").format(state=self.heads[index.column()], n=text)
            return f"{self.rows[index.row()][0]} · {said}"
        return text if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Called by Qt."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.heads):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        return self.heads[section] if role == Qt.ItemDataRole.DisplayRole else None


class Table(QTableView):
    """A table as high as its rows. Ctrl+C copies it all, for a spreadsheet."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._cells = TableModel(kit)
        self.setModel(self._cells)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(kit.look.px(24))
        copy = QAction(self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        kit.look.changed.connect(self.fit)

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """What is shown."""
        return self._cells.rows

    @property
    def heads(self) -> Sequence[str]:
        """What stands above the columns."""
        return self._cells.heads

    def show_table(self, name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show a table; name: what it is called."""
        self.setAccessibleName(name)
        self._cells.show(heads, rows)
        self.fit()

    def text(self) -> str:
        """The table as lines of cells with tabs between them."""
        return "\n".join("\t".join(row) for row in (self.heads, *self.rows)) + "\n"

    def copy(self) -> None:
        """Put the table into the clipboard."""
        QGuiApplication.clipboard().setText(self.text())

    def fit(self) -> None:
        """Give the first column the room that the numbers leave, and be as high as the rows are then."""
        widths = [self._wanted(column) for column in range(len(self.heads))]
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        if widths:
            least = min(widths[0], self._kit.look.px(WORDS))
            self.setColumnWidth(0, max(least, self.viewport().width() - sum(widths[1:])))
        self.resizeRowsToContents()
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 4
        if self.horizontalScrollBar().maximum() > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        if height != self.height():
            self.setFixedHeight(height)

    def _wanted(self, column: int) -> int:
        """As wide as the widest text of a column, with room before numbers."""
        cells = max((self.fontMetrics().horizontalAdvance(row[column]) for row in self.rows), default=0)
        font = QFont(self.font())  # as window.qss writes what stands above the columns
        font.setPixelSize(self._kit.look.px(12.5))
        font.setWeight(QFont.Weight.DemiBold)
        head = QFontMetrics(font).horizontalAdvance(self.heads[column])
        return max(cells, head) + self._kit.look.px(ROOM)

    @property
    def wanted(self) -> int:
        """The width at which no column is cut, in pixels; the words of the first one may wrap."""
        widths = [self._wanted(column) for column in range(len(self.heads))]
        return min(widths[0], self._kit.look.px(WORDS)) + sum(widths[1:]) if widths else 0

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: columns that find no room are scrolled to."""
        return QSize(self._kit.look.px(160), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: texts wrap anew."""
        super().resizeEvent(event)
        self.fit()
