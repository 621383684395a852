"""What the window says about a finding: how sure, which signs speak for it, what tells a neighbour apart."""

from __future__ import annotations

from orderdoctor.catalog.model import Catalog, Reason, Solution
from orderdoctor.diagnosis.doctor import Diagnosis, Verdict
from orderdoctor.i18n import Words
from orderdoctor.phrasing import effort, one_line, waiting_time

_PROGRAMS = ("official", "official-copy", "app-help", "code")
"""The kinds of source that quote what a program says; guides speak in their own words."""


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
