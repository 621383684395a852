"""What somebody else needs to go on with a case: a short text for support or a colleague, in any language, masked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orderdoctor.cases.case import Case
from orderdoctor.casework import fix_named, step_named
from orderdoctor.catalog.labels import plain
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.i18n import Text, Words
from orderdoctor.masking import masked
from orderdoctor.phrasing import certainty, obstacle_text, said_text

LIKELY = 0.1
"""Reasons that are less likely are not named."""


def handover_text(case: Case, diagnosis: Diagnosis | None, catalog: Catalog, words: Words) -> str:
    """The text to send: what happened, codes, answers, what was tried and what came of it, and what is asked for."""
    parts = [
        words.tr("This order does not move on, and I found no way that works."),
        _what_happened(case, words),
        _facts(case, catalog, words),
        _listed(words.tr("What I answered:"), _answers(case, catalog, words)),
        _listed(words.tr("What it could be:"), _reasons(diagnosis, catalog, words)),
        _listed(words.tr("What I tried:"), _tried(case, catalog, words)),
        words.tr("What stops the order, and what should I do next?"),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _listed(head: str, lines: Iterator[str]) -> str:
    found = list(lines)
    return "\n".join([head, *(f"- {line}" for line in found)]) if found else ""


def _what_happened(case: Case, words: Words) -> str:
    """The text of the case; the codes in it stay whatever they look like."""
    codes = [found.span() for code in case.codes for found in re.finditer(re.escape(code), case.text)]
    text = masked(case.text, codes).strip()
    return "\n".join([words.tr("What I see:"), text]) if text else ""


def _facts(case: Case, catalog: Catalog, words: Words) -> str:
    system = catalog.systems.get(case.system or "")
    lines = []
    if case.codes:
        lines.append(words.tr("Codes: {codes}").format(codes=words.listed(case.codes)))
    if system:
        lines.append(words.tr("Where I work: {system}").format(system=words.of(system.name)))
    return "\n".join(lines)


def _answers(case: Case, catalog: Catalog, words: Words) -> Iterator[str]:
    for question, answer in case.answers.items():
        if answer != UNKNOWN:
            asked, said = said_text(question, answer, catalog, words)
            yield words.tr("{question} – {answer}").format(question=asked, answer=said)


def _reasons(diagnosis: Diagnosis | None, catalog: Catalog, words: Words) -> Iterator[str]:
    for ranked in diagnosis.ranking[:3] if diagnosis else ():
        if ranked.probability >= LIKELY:
            title = _plain(catalog.reasons[ranked.reason].title, catalog, words)
            yield words.tr("{title}: {certainty}").format(title=title, certainty=certainty(ranked.probability, words))


def _tried(case: Case, catalog: Catalog, words: Words) -> Iterator[str]:
    for attempt in case.tried:
        fix = fix_named(attempt.reason, attempt.solution or "", catalog)
        if fix and attempt.worked == "no":
            yield words.tr("{fix}: it did not help").format(fix=_plain(fix.title, catalog, words))
    for blocked in case.blocked:
        step = step_named(blocked.reason, blocked.step, catalog)
        if step:
            why = masked(obstacle_text(blocked.why, words))
            yield words.tr("{step} This could not be done: {why}").format(step=_plain(step.do, catalog, words), why=why)


def _plain(text: Text, catalog: Catalog, words: Words) -> str:
    return plain(words.of(text), catalog.labels, words)
