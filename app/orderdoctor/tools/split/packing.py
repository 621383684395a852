"""Packs pieces into as few parts as possible: bin packing, exactly where that can be proved.

Bounds: Fekete & Schepers, *New classes of fast lower bounds for bin packing problems* (2001). Heuristics: first fit
decreasing, and minimum bin slack (Gupta & Ho 1999). Search: bin completion, after Korf, *A new algorithm for optimal bin packing*
(AAAI 2002): the largest piece left gets a part, filled in every way that leaves no room for another piece; ways that
waste too much are given up. The effort is counted in steps, not in seconds: every computer gives the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

STEPS = 10_000
"""Steps of the search before it gives up: about 20 ms on the machine it was measured on."""

_LIMITS = 12
_FINEST = 10
"""How many roundings the lower bound tries: more prove little more."""

_DEEPEST = 120
"""Parts up to which the search is tried: it goes one call deeper for each part."""

Counts = tuple[int, ...]
"""How many pieces of each kind."""


@dataclass(frozen=True, slots=True)
class Packing:
    """Parts as counts by kind. at_least: no packing has fewer parts."""

    parts: tuple[Counts, ...]
    at_least: int

    @property
    def proved(self) -> bool:
        """Whether fewer parts are impossible."""
        return len(self.parts) == self.at_least


def pack(sizes: Sequence[int], counts: Sequence[int], room: int, steps: int = STEPS) -> Packing:
    """Pack `counts[i]` pieces of size `sizes[i]` (0 to `room` each) into parts of `room`."""
    together: dict[int, list[int]] = {}
    for kind, size in enumerate(sizes):
        if counts[kind]:
            together.setdefault(size, []).append(kind)
    order = sorted(together, reverse=True)
    totals = tuple(sum(counts[kind] for kind in together[size]) for size in order)
    found, at_least = _Problem(tuple(order), totals, room, steps).solve()
    left = list(counts)
    return Packing(tuple(_by_kind(part, [together[size] for size in order], left) for part in found), at_least)


def _by_kind(part: Counts, kinds: Sequence[Sequence[int]], left: list[int]) -> Counts:
    """The part by kind: kinds of the same size are handed out in their order, as far as `left` goes."""
    counts = [0] * len(left)
    for wanted, alike in zip(part, kinds, strict=True):
        for kind in alike:
            counts[kind] = min(wanted, left[kind])
            left[kind] -= counts[kind]
            wanted -= counts[kind]
    return tuple(counts)


def least_parts(sizes: Sequence[int], counts: Sequence[int], room: int) -> int:
    """A number of parts below which no packing exists.

    Every way of rounding sizes here keeps pieces that fit together fitting (dual feasible functions): first the very
    large are rounded up to a whole part and the very small down to nothing, then the rest to multiples of 1/k.
    """
    pieces = [(size, count) for size, count in zip(sizes, counts, strict=True) if count]
    if not pieces or not room:
        return 1 if pieces else 0
    limits = sorted({size for size, _ in pieces if 2 * size <= room})
    best = 1
    for limit in (0, *limits[:: 1 + len(limits) // _LIMITS]):
        rounded = [(room if size > room - limit else size, count) for size, count in pieces if size >= limit]
        best = max(best, -(-sum(size * count for size, count in rounded) // room))
        for k in range(1, _FINEST + 1):
            best = max(best, -(-sum(count * _rounded(size, k, room) for size, count in rounded) // (k * room)))
    return best


def _rounded(size: int, k: int, room: int) -> int:
    """What a size counts after rounding, in units of 1 / (k * room) of a part: never more than fits beside others."""
    whole, rest = divmod((k + 1) * size, room)
    return whole * room if rest else k * size


class _Problem:
    """One packing problem: kinds by falling size, each with how many pieces there are."""

    def __init__(self, sizes: Counts, counts: Counts, room: int, steps: int) -> None:
        self._sizes = sizes
        self._counts = counts
        self._room = room
        self._steps = steps
        self._lost: dict[Counts, int] = {}

    def solve(self) -> tuple[list[Counts], int]:
        """The best packing found, and how many parts every packing has at least."""
        at_least = least_parts(self._sizes, self._counts, self._room)
        found = min((self._whole_kinds(), self._first_fit(self._counts)), key=_length_and_lines)
        if len(found) > at_least:
            found = min(found, self._least_slack(self._steps // 3), key=len)
        while at_least < len(found) <= _DEEPEST:
            self._lost.clear()
            better = self._search(self._counts, len(found) - 1)
            if better is None:
                return found, len(found) if self._steps > 0 else at_least
            found = better
        return found, at_least

    def _whole_kinds(self) -> list[Counts]:
        """First fit that keeps the pieces of a kind together as far as one part holds them."""
        blocks: list[tuple[int, int]] = []
        for kind, (size, count) in enumerate(zip(self._sizes, self._counts, strict=True)):
            most = min(count, self._room // size) if size else count
            blocks += [(kind, most)] * (count // most)
            blocks += [(kind, count % most)] if count % most else []
        parts = _Parts(self._sizes, self._room)
        for kind, count in sorted(blocks, key=lambda block: -self._sizes[block[0]] * block[1]):
            parts.place(kind, count, together=True)
        return parts.as_counts()

    def _first_fit(self, counts: Counts) -> list[Counts]:
        """First fit, the largest pieces first."""
        parts = _Parts(self._sizes, self._room)
        for kind, count in enumerate(counts):
            parts.place(kind, count, together=False)
        return parts.as_counts()

    def _least_slack(self, effort: int) -> list[Counts]:
        """One part after another, each filled as full as possible around the largest piece left."""
        counts = self._counts
        parts = []
        kept = self._steps
        while any(counts):
            self._steps = max(200, effort // 12)
            part = min(self._ways(counts, self._room), key=lambda way: way[0], default=None)
            if part is None:
                parts += self._first_fit(counts)
                break
            parts.append(part[1])
            counts = tuple(count - taken for count, taken in zip(counts, part[1], strict=True))
            effort -= max(200, effort // 12) - max(0, self._steps)
            kept -= max(200, effort // 12) - max(0, self._steps)
        self._steps = kept
        return parts

    def _search(self, counts: Counts, most: int) -> list[Counts] | None:
        """A packing of these pieces in at most so many parts; None if there is none, or if the steps ran out."""
        if not any(counts):
            return []
        waste = most * self._room - sum(size * count for size, count in zip(self._sizes, counts, strict=True))
        self._steps -= 1 + len(counts) // 4
        if waste < 0 or self._lost.get(counts, -1) >= most:
            return None
        ways = sorted(self._ways(counts, waste), key=lambda way: way[0])
        exact = [way for way in ways if way[0] == 0 and sum(way[1]) == 2]
        for _, part in exact[:1] or ways:
            rest = tuple(count - taken for count, taken in zip(counts, part, strict=True))
            found = self._search(rest, most - 1)
            if found is not None:
                return [part, *found]
            if self._steps <= 0:
                return None
        self._lost[counts] = most
        return None

    def _ways(self, counts: Counts, waste: int) -> Iterator[tuple[int, Counts]]:
        """Every way to fill a part that begins with the largest piece left, with the room that it leaves empty.

        Only ways that leave room for no other piece, and no more empty room than `waste`.
        """
        first = next(kind for kind, count in enumerate(counts) if count)
        part = [0] * len(counts)
        part[first] = 1
        left = [count - taken for count, taken in zip(counts, part, strict=True)]
        behind = list(
            accumulate((s * c for s, c in zip(reversed(self._sizes), reversed(left), strict=True)), initial=0)
        )
        behind.reverse()
        yield from self._fill(left, behind, part, first, self._room - self._sizes[first], waste)

    def _fill(
        self, counts: list[int], behind: list[int], part: list[int], kind: int, room: int, waste: int
    ) -> Iterator[tuple[int, Counts]]:
        """Fill on with kinds from `kind`; behind[k]: the size of all pieces from kind k on."""
        self._steps -= 1
        sizes = self._sizes
        while kind < len(counts) and (counts[kind] == 0 or sizes[kind] > room):
            kind += 1
        if self._steps <= 0 or room - behind[kind] > waste:
            return
        if kind == len(counts):
            self._steps -= len(counts) // 16
            yield room, tuple(part)
            return
        size = sizes[kind]
        most = min(counts[kind], room // size) if size else counts[kind]
        before = part[kind]
        for taken in range(most, -1, -1):
            part[kind] = before + taken
            allowed = waste if taken == counts[kind] else min(waste, size - 1)
            yield from self._fill(counts, behind, part, kind + 1, room - taken * size, allowed)
        part[kind] = before


class _Parts:
    """Parts while they are being filled."""

    def __init__(self, sizes: Counts, room: int) -> None:
        self._sizes = sizes
        self._room = room
        self._rooms: list[int] = []
        self._parts: list[list[int]] = []

    def place(self, kind: int, count: int, together: bool) -> None:
        """Put pieces of a kind into the first parts that have room for them, in new ones where none has."""
        size = self._sizes[kind]
        needed = size * count if together else size
        for place, left in enumerate(self._rooms):
            if count and left >= needed:
                taken = count if together or not size else min(count, left // size)
                self._put(place, kind, taken)
                count -= taken
        while count:
            taken = count if together or not size else min(count, self._room // size)
            self._rooms.append(self._room)
            self._parts.append([0] * len(self._sizes))
            self._put(len(self._parts) - 1, kind, taken)
            count -= taken

    def _put(self, place: int, kind: int, count: int) -> None:
        self._parts[place][kind] += count
        self._rooms[place] -= self._sizes[kind] * count

    def as_counts(self) -> list[Counts]:
        """The parts as they are now."""
        return [tuple(part) for part in self._parts]


def _length_and_lines(parts: list[Counts]) -> tuple[int, int]:
    """Fewer parts are better, and of as many parts those with fewer lines."""
    return len(parts), sum(count > 0 for part in parts for count in part)
