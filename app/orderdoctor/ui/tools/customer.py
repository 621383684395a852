"""The check of customer details, in the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QLineEdit

from orderdoctor.i18n import Words
from orderdoctor.phrasing import SOURCE_KINDS, visible
from orderdoctor.tools import customer_words as say
from orderdoctor.tools.customer.checking import check
from orderdoctor.tools.customer.knowledge import Knowledge
from orderdoctor.tools.customer.model import Details, Finding, Report, Verdict
from orderdoctor.tools.customer.model import Field as Part
from orderdoctor.tools.customer.paste import take_apart
from orderdoctor.tools.finding import Basis, Severity, Speaks
from orderdoctor.tools.finding_words import SURENESS
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.tools.form import CantCheck, Grid, ToolForm, completing, copy_button, expect, plain_line, text_field
from orderdoctor.ui.tools.sheets import TONES, Line, Sheet
from orderdoctor.ui.widgets.boxes import row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.fields import Field

ENOUGH = 4
"""Fields that must be found in a case's text for it to be an address, and not only words that look like one."""


class CustomerForm(ToolForm):
    """A pasted address block, taken apart for the user to correct, or the fields one by one."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button."""
        super().__init__(kit, desk, primary)
        self._knowledge = Knowledge(desk.tables / "customer")
        self.block = text_field(kit)
        self._take = Button(kit, "plain", "list-checks")
        self._take.clicked.connect(self.take_block)
        self.fields = {part: Field(QLineEdit()) for part in Part}
        self.inputs.addWidget(self.block)
        self.inputs.addLayout(row(self._take, None))
        self.inputs.addWidget(Grid(kit, self.fields.values()))
        self._take_over = Button(kit, "plain", "pencil")
        self._take_over.hide()
        self._take_over.clicked.connect(self.take_over)
        self.buttons.addWidget(self._take_over)
        for field in self.fields.values():
            field.editor.returnPressed.connect(self.check)
        self.retranslate()

    def fill(self, known: Mapping[str, str]) -> None:
        """See `ToolForm.fill`: the address in the case's text, if there is one."""
        details = take_apart(known.get("text", ""), self._knowledge).details
        found = [part for part, value in details.given() if value.strip()]
        if len(found) >= ENOUGH and {Part.COUNTRY, Part.STREET} <= set(found):
            self._put(details)

    def take_block(self) -> None:
        """Take the pasted block apart, into the fields; what they held is replaced."""
        block = self.block.editor.toPlainText()
        if block.strip():
            self._put(take_apart(block, self._knowledge, self.fields[Part.COUNTRY].editor.text().strip()).details)
            self.check()

    def take_over(self) -> None:
        """Put the corrected values into the fields, and check again."""
        if self.found is not None:
            self._put(expect(self.found, Report).corrected)
            self.check()

    def _put(self, details: Details) -> None:
        for part, value in details.given():
            self.fields[part].editor.setText(value)

    def say_fields(self, words: Words) -> None:
        """See `ToolForm.say_fields`."""
        self.block.say(words.tr("An address block, if you have one"))
        self.block.editor.setPlaceholderText(words.tr("Paste the whole address. Nothing of it is stored."))
        self._take.say(words.tr("Take it apart"))
        self._take_over.say(words.tr("Take over the corrections"))
        for part, name in say.FIELDS.items():
            self.fields[part].say(words.marked(name))
        code = words.language.code
        completing(
            self.fields[Part.COUNTRY], (self._knowledge.name_of(one, code) for one in self._knowledge.countries())
        )

    def answer(self) -> object:
        """See `ToolForm.answer`. With a street, empty fields count as missing; without, only what is filled in counts."""
        given = {part.value: field.editor.text() for part, field in self.fields.items()}
        if not any(value.strip() for value in given.values()):
            raise CantCheck(lambda words: words.tr("Fill in at least one field."))
        whole = bool(given[Part.STREET.value].strip())
        details = Details(**{name: value if value.strip() or whole else None for name, value in given.items()})
        return check(details, self._knowledge)

    def speaks_of(self, found: object) -> Speaks:
        """See `ToolForm.speaks_of`."""
        return expect(found, Report).evidence

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """See `ToolForm.sheets_of`: the summary, then a sheet for each field with findings."""
        report = expect(found, Report)
        self._take_over.setVisible(report.corrected != report.details)
        return [
            self._summary(report, words),
            *(self._field(report, part, words) for part in say.FIELDS if report.at(part)),
        ]

    def _summary(self, report: Report, words: Words) -> Sheet:
        worst = report.worst()
        right = report.number is not None and report.number.verdict is Verdict.RIGHT
        tone = TONES[worst] if worst else "good"
        if worst is Severity.ERROR:
            mark = words.tr("To correct")
        elif worst is Severity.WARNING:
            mark = words.tr("To look at")
        else:
            mark, tone = words.tr("In order"), "good"
        number = report.number.number if report.number else ""
        rests = (self._rests((self._knowledge.numbers[number].basis,), words),) if right and number else ()
        lines = [*plain_line(say.number_text(report, self._knowledge, words))]
        if report.phone is not None:
            parts = words.tr("Phone for AliExpress: country code {code}, number {number}.")
            lines.append(Line(parts.format(code=report.phone.code, number=report.phone.number)))
        if report.unchecked:
            names = words.listed(words.marked(say.FIELDS[part]) for part in report.unchecked)
            lines.append(Line(words.tr("Not given, so not checked: {names}.").format(names=names)))
        return Sheet(
            say.summary_text(report, words), mark, tone, tuple(lines), self._copies(report, words), rests=rests
        )

    def _copies(self, report: Report, words: Words) -> tuple[tuple[str, str], ...]:
        if report.corrected == report.details:
            return ()
        values = [value for _, value in report.corrected.given() if value.strip()]
        return ((words.tr("Copy corrected"), "\n".join(values)),)

    def _field(self, report: Report, part: Part, words: Words) -> Sheet:
        lines = tuple(self._line(finding, report, words) for finding in report.at(part))
        changed = report.corrected.text(part)
        differs = changed != report.details.text(part)
        copies = copy_button(changed if differs else "", words)
        return Sheet(words.marked(say.FIELDS[part]), lines=lines, copies=copies)

    def _line(self, finding: Finding, report: Report, words: Words) -> Line:
        return Line(
            visible(say.finding_text(finding, report, self._knowledge, words)),
            finding.severity,
            visible(say.suggestion_text(finding, words)),
            self._rests(finding.bases, words),
        )

    def _rests(self, bases: Sequence[Basis], words: Words) -> str:
        return " · ".join(self._rest(basis, words) for basis in bases)

    def _rest(self, basis: Basis, words: Words) -> str:
        origin = self._knowledge.origins.get(basis.source)
        if origin is None:
            return self.rests(basis, words)
        source = words.tr("{source} ({kind}, {date})").format(
            source=words.marked(say.SOURCES[basis.source]),
            kind=words.marked(SOURCE_KINDS[origin.kind]),
            date=origin.date or words.tr("no date on the page"),
        )
        return words.tr("{source}: {sure}").format(source=source, sure=words.marked(SURENESS[basis.sure]))
