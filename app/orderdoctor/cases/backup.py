"""Backups: whole, checked copies of the database in a folder of their own."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, cast

from orderdoctor.cases.check import examine
from orderdoctor.cases.database import Database, connect, connect_read_only, read_ledger
from orderdoctor.cases.errors import Damaged, SaveFailed, fault_of_os_error, fault_of_sqlite_error
from orderdoctor.cases.files import PART, replacing
from orderdoctor.cases.migrations import Migration, migrate, newest, schema_of
from orderdoctor.cases.rows import Ledger
from orderdoctor.cases.search import default_fold
from orderdoctor.cases.thinning import BackupKind, kept, newest_first
from orderdoctor.cases.times import from_stamp, stamp

EVERY: Final = timedelta(minutes=30)
_NAME: Final = re.compile(r"cases-(\d{8}T\d{6}Z)-(\d{10})-(regular|migration|restore)\.sqlite3")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the folder; generation tells which one is newer, whatever the clock said.

    kind        "regular", "migration" (made before one) or "restore" (made before one)
    """

    path: Path
    made_at: datetime
    cases: int
    events: int
    generation: int
    kind: BackupKind
    identity: str


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup was restored; the cases as they were before are kept as a backup themselves."""

    previous_kept_as: Path


class BackupFolder:
    """The backups of one store of cases."""

    def __init__(self, folder: Path, migrations: Sequence[Migration]) -> None:
        self.folder = folder
        self.migrations = migrations

    def backups(self) -> list[Backup]:
        """Return the backups, the newest first; what can't be read is passed over."""
        return newest_first(backup for path in self._files() if (backup := _described(path)))

    def make(
        self,
        source: sqlite3.Connection,
        now: datetime,
        kind: BackupKind,
        guard: AbstractContextManager[object] | None = None,
    ) -> Backup:
        """Copy the database as it is, check the copy, and only then put it among the backups.

        The guard is held while the source is copied, but not while the copy is checked, which takes longer.
        Raises SaveFailed, and Damaged if the copy (and so the source) is not whole.
        """
        path = self.folder / f"cases-{stamp(now)}-{_generation(source):010d}-{kind}.sqlite3"
        with self._faults(path):
            self.folder.mkdir(parents=True, exist_ok=True)
            with replacing(path) as part:
                with guard or nullcontext():
                    copy_database(source, part)
                finding = examine(part, current=newest(self.migrations))
                if not finding.ok:
                    raise Damaged(path, detail=str(finding.problems[0]))
            made = _described(path)
        if made is None:
            raise Damaged(path, detail="unreadable")
        return made

    def of_store(self, identity: str) -> list[Backup]:
        """Return the backups of one store, the newest first: the folder may hold those of others too."""
        return [backup for backup in self.backups() if backup.identity == identity]

    def is_due(self, ledger: Ledger, now: datetime) -> bool:
        """Tell whether there are changes and the last backup is old enough, or from the future."""
        last = next(iter(self.of_store(ledger.identity)), None)
        if last is None:
            return ledger.generation > 0
        return last.generation != ledger.generation and not timedelta(0) <= now - last.made_at < EVERY

    def thin(self, identity: str) -> None:
        """Remove the backups of one store that the plan no longer keeps. Raises SaveFailed."""
        found = self.of_store(identity)
        staying = {backup.path for backup in kept(found)}
        with self._faults(self.folder):
            for backup in found:
                if backup.path not in staying:
                    backup.path.unlink(missing_ok=True)

    def clean_up(self) -> None:
        """Remove what a process that was killed left half made. Raises OSError."""
        for left in self.folder.glob(f"cases-*{PART}*"):
            left.unlink(missing_ok=True)

    def erase(self, case_ids: Sequence[str], now: datetime) -> tuple[Path, ...]:
        """Take the cases out of every backup; return the backups that they may still be in.

        A backup that can't be rewritten because it is damaged is of no use to anyone: it is removed.
        """
        unreached = []
        for path in self._files():
            try:
                with self._faults(path):
                    self._erase_in(path, case_ids, now)
            except Damaged:
                path.unlink(missing_ok=True)
            except SaveFailed:
                unreached.append(path)
        return tuple(unreached)

    def _erase_in(self, path: Path, case_ids: Sequence[str], now: datetime) -> None:
        known = newest(self.migrations)
        with closing(connect_read_only(path, with_wal=False)) as connection:
            schema = schema_of(connection)
            if schema == known and not Database(connection, path, default_fold).holds(case_ids):
                return
        if schema > known:
            raise SaveFailed(path, "other", f"schema {schema}")
        with replacing(path) as part:
            shutil.copyfile(path, part)
            with closing(connect(part)) as connection:
                connection.execute("PRAGMA journal_mode = OFF")  # if it fails, the copy is thrown away
                migrate(connection, self.migrations, now)
                database = Database(connection, path, default_fold)
                with database.transaction():
                    database.erase(case_ids)
                database.compact()

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if _NAME.fullmatch(path.name))

    @contextmanager
    def _faults(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise fault_of_os_error(error, path) from error
        except sqlite3.Error as error:
            fault = fault_of_sqlite_error(error, path)
            if fault is None:
                raise
            raise fault from error


def copy_database(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database, what stands in its -wal included, into one new file."""
    with closing(connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _generation(connection: sqlite3.Connection) -> int:
    ledger = read_ledger(connection)
    return ledger.generation if ledger else 0


def _described(path: Path) -> Backup | None:
    parts = _NAME.fullmatch(path.name)
    if parts is None:
        return None
    try:
        with closing(connect_read_only(path, with_wal=False)) as connection:
            schema_of(connection)
            ledger = read_ledger(connection)
    except (sqlite3.Error, TypeError, ValueError):
        return None
    if ledger is None:
        return None
    return Backup(
        path=path,
        made_at=from_stamp(parts[1]),
        cases=ledger.cases,
        events=ledger.events,
        generation=int(parts[2]),
        kind=cast(BackupKind, parts[3]),
        identity=ledger.identity,
    )
