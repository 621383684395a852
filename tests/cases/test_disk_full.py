"""On a full disk nothing is lost, the fault says so, and everything works again once there is space."""

from __future__ import annotations

from pathlib import Path

import pytest

from orderdoctor.cases import (
    CaseStore,
    Noted,
    NotSaving,
    RestoreFailed,
    SaveFailed,
    StepDone,
    export_cases,
)

from .helpers import Place, ballast, everything, fill, opened, small_disk, started


def fail_to_save(store: CaseStore, case_id: str) -> None:
    """Record more and more until it can't be saved."""
    with pytest.raises(SaveFailed) as caught:
        for _ in range(2000):
            store.record(case_id, Noted("x" * 3000))
    assert (caught.value.cause, caught.value.path) == ("disk-full", store.path)


def test_r6_a_full_database_takes_nothing_half_and_works_again_with_space(store: CaseStore):
    case = started(store, "x", Noted("kept"))
    pages = store._database.connection.execute("PRAGMA page_count").fetchone()[0]
    store._database.connection.execute(f"PRAGMA max_page_count = {pages + 3}")
    fail_to_save(store, case.id)
    kept = store.case(case.id)
    assert kept.notes[0].text == "kept"
    with pytest.raises(SaveFailed):
        store.start(opened("y" * 50_000))
    assert everything(store) == {case.id: kept}
    assert store.check().ok
    store._database.connection.execute("PRAGMA max_page_count = 1000000")
    assert store.record(case.id, StepDone("a/b")).step("a/b").done


def test_r6_a_full_disk_takes_nothing_half_and_works_again_with_space(place: Place):
    with small_disk(place.data, "1m"), place.open() as store:
        case = started(store, "x", Noted("kept"))
        with ballast(place.data):
            fail_to_save(store, case.id)
            kept = everything(store)
            with pytest.raises(SaveFailed) as caught:
                store.start(opened("y" * 50_000))
            assert caught.value.cause == "disk-full"
            assert everything(store) == kept
            assert store.check().ok
        assert store.record(case.id, StepDone("a/b")).step("a/b").done
        assert store.check().ok


def test_r6_on_a_disk_without_any_room_the_program_works_but_says_that_nothing_is_saved(place: Place):
    with small_disk(place.data, "32k"), place.open() as store:
        (news,) = store.news
        assert isinstance(news, NotSaving)
        assert (news.why, store.writable) == ("disk-full", False)
        assert started(store, "x", Noted("y")).notes[0].text == "y"


def test_r6_a_full_disk_at_the_start_leaves_the_history_readable(place: Place):
    with small_disk(place.data, "1m"):
        with place.open() as store:
            fill(store, 5)
            cases = everything(store)
        with ballast(place.data), place.open() as store:
            assert everything(store) == cases
        with place.open() as store:
            assert (store.writable, everything(store)) == (True, cases)


def test_r8_a_backup_that_finds_no_room_leaves_the_old_ones(place: Place):
    with small_disk(place.backups, "256k"), place.open() as store:
        fill(store, 10)
        first = store.back_up()
        fill(store, 10)
        place.clock.forward(days=1)
        before = first.path.read_bytes()
        with ballast(place.backups):
            with pytest.raises(SaveFailed) as caught:
                store.maybe_back_up()
            assert (caught.value.cause, caught.value.path.parent) == ("disk-full", place.backups)
            assert {path.name for path in place.backups.iterdir()} == {first.path.name, "ballast"}
            assert first.path.read_bytes() == before
            assert len(store.list_backups()) == 1
        assert store.maybe_back_up() is not None
        assert len(store.list_backups()) == 2


def test_r8_a_restore_that_finds_no_room_changes_nothing(place: Place):
    with small_disk(place.data, "2m"), place.open() as store:
        fill(store, 3)
        backup = store.back_up()
        fill(store, 20)
        cases = everything(store)
        with ballast(place.data):
            with pytest.raises(RestoreFailed) as caught:
                store.restore(backup)
            assert caught.value.cause == "disk-full"
            assert everything(store) == cases
        assert store.check().ok
        store.restore(backup)
        assert len(store.cases()) == 3


def test_r6_an_export_that_finds_no_room_leaves_the_file_before(store: CaseStore, tmp_path: Path):
    fill(store, 3)
    disk = tmp_path / "disk"
    with small_disk(disk, "64k"):
        export_cases(everything(store).values(), disk / "out.json", "json")
        before = (disk / "out.json").read_bytes()
        with ballast(disk):
            with pytest.raises(SaveFailed) as caught:
                export_cases(everything(store).values(), disk / "out.json", "json", overwrite=True)
            assert caught.value.cause == "disk-full"
            assert (disk / "out.json").read_bytes() == before
            assert {path.name for path in disk.iterdir()} == {"out.json", "ballast"}
