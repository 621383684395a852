"""From a paste to a verdict: fold, match, evidence, belief, verdict. One engine for the window and the terminal."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from orderdoctor.catalog.model import Catalog, Reason
from orderdoctor.diagnosis.belief import PRIOR_OF_NONE, believe
from orderdoctor.diagnosis.codes import CodeFinder, FoundCode
from orderdoctor.diagnosis.evidence import NONE, Evidence, Kind
from orderdoctor.diagnosis.experience import experienced
from orderdoctor.diagnosis.fold import Folded, Folder, is_han
from orderdoctor.diagnosis.hints import HintFinder, language_of
from orderdoctor.diagnosis.learned import LearnedWording, Reading
from orderdoctor.diagnosis.limits import shortened
from orderdoctor.diagnosis.messages import FoundMessage, MessageFinder, skeleton
from orderdoctor.diagnosis.wording import Document, Likeness, WordingIndex

SURE = 0.8
"""From this probability on the verdict is *match*: a wrong fix costs about four times as much as one more question."""

STRANGE = 0.5
"""From this probability of NONE on the verdict is *unknown*."""

SHOWN = 5
"""Reasons that a diagnosis names at most."""


class Verdict(Enum):
    """What can be said."""

    MATCH = "match"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A reason and its probability (0 to 1), given everything seen."""

    reason: str
    probability: float


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a text tells. ranking: the likeliest reasons first, at most SHOWN; none: how likely it is none of ours.

    language: what the text is mostly written in (en, vi, zh), or None; cut: whether the text was too long to read whole.
    """

    verdict: Verdict
    ranking: tuple[Ranked, ...]
    none: float
    evidence: tuple[Evidence, ...]
    system: str | None
    language: str | None
    cut: bool

    @property
    def top(self) -> Ranked | None:
        """The likeliest reason."""
        return self.ranking[0] if self.ranking else None

    def codes(self) -> tuple[str, ...]:
        """The error codes that were recognised, each once."""
        return tuple(dict.fromkeys(piece.what for piece in self.evidence if piece.kind is Kind.CODE))


class Doctor:
    """Knows the catalog's codes, messages and wordings; diagnoses texts. Building it takes some 100 ms."""

    def __init__(
        self,
        catalog: Catalog,
        folder: Folder,
        sayings: Iterable[tuple[str, str]] = (),
        learned: LearnedWording | None = None,
    ) -> None:
        """Take the catalog, the folder, other known wordings as (reason id, text), and the learned model if there is one."""
        self._learned = learned
        self._catalog = catalog
        self._folder = folder
        self._priors = catalog.priors()
        self._code_owners = _owners(
            (code.code, reason.id) for reason in catalog.reasons.values() for code in reason.codes
        )
        for reason in catalog.reasons.values():
            for message in reason.messages:
                if message.code and message.code in self._code_owners:
                    self._code_owners[message.code] = tuple(
                        dict.fromkeys([*self._code_owners[message.code], reason.id])
                    )
        self._codes = CodeFinder(self._code_owners)
        self._message_owners = _owners(self._message_texts())
        self._messages = MessageFinder((text, text) for text in self._message_owners)
        self._wording = WordingIndex(self._documents(sayings), _RARE if learned else 10_000)
        self._hints = HintFinder(catalog)

    @property
    def priors(self) -> Mapping[str, float]:
        """How likely each reason is before anything is seen; they add up to 1."""
        return self._priors

    def learn(self, solved: Mapping[str, int]) -> None:
        """Take the user's own solved cases into account, by reason; bounded, and in place of what was learned before."""
        self._priors = experienced(self._catalog.priors(), solved)

    def diagnose(
        self, text: str, system: str | None = None, without: Collection[str] = (), read_system: bool = True
    ) -> Diagnosis:
        """What a text tells.

        system: where the user works, if they said so; read_system: else, whether to take it from the text;
        without: codes that the user took away.
        """
        read, cut = shortened(text)
        folded = self._folder.fold(read)
        shift = len(text) - len(read)
        evidence = list(self._evidence(folded, without))
        system = system or (self._hints.system(folded.text) if read_system else None)
        if system:
            evidence.append(self._system_evidence(system))
        evidence = [_moved(piece, len(read) // 2, shift) for piece in evidence] if cut else evidence
        return self.conclude(tuple(evidence), system, language_of(read), cut)

    def conclude(
        self, evidence: tuple[Evidence, ...], system: str | None = None, language: str | None = None, cut: bool = False
    ) -> Diagnosis:
        """The diagnosis that follows from evidence of any kind."""
        belief = believe(self._priors, evidence)
        none = belief.pop(NONE)
        order = sorted(belief, key=lambda reason: (-belief[reason], reason))
        telling = any(piece.kind is not Kind.SYSTEM for piece in evidence)
        verdict = _verdict(belief[order[0]], none) if telling and order else Verdict.UNKNOWN
        ranking = tuple(Ranked(reason, belief[reason]) for reason in order[:SHOWN])
        return Diagnosis(verdict, ranking, none, evidence, system, language, cut)

    def _evidence(self, folded: Folded, without: Collection[str]) -> Iterator[Evidence]:
        codes = [code for code in self._codes.find(folded.text) if code.code not in without]
        for code in {found.code: found for found in reversed(codes)}.values():
            spans = tuple(folded.span(found.start, found.end) for found in codes if found.code == code.code)
            yield self._code_evidence(code, spans)
        messages = self._messages.find(folded)
        for message in messages:
            yield self._message_evidence(message, folded)
        surest = max((m.weight for m in messages), default=0.0)
        surest = max(surest, max((0.6 for c in codes if c.certain), default=0.0))
        words = _blanked(folded, codes)
        if sum(2 if is_han(letter) else letter.isalpha() for letter in words.text) >= _FEWEST_LETTERS:
            yield from self._wording_evidence(words, damping=1 - 0.8 * surest)

    def _code_evidence(self, code: FoundCode, spans: tuple[tuple[int, int], ...]) -> Evidence:
        owners = self._code_owners[code.code]
        return Evidence(Kind.CODE, code.code, dict.fromkeys(owners, 0.6), 0.0002 if code.certain else 0.001, spans)

    def _message_evidence(self, message: FoundMessage, folded: Folded) -> Evidence:
        owners = self._message_owners[message.key]
        others = math.exp(-1 - 8 * message.weight)
        spans = (folded.span(message.start, message.end),)
        return Evidence(Kind.MESSAGE, message.key, dict.fromkeys(owners, 0.6), others, spans)

    def _wording_evidence(self, folded: Folded, damping: float) -> Iterator[Evidence]:
        """What the words say: the learned model, and the likeness with what is known word for word.

        Without a model, or where a text is all but a known one, the likeness speaks; damping (0 to 1): how much of it
        all counts beside codes and messages that were found in the same text.
        """
        reading = self._learned.read(folded.text) if self._learned else None
        if reading is not None:
            yield self._learned_evidence(reading, folded, damping)
        if reading is not None and damping < _SETTLED:
            return  # a known message stands in the text, whole: there is no need to look for one that is almost there
        alike = self._wording.compare(folded.text, (reading.start, reading.end) if reading else None)
        best = max(alike, key=lambda reason: alike[reason].score, default="")
        if not best or (reading is not None and alike[best].score < _ALMOST_THE_SAME):
            return
        ordinary = _ORDINARY if reading is None else _ALMOST_THE_SAME - 0.1
        steep = (_STEEP if reading is None else _STEEP / 2) * damping
        highest = max(alike[best].score, ordinary)
        likelihood = {reason: math.exp(steep * (max(found.score, 0.0) - highest)) for reason, found in alike.items()}
        likelihood[NONE] = math.exp(steep * (ordinary - highest))
        yield Evidence(Kind.WORDING, best, likelihood, math.exp(-steep * highest), _span_of(alike[best], folded))

    def _learned_evidence(self, reading: Reading, folded: Folded, damping: float) -> Evidence:
        """The reading as likelihoods: its probabilities over what they were before any word was read."""
        expected = (1 - PRIOR_OF_NONE) / max(1, len(reading.probability) - 1)
        likelihood = {
            name: (probability / (PRIOR_OF_NONE if name == NONE else expected)) ** damping
            for name, probability in reading.probability.items()
        }
        highest = max(likelihood.values())
        likelihood = {name: value / highest for name, value in likelihood.items()}
        top = max((name for name in likelihood if name), key=lambda name: likelihood[name])
        span = Likeness(1.0, reading.start, reading.end)
        return Evidence(Kind.WORDING, top, likelihood, min(likelihood.values()), _span_of(span, folded))

    def _system_evidence(self, system: str) -> Evidence:
        at_home = {reason.id: 1.0 for reason in self._catalog.reasons.values() if system in reason.systems}
        return Evidence(Kind.SYSTEM, system, at_home | {NONE: 0.5}, 0.15)

    def _message_texts(self) -> Iterator[tuple[str, str]]:
        codes = {code.casefold() for code in self._code_owners}
        for reason in self._catalog.reasons.values():
            for message in reason.messages:
                bones = skeleton(self._folder.plain(message.text)).text
                if message.exact and not bones.isdigit() and message.text.casefold() not in codes:
                    yield bones, reason.id

    def _documents(self, sayings: Iterable[tuple[str, str]]) -> Iterator[Document]:
        for reason in self._catalog.reasons.values():
            known = _known_texts(reason) if self._learned is None else ((m.text, 1.0) for m in reason.messages)
            yield from (Document(reason.id, self._folder.plain(text), weight) for text, weight in known)
        if self._learned is None:
            yield from (Document(reason, self._folder.plain(text)) for reason, text in sayings)


def _blanked(folded: Folded, codes: Iterable[FoundCode]) -> Folded:
    """The text without its codes and the word "code" before them: they are evidence of their own."""
    text = folded.text
    for found in codes:
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return Folded(_CODE_WORD.sub(lambda match: " " * len(match.group(0)), text), folded.starts, folded.ends)


_CODE_WORD = re.compile(r"\b(?:error|sub|err)?[_ ]?(?:code|msg)\b|错误代?码|ma loi")
_FEWEST_LETTERS = 4
"""A text of fewer letters than this says nothing by its wording; a Chinese character counts as two."""

_SETTLED = 0.6

_RARE = 30
"""Beside a learned model the likeness only has to find what is all but known: by features of so few texts at most."""

_STEEP = 26.0
_ALMOST_THE_SAME = 0.72
"""From this likeness on a text is a known one with small changes."""

_ORDINARY = 0.34
"""The likeness that a text about something else reaches as a rule; STEEP turns likeness into log-likelihood."""


def _known_texts(reason: Reason) -> Iterator[tuple[str, float]]:
    yield reason.title.english, 1.0
    yield reason.problem.english, 0.9
    yield reason.cause.english, 0.8
    for message in reason.messages:
        yield message.text, 1.0 if message.exact else 0.9


def _owners(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, list[str]] = {}
    for key, reason in pairs:
        if reason not in owners.setdefault(key, []):
            owners[key].append(reason)
    return {key: tuple(reasons) for key, reasons in owners.items()}


def _verdict(top: float, none: float) -> Verdict:
    if top >= SURE:
        return Verdict.MATCH
    return Verdict.UNKNOWN if none >= STRANGE else Verdict.AMBIGUOUS


def _span_of(likeness: Likeness, folded: Folded) -> tuple[tuple[int, int], ...]:
    if likeness.start >= likeness.end:
        return ()
    return (folded.span(likeness.start, likeness.end),)


def _moved(piece: Evidence, half: int, shift: int) -> Evidence:
    """Evidence with the spans of the second half moved to where they stand in the whole text."""
    spans = tuple((start, end) if end <= half else (start + shift, end + shift) for start, end in piece.spans)
    return Evidence(piece.kind, piece.what, piece.likelihood, piece.others, spans)
