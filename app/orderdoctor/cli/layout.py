"""Text on a grid of columns: how wide it is, and where its lines may break, Chinese ones too.

A Chinese character takes two columns and a line may break on either side of it, but no line begins with a
closing mark (，。）》) or ends with an opening one (（《“) (checks.md I25).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NO_START = frozenset("，。、；：？！）》」』】〉”’…,.;:?!)]}%·")
_NO_END = frozenset("（《「『【〈“‘([{")


def columns(text: str) -> int:
    """How many columns a text takes: two for a wide character, none for a combining mark."""
    return sum(map(_columns_of, text))


def _columns_of(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    """The lines of a text, each at most `width` columns wide; `first` and `rest` stand before them.

    Line breaks in the text are kept. A word that is wider than a whole line is cut.
    """
    for number, paragraph in enumerate(text.split("\n")):
        yield from _paragraph(paragraph, width, rest if number else first, rest)


def _paragraph(text: str, width: int, first: str, rest: str) -> Iterator[str]:
    line, bare = first, True
    for space, atom in _atoms(text):
        gap = " " if space and not bare else ""
        if not bare and columns(line) + len(gap) + columns(atom) > width:
            yield line.rstrip()
            line, bare, gap = rest, True, ""
        while bare and columns(line) + columns(atom) > width and columns(atom) > 1:
            head = _fitting(atom, max(2, width - columns(line)))
            if head == atom:
                break
            yield line + head
            line, atom = rest, atom[len(head) :]
        line += gap + atom
        bare = False
    yield line.rstrip()


def _fitting(atom: str, width: int) -> str:
    """As much of the beginning of a word as fits, at least one character."""
    taken = 0
    for position, letter in enumerate(atom):
        taken += _columns_of(letter)
        if taken > width and position:
            return atom[:position]
    return atom


def _atoms(text: str) -> Iterator[tuple[bool, str]]:
    """What may not be torn apart, each with whether a space stands before it."""
    atom, space, wide = "", False, False
    for letter in text:
        if letter.isspace():
            if atom:
                yield space, atom
            atom, space, wide = "", True, False
            continue
        is_wide = _columns_of(letter) == 2
        stays = not atom or letter in _NO_START or atom[-1] in _NO_END or not (wide or is_wide)
        if not stays:
            yield space, atom
            atom, space = "", False
        atom += letter
        wide = is_wide and letter not in _NO_END
    if atom:
        yield space, atom


def filled(text: str, width: int) -> str:
    """The text with spaces behind it up to a width, or cut to it with an ellipsis: a cell of a table."""
    if columns(text) > width:
        text = _fitting(text, width - 1) + "…"
    return text + " " * (width - columns(text))
