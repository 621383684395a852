"""Learning from the user's own cases: it counts, but never too much."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.experience import experienced

PRIORS = {"a": 0.9, "b": 0.09, "c": 0.01}


def test_what_was_solved_often_is_likelier_next_time() -> None:
    after = experienced(PRIORS, {"c": 8})
    assert after["c"] > 5 * PRIORS["c"]
    assert after["a"] < PRIORS["a"]


def test_nothing_solved_changes_nothing() -> None:
    assert experienced(PRIORS, {}) == pytest.approx(PRIORS)
    assert experienced(PRIORS, {"gone.from-library": 50}) == pytest.approx(PRIORS)


@given(st.dictionaries(st.sampled_from("abc"), st.integers(0, 100_000)))
def test_however_many_cases_a_reason_keeps_half_its_place_in_the_library(solved: dict[str, int]) -> None:
    after = experienced(PRIORS, solved)
    assert sum(after.values()) == pytest.approx(1)
    assert all(after[reason] >= PRIORS[reason] / 2 - 1e-12 for reason in PRIORS)


def test_one_reason_counts_no_more_than_a_dozen_cases() -> None:
    assert experienced(PRIORS, {"c": 12}) == pytest.approx(experienced(PRIORS, {"c": 90_000}))


def test_the_doctor_learns_and_forgets(catalog: Catalog, doctor: Doctor) -> None:
    before = dict(doctor.priors)
    doctor.learn({"order.over-20-cad": 10})
    try:
        assert doctor.priors["order.over-20-cad"] > 5 * before["order.over-20-cad"]
    finally:
        doctor.learn({})
    assert dict(doctor.priors) == pytest.approx(before)
