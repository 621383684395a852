"""What to try next: the best fix with a button, the question that is worth asking first, the rest of the plan below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Solution
from orderdoctor.diagnosis.agenda import agenda
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.diagnosis.troubleshooter import Move, Trial
from orderdoctor.i18n import Text
from orderdoctor.phrasing import COSTS, certainty, effort, waiting_time
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.telling import solution_line
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, column
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.text import PlainLabel, Tag

MOST = 4
"""So many fixes are named after the first one."""


class NextFixes(QWidget):
    """Shows a plan."""

    start = Signal(str, str)
    """A reason's id and a solution's id."""

    ask = Signal()
    """The user wants to answer the question first."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._first = ("", "")
        self._title = PlainLabel("strong")
        self._reason = PlainLabel("body")
        self._line = PlainLabel("muted")
        self._cost = Tag("warning")
        self.start_button = Button(kit, "primary", "arrow-right", end_icon=True)
        self._question = Card("soft", margin=14, gap=8)
        self._question_text = PlainLabel("body")
        self._ask = Button(kit, "plain", "circle-question-mark")
        self._rest_head = PlainLabel("overline")
        self._rest = column(8)
        ask = Flow(8)
        ask.addWidget(self._ask)
        self._question.box.addWidget(self._question_text)
        self._question.box.addLayout(ask)
        start = Flow(8)
        start.addWidget(self.start_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        for widget in (self._title, self._reason, self._cost, self._line):
            box.addWidget(widget)
        box.addLayout(start)
        box.addWidget(self._question)
        box.addSpacing(6)
        box.addWidget(self._rest_head)
        box.addLayout(self._rest)
        self.start_button.clicked.connect(self._say_start)
        self._ask.clicked.connect(self.ask)

    def show_plan(self, move: Move, diagnosis: Diagnosis, catalog: Catalog) -> None:
        """Show what is best next; the plan has at least one fix."""
        words = self._kit.words
        trials = move.plan.trials
        first = trials[0]
        reason, fix = main_fix(first, diagnosis)
        self._first = (reason, fix.id)
        self._title.setText(self._plain(fix.title, catalog))
        self._reason.setText(words.tr("If it is this: {reason}").format(reason=self._reason_of(reason, catalog)))
        self._cost.setVisible(fix.costs != "free")
        self._cost.setText(words.marked(COSTS[fix.costs]))
        self._line.setText(self._facts(first, diagnosis, catalog))
        self.start_button.say(words.tr("Start this fix"))
        question = catalog.questions.get(move.question or "")
        self._question.setVisible(question is not None)
        if question is not None:
            asked = self._plain(question.ask, catalog)
            self._question_text.setText(
                words.tr("One question could spare you some of it: {question}").format(question=asked)
            )
            self._ask.say(words.tr("Answer questions first"))
        self._rest_head.setVisible(len(trials) > 1)
        self._rest_head.setText(words.tr("If that does not help either, in this order"))
        clear(self._rest)
        for trial in trials[1 : MOST + 1]:
            self._rest.addWidget(self._choice(trial, diagnosis, catalog))

    def _choice(self, trial: Trial, diagnosis: Diagnosis, catalog: Catalog) -> Choice:
        reason, fix = main_fix(trial, diagnosis)
        choice = Choice(self._kit, fix.id)
        title = self._plain(fix.title, catalog)
        lines = (self._reason_of(reason, catalog), self._facts(trial, diagnosis, catalog))
        choice.say_both(title, "\n".join(lines))
        choice.setProperty("ids", [reason, fix.id])
        choice.clicked.connect(self._pick)
        return choice

    def _facts(self, trial: Trial, diagnosis: Diagnosis, catalog: Catalog) -> str:
        """How likely it helps, how long it takes, where: in one line."""
        words = self._kit.words
        first = main_fix(trial, diagnosis)
        listed = agenda([first, *(pair for pair in trial.remedy.fixes if pair != first)], catalog.places)
        parts = [
            words.tr("Helps: {certainty}").format(certainty=certainty(trial.works, words)),
            effort(max(1, listed.minutes), words),
        ]
        wait = max(item.step.wait_hours for item in listed.items)
        if wait:
            parts.append(words.tr("then wait {time}").format(time=waiting_time(wait, words)))
        return " · ".join(parts)

    def _reason_of(self, reason: str, catalog: Catalog) -> str:
        return self._plain(catalog.reasons[reason].title, catalog)

    def _plain(self, text: Text, catalog: Catalog) -> str:
        return plain(self._kit.words.of(text), catalog.labels, self._kit.words)

    def _say_start(self) -> None:
        self.start.emit(*self._first)

    def _pick(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self.start.emit(*sender.property("ids"))


class FixList(QWidget):
    """Fixes to choose from, without a figure for how likely they help."""

    start = Signal(str, str)
    """A reason's id and a solution's id."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._head = PlainLabel("overline")
        self._list = column(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._head)
        box.addLayout(self._list)

    def show_fixes(self, head: str, fixes: Sequence[tuple[str, Solution]], catalog: Catalog) -> None:
        """Show fixes, as reason id and solution, under a heading."""
        self._head.setText(head)
        clear(self._list)
        for reason, fix in fixes:
            choice = Choice(self._kit, fix.id)
            words = self._kit.words
            choice.say_both(plain(words.of(fix.title), catalog.labels, words), solution_line(fix, catalog, words))
            choice.setProperty("ids", [reason, fix.id])
            choice.clicked.connect(self._pick)
            self._list.addWidget(choice)

    def _pick(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            self.start.emit(*sender.property("ids"))


def main_fix(trial: Trial, diagnosis: Diagnosis) -> tuple[str, Solution]:
    """The fix under which a trial is shown: of those with the same steps as its first one, that of the likeliest reason."""
    likely = {ranked.reason: ranked.probability for ranked in diagnosis.ranking}
    same = [pair for pair in trial.remedy.fixes if pair[1].steps == trial.remedy.solution.steps]
    return max(same, key=lambda pair: likely.get(pair[0], 0.0))
