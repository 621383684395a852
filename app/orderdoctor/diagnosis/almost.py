"""Finds known messages that were typed off, cut or misread: nearly there, wherever they stand in a text.

Two steps: an index of letter trigrams (Chinese: pairs) of the messages' skeletons names the few messages that may stand
in a text; for those the fewest edits to any stretch of it are counted, all columns at once in the bits of one integer
(Myers, *A fast bit-vector algorithm for approximate string matching*, JACM 46(3) 1999).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from orderdoctor.diagnosis.fold import is_han
from orderdoctor.diagnosis.messages import Skeleton

LEAST = 0.7
"""The likeness from which on a message is almost there: three letters in ten may differ."""

LEAST_OF_BRIEF = 0.8
"""The same for a brief message: “order failed” is not “order canceled”."""

_BRIEF = 20
_SHORTEST = 8
"""Letters of a message that can be told from chance (a Chinese character counts as two and a half)."""

_CANDIDATES = 4
_SHARED = 0.38
"""The part of a message's trigrams, by weight, that a text must hold before edits are counted."""

_EFFORT = 1_500
"""Index entries that are looked at for a text, those of its rarest trigrams first."""


@dataclass(frozen=True, slots=True)
class AlmostMessage:
    """A known message that is almost there: its key, where (folded positions), and its likeness (0 to 1).

    letters: how much of it there is, in Latin letters; edits: how many of them differ.
    """

    key: str
    start: int
    end: int
    likeness: float
    letters: float
    edits: float


class AlmostFinder:
    """Knows the messages of a catalog by their trigrams."""

    def __init__(self, messages: Iterable[str]) -> None:
        """Take the skeleton texts of the messages."""
        self._messages = tuple(text for text in dict.fromkeys(messages) if _letters(text) >= _SHORTEST)
        counted = [frozenset(_grams(text)) for text in self._messages]
        spread = Counter(gram for grams in counted for gram in grams)
        self._weight = {gram: math.log((len(counted) + 1) / n) + 0.1 for gram, n in spread.items()}
        self._whole = [sum(self._weight[gram] for gram in grams) for grams in counted]
        self._where: dict[str, list[int]] = {}
        for number, grams in enumerate(counted):
            for gram in grams:
                self._where.setdefault(gram, []).append(number)

    def find(self, bones: Skeleton) -> tuple[AlmostMessage, ...]:
        """The messages that are almost in a text, the likest first."""
        places: dict[str, int] = {}
        for place, gram in enumerate(_grams(bones.text)):
            if gram in self._where:
                places[gram] = place
        found = [almost for number in self._candidates(places) if (almost := self._compared(number, bones, places))]
        return tuple(sorted(found, key=lambda almost: (almost.edits - almost.letters, almost.key)))

    def _candidates(self, places: Iterable[str]) -> list[int]:
        shared: dict[int, float] = {}
        effort = _EFFORT
        for gram in sorted(places, key=lambda gram: len(self._where[gram])):
            numbers = self._where[gram]
            effort -= len(numbers)
            if effort < 0:
                break
            weight = self._weight[gram]
            for number in numbers:
                shared[number] = shared.get(number, 0.0) + weight
        worth = [(share / self._whole[number], number) for number, share in shared.items()]
        return [number for share, number in sorted(worth, reverse=True)[:_CANDIDATES] if share >= _SHARED]

    def _compared(self, number: int, bones: Skeleton, places: dict[str, int]) -> AlmostMessage | None:
        """The message against the stretch of the text where most of its trigrams stand close together."""
        message = self._messages[number]
        if len(bones.text) < len(message) and (part := _part_of(message, bones)):
            return part
        first, last = _densest(sorted(places[gram] for gram in set(_grams(message)) if gram in places), len(message))
        first, last = max(0, first - len(message) // 2), min(len(bones.text), last + len(message) // 2 + 3)
        edits, end = fewest_edits(message, bones.text[first:last])
        if end <= 0:
            return None
        _, back = fewest_edits(message[::-1], bones.text[first : first + end][::-1])
        start, end = first + end - max(1, back), first + end
        likeness = 1 - edits / len(message)
        size = _letters(message)
        if likeness < (LEAST if size > _BRIEF else LEAST_OF_BRIEF):
            return None
        return AlmostMessage(
            message, bones.at[start], bones.at[end - 1] + 1, likeness, size, edits * size / len(message)
        )


def _part_of(message: str, bones: Skeleton) -> AlmostMessage | None:
    """A message that was cut: the whole text is a stretch of it."""
    edits, _ = fewest_edits(bones.text, message)
    size = _letters(bones.text)
    missing = 1 - len(bones.text) / len(message)
    likeness = 1 - edits / len(bones.text) - missing / 3
    if size < _CUT or likeness < LEAST:
        return None
    lost = edits * size / len(bones.text) + size * missing / 3
    return AlmostMessage(message, bones.at[0], bones.at[-1] + 1, likeness, size, lost)


_CUT = 11
"""Letters that the rest of a cut message has at least."""


def fewest_edits(pattern: str, text: str) -> tuple[int, int]:
    """How many letters must be put in, taken out or replaced to find a pattern in a text; and where that stretch ends."""
    where: dict[str, int] = {}
    for bit, letter in enumerate(pattern):
        where[letter] = where.get(letter, 0) | 1 << bit
    everything, last = (1 << len(pattern)) - 1, 1 << len(pattern) - 1
    more, fewer = everything, 0
    edits = best = len(pattern)
    end = 0
    for place, letter in enumerate(text, 1):
        same = where.get(letter, 0)
        down = same | fewer
        across = (((same & more) + more) ^ more) | same
        grown, shrunk = fewer | (everything & ~(across | more)), more & across
        if grown & last:
            edits += 1
        elif shrunk & last:
            edits -= 1
        grown, shrunk = grown << 1, shrunk << 1
        more, fewer = (shrunk | ~(down | grown)) & everything, grown & down & everything
        if edits < best:
            best, end = edits, place
    return best, end


def _densest(places: Sequence[int], width: int) -> tuple[int, int]:
    """The stretch of at most a width that holds most of the places."""
    best, first, last, start = 0, places[0], places[-1], 0
    for stop, place in enumerate(places):
        while place - places[start] > width:
            start += 1
        if stop - start + 1 > best:
            best, first, last = stop - start + 1, places[start], place
    return first, last


def _grams(text: str) -> list[str]:
    """Trigrams, spaces included; between Chinese characters pairs."""
    if text.isascii():
        return [text[i : i + 3] for i in range(len(text) - 1)]
    return [
        text[i : i + 2] if is_han(text[i]) and is_han(text[i + 1]) else text[i : i + 3] for i in range(len(text) - 1)
    ]


def _letters(text: str) -> float:
    han = sum(map(is_han, text))
    return han * 2.5 + len(text) - han
