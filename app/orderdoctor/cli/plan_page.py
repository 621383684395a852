"""The plan on a page: what there is to try, in the cheapest order, and what is done in one go."""

from __future__ import annotations

from collections.abc import Sequence

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Solution
from orderdoctor.cli.output import Page
from orderdoctor.diagnosis.agenda import HERE, WAIT, agenda
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.diagnosis.remedies import Remedy
from orderdoctor.diagnosis.troubleshooter import Plan, Trial
from orderdoctor.i18n import Text, Words
from orderdoctor.phrasing import COSTS, effort, waiting_time

MOST = 6
"""Things to try that a page shows."""

REACHED = 0.05
"""What is less likely to be needed is not shown."""

_NOWHERE = (HERE, WAIT)


class PlanPage:
    """Writes plans in one language."""

    def __init__(self, page: Page, catalog: Catalog, words: Words) -> None:
        """Take where to write, what is known, and the language."""
        self._page = page
        self._catalog = catalog
        self._words = words

    def show(self, plan: Plan, diagnosis: Diagnosis) -> None:
        """The fixes in their order, each with the reason that it is likeliest for; nothing if there is none."""
        words = self._words
        trials = [trial for trial in plan.trials if trial.reached >= REACHED][:MOST]
        if not trials:
            return
        self._page.heading(words.tr("The plan"))
        self._page.text(words.tr("Try this in this order until the order moves:"), 2)
        for number, trial in enumerate(trials, 1):
            self._page.item(f"{number}.", self.line(trial, diagnosis))
            fixes = different_fixes(trial.remedy, diagnosis)
            for reason, fix in fixes:
                if len(fixes) > 1:
                    self._page.item("–", self._plain(fix.title), 5)
                title = self._plain(self._catalog.reasons[reason].title)
                told = words.tr("Helps if this is the reason: {reason}").format(reason=title)
                self._page.text(told, 7 if len(fixes) > 1 else 5)
        self._page.text(words.tr("If nothing of it helps, hand the case over to support."), 2)

    def line(self, trial: Trial, diagnosis: Diagnosis) -> str:
        """What is tried at once in one line: the fix or where several are done, what it takes, how likely it works."""
        words = self._words
        solutions = [fix for _, fix in different_fixes(trial.remedy, diagnosis)]
        facts = " · ".join(self._facts(trial, solutions))
        if len(solutions) == 1:
            return words.tr("{title} ({facts})").format(title=self._plain(solutions[0].title), facts=facts)
        return words.tr("{place}, in one go ({facts}):").format(place=self._places(solutions[0]), facts=facts)

    def in_full(self, trial: Trial, diagnosis: Diagnosis) -> str:
        """A trial in one line, with all the fixes that are done in one go."""
        fixes = different_fixes(trial.remedy, diagnosis)
        names = [self._plain(fix.title) for _, fix in fixes] if len(fixes) > 1 else []
        return " ".join(filter(None, (self.line(trial, diagnosis), " · ".join(names))))

    def _facts(self, trial: Trial, solutions: Sequence[Solution]) -> list[str]:
        words = self._words
        facts = [effort(minutes_of(trial.remedy, self._catalog), words)]
        hours = max(fix.wait_hours for fix in solutions)
        if hours:
            facts.append(words.tr("{time} of waiting").format(time=waiting_time(hours, words)))
        costs = {fix.costs for fix in solutions} - {"free"}
        facts += [words.marked(COSTS[name]) for name in sorted(costs)]
        return [*facts, chance_text(trial.works, words)]

    def _places(self, solution: Solution) -> str:
        names = [self._catalog.places[place].name for place in solution.places if place not in _NOWHERE]
        return " · ".join(map(self._plain, names)) or self._words.tr("Here")

    def _plain(self, text: Text) -> str:
        return plain(self._words.of(text), self._catalog.labels, self._words)


def likeliest_first(remedy: Remedy, diagnosis: Diagnosis) -> list[tuple[str, Solution]]:
    """The fixes of a remedy with the reason of each, those of likelier reasons first."""
    likely = {ranked.reason: ranked.probability for ranked in diagnosis.ranking}
    return sorted(remedy.fixes, key=lambda pair: -likely.get(pair[0], 0.0))


def different_fixes(remedy: Remedy, diagnosis: Diagnosis) -> list[tuple[str, Solution]]:
    """The same; of fixes with the same steps only that of the likeliest reason."""
    by_steps = {fix.steps: (reason, fix) for reason, fix in reversed(likeliest_first(remedy, diagnosis))}
    return [pair for pair in likeliest_first(remedy, diagnosis) if by_steps[pair[1].steps] == pair]


def minutes_of(remedy: Remedy, catalog: Catalog) -> float:
    """The user's own effort for a remedy, in minutes; each place costs once."""
    return agenda(remedy.fixes, catalog.places).minutes


def chance_text(works: float, words: Words) -> str:
    """How likely something works, with its number: 0.7 -> "works about 7 in 10"."""
    if works >= 0.95:
        return words.tr("works more than 19 in 20")
    if works < 0.05:
        return words.tr("works less than 1 in 20")
    return words.tr("works about {n} in 10").format(n=max(1, min(9, round(works * 10))))
