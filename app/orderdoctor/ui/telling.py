"""What the window says about a finding: how sure, which signs speak for it, what tells a neighbour apart."""

from __future__ import annotations

from orderdoctor.catalog.model import Catalog, Reason, Solution
from orderdoctor.diagnosis.doctor import Diagnosis
from orderdoctor.i18n import Words
from orderdoctor.phrasing import effort, one_line, waiting_time


def telltale(reason: Reason, diagnosis: Diagnosis, words: Words) -> str:
    """The sign by which a reason that is less likely would be known: its code, its message, or what happened."""
    codes = [code.code for code in reason.codes if not code.shared and code.code not in diagnosis.codes()]
    if codes:
        return words.tr("would show the code {code}").format(code=codes[0])
    message = _message(reason, words)
    if message:
        return words.tr("the message would say “{text}”").format(text=one_line(message, 70))
    return one_line(words.of(reason.problem), 90)


def _message(reason: Reason, words: Words) -> str:
    """A short exact message: one that comes with a code, else one in the reader's language, else any."""
    exact = [m for m in reason.messages if m.exact and 6 <= len(m.text) <= 90]
    coded = [m for m in exact if m.code]
    own = [m for m in exact if m.lang == words.language.code]
    ranked = coded or own or exact
    return ranked[0].text if ranked else ""


def solution_line(solution: Solution, catalog: Catalog, words: Words) -> str:
    """How long and where: "about 6 minutes · In DSers · On AliExpress"."""
    parts = [effort(total_minutes(solution, catalog), words)]
    if solution.wait_hours:
        parts.append(words.tr("then wait {time}").format(time=waiting_time(solution.wait_hours, words)))
    parts += [words.of(catalog.places[place].name) for place in solution.places if place not in ("wait", "here")]
    return " · ".join(parts)


def total_minutes(solution: Solution, catalog: Catalog) -> float:
    """The user's own effort with the ways there: each place costs once."""
    return solution.minutes + sum(catalog.places[place].minutes for place in solution.places)
