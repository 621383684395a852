"""Finds the field's concepts in a folded text: tracking number = mã vận đơn = 运单号, whichever language says it.

Latin words are found whole, Chinese ones anywhere; the longest wins, and none stands inside another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from orderdoctor.diagnosis.fold import is_han

_STEP = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[^\W_]")


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept in a text: its id, and where it stands (folded positions)."""

    id: str
    start: int
    end: int


class ConceptFinder:
    """Knows the words of all concepts by their first two parts: a Latin word or a Chinese character each."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a folded word and the id of its concept."""
        self._by_start: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for word, concept in words:
            parts = _STEP.findall(word)
            if parts:
                start = (parts[0], parts[1] if len(parts) > 1 else "")
                self._by_start.setdefault(start, []).append((word, concept))
        for candidates in self._by_start.values():
            candidates.sort(key=lambda pair: -len(pair[0]))

    def find(self, folded: str) -> tuple[FoundConcept, ...]:
        """The concepts in a folded text, in order."""
        steps = _STEP.findall(folded)
        found: list[FoundConcept] = []
        end = place = 0
        for step, following in zip(steps, [*steps[1:], ""], strict=False):
            start = folded.index(step, place)
            place = start + len(step)
            if start < end:
                continue
            for key in ((step, following), (step, "")):
                hit = self._longest(key, folded, start) if key in self._by_start else None
                if hit:
                    found.append(hit)
                    end = hit.end
                    break
        return tuple(found)

    def _longest(self, key: tuple[str, str], folded: str, start: int) -> FoundConcept | None:
        for word, concept in self._by_start[key]:
            stop = start + len(word)
            if folded.startswith(word, start) and _whole(folded, stop):
                return FoundConcept(concept, start, stop)
        return None


def _whole(folded: str, end: int) -> bool:
    """Whether what ends here does not go on inside a Latin word."""
    if end >= len(folded) or is_han(folded[end - 1]):
        return True
    return is_han(folded[end]) or not folded[end].isalnum()


def concept_tokens(found: Iterable[FoundConcept]) -> list[str]:
    """What the learned model looks up of the concepts in a clause: `@id`, and two in a row, `@id@id`."""
    ids = ["@" + concept.id for concept in found]
    return ids + [first + second for first, second in pairwise(ids)]
