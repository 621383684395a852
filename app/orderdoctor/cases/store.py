"""The cases that the user keeps: the one object that windows and terminals work with."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from orderdoctor.cases.backup import Backup, BackupFolder, Restored
from orderdoctor.cases.case import Case, last_undoable
from orderdoctor.cases.check import CheckReport, check
from orderdoctor.cases.errors import (
    Damaged,
    RestoreFailed,
    SaveFailed,
    UnknownCase,
    fault_of_os_error,
    fault_of_sqlite_error,
)
from orderdoctor.cases.events import Event, Opened, Undone
from orderdoctor.cases.files import contains, kept_aside
from orderdoctor.cases.in_memory import empty
from orderdoctor.cases.migrations import MIGRATIONS, Migration
from orderdoctor.cases.news import OpeningNews
from orderdoctor.cases.opening import Opening, Ready
from orderdoctor.cases.restoring import Restoring
from orderdoctor.cases.search import Fold, default_fold
from orderdoctor.cases.statistics import Statistics
from orderdoctor.cases.summary import CaseSummary, Counts
from orderdoctor.cases.times import as_utc, utc_now

_FEW = 100


@dataclass(frozen=True, slots=True)
class Deletion:
    """Cases that were deleted together and can be brought back together, until they are purged."""

    id: str
    case_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purged:
    """How many cases are gone for good, and the files in which their text may still stand (tell the user)."""

    cases: int
    may_remain: tuple[Path, ...]


class CaseStore:
    """All cases in one folder. Every change is on the disk when the method returns.

    writable    False: what happens is kept in memory only and will be lost; `news` says why
    news        what happened while opening
    Methods may be called from several threads; one works at a time. They raise SaveFailed where they change
    something, and Damaged if the file turns out to be damaged; what had been saved before stays.
    """

    def __init__(self, ready: Ready, backups: BackupFolder | None, clock: Callable[[], datetime]) -> None:
        self.news: tuple[OpeningNews, ...] = ready.news
        self.path = ready.database.path
        self._database = ready.database
        self._writing = ready.writing
        self._backups = backups
        self._clock = clock
        self._guard = RLock()
        self._housekeeping = RLock()  # taken before the guard: a backup is checked while others work
        self._closed = False

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        backups: Path,
        clock: Callable[[], datetime] = utc_now,
        fold: Fold = default_fold,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> CaseStore:
        """Open the cases of a folder, or begin there.

        `backups` is a folder outside the data folder; `fold` makes spellings the same for the search.
        Raises NotOurs and NewerSchema, and then nothing was touched; everything else is told by `news`.
        """
        kept = BackupFolder(backups, migrations)
        store = cls(Opening(folder, kept, clock, fold, migrations).run(), kept, clock)
        with suppress(SaveFailed, Damaged):
            store.purge_deleted()  # what was deleted in a session that never ended
        return store

    @classmethod
    def in_memory(
        cls,
        *,
        clock: Callable[[], datetime] = utc_now,
        fold: Fold = default_fold,
        news: tuple[OpeningNews, ...] = (),
    ) -> CaseStore:
        """Return an empty store of which nothing is saved, for when `open` was refused."""
        return cls(Ready(empty(fold, clock()), None, news), None, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Tell whether changes are saved."""
        return self._writing is not None

    def close(self) -> None:
        """Purge what was deleted, back up if that is due, and leave everything in one file.

        May raise SaveFailed or Damaged for the purge or the backup: the store is closed all the same.
        """
        with self._housekeeping, ExitStack() as ending:
            if self._closed:
                return
            self._closed = True
            ending.callback(self._end)
            self.purge_deleted()
            self.maybe_back_up()

    def _end(self) -> None:
        if self._writing is None:
            self._database.close()
        else:
            self._writing.end(self._database)

    def now(self) -> datetime:
        """Return the present moment by the clock of the store, UTC."""
        return as_utc(self._clock())

    # Cases

    def start(self, opened: Opened) -> Case:
        """Begin a case and return it."""
        with self._change():
            return self._database.start(uuid.uuid4().hex, as_utc(self._clock()), opened)

    def record(self, case_id: str, *events: Event) -> Case:
        """Record what happened to a case, all or nothing, and return the case. Raises UnknownCase too."""
        if not events:
            return self.case(case_id)
        with self._change():
            self._refuse_nonsense(case_id, events)
            now = as_utc(self._clock())
            case = self._database.append(case_id, [(now, event) for event in events])
            if case is None:
                raise UnknownCase(case_id)
            return case

    def undo(self, case_id: str, times: int = 1) -> Case | None:
        """Withdraw the newest events that count, the opening apart, all or none; return None if there are none."""
        with self._guard:
            self.case(case_id)
            last = last_undoable(self._database.records(case_id), times)
            return self.record(case_id, *(Undone(record.seq) for record in last)) if last else None

    def case(self, case_id: str) -> Case:
        """Return a case. Raises UnknownCase."""
        with self._alone():
            case = self._database.case(case_id)
        if case is None:
            raise UnknownCase(case_id)
        return case

    def cases(
        self, states: Collection[str] | None = None, search: str = "", limit: int = 200, offset: int = 0
    ) -> list[CaseSummary]:
        """Return the cases in these states (None: in any) whose text holds the search text, as they are due.

        The order: waiting that is over (longest first), open (last changed first), waiting (soonest first),
        closed (last changed first).
        """
        with self._alone():
            return self._database.summaries(states, search, limit, offset, as_utc(self._clock()))

    def numbered(self, number: int) -> Case | None:
        """Return the case with a number; None if there is none."""
        with self._alone():
            case_id = self._database.numbered(number)
            return self._database.case(case_id) if case_id else None

    def counts(self) -> Counts:
        """Return how many cases are in each state."""
        with self._alone():
            return self._database.counts(as_utc(self._clock()))

    @property
    def last_number(self) -> int:
        """The number of the newest case ever begun; 0 if there was none."""
        with self._alone():
            return self._database.ledger().last_number

    def solved_by_reason(self, after: int = 0) -> dict[str, int]:
        """Return how many solved cases each reason has, of those with a number above `after`: the user's own history."""
        with self._alone():
            return self._database.solved_by_reason(after)

    def first_opened(self) -> datetime | None:
        """Return when the earliest case began by the clock of then, None if there is none."""
        with self._alone():
            return self._database.first_opened()

    def statistics(self, edges: Sequence[datetime], most: int = 10) -> Statistics:
        """Return how the cases stand that began in each span of time, and the reasons of them all.

        The `most` frequent reasons are told with their usual time: that takes long to reckon.

        A span begins at its edge and ends at the next one; the last one does not end, so that cases of a clock
        that was ahead are counted too. Edges ascend; there is at least one.
        """
        with self._alone():
            return self._database.statistics(edges, most)

    def check(self) -> CheckReport:
        """Read everything and compare it with its checksums and counters."""
        with self._guard:
            report = check(self._database.connection)
            if not report.ok:
                self._distrust()
            return report

    def _refuse_nonsense(self, case_id: str, events: Sequence[Event]) -> None:
        if any(isinstance(event, Opened) for event in events):
            message = "a case is opened once, by start()"
            raise ValueError(message)
        withdrawn = {event.seq for event in events if isinstance(event, Undone)}
        if withdrawn:
            undoable = {record.seq for record in self._database.records(case_id)[1:]}
            if not withdrawn <= undoable:
                message = f"no events of this case that can be withdrawn: {withdrawn - undoable}"
                raise ValueError(message)

    # Deleting

    def delete(self, case_ids: Collection[str]) -> Deletion:
        """Hide the cases at once; `undelete` brings them back until `purge_deleted`. Raises UnknownCase."""
        deletion = Deletion(uuid.uuid4().hex, tuple(dict.fromkeys(case_ids)))
        with self._change():
            hidden = self._database.hide(deletion.case_ids, deletion.id)
            for case_id in deletion.case_ids:
                if case_id not in hidden:
                    raise UnknownCase(case_id)
        return deletion

    def delete_all(self) -> Deletion:
        """Hide all cases at once."""
        with self._guard:
            return self.delete(self._database.ids())

    def undelete(self, deletion: Deletion) -> int:
        """Bring the cases back and return how many there were: none, if they are purged already."""
        with self._change():
            return self._database.unhide(deletion.id)

    def purge_deleted(self) -> Purged:
        """Make what was deleted unrecoverable: in the database, its -wal, and every backup."""
        with self._housekeeping, self._alone():
            gone = self._database.hidden()
            if not gone or self._writing is None or self._backups is None:
                return Purged(0, ())
            # The backups first: if we are killed, the mark in the database makes the next start finish it.
            unreached = self._backups.erase(gone, self._clock())
            with self._change():
                self._database.erase(gone)
            self._database.compact()
            return Purged(len(gone), (*unreached, *self._left_in_kept_files(gone)))

    def _left_in_kept_files(self, gone: Sequence[str]) -> list[Path]:
        """Remove the damaged files if no case is left; else return those that may hold these cases."""
        left = []
        for path in kept_aside(self.path):
            try:
                if not self._database.ledger().cases:
                    path.unlink()
                elif len(gone) > _FEW or contains(path, frozenset(case_id.encode() for case_id in gone)):
                    left.append(path)
            except OSError:
                left.append(path)
        return left

    # Backups

    def maybe_back_up(self, now: datetime | None = None) -> Backup | None:
        """Back up if there were changes and the last backup is half an hour old; thin the old ones."""
        if self._writing is None or self._backups is None:
            return None
        moment = as_utc(now or self._clock())
        with self._housekeeping, self._faults():
            if not self._backups.is_due(self._database.ledger(), moment):
                return None
            return self._back_up(self._backups, moment)

    def back_up(self) -> Backup:
        """Back up now."""
        if self._writing is None or self._backups is None:
            raise SaveFailed(self.path, "read-only", "not saving")
        with self._housekeeping, self._faults():
            return self._back_up(self._backups, as_utc(self._clock()))

    def list_backups(self) -> list[Backup]:
        """Return the backups, the newest first (by what had happened, not by the clock)."""
        return self._backups.backups() if self._backups else []

    def restore(self, backup: Backup) -> Restored:
        """Make a backup the present state; the present state becomes a backup, which can be restored in turn.

        Raises RestoreFailed, and then nothing has changed.
        """
        if self._writing is None or self._backups is None:
            raise RestoreFailed(backup.path, "read-only", "not saving")
        with self._housekeeping, self._alone():
            self._writing.ensure_in_place()
            now = as_utc(self._clock())
            restored = Restoring(self._database, self._backups, now).run(backup)
            self._writing.note(self._database.ledger(), now)
            return restored

    def _back_up(self, backups: BackupFolder, now: datetime) -> Backup:
        made = backups.make(self._database.connection, now, "regular", self._guard)
        backups.thin(made.identity)
        return made

    # Faults

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one thread at a time work with the database."""
        with self._guard, self._faults():
            yield

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn the world's errors into faults."""
        try:
            yield
        except Damaged:
            self._distrust()
            raise
        except sqlite3.Error as error:
            fault = fault_of_sqlite_error(error, self.path)
            if fault is None:
                raise
            if isinstance(fault, Damaged):
                self._distrust()
            raise fault from error
        except OSError as error:
            raise fault_of_os_error(error, self.path) from error

    def _distrust(self) -> None:
        if self._writing:
            self._writing.distrust()

    @contextmanager
    def _change(self) -> Iterator[None]:
        """Change the database in one transaction, and note it beside."""
        with self._alone():
            if self._writing:
                self._writing.ensure_in_place()
            with self._database.transaction():
                yield
            if self._writing:
                self._writing.note(self._database.ledger(), as_utc(self._clock()))
