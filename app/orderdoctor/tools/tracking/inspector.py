"""The check itself: an input with tracking numbers in, an answer for each of them out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from orderdoctor.tools.finding import Finding, Severity
from orderdoctor.tools.tracking.cleaning import LONGEST, Cleaned, clean, is_placeholder
from orderdoctor.tools.tracking.evidence import speaks
from orderdoctor.tools.tracking.matching import candidates, lookalikes, near_misses, others
from orderdoctor.tools.tracking.results import (
    Answer,
    Candidate,
    Check,
    Inspection,
    Kind,
    Verdict,
)
from orderdoctor.tools.tracking.splitting import MOST, stretches
from orderdoctor.tools.tracking.table import Carrier, Other, Table

MOST_READ = 10_000
"""Characters of an input that are read."""

_MOST_SPACED = 3 * LONGEST
"""Characters that a number can take up with everything that stands between its own."""

_OTHER_KINDS = {"product": Kind.PRODUCT, "sku": Kind.SKU, "reference": Kind.REFERENCE}


class Inspector:
    """Knows the carriers' formats."""

    def __init__(self, table: Table) -> None:
        """Take the table of carriers."""
        self.table = table

    def inspect(self, text: str, carrier: str = "", no_order: bool = False) -> Inspection:
        """An answer for every number in a text.

        carrier: the id of the carrier that the number was declared with; then only its formats count.
        no_order: the user has said that these are no order numbers.
        """
        read = text[:MOST_READ]
        chosen = self.table.carriers.get(carrier)
        answers: list[Answer] = []
        seen: set[str] = set()
        for start, end in stretches(read, lambda start, end: self._known(read, start, end)):
            answer = self._answer(read, start, end, chosen, no_order)
            if answer.number in seen:
                answer = replace(answer, findings=(*answer.findings, _repeated(answer)))
            seen.add(answer.number)
            answers.append(answer)
        cut = len(text) > MOST_READ or len(answers) == MOST
        ratios = speaks(answers, chosen is not None)
        return Inspection(tuple(answers), chosen.id if chosen else "", cut, ratios)

    def _known(self, text: str, start: int, end: int) -> int:
        """How well a stretch is known as one number (see splitting.Known)."""
        if end - start > _MOST_SPACED:
            return 0
        number = clean(text, start, end).number
        found = candidates(number, self.table)
        if any(one.probable or (one.check is Check.RIGHT and not one.rare) for one in found):
            return 2
        return 1 if found or others(number, self.table) else 0

    def _answer(self, text: str, start: int, end: int, carrier: Carrier | None, no_order: bool) -> Answer:
        cleaned = clean(text, start, min(end, start + _MOST_SPACED))
        number = cleaned.number
        answer = Answer(text[start:end], start, end, number, Verdict.UNKNOWN, findings=cleaned.findings)
        if len(number) > LONGEST or end - start > _MOST_SPACED:
            return replace(answer, findings=(*cleaned.findings, Finding(Kind.TOO_LONG, Severity.ERROR)))
        found = candidates(number, self.table, carrier)
        other = self._other(number, no_order)
        question = "order" if other is not None and other.kind == "order" else ""
        answer = replace(answer, candidates=found, verdict=_verdict(found, carrier is not None), question=question)
        answer = _judged(answer, other)
        findings = [*cleaned.findings, *self._findings(answer, cleaned, other, carrier)]
        swapped = None if answer.fits else lookalikes(number, self.table, carrier, checked=bool(found))
        if swapped:
            findings.append(_lookalike(cleaned, *swapped))
        return replace(answer, findings=tuple(findings), suggestion=swapped[0] if swapped else "")

    def _other(self, number: str, no_order: bool) -> Other | None:
        """What the number is if it is no tracking number, the surest first; None if nothing speaks for that."""
        known = [other for other in others(number, self.table) if not (no_order and other.kind == "order")]
        return known[0] if known else None

    def _findings(
        self, answer: Answer, cleaned: Cleaned, other: Other | None, carrier: Carrier | None
    ) -> Iterator[Finding]:
        if is_placeholder(answer.number):
            yield Finding(Kind.PLACEHOLDER, Severity.ERROR)
            return
        if answer.question:
            yield Finding(Kind.ORDER, Severity.WARNING, basis=other.source.basis if other else None)
        elif answer.verdict is Verdict.OTHER and other is not None:
            yield Finding(_OTHER_KINDS[other.kind], Severity.ERROR, basis=other.source.basis)
            return
        yield from _check_findings(answer, cleaned)
        if not answer.candidates:
            elsewhere = list(self._elsewhere(answer, carrier))
            yield from elsewhere or self._misses(answer, cleaned, carrier)

    def _elsewhere(self, answer: Answer, carrier: Carrier | None) -> Iterator[Finding]:
        """That a number is none of the carrier that was named, but fits others."""
        fitting = candidates(answer.number, self.table) if carrier is not None else ()
        names = dict.fromkeys(one.label for one in fitting if one.check is not Check.WRONG)
        if names and carrier is not None:
            facts = {"carrier": carrier.name, "others": ", ".join(list(names)[:3])}
            yield Finding(Kind.OTHER_CARRIER, Severity.ERROR, facts)

    def _misses(self, answer: Answer, cleaned: Cleaned, carrier: Carrier | None) -> Iterator[Finding]:
        letters = answer.number[-2:]
        shaped = len(answer.number) == 13 and answer.number[:2].isalpha() and answer.number[2:11].isdigit()
        if shaped and letters.isalpha() and letters not in self.table.operators:
            s10 = self.table.formats[-1]
            at = (cleaned.span(11, 13),)
            yield Finding(Kind.SERVICE, Severity.ERROR, {"letters": letters}, s10.source.basis, at)
            return
        for miss in near_misses(answer.number, self.table, carrier):
            spans = tuple(cleaned.span(start, end) for start, end in miss.spans)
            yield replace(miss, spans=spans)


