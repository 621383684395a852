"""Explanations: what they name stands in the text, speaks for the reason, and costs the diagnosis nothing."""

from __future__ import annotations

import pytest

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.diagnosis.explanation import _Piece, _signs
from orderdoctor.diagnosis.limits import LONGEST
from orderdoctor.main import Parts

TEXTS = (
    "My tracking number gets rejected every time",
    "khách ở Brazil mà đơn báo thiếu CPF",
    "卖家说没货，把我的订单取消了",
    "Hello, code -999, 该物流方案不存在, what now",
    "out of stock",
    "😀 the seller refunded me but the money is nowhere after a month &amp; more",
)


@pytest.mark.parametrize("text", TEXTS)
def test_signs_stand_in_the_text_and_the_strongest_comes_first(doctor: Doctor, catalog: Catalog, text: str) -> None:
    explanation = doctor.explain(text, doctor.diagnose(text))
    assert explanation.reason in catalog.reasons and explanation.rival in catalog.reasons
    assert explanation.speaking
    for signs in (explanation.speaking, explanation.against, explanation.doubts):
        assert [sign.strength for sign in signs] == sorted((sign.strength for sign in signs), reverse=True)
        for sign in signs:
            assert sign.strength > 0
            assert all(0 <= start < end <= len(text) for start, end in sign.spans)
            assert sign.kind != "concept" or sign.what in catalog.concepts


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("My tracking number gets rejected every time", {"tracking-number", "rejected"}),
        ("mã vận đơn của mình bị từ chối hoài", {"tracking-number", "rejected"}),
        ("运单号一直被拒绝", {"tracking-number", "rejected"}),
    ],
)
def test_the_same_is_mentioned_in_three_languages(doctor: Doctor, text: str, concepts: set[str]) -> None:
    explanation = doctor.explain(text, doctor.diagnose(text))
    assert concepts <= {sign.what for sign in explanation.speaking}


def test_the_code_that_many_share_does_not_tell_them_apart(doctor: Doctor) -> None:
    explanation = doctor.explain("-999", doctor.diagnose("-999"))
    assert [sign.what for sign in explanation.speaking] == ["-999"]
    assert not explanation.tells_apart


def test_another_reason_can_be_asked_for(doctor: Doctor) -> None:
    diagnosis = doctor.diagnose(TEXTS[4])
    second = diagnosis.ranking[1].reason
    explanation = doctor.explain(TEXTS[4], diagnosis, second)
    assert (explanation.reason, explanation.rival) == (second, diagnosis.ranking[0].reason)


@pytest.mark.parametrize("text", ["", "   ", "ྦྷ ྦྷ", "lorem " * LONGEST])
def test_nothing_to_explain_is_no_fault(doctor: Doctor, text: str) -> None:
    doctor.explain(text, doctor.diagnose(text))


def test_without_a_model_codes_and_messages_are_named(catalog: Catalog, shared_parts: Parts) -> None:
    plain = Doctor(catalog, shared_parts.folder)
    text = "该物流方案不存在,请选择有效的物流方案后重试。"
    assert [sign.kind for sign in plain.explain(text, plain.diagnose(text)).speaking] == ["message"]


def test_in_a_text_that_was_cut_the_signs_stand_where_they_stand(doctor: Doctor) -> None:
    text = "Good morning, thanks in advance. " * 2_000 + "The tracking number was rejected."
    signs = doctor.explain(text, doctor.diagnose(text)).speaking
    named = {text[start:end] for sign in signs for start, end in sign.spans}
    assert "tracking number" in named


def test_a_concept_that_is_met_again_does_not_join_the_words_on_both_sides_of_it(shared_parts: Parts) -> None:
    text = "parcel lost because my parcel broken"
    pieces = [("concept", "parcel", 0, 6), ("word", "", 7, 11), ("concept", "parcel", 23, 29), ("word", "", 30, 36)]
    weighed = [(_Piece(*piece, 1.0, 1.0), 1.0) for piece in pieces]
    signs = _signs(weighed, text, shared_parts.folder.fold(text))
    assert [sign.what for sign in signs] == ["parcel", "lost", "broken"]
    assert signs[0].spans == ((0, 6), (23, 29))
