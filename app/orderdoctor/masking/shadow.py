"""A text as the masking reads it: plain signs at places that can be found again in the original.

Full-width signs, foreign digits, and all kinds of spaces and dashes become the plain ones; what cannot be seen (zero
width, bidi) is left out, so that it does not hide a number; a letter and its accent are one sign.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

HIDDEN: Final = "***"
BLANK: Final = "\0"
"""Stands where a text was already dealt with; no pattern knows it."""

_UNSEEN: Final = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_ZEROS: Final = (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0x17E0, 0x1040, *range(0x1D7CE, 0x1D800, 10))
_PLAIN: Final[dict[int, int | str]] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **{zero + digit: 0x30 + digit for zero in _ZEROS for digit in range(10)},
    **dict.fromkeys(map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"), " "),
    **dict.fromkeys(map(ord, "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), "\n"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-"),
    0: "\x01",
}  # fmt: skip


class Hit(NamedTuple):
    """A stretch (positions, the end exclusive) that is personal, and what stands in its place."""

    start: int
    end: int
    instead: str = HIDDEN


class Shadow:
    """The plain text, and where each of its letters stands in the original."""

    def __init__(self, original: str) -> None:
        """Take the original."""
        self._places: list[int] | None = None
        if not original.isascii() and _UNSEEN.search(original):
            original, self._places = _seen(original)
        self.text = original.translate(_PLAIN)

    def origin(self, hit: Hit) -> Hit:
        """The hit with its places in the original."""
        if self._places is None:
            return hit
        return Hit(self._places[hit.start], self._places[hit.end], hit.instead)

    def shown(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Stretches of the original, with their places here."""
        places = self._places
        if places is None:
            return list(spans)
        return [(bisect_left(places, start), bisect_left(places, end)) for start, end in spans]


def _seen(original: str) -> tuple[str, list[int]]:
    """What of a text is seen, and where each sign of it begins; the last place is the text's end."""
    seen: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(original):
        if _UNSEEN.match(sign):
            joined = unicodedata.normalize("NFC", seen[-1] + sign) if seen else ""
            if len(joined) == 1:
                seen[-1] = joined
            continue
        seen.append(sign)
        places.append(place)
    return "".join(seen), [*places, len(original)]


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text, equally long, without these stretches (in order, none in another)."""
    parts: list[str] = []
    done = 0
    for start, end in spans:
        parts += (text[done:start], BLANK * (end - start))
        done = end
    return "".join((*parts, text[done:]))
