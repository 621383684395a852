"""The end of a checklist: did it work, and what next if it did not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from orderdoctor.cases.case import Case
from orderdoctor.catalog.model import Catalog, Reason, Solution
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.telling import solution_line
from orderdoctor.ui.widgets.boxes import Card, Flow, clear, column
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.choice import Choice
from orderdoctor.ui.widgets.text import PlainLabel


class OutcomeCard(Card):
    """Asks whether it worked; after a no it offers the other ways out, the other reasons, and handing over."""

    worked = Signal(str)
    other = Signal(str, str)
    """A reason's id and a solution's id to try next."""
    hand_over = Signal()
    again = Signal()

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("plain", margin=24, gap=14)
        self._kit = kit
        self._head = PlainLabel("heading")
        self._text = PlainLabel("body")
        self._yes = Button(kit, "primary", "check")
        self._not_yet = Button(kit, "plain", "clock")
        self._no = Button(kit, "plain", "x")
        self._hand = Button(kit, "plain", "send")
        self._again = Button(kit, "quiet", "rotate-ccw")
        self._others = column(8)
        flow = Flow(8)
        for button in (self._yes, self._not_yet, self._no, self._hand, self._again):
            flow.addWidget(button)
        self.box.addWidget(self._head)
        self.box.addWidget(self._text)
        self.box.addLayout(self._others)
        self.box.addLayout(flow)
        self._yes.clicked.connect(self._say_yes)
        self._not_yet.clicked.connect(self._say_not_yet)
        self._no.clicked.connect(self._say_no)
        self._hand.clicked.connect(self.hand_over)
        self._again.clicked.connect(self.again)

    @property
    def first_button(self) -> Button:
        """Where the focus goes when the card comes up."""
        item = self._others.itemAt(0)
        choice = item.widget() if item is not None else None
        if isinstance(choice, Choice):
            return choice
        return next((b for b in (self._yes, self._hand, self._again) if not b.isHidden()), self._yes)

    def show_case(self, case: Case, catalog: Catalog, likely: Sequence[str] = ()) -> None:
        """Ask, or say how it ended. likely: the reasons by what checks say, if any was made."""
        words = self._kit.words
        clear(self._others)
        asking = case.outcome is None and case.state in ("open", "waiting")
        waiting = case.outcome == "not-yet" and case.state in ("open", "waiting")
        for button in (self._yes, self._not_yet, self._no):
            button.setVisible(asking or waiting)
        self._not_yet.setVisible(asking)
        failed = case.outcome == "no" and case.state == "open"
        self._hand.setVisible(failed)
        self._again.setVisible(case.state in ("solved", "handed-over"))
        self._yes.say(words.tr("Yes, the order moves again"))
        self._not_yet.say(words.tr("Not yet, I have to wait"))
        self._no.say(words.tr("No"))
        self._hand.say(words.tr("Hand over to someone else"))
        self._again.say(words.tr("Open the case again"))
        if case.state == "solved":
            self._say(words.tr("Solved"), words.tr("The order moves again. The case stays in your history."))
        elif case.state == "handed-over":
            self._say(
                words.tr("Handed over"),
                words.tr("Someone else goes on from here. Everything you tried is in the case."),
            )
        elif failed:
            self._show_others(case, catalog, likely)
        elif waiting:
            self._say(words.tr("Has it worked by now?"), words.tr("Look at the order again before you answer."))
        else:
            self._say(words.tr("Did it work?"), words.tr("Look at the order once more before you answer."))

    def _say(self, head: str, text: str) -> None:
        self._head.setText(head)
        self._text.setText(text)

    def _show_others(self, case: Case, catalog: Catalog, likely: Sequence[str]) -> None:
        words = self._kit.words
        ways = next_ways(case, catalog, likely)
        if ways:
            self._say(
                words.tr("Then try this"),
                words.tr("What you tried is noted. These are the next ways, the likeliest first."),
            )
        else:
            self._say(
                words.tr("The library knows no other way"),
                words.tr(
                    "Hand the case over with everything you tried: your app's support or AliExpress can look into the order."
                ),
            )
        for reason, solution in ways[:4]:
            choice = Choice(self._kit, reason.id)
            title = words.of(solution.title)
            if reason.id != case.reason:
                title = words.tr("{reason}: {way}").format(reason=words.of(reason.title), way=title)
            choice.say_both(title, solution_line(solution, catalog, words))
            choice.setProperty("ids", [reason.id, solution.id])
            choice.clicked.connect(self._pick)
            self._others.addWidget(choice)

    def _pick(self) -> None:
        sender = self.sender()
        if isinstance(sender, Choice):
            reason, solution = sender.property("ids")
            self.other.emit(reason, solution)

    def _say_yes(self) -> None:
        self.worked.emit("yes")

    def _say_not_yet(self) -> None:
        self.worked.emit("not-yet")

    def _say_no(self) -> None:
        self.worked.emit("no")


def next_ways(case: Case, catalog: Catalog, likely: Sequence[str] = ()) -> list[tuple[Reason, Solution]]:
    """What was not tried yet: the other ways out of the reason, then the first ways out of the case's other reasons.

    likely: reasons by what checks say; they go before those of the first diagnosis.
    """
    tried = {(attempt.reason, attempt.solution) for attempt in case.tried}
    reasons = [case.reason, *likely, *(reason for reason, _ in case.alternatives)]
    system = case.system or _system_of(case, catalog)
    ways = []
    for reason_id in dict.fromkeys(reasons):
        reason = catalog.reasons.get(reason_id or "")
        if reason is None:
            continue
        open_ways = [s for s in reason.solutions_for(system) if (reason.id, s.id) not in tried]
        ways += [(reason, solution) for solution in (open_ways if reason_id == case.reason else open_ways[:1])]
    return ways


def _system_of(case: Case, catalog: Catalog) -> str | None:
    """Where the user works, judged by the way out that they chose."""
    reason = catalog.reasons.get(case.reason or "")
    chosen = [solution for solution in (reason.solutions if reason else ()) if solution.id == case.solution]
    return chosen[0].systems[0] if chosen else None
