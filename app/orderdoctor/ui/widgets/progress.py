"""How far a case is: the fix, the steps done, the minutes left, a bar."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from orderdoctor.phrasing import effort
from orderdoctor.ui.fixing import Fixing
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import row
from orderdoctor.ui.widgets.text import PlainLabel


class Progress(QWidget):
    """The line and the bar under the heading."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._way = PlainLabel("muted")
        self._status = PlainLabel("muted", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        line = self._line = row(self._way, self._status, gap=16)
        line.setStretch(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(line)
        box.addWidget(self._bar)

    def stack(self, narrow: bool) -> None:
        """Let the steps stand beside the fix, or under it where there is no room for both."""
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if narrow else beside)
        self._line.setSpacing(0 if narrow else 16)

    @property
    def text(self) -> str:
        """What is said of it."""
        return self._status.text()

    def show_case(self, fixing: Fixing, waiting: str) -> None:
        """Show how far it is; waiting: until when the case waits, in words, or empty."""
        case = fixing.case
        if case is None:
            return
        words = self._kit.words
        total, left = len(fixing.agenda.items), fixing.open_items
        self._way.setText(words.of(fixing.fixes[0][1].title))
        self._bar.setRange(0, total)
        self._bar.setValue(case.steps_done)
        parts = [words.tr("{done} of {total} steps done").format(done=case.steps_done, total=total)]
        if waiting:
            parts.append(waiting)
        elif left and case.outcome is None and case.state == "open":
            minutes = fixing.agenda.whole_minutes
            time = effort(max(1, sum(minutes[item.key] for item in left)), words)
            text = words.tr("{time} in all") if len(left) == total else words.tr("{time} left")
            parts.append(text.format(time=time))
        self._status.setText(" · ".join(parts))
        self._bar.setAccessibleName(self._status.text())
