"""Reminds of cases whose wait is over while the program runs: a calm note, no dialogue, once for each case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.notes import NoteBar

if TYPE_CHECKING:
    from orderdoctor.cases.summary import CaseSummary

PAUSE = 30_000
"""Milliseconds between looks at the clock."""

MOST = 200
"""Cases that are due at once and looked at."""


class Reminder(QObject):
    """Looks now and then which cases are due. Those that are due at the start stand on Diagnose; no note tells of them."""

    resume = Signal(str)
    """The user goes on with a case."""

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar) -> None:
        """Take the kit, the desk, and the note bar."""
        super().__init__()
        self._kit = kit
        self._desk = desk
        self._notes = notes
        self._due: frozenset[str] = frozenset()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Begin to look; what is due already is no news."""
        self._due = frozenset(summary.id for summary in self._cases())
        self._timer.start()

    def stop(self) -> None:
        """Look no more: the window is closed."""
        self._timer.stop()

    def look(self) -> None:
        """Tell of what has become due since the last look; wait while another note offers something."""
        if self._notes.isVisible():
            return
        due = self._cases()
        ids = frozenset(summary.id for summary in due)
        new = [summary for summary in due if summary.id not in self._due]
        if ids != self._due:
            self._due = ids
            self._desk.cases_changed.emit()  # the lists say "due now" of others
        if new:
            self._tell(new)

    def _cases(self) -> list[CaseSummary]:
        if not self._desk.cases.counts().due:
            return []
        now = self._desk.now()
        waiting = self._desk.cases.cases(states=("waiting",), limit=MOST)
        return [summary for summary in waiting if summary.is_due(now)]

    def _tell(self, due: list[CaseSummary]) -> None:
        first = due[0]

        def say() -> str:
            from orderdoctor.ui.telling import case_name

            words = self._kit.words
            text = words.trn("Due now: {case}", "{n} cases are due now. The first: {case}", len(due))
            return text.format(n=len(due), case=case_name(first, self._desk.catalog, words, self._desk.answers_in(first)))

        def go_on() -> str:
            return self._kit.words.tr("Go on")

        self._notes.tell(say, go_on, lambda: self.resume.emit(first.id), undoes=False)
