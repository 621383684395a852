"""The store keeps what happens to cases and lists them in the order in which they are due."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from orderdoctor.cases import (
    CaseStore,
    Counts,
    Damaged,
    HandedOver,
    Noted,
    Opened,
    Outcome,
    ReasonChosen,
    Recorded,
    SaveFailed,
    StepDone,
    StepNoted,
    Titled,
    Undone,
    UnknownCase,
    WaitingUntil,
    fold_case,
)
from orderdoctor.cases.rows import SUMMARY_FIELDS
from orderdoctor.cases.summary import summary_of

from .helpers import NOON, Place, chosen, everything, fill, opened, started
from .strategies import histories


def test_a_new_place_begins_empty_and_writable(store: CaseStore, place: Place):
    assert (store.writable, store.news, store.cases()) == (True, (), [])
    assert store.path == place.main
    assert store.check().ok


def test_cases_are_numbered_for_people(store: CaseStore):
    assert [store.start(opened()).number for _ in range(3)] == [1, 2, 3]


def test_a_case_is_found_by_its_number_until_it_is_deleted(store: CaseStore):
    cases = [store.start(opened()) for _ in range(12)]
    assert [store.numbered(case.number) for case in cases] == cases
    assert [store.numbered(number) for number in (0, -1, 13, 2**63, 10**30)] == [None] * 5
    store.delete([cases[1].id])
    assert store.numbered(cases[1].number) is None


def test_what_was_recorded_is_there_after_a_restart(place: Place):
    with place.open() as store:
        case = started(store, "库存不足", chosen(), StepDone("add/step-1"), StepNoted("add/step-2", "ghi chú"))
    with place.open() as store:
        assert store.case(case.id) == case
        assert store.news == ()


def test_several_events_are_recorded_together_or_not_at_all(store: CaseStore):
    case = store.start(opened())
    with pytest.raises(ValueError, match="JSON"):
        store.record(case.id, Titled("first"), ReasonChosen("r", float("inf"), None, "", ()))
    assert store.case(case.id) == case
    assert store.record(case.id, Titled("second"), Noted("third")).title == "second"
    assert store.check().ok


def test_recording_nothing_changes_nothing(store: CaseStore):
    case = store.start(opened())
    assert store.record(case.id) == case


def test_undo_goes_back_step_by_step_to_the_opening(store: CaseStore):
    begun = store.start(opened())
    ticked = store.record(begun.id, chosen())
    store.record(begun.id, StepDone("add/step-1"))
    assert store.undo(begun.id) == ticked
    assert store.undo(begun.id) == begun
    assert store.undo(begun.id) is None
    assert store.case(begun.id) == begun


def test_what_was_recorded_together_is_taken_back_together(store: CaseStore) -> None:
    begun = started(store, "x")
    one = store.record(begun.id, Noted("one"))
    store.record(begun.id, Noted("two"), Noted("three"))
    assert store.undo(begun.id, 2) == one
    assert store.undo(begun.id, 9) == begun, "the opening stays"


def test_an_unknown_case_is_named(store: CaseStore):
    for action in (store.case, store.undo, lambda case_id: store.record(case_id, Noted("x"))):
        with pytest.raises(UnknownCase) as caught:
            action("nobody")
        assert caught.value.case_id == "nobody"


def test_only_events_of_the_case_itself_can_be_withdrawn_and_never_the_opening(store: CaseStore):
    first, second = started(store, "a", Noted("x")), started(store, "b", Noted("y"))
    for seq in (first.changed_seq - 1, first.changed_seq, 999):
        with pytest.raises(ValueError, match="withdrawn"):
            store.record(second.id, Undone(seq))
    with pytest.raises(ValueError, match="once"):
        store.record(second.id, opened())


def test_cases_are_listed_as_they_are_due(store: CaseStore, place: Place):
    names = {}

    def add(name: str, *events) -> None:
        names[started(store, name, *events).id] = name

    add("solved first", chosen(), Outcome("yes", "order.tax-id", "add"))
    add("waits long", WaitingUntil(NOON + timedelta(days=9), None))
    add("waits short", WaitingUntil(NOON + timedelta(days=5), None))
    add("due later", WaitingUntil(NOON + timedelta(hours=2), None))
    add("open first")
    add("handed over", HandedOver("Minh", ""))
    add("due sooner", WaitingUntil(NOON + timedelta(hours=1), None))
    add("open last")
    place.clock.forward(days=1)
    order = [names[summary.id] for summary in store.cases()]
    assert order == [
        "due sooner", "due later", "open last", "open first", "waits short", "waits long", "handed over",
        "solved first",
    ]  # fmt: skip
    assert store.counts() == Counts(open=2, waiting=4, due=2, solved=1, handed_over=1)
    assert [names[each.id] for each in store.cases({"waiting"}, limit=2, offset=1)] == [
        "due later",
        "waits short",
    ]
    assert store.cases(()) == []
    assert store.solved_by_reason() == {"order.tax-id": 1}


def test_pages_of_the_list_join_without_gap_or_overlap(store: CaseStore):
    fill(store, 11)
    whole = store.cases()
    assert [each for page in range(4) for each in store.cases(limit=3, offset=3 * page)] == whole


def test_the_line_of_a_case_is_what_the_case_says(store: CaseStore):
    case = started(store, "a\n\n b  " + "y" * 500, chosen(), StepDone("add/step-3"), Titled("Mrs Lan"))
    (line,) = store.cases()
    assert line == summary_of(case)
    assert (line.title, line.steps_done, line.steps_total) == ("Mrs Lan", 1, 3)
    assert line.excerpt.startswith("a b yyy")
    assert len(line.excerpt) == 200
    assert set(SUMMARY_FIELDS) == set(line.__slots__)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(histories())
def test_the_store_comes_to_the_same_as_the_fold(store: CaseStore, records: list[Recorded]):
    opening = records[0].event
    assert isinstance(opening, Opened)
    case = store.start(opening)
    place_of = {records[0].seq: case.changed_seq}
    kept = [Recorded(case.changed_seq, NOON, opening)]
    for record in records[1:]:
        event = record.event
        if isinstance(event, Undone):
            event = Undone(place_of[event.seq])
        store.record(case.id, event)
        place_of[record.seq] = kept[-1].seq + 1
        kept.append(Recorded(kept[-1].seq + 1, NOON, event))
    folded = fold_case(case.id, case.number, kept)
    assert store.case(case.id) == folded
    assert store.cases(limit=10**6, search=f"#{case.number}") != []


def test_a_text_with_lone_surrogates_and_nul_is_kept_as_far_as_can_be(store: CaseStore):
    case = store.start(opened("a\ud800b\0c"))
    assert store.case(case.id).text == "a\ufffdb\0c"
    assert store.cases(search="c")[0].id == case.id
    assert store.cases(search="\ud800") == store.cases()


def test_threads_take_turns(store: CaseStore):
    case = store.start(opened())
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda i: store.record(case.id, Noted(str(i))), range(40)))
    assert len(store.case(case.id).notes) == len(done) == 40
    assert store.check().ok


def test_a_store_in_memory_works_but_says_that_it_saves_nothing():
    with CaseStore.in_memory() as store:
        case = store.undo(started(store, "x", Noted("y")).id)
        assert case is not None
        assert (store.writable, store.list_backups(), store.maybe_back_up()) == (False, [], None)
        with pytest.raises(SaveFailed):
            store.back_up()
        store.delete([case.id])
        assert store.cases() == []


def test_closing_twice_is_closing_once(place: Place):
    store = place.open()
    store.close()
    store.close()
    assert place.open().writable


@pytest.fixture
def to_damage(place: Place) -> Iterator[CaseStore]:
    store = place.open()
    yield store
    with suppress(Damaged):
        store.close()


def test_a_bug_of_ours_is_no_fault_of_the_world(store: CaseStore):
    store._database.connection.execute("DROP TABLE search")
    with pytest.raises(sqlite3.OperationalError):
        store.start(opened())


def test_r12_an_event_that_changed_under_its_checksum_is_found(to_damage: CaseStore):
    store = to_damage
    case = started(store, "x", Noted("before"))
    store._database.connection.execute("UPDATE events SET body = replace(body, 'before', 'after')")
    report = store.check()
    assert not report.ok
    assert [(problem.kind, problem.where) for problem in report.problems] == [("event", str(case.changed_seq))]


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("DELETE FROM events WHERE seq = 2", "gap"),
        ("DELETE FROM events WHERE seq = 3", "case"),
        ("UPDATE events SET n = n + 7 WHERE seq = 3", "gap"),
        ("UPDATE cases SET state = 'solved'", "case"),
        ("DELETE FROM cases", "gap"),
        ("UPDATE search SET folded = ''", "search"),
        ("DELETE FROM search", "count"),
        ("UPDATE ledger SET events = 7", "ledger"),
        ("DELETE FROM ledger", "ledger"),
    ],
)
def test_r12_a_row_that_is_missing_or_changed_is_found(to_damage: CaseStore, damage: str, kind: str):
    store = to_damage
    started(store, "x", Noted("a"), Noted("b"))
    store._database.connection.execute(damage)
    assert kind in {problem.kind for problem in store.check().problems}


def test_a_damaged_ledger_is_a_fault_of_the_world(to_damage: CaseStore):
    store = to_damage
    store._database.connection.execute("UPDATE ledger SET last_seq = 7")
    with pytest.raises(Damaged):
        store.start(opened())


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows does not let an open file be moved")
def test_r16_a_folder_that_is_moved_away_while_we_run_is_noticed_at_the_next_change(place: Place):
    store = place.open()
    case = store.start(opened())
    place.data.rename(place.root / "elsewhere")
    with pytest.raises(SaveFailed) as caught:
        store.record(case.id, Noted("x"))
    assert caught.value.detail == "moved"
    assert everything(store) == {case.id: case}
    (place.root / "elsewhere").rename(place.data)
    assert store.record(case.id, Noted("x")).notes[0].text == "x"
    store.close()
