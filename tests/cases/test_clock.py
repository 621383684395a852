"""The clock may say what it likes (R22): order, ages and what is kept don't depend on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from orderdoctor.cases import CaseStore, Noted, WaitingUntil, age

from .helpers import NOON, Clock, Place, everything, opened, started

JUMPS = [timedelta(days=-3650), timedelta(days=3650), timedelta(hours=-1), timedelta(hours=1)]


@pytest.mark.parametrize("jump", JUMPS)
def test_r22_events_and_lists_keep_their_order_when_the_clock_jumps(place: Place, jump: timedelta):
    with place.open() as store:
        case = started(store, "a", Noted("first"))
        place.clock.now += jump
        case = store.record(case.id, Noted("second"))
        newer = store.start(opened("b"))
        place.clock.now -= jump
        case = store.record(case.id, Noted("third"))
        cases = everything(store)
        assert [note.text for note in case.notes] == ["first", "second", "third"]
        assert [line.id for line in store.cases()] == [case.id, newer.id]
        assert all(age(line.changed_at, place.clock.now) >= timedelta(0) for line in store.cases())
        assert all(line.changed_at >= line.opened_at for line in store.cases())
    place.clock.now += jump
    with place.open() as store:
        assert (store.news, everything(store)) == ((), cases)


@pytest.mark.parametrize("jump", JUMPS)
def test_r22_nothing_is_purged_or_thinned_by_a_jump(store: CaseStore, place: Place, jump: timedelta):
    kept = store.start(opened("kept"))
    store.back_up()
    deletion = store.delete([store.start(opened("deleted")).id])
    place.clock.now += jump
    store.start(opened("later"))
    store.maybe_back_up()
    assert store.list_backups()[-1].cases >= 1
    assert store.undelete(deletion) == 1
    assert kept.id in everything(store)


def test_r22_a_wait_is_over_when_the_clock_says_so_in_whatever_zone(store: CaseStore, place: Place):
    hanoi = timezone(timedelta(hours=7))
    until = datetime(2026, 3, 4, 20, 0, tzinfo=hanoi)  # 13:00 UTC
    started(store, "x", WaitingUntil(until, None))
    assert store.counts().due == 0
    place.clock.now = datetime(2026, 3, 4, 14, 0, tzinfo=timezone(timedelta(hours=1)))
    assert store.counts().due == 1
    assert store.cases()[0].is_due(place.clock.now)


def test_r22_a_wait_begun_while_the_clock_was_years_ahead_is_due_when_it_is_set_back(store: CaseStore, place: Place):
    place.clock.now = NOON + timedelta(days=3650)
    case = started(store, "x", WaitingUntil(place.clock.now + timedelta(hours=1), None))
    assert not case.is_due(place.clock.now)
    place.clock.now = NOON
    assert case.is_due(NOON)
    assert store.counts().due == 1
    assert [line.is_due(NOON) for line in store.cases()] == [True]


def test_moments_are_kept_in_utc(place: Place):
    clock = Clock(NOON.astimezone(timezone(timedelta(hours=-5))))
    with CaseStore.open(place.data, backups=place.backups, clock=clock) as store:
        case = store.start(opened())
    assert case.opened_at == NOON
    assert case.opened_at.tzinfo is UTC


def test_a_clock_without_a_time_zone_is_a_bug(store: CaseStore, place: Place):
    place.clock.now = datetime(2026, 1, 1)
    with pytest.raises(ValueError, match="time zone"):
        store.start(opened())
    place.clock.now = NOON
    assert store.cases() == []
