"""Stretches of a text that are taken, so that no other reading claims them again."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable


class Taken:
    """Stretches (start, end) that do not overlap one another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take the first ones; of two that overlap the one that comes first counts."""
        self._spans: list[tuple[int, int]] = []
        for span in spans:
            self.take(*span)

    def free(self, start: int, end: int) -> bool:
        """Whether a stretch overlaps none of them."""
        at = bisect_right(self._spans, (start, end))
        before = at == 0 or self._spans[at - 1][1] <= start
        return before and (at == len(self._spans) or self._spans[at][0] >= end)

    def take(self, start: int, end: int) -> bool:
        """Take a stretch if it is free, and say whether it was."""
        if not self.free(start, end):
            return False
        insort(self._spans, (start, end))
        return True
