"""Deleted cases are gone at once, can be brought back for a while, and then leave no byte behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from orderdoctor.cases import CaseStore, Noted, Purged, SaveFailed, Titled, UnknownCase
from orderdoctor.cases.backup import BackupFolder

from .helpers import Place, fill, opened, started

CANARY = "Kanarienvogel-Ω-0912345678"


def with_canary(store: CaseStore, name: str = CANARY) -> str:
    """Add a case that holds the canary in each place that a text can stand in."""
    return started(store, f"{name} pasted", Titled(f"{name} title"), Noted(f"{name} note")).id


def holding(place: Place, name: str = CANARY) -> list[str]:
    """Return the files in which the canary stands, as written or folded, in UTF-8, UTF-16 or escaped."""
    forms = {name, name.casefold(), name.replace("Ω", "ω").lower(), name.encode("unicode_escape").decode()}
    needles = [form.encode(coding) for form in forms for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [file for file, content in place.files().items() if any(needle in content for needle in needles)]


def test_a_deleted_case_is_hidden_at_once_and_can_be_brought_back(store: CaseStore):
    first, second = started(store, "a", Noted("x")), started(store, "b")
    deletion = store.delete([first.id])
    assert [line.id for line in store.cases()] == [second.id]
    assert store.counts().open == 1
    for action in (store.case, store.undo, lambda case_id: store.record(case_id, Noted("y"))):
        with pytest.raises(UnknownCase):
            action(first.id)
    assert store.undelete(deletion) == 1
    assert store.case(first.id) == first
    assert store.check().ok


def test_all_cases_can_be_deleted_and_brought_back_together(store: CaseStore):
    fill(store, 5)
    earlier = store.delete([store.cases()[0].id])
    deletion = store.delete_all()
    assert len(deletion.case_ids) == 4
    assert store.cases() == []
    assert store.undelete(deletion) == 4
    assert len(store.cases()) == 4
    assert store.undelete(earlier) == 1


def test_deleting_what_is_not_there_changes_nothing(store: CaseStore):
    case = store.start(opened())
    with pytest.raises(UnknownCase) as caught:
        store.delete([case.id, "nobody"])
    assert caught.value.case_id == "nobody"
    assert len(store.cases()) == 1


def test_purged_cases_cant_be_brought_back_and_their_numbers_are_not_given_again(store: CaseStore):
    fill(store, 3)
    deletion = store.delete_all()
    assert store.purge_deleted().cases == 3
    assert store.undelete(deletion) == 0
    assert store.start(opened()).number == 4
    assert store.check().ok


def test_purging_nothing_is_nothing(store: CaseStore):
    fill(store, 1)
    assert store.purge_deleted().cases == 0
    assert len(store.cases()) == 1


def test_x8_no_byte_of_a_deleted_case_is_left_in_any_file(place: Place):
    with place.open() as store:
        fill(store, 30)
        case_id = with_canary(store)
        fill(store, 30)
        store.back_up()
        place.clock.forward(days=1)
        store.start(opened("another day"))
        store.back_up()
        assert len(holding(place)) >= 3  # the test can fail: the canary is in the database and both backups
        store.delete([case_id])
        assert store.purge_deleted() == Purged(1, ())
        assert holding(place) == []
        assert len(store.list_backups()) == 2
        assert store.check().ok
    assert holding(place) == []


def test_x8_no_byte_is_left_of_many_cases_that_grew_and_moved_about(place: Place):
    with place.open() as store:
        ids = {name: with_canary(store, name) for name in (f"{CANARY}-{i:02}-" for i in range(40))}
        for round_ in range(6):
            for name, case_id in ids.items():
                store.record(case_id, Noted(f"{name} {'y' * (173 * round_ % 700)}"))
        gone = [name for i, name in enumerate(ids) if i % 3]
        store.delete([ids[name] for name in gone])
        store.purge_deleted()
        assert [name for name in gone if holding(place, name)] == []
        assert all(holding(place, name) for name in set(ids) - set(gone))
        # secure_delete alone leaves some texts between the rows (measured: 5 of 1,200), so the file is written anew.
        assert store._database.connection.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_x8_no_byte_is_left_after_all_cases_were_deleted_and_the_program_was_closed(place: Place):
    with place.open() as store:
        with_canary(store)
        store.back_up()
        store.delete_all()
        assert holding(place)
    assert holding(place) == []


def test_x8_what_was_deleted_before_a_crash_is_purged_at_the_next_start(place: Place):
    with place.open() as store:
        store.delete([with_canary(store)])
        fill(store, 2)
        store.back_up()
        crashed = place.as_after_a_crash()
    assert holding(crashed)
    with crashed.open() as store:
        assert holding(crashed) == []
        assert len(store.cases()) == 2


def test_x8_a_purge_that_was_killed_half_way_is_finished_at_the_next_start(place: Place, monkeypatch):
    copies = []
    erase = BackupFolder.erase

    def erase_and_crash(self, *arguments):
        unreached = erase(self, *arguments)
        copies.append(place.as_after_a_crash())
        return unreached

    with place.open() as store:
        case_id = with_canary(store)
        store.back_up()
        store.delete([case_id])
        monkeypatch.setattr(BackupFolder, "erase", erase_and_crash)
        store.purge_deleted()
        monkeypatch.undo()
    assert holding(copies[0])
    with copies[0].open():
        assert holding(copies[0]) == []


def test_x8_a_backup_that_cant_be_rewritten_is_named(place: Place, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    with place.open() as store:
        case_id = with_canary(store)
        backup = store.back_up()
        store.delete([case_id])
        monkeypatch.setattr(BackupFolder, "_erase_in", full)
        purged = store.purge_deleted()
    assert purged.may_remain == (backup.path,)
    assert holding(place) == [str(backup.path.relative_to(place.root))]


def test_x8_a_backup_that_is_damaged_is_removed_because_nobody_can_take_anything_out_of_it(place: Place):
    with place.open() as store:
        case_id = with_canary(store)
        backup = store.back_up()
        content = backup.path.read_bytes()
        backup.path.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])
        store.delete([case_id])
        store.purge_deleted()
        assert not backup.path.exists()
    assert holding(place) == []


def test_x8_damaged_files_that_were_kept_are_named_or_removed_with_the_last_case(place: Place):
    with place.open() as store:
        case_id = with_canary(store)
        fill(store, 2)
        store.back_up()
    place.main.write_bytes(place.main.read_bytes()[:-1])
    with place.open() as store:
        (kept,) = place.data.glob("*.damaged-*")
        store.delete([case_id])
        assert store.purge_deleted().may_remain == (kept,)
        store.delete_all()
        assert store.purge_deleted().may_remain == ()
        assert not kept.exists()
    assert holding(place) == []


def test_a_purge_that_fails_says_so_and_is_done_later(place: Place, monkeypatch):
    store = place.open()
    with_canary(store)
    store.delete_all()
    monkeypatch.setattr(Path, "stat", _gone)
    with pytest.raises(SaveFailed):
        store.purge_deleted()
    monkeypatch.undo()
    assert store.purge_deleted().cases == 1
    store.close()


def _gone(*_arguments, **_options):
    raise FileNotFoundError(2, "No such file or directory")
