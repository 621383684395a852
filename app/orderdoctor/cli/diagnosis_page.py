"""A diagnosis on a page: what was understood, the verdict, the reason or the choice, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Reason
from orderdoctor.cli.output import Page
from orderdoctor.cli.plan_page import PlanPage
from orderdoctor.cli.reason_page import ReasonPage
from orderdoctor.diagnosis.doctor import Diagnosis, Ranked, Verdict
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.diagnosis.explanation import Explanation
from orderdoctor.diagnosis.troubleshooter import Move
from orderdoctor.explaining import explanation_lines
from orderdoctor.i18n import Text, Words
from orderdoctor.phrasing import certainty, evidence_text, one_line, verdict_text

WORTH_NAMING = 0.02
"""Alternatives below this probability are not shown beside a match."""

LOOK_ALIKES = 3
_SAID = (Kind.ANSWER, Kind.STATUS, Kind.TOOL, Kind.FAILED_FIX)
"""What came after the text: answers, where the user pointed, checks, fixes that did not help."""

_CLEARLY = 2.0
"""How many times likelier evidence must be under one reason than under another to speak for it."""


class DiagnosisPage:
    """Writes diagnoses in one language."""

    def __init__(self, page: Page, catalog: Catalog, words: Words) -> None:
        """Take where to write, what is known, and the language."""
        self._page = page
        self._catalog = catalog
        self._words = words
        self._reasons = ReasonPage(page, catalog, words)

    def show(
        self,
        diagnosis: Diagnosis,
        pasted: str,
        move: Move | None = None,
        explanation: Explanation | None = None,
    ) -> None:
        """The whole page; with the next move, also the plan where several reasons fit, and the question worth asking."""
        self.understood(diagnosis, pasted)
        if explanation:
            already = [evidence_text(piece, pasted, self._catalog, self._words) for piece in telling(diagnosis)]
            for line in explanation_lines(explanation, pasted, self._catalog, self._words, already):
                self._page.text(line)
        self._page.blank()
        if diagnosis.verdict is Verdict.MATCH and diagnosis.top:
            self.match(diagnosis, diagnosis.top, pasted)
        elif diagnosis.verdict is Verdict.AMBIGUOUS:
            self.choice(diagnosis, pasted, move)
        else:
            self.unknown(diagnosis)
            told = self._words.tr("Answer a few questions: {command}")
            self._page.item("–", told.format(command="orderdoctor wizard"))

    def understood(self, diagnosis: Diagnosis, pasted: str) -> None:
        """What was read and what was recognised in it."""
        words = self._words
        said = [piece for piece in telling(diagnosis) if piece.kind in _SAID]
        seen = [piece for piece in telling(diagnosis) if piece not in said]
        if seen and pasted:
            self._page.text(words.tr("You pasted: {evidence}").format(evidence=self._all(seen, pasted)))
        elif seen:
            self._page.text(words.tr("What is known: {evidence}").format(evidence=self._all(seen, pasted)))
        elif pasted:
            self._page.text(words.tr("You pasted: “{text}”").format(text=one_line(pasted, 70)))
        if said:
            self._page.text(words.tr("You said:"))
        for piece in said:
            self._page.item("–", evidence_text(piece, pasted, self._catalog, words))
        if diagnosis.cut:
            self._page.text(words.tr("The text was very long: its beginning and its end were read."))

    def _all(self, evidence: list[Evidence], pasted: str) -> str:
        texts = [evidence_text(piece, pasted, self._catalog, self._words) for piece in evidence]
        return " · ".join(dict.fromkeys(texts))

    def match(self, diagnosis: Diagnosis, top: Ranked, pasted: str) -> None:
        """One reason with its fix, and what else it might be."""
        reason = self._catalog.reasons[top.reason]
        self._verdict(diagnosis, certainty(top.probability, self._words))
        self._page.text(self._plain(reason.title), 2)
        self._reasons.explanation(reason)
        self._reasons.solutions(reason, diagnosis.system, whole=False)
        self._reasons.assurance(reason)
        self._reasons.sources(reason)
        others = [ranked for ranked in diagnosis.ranking[1:] if ranked.probability >= WORTH_NAMING]
        if others:
            self._page.heading(self._words.tr("It could also be"))
            self.alternatives(diagnosis, others, pasted)

    def in_short(self, diagnosis: Diagnosis, top: Ranked) -> None:
        """One reason without its fix: what the assistant shows before it begins to fix."""
        reason = self._catalog.reasons[top.reason]
        self._verdict(diagnosis, certainty(top.probability, self._words))
        self._page.text(self._plain(reason.title), 2)
        self._reasons.explanation(reason)
        self._reasons.assurance(reason)

    def several(self, diagnosis: Diagnosis, pasted: str) -> None:
        """Several reasons, each with what tells it from the others."""
        words = self._words
        self._verdict(diagnosis)
        self._page.text(words.tr("Compare them with what you see. The order tells which is likelier."), 2)
        self._page.blank()
        self.alternatives(diagnosis, fitting(diagnosis), pasted)

    def choice(self, diagnosis: Diagnosis, pasted: str, move: Move | None) -> None:
        """Several reasons with the plan, and what to do to tell them apart."""
        words = self._words
        self.several(diagnosis, pasted)
        if move:
            PlanPage(self._page, self._catalog, words).show(move.plan, diagnosis)
        self._page.heading(words.tr("What to do next"))
        if move and move.question:
            ask = self._plain(self._catalog.questions[move.question].ask)
            told = words.tr("Answer the question that tells them apart: “{question}” {command}")
            self._page.item("–", told.format(question=ask, command="orderdoctor wizard TEXT"))
        if diagnosis.codes():
            self._page.item("–", words.tr("Paste the whole message: several reasons share this code."))
        else:
            self._page.item("–", words.tr("Paste the whole message with its code, if there is one."))
        if not diagnosis.system:
            self._page.item("–", words.tr("Say where you work: add --system."))
        for ranked in fitting(diagnosis)[:1]:
            self._page.item(
                "–",
                words.tr("See a reason with its fix: {command}").format(
                    command=f"orderdoctor show {ranked.reason}"
                ),
            )

    def alternatives(
        self, diagnosis: Diagnosis, listed: Sequence[Ranked], pasted: str
    ) -> None:
        """Reasons in order, each with its problem, its message, and what speaks for and against it."""
        words = self._words
        for number, ranked in enumerate(listed, 1):
            reason = self._catalog.reasons[ranked.reason]
            self._page.item(f"{number}.", self.ranked_line(ranked))
            for line in self.difference(diagnosis, ranked, pasted):
                self._page.text(line, 5)
            self._page.text(words.tr("Its id: {id}").format(id=reason.id), 5)

    def ranked_line(self, ranked: Ranked) -> str:
        """A reason's title with how sure it is."""
        title = self._plain(self._catalog.reasons[ranked.reason].title)
        return self._words.tr("{title}: {certainty}").format(
            title=title, certainty=certainty(ranked.probability, self._words)
        )

    def difference(self, diagnosis: Diagnosis, ranked: Ranked, pasted: str) -> Iterator[str]:
        """What tells a reason from the others, a line each."""
        words = self._words
        reason = self._catalog.reasons[ranked.reason]
        yield self._plain(reason.problem)
        message = telling_message(reason, diagnosis, words)
        if message:
            yield words.tr("Its message: “{text}”").format(text=one_line(message, 200))
        rival = next((other for other in diagnosis.ranking if other.reason != ranked.reason), None)
        if rival:
            spoken = speaking(tuple(telling(diagnosis)), ranked.reason, rival.reason)
            for_it = [
                evidence_text(piece, pasted, self._catalog, words)
                for piece, factor in spoken
                if factor >= _CLEARLY
            ]
            against = [
                evidence_text(piece, pasted, self._catalog, words)
                for piece, factor in spoken
                if factor <= 1 / _CLEARLY
            ]
            if for_it:
                yield words.tr("For it speaks: {evidence}").format(evidence=" · ".join(for_it))
            if against:
                yield words.tr("Against it speaks: {evidence}").format(evidence=" · ".join(against))

    def unknown(self, diagnosis: Diagnosis) -> None:
        """Nothing in the library: the nearest look-alikes, and a way on."""
        words = self._words
        self._verdict(diagnosis)
        self._page.text(words.tr("Order Doctor has never seen this, so it names no reason and no fix."), 2)
        if diagnosis.ranking:
            self._page.heading(words.tr("What looks most like it, but does not fit well enough"))
        for number, ranked in enumerate(diagnosis.ranking[:LOOK_ALIKES], 1):
            reason = self._catalog.reasons[ranked.reason]
            self._page.item(
                f"{number}.", words.tr("{title} ({id})").format(title=self._plain(reason.title), id=reason.id)
            )
            self._page.text(
                words.tr("Only if this is what you see: {problem}").format(
                    problem=self._plain(reason.problem)
                ),
                5,
            )
        self._page.heading(words.tr("What to do next"))
        for line in next_steps(words):
            self._page.item("–", line)

    def _verdict(self, diagnosis: Diagnosis, sure: str = "") -> None:
        verdict = verdict_text(diagnosis.verdict, self._words)
        if sure:
            self._page.text(self._words.tr("{verdict}: {certainty}").format(verdict=verdict, certainty=sure))
        else:
            self._page.text(self._words.tr("{verdict}.").format(verdict=verdict))

    def _plain(self, text: Text) -> str:
        return plain(self._words.of(text), self._catalog.labels, self._words)


