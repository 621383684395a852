"""Whatever happens to the file: no crash, nothing lost in silence, nothing of others touched."""

from __future__ import annotations

import logging
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from orderdoctor.cases import (
    Case,
    CaseStore,
    Damaged,
    Exchanged,
    NewerSchema,
    Noted,
    NotOurs,
    Recovered,
)
from orderdoctor.cases.check import examine, is_readable_as_ours
from orderdoctor.cases.marker import Marker
from orderdoctor.cases.migrations import MIGRATIONS, newest
from orderdoctor.cases.writing import Writing

from .helpers import NOON, Place, everything, fill, opened, started

CURRENT = newest(MIGRATIONS)
LOG = logging.getLogger(__name__)  # figures: pytest --log-cli-level=INFO


def news_of(store: CaseStore) -> Recovered:
    (news,) = store.news
    assert isinstance(news, Recovered)
    return news


def kept(place: Place) -> Path:
    (path,) = [path for path in place.data.glob("*.damaged-*") if not path.name.endswith("-wal")]
    return path


def with_history(place: Place, *, back_up: bool = True, cases: int = 10) -> dict[str, Case]:
    """Leave a history with a backup after six cases, and close it properly without another backup."""
    with place.open() as store:
        fill(store, 6)
        if back_up:
            store.back_up()
        fill(store, cases - 6)
        kept_cases = everything(store)
        store._database.compact()
        store._writing.end(store._database)
        store._closed = True
    return kept_cases


def crashed_with_wal(place: Place) -> tuple[Place, dict[str, Case]]:
    with place.open() as store:
        fill(store, 3)
        store._database.checkpoint()
        fill(store, 3)
        crashed, cases = place.as_after_a_crash(), everything(store)
    assert crashed.wal.stat().st_size > 0
    return crashed, cases


def test_r10_after_a_crash_everything_is_there(place: Place):
    crashed, cases = crashed_with_wal(place)
    with crashed.open() as store:
        assert (store.news, everything(store)) == ((), cases)


def test_r10_a_deleted_wal_is_noticed_and_the_loss_is_counted(place: Place):
    crashed, cases = crashed_with_wal(place)
    crashed.wal.unlink()
    with crashed.open() as store:
        news = news_of(store)
        assert (news.why, news.source, news.cases, news.lost) == ("set-back", "file", 3, 12)
        assert everything(store).items() < cases.items()
        assert store.check().ok
    with crashed.open() as store:
        assert store.news == ()


def test_r10_a_deleted_wal_is_made_good_by_a_newer_backup(place: Place):
    with place.open() as store:
        fill(store, 3)
        store._database.checkpoint()
        fill(store, 3)
        store.back_up()
        crashed, cases = place.as_after_a_crash(), everything(store)
    crashed.wal.unlink()
    with crashed.open() as store:
        news = news_of(store)
        assert (news.source, news.made_at, news.lost) == ("backup", NOON, 0)
        assert everything(store) == cases


def test_r10_a_wal_that_is_missing_after_a_clean_end_is_no_loss(place: Place):
    cases = with_history(place)
    assert not place.wal.exists()
    with place.open() as store:
        assert (store.news, everything(store)) == ((), cases)


@pytest.mark.parametrize("foreign_cases", [1, 40])
def test_r10_the_wal_of_another_database_is_not_played_into_ours(place: Place, tmp_path: Path, foreign_cases: int):
    cases = with_history(place)
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    with other.open() as store:
        fill(store, foreign_cases)
        shutil.copyfile(other.wal, place.wal)
    with place.open() as store:
        assert everything(store) == cases
        assert store.check().ok
        assert all(news.lost == 0 for news in store.news)
    with place.open() as store:
        assert (store.news, everything(store)) == ((), cases)


