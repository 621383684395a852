"""Making the best of what is left: the newest whole copy, and whatever the damaged file has beyond it."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from orderdoctor.cases.backup import BackupFolder, copy_database
from orderdoctor.cases.check import examine
from orderdoctor.cases.database import Database, connect, connect_read_only
from orderdoctor.cases.errors import Damaged
from orderdoctor.cases.files import SHM, WAL, beside, content_size, drop_wal, keep_aside, replacing, sync
from orderdoctor.cases.marker import Mark
from orderdoctor.cases.migrations import APPLICATION_ID, Migration, migrate, newest
from orderdoctor.cases.news import Recovered
from orderdoctor.cases.rows import EventRow, Ledger
from orderdoctor.cases.search import Fold


@dataclass(frozen=True, slots=True)
class Base:
    """A whole copy to start from."""

    source: Literal["backup", "file"]
    path: Path
    with_wal: bool
    made_at: datetime | None
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Rescue:
    """What a rescue needs to know; `mark` is what the database last held, if that is known."""

    main: Path
    backups: BackupFolder
    mark: Mark | None
    now: datetime
    fold: Fold
    migrations: Sequence[Migration]

    def run(self, why: Literal["damaged", "missing", "set-back"]) -> Recovered:
        """Put the best that can be had in the main file's place; the file as it was is kept beside it.

        Raises OSError and sqlite3.Error (a full disk, say): then everything is as it was.
        """
        kept_as = keep_aside(self.main, self.now) if self.main.exists() else None
        base = self.best_base()
        with replacing(self.main) as part:
            rescued = self._build(part, base, kept_as)
            if not examine(part, current=newest(self.migrations)).ok:
                part.unlink()
                rescued = self._build(part, base, None)
            ledger = examine(part, current=newest(self.migrations), depth="ledger").ledger
            sync(part)
            drop_wal(self.main)
        if ledger is None:
            raise Damaged(self.main, kept_as)
        return self.news(why, base, ledger, rescued, kept_as)

    def news(
        self,
        why: Literal["damaged", "missing", "set-back"],
        base: Base | None,
        ledger: Ledger,
        rescued: int = 0,
        kept_as: Path | None = None,
    ) -> Recovered:
        """Return what to tell the user."""
        return Recovered(
            why=why,
            source=base.source if base else "nothing",
            made_at=base.made_at if base else None,
            cases=ledger.cases,
            events=ledger.events,
            rescued=rescued,
            lost=max(0, self.mark.events - ledger.events) if self.mark else None,
            kept_as=kept_as,
        )

    def best_base(self) -> Base | None:
        """Return the whole copy that saw most changes: the file, the file without its -wal, or a backup."""
        bases = [*self._files(), *self._newest_whole_backup()]
        return max(bases, key=lambda base: base.ledger.generation, default=None)

    def _files(self) -> list[Base]:
        if not self.main.exists():
            return []
        found = [
            (with_wal, examine(self.main, current=newest(self.migrations), with_wal=with_wal))
            for with_wal in (True, False)
        ]
        return [
            Base("file", self.main, with_wal, None, finding.ledger)
            for with_wal, finding in found
            if finding.ok and finding.ledger and self._is_this_store(finding.ledger)
        ]

    def _newest_whole_backup(self) -> list[Base]:
        own = self.backups.of_store(self.mark.identity) if self.mark else []
        for backup in own or self.backups.backups():
            finding = examine(backup.path, current=newest(self.migrations), with_wal=False)
            if finding.ok and finding.ledger and (finding.schema or 0) <= newest(self.migrations):
                return [Base("backup", backup.path, False, backup.made_at, finding.ledger)]
        return []

    def _is_this_store(self, ledger: Ledger) -> bool:
        return self.mark is None or ledger.identity == self.mark.identity

    def _build(self, part: Path, base: Base | None, damaged: Path | None) -> int:
        """Write the new file and return how many events it has from the damaged one."""
        if base is None:
            create(part, self.mark.identity if self.mark else None, self.fold, self.migrations, self.now)
        else:
            with closing(connect_read_only(base.path, with_wal=base.with_wal)) as source:
                copy_database(source, part)
        with closing(Database(connect(part), self.main, self.fold)) as database:
            migrate(database.connection, self.migrations, self.now)
            with database.transaction():
                rescued = adopt_newer(database, damaged, self.fold) if damaged else 0
                database.leap(self.mark.generation if self.mark else 0, 0, 0)
        return rescued


def create(path: Path, identity: str | None, fold: Fold, migrations: Sequence[Migration], now: datetime) -> None:
    """Write a new, empty database."""
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
        migrate(connection, migrations, now)
        Database(connection, path, fold).found(identity or uuid.uuid4().hex)


def adopt_newer(database: Database, damaged: Path, fold: Fold) -> int:
    """Take over the events of a damaged file that are whole and go on where this database ends."""
    try:
        connection = connect_read_only(damaged, with_wal=content_size(beside(damaged, WAL)) > 0)
        with closing(Database(connection, damaged, fold)) as source:
            return _adopt(database, source)
    except sqlite3.DatabaseError:
        return 0
    finally:
        beside(damaged, SHM).unlink(missing_ok=True)


def _adopt(database: Database, source: Database) -> int:
    ledger = database.ledger()
    hidden = set(database.hidden())
    runs: dict[str, list[EventRow]] = {}
    for row in source.events_after(ledger.last_seq):
        run = runs.setdefault(row.case_id, [])
        expected = database.events_of(row.case_id) + len(run) + 1
        if row.case_id not in hidden and row.n == expected and row.fits(ledger.identity):
            run.append(row)
    adopted = [run for run in runs.values() if run]
    for run in sorted(adopted, key=lambda run: run[0].seq):
        database.adopt(run, source.number_of(run[0].case_id))
    return sum(map(len, adopted))
