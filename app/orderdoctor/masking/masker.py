"""Takes personal data out of texts that are stored or leave the program.

By form, wherever they stand: mails, pages (the host stays), numbers of phones, orders, parcels, papers, cards, accounts.
Behind the labels of known fields: names, postal addresses, postcodes. Of an order's and a parcel's number the last four
digits stay, so that cases can be told apart. An error code, a message, a date and an amount of money are no personal data.
Names and addresses in running text have no form that gives them away: who exports must still look (checks.md X7).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from orderdoctor.masking.fields import fields
from orderdoctor.masking.harmless import harmless
from orderdoctor.masking.numbers import numbers
from orderdoctor.masking.papers import papers
from orderdoctor.masking.phones import phones
from orderdoctor.masking.shadow import HIDDEN, Hit, Shadow, blanked
from orderdoctor.masking.web import mails, pages

_REST: Final = re.compile(rf"{re.escape(HIDDEN)}[0-9]{{1,4}}(?![0-9])")
_REST_OR_ALL: Final = re.compile(rf"{re.escape(HIDDEN)}(?:[0-9]{{1,4}}(?![0-9]))?")
_FILLING: Final = " 00000000 "
_WORDY: Final = re.compile(r"\w")
_DIGITS: Final = re.compile(r"(?:[0-9][^0-9\n]{0,6}){5}[0-9]")
"""Fewer digits are no number of a person, unless a label says so."""

_PASSES: Final = 6


def masked(text: str, kept: Iterable[tuple[int, int]] = ()) -> str:
    """The text with HIDDEN in place of what could tell who and which order it is about.

    kept: stretches that stay whatever they look like, such as the codes and messages that were recognised.
    Masking what is masked changes nothing. Takes time in proportion to the text's length.
    """
    staying = sorted(kept)
    for _ in range(_PASSES):  # what is hidden can be the end of a number or a label that was not seen before
        before = text
        text, staying = _replaced(text, staying)
        if text == before:
            break
    return text


def _replaced(text: str, kept: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The text without what is personal, and where its kept stretches stand now."""
    shadow = Shadow(text)
    hits = _without(_joined(shadow.origin(hit) for hit in _everything(shadow.text, shadow.shown(kept))), kept, text)
    parts: list[str] = []
    moved: list[tuple[int, int]] = []
    waiting = list(reversed(kept))
    done = shift = 0
    for hit in (*hits, Hit(len(text), len(text), "")):
        while waiting and waiting[-1][1] <= hit.start:
            start, end = waiting.pop()
            moved.append((start + shift, end + shift))
        parts += (text[done : hit.start], hit.instead)
        shift += len(hit.instead) - (hit.end - hit.start)
        done = hit.end
    return "".join(parts), moved


def without_rests(text: str) -> str:
    """A masked text without the digits that stayed of numbers: nobody should take them for a number."""
    return _REST.sub(HIDDEN, text)


def filled(text: str) -> str:
    """A masked text for those who read words: a number, and nobody's, stands where something was hidden.

    Else the words on both sides of a number could pass for one message.
    """
    return _REST_OR_ALL.sub(_FILLING, text)


def unfilled(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A stretch of `filled(text)` as it stands in the masked text itself; what begins in a filling begins before it."""
    start, end = span
    shift = 0
    for hidden in _REST_OR_ALL.finditer(text):
        first, last = hidden.start() + shift, hidden.start() + shift + len(_FILLING)
        shift += len(_FILLING) - len(hidden[0])
        start = start if span[0] <= first else hidden.start() if span[0] < last else span[0] - shift
        end = end if span[1] <= first else hidden.end() if span[1] < last else span[1] - shift
    return start, end


def _everything(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    """Everything personal in a plain text, in any order; stretches may stand in one another."""
    yield from fields(text, kept)
    found = list(pages(text))
    yield from found
    text = blanked(text, ((hit.start, hit.end) for hit in found))
    found = list(mails(text))
    yield from found
    text = blanked(text, ((hit.start, hit.end) for hit in found))
    if _DIGITS.search(text):
        text = blanked(text, harmless(text))
        for find in (papers, phones, numbers):
            yield from find(text)


def _joined(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The hits in order, those that overlap as one: of two that stand in one another the outer, the first of equal ones."""
    last: Hit | None = None
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if last is None or hit.start >= last.end:
            if last is not None:
                yield last
            last = hit
        elif hit.end > last.end:
            last = Hit(last.start, hit.end)
    if last is not None:
        yield last


def _without(hits: Iterable[Hit], kept: Sequence[tuple[int, int]], text: str) -> Iterator[Hit]:
    """The hits, or what is left of them beside what stays."""
    for hit in hits:
        start = hit.start
        crossed = [(begin, end) for begin, end in kept if begin < hit.end and end > hit.start]
        for begin, end in crossed:
            if begin > start and _WORDY.search(text, start, begin):
                yield Hit(start, begin)
            start = max(start, end)
        if not crossed:
            yield hit
        elif start < hit.end and _WORDY.search(text, start, hit.end):
            yield Hit(start, hit.end)
