"""A question with its answers as large buttons: a click or a digit answers it, and *I don't know* is always there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Question
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.phrasing import effort, joined
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.look import ICON_SIZE
from orderdoctor.ui.widgets.boxes import Card, clear
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import Heading, PlainLabel

WORTH_SAYING = 2
"""From so many minutes on it is said how long an answer takes."""


class AnswerButton(Button):
    """One answer: the digit that gives it, its text, a line below it, and a mark if it was given. key: the answer's id."""

    def __init__(self, kit: Kit, key: str, digit: str) -> None:
        """Take the kit, the answer's id, and the digit."""
        super().__init__(kit, "answer")
        self.key = key
        self._title = PlainLabel("strong")
        self._line = PlainLabel("muted")
        self._digit = PlainLabel("key", wrap=False)
        self._digit.setText(digit)
        self._digit.setProperty("tag", "key")
        self._mark = PlainLabel(wrap=False)
        for label in (self._title, self._line, self._digit, self._mark):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(14, 6, 14, 6)
        self._box.setSpacing(12)
        self._box.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addLayout(texts, 1)
        self._box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._digit.setVisible(bool(digit))  # not before it has a parent: it would be a window of its own
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say_answer(self, text: str, line: str, given: bool) -> None:
        """Set the texts; given: whether this is the answer so far."""
        words = self._kit.words
        self._title.setText(text)
        self._line.setText(line)
        self._line.setVisible(bool(line))
        self.setCheckable(given)
        self.setChecked(given)
        self._mark.setVisible(given)
        if given:
            self._mark.setPixmap(self._kit.look.pixmap("check", "accent", ICON_SIZE))
        self.setAccessibleName(joined([_stop(text), line], words) if line else text)
        self.setAccessibleDescription(words.tr("Your answer so far") if given else "")

    def hasHeightForWidth(self) -> bool:
        """Called by Qt: the texts wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Called by Qt: as high as its texts need."""
        return max(self._box.heightForWidth(width), self._kit.look.px(42))

    def sizeHint(self) -> QSize:
        """Called by Qt: as its texts need."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Called by Qt: as narrow as the longest word."""
        return self._box.minimumSize()


class QuestionCard(Card):
    """Asks one question. Digits answer it, 0 and ? mean *I don't know*, the arrows walk the answers."""

    answered = Signal(str, str)
    """The ids of the question and of the answer."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("plain", margin=22, gap=8)
        self._kit = kit
        self._told = ""
        self.question: Question | None = None
        self.heading = Heading("heading")
        self.heading.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._why = PlainLabel("muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.box.addWidget(self.heading)
        self.box.addWidget(self._why)
        self.box.addSpacing(4)
        self.box.addLayout(self._list)

    def show_question(self, question: Question, catalog: Catalog, given: str = "") -> None:
        """Show a question; given: the id of the answer that was given before, or empty."""
        words = self._kit.words
        focused = next((button.key for button in self.buttons() if button.hasFocus()), None)
        same = self.question is not None and self.question.id == question.id
        self.question = question
        self.heading.setText(plain(words.of(question.ask), catalog.labels, words))
        why = words.tr("Why we ask: {why}").format(why=words.of(question.why))
        time = ""
        if question.minutes >= WORTH_SAYING:
            time = words.tr("To find out takes {time}.").format(time=effort(question.minutes, words))
        self._why.setText(joined((why, time), words))
        clear(self._list)
        for number, answer in enumerate(question.answers, 1):
            digit = str(number) if number <= len("123456789") else ""
            self._add(answer.id, digit, plain(words.of(answer.text), catalog.labels, words), "", given)
        find_out = plain(words.of(question.find_out), catalog.labels, words)
        line = words.tr("How to find out: {text}").format(text=find_out) if find_out else ""
        self._add(UNKNOWN, "0", words.tr("I don't know"), line, given)
        if same and focused is not None:
            self.focus_answer(focused)

    def _add(self, key: str, digit: str, text: str, line: str, given: str) -> None:
        button = AnswerButton(self._kit, key, digit)
        button.say_answer(text, line, key == given)
        button.clicked.connect(self._clicked)
        self._list.addWidget(button)

    def buttons(self) -> list[AnswerButton]:
        """The answers that are shown, *I don't know* last."""
        items = (self._list.itemAt(i) for i in range(self._list.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, AnswerButton)]

    def begin(self) -> None:
        """A new question is there: reading begins at it, and a screen reader is told."""
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.question is not None and self.question.id != self._told:
            announce(self, self.heading.text())
        self._told = self.question.id if self.question else ""

    def focus_answer(self, key: str) -> None:
        """Put the focus on an answer."""
        for button in self.buttons():
            if button.key == key:
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, event: QKeyEvent) -> bool:
        """Let a key answer the question, or walk its answers; False if it means nothing here."""
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        buttons = self.buttons()
        if modifiers != Qt.KeyboardModifier.NoModifier or not buttons or event.isAutoRepeat():
            return False
        text, key = event.text(), event.key()
        if text in ("0", "?", "？"):
            self._give(UNKNOWN)
        elif text.isascii() and text.isdigit() and int(text) < len(buttons):
            self._give(buttons[int(text) - 1].key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (chosen := self._focused(buttons)) is not None:
            self._give(chosen.key)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(buttons, 1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    @staticmethod
    def _focused(buttons: list[AnswerButton]) -> AnswerButton | None:
        return next((button for button in buttons if button.hasFocus()), None)

    def _walk(self, buttons: list[AnswerButton], by: int) -> None:
        """From the question to its first answer, and from one answer to the next; the ends hold."""
        focused = self._focused(buttons)
        position = buttons.index(focused) + by if focused is not None else 0
        target: QWidget = self.heading if position < 0 else buttons[min(position, len(buttons) - 1)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Called by Qt: a key that no button wanted."""
        if not self.press(event):
            super().keyPressEvent(event)

    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, AnswerButton):
            self._give(sender.key)

    def _give(self, answer: str) -> None:
        if self.question is not None:
            self.answered.emit(self.question.id, answer)


def _stop(text: str) -> str:
    """The text as a sentence of its own, for a screen reader."""
    return text if text.endswith((".", "?", "!", "。", "？", "！")) else f"{text}."
