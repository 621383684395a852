"""Restoring a backup into the open database: in one transaction, after the present cases are backed up."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from orderdoctor.cases.backup import Backup, BackupFolder, Restored, copy_database
from orderdoctor.cases.check import examine
from orderdoctor.cases.database import Database, connect, connect_read_only
from orderdoctor.cases.errors import (
    Damaged,
    RestoreCause,
    RestoreFailed,
    SaveFailed,
    fault_of_os_error,
    fault_of_sqlite_error,
)
from orderdoctor.cases.files import PART, beside, keep_aside
from orderdoctor.cases.migrations import migrate, newest

_PREPARED: Final = ".restore" + PART


@dataclass(frozen=True, slots=True)
class Restoring:
    """One restore."""

    database: Database
    backups: BackupFolder
    now: datetime

    def run(self, backup: Backup) -> Restored:
        """Make the backup the present state. Raises RestoreFailed, and then nothing has changed."""
        self._ensure_whole(backup)
        prepared = beside(self.database.path, _PREPARED)
        try:
            previous = self._keep_present()
            self._prepare(backup, prepared)
            with closing(connect_read_only(prepared, with_wal=False)) as source:
                source.backup(self.database.connection)
            self.database.checkpoint()
        except SaveFailed as fault:
            raise _failed(backup, fault) from fault
        except OSError as error:
            raise _failed(backup, fault_of_os_error(error, backup.path)) from error
        except sqlite3.Error as error:
            fault_of_world = fault_of_sqlite_error(error, self.database.path)
            if fault_of_world is None:
                raise
            raise _failed(backup, fault_of_world) from error
        finally:
            prepared.unlink(missing_ok=True)
        return Restored(previous)

    def _ensure_whole(self, backup: Backup) -> None:
        if not backup.path.exists():
            raise RestoreFailed(backup.path, "missing")
        finding = examine(backup.path, current=newest(self.backups.migrations), with_wal=False)
        if finding.schema is not None and finding.schema > newest(self.backups.migrations):
            raise RestoreFailed(backup.path, "newer", str(finding.schema))
        if not finding.ok:
            raise RestoreFailed(backup.path, "damaged", str(finding.problems[0]))

    def _keep_present(self) -> Path:
        try:
            return self.backups.make(self.database.connection, self.now, "restore").path
        except Damaged:
            self.database.checkpoint()
            return keep_aside(self.database.path, self.now)

    def _prepare(self, backup: Backup, prepared: Path) -> None:
        """Write a copy that counts on from where the present database is."""
        present = self.database.ledger()
        prepared.unlink(missing_ok=True)
        with closing(connect_read_only(backup.path, with_wal=False)) as source:
            copy_database(source, prepared)
        with closing(Database(connect(prepared), prepared, self.database.fold)) as copy:
            migrate(copy.connection, self.backups.migrations, self.now)
            copy.refold()
            with copy.transaction():
                copy.leap(present.generation, present.last_seq, present.last_number)


def _failed(backup: Backup, fault: SaveFailed | Damaged) -> RestoreFailed:
    cause: RestoreCause = fault.cause if isinstance(fault, SaveFailed) else "damaged"
    return RestoreFailed(backup.path, cause, fault.detail)
