"""What was learned from the user's own cases: shown, and forgotten at a click."""

from __future__ import annotations

from PySide6.QtCore import Signal

from orderdoctor.catalog.model import Catalog
from orderdoctor.i18n import Words
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.text import PlainLabel

SHOWN = 12
"""Reasons that are listed at most; the others are counted."""


class LearnedCard(Card):
    """Lists the reasons that count more because the user has solved them before."""

    forget = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("plain", margin=20, gap=10)
        self._head = PlainLabel("heading")
        self._text = PlainLabel("body")
        self._list = PlainLabel("body").copyable()
        self._forget = Button(kit, "plain", "rotate-ccw")
        flow = Flow(8)
        flow.addWidget(self._forget)
        for widget in (self._head, self._text, self._list):
            self.box.addWidget(widget)
        self.box.addLayout(flow)
        self._forget.clicked.connect(self.forget)

    def show_learned(self, solved: dict[str, int], catalog: Catalog | None, words: Words) -> None:
        """Show how many solved cases of each reason count; reasons that the library has no more are left out."""
        known = {reason: n for reason, n in solved.items() if catalog and reason in catalog.reasons}
        self._head.setText(words.tr("Learned from your cases"))
        self._text.setText(
            words.tr(
                "Reasons that you have solved before are taken to be a little likelier. "
                "The library always counts at least as much as your own cases."
            )
            if known
            else words.tr("Nothing yet. When a case is solved, its reason counts a little more next time.")
        )
        order = sorted(known, key=lambda reason: (-known[reason], reason))
        lines = [self._line(catalog, reason, known[reason], words) for reason in order[:SHOWN] if catalog]
        if len(order) > SHOWN:
            rest = len(order) - SHOWN
            lines.append(words.trn("and {n} other reason", "and {n} other reasons", rest).format(n=rest))
        self._list.setText("\n".join(lines))
        self._list.setVisible(bool(lines))
        self._forget.say(words.tr("Forget what was learned"))
        self._forget.setVisible(bool(known))

    @staticmethod
    def _line(catalog: Catalog, reason: str, number: int, words: Words) -> str:
        line = words.trn("{reason}: {n} solved case", "{reason}: {n} solved cases", number)
        return line.format(reason=words.of(catalog.reasons[reason].title), n=number)
