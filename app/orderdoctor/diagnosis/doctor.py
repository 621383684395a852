"""From a paste to a verdict: fold, match, evidence, belief, verdict. One engine for the window and the terminal."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from heapq import nsmallest

from orderdoctor.catalog.model import Catalog, Reason
from orderdoctor.diagnosis.almost import AlmostFinder, AlmostMessage
from orderdoctor.diagnosis.belief import PRIOR_OF_NONE, believe
from orderdoctor.diagnosis.codes import CodeFinder, FoundCode
from orderdoctor.diagnosis.evidence import NONE, Evidence, Kind
from orderdoctor.diagnosis.experience import experienced
from orderdoctor.diagnosis.explanation import Explanation, explained
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
        self._priors = _tempered(catalog.priors())
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
        self._almost = AlmostFinder(self._message_owners)
        self._wording = None if learned else WordingIndex(self._documents(sayings))
        self._hints = HintFinder(catalog)
        self._at_home: dict[str, dict[str, float]] = {}

    @property
    def priors(self) -> Mapping[str, float]:
        """How likely each reason is before anything is seen; they add up to 1."""
        return self._priors

    def learn(self, solved: Mapping[str, int]) -> None:
        """Take the user's own solved cases into account, by reason; bounded, and in place of what was learned before."""
        self._priors = experienced(_tempered(self._catalog.priors()), solved)

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
        named = None if system or not read_system else self._hints.system(folded.text)
        if system or named:
            evidence.append(self._system_evidence(system or named or "", _ELSEWHERE if system else _NAMED_ELSEWHERE))
        system = system or named
        evidence = [_moved(piece, len(read) // 2, shift) for piece in evidence] if cut else evidence
        return self.conclude(tuple(evidence), system, language_of(read), cut)

    def explain(self, text: str, diagnosis: Diagnosis, reason: str = "") -> Explanation:
        """Why a text points to a reason (the likeliest if none is named), and what tells it from its nearest rival."""
        ranking = [ranked.reason for ranked in diagnosis.ranking]
        reason = reason or (ranking[0] if ranking else "")
        rival = next((other for other in ranking if other != reason), "")
        read, cut = shortened(text)
        folded = self._folder.fold(read)
        if cut:
            shift, half = len(text) - len(read), len(read) // 2
            starts = tuple(start if start < half else start + shift for start in folded.starts)
            folded = Folded(folded.text, starts, tuple(end if end <= half else end + shift for end in folded.ends))
        return explained(text, folded, diagnosis, reason, rival, self._learned)

    def conclude(
        self, evidence: tuple[Evidence, ...], system: str | None = None, language: str | None = None, cut: bool = False
    ) -> Diagnosis:
        """The diagnosis that follows from evidence of any kind."""
        belief = believe(self._priors, evidence)
        none = belief.pop(NONE)
        order = nsmallest(SHOWN, belief, key=lambda reason: (-belief[reason], reason))
        telling = any(piece.kind is not Kind.SYSTEM for piece in evidence)
        verdict = _verdict([belief[reason] for reason in order], none) if telling and order else Verdict.UNKNOWN
        ranking = tuple(Ranked(reason, belief[reason]) for reason in order)
        return Diagnosis(verdict, ranking, none, evidence, system, language, cut)

    def _evidence(self, folded: Folded, without: Collection[str]) -> Iterator[Evidence]:
        codes = [code for code in self._codes.find(folded.text) if code.code not in without]
        for code in {found.code: found for found in reversed(codes)}.values():
            spans = tuple(folded.span(found.start, found.end) for found in codes if found.code == code.code)
            yield self._code_evidence(code, spans)
        bones = skeleton(folded.text)
        messages = self._messages.find_in(bones, folded)
        surest = 0.6 if any(code.certain for code in codes) else 0.0
        for message in messages:
            strength = self._strength(message, message.quoted or len(message.key) >= _NEARLY_ALL * len(bones.text))
            surest = max(surest, strength)
            yield self._message_evidence(message, strength, folded)
        if surest < _SETTLED:
            almost = self._almost_evidence(self._almost.find(bones), messages, folded)
            if almost:
                yield almost[0]
                surest = max(surest, almost[1])
        words = _blanked(folded, codes)
        if _says_something(words.text):
            yield from self._wording_evidence(words, damping=1 - 0.8 * surest)

    def _code_evidence(self, code: FoundCode, spans: tuple[tuple[int, int], ...]) -> Evidence:
        owners = self._code_owners[code.code]
        return Evidence(Kind.CODE, code.code, dict.fromkeys(owners, 0.6), 0.0002 if code.certain else 0.001, spans)

    def _strength(self, message: FoundMessage, whole: bool) -> float:
        """How much a found message counts, 0 to 1: by its length, by how much it stands alone, by what people mean with it."""
        standing = _EMBEDDED + (1 - _EMBEDDED) * max(message.alone, message.weight**3)
        known = self._learned.met.get(message.key) if self._learned else None
        expected = max(message.weight, _PASTED) if whole else message.weight * standing
        if known is None:
            return expected
        meant, met = known
        return (expected * _BELIEVED + expected * meant) / (_BELIEVED + met)

    def _message_evidence(self, message: FoundMessage, strength: float, folded: Folded) -> Evidence:
        owners = self._message_owners[message.key]
        others = 0.6 * math.exp(-0.5 - _STRONG * strength * strength)
        spans = (folded.span(message.start, message.end),)
        return Evidence(Kind.MESSAGE, message.key, dict.fromkeys(owners, 0.6), others, spans)

    def _almost_evidence(
        self, found: Sequence[AlmostMessage], whole: Sequence[FoundMessage], folded: Folded
    ) -> tuple[Evidence, float] | None:
        """What messages say that are almost there; and how much that is beside the words, 0 to 1."""
        found = [one for one in found if not any(m.start < one.end and one.start < m.end for m in whole)]
        if not found:
            return None
        best = found[0]
        support = max(0.0, best.letters * _A_LETTER - best.edits * _AN_EDIT)
        likelihood: dict[str, float] = {}
        for one in found:
            if one.start < best.end and best.start < one.end:
                weight = 0.6 * math.exp((one.letters - one.edits - best.letters + best.edits) * _FEWER)
                for owner in self._message_owners[one.key]:
                    likelihood[owner] = max(likelihood.get(owner, 0.0), weight)
        others = 0.6 * math.exp(-min(support, _ENOUGH))
        likelihood = {owner: max(weight, others) for owner, weight in likelihood.items()}
        spans = (folded.span(best.start, best.end),)
        piece = Evidence(Kind.MESSAGE, best.key, likelihood, others, spans, exact=False)
        return piece, min(1.0, support / _ENOUGH)

    def _wording_evidence(self, folded: Folded, damping: float) -> Iterator[Evidence]:
        """What the words say: the learned model, or without one the likeness with what is known word for word.

        damping (0 to 1): how much of it all counts beside codes and messages that were found in the same text.
        """
        if self._learned:
            reading = self._learned.read(folded.text)
            if reading is not None:
                yield self._learned_evidence(reading, folded, damping)
        if self._wording is None:
            return
        alike = self._wording.compare(folded.text)
        best = max(alike, key=lambda reason: alike[reason].score, default="")
        if not best:
            return
        steep = _STEEP * damping
        highest = max(alike[best].score, _ORDINARY)
        likelihood = {reason: math.exp(steep * (max(found.score, 0.0) - highest)) for reason, found in alike.items()}
        likelihood[NONE] = math.exp(steep * (_ORDINARY - highest))
        yield Evidence(Kind.WORDING, best, likelihood, math.exp(-steep * highest), _span_of(alike[best], folded))

    def _learned_evidence(self, reading: Reading, folded: Folded, damping: float) -> Evidence:
        """The reading as likelihoods: its probabilities over what they were before any word was read."""
        expected = (1 - PRIOR_OF_NONE) / max(1, len(reading.probability) - 1)
        likelihood = {
            name: (probability / (PRIOR_OF_NONE if name == NONE else expected)) ** damping
            for name, probability in reading.probability.items()
        }
        if damping < 1:  # beside a code or a message the words may be about nothing: then they tell no reason from another
            nothing = _IDLE * likelihood[NONE]
            likelihood = {name: value + nothing * (name != NONE) for name, value in likelihood.items()}
        highest = max(likelihood.values())
        likelihood = {name: value / highest for name, value in likelihood.items()}
        top = max((name for name in likelihood if name), key=lambda name: likelihood[name])
        span = Likeness(1.0, reading.start, reading.end)
        return Evidence(Kind.WORDING, top, likelihood, min(likelihood.values()), _span_of(span, folded))

    def _system_evidence(self, system: str, others: float) -> Evidence:
        at_home = self._at_home.get(system) or {
            reason.id: 1.0 for reason in self._catalog.reasons.values() if system in reason.systems
        }
        self._at_home[system] = at_home
        return Evidence(Kind.SYSTEM, system, at_home | {NONE: math.sqrt(others)}, others)

    def _message_texts(self) -> Iterator[tuple[str, str]]:
        codes = {code.casefold() for code in self._code_owners}
        for reason in self._catalog.reasons.values():
            for message in reason.messages:
                bones = skeleton(self._folder.plain(message.text)).text
                if message.exact and not bones.isdigit() and message.text.casefold() not in codes:
                    yield bones, reason.id

    def _documents(self, sayings: Iterable[tuple[str, str]]) -> Iterator[Document]:
        for reason in self._catalog.reasons.values():
            for text, weight in _known_texts(reason):
                yield Document(reason.id, self._folder.plain(text), weight)
        yield from (Document(reason, self._folder.plain(text)) for reason, text in sayings)


def _says_something(folded: str) -> bool:
    letters = 0
    for letter in folded:
        letters += 2 if is_han(letter) else letter.isalpha()
        if letters >= _FEWEST_LETTERS:
            return True
    return False


def _blanked(folded: Folded, codes: Iterable[FoundCode]) -> Folded:
    """The text without its codes and the word "code" before them: they are evidence of their own."""
    text = folded.text
    for found in codes:
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    return Folded(_CODE_WORD.sub(lambda match: " " * len(match.group(0)), text), folded.starts, folded.ends)


_CODE_WORD = re.compile(r"\b(?:error|sub|err)?[_ ]?(?:code|msg)\b|错误代?码|ma loi")
_IDLE = 0.5
"""How often the words around a code or a message are about nothing: a number, a name, the rest of a log line."""

_FEWEST_LETTERS = 4
"""A text of fewer letters than this says nothing by its wording; a Chinese character counts as two."""

def _tempered(priors: Mapping[str, float]) -> dict[str, float]:
    weights = {reason: prior**_FREQUENCY for reason, prior in priors.items()}
    total = sum(weights.values())
    return {reason: weight / total for reason, weight in weights.items()}


_FREQUENCY = 0.25
"""What the catalog's words for how often a reason is met count: they are nobody's measurements."""

_SETTLED = 0.6
"""From this strength of a message or code on no almost known message is looked for."""

_EMBEDDED = 0.2
"""What a message counts in the middle of a long sentence, beside one that stands alone."""

_PASTED, _NEARLY_ALL = 0.8, 0.9
"""What a message counts at least where it is all, or nearly all, that was pasted, or quoted."""

_STRONG = 8.0
"""How many times (as a natural logarithm) a message of full strength is likelier under its own reasons, nearly."""

_BELIEVED = 1.0
"""Texts that it takes to change what is believed of a message by its length."""

_A_LETTER, _AN_EDIT, _FEWER, _ENOUGH = 0.3, 0.5, 0.5, 8.0
"""An almost known message: what each of its letters says for it, and each edit against it (natural logarithms); what a letter
fewer than in another such message says against it; and how much it all says at most."""

_ELSEWHERE = 0.15
"""How likely a user of a system has a reason that is not known to occur there."""

_NAMED_ELSEWHERE = 0.7
"""The same where the text only names the system: the learned words count it already."""

_STEEP = 26.0
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


def _verdict(shown: Sequence[float], none: float) -> Verdict:
    """shown: the probabilities of the reasons that would be named; a stranger that is likelier than all of them is one."""
    if shown[0] >= SURE:
        return Verdict.MATCH
    return Verdict.UNKNOWN if none >= min(STRANGE, sum(shown)) else Verdict.AMBIGUOUS


def _span_of(likeness: Likeness, folded: Folded) -> tuple[tuple[int, int], ...]:
    if likeness.start >= likeness.end:
        return ()
    return (folded.span(likeness.start, likeness.end),)


def _moved(piece: Evidence, half: int, shift: int) -> Evidence:
    """Evidence with the spans of the second half moved to where they stand in the whole text."""
    spans = tuple(
        (start + shift * (start >= half), end + shift * (end > half)) for start, end in piece.spans
    )
    return replace(piece, spans=spans)
