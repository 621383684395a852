"""Compares the wording of a text with everything that is known to be said about each reason.

An inverted index over features with TF-IDF weights; a reason scores by its most similar document (a message, a phrase,
a title …), for the whole text and for each of its clauses, so that a sentence inside a long mail counts.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from orderdoctor.diagnosis.features import clauses, features

_KIND_WEIGHT = {"w": 1.0, "p": 0.9, "t": 0.35, "h": 1.0, "c": 0.25}
_MOST_CLAUSES = 40


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
    """Everything that is known to be said, ready for comparison."""

    def __init__(self, documents: Iterable[Document], most: int = 10_000) -> None:
        """Index the documents; features of more than `most` of them are left out: they cost time and tell little."""
        self._documents = tuple(documents)
        counted = [features(document.folded) for document in self._documents]
        spread = Counter(feature for counts in counted for feature in counts)
        total = len(self._documents) + 1
        self._idf = {feature: math.log(total / n) for feature, n in spread.items()}
        self._unseen = math.log(total)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for number, counts in enumerate(counted):
            for feature, weight in self._unit(counts).items():
                if spread[feature] <= most:
                    self._postings.setdefault(feature, []).append((number, weight))

    def compare(self, folded: str, within: tuple[int, int] | None = None) -> dict[str, Likeness]:
        """The likeness of a folded text with each reason that shares anything with it; within: look there only."""
        first, last = within or (0, len(folded))
        spans = [(first + start, first + end) for start, end in clauses(folded[first:last])[:_MOST_CLAUSES]]
        best: dict[str, Likeness] = {}
        for start, end in dict.fromkeys([(first, last), *spans]):
            for number, score in self._scores(folded[start:end]).items():
                document = self._documents[number]
                score *= document.weight
                known = best.get(document.reason)
                if known is None or score > known.score:
                    best[document.reason] = Likeness(score, start, end)
        return best

    def shared(self, folded: str, reason: str, most: int = 8) -> list[str]:
        """The words of a text that speak most for a reason, the strongest first (for explanations)."""
        counts = self._unit(features(folded))
        strength: dict[str, float] = {}
        for feature, weight in counts.items():
            if feature[0] not in "wh":
                continue
            gain = max(
                (w for number, w in self._postings.get(feature, ()) if self._documents[number].reason == reason),
                default=0,
            )
            if gain:
                strength[feature[2:]] = gain * weight
        return sorted(strength, key=lambda word: -strength[word])[:most]

    def _scores(self, folded: str) -> dict[int, float]:
        scores: dict[int, float] = {}
        for feature, weight in self._unit(features(folded)).items():
            for number, other in self._postings.get(feature, ()):
                scores[number] = scores.get(number, 0.0) + weight * other
        return scores

    def _unit(self, counts: Mapping[str, int]) -> dict[str, float]:
        weights = {
            feature: (1 + math.log(n)) * self._idf.get(feature, self._unseen) * _KIND_WEIGHT[feature[0]]
            for feature, n in counts.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {feature: weight / length for feature, weight in weights.items()}
