"""Everything that is known about a reason, for reading: in the result, and in the library in any language."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orderdoctor.catalog.labels import pieces
from orderdoctor.catalog.model import Catalog, Disagreement, Reason, Solution, Step
from orderdoctor.i18n import Text, Words
from orderdoctor.phrasing import COSTS, WARNINGS, WORKS, source_line
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.telling import solution_line
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PiecesLabel, PlainLabel, Tag


class ReasonView(QWidget):
    """A reason in full: what happened, why, the ways out, what is safe, sources, and where they disagree."""

    start = Signal(str, str)
    """Reason id and solution id."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(12)

    def show_reason(self, reason: Reason, catalog: Catalog, words: Words, system: str | None, with_start: bool) -> None:
        """Show a reason in a language; system: whose ways out come first; with_start: whether a fix can be started."""
        clear(self._box)
        self._paragraph(words.tr("What happened"), reason.problem, words)
        self._paragraph(words.tr("Why"), reason.cause, words)
        if not reason.explained:
            self._box.addWidget(
                _boxed("warning", words.tr("AliExpress does not say why. Nobody outside knows more than this."))
            )
        self._box.addWidget(_overline(words.tr("What to do")))
        own = reason.solutions_for(system)
        others = [solution for solution in reason.solutions if solution not in own]
        for position, solution in enumerate([*own, *others]):
            self._box.addWidget(self._solution(reason, solution, catalog, words, with_start, first=position == 0))
        self._paragraph(words.tr("What is safe"), reason.safe, words)
        self._paragraph(words.tr("If you do nothing"), reason.if_ignored, words)
        self._paragraph(words.tr("So that it does not happen again"), reason.prevent, words)
        for disagreement in reason.disagreements:
            self._box.addWidget(_disagreement(disagreement, catalog, words))
        self._sources(reason, catalog, words)

    def _paragraph(self, head: str, text: Text, words: Words) -> None:
        if not text:
            return
        self._box.addWidget(_overline(head))
        label = PlainLabel("body").copyable()
        label.setText(words.of(text))
        self._box.addWidget(label)

    def _solution(
        self, reason: Reason, solution: Solution, catalog: Catalog, words: Words, with_start: bool, first: bool
    ) -> Card:
        card = Card("plain", margin=16, gap=8)
        title = PlainLabel("strong")
        title.setText(words.of(solution.title))
        card.box.addWidget(title)
        tags = Flow(6)
        for system in solution.systems:
            tags.addWidget(_tag("quiet", words.of(catalog.systems[system].name)))
        tone = "accent" if solution.works in ("always", "usually") else "quiet"
        tags.addWidget(_tag(tone, words.marked(WORKS[solution.works])))
        if solution.costs != "free":
            tags.addWidget(_tag("warning", words.marked(COSTS[solution.costs])))
        card.box.addLayout(tags)
        line = PlainLabel("small")
        line.setText(solution_line(solution, catalog, words))
        card.box.addWidget(line)
        if with_start:
            button = Button(self._kit, "primary" if first else "plain", "arrow-right", end_icon=True)
            button.say(words.tr("Start fixing"))
            button.setAccessibleDescription(words.of(solution.title))
            button.setProperty("ids", [reason.id, solution.id])
            button.clicked.connect(self._start)
            card.box.addLayout(row(button, None))
        for number, step in enumerate(solution.steps, 1):
            card.box.addWidget(self._step(number, step, catalog, words))
        return card

    def _step(self, number: int, step: Step, catalog: Catalog, words: Words) -> QWidget:
        widget = QWidget()
        count = PlainLabel("muted", wrap=False)
        count.setText(self._kit.language.locale.toString(number))
        count.setFixedWidth(self._kit.look.px(22))
        text = PiecesLabel("body")
        text.show_pieces(pieces(words.of(step.do), catalog.labels, words), self._kit.look.color("muted").name())
        inside = QVBoxLayout()
        inside.setSpacing(2)
        inside.addWidget(text)
        if step.warning:
            warning = PiecesLabel("warning")
            warning.show_pieces(
                pieces(warned(step, words), catalog.labels, words), self._kit.look.color("muted").name()
            )
            inside.addWidget(warning)
        layout = row(gap=4)
        layout.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(inside, 1)
        widget.setLayout(layout)
        return widget

    def _sources(self, reason: Reason, catalog: Catalog, words: Words) -> None:
        self._box.addWidget(_overline(words.tr("Where we know this from")))
        for source_id in dict.fromkeys(citation.source for citation in reason.citations):
            label = PlainLabel("small").copyable()
            source = catalog.sources[source_id]
            label.setText("\n".join(filter(None, (source_line(source, words), source.where))))
            self._box.addWidget(label)

    def _start(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            reason, solution = sender.property("ids")
            self.start.emit(reason, solution)


def warned(step: Step, words: Words) -> str:
    """The warning of a step, with what it warns of before it."""
    kind = WARNINGS.get(step.warns)
    text = words.of(step.warning)
    return words.tr("{warning}: {text}").format(warning=words.marked(kind), text=text) if kind else text


def _overline(text: str) -> PlainLabel:
    label = PlainLabel("overline")
    label.setText(text)
    return label


def _tag(tone: str, text: str) -> Tag:
    tag = Tag(tone)
    tag.setText(text)
    return tag


def _boxed(tone: str, text: str) -> Card:
    card = Card(tone, margin=12)
    label = PlainLabel("body")
    label.setText(text)
    card.box.addWidget(label)
    return card


def _disagreement(disagreement: Disagreement, catalog: Catalog, words: Words) -> Card:
    card = Card("warning", margin=14, gap=6)
    head = PlainLabel("strong")
    head.setText(words.tr("Sources disagree: {question}").format(question=words.of(disagreement.question)))
    card.box.addWidget(head)
    for claim in disagreement.claims:
        line = PlainLabel("body")
        source = source_line(catalog.sources[claim.source], words)
        line.setText(words.tr("{source}: {claim}").format(source=source, claim=words.of(claim.says)))
        card.box.addWidget(line)
    safer = PlainLabel("strong")
    safer.setText(words.of(disagreement.safer))
    card.box.addWidget(safer)
    return card
