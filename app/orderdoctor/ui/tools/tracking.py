"""The check of tracking numbers, in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.phrasing import one_line
from orderdoctor.tools import tracking_words as say
from orderdoctor.tools.finding import Speaks
from orderdoctor.tools.tracking.inspector import Inspector
from orderdoctor.tools.tracking.results import Answer, Inspection, Verdict
from orderdoctor.tools.tracking.table import load_table
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.tools.form import CantCheck, ToolForm, completing, copy_button, expect, plain_line, text_field
from orderdoctor.ui.tools.sheets import Line, Sheet
from orderdoctor.ui.widgets.fields import Field

MARKS: Mapping[Verdict, tuple[str, Marked]] = {
    Verdict.RIGHT: ("good", mark("Right")),
    Verdict.FORMAT: ("good", mark("Form fits")),
    Verdict.DOUBTFUL: ("warning", mark("Doubtful")),
    Verdict.WRONG: ("wrong", mark("Wrong")),
    Verdict.UNKNOWN: ("warning", mark("Not known")),
    Verdict.ASK: ("warning", mark("Question")),
    Verdict.OTHER: ("wrong", mark("Something else")),
}

LIKELY = (Verdict.RIGHT, Verdict.FORMAT, Verdict.WRONG, Verdict.DOUBTFUL)
"""What a number in a case's text must be for it to stand in the field from the beginning."""


class TrackingForm(ToolForm):
    """Numbers, and the carrier that they were declared with."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button."""
        super().__init__(kit, desk, primary)
        self._inspector = Inspector(load_table(desk.tables))
        self.numbers = text_field(kit)
        self.carrier = Field(QLineEdit())
        self.carrier.setMaximumWidth(kit.look.px(420))
        self.no_order = QCheckBox()
        self.no_order.hide()
        for widget in (self.numbers, self.carrier, self.no_order):
            self.inputs.addWidget(widget)
        completing(self.carrier, {one.name for one in self._inspector.table.carriers.values() if one.name})
        self.carrier.editor.returnPressed.connect(self.check)
        self.no_order.clicked.connect(self.check)
        self.retranslate()

    def fill(self, known: Mapping[str, str]) -> None:
        """See `ToolForm.fill`: the numbers in the case's text that look like tracking numbers."""
        answers = self._inspector.inspect(known.get("text", "")).answers
        likely = [answer.given for answer in answers if answer.verdict in LIKELY and not answer.question]
        if likely:
            self.numbers.editor.put("\n".join(dict.fromkeys(likely)))

    def say_fields(self, words: Words) -> None:
        """See `ToolForm.say_fields`."""
        self.numbers.say(words.tr("Tracking numbers"))
        self.numbers.editor.setPlaceholderText(words.tr("One or many, also with other text around them"))
        self.carrier.say(words.tr("Carrier that it was declared with, if you know it"))
        self.no_order.setText(words.tr("These are no order numbers"))

    def answer(self) -> object:
        """See `ToolForm.answer`."""
        name = self.carrier.editor.text().strip()
        carrier = self._inspector.table.named(name) if name else None
        if name and carrier is None:
            raise CantCheck(
                lambda words: words.tr("No carrier “{name}” is known here.").format(name=one_line(name, 60))
            )
        text = self.numbers.editor.toPlainText()
        found = self._inspector.inspect(text, carrier.id if carrier else "", self.no_order.isChecked())
        if not found.answers:
            raise CantCheck(
                lambda words: words.tr("There is no number in the text that is long enough to be a tracking number.")
            )
        self.no_order.setVisible(self.no_order.isChecked() or any(answer.question for answer in found.answers))
        return found

    def speaks_of(self, found: object) -> Speaks:
        """See `ToolForm.speaks_of`."""
        return expect(found, Inspection).speaks

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """See `ToolForm.sheets_of`: a sheet for each number."""
        inspection = expect(found, Inspection)
        sheets = [self._sheet(answer, words) for answer in inspection.answers]
        if inspection.cut:
            sheets.append(Sheet(words.tr("The text was too long: only its beginning was checked.")))
        return sheets

    def _sheet(self, answer: Answer, words: Words) -> Sheet:
        tone, verdict = MARKS[answer.verdict]
        copied = answer.suggestion or (answer.number if answer.fits and answer.number != answer.given else "")
        lines = [
            *plain_line(say.fit_text(answer, words)),
            *plain_line(say.service_text(answer, words)),
            *(Line(say.finding_text(finding, words), finding.severity) for finding in answer.findings),
            Line(words.tr("Next: {text}").format(text=say.advice(answer, words))),
        ]
        return Sheet(
            words.tr("{number}: {text}").format(number=one_line(answer.given, 70), text=say.headline(answer, words)),
            words.marked(verdict),
            tone,
            tuple(lines),
            copy_button(copied, words),
            rests=self._sources(answer, words),
        )

    def _sources(self, answer: Answer, words: Words) -> tuple[str, ...]:
        """The sources that an answer rests on, each once."""
        told = [finding.basis.source for finding in answer.findings if finding.basis]
        told += [one.source.id for one in answer.candidates[:1] if answer.fits]
        sources = self._inspector.table.sources
        return tuple(say.source_text(sources[source], words) for source in dict.fromkeys(told))
