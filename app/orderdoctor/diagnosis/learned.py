"""The learned model of wording: how likely each reason is, given the words of a text that nobody wrote down before.

A linear model over folded n-grams (see `features.grams`), learned at build time by packaging/train.py from the phrases
and the catalog, in all languages at once. A text is read clause by clause, pair of clauses by pair, and whole: the
problem may be one sentence in the middle of a long mail.

Weights are bytes, one a reason; the rows of a clause's features are added up as one large integer with a lane a reason,
which is the quickest sum that Python has.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from orderdoctor.diagnosis.evidence import NONE
from orderdoctor.diagnosis.features import clauses, grams

LANE = 4
"""Bytes of a lane in the sum; a weight is one byte (weight + ZERO)."""

ZERO = 128
MOST_CLAUSES = 60
_LITTLE = 0.5
_KEPT = 12_000
"""Rows that are kept spread out to lanes once they were needed: some 5 MB."""

_SHORT = 2.0
"""Two words fit several reasons however well they fit one: the ranking is cooled by this, divided by the words."""



Part = tuple[int, int, int, int]
"""Of a clause: its lanes, the sum of its features' weights, the sum of their squares, and how many words it knows."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the folded text and the log-probability of each hypothesis for it alone; words: known ones."""

    start: int
    end: int
    logs: Sequence[float]
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a text: the probability of each hypothesis (reasons, and NONE), and the telling stretch."""

    probability: Mapping[str, float]
    start: int
    end: int


class LearnedWording:
    """Reads texts with the learned weights."""

    def __init__(self, model: Mapping[str, object], rows: bytes) -> None:
        """Take the model's header (JSON of packaging/train.py) and its rows, one byte a hypothesis and feature."""
        self._hypotheses = tuple(map(str, _sequence(model["hypotheses"])))
        self._bias = [_number(value) for value in _sequence(model["bias"])]
        self._scale = _number(model["scale"])
        self._temperature = _number(model["temperature"])
        self._slope = _number(model["slope"])
        self._offset = _number(model["offset"])
        names = str(model["features"]).split("\n")
        weights = [int(_number(value)) for value in _sequence(model["idf"])]
        self._features = {name: (number, weight) for number, (name, weight) in enumerate(zip(names, weights, strict=True))}
        self._rows = rows
        self._none = self._hypotheses.index(NONE)
        self._spread: dict[int, int] = {}

    def read(self, folded: str) -> Reading | None:
        """The reading of a folded text; None if it holds nothing that the model knows."""
        windows = self._windows(folded)
        return self._concluded(windows) if windows else None

    def _windows(self, folded: str) -> list[Window]:
        """The whole text, and if it has several clauses each of them and each pair of neighbours."""
        spans = clauses(folded)[:MOST_CLAUSES]
        sums = [self._sum(folded[start:end]) for start, end in spans]
        known = [(span, part) for span, part in zip(spans, sums, strict=True) if part[1]]
        if not known:
            return []
        whole = self._window(0, len(folded), [part for _, part in known])
        windows = [whole]
        if len(known) > 1:
            windows += [self._window(start, end, [part]) for (start, end), part in known if self._is_about_us([part])]
            for (first, one), (second, other) in pairwise(known):
                if self._is_about_us([one, other]):
                    windows.append(self._window(first[0], second[1], [one, other]))
        return windows

    def _is_about_us(self, parts: Sequence[Part]) -> bool:
        """Whether a stretch says more for some reason than for none of them: a quick look before the full account."""
        lanes = self._lanes(parts)
        norm = self._scale / math.sqrt(sum(part[2] for part in parts))
        return (max(lanes) - lanes[self._none]) * norm > _LITTLE

    def _lanes(self, parts: Sequence[Part]) -> array[int]:
        return array("I", sum(part[0] for part in parts).to_bytes(len(self._hypotheses) * LANE, "little"))

    def raw(self, folded: str) -> tuple[dict[str, float], float] | None:
        """Before calibration: the score of each reason, and how sure the most telling stretch is of any reason (log-odds)."""
        windows = self._windows(folded)
        return (self._scores(windows), self._in_scope(windows)) if windows else None

    def _scores(self, windows: Sequence[Window]) -> dict[str, float]:
        """A reason counts by what the whole text says for it and by what its most telling stretch says."""
        best = list(map(max, zip(*(window.logs for window in windows), strict=True)))
        added = zip(self._hypotheses, windows[0].logs, best, strict=True)
        return {name: whole + part for name, whole, part in added if name}

    def _in_scope(self, windows: Sequence[Window]) -> float:
        """Greetings and order numbers are about nothing: what counts is the one stretch that is about something."""
        none = self._none
        surest = max(max(*window.logs[:none], *window.logs[none + 1 :]) for window in windows)
        return surest - math.log(max(1e-7, 1 - math.exp(surest)))

    def _concluded(self, windows: Sequence[Window]) -> Reading:
        scores = self._scores(windows)
        highest = max(scores.values())
        temperature = self._temperature * (1 + _SHORT / windows[0].words)
        grown = {name: math.exp((score - highest) / temperature) for name, score in scores.items()}
        ours = 1 / (1 + math.exp(-self._slope * self._in_scope(windows) - self._offset))
        total = sum(grown.values()) / ours
        probability = {name: weight / total for name, weight in grown.items()}
        probability[NONE] = 1 - ours
        top = self._hypotheses.index(max(scores, key=lambda name: scores[name]))
        telling = max(windows, key=lambda window: (window.logs[top], window.start - window.end))
        return Reading(probability, telling.start, telling.end)

    def _sum(self, clause: str) -> Part:
        """What a clause's features come to."""
        total = length = square = words = 0
        width = len(self._hypotheses)
        lanes = bytearray(width * LANE)
        for name, count in grams(clause).items():
            known = self._features.get(name)
            if known is None:
                continue
            number, weight = known
            value = weight * count
            row = self._spread.get(number)
            if row is None:
                lanes[::LANE] = self._rows[number * width : (number + 1) * width]
                row = int.from_bytes(lanes, "little")
                if len(self._spread) < _KEPT:
                    self._spread[number] = row
            total += value * row
            length += value
            square += value * value
            words += name[0] == " " or (len(name) == 2 and name >= "\u3400")
        return total, length, square, words

    def _window(self, start: int, end: int, parts: Sequence[Part]) -> Window:
        lanes = self._lanes(parts)
        offset = ZERO * sum(part[1] for part in parts)
        norm = self._scale / math.sqrt(sum(part[2] for part in parts))
        logits = [(lane - offset) * norm + bias for lane, bias in zip(lanes, self._bias, strict=True)]
        highest = max(logits)
        total = highest + math.log(sum([math.exp(logit - highest) for logit in logits]))
        return Window(start, end, [logit - total for logit in logits], max(1, sum(part[3] for part in parts)))


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
