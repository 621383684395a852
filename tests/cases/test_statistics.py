"""What the cases come to: counted by when they began, by reason, however the clock was set (R22, R27)."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from orderdoctor.cases import CaseStore, HandedOver, Noted, Outcome, WaitingUntil
from orderdoctor.cases.migrations import MIGRATIONS, newest, schema_of
from orderdoctor.cases.statistics import Met, Statistics, Tally

from .helpers import NOON, Place, chosen, opened, started

DAY = timedelta(days=1)
SOLVED = Outcome("yes", "order.tax-id", "add")


def solved_after(store: CaseStore, place: Place, took: timedelta, reason: str = "order.tax-id") -> str:
    """A case that was solved when so much time had gone by; the clock stands as before at the end."""
    case = started(store, "x", chosen(reason))
    place.clock.now += took
    store.record(case.id, Outcome("yes", reason, "add"))
    place.clock.now -= took
    return case.id


def test_cases_are_counted_by_when_they_began_and_how_they_stand(store: CaseStore, place: Place):
    edges = [NOON, NOON + DAY, NOON + 2 * DAY]
    place.clock.now = NOON - timedelta(microseconds=1)
    started(store, "before all spans", chosen())
    place.clock.now = NOON
    started(store, "open", chosen())
    started(store, "waits", chosen(), WaitingUntil(NOON + DAY, None))
    place.clock.now = NOON + DAY
    started(store, "solved", chosen(), SOLVED)
    place.clock.now = NOON + 9 * DAY
    started(store, "handed over", chosen(), HandedOver("Minh", ""))
    counted = store.statistics(edges)
    assert counted.spans == (Tally(open=1, waiting=1), Tally(solved=1), Tally(handed_over=1))
    assert counted.total == Tally(1, 1, 1, 1)
    assert counted.total.total == 4


def test_reasons_come_by_frequency_and_cases_without_one_at_the_end(store: CaseStore):
    for _ in range(3):
        store.start(opened())
    for reason in ("b.b", "a.a", "c.c", "c.c"):
        started(store, "x", chosen(reason))
    assert store.statistics([NOON]).reasons == (Met("c.c", 2, 0), Met("a.a", 1, 0), Met("b.b", 1, 0), Met(None, 3, 0))


def test_the_usual_time_is_the_median_of_the_solved_cases(store: CaseStore, place: Place):
    for hours in (1, 3, 500):
        solved_after(store, place, timedelta(hours=hours))
    started(store, "open", chosen())
    (met,) = store.statistics([NOON]).reasons
    assert (met.cases, met.solved) == (4, 3)
    assert met.usual is not None
    assert abs(met.usual - timedelta(hours=3)) <= timedelta(seconds=1)


def test_only_the_most_frequent_reasons_are_told_with_their_time(store: CaseStore, place: Place):
    for reason in ("a.a", "a.a", "b.b"):
        solved_after(store, place, timedelta(hours=2), reason)
    first, second = store.statistics([NOON], most=1).reasons
    assert first.usual is not None
    assert second.usual is None


def test_what_was_deleted_or_withdrawn_does_not_count(store: CaseStore):
    gone = started(store, "x", chosen())
    back = started(store, "y", chosen(), SOLVED)
    store.undo(back.id)
    deletion = store.delete([gone.id])
    assert store.statistics([NOON]).total == Tally(open=1)
    store.undelete(deletion)
    assert store.statistics([NOON]).total == Tally(open=2)


@pytest.mark.parametrize("jump", [timedelta(days=-3650), timedelta(days=3650), timedelta(hours=-1)])
def test_r22_no_time_is_negative_or_made_of_a_jump_of_the_clock(store: CaseStore, place: Place, jump: timedelta):
    solved_after(store, place, timedelta(hours=5))
    solved_after(store, place, jump)
    (met,) = store.statistics([NOON - 9999 * DAY]).reasons
    assert met.solved == 2
    assert met.usual is not None
    assert abs(met.usual - timedelta(hours=5)) <= timedelta(seconds=1)


def test_r22_a_clock_that_was_only_ever_wrong_tells_no_time(store: CaseStore, place: Place):
    solved_after(store, place, timedelta(days=-1))
    assert store.statistics([NOON]).reasons == (Met("order.tax-id", 1, 1, None),)


def test_r22_a_case_of_a_clock_that_was_ahead_counts_in_the_last_span(store: CaseStore, place: Place):
    place.clock.now = NOON + 3650 * DAY
    started(store, "x", chosen())
    place.clock.now = NOON
    assert store.statistics([NOON - DAY, NOON]).spans == (Tally(), Tally(open=1))


def test_without_cases_there_is_nothing_to_count(store: CaseStore):
    assert store.first_opened() is None
    assert store.statistics([NOON]) == Statistics((Tally(),), ())
    assert store.statistics([datetime.min.replace(tzinfo=UTC), NOON]).total.total == 0


def test_the_earliest_case_is_known_whatever_its_number(store: CaseStore, place: Place):
    started(store, "x")
    place.clock.now = NOON - 40 * DAY
    earlier = started(store, "y", Noted("z"))
    assert store.first_opened() == NOON - 40 * DAY
    store.delete([earlier.id])
    assert store.first_opened() == NOON


def plans(store: CaseStore) -> list[str]:
    """How SQLite goes about each statement of the statistics."""
    connection = store._database.connection
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    store.statistics([NOON, NOON + DAY])
    store.first_opened()
    connection.set_trace_callback(None)
    return [row[3] for sql in statements for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}") if "cases" in row[3]]


def test_r27_counting_reads_one_index_and_no_case(store: CaseStore):
    """With 100,000 cases the rows are 45 MB, what the index has of them is 11."""
    found = plans(store)
    assert len(found) == 4
    assert all("USING COVERING INDEX cases_in_time" in plan for plan in found), found


def test_r27_so_does_a_copy_in_memory():
    with CaseStore.in_memory(clock=lambda: NOON) as store:
        assert all("USING COVERING INDEX cases_in_time" in plan for plan in plans(store))


def test_r15_a_file_of_an_older_program_gets_the_index_and_keeps_its_schema(place: Place):
    golden = Path(__file__).parents[1] / "data" / "cases" / f"schema-{newest(MIGRATIONS)}.sqlite3"
    place.data.mkdir()
    shutil.copyfile(golden, place.main)
    with place.open() as store:
        assert store.news == ()
        assert all("USING COVERING INDEX cases_in_time" in plan for plan in plans(store))
        assert schema_of(store._database.connection) == newest(MIGRATIONS)
        assert store.check().ok
        assert store.statistics([datetime.min.replace(tzinfo=UTC)]).total.total == len(store.cases())
