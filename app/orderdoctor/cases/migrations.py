"""The schemas of the database: numbered steps, each in a transaction together with its record.

A released step is never changed; a new one gets the next number and a golden file in tests/data/cases.
In every schema the table `ledger` can be read as it stands in schema 1.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orderdoctor.cases.times import to_text

APPLICATION_ID: Final = 0x4F44_4331  # "ODC1"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: `run` turns schema `to` - 1 into schema `to`; the transaction is not its business."""

    to: int
    run: Callable[[sqlite3.Connection], None]


def schema_of(connection: sqlite3.Connection) -> int:
    """Return the number of the schema that the database has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def newest(migrations: Sequence[Migration]) -> int:
    """Return the newest schema that these steps lead to."""
    return max(step.to for step in migrations)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration], now: datetime) -> None:
    """Bring the database to the newest schema: each step happens whole, with its record, or not at all."""
    for step in sorted(migrations, key=lambda step: step.to):
        if step.to <= schema_of(connection):
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            step.run(connection)
            connection.execute("INSERT INTO migrations (version, at) VALUES (?, ?)", (step.to, to_text(now)))
            connection.execute(f"PRAGMA user_version = {step.to:d}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _create(connection: sqlite3.Connection) -> None:
    for statement in _SCHEMA_1:
        connection.execute(statement)


_SCHEMA_1: Final = (
    "CREATE TABLE migrations (version INTEGER PRIMARY KEY, at TEXT NOT NULL) STRICT",
    # What there should be: one row that every change rewrites.
    """
    CREATE TABLE ledger (
        only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
        identity TEXT NOT NULL,
        generation INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        last_number INTEGER NOT NULL,
        cases INTEGER NOT NULL,
        events INTEGER NOT NULL,
        folding TEXT NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT
    """,
    # What happened: n counts the events of one case, seq those of all.
    """
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY,
        case_id TEXT NOT NULL,
        n INTEGER NOT NULL,
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL,
        checksum BLOB NOT NULL,
        UNIQUE (case_id, n)
    ) STRICT
    """,
    # What it comes to: made from the events, but for number and deletion.
    """
    CREATE TABLE cases (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        events INTEGER NOT NULL,
        changed_seq INTEGER NOT NULL,
        deletion TEXT,
        opened_at TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        own_title TEXT NOT NULL,
        reason_title TEXT NOT NULL,
        excerpt TEXT NOT NULL,
        language TEXT NOT NULL,
        system TEXT,
        verdict TEXT NOT NULL,
        reason TEXT,
        solution TEXT,
        state TEXT NOT NULL,
        waiting_until TEXT,
        outcome TEXT,
        steps_done INTEGER NOT NULL,
        steps_total INTEGER NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX cases_in_order ON cases (deletion, state, waiting_until, changed_seq)",
    # What it can be found by: words is a digest of the unfolded words.
    """
    CREATE TABLE search (
        number INTEGER PRIMARY KEY,
        words BLOB NOT NULL,
        folded TEXT NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT
    """,
)

MIGRATIONS: Final = (Migration(1, _create),)
