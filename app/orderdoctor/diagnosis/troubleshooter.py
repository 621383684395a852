"""What to do next: ask, try a fix, or hand over, whichever is cheapest to be expected (design: diagnosis, part 3).

A question is asked now if ECO(Q), its cost plus the expected cost after its answer, is below both the cost of going on
without it and the cost of trying the best fix first and asking after that failed: *now, after the best fix, or never*
(Jensen et al., The SACSO methodology, AI EDAM 15, 2001). One look ahead sees no use in the first of several questions
that only together tell reasons apart. Therefore the cost after an answer is the lower of two: repairing without any
question, and finding out the reason at the present rate (minutes for each bit) and then repairing that.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import mul

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.answers import AnswerTable
from orderdoctor.diagnosis.evidence import NONE
from orderdoctor.diagnosis.remedies import Remedy, by_the_way, goes_with, remedies_for, together
from orderdoctor.diagnosis.repair import best_order, by_efficiency, expected_cost, without

SYSTEM = "system"
"""The question whose answers are the systems: it also tells which fixes there are."""

MOST_QUESTIONS = 10
"""Nobody is asked more than this in one go."""

CONSIDERED = 6
"""So many questions, those that tell most for their minutes, are thought through to the end."""

_REASONS = 12
"""Reasons for which fixes are weighed: the likeliest."""

_LEAST = 0.004
"""Hypotheses below this probability do not count in a plan."""

_LEAST_BITS = 0.01

Failed = frozenset[tuple[str, str]]
"""Fixes that did not help, as reason id and solution id."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One thing to try. reached: the probability that nothing before it worked; works: that it works then."""

    remedy: Remedy
    works: float
    reached: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The fixes in the cheapest order, the expected minutes of it all, and how likely one of them works (0 to 1)."""

    trials: tuple[Trial, ...]
    minutes: float
    works: float


@dataclass(frozen=True, slots=True)
class Move:
    """What is best now. question: to be asked, or None; plan: what there is to try; asking: expected minutes with it.

    A plan without trials, and no question, means: hand over.
    """

    question: str | None
    plan: Plan
    asking: float


class Troubleshooter:
    """Decides for a catalog. Building it takes some 80 ms; a decision among 100 reasons some 4 ms."""

    def __init__(self, catalog: Catalog) -> None:
        """Take the catalog."""
        self._catalog = catalog
        self.hand_over = catalog.prices.hand_over
        self._annoyance = catalog.prices.question
        self.table = AnswerTable(catalog)
        self._doubt = {key: self._entropies(key) for key in catalog.questions}
        names = self.table.hypotheses
        self._shops = {system: _Shop(catalog, system, names) for system in (None, *catalog.systems)}

    def next(
        self,
        belief: Mapping[str, float],
        system: str | None = None,
        asked: Collection[str] = (),
        failed: Collection[tuple[str, str]] = (),
    ) -> Move:
        """The next move. asked: questions that are not to be asked (again); failed: fixes as (reason, solution id)."""
        plan = self.plan(belief, system, failed)
        if len(asked) >= MOST_QUESTIONS:
            return Move(None, plan, plan.minutes)
        line = [belief.get(name, 0.0) for name in self.table.hypotheses]
        open_ = [
            key for key in self._catalog.questions if key not in asked and not (key == SYSTEM and system)
        ]
        rates = sorted((rate, key) for key in open_ for rate in [self._rate(key, line)] if rate < math.inf)
        if not rates:
            return Move(None, plan, plan.minutes)
        look = _Look(self, system, frozenset(failed), rates[0][0])
        considered = [key for _, key in rates[:CONSIDERED]]
        costs = {key: self._price(key) + look.after(key, line) for key in considered}
        best = min(considered, key=lambda key: costs[key])
        if costs[best] >= min(look.without_asking(line), self._after_best_fix(plan, line, best, look)):
            return Move(None, plan, plan.minutes)
        return Move(best, plan, costs[best])

    def plan(
        self, belief: Mapping[str, float], system: str | None = None, failed: Collection[tuple[str, str]] = ()
    ) -> Plan:
        """What to try in which order, without any more questions."""
        shop = self.shop(system)
        likely = self.likely([belief.get(name, 0.0) for name in self.table.hypotheses])
        remedies = {remedy.action.key: remedy for remedy in shop.remedies(likely, failed)}
        hand_over = self.hand_over
        order = [
            remedies[a.key] for a in best_order([r.action for r in remedies.values()], likely, hand_over)
        ]
        left, mass, minutes = dict(likely), 1.0, 0.0
        trials = []
        for remedy in _batches(self._catalog, order, likely):
            works = remedy.action.works(left)
            trials.append(Trial(remedy, works / mass, mass))
            minutes += mass * remedy.action.cost
            mass = max(mass - works, 1e-9)
            left = without(left, remedy.action)
        return Plan(tuple(trials), minutes + mass * hand_over, 1 - mass)

    def _after_best_fix(self, plan: Plan, line: Sequence[float], question: str, look: _Look) -> float:
        """ECR(A;Q): the best fix first, and the question when it failed."""
        if not plan.trials:
            return math.inf
        action = plan.trials[0].remedy.action
        left = [
            p * (1 - action.cures.get(name, 0.0)) for name, p in zip(self.table.hypotheses, line, strict=True)
        ]
        mass = sum(left)
        if mass <= 0:
            return action.cost
        scaled = [p / mass for p in left]
        look = look.after_failure(plan.trials[0].remedy)
        later = min(self._price(question) + look.after(question, scaled), look.without_asking(scaled))
        return action.cost + mass * later

    def _price(self, question: str) -> float:
        return self._catalog.questions[question].minutes + self._annoyance

    def _entropies(self, question: str) -> list[float]:
        """For each hypothesis, how much is open about the answer (bits) if it is true."""
        return [entropy(column) for column in zip(*self.table.likelihoods(question), strict=True)]

    def _rate(self, question: str, line: Sequence[float]) -> float:
        """Minutes for each bit that a question is expected to tell about the reason; infinite if it tells nothing."""
        answers = [sum(map(mul, line, row)) for row in self.table.likelihoods(question)]
        bits = entropy(answers) - sum(map(mul, line, self._doubt[question]))
        return self._price(question) / bits if bits > _LEAST_BITS else math.inf

    def likely(self, line: Sequence[float]) -> dict[str, float]:
        """The likeliest reasons with their probability: those for which fixes are weighed."""
        top = nlargest(
            _REASONS, (pair for pair in zip(line, self.table.hypotheses, strict=True) if pair[0] >= _LEAST)
        )
        return {name: p for p, name in top if name != NONE}

    def shop(self, system: str | None) -> _Shop:
        """The fixes for users of a system; None: not known which."""
        return self._shops[system if system in self._shops else None]


class _Shop:
    """The fixes for users of one system. alone: by hypothesis, the expected cost of repair if that one is certain."""

    def __init__(self, catalog: Catalog, system: str | None, hypotheses: Sequence[str]) -> None:
        self._by_reason: dict[str, list[Remedy]] = {}
        for remedy in remedies_for(catalog, system):
            for reason in remedy.action.cures:
                self._by_reason.setdefault(reason, []).append(remedy)
        self._hypotheses = hypotheses
        self._hand_over = catalog.prices.hand_over
        self._alone = [self._certain(reason, ()) for reason in hypotheses]

    def alone(self, failed: Failed) -> Sequence[float]:
        """The expected cost of repair for each hypothesis, if it is certain and some fixes have failed."""
        if not failed:
            return self._alone
        hit = {reason for reason, _ in failed}
        return [
            self._certain(reason, failed) if reason in hit else cost
            for reason, cost in zip(self._hypotheses, self._alone, strict=True)
        ]

    def _certain(self, reason: str, failed: Collection[tuple[str, str]]) -> float:
        certain = {} if reason == NONE else {reason: 1.0}
        order = by_efficiency(
            [remedy.action for remedy in self.remedies(certain, failed)], certain, self._hand_over
        )
        return expected_cost(order, certain, self._hand_over)

    def remedies(self, likely: Mapping[str, float], failed: Collection[tuple[str, str]]) -> list[Remedy]:
        """The fixes for the likeliest reasons that have not failed, each once."""
        found = {r.action.key: r for reason in likely for r in self._by_reason.get(reason, ())}
        if not failed:
            return list(found.values())
        return [r for r in found.values() if not any((reason, fix.id) in failed for reason, fix in r.fixes)]


class _Look:
    """A look ahead from one belief: what answers would leave to pay. rate: minutes for each bit."""

    def __init__(self, doctor: Troubleshooter, system: str | None, failed: Failed, rate: float) -> None:
        self._doctor = doctor
        self._system = system
        self._failed = failed
        self._rate = rate
        self._alone: dict[str | None, Sequence[float]] = {}

    def after(self, question: str, line: Sequence[float]) -> float:
        """The expected cost after the answer, the question itself not counted."""
        total = 0.0
        answers = self._doctor.table.questions[question].answers
        for answer, row in zip(answers, self._doctor.table.likelihoods(question), strict=True):
            joint = list(map(mul, line, row))
            chance = sum(joint)
            if chance > 0:
                system = answer.id if question == SYSTEM else self._system
                total += chance * self._to_go([p / chance for p in joint], system)
        return total

    def after_failure(self, remedy: Remedy) -> _Look:
        """The same look when a fix has failed."""
        failed = self._failed | {(reason, fix.id) for reason, fix in remedy.fixes}
        return _Look(self._doctor, self._system, failed, self._rate)

    def without_asking(self, line: Sequence[float]) -> float:
        """The expected cost of repairing without a question."""
        return self._repair(line, self._system)

    def _to_go(self, line: Sequence[float], system: str | None) -> float:
        """The lower of repairing without a question, and finding out the reason at the present rate and repairing that."""
        if system not in self._alone:
            self._alone[system] = self._doctor.shop(system).alone(self._failed)
        pinned: float = sum(map(mul, line, self._alone[system])) + entropy(line) * self._rate
        return min(pinned, self._repair(line, system))

    def _repair(self, line: Sequence[float], system: str | None) -> float:
        likely = self._doctor.likely(line)
        actions = [r.action for r in self._doctor.shop(system).remedies(likely, self._failed)]
        hand_over = self._doctor.hand_over
        return expected_cost(by_efficiency(actions, likely, hand_over), likely, hand_over)


def entropy(chances: Sequence[float]) -> float:
    """How much is open, in bits; probabilities that add up to 1."""
    return -sum(p * math.log2(p) for p in chances if p > 0)


def _batches(catalog: Catalog, order: Sequence[Remedy], belief: Mapping[str, float]) -> list[Remedy]:
    """An order of fixes with those done by the way joined to the one before whose test they share."""
    found = []
    rest = list(order)
    left: Mapping[str, float] = belief
    while rest:
        batch = [rest.pop(0)]
        works, cost = batch[0].action.works(left), batch[0].action.cost
        for other in tuple(rest):
            new = not set(other.action.cures) & {reason for remedy in batch for reason in remedy.action.cures}
            if not new or not goes_with(batch[0].solution, other.solution):
                continue
            extra = by_the_way([remedy.solution for remedy in batch], other.solution)
            if other.action.works(left) * cost >= works * extra:
                batch.append(other)
                rest.remove(other)
                works, cost = works + other.action.works(left), cost + extra
        joined = together(catalog, batch)
        found.append(joined)
        left = without(left, joined.action)
    return found
