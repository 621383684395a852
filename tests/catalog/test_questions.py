"""The questions: what lint finds in them, and that the shipped ones can tell all reasons apart."""

from __future__ import annotations

from itertools import combinations

import pytest

from orderdoctor.catalog.model import SAYS, Catalog
from orderdoctor.catalog.problems import Fault
from orderdoctor.catalog.question_lint import APART, check_questions, distance, unseparated
from orderdoctor.catalog.reading import build_catalog
from orderdoctor.catalog.table import Notes
from tests.diagnosis.small import small_catalog

REASONS = {"a": {"fix": (5.0, "usually")}, "b": {"mend": (5.0, "usually")}}


def faults(questions: dict[str, dict[str, dict[str, str]]]) -> list[tuple[Fault, str]]:
    notes = Notes()
    check_questions(small_catalog(REASONS, questions), notes)
    return [(problem.fault, str(problem.facts.get("value"))) for problem in notes.problems]


def test_two_reasons_that_no_question_tells_apart_are_named() -> None:
    assert faults({"idle": {"*": {"yes": "always", "no": "rarely"}}}) == [(Fault.NOT_TOLD_APART, "order.a, order.b")]


def test_reasons_that_answer_differently_are_told_apart() -> None:
    assert not faults({"which": {"order.a": {"a": "always"}, "*": {"b": "always", "a": "never"}}})


def test_says_of_a_reason_that_is_not_there_is_found() -> None:
    found = faults({"which": {"order.c": {"a": "always"}, "order.a": {"a": "always"}, "*": {"b": "always"}}})
    assert (Fault.UNKNOWN_ID, "order.c") in found


def test_a_question_with_one_answer_is_none() -> None:
    assert (Fault.OUT_OF_RANGE, "1") in faults({"which": {"*": {"a": "always"}}})


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ({"order.a": {"a": "always"}}, Fault.MISSING),
        ({"*": {"a": "often"}}, Fault.NOT_ALLOWED),
        ({"*": {"c": "always"}}, Fault.UNKNOWN_ID),
        ({"*": "always"}, Fault.WRONG_TYPE),
    ],
)
def test_bad_tables_are_found_when_they_are_read(says: object, fault: Fault) -> None:
    question = {
        "id": "q", "ask": "Q?", "why": "W.", "find_out": "F.", "minutes": 1,
        "answers": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}], "says": says,
    }  # fmt: skip
    _, problems = build_catalog({"questions/q.toml": question})
    assert fault in [problem.fault for problem in problems]


def test_the_most_specific_line_counts_as_a_whole() -> None:
    says = {"*": {"x": "always"}, "order.*": {"y": "always"}, "order.a": {"z": "usually", "y": "sometimes"}}
    catalog = small_catalog(REASONS, {"q": says})
    question = catalog.questions["q"]
    order = [answer.id for answer in question.answers]
    of_a = dict(zip(order, question.chances(catalog.reasons["order.a"]), strict=True))
    total = SAYS["usually"] + SAYS["sometimes"] + SAYS["never"]
    assert of_a == pytest.approx({"z": SAYS["usually"] / total, "y": SAYS["sometimes"] / total, "x": SAYS["never"] / total})
    of_b = dict(zip(order, question.chances(catalog.reasons["order.b"]), strict=True))
    assert max(of_b, key=lambda answer: of_b[answer]) == "y"


# --- the shipped questions


def test_no_two_reasons_are_left_together(catalog: Catalog) -> None:
    assert not list(unseparated(catalog))


def test_common_reasons_are_told_apart_by_two_questions(catalog: Catalog) -> None:
    """People err: one wrong answer must not decide between two reasons that are met every day."""
    common = [reason for reason in catalog.reasons.values() if reason.frequency == "common"]
    assert len(common) > 10
    for one, other in combinations(common, 2):
        apart = [q.id for q in catalog.questions.values() if distance(q.chances(one), q.chances(other)) >= APART]
        assert len(apart) >= 2, (one.id, other.id, apart)


def test_u23_a_handful_of_answers_and_how_to_find_out(catalog: Catalog) -> None:
    for question in catalog.questions.values():
        assert 2 <= len(question.answers) <= 7
        assert question.find_out and question.why
        assert "dont-know" not in [answer.id for answer in question.answers]
