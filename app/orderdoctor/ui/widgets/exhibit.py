"""A chart with its legend, and the table with the same numbers beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.chart import Bar, Chart, Part, Swatch
from orderdoctor.ui.widgets.table import Table
from orderdoctor.ui.widgets.text import PlainLabel

NARROW = 760
"""Below this width, in pixels at 100 % text size, the table stands below the chart."""


class Exhibit(Card):
    """Numbers to look at, to hear and to copy."""

    def __init__(self, kit: Kit, chart: Chart) -> None:
        """Take the kit and the chart."""
        super().__init__("plain", margin=16, gap=10)
        self._kit = kit
        self.chart = chart
        self.table = Table(kit)
        self.copy_button = Button(kit, "quiet", "copy")
        self._head = PlainLabel("heading")
        self._legend = Flow(14)
        self._told = PlainLabel("muted")
        self._note = PlainLabel("small")
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addLayout(self._legend)
        left.addWidget(self._told)
        left.addWidget(chart)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(6)
        right.addWidget(self.table)
        right.addWidget(self._note)
        right.addLayout(row(self.copy_button, None))
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.box.addWidget(self._head)
        self.box.addLayout(self._columns)
        chart.pointed.connect(self._told.setText)
        self.copy_button.clicked.connect(self._copy)

    def show_numbers(
        self,
        title: str,
        parts: Sequence[tuple[Part, str]],
        bars: Sequence[Bar],
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        note: str = "",
    ) -> None:
        """Show numbers; parts: with what the legend says of each; note: what is to be known about the table."""
        words = self._kit.words
        self._head.setText(title)
        clear(self._legend)
        for part, said in parts:
            self._legend.addWidget(self._entry(part, said))
        summary = " · ".join(said for _, said in parts)
        hint = words.tr("The arrow keys go from one to the next. The table beside it has the same numbers.")
        self.chart.show_bars(
            words.tr("Chart: {title}").format(title=title), f"{summary}. {hint}", [part for part, _ in parts], bars
        )
        here = self.chart.current
        self._told.setText(
            bars[here].spoken if 0 <= here < len(bars) else words.tr("Point at a bar, or use the arrow keys in the chart.")
        )
        self.table.show_table(words.tr("Table: {title}").format(title=title), heads, rows)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.copy_button.say(words.tr("Copy the table"))
        self.copy_button.setAccessibleDescription(title)
        self._arrange()

    def _entry(self, part: Part, said: str) -> QWidget:
        entry = QWidget()
        label = PlainLabel("muted", wrap=False)
        label.setText(said)
        entry.setLayout(row(Swatch(self._kit, part), label, gap=6))
        return entry

    def _copy(self) -> None:
        self.table.copy()
        copied = self._kit.words.tr("Copied")
        self.copy_button.say(copied)
        announce(self, copied)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get the table below the chart."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        """The table stands beside the chart where both have room, else below it."""
        margins = self.box.contentsMargins()
        half = (self.width() - margins.left() - margins.right() - self._columns.spacing()) // 2
        narrow = self.width() < self._kit.look.px(NARROW) or half < self.table.wanted
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
