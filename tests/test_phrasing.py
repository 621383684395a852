"""What window and terminal say in the same words."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.cases.case import State
from orderdoctor.catalog import model
from orderdoctor.catalog.model import Source
from orderdoctor.diagnosis.answers import UNKNOWN
from orderdoctor.diagnosis.doctor import Verdict
from orderdoctor.diagnosis.evidence import NOT, Evidence, Kind
from orderdoctor.diagnosis.pointing import places
from orderdoctor.i18n import ENGLISH, Text, Words
from orderdoctor.main import Parts
from orderdoctor.phrasing import (
    ACTORS,
    CASE_STATES,
    CERTAINTIES,
    COSTS,
    SOURCE_KINDS,
    STAGES,
    VERDICTS,
    WARNINGS,
    WORKS,
    certainty,
    effort,
    evidence_text,
    one_line,
    place_name,
    said_text,
    source_line,
    step_text,
    visible,
    waiting_time,
)


@pytest.fixture(scope="module")
def words(shared_parts: Parts) -> Words:
    return shared_parts.words(ENGLISH)


def test_every_value_of_the_field_has_a_word(shared_parts: Parts) -> None:
    assert set(WORKS) == set(model.WORKS)
    assert set(COSTS) == set(model.COSTS)
    assert set(WARNINGS) == set(model.WARNS)
    assert set(ACTORS) == set(model.ACTORS)
    assert set(SOURCE_KINDS) == set(model.SOURCE_KINDS)
    assert set(VERDICTS) == set(Verdict)
    assert set(CASE_STATES) == set(get_args(State))
    assert set(STAGES) == {reason.stage for reason in shared_parts.catalog.reasons.values()}


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.0, "very unlikely (less than 1 in 20)"),
        (0.0499, "very unlikely (less than 1 in 20)"),
        (0.05, "unlikely (about 1 in 10)"),
        (0.27, "possible (about 3 in 10)"),
        (0.5, "as likely as not (about 5 in 10)"),
        (0.7, "likely (about 7 in 10)"),
        (0.9, "very likely (about 9 in 10)"),
        (0.9499, "very likely (about 9 in 10)"),
        (0.95, "almost certain (more than 19 in 20)"),
        (1.0, "almost certain (more than 19 in 20)"),
    ],
)
def test_the_number_stands_beside_the_word(words: Words, probability: float, text: str) -> None:
    assert certainty(probability, words) == text


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_likelier_never_sounds_less_likely(shared_parts: Parts, one: float, other: float) -> None:
    low, high = sorted((one, other))
    order = [str(text) for text in CERTAINTIES]
    words = shared_parts.words(ENGLISH)
    assert order.index(certainty(low, words)) <= order.index(certainty(high, words))


@pytest.mark.parametrize(
    ("hours", "text"), [(0.5, "30 minutes"), (1, "1 hour"), (24, "24 hours"), (48, "2 days"), (72, "3 days")]
)
def test_i5_a_wait_is_told_in_the_unit_that_people_use(words: Words, hours: float, text: str) -> None:
    assert waiting_time(hours, words) == text
    assert effort(1, words) == "about 1 minute"
    assert effort(6, words) == "about 6 minutes"


def test_a_source_tells_its_kind_and_date_and_that_it_was_withdrawn(words: Words) -> None:
    page = Source("a", Text("source/a", "A page"), "official", "", "2021-02-16", "deprecated")
    assert source_line(page, words) == "A page (official page, 2021-02-16; its owner marks it as outdated)"
    undated = Source("b", Text("source/b", "A guide"), "guide", "", "", "")
    assert source_line(undated, words) == "A guide (guide by others, no date on the page)"


def test_a_step_is_told_with_its_warning_before_it_is_done(shared_parts: Parts, words: Words) -> None:
    catalog = shared_parts.catalog
    for reason in catalog.reasons.values():
        for solution in reason.solutions:
            for step in solution.steps:
                lines = step_text(step, catalog.labels, words).split("\n")
                assert len(lines) == 1 + bool(step.warning) + bool(step.see)
                assert not step.warning or ": " in lines[1]


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_of_evidence_has_words(shared_parts: Parts, words: Words, kind: Kind) -> None:
    piece = Evidence(kind, "dsers" if kind is Kind.SYSTEM else "-999", {}, 1.0, ((0, 4),))
    assert evidence_text(piece, "-999 订单", shared_parts.catalog, words)


def test_x3_what_can_not_be_seen_is_escaped() -> None:
    assert visible("a\x1b[31m\u202eb\ud800\nc") == "a\\u001b[31m\\u202eb\\ud800\nc"
    assert visible("đơn 订单 😀") == "đơn 订单 😀"
    assert one_line("a\n\tb  c" * 50, 20) == "a b ca b ca b ca b …"


@given(st.text(max_size=200), st.integers(5, 60))
def test_one_line_is_one_line_and_not_longer_than_asked(text: str, most: int) -> None:
    line = one_line(text, most)
    assert len(line) <= most
    assert len(line.splitlines()) <= 1


def test_an_answer_is_named_with_its_question(shared_parts: Parts, words: Words) -> None:
    catalog = shared_parts.catalog
    question = catalog.questions["stage"]
    piece = Evidence(Kind.ANSWER, f"stage/{question.answers[1].id}", {}, 1.0)
    text = evidence_text(piece, "", catalog, words)
    assert question.ask.english in text
    assert question.answers[1].text.english in text
    assert "I don't know" in said_text("stage", UNKNOWN, catalog, words)
    ruled_out = evidence_text(Evidence(Kind.ANSWER, f"{NOT}/order.sku-changed", {}, 1.0), "", catalog, words)
    assert catalog.reasons["order.sku-changed"].title.english in ruled_out


def test_what_the_library_no_longer_asks_keeps_its_id(shared_parts: Parts, words: Words) -> None:
    assert said_text("gone", "too", shared_parts.catalog, words) == ("gone", "too")
    for place in ("pipeline/gone/stage", "status/gone", "end/gone", "app-status/gone", "gone"):
        assert place_name(place, shared_parts.catalog, words) == place


def test_every_place_that_can_be_pointed_at_has_a_name(shared_parts: Parts, words: Words) -> None:
    for place, _ in places(shared_parts.catalog):
        name = place_name(place, shared_parts.catalog, words)
        assert name
        assert name != place
        assert name in evidence_text(Evidence(Kind.STATUS, place, {}, 1.0), "", shared_parts.catalog, words)


def test_lists_have_the_commas_of_their_language(all_words: dict[str, Words]) -> None:
    assert [all_words[code].listed(["4", "6"]) for code in ("en", "vi", "zh")] == ["4, 6", "4, 6", "4、6"]
