"""Made-up catalogs: the same every time, reasons close but different, judged by texts that are no phrases."""

from __future__ import annotations

from collections import Counter

import pytest
from benchmarks import synthetic
from benchmarks._texts import KINDS, LANGUAGES, NEAR

from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.doctor import Doctor
from orderdoctor.main import Parts

NUMBER = 300


@pytest.fixture(scope="module")
def made(catalog: Catalog) -> synthetic.Synthetic:
    return synthetic.make(catalog, NUMBER)


def test_the_same_every_time(made: synthetic.Synthetic, catalog: Catalog) -> None:
    assert synthetic.make(catalog, NUMBER) == made


def test_the_real_reasons_come_first_and_a_larger_catalog_holds_the_smaller(
    made: synthetic.Synthetic, catalog: Catalog
) -> None:
    larger = synthetic.make(catalog, 2 * NUMBER)
    assert len(made.catalog.reasons) == NUMBER
    assert list(made.catalog.reasons)[: len(catalog.reasons)] == list(catalog.reasons)
    assert list(larger.catalog.reasons.items())[:NUMBER] == list(made.catalog.reasons.items())


def test_any_two_reasons_differ_in_two_things_and_every_reason_has_close_neighbours() -> None:
    choices = synthetic.choices(400)
    differences = Counter(
        sum(x != y for x, y in zip(one, other, strict=True)) for i, one in enumerate(choices) for other in choices[:i]
    )
    assert min(differences) == 2
    assert all(n >= 4 for n in Counter(choice[:2] for choice in choices).values())


def test_texts_to_judge_by_are_no_phrases_and_cover_every_kind_and_language(
    made: synthetic.Synthetic, shared_parts: Parts
) -> None:
    fold = shared_parts.folder.plain
    learned = {fold(text) for _, text in (*made.sayings, *made.phrases)} | {fold(text) for text in made.near}
    judged = [text for text in made.texts if text.kind != "verbatim"]
    assert not [text for text in judged if fold(text.text) in learned]
    assert {text.kind for text in made.texts} == {*KINDS, NEAR}
    for kind in ("own", "long", NEAR):
        assert {text.language for text in made.texts if text.kind == kind} == set(LANGUAGES)
    assert all(bool(text.reasons) == (text.kind != NEAR) for text in made.texts)


def test_a_doctor_can_be_built_of_it_and_finds_a_message(made: synthetic.Synthetic, shared_parts: Parts) -> None:
    doctor = Doctor(made.catalog, shared_parts.folder, made.sayings)
    text = next(text for text in made.texts if text.kind == "verbatim")
    assert doctor.diagnose(text.text).ranking[0].reason in text.reasons
