"""What the cases come to, counted: how those stand that began in a span of time, and the reasons that were met."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import timedelta
from statistics import median

from orderdoctor.cases.times import LONGEST_WAIT


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases are in each state."""

    solved: int = 0
    open: int = 0
    waiting: int = 0
    handed_over: int = 0

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(astuple(self))


@dataclass(frozen=True, slots=True)
class Met:
    """A reason that was met; None stands for the cases that never came to a reason.

    usual   the median time from the beginning of its solved cases to their last entry; None if none tells it, or if
            the reason is not among the most frequent ones
    """

    reason: str | None
    cases: int
    solved: int
    usual: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """The cases of a stretch of time. spans: one after the other; reasons: the most frequent first, None at the end."""

    spans: tuple[Tally, ...]
    reasons: tuple[Met, ...]

    @property
    def total(self) -> Tally:
        """The cases of all spans."""
        return Tally(*(sum(counts) for counts in zip(*map(astuple, self.spans), strict=True)))


def usual_time(seconds: str) -> timedelta | None:
    """Return the median of whole seconds that stand behind each other, with commas between them.

    What took longer than anybody waits was reckoned with a wrong clock, and does not count.
    """
    longest = LONGEST_WAIT.total_seconds()
    told = [second for second in map(int, seconds.split(",")) if 0 <= second <= longest]
    return timedelta(seconds=median(told)) if told else None
