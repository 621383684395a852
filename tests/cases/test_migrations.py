"""Every old file is brought up to date whole, with its record and a backup from before."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from orderdoctor.cases import CaseStore, Migrated, Noted, NotSaving, StepDone, export_cases
from orderdoctor.cases.database import Database, connect
from orderdoctor.cases.events import KINDS
from orderdoctor.cases.migrations import MIGRATIONS, Migration, migrate, newest, schema_of
from orderdoctor.cases.rows import EventRow

from .helpers import NOON, Place, chosen, everything, started
from .old_schemas import FROM_0, IDENTITY, TO_2, write_schema_0

GOLDEN = Path(__file__).parents[1] / "data" / "cases"
RELEASED = sorted(int(path.stem.removeprefix("schema-")) for path in GOLDEN.glob("schema-*.sqlite3"))


def put_golden(place: Place, schema: int) -> None:
    place.data.mkdir()
    shutil.copyfile(GOLDEN / f"schema-{schema}.sqlite3", place.main)


def as_json(store: CaseStore, path: Path) -> object:
    lines = sorted(store.cases(), key=lambda line: line.number)
    export_cases([store.case(line.id) for line in lines], path, "json", overwrite=True)
    return json.loads(path.read_text("utf-8"))


def rows_of(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        counts = """
            SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM cases), (SELECT count(*) FROM search)
        """
        return dict(zip(("events", "cases", "search"), connection.execute(counts).fetchone(), strict=True))


def test_r15_there_is_a_golden_file_of_every_schema():
    assert [step.to for step in MIGRATIONS] == RELEASED


def test_r15_the_golden_file_holds_every_kind_of_event():
    with closing(sqlite3.connect(GOLDEN / f"schema-{newest(MIGRATIONS)}.sqlite3")) as connection:
        assert {kind for (kind,) in connection.execute("SELECT kind FROM events")} == set(KINDS)


@pytest.mark.parametrize("migrations", [MIGRATIONS, TO_2])
@pytest.mark.parametrize("schema", RELEASED)
def test_r15_a_file_of_every_released_schema_is_read_as_it_was_written(place: Place, schema: int, migrations):
    put_golden(place, schema)
    before = rows_of(place.main)
    with place.open(migrations=migrations) as store:
        assert as_json(store, place.root / "now.json") == json.loads((GOLDEN / f"schema-{schema}.json").read_text())
        assert store.check().ok
        assert schema_of(store._database.connection) == newest(migrations)
        if schema == newest(migrations):
            assert store.news == ()
        else:
            (news,) = store.news
            assert isinstance(news, Migrated)
            assert (news.found, news.now) == (schema, newest(migrations))
            assert rows_of(news.backup) == before
    assert rows_of(place.main) == before


def old_history(place: Place) -> dict[str, object]:
    """Write a database of schema 0 and return the cases that it holds."""
    (place.root / "new").mkdir()
    new = Place(place.root / "new", place.clock)
    with new.open() as store:
        for text in ("a", "库存", "đ"):
            started(store, text, chosen(), StepDone("add/step-1"), Noted("x"))
        cases = everything(store)
        query = "SELECT seq, case_id, n, kind, at, body, checksum FROM events ORDER BY seq"
        rows = [EventRow(*row) for row in store._database.connection.execute(query)]
    shutil.rmtree(new.root)
    place.data.mkdir()
    write_schema_0(place.main, rows)
    return dict(cases)


def test_r15_a_file_older_than_any_released_one_is_migrated_with_all_its_rows_and_a_backup(place: Place):
    cases = old_history(place)
    with place.open(migrations=FROM_0) as store:
        (news,) = store.news
        assert isinstance(news, Migrated)
        assert (news.found, news.now) == (0, 1)
        assert everything(store) == cases
        assert store.check().ok
        (backup,) = store.list_backups()
        assert (backup.path, backup.kind, backup.cases) == (news.backup, "migration", 3)
        record = store._database.connection.execute("SELECT version, at FROM migrations ORDER BY version")
        assert record.fetchall() == [(1, "2026-03-04T12:00:00.000000+00:00")]
    with place.open() as store:
        assert (store.news, everything(store)) == ((), cases)


def test_r15_a_backup_of_an_older_schema_can_be_restored(place: Place):
    cases = old_history(place)
    with place.open(migrations=FROM_0) as store:
        (backup,) = store.list_backups()
        started(store, "new", Noted("y"))
        store.restore(backup)
        assert everything(store) == cases
        assert store.check().ok


def test_x8_a_backup_of_an_older_schema_loses_deleted_cases_too(place: Place):
    gone, *left = old_history(place)
    with place.open(migrations=FROM_0) as store:
        (backup,) = store.list_backups()
        assert gone.encode() in backup.path.read_bytes()
        store.delete([gone])
        assert store.purge_deleted().may_remain == ()
        assert gone.encode() not in backup.path.read_bytes()
        store.restore(store.list_backups()[-1])
        assert set(everything(store)) == set(left)
        assert store.check().ok


@pytest.mark.parametrize(("schema", "migrations"), [(0, FROM_0), (1, TO_2)])
def test_r3_killed_before_any_statement_of_a_migration_old_or_new_is_whole(
    place: Place, monkeypatch, schema, migrations
):
    """A copy of the files before each statement is what a kill at that moment leaves."""
    if schema:
        put_golden(place, schema)
        with place.open() as store:
            cases = everything(store)
    else:
        cases = old_history(place)
    copies: list[Place] = []

    def watched(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_trace_callback(lambda _sql: copies.append(place.as_after_a_crash(str(len(copies)))))
        return connection

    monkeypatch.setattr("orderdoctor.cases.opening.connect", watched)
    with place.open(migrations=migrations) as store:
        store._database.connection.set_trace_callback(None)
    monkeypatch.undo()

    found = []
    for copy in copies:
        with closing(connect(copy.main)) as connection:
            found.append(schema_of(connection))
        if found[-1] == schema and any(copy.backups.glob("*migration.sqlite3")):
            assert rows_or_log(copy) == len(cases)
        if found[-1] > schema:
            assert any(copy.backups.glob("*migration.sqlite3"))
        with copy.open(migrations=migrations) as store:
            assert store.writable
            assert everything(store) == cases
            assert store.check().ok
            assert schema_of(store._database.connection) == newest(migrations)
    assert set(found) == {schema, schema + 1}
    assert len(copies) >= 8


def rows_or_log(place: Place) -> int:
    """Return how many cases an old file holds, in the file and in the backup alike."""
    counts = set()
    for path in (place.main, *place.backups.glob("*migration.sqlite3")):
        with closing(sqlite3.connect(path)) as connection:
            old = "SELECT count(DISTINCT case_id) FROM log"
            query = old if schema_of(connection) == 0 else old.replace("log", "events")
            counts.add(connection.execute(query).fetchone()[0])
    (count,) = counts
    return count


def test_r3_a_step_that_fails_leaves_the_schema_before_it(tmp_path: Path):
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise KeyboardInterrupt

    with closing(connect(tmp_path / "x.sqlite3")) as connection:
        migrate(connection, MIGRATIONS, NOON)
        with pytest.raises(KeyboardInterrupt):
            migrate(connection, (*MIGRATIONS, Migration(2, half)), NOON)
        assert schema_of(connection) == 1
        assert not connection.in_transaction
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert "half" not in names


def test_without_room_for_the_backup_nothing_is_migrated(place: Place):
    put_golden(place, 1)
    place.backups.write_text("a file where the folder should be")
    before = place.main.read_bytes()
    with place.open(migrations=TO_2) as store:
        (news,) = store.news
        assert isinstance(news, NotSaving)
        assert len(store.cases()) == 3
    assert place.main.read_bytes() == before


def test_steps_happen_in_their_order_and_only_once(tmp_path: Path):
    done: list[int] = []

    def step(number: int) -> Migration:
        return Migration(number, lambda _connection: done.append(number))

    steps = (step(3), *MIGRATIONS, step(2))
    with closing(connect(tmp_path / "x.sqlite3")) as connection:
        migrate(connection, steps, NOON)
        migrate(connection, steps, NOON)
        Database(connection, tmp_path, str).found(IDENTITY)
        assert (done, schema_of(connection)) == ([2, 3], 3)
