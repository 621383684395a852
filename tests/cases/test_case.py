"""What the events of a case come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderdoctor.cases import (
    Case,
    Event,
    HandedOver,
    Noted,
    Outcome,
    Recorded,
    Reopened,
    StepBlocked,
    StepDone,
    StepNoted,
    StepReopened,
    StepState,
    Titled,
    Undone,
    WaitingEnded,
    WaitingUntil,
    age,
    fold_case,
)
from orderdoctor.cases.case import last_undoable

from .helpers import NOON, chosen, opened
from .strategies import histories, later


def told(*events: Event) -> Case:
    """Fold a case whose events came one minute apart."""
    records = [Recorded(i + 1, NOON + timedelta(minutes=i), event) for i, event in enumerate((opened(), *events))]
    return fold_case("id", 7, records)


def test_a_new_case_is_what_was_pasted():
    case = told()
    assert (case.number, case.state, case.text, case.title) == (7, "open", "Order failed: -999", "")
    assert case.alternatives[0].reason == "order.tax-id"
    assert (case.steps_done, case.steps_total) == (0, 0)


def test_a_chosen_reason_brings_its_title_and_its_steps():
    case = told(chosen(), StepDone("add/step-2"))
    assert (case.reason, case.solution, case.title) == ("order.tax-id", "add", "Title of order.tax-id")
    assert (case.steps_done, case.steps_total) == (1, 3)
    assert case.step("add/step-2") == StepState(done=True, done_at=NOON + timedelta(minutes=2))
    assert case.shown[0].text == "Do 1."


def test_the_users_own_title_goes_before_the_reasons_until_it_is_taken_away():
    assert told(chosen(), Titled("Mrs Lan")).title == "Mrs Lan"
    assert told(chosen(), Titled("Mrs Lan"), Titled("")).title == "Title of order.tax-id"


def test_a_step_is_done_blocked_or_open_and_keeps_its_note():
    key = "add/step-1"
    assert told(chosen(), StepNoted(key, "asked"), StepDone(key)).step(key).note == "asked"
    assert told(chosen(), StepDone(key), StepBlocked(key, "no button")).step(key) == StepState(blocked="no button")
    assert told(chosen(), StepBlocked(key, "no button"), StepDone(key)).step(key).blocked is None
    assert told(chosen(), StepDone(key), StepReopened(key)).step(key) == StepState()


def test_two_reasons_with_the_same_step_keys_dont_share_ticks():
    first, second = chosen("order.tax-id"), chosen("order.coupon")
    other = told(first, StepDone("add/step-1"), second)
    assert other.steps_done == 0
    assert told(first, StepDone("add/step-1"), second, first).steps_done == 1


def test_waiting_ends_by_itself_when_its_step_is_ticked():
    wait = WaitingUntil(NOON + timedelta(days=2), "add/step-3")
    assert told(chosen(), wait).state == "waiting"
    assert told(chosen(), wait, StepDone("add/step-1")).state == "waiting"
    ended = told(chosen(), wait, StepDone("add/step-3"))
    assert (ended.state, ended.waiting_until) == ("open", None)
    assert told(chosen(), wait, WaitingEnded()).state == "open"


def test_a_waiting_case_is_due_when_its_time_is_over():
    case = told(WaitingUntil(NOON + timedelta(days=2), None))
    assert not case.is_due(NOON + timedelta(days=1))
    assert case.is_due(NOON + timedelta(days=2))
    assert not told().is_due(NOON)


def test_an_outcome_is_remembered_and_only_success_closes():
    no = Outcome("no", "order.tax-id", "add")
    failed = told(chosen(), no)
    assert (failed.state, failed.outcome, failed.tried) == ("open", "no", (("order.tax-id", "add", "no"),))
    solved = told(chosen(), no, chosen("order.coupon"), Outcome("yes", "order.coupon", "add"))
    assert (solved.state, [attempt.worked for attempt in solved.tried]) == ("solved", ["no", "yes"])


def test_a_failure_speaks_of_everything_that_was_done_in_the_same_go():
    together = replace(chosen(), also=(("order.coupon", "ask"),))
    failed = told(together, Outcome("no", "order.tax-id", "add"))
    assert [attempt[:2] for attempt in failed.tried] == [("order.tax-id", "add"), ("order.coupon", "ask")]
    solved = told(together, Outcome("yes", "order.tax-id", "add"))
    assert [attempt[:2] for attempt in solved.tried] == [("order.tax-id", "add")], "which one it was is not known"


def test_what_was_tried_before_leaves_the_present_fix_as_it_stands():
    case = told(chosen(), Outcome("no", "order.coupon", "ask"))
    assert (case.outcome, case.state) == (None, "open")
    assert case.tried == (("order.coupon", "ask", "no"),)
    waiting = told(chosen(), WaitingUntil(NOON + timedelta(days=2), None), Outcome("no", "order.coupon", "ask"))
    assert waiting.state == "waiting"


def test_what_cannot_be_done_is_known_under_every_reason():
    case = told(chosen(), StepBlocked("add/step-1", "no access"), chosen("order.coupon"))
    assert case.blocked == (("order.tax-id", "add/step-1", "no access"),)
    assert case.first_reason == "order.tax-id"
    assert told(chosen(), StepBlocked("add/step-1", "no access"), StepReopened("add/step-1")).blocked == ()


def test_the_last_word_on_an_attempt_counts():
    waiting = WaitingUntil(NOON + timedelta(days=2), None)
    not_yet = told(chosen(), waiting, Outcome("not-yet", "order.tax-id", "add"))
    assert not_yet.state == "waiting"
    done = told(chosen(), Outcome("not-yet", "order.tax-id", "add"), Outcome("yes", "order.tax-id", "add"))
    assert done.tried == (("order.tax-id", "add", "yes"),)


def test_a_case_can_be_handed_over_and_opened_again():
    over = told(HandedOver("Minh", "calls tomorrow"))
    assert (over.state, over.handed_to, over.notes[0].text) == ("handed-over", "Minh", "calls tomorrow")
    assert (told(HandedOver("Minh", ""), Reopened()).state, told(HandedOver("Minh", "")).notes) == (
        "open",
        (),
    )
    assert told(chosen(), Outcome("yes", "order.tax-id", "add"), Reopened()).state == "open"


def test_the_next_reason_starts_afresh():
    case = told(chosen(), Outcome("no", "order.tax-id", "add"), chosen("order.coupon"))
    assert (case.state, case.outcome, case.reason) == ("open", None, "order.coupon")


def test_undone_events_leave_no_trace_but_can_come_back():
    ticked = told(chosen(), StepDone("add/step-1"))
    assert told(chosen(), StepDone("add/step-1"), Undone(3)).steps_done == 0
    assert told(chosen(), StepDone("add/step-1"), Undone(3), Undone(4)) == ticked


def test_what_undo_would_take_is_the_newest_event_that_counts():
    records = [Recorded(i, NOON, event) for i, event in enumerate((opened(), Noted("a"), Noted("b"), Undone(2)))]
    assert [record.event for record in last_undoable(records)] == [Noted("a")]
    assert [record.event for record in last_undoable(records[:3], 5)] == [Noted("b"), Noted("a")]
    assert last_undoable(records[:1]) == []


def test_a_history_without_its_opening_is_refused():
    with pytest.raises(ValueError, match="opening"):
        fold_case("id", 1, [Recorded(1, NOON, Noted("x"))])
    with pytest.raises(ValueError, match="opening"):
        fold_case("id", 1, [])


@given(histories(), later)
def test_undo_of_anything_restores_the_case_as_it_was(records: list[Recorded], event: Event):
    seq = records[-1].seq
    done = Recorded(seq + 1, NOON, event)
    before = fold_case("id", 1, records)
    undone = Recorded(seq + 2, NOON, Undone(done.seq))
    assert fold_case("id", 1, [*records, done, undone]) == before
    again = Recorded(seq + 3, NOON, Undone(undone.seq))
    assert fold_case("id", 1, [*records, done, undone, again]) == fold_case("id", 1, [*records, done])


@given(histories(), st.randoms())
def test_r22_the_order_is_that_of_the_counter_not_of_the_clock_or_the_list(records, dice):
    case = fold_case("id", 1, records)
    shuffled = records.copy()
    dice.shuffle(shuffled)
    assert fold_case("id", 1, shuffled) == case
    ordered = [replace(record, at=NOON + timedelta(days=i)) for i, record in enumerate(records)]
    assert fold_case("id", 1, ordered).state == case.state


@given(histories())
def test_a_case_is_waiting_exactly_while_it_has_a_time_to_wait_for(records: list[Recorded]):
    case = fold_case("id", 1, records)
    assert (case.state == "waiting") == (case.waiting_until is not None)
    assert (case.state == "handed-over") == (case.handed_to is not None)
    assert 0 <= case.steps_done <= case.steps_total


@given(histories())
def test_r22_no_age_is_negative_whatever_was_done_to_the_clock(records: list[Recorded]):
    case = fold_case("id", 1, records)
    assert case.changed_at >= case.opened_at
    assert age(case.changed_at, NOON) >= timedelta(0)
