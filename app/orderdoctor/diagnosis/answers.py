"""Answers as evidence: how likely each answer is under every reason, as the questions of the catalog say.

*I don't know* is no evidence. People answer wrongly now and then, so that no answer excludes a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from orderdoctor.catalog.model import Catalog, Question
from orderdoctor.diagnosis.evidence import NONE, Evidence, Kind

UNKNOWN = "dont-know"
"""The answer *I don't know*, beside the ids of a question's answers."""

LAPSE = 0.1
"""How often an answer has nothing to do with the facts: misread, misclicked, misremembered.

Half of these answers are what most people answer (as a rule: none of these), half are any.
"""

STRANGER = 0.5
"""What people with a trouble that is not in the library answer: half as people do on the average, half anything."""

ODD = 0.1
"""Two observations contradict each other if no reason fits both of them better than this (1: as well as can be)."""


class AnswerTable:
    """How likely each answer to each question is under every hypothesis (reasons, and NONE)."""

    def __init__(self, catalog: Catalog) -> None:
        """Work out the table; takes some 10 ms for 100 reasons and 40 questions."""
        self.hypotheses = (*catalog.reasons, NONE)
        self.questions = catalog.questions
        priors = catalog.priors()
        self._rows = {key: self._row(question, catalog, priors) for key, question in catalog.questions.items()}

    def _row(self, question: Question, catalog: Catalog, priors: Mapping[str, float]) -> tuple[tuple[float, ...], ...]:
        """By answer, the likelihood under each hypothesis in order."""
        size = len(question.answers)
        columns = [question.chances(reason) for reason in catalog.reasons.values()]
        mean = [sum(priors[r] * column[i] for r, column in zip(catalog.reasons, columns, strict=True)) for i in range(size)]
        columns.append(tuple(STRANGER * share + (1 - STRANGER) / size for share in mean))
        return tuple(
            tuple((1 - LAPSE) * column[i] + LAPSE * (mean[i] + 1 / size) / 2 for column in columns) for i in range(size)
        )

    def likelihoods(self, question: str) -> Sequence[Sequence[float]]:
        """For each answer of a question in order, its likelihood under each of `hypotheses`."""
        return self._rows[question]

    def evidence(self, question: str, answer: str) -> Evidence | None:
        """What an answer says; None for *I don't know*, and for what the library does not ask any more."""
        asked = self.questions.get(question)
        ids = [known.id for known in asked.answers] if asked else []
        if answer not in ids:
            return None
        row = self._rows[question][ids.index(answer)]
        highest = max(row)
        said = {name: value / highest for name, value in zip(self.hypotheses, row, strict=True)}
        return Evidence(Kind.ANSWER, f"{question}/{answer}", said, min(row) / highest)


def contradictions(evidence: Sequence[Evidence], reasons: Iterable[str]) -> tuple[tuple[Evidence, Evidence], ...]:
    """The pairs of observations, one of them an answer, that no reason explains both.

    Failed fixes contradict nothing: they only failed.
    """
    known = tuple(reasons)
    telling = [piece for piece in evidence if piece.kind is not Kind.FAILED_FIX]
    fits = {id(piece): _fit(piece, known) for piece in telling}
    return tuple(
        (one, other)
        for one, other in combinations(telling, 2)
        if Kind.ANSWER in (one.kind, other.kind) and max(map(min, fits[id(one)], fits[id(other)]), default=1.0) < ODD
    )


def _fit(piece: Evidence, reasons: Sequence[str]) -> list[float]:
    """How well each reason explains an observation, compared with the one that explains it best."""
    likely = [piece.of(reason) for reason in reasons]
    best = max(likely, default=1.0)
    return [value / best for value in likely]
