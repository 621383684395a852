"""Where nothing can be written the program starts all the same, and says that it saves nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from orderdoctor.cases import (
    CaseStore,
    Noted,
    NotOurs,
    NotSaving,
    Recovered,
    RestoreFailed,
    SaveFailed,
    export_cases,
)

from .helpers import Place, everything, fill, read_only, started


def assert_works_without_saving(store: CaseStore, why: str = "read-only") -> None:
    assert isinstance(store.news[0], NotSaving)
    assert (store.news[0].why, store.writable) == (why, False)
    case = started(store, "new", Noted("in memory only"))
    assert store.case(case.id).notes[0].text == "in memory only"
    assert case.id in {line.id for line in store.cases(search="new")}
    store.undelete(store.delete([case.id]))
    assert store.maybe_back_up() is None


def test_r9_a_read_only_folder_shows_its_history(place: Place):
    with place.open() as store:
        fill(store, 3)
        backup = store.back_up()
        cases = everything(store)
    before = place.files()
    with read_only(place.data):
        with place.open() as store:
            assert everything(store) == cases
            assert_works_without_saving(store)
            with pytest.raises(RestoreFailed) as caught:
                store.restore(backup)
            assert caught.value.cause == "read-only"
        assert place.files() == before
    with place.open() as store:
        assert (store.news, everything(store)) == ((), cases)


def test_r9_a_read_only_folder_with_an_unfinished_wal_shows_all_of_its_history(place: Place):
    with place.open() as store:
        fill(store, 3)
        crashed, cases = place.as_after_a_crash(), everything(store)
    (crashed.data / "cases.sqlite3-shm").unlink()
    before = crashed.files()
    with read_only(crashed.data):
        with crashed.open() as store:
            assert everything(store) == cases
            assert_works_without_saving(store)
        assert crashed.files() == before


def test_r9_a_read_only_folder_without_a_history_is_a_place_to_work(place: Place):
    place.data.mkdir()
    with read_only(place.data), place.open() as store:
        assert_works_without_saving(store)


def test_r9_a_read_only_folder_with_a_damaged_history_shows_the_backup(place: Place):
    with place.open() as store:
        fill(store, 3)
        store.back_up()
        cases = everything(store)
    place.main.write_bytes(place.main.read_bytes()[:4096])
    with read_only(place.data), place.open() as store:
        assert isinstance(store.news[1], Recovered)
        assert (store.news[1].source, everything(store)) == ("backup", cases)
        assert_works_without_saving(store)


def test_r9_a_read_only_folder_with_a_file_of_others_is_refused(place: Place):
    place.data.mkdir()
    place.main.write_text("shopping list\n" * 50)
    with read_only(place.data), pytest.raises(NotOurs):
        place.open()


def test_r9_a_folder_that_cant_be_made_is_a_place_to_work(place: Place):
    place.data.write_text("a file where the folder should be")
    with place.open() as store:
        assert_works_without_saving(store, "other")


def test_r9_a_file_without_the_right_to_write_is_read_only(place: Place, monkeypatch):
    """Root may write to any file, so the refusal of the system is simulated here."""
    with place.open() as store:
        fill(store, 2)
        cases = everything(store)
    open_path = Path.open

    def refuse(self, mode="r", *arguments, **options):
        if self == place.main and "+" in mode:
            raise PermissionError(13, "Permission denied")
        return open_path(self, mode, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    with place.open() as store:
        assert everything(store) == cases
        assert_works_without_saving(store)
    monkeypatch.undo()
    with place.open() as store:
        assert store.writable


def test_r9_without_a_backup_folder_the_cases_are_kept_but_the_backup_fails(place: Place):
    place.backups.write_text("a file where the folder should be")
    with place.open() as store:
        fill(store, 1)
        with pytest.raises(SaveFailed):
            store.back_up()
        with pytest.raises(SaveFailed):
            store.close()  # the store is closed all the same
    with place.open() as store:
        assert len(store.cases()) == 1
        place.backups.unlink()


def test_x6_an_export_to_a_folder_without_rights_is_a_fault(store: CaseStore, tmp_path: Path):
    fill(store, 1)
    target = tmp_path / "out"
    target.mkdir()
    with read_only(target), pytest.raises(SaveFailed) as caught:
        export_cases(everything(store).values(), target / "cases.csv", "csv")
    assert caught.value.cause == "read-only"
    assert list(target.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs a system with users")
def test_r9_nothing_is_left_in_the_systems_temporary_folder(place: Place, tmp_path: Path, monkeypatch):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    with place.open() as store:
        fill(store, 3)
        crashed = place.as_after_a_crash()
    (crashed.data / "cases.sqlite3-shm").unlink()
    with read_only(crashed.data), crashed.open() as store:
        assert len(store.cases()) == 3
        assert list(scratch.iterdir()) == []
    shutil.rmtree(scratch)
