"""Finds known messages inside a longer text: whole, wherever they stand, whatever stands around them.

Compared is the skeleton: letters and digits only, with a space between two Latin words and none beside Chinese ones,
so that punctuation, line breaks and stray spaces do not matter.
"""

from __future__ import annotations

import re
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
    for match in _RUN.finditer(folded):
        run, start = match.group(0), match.start()
        if out and not is_han(run[0]) and not is_han(out[-1][-1]):
            out.append(" ")
            at.append(start)
        out.append(run)
        at.extend(range(start, match.end()))
    return Skeleton("".join(out), tuple(at))


_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """A known message in a text: its key and where it stands (folded positions); weight: how telling it is, 0 to 1.

    alone: how much of the stretch between stops, quotes and brackets it fills, 0 to 1: words that happen to be a message
    as well stand in the middle of a sentence. quoted: it stands between quotes, or in a tag, by itself.
    """

    key: str
    start: int
    end: int
    weight: float
    alone: float
    quoted: bool


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
        return self.find_in(skeleton(folded.text), folded)

    def find_in(self, bones: Skeleton, folded: Folded) -> tuple[FoundMessage, ...]:
        """The same where the skeleton is known already."""
        found: list[FoundMessage] = []
        text, known = bones.text, self._by_start
        end = 0
        for start in range(len(text) - _KEY + 1):
            if start < end or text[start : start + _KEY] not in known:
                continue
            match = self._at(text, start)
            if match:
                message, key = match
                end = start + len(message)
                first, last = bones.at[start], bones.at[end - 1] + 1
                found.append(FoundMessage(key, first, last, telling(message), *_standing(folded.text, first, last)))
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


def telling(text: str) -> float:
    """How much a message tells by its length: two words occur by chance, six do not."""
    han = sum(map(is_han, text))
    size = han * 2.5 + (len(text) - han)
    return min(1.0, size / 30)


_STOPS = ".!?;:,\"'()[]{}<>|=#\n。！？；：，、（）【】「」《》"
_SIGHT = 80
"""Letters beside a message that are looked at."""


def _standing(text: str, start: int, end: int) -> tuple[float, bool]:
    """The share of a stretch in what stands around it, up to the next stop on both sides; and whether it is quoted."""
    first, last = start, end
    while first > max(0, start - _SIGHT) and text[first - 1] not in _STOPS:
        first -= 1
    while last < min(len(text), end + _SIGHT) and text[last] not in _STOPS:
        last += 1
    share = (end - start) / len(text[first:last].strip())
    quoted = text[first - 1 : first] in _OPENING and text[last : last + 1] in _CLOSING and first > 0 and last < len(text)
    return share, quoted and share > 0.9


_OPENING, _CLOSING = "\"'>“「《", "\"'<”」》"
