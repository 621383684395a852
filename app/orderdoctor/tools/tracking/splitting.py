"""Many numbers at once: where each stands in the input, even with spaces inside the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

MOST = 100
"""Numbers in one input."""

_TOKEN = re.compile(r"[^\s,;|，；、/=?&#:\"'“”‘’()<>{}\[\]]+")
_SHORTEST = 7
"""Characters of a number that stands by itself."""

_ENOUGH = 100
"""Characters that tell whether a token can be a number."""

_MOST_TOKENS = 40
_MOST_JOINED = 14
_MOST_TRIES = 200

_SURE = 2

Span = tuple[int, int]
Known = Callable[[int, int], int]
"""How well a stretch of the input is known as one number: 0 not at all, 1 by digits only, 2 by letters or check digit."""


def stretches(text: str, known: Known) -> list[Span]:
    """Where the numbers stand, in order, at most MOST. Each line is read by itself."""
    splitter = _Splitter(text, known)
    found: list[Span] = []
    for start, end in _lines(text):
        found += splitter.line(start, end)
        if len(found) >= MOST:
            break
    return found[:MOST] or list(splitter.words())


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, start + len(line)
        start += len(line)


class _Splitter:
    """Splits lines; counts how often it tried, so that no input takes long."""

    def __init__(self, text: str, known: Known) -> None:
        self._text = text
        self._known = known
        self._tries = _MOST_TRIES

    def line(self, start: int, end: int) -> list[Span]:
        """The numbers of one line."""
        tokens = [found.span() for found in _TOKEN.finditer(self._text, start, end)]
        found: list[Span] = []
        for group in self._groups(tokens):
            found += islice(self._in_group(group), MOST - len(found))
        return found

    def words(self) -> Iterator[Span]:
        """The whole input, if it is nothing but one word that is long enough."""
        tokens = [found.span() for found in _TOKEN.finditer(self._text)]
        if len(tokens) == 1 and sum(map(str.isalnum, self._text)) >= _SHORTEST:
            yield tokens[0]

    def _groups(self, tokens: list[Span]) -> Iterator[list[Span]]:
        """Tokens with nothing but spaces between them."""
        group: list[Span] = []
        for token in tokens:
            if group and self._text[group[-1][1] : token[0]].strip():
                yield group
                group = []
            group.append(token)
        if group:
            yield group

    def _in_group(self, tokens: list[Span]) -> Iterator[Span]:
        position = 0
        while position < len(tokens):
            size = self._size(tokens[position : position + _MOST_TOKENS])
            if size:
                yield tokens[position][0], tokens[position + size - 1][1]
            position += size or 1

    def _size(self, tokens: list[Span]) -> int:
        """How many tokens the number that begins with the first one takes up; 0 if none begins there."""
        run = next((size for size, token in enumerate(tokens) if self._worth(token)), len(tokens))
        if run == 0:
            return self._from_whole(tokens)
        rest = self._rest(tokens)
        for size in dict.fromkeys((len(tokens), run, run + 1, rest)):
            if 0 < size <= len(tokens) and self._try(tokens[:size]):
                return size
        if self._tiny(tokens):
            return rest
        return self._longest(tokens, min(len(tokens), _MOST_JOINED)) or rest

    def _from_whole(self, tokens: list[Span]) -> int:
        """The first token can be a number by itself: more is added only if that makes a better one."""
        if self._try(tokens[:1]) == _SURE:
            return 1
        more = next((size for size, token in enumerate(tokens) if size and self._worth(token)), len(tokens))
        return self._longest(tokens, min(more, _MOST_JOINED)) or 1

    def _longest(self, tokens: list[Span], most: int) -> int:
        return next((size for size in range(most, 0, -1) if self._try(tokens[:size]) == _SURE), 0)

    def _try(self, tokens: list[Span]) -> int:
        self._tries -= 1
        return self._known(tokens[0][0], tokens[-1][1]) if self._tries >= 0 else 0

    def _worth(self, token: Span) -> bool:
        """Whether a token can be a number by itself."""
        text = self._text[token[0] : min(token[1], token[0] + _ENOUGH)]
        return sum(map(str.isalnum, text)) >= _SHORTEST and sum(map(str.isdigit, text)) > 3

    def _tiny(self, tokens: list[Span]) -> bool:
        return all(end - start < 4 for start, end in tokens)

    def _rest(self, tokens: list[Span]) -> int:
        """An unknown number in pieces: the tokens up to the next one that stands by itself or holds no digit."""
        if not (self._digits(tokens[0]) or self._tiny(tokens)):
            return 0
        tiny = self._tiny(tokens)
        size = 0
        for token in tokens:
            if self._worth(token) or not (tiny or self._digits(token)):
                break
            size += 1
        return size if size and self._worth((tokens[0][0], tokens[size - 1][1])) else 0

    def _digits(self, token: Span) -> bool:
        return any(map(str.isdigit, self._text[token[0] : token[1]]))
