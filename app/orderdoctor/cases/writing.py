"""The right to write in a folder: held from opening to closing, and noted after every change."""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from orderdoctor.cases.database import Database
from orderdoctor.cases.errors import Damaged, SaveFailed
from orderdoctor.cases.lock import FolderLock
from orderdoctor.cases.marker import Mark, Marker
from orderdoctor.cases.rows import Ledger


@dataclass(slots=True)
class Writing:
    """What goes with a database that we may write: the lock, the marker, and which file it was."""

    main: Path
    lock: FolderLock
    marker: Marker
    file: tuple[int, int]
    trusted: bool = True

    @classmethod
    def begin(cls, main: Path, lock: FolderLock, marker: Marker, ledger: Ledger) -> Writing:
        """Mark the database as in use. Raises OSError."""
        marker.write(mark_of(ledger))
        return cls(main, lock, marker, file_identity(main))

    def ensure_in_place(self) -> None:
        """Raise SaveFailed if the file was moved or replaced: what we write would be lost."""
        if not self._is_in_place():
            raise SaveFailed(self.main, "other", "moved")

    def note(self, ledger: Ledger, now: datetime) -> None:
        """Note what was saved. If that fails nothing is lost: a mark may lag behind."""
        with suppress(OSError):
            self.marker.write(mark_of(ledger, trusted=self.trusted))
        self.lock.renew(now)

    def distrust(self) -> None:
        """Remember that something was found damaged: the next start will read every row."""
        self.trusted = False

    def end(self, database: Database) -> None:
        """Leave everything in one file, marked as cleanly closed, and give the folder free."""
        with ExitStack() as ending:
            ending.callback(self.lock.release)
            ledger = None
            with suppress(sqlite3.Error, Damaged):
                database.checkpoint()
                ledger = database.ledger()
            database.close()
            with suppress(OSError):
                if ledger and self._is_in_place():
                    self.marker.write(mark_of(ledger, self.main.stat(), trusted=self.trusted))

    def _is_in_place(self) -> bool:
        with suppress(OSError):
            return file_identity(self.main) == self.file
        return False


def file_identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from another one that takes its name. Raises OSError."""
    stat = path.stat()
    return stat.st_dev, stat.st_ino


def mark_of(ledger: Ledger, stat: os.stat_result | None = None, *, trusted: bool = True) -> Mark:
    """Return the mark of a database; `stat` is its file's at a clean end."""
    return Mark(
        identity=ledger.identity,
        generation=ledger.generation,
        cases=ledger.cases,
        events=ledger.events,
        size=stat.st_size if stat else 0,
        mtime_ns=stat.st_mtime_ns if stat else 0,
        trusted=trusted,
    )
