"""The catalog's fixes as actions with a cost, and which of them are done in one go.

A fix costs its minutes, the way to its places, and what the price list says of money, risk and waiting. Fixes of
different reasons that are done in the same places and end with the same step (usually: order again) are done together
and tested once (Ottosen and Jensen, The Cost of Troubleshooting Cost Clusters with Inside Information, UAI 2010).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from orderdoctor.catalog.model import WORKS, Catalog, Prices, Reason, Solution, Step
from orderdoctor.diagnosis.repair import Action

_APART = ("irreversible", "money", "time")
"""What a step may warn of that keeps its fix from being done by the way."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A fix of one reason, or the same fix of several. fixes: pairs of reason id and solution."""

    action: Action
    fixes: tuple[tuple[str, Solution], ...]

    @property
    def solution(self) -> Solution:
        """The steps that are done."""
        return self.fixes[0][1]


def remedies_for(catalog: Catalog, system: str | None) -> tuple[Remedy, ...]:
    """All fixes for users of a system; None: not known where, and then a fix may be one of another place."""
    same: dict[tuple[Step, ...], list[tuple[str, Solution, float]]] = {}
    for reason in catalog.reasons.values():
        for solution in reason.solutions_for(system):
            works = WORKS[solution.works] * _fits(solution, reason, system)
            same.setdefault(solution.steps, []).append((reason.id, solution, works))
    return tuple(_remedy(catalog, found) for found in same.values())


def _remedy(catalog: Catalog, found: Sequence[tuple[str, Solution, float]]) -> Remedy:
    reason, solution, _ = found[0]
    cures = {name: works for name, _, works in found}
    action = Action(f"{reason}/{solution.id}", cures, cost_of(catalog, solution))
    return Remedy(action, tuple((name, fix) for name, fix, _ in found))


def _fits(solution: Solution, reason: Reason, system: str | None) -> float:
    """How likely a fix is one for this user's system: certain if that is known, else its share of the reason's systems."""
    if system is not None:
        return 1.0
    return len(set(solution.systems) & set(reason.systems)) / len(reason.systems)


def cost_of(catalog: Catalog, solution: Solution) -> float:
    """What a fix costs on its own, in minutes: effort, ways, money, risk, waiting."""
    return catalog.minutes(solution) + _surcharge(catalog.prices, solution)


def _surcharge(prices: Prices, solution: Solution) -> float:
    warned = {step.warns for step in solution.steps}
    return (
        {"free": 0.0, "maybe": prices.maybe, "money": prices.money}[solution.costs]
        + ("irreversible" in warned) * prices.irreversible
        + ("double-order" in warned) * prices.double_order
        + min(prices.wait_most, solution.wait_hours * prices.wait_hour)
    )


def goes_with(solution: Solution, other: Solution) -> bool:
    """Whether another fix is done by the way: in the same places, tested by the same last step, without risk or waiting."""
    return (
        set(other.places) <= {*solution.places, "here"}
        and solution.steps[-1] == other.steps[-1]
        and len(other.steps) > 1
        and all(_is_light(fix) for fix in (solution, other))
    )


def _is_light(solution: Solution) -> bool:
    return solution.costs == "free" and not any(s.wait_hours or s.warns in _APART for s in solution.steps)


def by_the_way(solutions: Sequence[Solution], other: Solution) -> float:
    """The minutes that another fix adds to fixes that are done anyway: its own steps only."""
    done = {step for solution in solutions for step in solution.steps}
    return sum(step not in done for step in other.steps) * other.minutes / len(other.steps)


def together(catalog: Catalog, remedies: Sequence[Remedy]) -> Remedy:
    """Several fixes as one action, tested once at its end."""
    if len(remedies) == 1:
        return remedies[0]
    cost = remedies[0].action.cost
    for number, remedy in enumerate(remedies[1:], 1):
        cost += by_the_way([earlier.solution for earlier in remedies[:number]], remedy.solution)
    cures: dict[str, float] = {}
    for remedy in remedies:
        for reason, works in remedy.action.cures.items():
            cures[reason] = 1 - (1 - cures.get(reason, 0.0)) * (1 - works)
    fixes: tuple[tuple[str, Solution], ...] = reduce(lambda all_, remedy: all_ + remedy.fixes, remedies, ())
    return Remedy(Action(" + ".join(remedy.action.key for remedy in remedies), cures, cost), fixes)
