"""What repairing costs: actions, orders of actions, and their expected cost (design: diagnosis, part 3).

ECR of an order of actions = the sum over its actions of the action's cost times the probability that nothing before it
worked. For one fault, independent actions and fixed costs, sorting by efficiency (probability over cost) is optimal
(Heckerman, Breese and Rommelse, CACM 38(3), 1995). Where actions cure several reasons it is not: then the first few are
put into the cheapest order of all. Handing over always works and has its price; an action that is less efficient than handing over is
not worth trying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Belief = Mapping[str, float]
"""The probability of each hypothesis that still matters; what is missing to the total is cured by nothing but handing over."""

EXACT = 6
"""So many actions are brought into the cheapest order of all; what comes after them stays in the order of efficiency."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be tried. cures: by reason, the probability that it works; cost: minutes, everything included."""

    key: str
    cures: Mapping[str, float]
    cost: float

    def works(self, belief: Belief) -> float:
        """The probability mass of a belief that this action would free."""
        return sum(belief.get(reason, 0.0) * chance for reason, chance in self.cures.items())


def without(belief: Belief, action: Action) -> dict[str, float]:
    """The mass that is left for each hypothesis after an action failed (not scaled up again)."""
    left = dict(belief)
    for reason, chance in action.cures.items():
        if reason in left:
            left[reason] *= 1 - chance
    return left


def expected_cost(order: Sequence[Action], belief: Belief, hand_over: float, mass: float = 1.0) -> float:
    """The expected cost of trying actions in order and handing over at the end, in minutes. mass: of the whole belief."""
    cost = 0.0
    left: Belief = belief
    for action in order:
        cost += mass * action.cost
        mass -= action.works(left)
        left = without(left, action)
    return cost + max(mass, 0.0) * hand_over


def by_efficiency(actions: Sequence[Action], belief: Belief, hand_over: float, mass: float = 1.0) -> list[Action]:
    """The actions worth trying before handing over: always the most efficient of what is left."""
    order: list[Action] = []
    rest = list(actions)
    left: Belief = belief
    while rest and mass > 0:
        best = max(rest, key=lambda action: action.works(left) / action.cost)
        gain = best.works(left)
        if gain * hand_over <= mass * best.cost:
            break
        rest.remove(best)
        order.append(best)
        mass -= gain
        left = without(left, best)
    return order


def best_order(actions: Sequence[Action], belief: Belief, hand_over: float) -> list[Action]:
    """The cheapest order: exact for the first EXACT actions by efficiency, the rest by efficiency after them.

    What is left after some actions failed depends on which they were, not on their order, so that the best order of n
    actions takes 2^n steps and not n!.
    """
    greedy = by_efficiency(actions, belief, hand_over)
    first, rest = greedy[:EXACT], greedy[EXACT:]
    if len(first) < 2:
        return greedy
    masses = {0: (dict(belief), 1.0)}
    best: dict[int, tuple[float, int]] = {}
    full = (1 << len(first)) - 1
    for tried in range(1, full + 1):
        last = tried.bit_length() - 1
        before, mass = masses[tried ^ (1 << last)]
        masses[tried] = without(before, first[last]), mass - first[last].works(before)
    for tried in range(full, -1, -1):
        left, mass = masses[tried]
        after = _rest_cost(rest, left, hand_over, mass) if tried == full else max(mass, 0.0) * hand_over
        best[tried] = (after, -1)
        for i, action in enumerate(first):
            if not tried >> i & 1:
                cost = max(mass, 0.0) * action.cost + best[tried | 1 << i][0]
                if cost < best[tried][0] - 1e-12:
                    best[tried] = (cost, i)
    return _walked(best, first, rest, full)


def _rest_cost(rest: Sequence[Action], left: Belief, hand_over: float, mass: float) -> float:
    return expected_cost(rest, left, hand_over, max(mass, 0.0))


def _walked(
    best: Mapping[int, tuple[float, int]], first: Sequence[Action], rest: list[Action], full: int
) -> list[Action]:
    order: list[Action] = []
    tried = 0
    while best[tried][1] >= 0:
        order.append(first[best[tried][1]])
        tried |= 1 << best[tried][1]
    return order + rest if tried == full else order
