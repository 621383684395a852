"""A case under way, as the fix page shows it: its list of steps, what is open, what was done together, what is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from orderdoctor.cases.case import Case
from orderdoctor.cases.events import Event
from orderdoctor.casework import fixes_of, out_of_reach, untried
from orderdoctor.catalog.model import Catalog, Solution
from orderdoctor.diagnosis.agenda import Agenda, Item, agenda, is_essential
from orderdoctor.diagnosis.troubleshooter import Move, Plan
from orderdoctor.ui.desk import Desk
from orderdoctor.ui.finding import Finding

END = "end"
"""The key of the last card: did it work?"""


class Fixing:
    """One case at a time. Changes go through the desk and are saved at once."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk = desk
        self.case: Case | None = None
        self.fixes: tuple[tuple[str, Solution], ...] = ()
        """The main fix with its reason's id, and those that are done in the same go."""
        self.agenda = Agenda(())
        self._groups: dict[int, int] = {}
        """How many events belong together, by the place of the last of them (changed_seq): they are taken back together."""

    def take(self, case: Case, catalog: Catalog) -> None:
        """Take a case; a fix that the library lost since is replaced by the first one of the reason."""
        reason = catalog.reasons[case.reason or ""]
        self.case = case
        self.fixes = fixes_of(case, catalog) or ((reason.id, reason.solutions_for(case.system)[0]),)
        self.agenda = agenda(self.fixes, catalog.places)

    # --- what happens

    def record(self, *events: Event) -> bool:
        """Write down what happened at once; whether it could be saved."""
        case = self._desk.record(self.case.id, *events) if self.case else None
        if case is not None:
            self.case = case
            self._groups[case.changed_seq] = len(events)
        return case is not None

    def undo(self) -> Case | None:
        """The case without the latest thing that happened in it; None if nothing is left to take back."""
        case = self._desk.case(self.case.id) if self.case else None  # answers are recorded elsewhere
        return self._desk.undo(case.id, self._groups.get(case.changed_seq, 1)) if case else None

    # --- where it stands

    @property
    def open_items(self) -> Sequence[Item]:
        """The steps that are neither done nor blocked, in order."""
        case = self.case
        if case is None:
            return ()
        return [i for i in self.agenda.items if not case.step(i.key).done and case.step(i.key).blocked is None]

    @property
    def first_open(self) -> str:
        """The key of the first open step; END if there is none, or the case has ended."""
        case = self.case
        if case is None or case.state in ("solved", "handed-over") or case.outcome is not None:
            return END
        return next((item.key for item in self.open_items), END)

    @property
    def is_untouched(self) -> bool:
        """Whether the first step has not been begun."""
        case = self.case
        fresh = case is not None and case.outcome is None and case.state == "open"
        return fresh and len(self.open_items) == len(self.agenda.items)

    @property
    def is_stopped(self) -> bool:
        """Whether a step can't be done that the fixes come to nothing without."""
        case = self.case
        if case is None:
            return False
        return any(is_essential(item.step) and case.step(item.key).blocked is not None for item in self.agenda.items)

    def lacks_look(self, key: str) -> bool:
        """Whether nobody has looked yet for an order that exists already, which has to be done before this step."""
        look = self.agenda.look_before(key)
        return look is not None and self.case is not None and not self.case.step(look.key).done

    # --- what is better

    def outlook(self) -> tuple[Finding, Move] | None:
        """What everything in the case comes to, and what is best now."""
        finding = self._desk.resumed(self.case) if self.case else None
        move = self._desk.move(finding) if finding else None
        return (finding, move) if finding and move else None

    def left_over(self) -> list[tuple[str, Solution]]:
        """The fixes of the case's reason that were neither tried nor found impossible, though unlikely to help."""
        catalog, case = self._desk.catalog, self.case
        reason = catalog.reasons.get(case.reason or "") if catalog and case else None
        if catalog is None or case is None or reason is None:
            return []
        out = {*out_of_reach(case, catalog), *((name, fix.id) for name, fix in self.fixes)}
        return [(reason.id, fix) for fix in untried(case, reason) if (reason.id, fix.id) not in out]

    def better(self) -> tuple[str, Solution] | None:
        """The fix that comes before the present one since the user told what they had tried."""
        from orderdoctor.ui.widgets.next_fix import main_fix

        outlook = self.outlook() if self.case and self.case.tried else None
        trials = outlook[1].plan.trials if outlook else ()
        if not outlook or not trials or self.fixes[0] in trials[0].remedy.fixes:
            return None
        return main_fix(trials[0], outlook[0].diagnosis)

    def from_the_start(self) -> Plan | None:
        """The plan as if nothing had been tried: what may have been tried before."""
        counsel = self._desk.counsel
        if counsel is None or self.case is None:
            return None
        return counsel.plan(replace(counsel.resumed(self.case), failed=(), blocked=()))
