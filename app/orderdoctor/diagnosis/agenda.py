"""What is to be done for one fix, or for several in one go: their steps as one list, each once, the shared test last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from orderdoctor.catalog.model import Place, Solution, Step

WAIT = "wait"
HERE = "here"
"""The places of steps that need nothing of anybody else's: waiting, and checking in Order Doctor."""

LOOK = "double-order"
"""What a step warns of that has to be done before anything is ordered again: looking whether an order exists already."""


@dataclass(frozen=True, slots=True)
class Item:
    """A step in the list. key: its stable key in cases; minutes: the user's own effort, with the way to its place."""

    key: str
    step: Step
    minutes: float


@dataclass(frozen=True, slots=True)
class Agenda:
    """The steps in their order. All minutes together are those of the fixes: each place costs once."""

    items: tuple[Item, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the steps, in order."""
        return tuple(item.key for item in self.items)

    @property
    def minutes(self) -> float:
        """The user's own effort in all."""
        return sum(item.minutes for item in self.items)

    @property
    def whole_minutes(self) -> Mapping[str, int]:
        """The minutes of each step by its key as whole ones: together those of all, rounded; one at least for a place."""
        minutes: dict[str, int] = {}
        passed = 0.0
        for _, items in self.groups:
            for item in items:
                passed += item.minutes
                minutes[item.key] = max(0, int(passed + 0.5) - sum(minutes.values()))
            if items[-1].minutes and not any(minutes[item.key] for item in items):
                minutes[items[-1].key] = 1
        return minutes

    @property
    def groups(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """The steps that follow each other in one place, with the id of the place."""
        return ((place, tuple(items)) for place, items in groupby(self.items, lambda item: item.step.place))

    def item(self, key: str) -> Item:
        """The step with this key. Raises KeyError."""
        return {item.key: item for item in self.items}[key]

    def number(self, key: str) -> int:
        """The place of a step in the list, from 1. Raises ValueError."""
        return self.keys.index(key) + 1

    def look_before(self, key: str) -> Item | None:
        """The look for an order that exists already, which has to be done before this step; None if there is none."""
        before = self.items[: self.number(key) - 1]
        return next((item for item in reversed(before) if item.step.warns == LOOK), None)


def is_essential(step: Step) -> bool:
    """Whether a fix comes to nothing without this step: not if it is a wait, a check of ours, or a look."""
    return step.place not in (WAIT, HERE) and step.warns != LOOK


def agenda(fixes: Sequence[tuple[str, Solution]], places: Mapping[str, Place]) -> Agenda:
    """The list for fixes, as reason id and solution, the first of which is the main one."""
    shares = {}
    named: dict[Step, str] = {}
    steps: list[Step] = []
    for number, (reason, solution) in enumerate(fixes):
        for step in solution.steps:
            if step not in named:
                key = solution.key(step)
                named[step] = key if number == 0 else f"{reason}/{key}"
                shares[step] = _share(solution, step)
        steps = _merged(steps, solution.steps) if number else list(solution.steps)
    items = []
    been: set[str] = set()
    for step in steps:
        way = 0.0 if step.place in been else places[step.place].minutes
        been.add(step.place)
        items.append(Item(named[step], step, shares[step] + way))
    return Agenda(tuple(items))


def _share(solution: Solution, step: Step) -> float:
    """A step's part of its fix's minutes; waiting is no effort, unless there is nothing else."""
    active = [known for known in solution.steps if known.place != WAIT] or list(solution.steps)
    return solution.minutes / len(active) if step in active else 0.0


def _merged(steps: list[Step], others: Sequence[Step]) -> list[Step]:
    """Both lists in one that keeps the order of each; what both have stands once, what is new joins its own place."""
    merged = list(steps)
    low = 0
    waiting: list[Step] = []
    for step in others:
        if step not in merged:
            waiting.append(step)
        elif merged.index(step) >= low:
            low = _insert(merged, waiting, low, merged.index(step)) + 1
            waiting = []
    _insert(merged, waiting, low, len(merged))
    return merged


def _insert(merged: list[Step], new: Sequence[Step], low: int, high: int) -> int:
    """Put steps between two positions, each behind the last one of its place; where the upper position is then."""
    for step in new:
        same = [i for i in range(low, high) if merged[i].place == step.place]
        low = (same[-1] + 1) if same else high
        merged.insert(low, step)
        low, high = low + 1, high + 1
    return high