def fitting(diagnosis: Diagnosis) -> Sequence[Ranked]:
    """The reasons that are worth naming when several fit: never one alone."""
    likely = [ranked for ranked in diagnosis.ranking if ranked.probability >= WORTH_NAMING]
    return likely if len(likely) > 1 else diagnosis.ranking[:LOOK_ALIKES]


def telling(diagnosis: Diagnosis) -> list[Evidence]:
    """The observations worth naming: the wording only where no code and no message says more."""
    kinds = {piece.kind for piece in diagnosis.evidence}
    said_more = kinds & {Kind.CODE, Kind.MESSAGE} or diagnosis.verdict is Verdict.UNKNOWN
    return [piece for piece in diagnosis.evidence if piece.kind is not Kind.WORDING or not said_more]


def next_steps(words: Words) -> list[str]:
    """What helps when nothing in the library fits."""
    return [
        words.tr("Before you order again, look on AliExpress in My Orders: the order may exist."),
        words.tr("Paste the whole message, with its code and the words around it."),
        words.tr("Say in your own words what you did and what you see now."),
        words.tr("Look through the library: {command}").format(command="orderdoctor reasons"),
        words.tr("Find the stage at which the order is stuck: {command}").format(command="orderdoctor way"),
        words.tr("Send the exact message with the order number to your app's support."),
    ]


def telling_message(reason: Reason, diagnosis: Diagnosis, words: Words) -> str:
    """The message that tells a reason from others with the same code, in the user's language if any."""
    codes = diagnosis.codes()
    messages = (
        [message for message in reason.messages if message.code in codes and message.text not in codes]
        if codes
        else []
    )
    wanted = (words.language.code, diagnosis.language)
    messages.sort(
        key=lambda message: next((i for i, lang in enumerate(wanted) if message.lang == lang), len(wanted))
    )
    return messages[0].text if messages else ""


def speaking(evidence: tuple[Evidence, ...], reason: str, rival: str) -> list[tuple[Evidence, float]]:
    """Each observation with how many times likelier it is under a reason than under its rival."""
    return [
        (piece, piece.of(reason) / piece.of(rival)) for piece in evidence if piece.kind is not Kind.FAILED_FIX
    ]
