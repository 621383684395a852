"""The text that goes to support: everything that is known, in any language, nothing personal."""

from __future__ import annotations

import pytest

from orderdoctor.cases import CaseStore, Opened, Outcome, StepBlocked
from orderdoctor.cases.events import Answered
from orderdoctor.casework import chosen
from orderdoctor.catalog.model import Catalog
from orderdoctor.handover import handover_text
from orderdoctor.i18n import Words
from orderdoctor.main import Parts

OPENED = Opened(
    text="-999 order 8190334577120094 failed, mail me: linh@example.com",
    language="en", system="dsers", codes=("-999",), verdict="ambiguous", alternatives=(), catalog_version="x",
)  # fmt: skip


@pytest.fixture
def text_of(shared_parts: Parts, catalog: Catalog, all_words: dict[str, Words]):
    """The text of a case in which a fix failed, a step could not be done, and a question was answered."""
    reason = catalog.reasons["ship.tracking-rejected"]
    fix, other = reason.solutions[:2]

    def text(language: str) -> str:
        words = all_words[language]
        with CaseStore.in_memory() as store:
            case = store.start(OPENED)
            store.record(case.id, Answered("system", "dsers"), chosen(reason, fix, 0.5, catalog, words))
            store.record(case.id, Outcome("no", reason.id, fix.id), chosen(reason, other, 0.5, catalog, words))
            why = "I have no access to it: ask Minh, 0912 345 678"
            case = store.record(case.id, StepBlocked(other.key(other.steps[0]), why))
        diagnosis = shared_parts.counsel.diagnosis(shared_parts.counsel.resumed(case))
        return handover_text(case, diagnosis, catalog, words)

    return text


def test_the_text_says_what_happened_what_was_answered_and_what_was_tried(text_of, catalog: Catalog) -> None:
    text = text_of("en")
    fix, other = catalog.reasons["ship.tracking-rejected"].solutions[:2]
    for part in ("Codes: -999", "failed", "DSers", "it did not help", "I have no access to it", fix.title.english):
        assert part in text, part
    assert "This could not be done" in text
    assert other.steps[0].do.english.split("{")[0] in text


@pytest.mark.parametrize("language", ["en", "vi", "zh"])
def test_x7_nothing_personal_is_in_it_and_the_codes_are(text_of, language: str) -> None:
    text = text_of(language)
    assert "-999" in text
    for personal in ("8190334577120094", "linh@example.com", "0912 345 678"):
        assert personal not in text
