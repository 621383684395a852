"""Why a text points to a reason: the codes, messages, concepts and words that spoke for it, and against the runner-up.

Made when somebody looks at it, not with the diagnosis. The learned model is linear, so that what a word adds to a
reason is known exactly; a strength is that, as a natural logarithm of odds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from orderdoctor.diagnosis.evidence import NONE, Evidence, Kind
from orderdoctor.diagnosis.features import RUNS, blanked, clauses
from orderdoctor.diagnosis.fold import Folded, is_han
from orderdoctor.diagnosis.learned import LearnedWording

MOST = 5
"""Signs that an explanation names at most."""

_WORTH = 0.2
"""A sign is named from this part of the strongest one's strength on."""

_LEAST = 0.15
_TELLS = 0.3
"""What speaks for both reasons alike tells them apart only if this part of it is missing for the other."""

_DOUBT = 0.5
_EXACT = {Kind.CODE: "code", Kind.MESSAGE: "message"}


class Diagnosed(Protocol):
    """What an explanation needs of a diagnosis."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What was observed."""
        ...


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a text that speaks for a reason. kind: code, message, concept or word.

    what: the code, the message's key, the concept's id or the words as they stand in the text; spans: where they stand;
    strength: how much (natural logarithm of odds, positive).
    """

    kind: str
    what: str
    spans: tuple[tuple[int, int], ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """For a reason: what spoke for it; against: what speaks for it and not for the runner-up; rival: that one's id.

    against is empty if nothing in the text tells the two apart; doubts: what speaks for the runner-up instead.
    """

    reason: str
    rival: str
    speaking: tuple[Sign, ...]
    against: tuple[Sign, ...]
    doubts: tuple[Sign, ...]

    @property
    def tells_apart(self) -> bool:
        """Whether the text tells the reason from its runner-up."""
        return bool(self.against)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word, a Chinese character or a concept of the folded text, and what it adds for the reason and against the rival."""

    kind: str
    what: str
    start: int
    end: int
    speaking: float
    apart: float


def explained(
    text: str, folded: Folded, diagnosis: Diagnosed, reason: str, rival: str, learned: LearnedWording | None
) -> Explanation:
    """Why a text points to a reason rather than to its rival (empty if there is none). folded: of that same text."""
    speaking, apart = [], []
    for piece in diagnosis.evidence:
        if piece.kind in _EXACT:
            kind = _EXACT[piece.kind]
            speaking.append(Sign(kind, piece.what, piece.spans, math.log(piece.of(reason) / piece.of(NONE))))
            apart.append(Sign(kind, piece.what, piece.spans, math.log(piece.of(reason) / piece.of(rival))))
    if learned:
        stretches = [span for piece in diagnosis.evidence if piece.kind is Kind.WORDING for span in piece.spans]
        pieces = _Weigher(learned, folded, reason, rival).pieces(stretches)
        said = [(piece, piece.speaking) for piece in pieces]
        speaking += _signs(said, text, folded)
        telling = [(piece, piece.apart) for piece in pieces if piece.apart >= piece.speaking * _TELLS]
        apart += _signs(telling, text, folded)
        doubted = _signs([(piece, -piece.apart) for piece in pieces], text, folded)
    else:
        doubted = []
    doubted += [Sign(sign.kind, sign.what, sign.spans, -sign.strength) for sign in apart if sign.strength < 0]
    against = _best(apart) if rival else ()
    strongest = against[0].strength if against else 0.0
    doubts = [sign for sign in doubted if sign.strength >= max(_DOUBT, strongest * _TELLS)] if rival else []
    return Explanation(reason, rival, _best(speaking), against, _best(doubts))


