"""Ask: one question a page, until the reason is clear or nothing more is worth asking. Every answer is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from orderdoctor.cases.events import HandedOver
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import STRANGE, Verdict
from orderdoctor.diagnosis.pointing import WAY
from orderdoctor.phrasing import joined, one_line
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.pages.base import Page
from orderdoctor.ui.widgets.asked import AnswerList, Contradiction, Running
from orderdoctor.ui.widgets.boxes import Card, Flow, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.handover import HandoverCard
from orderdoctor.ui.widgets.notes import NoteBar
from orderdoctor.ui.widgets.question import QuestionCard
from orderdoctor.ui.widgets.result import Choices, worth_showing
from orderdoctor.ui.widgets.text import PlainLabel

NARROW = 820
CLEAR = 0.5
"""A reason that is less likely than this is not shown as the result, but as one of several."""

NEAREST = 3


class AskPage(Page):
    """Asks the questions of one inquiry."""

    found = Signal(object, str)
    """A finding and its likeliest reason: there is a result."""
    more = Signal(object, str)
    """A finding and a reason to read about."""
    message = Signal(object)
    """A finding: the user has a message after all, or goes back to it."""
    changed = Signal(object)
    """The finding, after an answer."""
    way = Signal()
    """Where the user pointed on the order's way is to be changed."""
    library = Signal()

    def __init__(self, kit: Kit, desk: Desk, notes: NoteBar) -> None:
        """Take the kit, the desk and the note bar that offers Undo."""
        super().__init__(kit, desk)
        self._notes = notes
        self._finding: Finding | None = None
        self._current = ""
        self._build()
        self._connect()
        self.retranslate()

    # --- building

    def _build(self) -> None:
        self._back = Button(self.kit, "quiet", "arrow-left")
        self._on = Button(self.kit, "quiet", "arrow-right", end_icon=True)
        self._message = Button(self.kit, "quiet", "clipboard-paste")
        ways = Flow(8)
        for button in (self._back, self._on, self._message):
            ways.addWidget(button)
        self.head.insertLayout(0, ways)
        self.card = QuestionCard(self.kit)
        self._contradiction = Contradiction(self.kit)
        self._end = self._build_end()
        left = QVBoxLayout()
        left.setSpacing(12)
        for part in (self._contradiction, self.card, self._end):
            left.addWidget(part)
        left.addStretch(1)
        self._running = Running(self.kit)
        self.answers = AnswerList(self.kit)
        right = QVBoxLayout()
        right.setSpacing(16)
        self._now = Button(self.kit, "plain", "flag")
        right.addWidget(self._running)
        right.addLayout(row(self._now, None))
        right.addWidget(self.answers)
        right.addStretch(1)
        holder = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom, holder)  # until it is known that there is more room
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(20)
        self._columns.addLayout(left, 2)
        self._columns.addLayout(right, 1)
        self.body.box.addWidget(holder)
        self.body.box.addStretch(1)

    def _build_end(self) -> Card:
        card = Card("plain", margin=22, gap=10)
        self._end_head = PlainLabel("heading")
        self._end_text = PlainLabel("body")
        self._nearest = Choices(self.kit, "bare")
        self._ask_on = Button(self.kit, "plain", "message-circle")
        self._handover = HandoverCard(self.kit)
        self._paste = Button(self.kit, "primary", "clipboard-paste")
        self._to_library = Button(self.kit, "plain", "book-open")
        self._hand_over = Button(self.kit, "plain", "send")
        buttons = Flow(8)
        for button in (self._paste, self._ask_on, self._to_library, self._hand_over):
            buttons.addWidget(button)
        for part in (self._end_head, self._end_text, self._nearest):
            card.box.addWidget(part)
        card.box.addLayout(buttons)
        card.box.addWidget(self._handover)
        return card

    def _connect(self) -> None:
        self._message.clicked.connect(self._to_message)
        self._paste.clicked.connect(self._to_message)
        self._to_library.clicked.connect(self.library)
        self._hand_over.clicked.connect(self._hand)
        self._back.clicked.connect(self.back)
        self._on.clicked.connect(self._go_on)
        self._ask_on.clicked.connect(self._go_on)
        self._now.clicked.connect(self.show_now)
        self.card.answered.connect(self._answered)
        self.answers.change.connect(self._change)
        self._contradiction.change.connect(self._change)
        self._nearest.chosen.connect(self._read)
        for keys in (QKeySequence("Alt+Left"), QKeySequence("Backspace")):
            action = QAction(self)
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(self.back)
            self.addAction(action)
        self.kit.look.changed.connect(self._say_again)

    # --- what is asked

    @property
    def finding(self) -> Finding | None:
        """What is being asked about; None if nothing is."""
        return self._finding

    def show_finding(self, finding: Finding) -> None:
        """Ask about a finding: its next question, or its result if nothing more is worth asking."""
        self._finding = finding
        self._advance()

    def return_to(self, finding: Finding) -> None:
        """Have the questions of a finding here again when the page is shown, without going on to its result."""
        self._finding = finding
        asked = self._asked()
        self._current = self._next() or (asked[-1] if asked else "")

    def let_go(self) -> None:
        """The inquiry is over: the next one begins anew."""
        self._finding = None
        self._current = ""

    def entered(self) -> None:
        """The page is shown: reading begins at the question."""
        if self._finding is not None:
            self._finding = self.desk.still_kept(self._finding)
            self.retranslate()
        if self._current:
            self.card.begin()
        else:
            super().entered()

    def _asked(self) -> list[str]:
        """The questions that were answered and that the library still has."""
        catalog = self.desk.catalog
        if self._finding is None or catalog is None:
            return []
        return [question for question, _ in self._finding.inquiry.answers if question in catalog.questions]

    def _next(self) -> str:
        question = self.desk.question(self._finding) if self._finding else None
        return question.id if question else ""

    def _advance(self) -> None:
        question = self._next()
        if question or not self._is_clear():
            self._show(question)
        else:
            self._show_result()

    def _is_clear(self) -> bool:
        diagnosis = self._finding.diagnosis if self._finding else None
        if diagnosis is None or diagnosis.top is None:
            return False
        ambiguous = diagnosis.verdict is Verdict.AMBIGUOUS and diagnosis.top.probability >= CLEAR
        return diagnosis.verdict is Verdict.MATCH or ambiguous

    def _show_result(self) -> None:
        if self._finding is not None and self._finding.diagnosis.top is not None:
            self.found.emit(self._finding, self._finding.diagnosis.top.reason)

    def _show(self, question: str) -> None:
        """Show a question, or the end of the questions if there is none."""
        self._current = question
        self.body.verticalScrollBar().setValue(0)
        self.retranslate()
        if question:
            self.card.begin()
        else:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self._end_head.text())

    # --- what the user does

    def _answered(self, question: str, answer: str) -> None:
        if self._finding is None:
            return
        after = self.desk.answer(self.desk.still_kept(self._finding), question, answer)
        self._notes.outdate(self._take_back)
        kept = self.desk.keep(after, self.kit.words)
        self.changed.emit(kept)
        self.show_finding(kept)

    def back(self) -> None:
        """Go to the question before this one; its answer stays, and so do those after it."""
        asked = self._asked()
        position = asked.index(self._current) if self._current in asked else len(asked)
        if position > 0:
            self._show(asked[position - 1])

    def _go_on(self) -> None:
        """Leave an answer as it is."""
        asked = self._asked()
        position = asked.index(self._current) if self._current in asked else len(asked)
        if position + 1 < len(asked):
            self._show(asked[position + 1])
        else:
            self._advance()

    def show_now(self) -> None:
        """End the questions early: show what fits best by now."""
        if self._is_clear():
            self._show_result()
        else:
            self._show("")

    def _change(self, question: str) -> None:
        if question == WAY:
            self.way.emit()
        else:
            self._show(question)

    def _read(self, reason: str) -> None:
        if self._finding is not None:
            self.more.emit(self._finding, reason)

    def _to_message(self) -> None:
        if self._finding is not None:
            self.message.emit(self._finding)

    def _hand(self) -> None:
        if self._finding is None:
            return
        self._finding = self.desk.keep(self.desk.still_kept(self._finding), self.kit.words)
        if self._finding.case and self.desk.record(self._finding.case, HandedOver("", "")):
            self._notes.tell(
                lambda: self.kit.words.tr("Handed over"), lambda: self.kit.words.tr("Undo"), self._take_back
            )
            self.retranslate()
            self._handover.copy_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self) -> None:
        if self._finding is not None and self._finding.case:
            self.desk.undo(self._finding.case)
            self.retranslate()

    # --- words and width

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        words = self.kit.words
        finding, catalog = self._finding, self.desk.catalog
        self._back.say(words.tr("Back"), QKeySequence("Alt+Left"))
        self._on.say(words.tr("Keep this answer"))
        self._now.say(words.tr("Show what fits best now"))
        self._to_library.say(words.tr("Search the library"))
        self._hand_over.say(words.tr("Hand over to someone else"))
        pasted = one_line(finding.text, 90) if finding else ""
        to_message = words.tr("Back to the message") if pasted else words.tr("I have a message after all")
        self._message.say(to_message)
        self._paste.say(words.tr("Add to the message") if pasted else words.tr("Paste a message"))
        lead = words.tr("The message counts too: “{text}”").format(text=pasted) if pasted else ""
        self._title(words.tr("Describe what you see"), lead)
        if finding is None or catalog is None:
            return
        asked, known = self._asked(), dict(finding.inquiry.answers)
        question = catalog.questions.get(self._current)
        self.card.setVisible(question is not None)
        self._end.setVisible(question is None)
        if question is not None:
            self.card.show_question(question, catalog, known.get(question.id, ""))
        else:
            self._say_end(finding)
        self._contradiction.show_pairs(self.desk.contradictions(finding), finding.text, catalog)
        self._running.show_finding(finding, catalog, self.desk.in_the_running(finding))
        self._running.setVisible(question is not None)
        shown = [(q, a) for q, a in finding.inquiry.answers if q == WAY or q in asked]
        self.answers.show_answers(shown, catalog)
        self._back.setVisible(bool(asked) and self._current != asked[0])
        self._on.setVisible(self._current in asked)
        self._now.setVisible(question is not None and self._has_evidence(finding))
        self.arranged.emit()

    @staticmethod
    def _has_evidence(finding: Finding) -> bool:
        return bool(finding.text.strip()) or any(answer != UNKNOWN for _, answer in finding.inquiry.answers)

    def _say_end(self, finding: Finding) -> None:
        words, catalog = self.kit.words, self.desk.catalog
        if catalog is None:
            return
        ids = worth_showing(finding)
        kept = words.tr("Your answers are kept.") if finding.case else ""
        several = finding.diagnosis.verdict is Verdict.AMBIGUOUS
        if several:
            head, text = words.tr("Several reasons fit"), words.tr("Choose the one whose sign you see.")
        elif finding.diagnosis.none >= STRANGE:
            head = words.tr("Nothing in the library fits")
            text = words.tr(
                "Order Doctor does not guess. A message, even a part of one, says more than answers. "
                "You can change an answer, or let someone else look."
            )
        else:
            head = words.tr("The answers do not lead to a reason yet")
            text = words.tr(
                "There is too little to go by. A message, even a part of one, says more than answers. "
                "You can change an answer, or let someone else look."
            )
        self._end_head.setText(head)
        self._end_text.setText(joined((text, kept), words))
        nearest = words.tr("The likeliest reasons") if several else words.tr("The nearest in the library")
        if not self._has_evidence(finding):
            nearest = words.tr("What people meet most often")
        self._nearest.show_choices(nearest, "", finding, catalog, ids if several else ids[:NEAREST])
        self._ask_on.say(words.tr("Go on with the questions"))
        self._ask_on.setVisible(bool(self._next()))
        case = self.desk.case(finding.case) if finding.case else None
        handed_over = case is not None and case.state == "handed-over"
        self._handover.setVisible(handed_over)
        self._hand_over.setVisible(not handed_over)
        if case is not None and handed_over:
            self._handover.show_case(case, finding.diagnosis, catalog)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt: digits answer the question wherever the focus is on the page."""
        if not self._current or not self.card.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Called by Qt: narrow windows get one column."""
        narrow = event.size().width() < self.kit.look.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)
            self.body.updateGeometry()
        super().resizeEvent(event)
