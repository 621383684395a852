"""What the window says about a finding: how sure, which signs speak for it, what tells a neighbour apart."""

from __future__ import annotations

from collections.abc import Mapping

from orderdoctor.cases.summary import CaseSummary
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog, Reason, Solution
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Diagnosis, Verdict
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.i18n import Words
from orderdoctor.phrasing import effort, one_line, said_text, waiting_time

_PROGRAMS = ("official", "official-copy", "app-help", "code")
"""The kinds of source that quote what a program says; guides speak in their own words."""

_LIKELY = 0.45
"""Said to be about 5 in 10 from here on (phrasing.certainty)."""

_AGAINST = 1 / 3
"""An observation this much less likely than on the average speaks against a reason."""


def certainty_tone(probability: float) -> str:
    """The tone of the mark that says how sure: quiet for what is less likely than not, as its word has it."""
    return "accent" if probability >= _LIKELY else "quiet"


def telltale(reason: Reason, diagnosis: Diagnosis, catalog: Catalog, words: Words) -> str:
    """The sign by which a reason that is less likely would be known: its code, its message, or what happened."""
    codes = [code.code for code in reason.codes if not code.shared and code.code not in diagnosis.codes()]
    if codes:
        return words.tr("would show the code {code}").format(code=codes[0])
    message = _message(reason, catalog, words) if diagnosis.verdict is not Verdict.UNKNOWN else ""
    if message:
        return words.tr("the message would say “{text}”").format(text=one_line(message, 70))
    return one_line(words.of(reason.problem), 90)


def _message(reason: Reason, catalog: Catalog, words: Words) -> str:
    """A short exact message of a program: one that comes with a code, else one in the reader's language, else any."""
    exact = [
        m for m in reason.messages if m.exact and 6 <= len(m.text) <= 90 and catalog.sources[m.source].kind in _PROGRAMS
    ]
    coded = [m for m in exact if m.code]
    own = [m for m in exact if m.lang == words.language.code]
    ranked = coded or own or exact
    return ranked[0].text if ranked else ""


def solution_line(solution: Solution, catalog: Catalog, words: Words) -> str:
    """How long and where: "about 6 minutes · In DSers · On AliExpress"."""
    parts = [effort(catalog.minutes(solution), words)]
    if solution.wait_hours:
        parts.append(words.tr("then wait {time}").format(time=waiting_time(solution.wait_hours, words)))
    parts += [words.of(catalog.places[place].name) for place in solution.places if place not in ("wait", "here")]
    return " · ".join(parts)


def signs(
    diagnosis: Diagnosis, reason: str, priors: Mapping[str, float]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What speaks for a reason and what against it; priors: how likely each reason is before anything is seen.

    An observation speaks for a reason that explains it better than the reasons do on the average, and against one that
    explains it far worse. The wording is not named beside a code or a message: it is part of them.
    """
    speaking, against = [], []
    for piece in diagnosis.evidence:
        average = sum(prior * piece.of(name) for name, prior in priors.items())
        if piece.of(reason) > piece.others and piece.of(reason) > average * 1.1:
            speaking.append(piece)
        elif piece.of(reason) < average * _AGAINST and piece.kind is not Kind.FAILED_FIX:
            against.append(piece)
    if any(piece.kind in (Kind.CODE, Kind.MESSAGE) for piece in speaking):
        speaking = [piece for piece in speaking if piece.kind is not Kind.WORDING]
    return tuple(speaking), tuple(piece for piece in against if piece.kind is not Kind.WORDING)


def last_said(answers: Mapping[str, str], catalog: Catalog, words: Words) -> str:
    """The last answer that says something, in words; empty if there is none."""
    known = [(asked, said) for asked, said in answers.items() if said != UNKNOWN]
    return said_text(*known[-1], catalog, words)[1] if known else ""


def questions_name(answers: Mapping[str, str], catalog: Catalog, words: Words) -> str:
    """What to call a case that has nothing but answers."""
    return " · ".join(filter(None, (words.tr("Questions"), last_said(answers, catalog, words))))


def case_name(
    summary: CaseSummary, catalog: Catalog | None, words: Words, answers: Mapping[str, str] | None = None
) -> str:
    """What to call a case in a line: the user's own name for it, its reason in the reader's language, or its text.

    answers: what was answered in it, for a case that has none of these.
    """
    reason = catalog.reasons.get(summary.reason or "") if catalog else None
    if catalog and reason and not summary.own_title:
        return plain(words.of(reason.title), catalog.labels, words)
    name = summary.title or one_line(summary.excerpt, 80)
    if not name and catalog and answers:
        return questions_name(answers, catalog, words)
    return name or words.tr("Case {number}").format(number=summary.number)
