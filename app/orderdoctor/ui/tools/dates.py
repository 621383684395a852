"""The check of dates and deadlines, in the window, with a reminder for the calendar."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit

from orderdoctor.i18n import Marked, Words, mark
from orderdoctor.phrasing import one_line
from orderdoctor.tools import dates_words as say
from orderdoctor.tools.dates.calendar_file import calendar_file
from orderdoctor.tools.dates.reckon import Reckoning, Start, State, reckon, reckon_left, reckon_until
from orderdoctor.tools.dates.rules import Rely, read_rules
from orderdoctor.tools.dates.typed import Unreadable, read_left, read_start
from orderdoctor.tools.dates.working_days import UnknownCountry
from orderdoctor.tools.finding import Speaks
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.kit import Kit, announce
from orderdoctor.ui.tools.form import CantCheck, Grid, ToolForm, expect
from orderdoctor.ui.tools.sheets import Line, Sheet
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.fields import Field, refill

STATES: Mapping[tuple[str, State], tuple[str, Marked]] = {
    ("arrives", State.EARLY): ("good", mark("On its way")),
    ("arrives", State.WITHIN): ("good", mark("On its way")),
    ("arrives", State.OVER): ("warning", mark("Late")),
    ("expires", State.EARLY): ("good", mark("Valid")),
    ("expires", State.WITHIN): ("warning", mark("Perhaps over")),
    ("expires", State.OVER): ("wrong", mark("Over")),
    ("act", State.EARLY): ("good", mark("In time")),
    ("act", State.WITHIN): ("warning", mark("Perhaps over")),
    ("act", State.OVER): ("wrong", mark("Over")),
    ("wait", State.EARLY): ("good", mark("Not late yet")),
    ("wait", State.WITHIN): ("good", mark("Not late yet")),
    ("wait", State.OVER): ("warning", mark("Late")),
}

RULE_OF: tuple[tuple[str, str], ...] = (
    ("refund.", "refund"), ("link.dsers", "dsers"), ("link.connector", "connector"), ("link.", "connector"),
    ("cancel.seller-asks", "ship"), ("cancel.", "cancel-answer"), ("dispute.order-frozen", "freeze-decision"),
    ("dispute.open", "refund"), ("dispute.", "dispute-agree"), ("ship.seller-suspended", "ban-appeal"),
    ("ship.no-tracking", "ship"), ("ship.", "own"), ("order.", "pay"),
)  # fmt: skip
"""The rule that a case begins with, by the beginning of its reason's id; the user can choose another one."""

BEFORE = 2
"""Days before the end that the reminder rings."""


