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
from operator import mul

from orderdoctor.diagnosis.concepts import ConceptFinder, concept_tokens
from orderdoctor.diagnosis.evidence import NONE
from orderdoctor.diagnosis.features import clauses, parts, tokens

LANE = 4
"""Bytes of a lane in the sum; a weight is one byte (weight + ZERO)."""

ZERO = 128
MOST_CLAUSES = 200
_MOST_WINDOWS = 8
_LITTLE = 0.5
_TINY = 1e-9
_WHOLE = 0.5
"""What the text as a whole counts beside its stretches. Measured: diagnosis of long stories by an author not learned from."""

_KEPT = 10_000
"""Tokens whose sums are kept once they were needed: some 5 MB."""

Part = tuple[int, int, int, int]
"""Of a clause: its lanes, the sum of its features' weights, the sum of their squares, and how many words it knows."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the folded text and the probability of each hypothesis for it alone; words: known ones."""

    start: int
    end: int
    shares: Sequence[float]
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model makes of a text: the probability of each hypothesis (reasons, and NONE), and the telling stretch."""

    probability: Mapping[str, float]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Raw:
    """A reading before it is calibrated: a score for each reason, known words, and signs of being about any reason.

    The signs: what the whole text says for any reason (log-odds), and the score of the first.
    """

    scores: Mapping[str, float]
    words: int
    signs: tuple[float, float]


class LearnedWording:
    """Reads texts with the learned weights."""

    def __init__(self, model: Mapping[str, object], rows: bytes) -> None:
        """Take the model's header (JSON of packaging/train.py) and its rows, one byte a hypothesis and feature."""
        self._hypotheses = tuple(map(str, _sequence(model["hypotheses"])))
        self._numbers = {name: number for number, name in enumerate(self._hypotheses)}
        self._bias = [_number(value) for value in _sequence(model["bias"])]
        self._scale = _number(model["scale"])
        self._temperature = _number(model["temperature"])
        self._short = _number(model["short"])
        self._scope = [_number(value) for value in _sequence(model["scope"])]
        self.concepts = ConceptFinder(_words(model.get("concepts")))
        """The field's concepts, by their words in all languages."""
        self.met = _met(model.get("messages"))
        """How often people's own words hold a known message: meaning one of its reasons, and at all."""
        names = str(model["features"]).split("\n")
        weights = [int(_number(value)) for value in _sequence(model["idf"])]
        self._features = {name: (number, weight) for number, (name, weight) in enumerate(zip(names, weights, strict=True))}
        self._rows = rows
        self._none = self._hypotheses.index(NONE)
        self._kept: dict[str, Part] = {}

    def read(self, folded: str) -> Reading | None:
        """The reading of a folded text; None if it holds nothing that the model knows."""
        windows = self._windows(folded)
        return self._concluded(windows) if windows else None

    def _windows(self, folded: str) -> list[Window]:
        """The whole text, and if it has several clauses the most telling of them and of the pairs of neighbours."""
        spans = clauses(folded)
        if len(spans) > MOST_CLAUSES:
            spans = spans[: MOST_CLAUSES // 2] + spans[-MOST_CLAUSES // 2 :]
        sums = [self._sum(folded[start:end]) for start, end in spans]
        known = [(span, part) for span, part in zip(spans, sums, strict=True) if part[1]]
        if not known:
            return []
        windows = [self._window(0, len(folded), _together([part for _, part in known]))]
        if len(known) > 1:
            singles = [(start, end, part) for (start, end), part in known]
            couples = [(first[0], second[1], _together([one, other])) for (first, one), (second, other) in pairwise(known)]
            told = [(self._about_us(part), start, end, part) for start, end, part in singles + couples]
            told = sorted((one for one in told if one[0] > _LITTLE), reverse=True)[:_MOST_WINDOWS]
            windows += [self._window(start, end, part) for _, start, end, part in told]
        return windows

    def _about_us(self, part: Part) -> float:
        """How much more a stretch says for some reason than for none of them: a quick look before the full account."""
        lanes = self._lanes(part)
        return (max(lanes) - lanes[self._none]) * self._scale / math.sqrt(part[2])

    def _lanes(self, part: Part) -> array[int]:
        return array("I", part[0].to_bytes(len(self._hypotheses) * LANE, "little"))

    def raw(self, folded: str) -> Raw | None:
        """What is read before calibration; None if the text holds nothing that the model knows."""
        windows = self._windows(folded)
        return self._raw(windows) if windows else None

    def _raw(self, windows: Sequence[Window]) -> Raw:
        scores = self._scores(windows)
        none = windows[0].shares[self._none]
        odds = math.log(max(_TINY, 1 - none)) - math.log(max(_TINY, none))
        return Raw(scores, windows[0].words, (odds, max(scores.values())))

    def _scores(self, windows: Sequence[Window]) -> dict[str, float]:
        """A reason counts by what all telling stretches say for it, and by what the text as a whole says."""
        told = map(sum, zip(*(window.shares for window in windows), strict=True))
        added = zip(self._hypotheses, windows[0].shares, told, strict=True)
        return {name: math.log(part + _TINY) + _WHOLE * math.log(whole + _TINY) for name, whole, part in added if name}

    def _concluded(self, windows: Sequence[Window]) -> Reading:
        raw = self._raw(windows)
        scores = raw.scores
        highest = max(scores.values())
        temperature = self._temperature * (1 + self._short / raw.words)
        grown = {name: math.exp((score - highest) / temperature) for name, score in scores.items()}
        ours = 1 / (1 + math.exp(-sum(map(mul, self._scope, (*raw.signs, 1.0)))))
        total = sum(grown.values()) / ours
        probability = {name: weight / total for name, weight in grown.items()}
        probability[NONE] = 1 - ours
        top = self._hypotheses.index(max(scores, key=lambda name: scores[name]))
        telling = max(windows, key=lambda window: (window.shares[top], window.start - window.end))
        return Reading(probability, telling.start, telling.end)

    def _sum(self, clause: str) -> Part:
        """What a clause's features come to."""
        total = length = square = words = 0
        kept = self._kept
        for token in tokens(clause) + concept_tokens(self.concepts.find(clause)):
            part = kept.get(token) or self._token(token)
            total += part[0]
            length += part[1]
            square += part[2]
            words += part[3]
        return total, length, square, words

    def _token(self, token: str) -> Part:
        """What a token's features come to; kept, because texts use the same words again and again."""
        total = length = square = words = 0
        width = len(self._hypotheses)
        lanes = bytearray(width * LANE)
        for name in parts(token):
            known = self._features.get(name)
            if known is None:
                continue
            number, weight = known
            lanes[::LANE] = self._rows[number * width : (number + 1) * width]
            total += weight * int.from_bytes(lanes, "little")
            length += weight
            square += weight * weight
            words = words or int(token[0] == " " or (len(token) == 2 and token[0] >= "\u3400"))
        part = (total, length, square, words)
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[token] = part
        return part

    def norm(self, folded: str) -> float:
        """By what a weight is divided in a text: long texts say more words, each of which says less."""
        return 1 / math.sqrt(sum(self._sum(folded[start:end])[2] for start, end in clauses(folded)) or 1)

    def weigh(self, token: str, reason: str, rival: str) -> tuple[float, float]:
        """What a token adds to a reason above the average of all, and above a rival; see `norm`."""
        part = self._kept.get(token) or self._token(token)
        lanes = self._lanes(part)
        number = self._numbers.get(reason)
        if number is None:
            return 0.0, 0.0
        other = self._numbers.get(rival, number)
        average = sum(lanes) / len(lanes)
        return (lanes[number] - average) * self._scale, (lanes[number] - lanes[other]) * self._scale

    def _window(self, start: int, end: int, part: Part) -> Window:
        norm = self._scale / math.sqrt(part[2])
        logits = [lane * norm + bias for lane, bias in zip(self._lanes(part), self._bias, strict=True)]
        highest = max(logits)
        grown = [math.exp(logit - highest) for logit in logits]
        total = sum(grown)
        return Window(start, end, [weight / total for weight in grown], max(1, part[3]))


def _together(parts: Sequence[Part]) -> Part:
    """Clauses as one stretch."""
    return (
        sum(part[0] for part in parts),
        sum(part[1] for part in parts),
        sum(part[2] for part in parts),
        sum(part[3] for part in parts),
    )


def _met(value: object) -> dict[str, tuple[int, int]]:
    counted = value if isinstance(value, dict) else {}
    return {str(key): (int(meant), int(met)) for key, (meant, met) in counted.items()}


def _words(value: object) -> list[tuple[str, str]]:
    return [(str(word), str(concept)) for word, concept in value.items()] if isinstance(value, dict) else []


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
