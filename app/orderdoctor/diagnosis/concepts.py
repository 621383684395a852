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
    """Knows the words of all concepts by how they begin."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a folded word and the id of its concept."""
        self._by_start: dict[str, list[tuple[str, str]]] = {}
        for word, concept in words:
            start = _STEP.match(word)
            if start:
                self._by_start.setdefault(start.group(0), []).append((word, concept))
        for candidates in self._by_start.values():
            candidates.sort(key=lambda pair: -len(pair[0]))

    def find(self, folded: str) -> tuple[FoundConcept, ...]:
        """The concepts in a folded text, in order."""
        found: list[FoundConcept] = []
        end = 0
        for match in _STEP.finditer(folded):
            start = match.start()
            if start < end:
                continue
            for word, concept in self._by_start.get(match.group(0), ()):
                stop = start + len(word)
                if folded.startswith(word, start) and _whole(folded, stop):
                    found.append(FoundConcept(concept, start, stop))
                    end = stop
                    break
        return tuple(found)


def _whole(folded: str, end: int) -> bool:
    """Whether what ends here does not go on inside a Latin word."""
    if end >= len(folded) or is_han(folded[end - 1]):
        return True
    return is_han(folded[end]) or not folded[end].isalnum()


def concept_tokens(found: Iterable[FoundConcept]) -> list[str]:
    """What the learned model looks up of the concepts in a clause: `@id`, and two in a row, `@id@id`."""
    ids = ["@" + concept.id for concept in found]
    return ids + [first + second for first, second in pairwise(ids)]
