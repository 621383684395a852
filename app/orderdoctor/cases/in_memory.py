"""The cases as a copy in memory: for a folder that can't be written, or that somebody else is writing to."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from orderdoctor.cases.check import is_readable_as_ours
from orderdoctor.cases.database import Database, connect, connect_read_only, read_ledger
from orderdoctor.cases.errors import NewerSchema
from orderdoctor.cases.files import WAL, beside, content_size
from orderdoctor.cases.migrations import MIGRATIONS, migrate, newest, schema_of
from orderdoctor.cases.news import Recovered
from orderdoctor.cases.recovery import Rescue
from orderdoctor.cases.search import Fold

_IDENTITY = "memory"


def empty(fold: Fold, now: datetime) -> Database:
    """Return a new store in memory."""
    database = Database(connect(None), Path(), fold)
    migrate(database.connection, MIGRATIONS, now)
    database.found(_IDENTITY)
    database.index()
    return database


def copied(rescue: Rescue) -> tuple[Database, tuple[Recovered, ...]]:
    """Return a copy in memory of what there is: the file, else the newest whole backup, else nothing.

    Nothing on the disk is changed. Raises NotOurs and NewerSchema.
    """
    database = Database(connect(None), rescue.main, rescue.fold)
    try:
        return database, _fill(database, rescue)
    except BaseException:
        database.close()
        raise


def _fill(database: Database, rescue: Rescue) -> tuple[Recovered, ...]:
    if _copy_file(database.connection, rescue):
        _bring_up_to_date(database, rescue)
        return ()
    base = rescue.best_base()
    if base is None:
        migrate(database.connection, rescue.migrations, rescue.now)
        database.found(_IDENTITY)
        return ()
    with closing(connect_read_only(base.path, with_wal=base.with_wal)) as source:
        source.backup(database.connection)
    _bring_up_to_date(database, rescue)
    return (rescue.news("damaged", base, database.ledger()),)


def _bring_up_to_date(database: Database, rescue: Rescue) -> None:
    migrate(database.connection, rescue.migrations, rescue.now)
    database.refold()
    database.index()


def _copy_file(target: sqlite3.Connection, rescue: Rescue) -> bool:
    """Copy the main file with its -wal; return False if there is none or it can't be trusted."""
    known = newest(rescue.migrations)
    try:
        if not is_readable_as_ours(rescue.main, rescue.mark, known):
            return False
        _copy(rescue.main, target)
        found = schema_of(target)
        if found > known:
            raise NewerSchema(rescue.main, found, known)
        return read_ledger(target) is not None
    except (sqlite3.Error, OSError):
        return False


def _copy(main: Path, target: sqlite3.Connection) -> None:
    try:
        with closing(connect_read_only(main)) as source:
            source.backup(target)
    except sqlite3.OperationalError:  # without rights SQLite can't make the -shm that goes with a -wal
        if not content_size(beside(main, WAL)):
            with closing(connect_read_only(main, with_wal=False)) as source:
                source.backup(target)
            return
        import tempfile  # slow to import, and hardly ever needed

        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copyfile(main, Path(folder) / main.name)
            shutil.copyfile(beside(main, WAL), beside(copy, WAL))
            with closing(connect(copy)) as source:
                source.backup(target)
