"""Phone and other numbers that are written in groups: +84 912 345 678, (030) 1234-5678, 138 0013 8000, 4-4-4-4 of a card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from orderdoctor.masking.numbers import is_code_before, is_order_before, rest
from orderdoctor.masking.shadow import HIDDEN, Hit

_CHAIN: Final = re.compile(r"(?<![A-Za-z0-9_*])(?<![A-Za-z0-9*][.-])[+(]{0,3}[0-9][0-9 ().+-]{5,}+")
_GROUP: Final = re.compile("[0-9]+")
_GAPS: Final = frozenset(
    f"{closing}{gap}{opening}"
    for closing in ("", ")")
    for gap in ("", " ", "  ", "-", ".", " -", "- ", " - ", " .", ". ")
    for opening in ("", "(")
    if closing or gap or opening
)
"""What may stand between two groups of one number."""

_CARDS: Final = ((4, 4, 4, 4), (4, 6, 5), (4, 4, 4, 4, 3))
_MOST: Final = 7
"""Groups of one number at most."""

_FEWEST: Final = 7
"""Digits of one number at least."""


class _Group(NamedTuple):
    """Digits without a gap; near: the group before belongs to the same number, if this one does."""

    digits: str
    start: int
    end: int
    near: bool
    opened: bool
    """A bracket stands before it."""

    plus: bool


def phones(text: str) -> Iterator[Hit]:
    """Numbers in groups; what begins with +, 0 or a bracket goes before what only looks like a number."""
    for match in _CHAIN.finditer(text):
        groups = _groups(text, match.start(), match.end())
        sums = list(accumulate((len(group.digits) for group in groups), initial=0))
        first = 0
        while first < len(groups):
            if sums[min(first + _MOST, len(groups))] - sums[first] < _FEWEST + (not groups[first].plus):
                first += 1
                continue
            last = _end(groups, first, _is_strong)
            if last > first:
                yield _hit(text, groups[first:last], HIDDEN)
            elif (last := _end(groups, first, _is_weak)) > first:
                if any(_end(groups, inner, _is_strong) > last for inner in range(first + 1, last)):
                    last = first
                else:
                    yield from _weak(text, groups[first:last])
            first = max(last, first + 1)


def _end(groups: Sequence[_Group], first: int, fits: Callable[[Sequence[_Group]], bool]) -> int:
    """Where the longest run of neighbours that fit ends; `first` if none does."""
    last = first + 1
    while last < len(groups) and last - first < _MOST and groups[last].near:
        last += 1
    while last > first and not fits(groups[first:last]):
        last -= 1
    return last


def _groups(text: str, start: int, end: int) -> list[_Group]:
    groups: list[_Group] = []
    before = start
    for match in _GROUP.finditer(text, start, end):
        gap = text[before : match.start()]
        near = bool(groups) and gap in _GAPS
        groups.append(_Group(match[0], *match.span(), near, gap.endswith("("), "+" in gap))
        before = match.end()
    after = text[before : before + 1]
    if groups and (after == "%" or (after.isalnum() and after.isascii())):
        groups.pop()
    return groups


def _is_strong(groups: Sequence[_Group]) -> bool:
    """Whether these groups begin as phone numbers do."""
    first = groups[0]
    count = sum(len(group.digits) for group in groups)
    if first.plus:
        return _FEWEST <= count <= 15
    if len(groups) < 2 or any(group.plus for group in groups):
        return False
    if first.opened or groups[1].opened:
        return 8 <= count <= 15
    if first.digits.startswith("0"):
        return 8 <= count <= (15 if first.digits.startswith("00") else 12) and all(len(g.digits) > 1 for g in groups)
    return False


def _is_weak(groups: Sequence[_Group]) -> bool:
    """Whether these groups may be a number of a person: no list of small numbers, no years, no replies of a server."""
    sizes = tuple(len(group.digits) for group in groups)
    if sizes in _CARDS:
        return True
    national = sizes[1:] if groups[0].digits in ("1", "7", "8", "84", "86") else sizes
    if not 2 <= len(national) <= 4 or not 8 <= sum(sizes) <= 13 or not 3 <= max(national) < 8 or min(national) < 2:
        return False
    if all(size == 4 and group.digits[:2] in ("19", "20") for size, group in zip(sizes, groups, strict=True)):
        return False
    return not all(size == 3 and group.digits[0] in "45" for size, group in zip(sizes, groups, strict=True))


def _weak(text: str, groups: Sequence[_Group]) -> Iterator[Hit]:
    start = groups[0].start
    if not is_code_before(text, start):
        digits = "".join(group.digits for group in groups)
        yield _hit(text, groups, rest(digits) if is_order_before(text, start) else HIDDEN)


def _hit(text: str, groups: Sequence[_Group], instead: str) -> Hit:
    """The groups with the plus and the brackets around them."""
    start, end = groups[0].start, groups[-1].end
    while start and text[start - 1] in "+(":
        start -= 1
    inside = text[start:end]
    if inside.count("(") > inside.count(")") and text[end : end + 1] == ")":
        end += 1
    return Hit(start, end, instead)
