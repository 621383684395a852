"""What stands in a number that does not belong there: spaces, hidden characters, foreign letters that look right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from orderdoctor.tools.finding import Finding, Severity
from orderdoctor.tools.tracking.results import Kind
from orderdoctor.tools.tracking.shapes import DIGITS, LETTERS

LONGEST = 64
"""Characters of a number; no carrier's is longer."""

LOOKALIKES = {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"} | {
    "0": "O", "1": "I", "2": "Z", "5": "S", "6": "G", "8": "B"
}  # fmt: skip
"""Letters that are taken for digits, and digits that are taken for letters."""

_FOREIGN = dict(zip("АВЕЅІЈКМНОРСТУХЗΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYX3ABEZHIKMNOPTYX", strict=True))
"""Cyrillic and Greek letters that look like Latin ones."""

_SEVERITY = {
    Kind.HIDDEN: Severity.WARNING,
    Kind.FULL_WIDTH: Severity.WARNING,
    Kind.FOREIGN: Severity.WARNING,
    Kind.SPACES: Severity.HINT,
    Kind.SIGNS: Severity.HINT,
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A number in capital letters and digits; at[i] is where character i stands in the input; what was cleaned away."""

    number: str
    at: tuple[int, ...]
    findings: tuple[Finding, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from start to end (exclusive, not empty) stand in the input."""
        return (self.at[start], self.at[end - 1] + 1)


def clean(text: str, start: int, end: int) -> Cleaned:
    """The number in a stretch of the input. What is neither a letter nor a digit A to Z, 0 to 9 is dropped."""
    kept: list[tuple[str, int]] = []
    noticed: dict[Kind, list[int]] = {}
    for position in range(start, end):
        letters, kind = _plain(text[position])
        if kind:
            noticed.setdefault(kind, []).append(position)
        kept.extend((letter, position) for letter in letters)
    return Cleaned(
        "".join(letter for letter, _ in kept), tuple(position for _, position in kept), tuple(_findings(noticed))
    )


def _plain(character: str) -> tuple[str, Kind | None]:
    """What a character stands for, and what is odd about it."""
    if character in DIGITS or character in LETTERS:
        return character, None
    if character.isspace():
        return "", Kind.SPACES
    if unicodedata.category(character)[0] == "C":
        return "", Kind.HIDDEN
    plain = unicodedata.normalize("NFKC", character).upper()
    if plain and all(letter in DIGITS or letter in LETTERS for letter in plain):
        return plain, None if character.isascii() else Kind.FULL_WIDTH
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit), Kind.FOREIGN
    known = _FOREIGN.get(plain)
    return (known, Kind.FOREIGN) if known else ("", Kind.SIGNS)


def _findings(noticed: dict[Kind, list[int]]) -> Iterator[Finding]:
    for kind in _SEVERITY:
        if kind in noticed:
            yield Finding(kind, _SEVERITY[kind], spans=tuple(_joined(noticed[kind])))


def _joined(positions: list[int]) -> Iterator[tuple[int, int]]:
    """Positions as stretches: 3, 4, 5, 9 -> (3, 6), (9, 10)."""
    start = end = positions[0]
    for position in positions[1:]:
        if position > end + 1:
            yield (start, end + 1)
            start = position
        end = position
    yield (start, end + 1)


def is_placeholder(number: str) -> bool:
    """Whether a number of digits is made up: one digit again and again, or 1234567890… counted up."""
    if len(number) < 8 or not number.isdigit():
        return False
    counted = "1234567890" * (len(number) // 10 + 1)
    return len(set(number)) == 1 or number in (counted[: len(number)], "0" + counted[: len(number) - 1])
