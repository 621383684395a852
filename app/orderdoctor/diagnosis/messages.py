"""Finds known messages inside a longer text: whole, wherever they stand, whatever stands around them.

Compared is the skeleton: letters and digits only, with a space between two Latin words and none beside Chinese ones,
so that punctuation, line breaks and stray spaces do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from orderdoctor.diagnosis.fold import Folded, is_han

_KEY = 4
"""Letters by which candidates are looked up; shorter messages are not searched for inside a text."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Letters and digits of a folded text; at[i] is the folded position of skeleton letter i."""

    text: str
    at: tuple[int, ...]


def skeleton(folded: str) -> Skeleton:
    """The skeleton of a folded text."""
    out: list[str] = []
    at: list[int] = []
    gap = False
    for position, letter in enumerate(folded):
        if not letter.isalnum():
            gap = bool(out)
            continue
        if gap and not is_han(letter) and not is_han(out[-1]):
            out.append(" ")
            at.append(position)
        gap = False
        out.append(letter)
        at.append(position)
    return Skeleton("".join(out), tuple(at))


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A known message in a text: its key and where it stands (folded positions); weight: how telling it is, 0 to 1."""

    key: str
    start: int
    end: int
    weight: float


class MessageFinder:
    """Knows all messages of a catalog, by their skeletons."""

    def __init__(self, messages: Iterable[tuple[str, str]]) -> None:
        """Take pairs of skeleton text and key; several messages may share a text, and then its key."""
        self._by_start: dict[str, list[tuple[str, str]]] = {}
        for text, key in messages:
            if len(text) >= _KEY:
                self._by_start.setdefault(text[:_KEY], []).append((text, key))
        for candidates in self._by_start.values():
            candidates.sort(key=lambda pair: -len(pair[0]))

    def find(self, folded: Folded) -> tuple[FoundMessage, ...]:
        """The known messages in a text, the longest at each place, none inside another."""
        bones = skeleton(folded.text)
        found: list[FoundMessage] = []
        end = 0
        for start in range(len(bones.text) - _KEY + 1):
            if start < end:
                continue
            match = self._at(bones.text, start)
            if match:
                text, key = match
                end = start + len(text)
                found.append(FoundMessage(key, bones.at[start], bones.at[end - 1] + 1, _telling(text)))
        return tuple(found)

    def _at(self, text: str, start: int) -> tuple[str, str] | None:
        for candidate, key in self._by_start.get(text[start : start + _KEY], ()):
            if text.startswith(candidate, start) and _bounded(text, start, start + len(candidate)):
                return candidate, key
        return None


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether a stretch does not begin or end inside a Latin word or a number."""
    return not (_joined(text, start - 1, start) or _joined(text, end - 1, end))


def _joined(text: str, left: int, right: int) -> bool:
    if left < 0 or right >= len(text):
        return False
    return text[left].isalnum() and text[right].isalnum() and not is_han(text[left]) and not is_han(text[right])


def _telling(text: str) -> float:
    """How much a message tells by its length: two words occur by chance, six do not."""
    han = sum(map(is_han, text))
    size = han * 2.5 + (len(text) - han)
    return min(1.0, size / 30)
