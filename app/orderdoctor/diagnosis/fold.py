"""Folding: two texts that mean the same letters become the same letters, and every letter knows where it came from.

NFKC (full-width forms, ligatures), case, combining marks (Vietnamese tones), đ -> d, Traditional -> Simplified, format
characters (zero-width, bidi) out, every kind of space and dash the same. What programs wrap texts in is taken off as
well: \\uXXXX and \\n of JSON, HTML tags and entities. Positions in the original are kept, so that what was recognised
can be marked in the pasted text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_DASHES = dict.fromkeys("‐‑‒–—―−﹣－", "-")
_QUOTES = dict.fromkeys("‘’‚‛′`´ʼ", "'") | dict.fromkeys("“”„‟″«»", '"')
_OTHER = {"đ": "d", "ð": "d", "ı": "i", "ø": "o", "ł": "l", "№": "no"}
_TAGS = (
    "a|abbr|b|blockquote|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|meta|ol|p|pre|script|small|span|"
    "strong|style|sub|sup|table|tbody|td|th|thead|title|tr|u|ul"
)
_WRAPPING = re.compile(
    rf"(?:\\u[0-9a-fA-F]{{4}})+|\\[nrt\"/]|&(?:\#\d{{1,7}}|\#x[0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});|</?(?:{_TAGS})\b[^<>]{{0,300}}>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; folded letter i came from the original's characters starts[i] to ends[i] (exclusive)."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that the folded letters from start to end (exclusive, not empty) came from."""
        return (self.starts[start], self.ends[end - 1])


class Folder:
    """Folds texts; built once with the character table (Traditional -> Simplified)."""

    def __init__(self, simplified: Mapping[str, str]) -> None:
        """Take the table: one Traditional character -> one Simplified character."""
        self._simplified = simplified
        self._cache: dict[str, str] = {}

    def fold(self, text: str) -> Folded:
        """The folded text with its origins."""
        return self._letter_by_letter(text) if _WRAPPING.search(text) else self._quickly(text)

    def _quickly(self, text: str) -> Folded:
        """A text in which nothing is wrapped, as nearly all are: letters that stay one letter keep their places."""
        first = len(text) - len(text.lstrip(" "))
        known = self._cache
        folded = "".join([known.get(character) or self._learn(character) for character in text[first:].rstrip(" ")])
        length = len(folded)
        if folded != folded.strip(" ") or "  " in folded or not all(len(known[character]) == 1 for character in set(text)):
            return self._letter_by_letter(text)
        return Folded(folded, tuple(range(first, first + length)), tuple(range(first + 1, first + length + 1)))

    def _learn(self, character: str) -> str:
        known = self._cache[character] = self._fold_letter(character)
        return known

    def _letter_by_letter(self, text: str) -> Folded:
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        blank = True
        for character, start, end in _unwrapped(text):
            known = self._cache.get(character)
            if known is None:
                known = self._learn(character)
            for letter in known:
                if letter == " " and blank:
                    continue
                blank = letter == " "
                out.append(letter)
                starts.append(start)
                ends.append(end)
        if blank and out:
            del out[-1], starts[-1], ends[-1]
        return Folded("".join(out), tuple(starts), tuple(ends))

    def plain(self, text: str) -> str:
        """The folded text alone."""
        return self.fold(text).text

    def _fold_letter(self, character: str) -> str:
        if "\ud800" <= character <= "\udfff":
            return ""
        if character.isspace():
            return " "
        folded = unicodedata.normalize("NFKC", character).casefold()
        parts = []
        for letter in unicodedata.normalize("NFD", folded):
            if unicodedata.category(letter) in ("Mn", "Cf", "Cc"):
                continue
            plain = _DASHES.get(letter) or _QUOTES.get(letter) or _OTHER.get(letter) or letter
            parts.append(" " if plain.isspace() else self._simplified.get(plain, plain))
        return "".join(parts)


def _unwrapped(text: str) -> Iterator[tuple[str, int, int]]:
    """Each character with its place in the original; escapes, entities and tags become what they stand for."""
    end = 0
    for match in _WRAPPING.finditer(text):
        for position in range(end, match.start()):
            yield text[position], position, position + 1
        end = match.end()
        yield from _opened(match.group(0), match.start(), end)
    for position in range(end, len(text)):
        yield text[position], position, position + 1


def _opened(wrapped: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    if wrapped[:2] in ("\\u", "\\U"):
        units = bytes.fromhex(wrapped[2:].replace("\\u", "").replace("\\U", ""))
        position = start
        for character in units.decode("utf-16-be", errors="replace"):
            width = 12 if character > "\uffff" else 6
            yield character, position, min(position + width, end)
            position += width
    elif wrapped[0] == "\\":
        yield {'\\"': '"', "\\/": "/"}.get(wrapped, " "), start, end
    elif wrapped[0] == "&":
        for character in html.unescape(wrapped):
            yield character, start, end
    else:
        yield " ", start, end


def read_table(source: str) -> dict[str, str]:
    """The character table from its file: pairs of characters, lines that begin with # are comments."""
    table: dict[str, str] = {}
    for line in source.splitlines():
        if not line.startswith("#"):
            table |= {line[i]: line[i + 1] for i in range(0, len(line) - 1, 2)}
    return table


def is_han(letter: str) -> bool:
    """Whether a character is a Chinese one (the blocks that errors and chats use)."""
    return "\u3400" <= letter <= "\u9fff" or "\U00020000" <= letter <= "\U0003134f" or "\uf900" <= letter <= "\ufaff"
