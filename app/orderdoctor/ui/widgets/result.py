"""The answer to a paste: the likeliest reason as a card, the others beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from orderdoctor.catalog.model import Catalog, Reason
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.phrasing import capital, certainty, joined, source_line
from orderdoctor.ui.desk import FAR_BEHIND
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.telling import certainty_tone, solution_line, telltale
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.text import PlainLabel, Tag


class ReasonCard(Card):
    """The likeliest reason: what it is, how sure, what to do, where that is known from."""

    start = Signal(str)
    more = Signal(str)
    not_this = Signal(str)

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("plain", margin=22, gap=12)
        self._kit = kit
        self._reason: Reason | None = None
        self._sure = Tag("accent")
        self._where = PlainLabel("small", wrap=False)
        self._title = PlainLabel("heading")
        self._title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._problem = PlainLabel("body")
        self._todo = Card("wash", margin=14, gap=4)
        self._todo_head = PlainLabel("strong")
        self._todo_line = PlainLabel("muted")
        self._todo.box.addWidget(self._todo_head)
        self._todo.box.addWidget(self._todo_line)
        self._start = Button(kit, "primary", "arrow-right", end_icon=True)
        self._more = Button(kit, "plain")
        self._not = Button(kit, "quiet")
        self._source = PlainLabel("small")
        buttons = Flow(8)
        for button in (self._start, self._more, self._not):
            buttons.addWidget(button)
        self.box.addLayout(row(self._sure, self._where, None, gap=12))
        self.box.addWidget(self._title)
        self.box.addWidget(self._problem)
        self.box.addWidget(self._todo)
        self.box.addLayout(buttons)
        self.box.addWidget(self._source)
        self._start.clicked.connect(self._emit_start)
        self._more.clicked.connect(self._emit_more)
        self._not.clicked.connect(self._emit_not)

    @property
    def start_button(self) -> Button:
        """The button that starts the fix."""
        return self._start

    def show_reason(self, finding: Finding, catalog: Catalog) -> None:
        """Show the likeliest reason of a finding."""
        words = self._kit.words
        top = finding.diagnosis.ranking[0]
        reason = catalog.reasons[top.reason]
        solution = reason.solutions_for(finding.diagnosis.system)[0]
        self._reason = reason
        self._sure.setText(capital(certainty(top.probability, words)))
        self._sure.tone(certainty_tone(top.probability))
        self._where.setText(reason.id)
        self._title.setText(words.of(reason.title))
        self._problem.setText(joined((words.of(reason.problem), words.of(reason.safe)), words))
        self._todo_head.setText(words.tr("What to do: {title}").format(title=words.of(solution.title)))
        self._todo_line.setText(solution_line(solution, catalog, words))
        self._start.say(words.tr("Start fixing"))
        self._more.say(words.tr("Read more"))
        self._not.say(words.tr("Not this"))
        sources = [catalog.sources[citation.source] for citation in reason.citations]
        self._source.setText(source_line(sources[0], words) if sources else "")
        self._source.setVisible(bool(sources))

    def _emit_start(self) -> None:
        if self._reason:
            self.start.emit(self._reason.id)

    def _emit_more(self) -> None:
        if self._reason:
            self.more.emit(self._reason.id)

    def _emit_not(self) -> None:
        if self._reason:
            self.not_this.emit(self._reason.id)


class Choices(Card):
    """Several reasons to choose from, with a sentence above them."""

    chosen = Signal(str)

    def __init__(self, kit: Kit, tone: str = "plain") -> None:
        """Take the kit and the card's tone."""
        super().__init__(tone, margin=22 if tone == "plain" else 0, gap=10)
        self._kit = kit
        self._head = PlainLabel("heading" if tone == "plain" else "overline")
        self._lead = PlainLabel("muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.box.addWidget(self._head)
        self.box.addWidget(self._lead)
        self.box.addLayout(self._list)

    def show_choices(self, head: str, lead: str, finding: Finding, catalog: Catalog, reasons: list[str]) -> None:
        """Show reasons of a finding, in this order."""
        words = self._kit.words
        self._head.setText(head)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        focused = next((c.key for c in self.choices() if c.hasFocus()), None)
        clear(self._list)
        likely = {ranked.reason: ranked.probability for ranked in finding.diagnosis.ranking}
        several = finding.diagnosis.verdict is Verdict.AMBIGUOUS
        for reason_id in reasons:
            reason = catalog.reasons[reason_id]
            choice = Choice(self._kit, reason.id)
            line = capital(telltale(reason, finding.diagnosis, catalog, words))
            if several:
                line = f"{capital(certainty(likely[reason_id], words))} · {line}"
            choice.say_both(words.of(reason.title), line)
            choice.clicked.connect(self._picked)
            self._list.addWidget(choice)
            if reason_id == focused:
                choice.setFocus()

    def choices(self) -> list[Choice]:
        """The choices that are shown."""
        items = (self._list.itemAt(i) for i in range(self._list.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Choice)]

    def _picked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self.chosen.emit(sender.key)


def worth_showing(finding: Finding) -> list[str]:
    """The reasons that are still in the running, of those that a diagnosis names: those not far behind the first.

    What the user said that it is not stands last, however likely.
    """
    ranking, rejected = finding.diagnosis.ranking, finding.inquiry.rejected
    near = [ranked.reason for ranked in ranking if ranked.probability >= ranking[0].probability * FAR_BEHIND]
    return sorted(near, key=lambda reason: reason in rejected)