class DatesForm(ToolForm):
    """What is reckoned, what is known of it, and whose holidays count."""

    def __init__(self, kit: Kit, desk: Desk, primary: bool = True) -> None:
        """Take the kit, the desk, and whether Check is the main button."""
        super().__init__(kit, desk, primary)
        self._rules = read_rules(desk.tables)
        self.kind, self.known, self.role = Field(QComboBox()), Field(QComboBox()), Field(QComboBox())
        for field in (self.kind, self.known, self.role):
            field.editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.editor.setMinimumContentsLength(12)
        self.when, self.countries = Field(QLineEdit()), Field(QLineEdit())
        self.remind_button = Button(kit, "plain", "save")
        self.remind_button.hide()
        self.buttons.addWidget(self.remind_button)
        self.kind.setMaximumWidth(kit.look.px(560))
        self.inputs.addWidget(self.kind)
        self.inputs.addWidget(Grid(kit, (self.known, self.when, self.countries, self.role), narrowest=260, most=2))
        for typed in (self.when, self.countries):
            typed.editor.returnPressed.connect(self.check)
        self.kind.editor.currentIndexChanged.connect(self._ask_what_matters)
        self.known.editor.currentIndexChanged.connect(self._ask_what_matters)
        self.remind_button.clicked.connect(self._choose_file)
        self.retranslate()
        seller = desk.profiles.current.role == "aliexpress-seller"
        self.role.editor.setCurrentIndex(1 if seller else 0)

    def now(self) -> datetime:
        """The present, in the computer's time zone."""
        return datetime.now(UTC).astimezone()

    def fill(self, known: Mapping[str, str]) -> None:
        """See `ToolForm.fill`: the rule that belongs to the case's reason."""
        reason = known.get("reason", "")
        rule = next((rule for start, rule in RULE_OF if reason.startswith(start)), "")
        if rule in self._rules.rules:
            self.kind.editor.setCurrentIndex(self.kind.editor.findData(rule))

    def say_fields(self, words: Words) -> None:
        """See `ToolForm.say_fields`."""
        self.kind.say(words.tr("What to work out"))
        self.known.say(words.tr("What you know"))
        self.countries.say(words.tr("Countries whose holidays count"))
        self.role.say(words.tr("Your part in this order"))
        refill(self.kind.editor, [(rule, words.marked(say.RULES[rule])) for rule in self._rules.rules])
        refill(
            self.known.editor,
            [
                ("start", words.tr("The day from which it counts")),
                ("left", words.tr("The time left that the page shows")),
                ("until", words.tr("The end")),
            ],
        )
        refill(self.role.editor, [("buyer", words.tr("Buyer")), ("seller", words.tr("Seller"))])
        self.countries.editor.setPlaceholderText(words.tr("For example CN, VN; empty for the usual ones"))
        self.remind_button.say(words.tr("Save a reminder…"))
        self._ask_what_matters()

    def _ask_what_matters(self) -> None:
        """Show only the fields that the chosen rule needs."""
        words = self.kit.words
        rule = self._rules.rules[str(self.kind.editor.currentData())]
        known = self._known(rule.id)
        start = known == "start"
        self.known.setVisible(rule.id != "own" or known != "start")
        self.countries.setVisible(start and rule.counts_working_days)
        self.role.setVisible(start and rule.rely is Rely.ROLE)
        if start:
            self.when.say(words.tr("Counted from: {start}").format(start=words.marked(say.STARTS[rule.start])))
            self.when.editor.setPlaceholderText(words.tr("2026-11-20, or 2026-11-20 14:05 UTC+8; empty for now"))
        elif known == "left":
            self.when.say(words.tr("The time left"))
            self.when.editor.setPlaceholderText(words.tr("2 days 3 hours"))
        else:
            self.when.say(words.tr("The end"))
            self.when.editor.setPlaceholderText(words.tr("2026-11-20, or 2026-11-20 14:05 UTC+8"))
        self.arranged.emit()

    def _known(self, rule: str) -> str:
        """What the user knows; a date of one's own has no rule to count from a start."""
        known = str(self.known.editor.currentData())
        return "until" if rule == "own" and known == "start" else known

    def answer(self) -> object:
        """See `ToolForm.answer`."""
        kind = str(self.kind.editor.currentData())
        try:
            return self._reckoned(kind, self._known(kind), self.when.editor.text().strip())
        except Unreadable as fault:
            unreadable = fault
            raise CantCheck(lambda words: say.unreadable_text(unreadable, words)) from fault
        except UnknownCountry as fault:
            name = fault.given
            raise CantCheck(
                lambda words: words.tr(
                    "Nothing is known of the holidays of “{name}”. Name a country by its code, for instance CN or VN."
                ).format(name=one_line(name, 60))
            ) from fault

    def _reckoned(self, kind: str, known: str, when: str) -> Reckoning:
        now = self.now()
        if known == "left":
            return reckon_left(self._rules, kind, read_left(when), now, None)
        day_first = say.DAY_FIRST.get(self.kit.words.language.code)
        if known == "until":
            return reckon_until(self._rules, kind, read_start(when, now, day_first, None), now)
        start = read_start(when, now, day_first, None) if when else Start(now.date(), now.time(), None)
        countries = [name for name in re.split(r"[,;，；、]\s*", self.countries.editor.text().strip()) if name]
        waits = self.role.editor.currentData() == "buyer"
        return reckon(self._rules, kind, start, now.astimezone(start.zone), countries, waits=waits)

    def speaks_of(self, found: object) -> Speaks:
        """See `ToolForm.speaks_of`."""
        return expect(found, Reckoning).speaks

    def sheets_of(self, found: object, words: Words) -> Sequence[Sheet]:
        """See `ToolForm.sheets_of`: the answer, and what each source says."""
        answer = expect(found, Reckoning)
        self.remind_button.setVisible(answer.state is not State.OVER)
        tone, state = STATES[answer.rule.nature, answer.state]
        names = self._rules.countries
        lines = [Line(say.left_text(answer, words))]
        if answer.countries:
            counted = words.listed(say.country_name(code, names, words) for code in answer.countries)
            lines.append(Line(words.tr("Holidays counted: {countries}.").format(countries=counted)))
        lines += [Line(text) for text in say.special_text(answer.special, names, words)]
        lines += [
            Line(say.finding_text(finding, names, words), finding.severity, rests=self.rests(finding.basis, words))
            for finding in answer.findings
        ]
        sheets = [Sheet(say.verdict_text(answer, words), words.marked(state), tone, tuple(lines))]
        if answer.spans:
            spans = tuple(
                Line(
                    words.tr("{claim}: until {day}").format(
                        claim=say.claim_text(span.claim, words), day=say.point_text(span.last, words)
                    ),
                    rests=self.rests(span.claim.basis, words),
                )
                for span in answer.spans
            )
            sheets.append(Sheet(words.tr("What the sources say"), lines=spans))
        return sheets

    # --- the reminder

    def _choose_file(self) -> None:
        words = self.kit.words
        name, _kind = QFileDialog.getSaveFileName(
            self, words.tr("Save a reminder"), words.tr("reminder.ics"), words.tr("Calendar files (*.ics)")
        )
        if name:
            self.save_reminder(Path(name))

    def save_reminder(self, path: Path) -> None:
        """Write the reminder; a file that can't be written is told below the fields."""
        answer = expect(self.found, Reckoning)
        before = [timedelta(days=BEFORE)]
        if answer.target.at:
            before.append(timedelta(hours=2))
        packed = calendar_file([say.reminder(answer, before, self.kit.words)], self.now())
        try:
            path.write_bytes(packed)
        except OSError as fault:
            detail = fault.strerror
            self.tell_problem(
                lambda words: words.tr("The file {path} can't be written: {detail}").format(path=path, detail=detail)
            )
            return
        announce(self, self.kit.words.tr("The reminder stands in {path}.").format(path=path))
        self.remind_button.use_icon("check")
