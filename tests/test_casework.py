"""What a case is told: the result of a check is evidence like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from orderdoctor.casework import as_stored, evidence_of_tool
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.evidence import Evidence, Kind
from orderdoctor.tools.tracking.inspector import Inspector
from orderdoctor.tools.tracking.table import load_table

FORMAT, REJECTED = "ship.tracking-format", "ship.tracking-rejected"
SEEN = (Evidence(Kind.ANSWER, "a number was refused", {REJECTED: 1.0, FORMAT: 0.2}, 0.001),)
"""What was seen before the check: one of the two, and rather the risk check."""


@pytest.fixture(scope="module")
def inspector(bundle: Path) -> Inspector:
    return Inspector(load_table(bundle / "tools"))


def after(doctor: Doctor, inspector: Inspector, number: str) -> dict[str, float]:
    checked = (evidence_of_tool("tracking", inspector.inspect(number).speaks),) if number else ()
    return {ranked.reason: ranked.probability for ranked in doctor.conclude(SEEN + checked).ranking}


def test_a_wrong_check_digit_puts_the_number_s_format_above_the_risk_check(
    doctor: Doctor, inspector: Inspector
) -> None:
    before = after(doctor, inspector, "")
    wrong = after(doctor, inspector, "RB123456786CN")
    assert before[REJECTED] > before[FORMAT]
    assert wrong[FORMAT] > wrong[REJECTED]
    assert wrong[FORMAT] > before[FORMAT]


def test_a_right_check_digit_speaks_against_the_number_s_format(doctor: Doctor, inspector: Inspector) -> None:
    before = after(doctor, inspector, "")
    right = after(doctor, inspector, "RB123456785CN")
    assert right[FORMAT] < before[FORMAT] / 5
    assert right[REJECTED] > before[REJECTED]


def test_only_ratios_matter_and_no_likelihood_is_above_one() -> None:
    piece = evidence_of_tool("tracking", {FORMAT: 500.0, REJECTED: 0.5})
    assert piece.kind is Kind.TOOL
    assert piece.what == "tracking"
    assert piece.of(FORMAT) == pytest.approx(1.0)
    assert piece.of(FORMAT) / piece.of("any other") == pytest.approx(500)
    assert piece.of(REJECTED) / piece.of("any other") == pytest.approx(0.5)


def test_a_result_that_speaks_against_alone_stays_a_likelihood() -> None:
    piece = evidence_of_tool("tracking", {FORMAT: 0.05})
    assert piece.of(FORMAT) == pytest.approx(0.05)
    assert piece.others == 1.0


def test_of_a_number_that_is_searched_for_stored_texts_have_the_last_digits() -> None:
    assert as_stored("8123456789012345") == "***2345"
    assert as_stored("order 8123456789012345") == "order ***2345"
    assert [as_stored(text) for text in ("refund", "lan@example.com", "***", "-999", "")] == ["", "", "", "", ""]
