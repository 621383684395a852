"""Concepts: whole words in Latin, anywhere in Chinese, the longest first, the same in three languages."""

from __future__ import annotations

import pytest

from orderdoctor.diagnosis.concepts import ConceptFinder, FoundConcept, concept_tokens
from orderdoctor.main import Parts

FINDER = ConceptFinder([("order", "order"), ("order number", "order-number"), ("单号", "tracking"), ("订单号", "order-number"), ("ma van don", "tracking")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my order number", [("order-number", 3, 15)]),
        ("my order, number", [("order", 3, 8)]),
        ("reorder ordering orders", []),
        ("order", [("order", 0, 5)]),
        ("我的订单号和单号", [("order-number", 2, 5), ("tracking", 6, 8)]),
        ("ma van don cua order", [("tracking", 0, 10), ("order", 15, 20)]),
        ("", []),
    ],
)
def test_the_longest_whole_word_is_found(text: str, found: list[tuple[str, int, int]]) -> None:
    assert [(one.id, one.start, one.end) for one in FINDER.find(text)] == found


def test_neighbours_are_looked_up_as_pairs_too() -> None:
    assert concept_tokens([FoundConcept("a", 0, 1), FoundConcept("b", 2, 3)]) == ["@a", "@b", "@a@b"]


def test_three_languages_name_the_same_concept(shared_parts: Parts) -> None:
    fold = shared_parts.folder.plain
    concepts = shared_parts.catalog.concepts
    finder = ConceptFinder((fold(word), concept.id) for concept in concepts.values() for word in concept.words)
    for text in ("the tracking number", "mã vận đơn", "運單號"):
        assert "tracking-number" in [one.id for one in finder.find(fold(text))]


def test_every_concept_has_a_name_and_words(shared_parts: Parts) -> None:
    assert all(concept.name and concept.words for concept in shared_parts.catalog.concepts.values())
    assert len(shared_parts.catalog.concepts) >= 120