def test_r10_a_wal_that_changes_a_row_behind_our_back_is_not_trusted(place: Place):
    """It is made from our own file, so identity and counters are right; only the row's checksum is not."""
    cases = with_history(place)
    copy = place.as_after_a_crash()
    with closing(sqlite3.connect(copy.main, isolation_level=None)) as connection:
        connection.execute("UPDATE events SET body = replace(body, 'n5', 'xx') WHERE kind = 'noted'")
        shutil.copyfile(copy.wal, place.wal)
    with place.open() as store:
        assert (news_of(store).source, news_of(store).lost) == ("file", 0)
        assert everything(store) == cases


def test_r10_after_a_crash_the_wal_of_another_database_costs_only_what_stood_in_ours(place: Place, tmp_path: Path):
    crashed, cases = crashed_with_wal(place)
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    with other.open() as store:
        fill(store, 20)
        shutil.copyfile(other.wal, crashed.wal)
    with crashed.open() as store:
        news = news_of(store)
        assert (news.source, news.cases, news.lost) == ("file", 3, 12)
        assert everything(store).items() < cases.items()
        assert news.kept_as is not None
        assert Path(f"{news.kept_as}-wal").read_bytes()


@pytest.mark.parametrize("size", [0, 1, 99, 4096, "half", "n-1"])
@pytest.mark.parametrize("marker", [True, False])
def test_r11_a_truncated_database_is_kept_and_restored_from_the_backup(place: Place, size, marker: bool):
    cases = with_history(place)
    content = place.main.read_bytes()
    cut = content[: {"half": len(content) // 2, "n-1": len(content) - 1}.get(size, size)]
    place.main.write_bytes(cut)
    if not marker:
        place.marker.unlink()
    with place.open() as store:
        news = news_of(store)
        assert (news.why, news.source, news.made_at) == ("damaged", "backup", NOON)
        assert news.kept_as == kept(place)
        assert kept(place).read_bytes() == cut
        now = everything(store)
        assert 6 <= len(now) == news.cases
        assert now.items() <= cases.items()
        assert store.check().ok
        assert store.start(opened()).number > 10 or not marker or len(now) < 10
    with place.open() as store:
        assert store.news == ()


@pytest.mark.parametrize("size", [0, 1, 99, 4096, "half", "n-1"])
def test_r11_a_truncated_database_without_a_backup_is_never_silently_empty(place: Place, size):
    cases = with_history(place, back_up=False)
    shutil.rmtree(place.backups, ignore_errors=True)
    content = place.main.read_bytes()
    place.main.write_bytes(content[: {"half": len(content) // 2, "n-1": len(content) - 1}.get(size, size)])
    with place.open() as store:
        news = news_of(store)
        assert (news.source, news.made_at) == ("nothing", None)
        assert news.lost == 40 - news.events == 40 - news.rescued
        assert everything(store).items() <= cases.items()
        assert store.check().ok


def test_r11_a_database_that_is_gone_is_restored(place: Place):
    with_history(place)
    place.main.unlink()
    with place.open() as store:
        news = news_of(store)
        assert (news.why, news.source, news.cases, news.lost, news.kept_as) == (
            "missing",
            "backup",
            6,
            16,
            None,
        )


def test_r11_a_new_machine_with_the_old_backups_begins_with_them(place: Place):
    with_history(place)
    shutil.rmtree(place.data)
    with place.open() as store:
        assert (news_of(store).source, news_of(store).lost, len(store.cases())) == ("backup", None, 6)


def test_r11_a_database_that_is_gone_without_a_backup_is_said_to_be_gone(place: Place):
    with_history(place, back_up=False)
    shutil.rmtree(place.backups, ignore_errors=True)
    place.main.unlink()
    with place.open() as store:
        assert (news_of(store).source, news_of(store).lost) == ("nothing", 40)


def test_what_happened_after_the_backup_is_read_from_the_damaged_file(place: Place):
    with place.open() as store:
        first = started(store, "early", Noted("before"))
        fill(store, 30)
        store.back_up()
        first = store.record(first.id, Noted("after the backup"))
        late = started(store, "late", Noted("new"))
        cases = everything(store)
        root = store._database.connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'cases'")
        page = root.fetchone()[0]
    content = bytearray(place.main.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = random.Random(1).randbytes(4096)
    place.main.write_bytes(content)
    with place.open() as store:
        news = news_of(store)
        assert (news.source, news.rescued, news.lost) == ("backup", 3, 0)
        assert everything(store) == cases
        assert {first.id, late.id} <= set(cases)
        assert store.check().ok


def test_of_what_happened_after_the_backup_only_whole_rows_are_read(place: Place):
    with place.open() as store:
        spoilt, whole = started(store, "spoilt", Noted("1")), started(store, "whole", Noted("2"))
        store.back_up()
        store.record(spoilt.id, Noted("to be spoilt"))
        store.record(spoilt.id, Noted("whole, but behind one that is not"))
        whole = store.record(whole.id, Noted("3"))
        store._database.connection.execute("UPDATE events SET body = replace(body, 'to be spoilt', 'x')")
        crashed = place.as_after_a_crash()
    with crashed.open() as store:
        news = news_of(store)
        assert (news.source, news.rescued, news.lost) == ("backup", 1, 2)
        assert everything(store) == {spoilt.id: spoilt, whole.id: whole}


def test_a_rescue_that_was_killed_at_its_end_is_not_done_again(place: Place, monkeypatch):
    crashed, _cases = crashed_with_wal(place)
    crashed.wal.unlink()
    copies = []
    begin = Writing.begin

    def begin_and_crash(*arguments):
        copies.append(crashed.as_after_a_crash("again"))
        return begin(*arguments)

    monkeypatch.setattr(Writing, "begin", begin_and_crash)
    with crashed.open() as store:
        rescued = everything(store)
        assert news_of(store).why == "set-back"
    monkeypatch.undo()
    with copies[0].open() as store:
        assert (store.news, everything(store)) == ((), rescued)


def test_an_older_copy_put_in_the_databases_place_is_said_to_be_older(place: Place):
    with place.open() as store:
        fill(store, 2)
    older = place.main.read_bytes()
    with place.open() as store:
        fill(store, 2)
    shutil.rmtree(place.backups)
    place.main.write_bytes(older)
    with place.open() as store:
        news = news_of(store)
        assert (news.why, news.source, news.cases, news.lost) == ("set-back", "file", 2, 8)


def test_the_store_of_another_machine_put_in_ours_place_is_opened_and_said_to_be_another(place: Place, tmp_path: Path):
    with_history(place)
    (tmp_path / "other").mkdir()
    other = Place(tmp_path / "other")
    with other.open() as store:
        fill(store, 2)
    shutil.copyfile(other.main, place.main)
    with place.open() as store:
        assert store.news == (Exchanged(cases=2, events=8),)
        assert len(store.cases()) == 2
        (ours,) = store.list_backups()
        theirs = store.back_up()  # saw fewer changes than ours, and on the same day
        assert {backup.path for backup in store.list_backups()} == {ours.path, theirs.path}
    with place.open() as store:
        assert store.news == ()


def test_r12_overwritten_bytes_are_noticed_or_harmless_at_300_places(place: Place):
    cases = with_history(place, cases=80)
    mark = Marker(place.marker).read()
    content, dice = place.main.read_bytes(), random.Random(12)
    damaged_file = place.root / "damaged.sqlite3"
    noticed = in_use = 0
    for _ in range(300):
        start = dice.randrange(len(content) - 64)
        damaged_file.write_bytes(content[:start] + dice.randbytes(64) + content[start + 64 :])
        try:
            whole = is_readable_as_ours(damaged_file, mark, CURRENT)
            whole = whole and examine(damaged_file, current=CURRENT, with_wal=False).ok
        except (NotOurs, NewerSchema):
            whole = False
        noticed += not whole
        in_use += any(content[start : start + 64])  # what is not in use was written over with zeros
        if whole:
            shutil.copyfile(damaged_file, place.main)
            assert _shown_by(place) == cases, f"damage at {start} was neither noticed nor harmless"
    LOG.info("noticed %d of 300, of which %d hit bytes in use; the others were harmless", noticed, in_use)
    assert noticed >= 0.99 * in_use > 200


def _shown_by(place: Place) -> dict[str, Case]:
    with place.open() as store:
        assert store.news == ()
        return everything(store)


def test_r12_the_program_starts_with_whatever_is_left(place: Place):
    cases = with_history(place)
    pristine, dice = place.files(), random.Random(120)
    content = pristine["data/cases.sqlite3"]
    outcomes = set()
    for _ in range(40):
        shutil.rmtree(place.root)
        for name, was in pristine.items():
            (place.root / name).parent.mkdir(parents=True, exist_ok=True)
            (place.root / name).write_bytes(was)
        start = dice.choice((dice.randrange(120), dice.randrange(len(content) - 64)))
        place.main.write_bytes(content[:start] + dice.randbytes(64) + content[start + 64 :])
        with suppress(NewerSchema), place.open() as store:
            outcomes.add(store.news[0].source if store.news else "harmless")
            assert store.check().ok
            assert sum(cases[case_id] == case for case_id, case in everything(store).items()) >= 6
    assert {"backup", "harmless"} <= outcomes


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE cases (id)")
        connection.execute("PRAGMA application_id = 77")


def no_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (id)")
        connection.execute("PRAGMA journal_mode = WAL")


FOREIGN = {
    "text": lambda path: path.write_text("shopping list\n" * 50),
    "short text": lambda path: path.write_text("milk"),
    "picture": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "other program": other_program,
    "no program": no_program,
}


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("had_ours", [True, False])
def test_r13_what_is_not_ours_is_refused_and_not_touched(place: Place, kind: str, had_ours: bool):
    if had_ours:
        with_history(place)
        place.main.unlink()
    place.data.mkdir(exist_ok=True)
    FOREIGN[kind](place.main)
    before = {name: content for name, content in place.files().items() if "lock" not in name}
    for _ in range(2):  # the refusal leaves no lock behind
        with pytest.raises(NotOurs) as caught:
            place.open()
        assert caught.value.path == place.main
    assert {name: content for name, content in place.files().items() if "lock" not in name} == before


def test_r14_a_newer_schema_is_named_and_not_touched(place: Place):
    with_history(place)
    with closing(sqlite3.connect(place.main)) as connection:
        connection.execute(f"PRAGMA user_version = {CURRENT + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = place.files()
    with pytest.raises(NewerSchema) as caught:
        place.open()
    assert (caught.value.found, caught.value.known, caught.value.path) == (CURRENT + 1, CURRENT, place.main)
    assert place.files() == before


def test_r14_a_newer_schema_that_stands_only_in_the_wal_is_not_touched(place: Place):
    with_history(place)
    with closing(sqlite3.connect(place.main, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {CURRENT + 1}")
        crashed = place.as_after_a_crash()
    before = {name: content for name, content in crashed.files().items() if not name.endswith("-shm")}
    with pytest.raises(NewerSchema):
        crashed.open()
    assert {name: content for name, content in crashed.files().items() if not name.endswith("-shm")} == before


def test_damage_while_running_is_a_fault_and_is_repaired_at_the_next_start(place: Place):
    store = place.open()
    fill(store, 30)
    store.back_up()
    cases = everything(store)
    store._database.checkpoint()
    size = place.main.stat().st_size
    with place.main.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    store._database.connection.execute("PRAGMA shrink_memory")
    with pytest.raises(Damaged):
        everything(store)
    with pytest.raises(Damaged):
        store.back_up()
    assert len(store.list_backups()) == 1
    with suppress(Damaged):
        store.close()
    with place.open() as store:
        assert news_of(store).source == "backup"
        assert everything(store) == cases
