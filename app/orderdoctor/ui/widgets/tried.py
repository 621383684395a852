"""Already tried something? A folded line; opened, the fixes of the likely reasons to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from orderdoctor.cases.case import Case
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Solution
from orderdoctor.diagnosis.troubleshooter import Plan
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, clear, column, row
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel

MOST = 6
"""So many fixes are listed."""

Pair = tuple[str, str]
"""A reason's id and a solution's id."""


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that may have been tried: the same steps, under every reason that they are a fix of."""

    fixes: tuple[tuple[str, Solution], ...]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The fixes by their ids."""
        return tuple((reason, fix.id) for reason, fix in self.fixes)


def known_fixes(
    present: tuple[str, Solution], plan: Plan | None, others: Sequence[tuple[str, Solution]]
) -> list[Known]:
    """The present fix, those of a plan and others, each thing once, in this order."""
    by_steps = {present[1].steps: [present]}
    planned = [pair for trial in (plan.trials if plan else ()) for pair in trial.remedy.fixes]
    for reason, fix in (*planned, *others):
        same = by_steps.setdefault(fix.steps, [])
        if (reason, fix) not in same:
            same.append((reason, fix))
    return [Known(tuple(fixes)) for fixes in by_steps.values()][:MOST]


class _BoxText(PlainLabel):
    """The words beside a box: a click on them ticks it."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Called by Qt: a click anywhere on the words."""
        box = self.buddy()
        if isinstance(box, QCheckBox) and event.button() == Qt.MouseButton.LeftButton:
            box.setFocus(Qt.FocusReason.MouseFocusReason)
            box.click()


class TriedCard(QWidget):
    """Lets the user tick what they did before they came; every tick is told at once."""

    tried = Signal(object, bool)
    """The fixes (pairs of reason id and solution id), and whether they were tried in vain."""

    instead = Signal()
    """The user takes the fix that comes first now."""

    opened = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__()
        self._kit = kit
        self._fold = Button(kit, "quiet", "chevron-right")
        self._card = Card("plain", margin=16, gap=8)
        self._lead = PlainLabel("muted")
        self.boxes: list[QCheckBox] = []
        """The boxes to tick, in order."""
        self._texts: list[PlainLabel] = []
        self._list = column(4)
        self._next = PlainLabel("strong")
        self._instead = Button(kit, "primary", "arrow-right", end_icon=True)
        self._card.box.addWidget(self._lead)
        self._card.box.addLayout(self._list)
        self._card.box.addWidget(self._next)
        self._card.box.addLayout(row(self._instead, None))
        box = column(8)
        box.addLayout(row(self._fold, None))
        box.addWidget(self._card)
        self.setLayout(box)
        self._card.hide()
        self._fold.clicked.connect(self.turn)
        self._instead.clicked.connect(self.instead)

    @property
    def is_open(self) -> bool:
        """Whether the list is unfolded."""
        return not self._card.isHidden()

    def fold(self) -> None:
        """Close the list."""
        self._card.hide()
        self.retranslate()

    def turn(self) -> None:
        """Open the list, or close it."""
        self._card.setVisible(not self.is_open)
        self.retranslate()
        if self.is_open:
            self.opened.emit()

    def retranslate(self) -> None:
        """Say what does not depend on the case."""
        words = self._kit.words
        self._fold.use_icon("chevron-down" if self.is_open else "chevron-right")
        self._fold.say(words.tr("Already tried something?"))
        self._lead.setText(words.tr("Tick what was done and did not help. The other fixes move up."))
        self._instead.say(words.tr("Try this fix instead"))

    def show_case(self, case: Case, known: Sequence[Known], better: Solution | None, catalog: Catalog) -> None:
        """Show what may have been tried; better: the fix that comes before the present one now, if there is one."""
        words = self._kit.words
        self.retranslate()
        failed = {(attempt.reason, attempt.solution) for attempt in case.tried if attempt.worked == "no"}
        if [box.property("pairs") for box in self.boxes] != [[list(pair) for pair in one.pairs] for one in known]:
            self._fill(known)
        for box, label, one in zip(self.boxes, self._texts, known, strict=True):
            reason, fix = one.fixes[0]
            title = plain(words.of(catalog.reasons[reason].title), catalog.labels, words)
            name = words.of(fix.title)
            if reason != case.reason:
                name = words.tr("{way} ({reason})").format(way=name, reason=title)
            label.setText(name)
            box.setAccessibleName(name)
            box.setChecked(failed.issuperset(one.pairs))
        self._next.setVisible(better is not None)
        self._instead.setVisible(better is not None)
        if better is not None:
            self._next.setText(words.tr("Now this comes first: {way}").format(way=words.of(better.title)))

    def _fill(self, known: Sequence[Known]) -> None:
        clear(self._list)
        self.boxes.clear()
        self._texts.clear()
        for one in known:
            box = QCheckBox()
            box.setProperty("pairs", [list(pair) for pair in one.pairs])
            box.clicked.connect(self._ticked)
            text = _BoxText("body")
            text.setBuddy(box)
            line = row(box, text)
            line.setStretch(1, 1)
            line.setAlignment(box, Qt.AlignmentFlag.AlignTop)
            self._list.addLayout(line)
            self.boxes.append(box)
            self._texts.append(text)

    def _ticked(self, checked: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QCheckBox):
            self.tried.emit(tuple(tuple(pair) for pair in sender.property("pairs")), checked)
