"""What counsel makes of a case: what the user went for, what they can't do, what is done in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orderdoctor.cases import CaseStore, Opened, StepBlocked
from orderdoctor.casework import chosen, out_of_reach
from orderdoctor.catalog.model import Catalog
from orderdoctor.diagnosis.agenda import is_essential
from orderdoctor.diagnosis.evidence import Kind
from orderdoctor.i18n import Words
from orderdoctor.inquiry import TRUST, Counsel, events_of
from orderdoctor.main import Parts

NOTHING = Opened("", "en", None, (), "unknown", (), "x")
REASON, FIX = "ship.tracking-rejected", "number-and-carrier-seller"


@pytest.fixture
def counsel(shared_parts: Parts) -> Counsel:
    """The shipped counsel."""
    return shared_parts.counsel


@pytest.fixture
def begun(catalog: Catalog, all_words: dict[str, Words]):
    """A case without a text, begun from the library, and its store."""
    reason = catalog.reasons[REASON]
    fix = next(way for way in reason.solutions if way.id == FIX)
    with CaseStore.in_memory() as store:
        case = store.start(NOTHING)
        yield store, store.record(case.id, chosen(reason, fix, 0.0, catalog, all_words["en"])), fix


def test_going_for_a_reason_without_a_text_is_evidence_for_it(counsel: Counsel, begun) -> None:
    _, case, _ = begun
    top = counsel.diagnosis(counsel.resumed(case)).top
    assert top.reason == REASON
    assert top.probability == pytest.approx(TRUST, abs=0.02)


def test_a_choice_that_the_text_suggests_says_nothing_more(counsel: Counsel, catalog: Catalog) -> None:
    message = catalog.reasons[REASON].messages[0].text
    plain = counsel.begin(message)
    assert counsel.diagnosis(plain).top.reason == REASON
    assert counsel.diagnosis(replace(plain, chosen=REASON)).ranking == counsel.diagnosis(plain).ranking


def test_the_fix_that_was_chosen_tells_where_the_user_works(counsel: Counsel, begun) -> None:
    _, case, _ = begun
    assert counsel.resumed(case).system == "aliexpress-seller"


def test_fixes_that_need_what_cannot_be_done_are_out_of_the_plan_and_no_reason_is_less_likely(
    counsel: Counsel, catalog: Catalog, begun
) -> None:
    store, case, fix = begun
    step = next(step for step in fix.steps[::-1] if is_essential(step))
    blocked = store.record(case.id, StepBlocked(fix.key(step), "no access"))
    out = out_of_reach(blocked, catalog)
    assert (REASON, FIX) in out
    assert all(step in _fix(catalog, *pair).steps for pair in out)
    after = counsel.resumed(blocked)
    assert counsel.diagnosis(after).ranking == counsel.diagnosis(counsel.resumed(case)).ranking
    planned = [(name, way.id) for trial in counsel.plan(after).trials for name, way in trial.remedy.fixes]
    assert not set(planned) & set(out)


def test_the_same_steps_under_other_reasons_are_done_in_the_same_go(counsel: Counsel) -> None:
    inquiry = counsel.begin("-999", "aliexpress-seller")
    trial = next(trial for trial in counsel.plan(inquiry).trials if len(trial.remedy.fixes) > 1)
    reason, fix = trial.remedy.fixes[0]
    others = counsel.in_one_go(inquiry, reason, fix.id)
    assert others == trial.remedy.fixes[1:]
    assert counsel.in_one_go(inquiry, "no.such", fix.id) == ()


def test_what_was_masked_counts_as_a_number_and_what_is_recognised_is_found_in_the_stored_text(
    counsel: Counsel, begun
) -> None:
    store, _, _ = begun
    stored = "Buyer account *** has been disabled, order ***0094: -999"
    case = store.start(replace(NOTHING, text=stored))
    first = counsel.resumed(case).first
    assert not any(piece.kind is Kind.MESSAGE and piece.exact for piece in first.evidence), "no message across a gap"
    (code,) = (piece for piece in first.evidence if piece.kind is Kind.CODE)
    assert [stored[start:end] for start, end in code.spans] == ["-999"]


def test_a_new_case_is_told_all_that_an_inquiry_knows(counsel: Counsel, begun) -> None:
    store, _, _ = begun
    inquiry = counsel.begin("-999").answered("system", "dsers").tried(REASON, FIX).checked("tracking", {REASON: 2.0})
    case = store.record(store.start(NOTHING).id, *events_of(inquiry))
    after = counsel.resumed(case)
    assert (after.answers, after.failed, after.checks) == (inquiry.answers, inquiry.failed, inquiry.checks)


def _fix(catalog: Catalog, reason: str, solution: str):
    return next(way for way in catalog.reasons[reason].solutions if way.id == solution)
