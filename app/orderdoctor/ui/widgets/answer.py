"""The answer to a paste: one reason, several, or none of ours, with the neighbours beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from orderdoctor.catalog.model import Catalog, Question
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.diagnosis.evidence import Kind
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import ASK, Kit
from orderdoctor.ui.widgets.boxes import Card, Flow, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.question import QuestionCard
from orderdoctor.ui.widgets.result import Choices, ReasonCard, worth_showing
from orderdoctor.ui.widgets.text import PlainLabel, Tag

if TYPE_CHECKING:
    from orderdoctor.diagnosis.explanation import Explanation

NARROW = 720
"""Below this width, in pixels at 100 % text size, the columns stand under each other."""


class Answer(QWidget):
    """Shows a finding's verdict."""

    start = Signal(str)
    more = Signal(str)
    not_this = Signal(str)
    library = Signal()
    ask = Signal()
    """The user would rather answer questions."""

    answered = Signal(str, str)
    """The ids of a question and of its answer."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self.card = ReasonCard(kit)
        self.choices = Choices(kit)
        self._unknown = self._build_unknown()
        self._others = Choices(kit, "bare")
        self.question = QuestionCard(kit)
        left = QVBoxLayout()
        left.setSpacing(16)
        for widget in (self.card, self.choices, self._unknown):
            left.addWidget(widget)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.question)
        right.addWidget(self._others)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)  # until it is known that there is more room
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(20)
        self._columns.addLayout(left, 2)
        self._columns.addLayout(right, 1)
        self.card.start.connect(self.start)
        self.card.more.connect(self.more)
        self.card.not_this.connect(self.not_this)
        self.choices.chosen.connect(self.more)
        self._others.chosen.connect(self.more)
        self.question.answered.connect(self.answered)

    def _build_unknown(self) -> Card:
        card = Card("plain", margin=22, gap=10)
        self._unknown_tag = Tag("warning")
        self._unknown_head = PlainLabel("heading")
        self._unknown_text = PlainLabel("body")
        self._to_questions = Button(self._kit, "primary", "message-circle")
        self._to_library = Button(self._kit, "plain", "book-open")
        buttons = Flow(8)
        buttons.addWidget(self._to_questions)
        buttons.addWidget(self._to_library)
        card.box.addLayout(row(self._unknown_tag, None))
        card.box.addWidget(self._unknown_head)
        card.box.addWidget(self._unknown_text)
        card.box.addLayout(buttons)
        self._to_questions.clicked.connect(self.ask)
        self._to_library.clicked.connect(self.library)
        return card

    def show_finding(
        self, finding: Finding, catalog: Catalog, question: Question | None, answers: Mapping[str, str]
    ) -> None:
        """Show what the doctor makes of a text; question: the one to ask; answers: those so far, by question."""
        words = self._kit.words
        verdict = finding.diagnosis.verdict
        ids = [ranked.reason for ranked in finding.diagnosis.ranking]
        self.card.setVisible(verdict is Verdict.MATCH)
        self.choices.setVisible(verdict is Verdict.AMBIGUOUS)
        self._unknown.setVisible(verdict is Verdict.UNKNOWN)
        self._others.setVisible(verdict is not Verdict.AMBIGUOUS)
        self.question.setVisible(question is not None)
        if question is not None:
            self.question.show_question(question, catalog, answers.get(question.id, ""))
        self._columns.setStretch(1, 0 if verdict is Verdict.AMBIGUOUS and question is None else 1)
        self._columns.setStretch(0, 1 if question is not None else 2)
        if verdict is Verdict.MATCH:
            self.card.show_reason(finding, catalog)
            self._others.show_choices(words.tr("Less likely"), "", finding, catalog, ids[1:3])
        elif verdict is Verdict.AMBIGUOUS:
            lead = words.tr("Choose the one whose sign you see. The whole message, if you have it, tells them apart.")
            self.choices.show_choices(words.tr("Several reasons fit"), lead, finding, catalog, worth_showing(finding))
        else:
            self._show_unknown()
            self._others.show_choices(words.tr("The nearest in the library"), "", finding, catalog, ids[:3])

    def _show_unknown(self) -> None:
        words = self._kit.words
        self._unknown_tag.setText(words.tr("Not in the library"))
        self._unknown_head.setText(words.tr("This one is not in the library"))
        self._unknown_text.setText(
            words.tr(
                "Order Doctor does not guess. Paste more of the message if there is more, "
                "answer a few questions, or search the library."
            )
        )
        self._to_questions.say(words.tr("Answer a few questions"), QKeySequence(ASK))
        self._to_library.say(words.tr("Search the library"))

    def take_focus(self) -> None:
        """Put the focus where reading goes on after an answer: at the next question, else at what to do."""
        if self.question.isVisibleTo(self):
            self.question.begin()
            return
        shown = self.choices.choices() if self.choices.isVisibleTo(self) else []
        target = shown[0] if shown else self.card.start_button if self.card.isVisibleTo(self) else self._to_questions
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def in_short(self, finding: Finding, catalog: Catalog) -> str:
        """The verdict in a line, for screen readers."""
        words = self._kit.words
        if finding.diagnosis.verdict is Verdict.MATCH:
            return words.of(catalog.reasons[finding.diagnosis.ranking[0].reason].title)
        if finding.diagnosis.verdict is Verdict.AMBIGUOUS:
            return words.tr("Several reasons fit")
        return words.tr("Not in the library")

    def marks(self, finding: Finding, explanation: Explanation | None = None) -> tuple[tuple[int, int], ...]:
        """What to mark in the text: what spoke for the first reason; else codes and messages, else the telling stretch."""
        if explanation and explanation.speaking:
            return tuple(sorted(span for sign in explanation.speaking for span in sign.spans))
        pieces = finding.diagnosis.evidence
        exact = [piece for piece in pieces if piece.kind in (Kind.CODE, Kind.MESSAGE)]
        if not exact and finding.diagnosis.verdict is not Verdict.UNKNOWN:
            exact = [piece for piece in pieces if piece.kind is Kind.WORDING]
        return tuple(span for piece in exact for span in piece.spans)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get one column."""
        narrow = event.size().width() < self._kit.look.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
        super().resizeEvent(event)

