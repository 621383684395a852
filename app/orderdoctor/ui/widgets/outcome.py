"""The end of a checklist: did it work, and what next if it did not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from orderdoctor.cases.case import Case
from orderdoctor.catalog.model import Catalog, Solution
from orderdoctor.diagnosis.troubleshooter import Move
from orderdoctor.ui.finding import Finding
from orderdoctor.ui.kit import Kit
from orderdoctor.ui.widgets.boxes import Card, Flow
from orderdoctor.ui.widgets.buttons import Button
from orderdoctor.ui.widgets.handover import HandoverCard
from orderdoctor.ui.widgets.next_fix import FixList, NextFixes
from orderdoctor.ui.widgets.text import PlainLabel


class OutcomeCard(Card):
    """Asks whether it worked; after a no, or a step that can't be done, it shows the plan, or hands over."""

    worked = Signal(str)
    other = Signal(str, str)
    """A reason's id and a solution's id to try next."""
    ask = Signal()
    hand_over = Signal()
    again = Signal()
    go_on = Signal()
    """The user goes on with the steps although one of them can't be done."""

    def __init__(self, kit: Kit) -> None:
        """Take the kit."""
        super().__init__("plain", margin=24, gap=14)
        self._kit = kit
        self._head = PlainLabel("heading")
        self._text = PlainLabel("body")
        self.next = NextFixes(kit)
        self.handover = HandoverCard(kit)
        self.left_over = FixList(kit)
        self._yes = Button(kit, "primary", "check")
        self._not_yet = Button(kit, "plain", "clock")
        self._no = Button(kit, "plain", "x")
        self._go_on = Button(kit, "plain", "list-checks")
        self._hand = Button(kit, "plain", "send")
        self._again = Button(kit, "quiet", "rotate-ccw")
        flow = Flow(8)
        for button in (self._yes, self._not_yet, self._no, self._go_on, self._hand, self._again):
            flow.addWidget(button)
        for widget in (self._head, self._text, self.next, self.handover, self.left_over):
            self.box.addWidget(widget)
        self.box.addLayout(flow)
        self._yes.clicked.connect(self._say_yes)
        self._not_yet.clicked.connect(self._say_not_yet)
        self._no.clicked.connect(self._say_no)
        self._go_on.clicked.connect(self.go_on)
        self._hand.clicked.connect(self.hand_over)
        self._again.clicked.connect(self.again)
        self.next.start.connect(self.other)
        self.left_over.start.connect(self.other)
        self.next.ask.connect(self.ask)

    @property
    def first_button(self) -> Button:
        """Where the focus goes when the card comes up."""
        if not self.next.isHidden():
            return self.next.start_button
        if not self.handover.isHidden():
            return self.handover.copy_button
        return next((b for b in (self._yes, self._hand, self._again) if not b.isHidden()), self._yes)

    def show_case(
        self,
        case: Case,
        catalog: Catalog,
        outlook: tuple[Finding, Move] | None,
        left_over: Sequence[tuple[str, Solution]],
        stopped: bool,
    ) -> None:
        """Ask, or say how it ended.

        outlook: what everything together comes to and what is best now, if the case needs another way or other people;
        left_over: fixes that are not worth it by the plan, for when it has none; stopped: whether a step that the fix
        needs can't be done.
        """
        words = self._kit.words
        under_way = case.state in ("open", "waiting")
        waiting = case.outcome == "not-yet" and under_way
        failed = case.outcome == "no" and case.state == "open"
        asking = case.outcome is None and under_way
        stopped = stopped and asking
        plan = outlook[1].plan.trials if outlook and (failed or stopped) else ()
        at_end = (failed or stopped) and not plan
        self._yes.setVisible((asking or waiting) and not stopped)
        self._no.setVisible((asking or waiting) and not stopped)
        self._not_yet.setVisible(asking and not stopped)
        self._go_on.setVisible(stopped)
        self._hand.setVisible(failed or stopped)
        self._again.setVisible(case.state in ("solved", "handed-over"))
        self.next.setVisible(bool(plan))
        self.left_over.setVisible(at_end and bool(left_over))
        if at_end:
            self.left_over.show_fixes(words.tr("You can still try these"), left_over, catalog)
        self.handover.setVisible(at_end or case.state == "handed-over")
        if plan and outlook:
            self.next.show_plan(outlook[1], outlook[0].diagnosis, catalog)
        if not self.handover.isHidden():
            self.handover.show_case(case, outlook[0].diagnosis if outlook else None, catalog)
        self._yes.say(words.tr("Yes, the order moves again"))
        self._not_yet.say(words.tr("Not yet, I have to wait"))
        self._no.say(words.tr("No"))
        self._go_on.say(words.tr("Go on with these steps all the same"))
        self._hand.say(words.tr("I have handed it over") if at_end else words.tr("Hand over to someone else"))
        self._again.say(words.tr("Open the case again"))
        if case.state == "solved":
            self._say(words.tr("Solved"), words.tr("The order moves again. The case stays in your history."))
        elif case.state == "handed-over":
            self._say(
                words.tr("Handed over"),
                words.tr("Someone else goes on from here. Everything you tried is in the case."),
            )
        elif at_end and left_over:
            self._say(
                words.tr("Now handing over is the shortest way"),
                words.tr("What is left helps too seldom for its time. The text below tells others all that is known."),
            )
        elif at_end:
            self._say(
                words.tr("The library has nothing more that is worth trying"),
                words.tr("It knows no other fix that fits. The text below tells others all that is known."),
            )
        elif plan:
            self._say_next(stopped)
        elif waiting:
            self._say(words.tr("Has it worked by now?"), words.tr("Look at the order again before you answer."))
        else:
            self._say(words.tr("Did it work?"), words.tr("Look at the order once more before you answer."))

    def _say_next(self, stopped: bool) -> None:
        words = self._kit.words
        if stopped:
            self._say(
                words.tr("Another way"),
                words.tr("This fix needs a step that can't be done. Here is the next best one."),
            )
        else:
            self._say(words.tr("Then try this"), words.tr("What you tried is noted. This is the best fix now."))

    def _say(self, head: str, text: str) -> None:
        self._head.setText(head)
        self._text.setText(text)

    def _say_yes(self) -> None:
        self.worked.emit("yes")

    def _say_not_yet(self) -> None:
        self.worked.emit("not-yet")

    def _say_no(self) -> None:
        self.worked.emit("no")