def _verdict(found: tuple[Candidate, ...], chosen: bool) -> Verdict:
    """What the candidates amount to; see Verdict. A broad form that fits does not outweigh a wrong check digit."""
    right = [one for one in found if one.check is Check.RIGHT]
    wrong = [one for one in found if one.check is Check.WRONG]
    if right and not chosen and all(one.rare for one in right) and any(not one.rare for one in wrong):
        return Verdict.DOUBTFUL
    if right:
        return Verdict.RIGHT
    unchecked = [one for one in found if one.check is Check.NONE]
    if any(one.probable for one in unchecked):
        return Verdict.FORMAT
    if any(one.probable for one in wrong):
        return Verdict.WRONG
    if any(one.broad for one in unchecked):
        return Verdict.FORMAT
    if wrong:
        return Verdict.DOUBTFUL if unchecked and not chosen else Verdict.WRONG
    return Verdict.FORMAT if unchecked else Verdict.UNKNOWN


def _judged(answer: Answer, other: Other | None) -> Answer:
    """The answer after asking what else the number can be."""
    if is_placeholder(answer.number):
        return replace(answer, verdict=Verdict.OTHER, question="")
    if other is None or (other.kind != "order" and answer.verdict is Verdict.RIGHT):
        return answer
    if other.kind != "order":
        return replace(answer, verdict=Verdict.OTHER)
    if answer.verdict is Verdict.RIGHT:
        return answer
    likely = bool(other.likely.match(answer.number))
    return replace(answer, verdict=Verdict.ASK if likely or not answer.candidates else answer.verdict)


def _check_findings(answer: Answer, cleaned: Cleaned) -> Iterator[Finding]:
    """Wrong check digits, unless the number is another carrier's after all."""
    if answer.fits and answer.verdict is Verdict.RIGHT:
        return
    named: set[str] = set()
    for one in answer.candidates:
        if one.check is not Check.WRONG or one.rare or one.name in named:
            continue
        if answer.fits and one.bare:
            continue
        named.add(one.name)
        facts = {"carrier": one.label, "given": one.given, "expected": one.expected}
        severity = Severity.ERROR if answer.verdict is Verdict.WRONG else Severity.WARNING
        spans = (cleaned.span(one.place, one.place + 1),)
        yield Finding(Kind.CHECK_WRONG, severity, facts, one.source.basis, spans)


def _lookalike(cleaned: Cleaned, meant: str, at: tuple[int, ...]) -> Finding:
    spans = tuple(cleaned.span(position, position + 1) for position in at)
    facts = {
        "given": "".join(cleaned.number[position] for position in at),
        "meant": "".join(meant[position] for position in at),
        "number": meant,
    }
    return Finding(Kind.LOOKALIKE, Severity.ERROR, facts, spans=spans)


def _repeated(answer: Answer) -> Finding:
    return Finding(Kind.REPEATED, Severity.HINT, {"number": answer.number}, spans=((answer.start, answer.end),))
