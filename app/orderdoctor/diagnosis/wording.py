"""Compares the wording of a text with everything that is known to be said about each reason.

An inverted index over features with TF-IDF weights; a reason scores by its most similar document (a message, a phrase,
a title …), for the whole text and for each of its clauses, so that a sentence inside a long mail counts.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from orderdoctor.diagnosis.features import clauses, features

_KIND_WEIGHT = {"w": 1.0, "p": 0.9, "t": 0.35, "h": 1.0, "c": 0.25}
_MOST_CLAUSES = 15
_EFFORT, _LEAST_EFFORT = 12_000, 1_200
"""Index entries that are looked at for a text, and for a clause of it at least: those of its rarest features first."""

_CANDIDATES = 16
"""Documents that a stretch is compared with in full."""



@dataclass(frozen=True, slots=True)
class Document:
    """One known way of saying it: the reason, the folded text, and how much it counts (1 = fully)."""

    reason: str
    folded: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a text and a reason are: the best cosine (0 to 1), and the stretch of the text it was found in."""

    score: float
    start: int
    end: int


class WordingIndex:
    """Everything that is known to be said, ready for comparison.

    The time for a text is bounded whatever is known: the documents that share its rarest features are candidates, and
    only these are compared in full.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        """Index the documents."""
        self._reasons: list[str] = []
        self._weights: list[float] = []
        counted: list[tuple[Counter[str], int]] = []
        for number, document in enumerate(documents):
            self._reasons.append(document.reason)
            self._weights.append(document.weight)
            counted.append((features(document.folded), number))
        spread = Counter(feature for counts, _ in counted for feature in counts)
        total = len(counted) + 1
        self._idf = {feature: math.log(total / n) for feature, n in spread.items()}
        self._unseen = math.log(total)
        self._postings: dict[str, tuple[array[int], array[float]]] = {}
        for counts, number in counted:
            for feature, weight in self._unit(counts).items():
                numbers, weights = self._postings.get(feature) or self._postings.setdefault(feature, (array("I"), array("f")))
                numbers.append(number)
                weights.append(weight)

    def compare(self, folded: str) -> dict[str, Likeness]:
        """The likeness of a folded text with the reasons that are worth comparing with it."""
        spans = list(dict.fromkeys([(0, len(folded)), *clauses(folded)[:_MOST_CLAUSES]]))
        best: dict[str, Likeness] = {}
        effort = max(_LEAST_EFFORT, _EFFORT // len(spans))
        for start, end in spans:
            for number, score in self._scores(folded[start:end], effort).items():
                score *= self._weights[number]
                reason = self._reasons[number]
                known = best.get(reason)
                if known is None or score > known.score:
                    best[reason] = Likeness(score, start, end)
        return best

    def _scores(self, folded: str, effort: int) -> dict[int, float]:
        unit = self._unit(features(folded))
        asked = sorted((len(self._postings[feature][0]), feature) for feature in unit if feature in self._postings)
        scores: dict[int, float] = {}
        for place, (spread, feature) in enumerate(asked):
            effort -= spread
            if effort < 0:
                return self._completed(scores, unit, [name for _, name in asked[place:]])
            weight = unit[feature]
            numbers, weights = self._postings[feature]
            for number, other in zip(numbers, weights, strict=True):
                scores[number] = scores.get(number, 0.0) + weight * other
        return scores

    def _completed(self, scores: Mapping[int, float], unit: Mapping[str, float], left: list[str]) -> dict[int, float]:
        """The scores of the best candidates with what the frequent features add."""
        found = dict(nlargest(_CANDIDATES, scores.items(), key=itemgetter(1)))
        for feature in left:
            numbers, weights = self._postings[feature]
            weight, last = unit[feature], len(numbers)
            for number in found:
                place = bisect_left(numbers, number)
                if place < last and numbers[place] == number:
                    found[number] += weight * weights[place]
        return found

    def _unit(self, counts: Mapping[str, int]) -> dict[str, float]:
        weights = {
            feature: (1 + math.log(n)) * self._idf.get(feature, self._unseen) * _KIND_WEIGHT[feature[0]]
            for feature, n in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}
