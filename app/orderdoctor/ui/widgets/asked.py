"""What stands beside the questions: the reasons still in the running, the answers so far, and what does not go together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.diagnosis.pointing import WAY
from orderdoctor.phrasing import capital, certainty, evidence_text, said_text
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, clear, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.text import PlainLabel

WORTH_NAMING = 0.05
"""A reason less likely than this is counted, but not named."""

MOST_CONTRADICTIONS = 2


class Running(QWidget):
    """The reasons that are still in the running, with how sure; those that are hardly likely are only counted."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._head = PlainLabel("overline")
        self._card = Card("plain", margin=14, gap=12)
        self._list = self._card.box
        self._rest = PlainLabel("muted")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for part in (self._head, self._card, self._rest):
            box.addWidget(part)

    def show_finding(self, finding: Finding, catalog: Catalog, count: int) -> None:
        """Show what a finding leaves; count: how many reasons are in the running, those not named included."""
        words = self._kit.words
        self._head.setText(words.tr("Still in the running"))
        clear(self._list)
        named = [ranked for ranked in finding.diagnosis.ranking if ranked.probability >= WORTH_NAMING]
        for ranked in named:
            self._add(words.of(catalog.reasons[ranked.reason].title), ranked.probability)
        self._card.setVisible(bool(named))
        rest = max(0, count - len(named))
        text = words.trn("and {n} other", "and {n} others", rest) if named else ""
        text = text or words.trn("{n} reason is possible", "{n} reasons are possible", rest)
        self._rest.setText(text.format(n=rest))
        self._rest.setVisible(bool(rest))

    def _add(self, title: str, probability: float) -> None:
        lines = column(3)
        name, sure = PlainLabel("strong"), PlainLabel("small")
        name.setText(title)
        sure.setText(capital(certainty(probability, self._kit.words)))
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 100)
        bar.setValue(round(100 * probability))
        bar.setAccessibleName(f"{title}: {sure.text()}")
        for part in (name, sure, bar):
            lines.addWidget(part)
        self._list.addLayout(lines)


class AnswerList(QWidget):
    """The answers so far; each leads back to its question."""

    change = Signal(str)
    """The id of a question, or WAY."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._head = PlainLabel("overline")
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._head)
        box.addLayout(self._list)

    def show_answers(self, answers: Sequence[tuple[str, str]], catalog: Catalog) -> None:
        """Show answers (question id, answer id) in this order."""
        words = self._kit.words
        self._head.setText(words.tr("Your answers"))
        focused = next((choice.key for choice in self.choices() if choice.hasFocus()), None)
        clear(self._list)
        for question, answer in answers:
            asked, said = said_text(question, answer, catalog, words)
            choice = Choice(self._kit, question)
            choice.say_both(said, asked)
            choice.setAccessibleDescription(words.tr("Change this answer"))
            choice.setToolTip(words.tr("Change this answer"))
            choice.clicked.connect(self._picked)
            self._list.addWidget(choice)
            if question == focused:
                choice.setFocus()
        self.setVisible(bool(answers))

    def choices(self) -> list[Choice]:
        """The answers that are shown."""
        items = (self._list.itemAt(i) for i in range(self._list.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Choice)]

    def _picked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self.change.emit(sender.key)


class Contradiction(Card):
    """Two observations that no reason explains both, with both named, and a way to change the answers among them."""

    change = Signal(str)
    """The id of a question, or WAY."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("warning", margin=14, gap=6)
        self._kit = kit
        self._head = PlainLabel("warning")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.box.addWidget(self._head)
        self.box.addLayout(self._lines)
        self.hide()

    def show_pairs(self, pairs: Sequence[tuple[Evidence, Evidence]], pasted: str, catalog: Catalog) -> None:
        """Show the pairs, at most two of them; nothing if there are none."""
        words = self._kit.words
        shown = pairs[:MOST_CONTRADICTIONS]
        self._head.setText(words.tr("These hardly go together. One of them may be a slip."))
        clear(self._lines)
        sides = dict.fromkeys((piece.kind, piece.what) for pair in shown for piece in pair)
        for kind, what in sides:
            piece = next(piece for pair in shown for piece in pair if (piece.kind, piece.what) == (kind, what))
            line = PlainLabel("body")
            line.setText(f"• {capital(evidence_text(piece, pasted, catalog, words))}")
            together = row(line, self._change_button(piece, catalog))
            together.setStretch(0, 1)
            self._lines.addLayout(together)
        self.setVisible(bool(shown))

    def _change_button(self, piece: Evidence, catalog: Catalog) -> Button | None:
        """The button that leads to the question of an answer; None for what was not asked."""
        if piece.kind is Kind.ANSWER:
            question, _, answer = piece.what.partition("/")
        elif piece.kind is Kind.STATUS:
            question, answer = WAY, piece.what
        else:
            return None
        words = self._kit.words
        button = Button(self._kit, "plain", "pencil")
        button.say(words.tr("Change"))
        said = said_text(question, answer, catalog, words)[1]
        button.setAccessibleName(words.tr("Change: {answer}").format(answer=said))
        button.setProperty("question", question)
        button.clicked.connect(self._picked)
        return button

    def _picked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.change.emit(str(sender.property("question")))
