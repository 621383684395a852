"""What can't be undone, costs money or could buy twice: said at the top, before the first step is begun."""

from __future__ import annotations

from orderdoctor.cases.case import Case
from orderdoctor.diagnosis.agenda import LOOK, Agenda
from orderdoctor.i18n import Words
from orderdoctor.phrasing import joined
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card
from orderdoctor.ui.widgets.text import PlainLabel


class AheadCard(Card):
    """A line of warnings about steps that are still to come."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("warning", margin=10, gap=2)
        self._kit = kit
        self._text = PlainLabel("warning")
        self.box.addWidget(self._text)
        self.hide()

    def show_case(self, case: Case, agenda: Agenda) -> None:
        """Warn of what is open; nothing is shown if there is nothing to warn of."""
        text = joined(warnings_ahead(case, agenda, self._kit.words), self._kit.words)
        self._text.setText(text)
        self.setVisible(bool(text))


def warnings_ahead(case: Case, agenda: Agenda, words: Words) -> list[str]:
    """A sentence for each kind of warning, with the numbers of the steps that are not done yet."""
    steps: dict[str, list[str]] = {}
    for number, item in enumerate(agenda.items, 1):
        if item.step.warns and not case.step(item.key).done:
            steps.setdefault(item.step.warns, []).append(str(number))

    def of(kind: str) -> str:
        return words.listed(steps[kind])

    found = []
    if LOOK in steps:
        found.append(words.tr("You could buy twice: do not skip step {steps}.").format(steps=of(LOOK)))
    if "irreversible" in steps:
        n = len(steps["irreversible"])
        text = words.trn("Step {steps} can't be undone.", "Steps {steps} can't be undone.", n)
        found.append(text.format(steps=of("irreversible")))
    if "money" in steps:
        text = words.trn("Step {steps} costs money.", "Steps {steps} cost money.", len(steps["money"]))
        found.append(text.format(steps=of("money")))
    if "time" in steps:
        found.append(words.tr("Mind the time in step {steps}.").format(steps=of("time")))
    return found
