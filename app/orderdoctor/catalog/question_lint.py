"""Checks the questions: what they refer to, their style, and whether they tell every two reasons apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from orderdoctor.catalog.model import Catalog, Question
from orderdoctor.catalog.problems import Fault
from orderdoctor.catalog.table import Notes

APART = 0.6
"""Two reasons are told apart by a question if its answers differ by this much (total variation distance, 0 to 1)."""

MOST_ANSWERS = 7
"""Answers that people can take in at a glance (beside *I don't know*); the systems are as many as there are."""


def check_questions(catalog: Catalog, notes: Notes) -> None:
    """Note everything that is wrong with the questions of a catalog."""
    for question in catalog.questions.values():
        file = f"questions/{question.id}.toml"
        ids = [answer.id for answer in question.answers]
        for answer in set(ids):
            if ids.count(answer) > 1:
                notes.add(file, "answers", Fault.DUPLICATE, value=answer)
        if not 2 <= len(ids) <= max(MOST_ANSWERS, len(catalog.systems) if question.id == SYSTEM else 0):
            notes.add(file, "answers", Fault.OUT_OF_RANGE, value=len(ids), low=2, high=MOST_ANSWERS)
        stages = {f"{reason.stage}.*" for reason in catalog.reasons.values()}
        for who in question.says:
            if who != "*" and who not in stages and who not in catalog.reasons:
                notes.add(file, "says", Fault.UNKNOWN_ID, value=who)
    for one, other in unseparated(catalog) if catalog.questions else ():
        notes.add("questions", "", Fault.NOT_TOLD_APART, value=f"{one}, {other}")


SYSTEM = "system"
"""The question whose answers are the systems."""


def unseparated(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The pairs of reasons that no question tells apart."""
    tables = [_told(question, catalog) for question in catalog.questions.values()]
    for one, other in combinations(catalog.reasons, 2):
        if not any(distance(table[one], table[other]) >= APART for table in tables):
            yield one, other


def _told(question: Question, catalog: Catalog) -> dict[str, tuple[float, ...]]:
    return {reason.id: question.chances(reason) for reason in catalog.reasons.values()}


def distance(one: Sequence[float], other: Sequence[float]) -> float:
    """The total variation distance of two distributions over the same answers: 0 the same, 1 nothing in common."""
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / 2
