"""Schemas that never were: an older one and a newer one, to prove that the machinery of migrations works."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from orderdoctor.cases.database import Database
from orderdoctor.cases.migrations import APPLICATION_ID, MIGRATIONS, Migration
from orderdoctor.cases.rows import EventRow, Ledger
from orderdoctor.cases.search import default_fold

IDENTITY = "0" * 32


def write_schema_0(path: Path, rows: list[EventRow]) -> None:
    """Write a database as a program before the first release might have: events only, no checksums."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            """
            CREATE TABLE ledger (
                identity, generation, last_seq, last_number, cases, events, folding, checksum)
            """
        )
        ledger = Ledger(IDENTITY, 1, rows[-1].seq, 0, len({row.case_id for row in rows}), len(rows), "")
        connection.execute("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?)", ledger.values())
        connection.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, case_id, kind, at, body)")
        for row in rows:
            connection.execute(
                "INSERT INTO log VALUES (?, ?, ?, ?, ?)", (row.seq, row.case_id, row.kind, row.at, row.body)
            )


def schema_0_to_1(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE ledger RENAME TO ledger_of_old")
    MIGRATIONS[0].run(connection)
    log = connection.execute("SELECT seq, case_id, kind, at, body FROM log ORDER BY seq").fetchall()
    database = Database(connection, Path(), default_fold)
    database.found(connection.execute("SELECT identity FROM ledger_of_old").fetchone()[0])
    for case_id in dict.fromkeys(row[1] for row in log):
        rows = [row for row in log if row[1] == case_id]
        events = [
            EventRow(seq, case_id, n, kind, at, body, b"").recorded()
            for n, (seq, case_id, kind, at, body) in enumerate(rows, start=1)
        ]
        database.adopt([EventRow.of(event, case_id, n, IDENTITY) for n, event in enumerate(events, 1)], None)
    connection.execute("DROP TABLE ledger_of_old")
    connection.execute("DROP TABLE log")


def schema_1_to_2(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE tags (number INTEGER, tag TEXT NOT NULL) STRICT")
    connection.execute("INSERT INTO tags SELECT number, 'old' FROM cases")
    connection.execute("CREATE INDEX tags_by_number ON tags (number)")


FROM_0 = (Migration(1, schema_0_to_1),)
TO_2 = (*MIGRATIONS, Migration(2, schema_1_to_2))
