"""Where to go on: the cases that are not finished, each a click away, and a click to drop one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.catalog.model import Catalog
from orderdoctor.phrasing import capital, one_line
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.telling import last_said
from orderdoctor.ui.widgets.boxes import clear, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.text import PlainLabel


class Unfinished(QWidget):
    """Lists cases to go on with."""

    resume = Signal(str)
    drop = Signal(str)

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._head = PlainLabel("overline")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._head)
        box.addLayout(self._list)

    def show_cases(self, cases: list[Case], now: datetime, catalog: Catalog) -> None:
        """Show these cases; nothing at all if there are none. Those whose wait is over now say so."""
        words = self._kit.words
        self._head.setText(words.tr("Go on where you stopped"))
        clear(self._list)
        for case in cases:
            choice = Choice(self._kit, case.id, "body")
            choice.say_both(self._line(case, catalog), capital(words.tr("due now")) if case.is_due(now) else "")
            choice.clicked.connect(self._resumed)
            drop = Button(self._kit, "icon", "trash")
            drop.say(words.tr("Delete case {number}").format(number=case.number))
            drop.setProperty("case", case.id)
            drop.clicked.connect(self._dropped)
            line = row(choice, drop)
            line.setStretch(0, 1)
            self._list.addLayout(line)
        self.setVisible(bool(cases))

    def _line(self, case: Case, catalog: Catalog) -> str:
        words = self._kit.words
        reason = catalog.reasons.get(case.reason or "")
        title = case.own_title or (words.of(reason.title) if reason else case.title or one_line(case.text, 60))
        if case.reason is not None:
            return words.tr("Case {number}: {title} ({done} of {total} steps done)").format(
                number=case.number, title=title, done=case.steps_done, total=case.steps_total
            )
        answered = len(case.answers)
        asked = words.trn("Questions, {n} answered", "Questions, {n} answered", answered).format(n=answered)
        parts = (asked if answered else "", title or last_said(case.answers, catalog, words))
        title = " · ".join(filter(None, parts)) or words.tr("Questions")
        return words.tr("Case {number}: {title}").format(number=case.number, title=title)

    def _resumed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self.resume.emit(sender.key)

    def _dropped(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.drop.emit(str(sender.property("case")))
