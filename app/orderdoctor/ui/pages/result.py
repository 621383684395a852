"""Result: one reason in full, why we think so, and what else it could be."""

from __future__ import annotations

from PySide6.QtCore import Signal

from orderdoctor.diagnosis.evidence import Kind
from orderdoctor.phrasing import capital, certainty, evidence_text
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.widgets.boxes import Card, clear, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.reason import ReasonView
from orderdoctor.ui.widgets.result import Choices
from orderdoctor.ui.widgets.text import PlainLabel, Tag


class ResultPage(Page):
    """Shows a reason of a finding; the fix starts here too."""

    start = Signal(object, str, str)
    """A finding, a reason's id, a solution's id."""
    back = Signal()

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__(kit, desk)
        self._finding: Finding | None = None
        self._reason = ""
        self._back = Button(kit, "quiet", "arrow-left")
        self._sure = Tag("accent")
        self._id = PlainLabel("small", wrap=False)
        self.head.insertLayout(0, row(self._back, None))
        self.head.addLayout(row(self._sure, self._id, None, gap=12))
        self._why = Card("soft", margin=14, gap=4)
        self._why_head = PlainLabel("strong")
        self._why_lines = column(2)
        self._why.box.addWidget(self._why_head)
        self._why.box.addLayout(self._why_lines)
        self._view = ReasonView(kit)
        self._others = Choices(kit, "bare")
        for widget in (self._why, self._view, self._others):
            self.body.box.addWidget(widget)
        self.body.box.addStretch(1)
        self._back.clicked.connect(self.back)
        self._view.start.connect(self._start)
        self._others.chosen.connect(self._show_other)
        kit.look.changed.connect(self._say_again)
        self.retranslate()

    def show_finding(self, finding: Finding, reason: str) -> None:
        """Show one reason of a finding."""
        self._finding, self._reason = finding, reason
        self.body.verticalScrollBar().setValue(0)
        self.retranslate()

    def _show_other(self, reason: str) -> None:
        if self._finding:
            self.show_finding(self._finding, reason)
            self.entered()

    def _start(self, reason: str, solution: str) -> None:
        if self._finding:
            self.start.emit(self._finding, reason, solution)

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        self._back.say(words.tr("Back to the message"))
        finding, catalog = self._finding, self.desk.catalog
        if finding is None or catalog is None:
            self._title(words.tr("Result"))
            return
        reason = catalog.reasons[self._reason]
        likely = {ranked.reason: ranked.probability for ranked in finding.diagnosis.ranking}
        self._title(words.of(reason.title))
        self._sure.setText(capital(certainty(likely.get(self._reason, 0.0), words)))
        self._id.setText(self._reason)
        self._why_head.setText(words.tr("What speaks for it"))
        clear(self._why_lines)
        for line in self._signs():
            label = PlainLabel("body")
            label.setText(line)
            self._why_lines.addWidget(label)
        self._why.setVisible(self._why_lines.count() > 0)
        self._view.show_reason(reason, catalog, words, finding.diagnosis.system, with_start=True)
        others = [r.reason for r in finding.diagnosis.ranking if r.reason != self._reason][:3]
        self.arranged.emit()
        self._others.show_choices(words.tr("What else it could be"), "", finding, catalog, others)

    def _signs(self) -> list[str]:
        finding, catalog = self._finding, self.desk.catalog
        if finding is None or catalog is None:
            return []
        speaking = [piece for piece in finding.diagnosis.evidence if piece.of(self._reason) > piece.others]
        if any(piece.kind in (Kind.CODE, Kind.MESSAGE) for piece in speaking):
            speaking = [piece for piece in speaking if piece.kind is not Kind.WORDING]
        return [capital(evidence_text(piece, finding.text, catalog, self.kit.words)) for piece in speaking]
