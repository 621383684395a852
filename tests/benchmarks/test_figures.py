"""Peers find what they were given, and figures are counted as they are named."""

from __future__ import annotations

import pytest
from benchmarks._engines import Answer
from benchmarks._figures import precision, quality, scope
from benchmarks._peers import PEERS
from benchmarks._texts import Text

DOCUMENTS = [
    ("order.tax-id", "the tax number of the customer is missing"),
    ("order.tax-id", "don hang thieu ma so thue cua khach"),
    ("refund.waiting", "退款正在处理,请耐心等待"),
    ("", "how do i change the colours of my shop's theme"),
]


@pytest.mark.parametrize("name", PEERS)
def test_a_peer_ranks_what_it_was_given(name: str) -> None:
    search = PEERS[name](DOCUMENTS)
    for reason, text in (
        ("order.tax-id", "tax number missing"),
        ("refund.waiting", "退款正在处理"),
        ("", "how do i change the colours of my theme"),
    ):
        hits = search(text)
        assert hits[0][0] == reason
        assert hits == sorted(hits, key=lambda hit: -hit[1])
        assert len({reason for reason, _ in hits}) == len(hits)
    assert search("") == [] or search("")[0][1] == 0


def answered(right: str, *order: str) -> tuple[Text, Answer]:
    return Text("en", "own", frozenset({right}), ""), Answer(order, 0, 0, 0)


def test_quality_counts_first_third_and_reciprocal_places() -> None:
    found = quality([answered("a", "a", "b"), answered("a", "b", "c", "a"), answered("a", "b"), answered("a")])
    assert (found.first, found.third, found.n) == (0.25, 0.5, 4)
    assert found.reciprocal == pytest.approx((1 + 1 / 3) / 4)


def test_scope_rejects_below_the_score_that_95_of_100_reach() -> None:
    inside = [float(i) for i in range(100)]
    told = scope(inside, [-1.0, 4.5, 50.0, 200.0])
    assert told.rejected == 0.5
    assert told.auroc == pytest.approx((100 + 95 + 49.5 + 0) / 400)


def test_precision_counts_texts_of_no_reason_as_wrong() -> None:
    rows = [(0.9, True, True), (0.8, False, False), (0.7, True, True), (0.6, True, False), (0.1, True, True)]
    assert precision(rows, 0.5) == pytest.approx(2 / 3)
    assert precision(rows, 1.0) == pytest.approx(3 / 5)
