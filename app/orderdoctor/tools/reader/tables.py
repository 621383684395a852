"""A table of failed orders: lines with the same separator, under a line of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from orderdoctor.tools.reader.fields import Meaning, column_meaning

SEPARATORS = "\t;|,"
MOST_ROWS = 250
_NO_HEADING = re.compile(r"[{}\[\]\"=:]|\d{3}|.{41}")
"""What no heading of a column holds: it is a line of a reply or a log then."""

_MARKDOWN_RULE = re.compile(r"[\s|:+-]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: the heading of its column, what that means, what stands in it, and where (start, end)."""

    heading: str
    meaning: Meaning
    value: str
    start: int
    end: int


def cells(text: str) -> list[Cell]:
    """The cells of the columns whose headings tell something, row by row; empty if the text is no such table."""
    for separator in SEPARATORS:
        records = islice(_records(text, separator), MOST_ROWS + 1)
        rows = [list(_fields(text, start, end, separator)) for start, end in records]
        found = list(_under_headings(text, rows)) if len(rows) > 1 else []
        if found:
            return found
    return []


def _under_headings(text: str, rows: list[list[tuple[int, int]]]) -> Iterator[Cell]:
    headings = [_value(text, *field) for field in rows[0]]
    if len(headings) < 2 or any(_NO_HEADING.search(heading) for heading in headings):
        return
    meanings = [column_meaning(heading) for heading in headings]
    if sum(meaning is not None for meaning in meanings) < 2:
        return
    for row in rows[1:]:
        for heading, meaning, (start, end) in zip(headings, meanings, row, strict=False):
            value = _value(text, start, end)
            if meaning is not None and value and not _MARKDOWN_RULE.fullmatch(value):
                yield Cell(heading, meaning, value, start, end)


def _records(text: str, separator: str) -> Iterator[tuple[int, int]]:
    """Lines that hold the separator; a line break inside quotes is part of its line."""
    start, quoted = 0, False
    for position, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif letter == "\n" and not quoted:
            if separator in text[start:position]:
                yield start, position
            start = position + 1
    if separator in text[start:]:
        yield start, len(text)


def _fields(text: str, start: int, end: int, separator: str) -> Iterator[tuple[int, int]]:
    """Where the fields of a line stand, without spaces and quotes around them."""
    at, quoted = start, False
    for position in range(start, end + 1):
        letter = text[position] if position < end else separator
        if letter == '"' and position < end:
            quoted = not quoted
        elif letter == separator and (not quoted or position == end):
            yield _trimmed(text, at, position)
            at = position + 1


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in ' \r\t"':
        start += 1
    while end > start and text[end - 1] in ' \r\t"':
        end -= 1
    return start, end


def _value(text: str, start: int, end: int) -> str:
    return text[start:end].replace('""', '"')