class _Weigher:
    """Weighs the words of one text for one reason and its rival."""

    def __init__(self, learned: LearnedWording, folded: Folded, reason: str, rival: str) -> None:
        self._learned = learned
        self._folded = folded
        self._reason, self._rival = reason, rival

    def pieces(self, stretches: Sequence[tuple[int, int]]) -> list[_Piece]:
        """Concepts, and the words that stand in none."""
        found: list[_Piece] = []
        read = [span for span in clauses(self._folded.text) if self._touches(*span, stretches)]
        if not read:
            return []
        norm = self._learned.norm(self._folded.text[read[0][0] : read[-1][1]])
        for start, end in read:
            words = list(self._words(start, end, norm))
            concepts = [self._concept(words, one.id, start + one.start, start + one.end, norm)
                        for one in self._learned.concepts.find(self._folded.text[start:end])]  # fmt: skip
            taken = [(concept.start, concept.end) for concept in concepts]
            found += concepts
            found += [word for word in words if not any(first <= word.start < last for first, last in taken)]
        return [piece for piece in found if not stretches or self._inside(piece, stretches)]

    def _touches(self, first: int, last: int, stretches: Sequence[tuple[int, int]]) -> bool:
        start, end = self._folded.span(first, last)
        return not stretches or any(first < end and start < last for first, last in stretches)

    def _inside(self, piece: _Piece, stretches: Sequence[tuple[int, int]]) -> bool:
        start, end = self._folded.span(piece.start, piece.end)
        return any(first <= start and end <= last for first, last in stretches)

    def _concept(self, words: Sequence[_Piece], name: str, start: int, end: int, norm: float) -> _Piece:
        own = self._weight("@" + name, norm)
        inside = [word for word in words if start <= word.start < end]
        speaking = own[0] + sum(word.speaking for word in inside)
        return _Piece("concept", name, start, end, speaking, own[1] + sum(word.apart for word in inside))

    def _words(self, start: int, end: int, norm: float) -> Iterator[_Piece]:
        """The words of a clause; what a pair adds is shared between its two words, what characters add among them."""
        before: tuple[int, int, str] | None = None
        added: dict[tuple[int, int], list[float]] = {}
        for match in RUNS.finditer(blanked(self._folded.text[start:end])):
            run, first = match.group(0), start + match.start()
            if is_han(run[0]):
                for size in (1, 2, 3):
                    for i in range(len(run) - size + 1):
                        self._share([(first + k, first + k + 1) for k in range(i, i + size)], run[i : i + size], norm, added)
                before = None
                continue
            place = (first, start + match.end())
            self._share([place], f" {run} ", norm, added)
            if before:
                self._share([before[:2], place], f"{before[2]} {run}", norm, added)
            before = (*place, run)
        for (first, last), (speaking, apart) in sorted(added.items()):
            yield _Piece("word", "", first, last, speaking, apart)

    def _share(
        self, places: Sequence[tuple[int, int]], token: str, norm: float, added: dict[tuple[int, int], list[float]]
    ) -> None:
        speaking, apart = self._weight(token, norm)
        for place in places:
            sums = added.setdefault(place, [0.0, 0.0])
            sums[0] += speaking / len(places)
            sums[1] += apart / len(places)

    def _weight(self, token: str, norm: float) -> tuple[float, float]:
        speaking, apart = self._learned.weigh(token, self._reason, self._rival)
        return speaking * norm, apart * norm


def _signs(weighed: Iterable[tuple[_Piece, float]], text: str, folded: Folded) -> list[Sign]:
    """The pieces that speak, neighbouring words as one; the same concept twice as one with two places."""
    signs: list[Sign] = []
    last: _Piece | None = None
    for piece, strength in sorted(weighed, key=lambda pair: pair[0].start):
        if strength < _LEAST:
            continue
        span = folded.span(piece.start, piece.end)
        same = next((i for i, sign in enumerate(signs) if piece.kind == "concept" and sign.what == piece.what), None)
        if same is not None:
            old = signs[same]
            signs[same] = Sign(old.kind, old.what, (*old.spans, span), old.strength + strength)
        elif last and piece.kind == "word" == last.kind and piece.start - last.end <= 1:
            span = (signs[-1].spans[0][0], span[1])
            signs[-1] = Sign("word", text[slice(*span)], (span,), signs[-1].strength + strength)
        else:
            signs.append(Sign(piece.kind, piece.what or text[slice(*span)], (span,), strength))
        last = piece
    return signs


def _best(signs: Iterable[Sign]) -> tuple[Sign, ...]:
    """The strongest signs; those that are hardly worth naming are left out, and single letters say nothing to a reader."""
    ranked = sorted((sign for sign in signs if _tells(sign)), key=lambda sign: (-sign.strength, sign.spans))
    return tuple(sign for sign in ranked[:MOST] if sign.strength >= ranked[0].strength * _WORTH)


def _tells(sign: Sign) -> bool:
    if sign.kind != "word":
        return sign.strength > _LEAST
    return sign.strength > _LEAST and len(re.sub(r"\W", "", sign.what)) > 1
