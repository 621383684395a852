"""Backups are whole, few enough, never lose the newest good one, and come back."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from orderdoctor.cases import (
    Backup,
    CaseStore,
    Damaged,
    Noted,
    RestoreFailed,
    StepDone,
)
from orderdoctor.cases.check import examine
from orderdoctor.cases.migrations import MIGRATIONS, newest
from orderdoctor.cases.restoring import Restoring
from orderdoctor.cases.thinning import BackupKind, kept

from .helpers import NOON, Clock, Place, everything, fill, opened, started

CURRENT = newest(MIGRATIONS)


@dataclass(frozen=True)
class Made:
    made_at: datetime
    generation: int
    kind: BackupKind = "regular"


def test_a_backup_is_one_whole_file_with_everything_in_it(store: CaseStore, place: Place):
    fill(store, 7)
    backup = store.back_up()
    assert [path.name for path in place.backups.iterdir()] == [backup.path.name]
    assert (backup.cases, backup.events, backup.made_at, backup.kind) == (7, 28, NOON, "regular")
    assert examine(backup.path, current=CURRENT).ok
    assert store.list_backups() == [backup]


def test_backups_are_made_at_most_every_half_hour_and_only_after_changes(store: CaseStore, place: Place):
    assert store.maybe_back_up() is None
    store.start(opened())
    assert store.maybe_back_up() is not None
    store.start(opened())
    for minutes in (1, 28.9):
        place.clock.forward(minutes=minutes)
        assert store.maybe_back_up() is None
    place.clock.forward(minutes=0.1)
    assert store.maybe_back_up() is not None
    place.clock.forward(days=3)
    assert store.maybe_back_up() is None
    store.start(opened())
    assert store.maybe_back_up(place.clock.now + timedelta(hours=1)) is not None


def test_closing_backs_up_what_is_due(place: Place):
    with place.open() as store:
        fill(store, 2)
    with place.open() as store:
        assert [backup.cases for backup in store.list_backups()] == [2]


def test_r22_a_clock_that_was_set_back_stops_no_backup_and_confuses_no_order(store: CaseStore, place: Place):
    store.start(opened())
    first = store.maybe_back_up()
    place.clock.forward(days=-3650)
    store.start(opened())
    second = store.maybe_back_up()
    place.clock.forward(days=7300)
    store.start(opened())
    third = store.maybe_back_up()
    assert store.list_backups() == [third, second, first]
    assert [backup and backup.cases for backup in (first, second, third)] == [1, 2, 3]


def test_r25_thinning_over_400_days_keeps_exactly_the_promised_set():
    """Twelve days, ten weeks, nine months: worked out here by grouping, and there day by day."""
    dice, clock, generation = random.Random(25), Clock(NOON), 0
    made: list[Made] = []
    present: list[Made] = []
    for _ in range(400):
        clock.forward(days=1)
        if dice.random() < 0.2:
            continue  # a day off
        for half_hour in range(dice.randint(1, 6)):
            generation += 1
            newest_one = Made(clock.now + half_hour * timedelta(minutes=30), generation)
            made.append(newest_one)
            present = kept([*present, newest_one])
            assert present[0] == newest_one
    assert set(present) == promised(made)
    assert 12 <= len(present) <= 31


def promised(made: list[Made]) -> set[Made]:
    result: set[Made] = set()
    for count, form in ((12, "%Y-%m-%d"), (10, "%G-%V"), (9, "%Y-%m")):
        groups = defaultdict(list)
        for each in made:
            groups[each.made_at.strftime(form)].append(each)
        result |= {max(groups[name], key=lambda each: each.generation) for name in sorted(groups)[-count:]}
    return result


def test_r25_special_backups_are_kept_for_a_while_beside_the_others():
    regular = [Made(NOON + timedelta(days=i), i) for i in range(20)]
    special = [Made(NOON, i, kind) for i in range(5) for kind in ("migration", "restore")]
    found = kept([*regular, *special])
    assert [(each.kind, each.generation) for each in found if each.kind != "regular"] == [
        ("migration", 4), ("restore", 4), ("migration", 3), ("restore", 3), ("migration", 2), ("restore", 2),
    ]  # fmt: skip


def test_r25_r22_a_clock_that_jumped_makes_no_backup_newer_than_the_newest():
    future = [Made(NOON + timedelta(days=3650 + i), i) for i in range(20)]
    now = [Made(NOON + timedelta(days=i), 20 + i) for i in range(3)]
    found = kept([*future, *now])
    assert found[:3] == now[::-1]
    assert kept([future[0], now[0]])[0] == now[0]
    assert kept([]) == []


def test_r25_thinning_removes_files_but_never_the_newest_good_one(store: CaseStore, place: Place):
    for _ in range(60):
        place.clock.forward(hours=12)
        store.start(opened())
        made = store.maybe_back_up()
        assert made is not None
        assert store.list_backups()[0] == made
    assert {backup.path for backup in store.list_backups()} == set(place.backups.iterdir())
    assert len(store.list_backups()) == 15  # 12 days, and the ends of 2 weeks and 1 month before them


def test_r25_a_backup_that_would_not_be_whole_replaces_none(place: Place):
    store = place.open()
    fill(store, 3)
    good = store.back_up()
    store._database.connection.execute("UPDATE events SET body = '{}' WHERE seq = 2")
    place.clock.forward(days=1)
    for _ in range(2):
        with pytest.raises(Damaged):
            store.back_up()
    assert [path.name for path in place.backups.iterdir()] == [good.path.name]
    store.close()
    with place.open() as store:
        assert len(store.news) == 1
        assert store.check().ok


def test_files_of_others_in_the_backup_folder_are_neither_listed_nor_touched(store: CaseStore, place: Place):
    place.backups.mkdir()
    strange = [place.backups / name for name in ("photo.jpg", "cases-20260101T000000Z-0000000001-regular.sqlite3")]
    for path in strange:
        path.write_text("x")
    fill(store, 1)
    assert [backup.cases for backup in (store.back_up(), *store.list_backups())] == [1, 1]
    assert all(path.read_text() == "x" for path in strange)


def test_r26_a_backup_comes_back_and_the_restore_can_be_undone(store: CaseStore):
    fill(store, 3)
    before = everything(store)
    backup = store.back_up()
    later = started(store, "later", Noted("x"))
    store.record(next(iter(before)), StepDone("add/step-2"))
    after = everything(store)

    restored = store.restore(backup)
    assert everything(store) == before
    assert store.check().ok
    (previous,) = [each for each in store.list_backups() if each.path == restored.previous_kept_as]
    assert (previous.kind, previous.cases) == ("restore", 4)

    store.restore(previous)
    assert everything(store) == after
    assert store.case(later.id) == later
    assert store.check().ok
    assert store.start(opened()).number == 5


def test_r26_numbers_are_not_given_twice_after_a_restore(store: CaseStore):
    fill(store, 2)
    backup = store.back_up()
    lost = started(store, "lost", Noted("x"))
    store.restore(backup)
    new = store.start(opened())
    assert new.number > lost.number
    assert new.changed_seq > lost.changed_seq


def test_r26_what_was_restored_is_there_after_a_restart_and_after_a_crash(place: Place):
    with place.open() as store:
        fill(store, 3)
        before = everything(store)
        backup = store.back_up()
        fill(store, 5)
        store.restore(backup)
        crashed = place.as_after_a_crash()
    for where in (crashed, place):
        with where.open() as store:
            assert (store.news, everything(store)) == ((), before)


def test_r26_a_restore_killed_at_any_statement_is_done_or_not_begun(place: Place, monkeypatch):
    copies: list[Place] = []

    def snapshot(_statement: str) -> None:
        copies.append(place.as_after_a_crash(str(len(copies))))

    with place.open() as store:
        fill(store, 3)
        before = everything(store)
        backup = store.back_up()
        fill(store, 3)
        after = everything(store)
        prepare = Restoring._prepare

        def prepare_watched(self, *arguments):
            prepare(self, *arguments)
            snapshot("prepared")

        monkeypatch.setattr(Restoring, "_prepare", prepare_watched)
        store._database.connection.set_trace_callback(snapshot)
        store.restore(backup)
        store._database.connection.set_trace_callback(None)
        snapshot("done")
    states = set()
    for copy in copies:
        with copy.open() as store:
            assert store.news == ()
            now = everything(store)
            assert now in (before, after)
            states.add(now == before)
            assert store.check().ok
    assert states == {True, False}


@pytest.mark.parametrize("cause", ["missing", "damaged", "newer"])
def test_r26_a_backup_that_is_no_good_is_refused_and_nothing_changes(store: CaseStore, cause: str):
    fill(store, 3)
    backup = store.back_up()
    fill(store, 1)
    cases = everything(store)
    spoil(backup, cause)
    with pytest.raises(RestoreFailed) as caught:
        store.restore(backup)
    assert (caught.value.cause, caught.value.path) == (cause, backup.path)
    assert everything(store) == cases


def spoil(backup: Backup, how: str) -> None:
    content = backup.path.read_bytes()
    if how == "missing":
        backup.path.unlink()
    elif how == "damaged":
        backup.path.write_bytes(content[: len(content) // 2])
    else:
        backup.path.write_bytes(content[:60] + (CURRENT + 1).to_bytes(4, "big") + content[64:])


def test_r26_a_damaged_present_is_kept_as_it_is_when_a_backup_is_restored(place: Place):
    with place.open() as store:
        fill(store, 3)
        backup = store.back_up()
        store._database.connection.execute("UPDATE events SET body = '{}' WHERE seq = 2")
        kept_as = store.restore(backup).previous_kept_as
        assert kept_as.name.startswith("cases.sqlite3.damaged-")
        assert kept_as.exists()
        assert store.check().ok


def test_a_backup_from_a_folder_of_ones_own_can_be_restored_too(store: CaseStore, tmp_path: Path):
    fill(store, 2)
    backup = store.back_up()
    moved = backup.path.rename(tmp_path / "my copy.sqlite3")
    fill(store, 1)
    store.restore(replace(backup, path=moved))
    assert len(store.cases()) == 2
