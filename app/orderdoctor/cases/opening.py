"""Opening the cases: take the lock, look at what is there, make the best of it, and say what happened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from orderdoctor.cases.backup import BackupFolder
from orderdoctor.cases.check import Depth, Finding, examine, is_readable_as_ours
from orderdoctor.cases.database import Database, connect
from orderdoctor.cases.errors import (
    Damaged,
    NewerSchema,
    SaveFailed,
    fault_of_os_error,
    fault_of_sqlite_error,
)
from orderdoctor.cases.files import PART, WAL, beside, content_size, replacing
from orderdoctor.cases.in_memory import copied
from orderdoctor.cases.lock import FolderInUse, FolderLock
from orderdoctor.cases.marker import Mark, Marker
from orderdoctor.cases.migrations import Migration, migrate, newest, schema_of
from orderdoctor.cases.news import Exchanged, Migrated, NotSaving, OpeningNews, Reason, Recovered
from orderdoctor.cases.recovery import Rescue, create
from orderdoctor.cases.search import Fold
from orderdoctor.cases.writing import Writing

DATABASE: Final = "cases.sqlite3"
LOCK: Final = "cases.lock"
MARKER: Final = "cases.marker"
LARGE: Final = 64_000_000


@dataclass(frozen=True, slots=True)
class Ready:
    """An open database; without `writing` it is a copy in memory, and nothing that happens to it stays."""

    database: Database
    writing: Writing | None
    news: tuple[OpeningNews, ...]


@dataclass
class Opening:
    """One try to open the cases in a folder."""

    folder: Path
    backups: BackupFolder
    clock: Callable[[], datetime]
    fold: Fold
    migrations: Sequence[Migration]
    news: list[OpeningNews] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Name the files."""
        self.main = self.folder / DATABASE
        self.marker = Marker(self.folder / MARKER)
        self.current = newest(self.migrations)

    def run(self) -> Ready:
        """Open for writing if that can be, else in memory. Raises NotOurs and NewerSchema."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FolderLock(self.folder / LOCK, self.clock())
        except FolderInUse as use:
            why: Reason = "other-host" if use.holder and use.holder.is_other_host else "other-copy"
            return self._in_memory(NotSaving(why, self.folder, use.holder))
        except OSError as error:
            return self._in_memory(_not_saving(fault_of_os_error(error, self.folder)))
        try:
            return self._for_writing(lock)
        except BaseException as error:
            lock.release()
            fault = self._fault_of(error)
            if fault is None:
                raise
        return self._in_memory(_not_saving(fault))

    def _fault_of(self, error: BaseException) -> SaveFailed | Damaged | None:
        if isinstance(error, SaveFailed | Damaged):
            return error
        if isinstance(error, OSError):
            return fault_of_os_error(error, self.main)
        return fault_of_sqlite_error(error, self.main) if isinstance(error, sqlite3.Error) else None

    def _for_writing(self, lock: FolderLock) -> Ready:
        self._clean_up()
        mark = self.marker.read()
        self._make_whole(mark)
        with self.main.open("r+b"):  # a file that can't be written is a fault now, not at the first tick
            pass
        database = Database(connect(self.main), self.main, self.fold)
        try:
            self._migrate(database)
            database.connection.execute("PRAGMA journal_mode = WAL").fetchall()
            database.refold()
            database.index()
            writing = Writing.begin(self.main, lock, self.marker, database.ledger())
        except BaseException:
            database.close()
            raise
        return Ready(database, writing, tuple(self.news))

    def _clean_up(self) -> None:
        for left in self.folder.glob(f"cases.*{PART}*"):
            left.unlink(missing_ok=True)
        with suppress(OSError):
            self.backups.clean_up()

    def _make_whole(self, mark: Mark | None) -> None:
        rescue = self._rescue(mark)
        if not self.main.exists():
            if mark or self.backups.backups():
                self.news.append(rescue.run("missing"))
                return
            with replacing(self.main) as part:
                create(part, None, self.fold, self.migrations, self.clock())
        elif not is_readable_as_ours(self.main, mark, self.current):
            self.news.append(rescue.run("damaged"))
        else:
            self.news.extend(self._judged(self._examined(mark), mark, rescue))

    def _rescue(self, mark: Mark | None) -> Rescue:
        return Rescue(self.main, self.backups, mark, self.clock(), self.fold, self.migrations)

    def _examined(self, mark: Mark | None) -> Finding:
        """Look into the file, but not far if nobody can have touched it since a clean end.

        The rows of a very large one are not read after an unclean end, unless something was found damaged:
        every backup reads them.
        """
        stat = self.main.stat()
        depth: Depth = "rows"
        if mark and mark.trusted:
            wal = content_size(beside(self.main, WAL))
            if (mark.size, mark.mtime_ns) == (stat.st_size, stat.st_mtime_ns) and not wal:
                depth = "ledger"
            elif stat.st_size > LARGE:
                depth = "structure"
        return examine(self.main, current=self.current, depth=depth)

    def _judged(self, finding: Finding, mark: Mark | None, rescue: Rescue) -> list[Recovered | Exchanged]:
        if finding.schema is not None and finding.schema > self.current:
            raise NewerSchema(self.main, finding.schema, self.current)
        ledger = finding.ledger
        if not finding.ok or ledger is None:
            return [rescue.run("damaged")]
        if mark is None:
            return []
        if ledger.identity == mark.identity:
            return [rescue.run("set-back")] if ledger.generation < mark.generation else []
        alone = examine(self.main, current=self.current, with_wal=False)
        if alone.ok and alone.ledger and alone.ledger.identity == mark.identity:
            return [rescue.run("damaged")]  # the -wal is of another store
        return [Exchanged(ledger.cases, ledger.events)]

    def _migrate(self, database: Database) -> None:
        found = schema_of(database.connection)
        if found >= self.current:
            return
        backup = self.backups.make(database.connection, self.clock(), "migration")
        migrate(database.connection, self.migrations, self.clock())
        self.news.append(Migrated(found, self.current, backup.path))

    def _in_memory(self, not_saving: NotSaving) -> Ready:
        database, recovered = copied(self._rescue(self.marker.read()))
        return Ready(database, None, (not_saving, *recovered))


def _not_saving(fault: SaveFailed | Damaged) -> NotSaving:
    why = fault.cause if isinstance(fault, SaveFailed) else "other"
    return NotSaving(why, fault.path, detail=fault.detail)
