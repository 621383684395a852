"""Result: one reason in full, why we think so, what else it could be, and the question that would make it surer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.explaining import explanation_lines
from orderdoctor.phrasing import capital, certainty, evidence_text, joined
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.telling import certainty_tone, signs
from orderdoctor.ui.widgets.boxes import Card, clear, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.question import QuestionCard
from orderdoctor.ui.widgets.reason import ReasonView
from orderdoctor.ui.widgets.result import Choices
from orderdoctor.ui.widgets.text import PlainLabel, Tag

NARROW = 820


class ResultPage(Page):
    """Shows a reason of a finding; the fix starts here too."""

    start = Signal(object, str, str)
    """A finding, a reason's id, a solution's id."""
    back = Signal()
    changed = Signal(object)
    """The finding, after an answer."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        """Take the kit and the desk."""
        super().__init__(kit, desk)
        self._finding: Finding | None = None
        self._reason = ""
        self._question = ""
        self._answered_last = ""
        self._before = ""
        self.from_questions = False
        """Whether the way back leads to the questions."""
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
        self._told = column(2)
        self._why.box.addLayout(self._told)
        self._against = column(2)
        self._against_head = PlainLabel("strong")
        self._why.box.addWidget(self._against_head)
        self._why.box.addLayout(self._against)
        self._news = Card("wash", margin=14, gap=6)
        self._news_text = PlainLabel("body")
        self._change = Button(kit, "plain", "pencil")
        self._news.box.addWidget(self._news_text)
        self._news.box.addLayout(row(self._change, None))
        self.card = QuestionCard(kit)
        self._view = ReasonView(kit)
        self._others = Choices(kit, "bare")
        for widget in (self._news, self._why):
            self.body.box.addWidget(widget)
        self._columns = self._beside_each_other()
        self.body.box.addWidget(self._others)
        self.body.box.addStretch(1)
        self._back.clicked.connect(self.back)
        self._view.start.connect(self._start)
        self._others.chosen.connect(self._show_other)
        self._change.clicked.connect(self._ask_again)
        self.card.answered.connect(self._answered)
        kit.look.changed.connect(self._say_again)
        self.retranslate()

    def _beside_each_other(self) -> QBoxLayout:
        """The reason and the question: beside each other, or the question on top where there is no room."""
        holder = QWidget()
        columns = QBoxLayout(QBoxLayout.Direction.BottomToTop, holder)  # until it is known that there is more room
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(20)
        columns.addWidget(self._view, 3, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self.card, 2, Qt.AlignmentFlag.AlignTop)
        self.body.box.addWidget(holder)
        return columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get one column."""
        narrow = event.size().width() < self.kit.look.px(NARROW)
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
            self.body.updateGeometry()
        super().resizeEvent(event)

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    def show_finding(self, finding: Finding, reason: str, from_questions: bool = False) -> None:
        """Show one reason of a finding; from_questions: whether the way back leads to the questions."""
        self._finding, self._reason, self.from_questions = finding, reason, from_questions
        self._before = self._answered_last = ""
        self._show_next()

    def _show_next(self) -> None:
        question = self.desk.question(self._finding) if self._finding else None
        self._question = question.id if question else ""
        self.body.verticalScrollBar().setValue(0)
        self.retranslate()

    def _show_other(self, reason: str) -> None:
        if self._finding:
            self.show_finding(self._finding, reason, self.from_questions)
            self.entered()

    def _answered(self, question: str, answer: str) -> None:
        """An answer may put another reason first: that one is shown then."""
        if self._finding is None:
            return
        before = self._finding.diagnosis.top
        after = self.desk.answer(self.desk.still_kept(self._finding), question, answer)
        self._finding = self.desk.keep(after, self.kit.words)
        top = self._finding.diagnosis.top
        self._before = before.reason if before and top and top.reason != before.reason else ""
        self._reason = top.reason if top else self._reason
        self._answered_last = question
        self._show_next()
        self.entered()
        announce(self, self._news_text.text())
        self.changed.emit(self._finding)

    def _ask_again(self) -> None:
        self._question = self._answered_last
        self.retranslate()
        self.card.begin()

    def _start(self, reason: str, solution: str) -> None:
        if self._finding:
            self.start.emit(self._finding, reason, solution)

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        to_questions = words.tr("Back to the questions")
        self._back.say(to_questions if self.from_questions else words.tr("Back to the message"))
        finding, catalog = self._finding, self.desk.catalog
        if finding is None or catalog is None:
            self._title(words.tr("Result"))
            return
        reason = catalog.reasons[self._reason]
        likely = {ranked.reason: ranked.probability for ranked in finding.diagnosis.ranking}
        self._title(words.of(reason.title))
        self._sure.setText(capital(certainty(likely.get(self._reason, 0.0), words)))
        self._sure.tone(certainty_tone(likely.get(self._reason, 0.0)))
        self._id.setText(self._reason)
        self._why_head.setText(words.tr("What speaks for it"))
        self._against_head.setText(words.tr("What speaks against it"))
        priors = self.desk.doctor.priors if self.desk.doctor else {}
        speaking, against = signs(finding.diagnosis, self._reason, priors)
        named = [[evidence_text(piece, finding.text, catalog, words) for piece in pieces] for pieces in (speaking, against)]
        for lines, head, texts in zip((self._why_lines, self._against), (self._why_head, self._against_head), named, strict=True):
            head.setVisible(bool(texts))
            self._list_signs(lines, texts)
        explanation = self.desk.explanation(finding, self._reason)
        told = explanation_lines(explanation, finding.text, catalog, words, [*named[0], *named[1]]) if explanation else []
        self._list_signs(self._told, told)
        self._why.setVisible(bool(speaking or against or told))
        self._say_news(finding, catalog)
        question = catalog.questions.get(self._question)
        self.card.setVisible(question is not None)
        if question is not None:
            self.card.show_question(question, catalog, dict(finding.inquiry.answers).get(question.id, ""))
        self._view.show_reason(reason, catalog, words, finding.diagnosis.system, with_start=True)
        others = [r.reason for r in finding.diagnosis.ranking if r.reason != self._reason][:3]
        self.arranged.emit()
        self._others.show_choices(words.tr("What else it could be"), "", finding, catalog, others)

    def _list_signs(self, lines: QVBoxLayout, texts: Iterable[str]) -> None:
        clear(lines)
        for text in texts:
            label = PlainLabel("body")
            label.setText(capital(text))
            lines.addWidget(label)

    def _say_news(self, finding: Finding, catalog: Catalog) -> None:
        """What the latest answer changed."""
        words = self.kit.words
        self._change.say(words.tr("Change the answer"))
        self._news.setVisible(bool(self._answered_last))
        before = catalog.reasons.get(self._before)
        if before is not None:
            text = words.tr("Your answer changed the ranking: this reason comes first now. Before, it was: {title}.")
            self._news_text.setText(text.format(title=words.of(before.title)))
        else:
            self._news_text.setText(words.tr("Your answer counts. This reason still comes first."))
        if finding.diagnosis.verdict is Verdict.UNKNOWN:
            rest = words.tr("But it may well be something that is not in the library.")
            self._news_text.setText(joined((self._news_text.text(), rest), words))
