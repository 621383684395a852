"""One open database of cases and every statement that works on it.

SQL stands here, in `migrations` (the schemas) and in `check` (is it whole?), and nowhere else. What SQLite
raises goes through: `store` turns it into faults.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from orderdoctor.cases.case import Case, fold_case
from orderdoctor.cases.errors import Damaged
from orderdoctor.cases.events import Event, Recorded, UnreadableEventError
from orderdoctor.cases.rows import EventRow, Ledger, case_row, checksum, digest, summary_from
from orderdoctor.cases.search import Fold, fingerprint, folded, words_of
from orderdoctor.cases.statistics import Met, Statistics, Tally, usual_time
from orderdoctor.cases.summary import CaseSummary, Counts
from orderdoctor.cases.times import LONGEST_WAIT, from_text, to_text

BUSY_SECONDS: Final = 2.0
_STUMBLES: Final = 1000


def connect(path: Path | None) -> sqlite3.Connection:
    """Open a database for writing (None: in memory).

    Deleted content is overwritten, and a commit that returned is on the disk.
    """
    connection = sqlite3.connect(
        path or ":memory:", isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def connect_read_only(path: Path, *, with_wal: bool = True) -> sqlite3.Connection:
    """Open a database so that it can't be changed; `with_wal=False` reads the main file as it stands."""
    way = "mode=ro" if with_wal else "immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{way}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=BUSY_SECONDS,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


class Database:
    """The statements on one connection, which is closed with it. `path` names it in faults."""

    def __init__(self, connection: sqlite3.Connection, path: Path, fold: Fold) -> None:
        self.connection = connection
        self.path = path
        self.fold = fold

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all or nothing."""
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                if self.connection.in_transaction:
                    self._execute("ROLLBACK")
            raise

    # What there should be

    def found(self, identity: str) -> None:
        """Write the first ledger."""
        ledger = Ledger(identity, 0, 0, 0, 0, 0, fingerprint(self.fold))
        self._execute("INSERT INTO ledger VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)", ledger.values())

    def ledger(self) -> Ledger:
        """Return what there should be. Raises Damaged."""
        ledger = read_ledger(self.connection)
        if ledger is None:
            raise Damaged(self.path, detail="ledger")
        return ledger

    def write_ledger(self, ledger: Ledger) -> None:
        """Write what there should be, within a transaction."""
        self._execute(
            """
            UPDATE ledger SET identity = ?, generation = ?, last_seq = ?, last_number = ?, cases = ?,
                events = ?, folding = ?, checksum = ?
            """,
            ledger.values(),
        )

    # Cases and their events

    def start(self, case_id: str, at: datetime, opened: Event) -> Case:
        """Add a case, within a transaction."""
        number = self.ledger().last_number + 1
        return self._append(case_id, number, 0, [(at, opened)])

    def append(self, case_id: str, happened: Sequence[tuple[datetime, Event]]) -> Case | None:
        """Add events to a case, within a transaction; return None if there is no such case."""
        place = self._place(case_id)
        return None if place is None else self._append(case_id, *place, happened)

    def _append(self, case_id: str, number: int, count: int, happened: Sequence[tuple[datetime, Event]]) -> Case:
        ledger = self.ledger()
        rows = [
            EventRow.of(Recorded(ledger.last_seq + i, at, event), case_id, count + i, ledger.identity)
            for i, (at, event) in enumerate(happened, start=1)
        ]
        added = len(rows)
        self._insert_events(rows)
        new = int(count == 0)
        self.write_ledger(ledger.changed(cases=new, events=added, seqs=added, numbers=new))
        return self._project(case_id, number, ledger.identity)

    def adopt(self, rows: Sequence[EventRow], number: int | None) -> None:
        """Add events of one case that another copy of this store recorded, within a transaction.

        They keep their places; the case keeps the number if it is new and the number is free.
        """
        ledger = self.ledger()
        case_id, place = rows[0].case_id, self._place(rows[0].case_id)
        if place is None and (number is None or self._is_taken(number)):
            number = ledger.last_number + 1
        self._insert_events(rows)
        grown = ledger.changed(cases=int(place is None), events=len(rows))
        given = place[0] if place else number or 0
        self.write_ledger(
            grown.changed(seqs=max(0, rows[-1].seq - ledger.last_seq), numbers=max(0, given - ledger.last_number))
        )
        self._project(case_id, given, ledger.identity)

    def case(self, case_id: str) -> Case | None:
        """Return the case, or None if there is none or it is deleted. Raises Damaged."""
        place = self._place(case_id)
        return None if place is None else self._folded_case(case_id, place[0])

    def records(self, case_id: str) -> list[Recorded]:
        """Return the events of a case in their order. Raises Damaged."""
        rows = self._execute(
            "SELECT seq, case_id, n, kind, at, body, checksum FROM events WHERE case_id = ? ORDER BY seq",
            (case_id,),
        )
        try:
            return [EventRow(*row).recorded() for row in rows]
        except (UnreadableEventError, ValueError) as error:
            raise Damaged(self.path, detail=str(error)) from error

    def events_of(self, case_id: str) -> int:
        """Return how many events the case has, 0 if there is no such case."""
        return int(self._execute("SELECT count(*) FROM events WHERE case_id = ?", (case_id,)).fetchone()[0])

    def _insert_events(self, rows: Iterable[EventRow]) -> None:
        self.connection.executemany(
            "INSERT INTO events (seq, case_id, n, kind, at, body, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )

    def _place(self, case_id: str) -> tuple[int, int] | None:
        """Return the case's number and how many events it has."""
        row = self._execute("SELECT number, events FROM cases WHERE id = ? AND deletion IS NULL", (case_id,))
        found: tuple[int, int] | None = row.fetchone()
        return found

    def _is_taken(self, number: int) -> bool:
        return self._execute("SELECT 1 FROM cases WHERE number = ?", (number,)).fetchone() is not None

    def _folded_case(self, case_id: str, number: int) -> Case:
        records = self.records(case_id)
        try:
            return fold_case(case_id, number, records)
        except ValueError as error:
            raise Damaged(self.path, detail=str(error)) from error

    # What the lists show and what the search looks through

    def _project(self, case_id: str, number: int, identity: str) -> Case:
        case = self._folded_case(case_id, number)
        row = case_row(case, self.events_of(case_id), None, identity)
        self._execute("REPLACE INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._make_searchable(case, identity)
        return case

    def _make_searchable(self, case: Case, identity: str, *, anew: bool = False) -> None:
        words = words_of(case)
        known = self._execute("SELECT words FROM search WHERE number = ?", (case.number,)).fetchone()
        if known is not None and known[0] == digest(words) and not anew:
            return
        row = (case.number, digest(words).hex(), folded(words, self.fold))
        self._execute(
            "REPLACE INTO search (number, words, folded, checksum) VALUES (?, ?, ?, ?)",
            (case.number, digest(words), row[2], checksum(identity, row)),
        )

    def refold(self) -> None:
        """Make the search texts anew if they were made with another folding."""
        ledger = self.ledger()
        folding = fingerprint(self.fold)
        if ledger.folding == folding:
            return
        with self.transaction():
            for case_id, number in self._execute("SELECT id, number FROM cases").fetchall():
                self._make_searchable(self._folded_case(case_id, number), ledger.identity, anew=True)
            self.write_ledger(replace(ledger.changed(), folding=folding))

    def summaries(
        self, states: Collection[str] | None, search: str, limit: int, offset: int, now: datetime
    ) -> list[CaseSummary]:
        """Return the cases in these states whose text holds the search text, what is due next first."""
        rows = self._execute(
            """
            WITH found AS (
                SELECT number, waiting_until, changed_seq, CASE
                    WHEN state = 'waiting' AND (waiting_until <= :now OR waiting_until > :never) THEN 0
                    WHEN state = 'open' THEN 1
                    WHEN state = 'waiting' THEN 2
                    ELSE 3 END AS rank
                FROM cases
                WHERE deletion IS NULL
                    AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))
                    AND (:needle = '' OR number IN (
                        SELECT number FROM search WHERE instr(folded, :needle) > 0))
                ORDER BY rank, waiting_until, changed_seq DESC
                LIMIT :limit OFFSET :offset
            )
            SELECT id, number, opened_at, changed_at, own_title, reason_title, excerpt, language, system,
                verdict, reason, solution, state, cases.waiting_until, outcome, steps_done, steps_total
            FROM found JOIN cases USING (number)
            ORDER BY rank, found.waiting_until, found.changed_seq DESC
            """,
            {
                "now": to_text(now),
                "never": to_text(now + LONGEST_WAIT),
                "states": None if states is None else json.dumps(list(states)),
                "needle": folded(search, self.fold),
                "limit": limit,
                "offset": offset,
            },
        )
        return [summary_from(row) for row in rows]

    def counts(self, now: datetime) -> Counts:
        """Return how many cases are in each state."""
        row = self._execute(
            """
            SELECT count(*) FILTER (WHERE state = 'open'), count(*) FILTER (WHERE state = 'waiting'),
                count(*) FILTER (WHERE state = 'waiting' AND (waiting_until <= ? OR waiting_until > ?)),
                count(*) FILTER (WHERE state = 'solved'), count(*) FILTER (WHERE state = 'handed-over')
            FROM cases WHERE deletion IS NULL
            """,
            (to_text(now), to_text(now + LONGEST_WAIT)),
        )
        return Counts(*row.fetchone())

    def solved_by_reason(self, after: int) -> dict[str, int]:
        """Return how many solved cases with a number above `after` each reason has."""
        return dict(
            self._execute(
                """
                SELECT reason, count(*) FROM cases
                WHERE deletion IS NULL AND state = 'solved' AND reason IS NOT NULL AND number > ? GROUP BY reason
                """,
                (after,),
            )
        )

    def index(self) -> None:
        """See to the index that `statistics` reads alone. It is no part of the schema: older programs keep it up too."""
        with suppress(sqlite3.OperationalError):  # a full disk: counting is slower then
            self._execute(
                """
                CREATE INDEX IF NOT EXISTS cases_in_time
                ON cases (deletion, opened_at, state, reason, changed_at)
                """
            )

    def first_opened(self) -> datetime | None:
        """Return when the earliest case began."""
        found = self._execute("SELECT min(opened_at) FROM cases WHERE deletion IS NULL").fetchone()[0]
        return from_text(found) if found else None

    def statistics(self, edges: Sequence[datetime], most: int) -> Statistics:
        """Return the cases that began in each span, and the reasons of them all, `most` of them with their usual time.

        A span begins at its edge and ends where the next one begins; the last one does not end.
        """
        begins = [to_text(edge) for edge in edges]
        return Statistics(tuple(self._tally(*span) for span in pairwise([*begins, "~"])), self._met(begins[0], most))

    def _tally(self, begin: str, end: str) -> Tally:
        row = self._execute(
            """
            SELECT count(*) FILTER (WHERE state = 'solved'), count(*) FILTER (WHERE state = 'open'),
                count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE state = 'handed-over')
            FROM cases WHERE deletion IS NULL AND opened_at >= ? AND opened_at < ?
            """,
            (begin, end),
        )
        return Tally(*row.fetchone())

    def _met(self, begin: str, most: int) -> tuple[Met, ...]:
        """Return the reasons; a clock that was set back between two entries tells no time."""
        rows = self._execute(
            """
            SELECT reason, count(*) AS met, count(*) FILTER (WHERE state = 'solved'),
                group_concat(CAST((julianday(changed_at) - julianday(opened_at)) * 86400 AS INTEGER))
                    FILTER (WHERE state = 'solved' AND changed_at > opened_at)
            FROM cases WHERE deletion IS NULL AND opened_at >= ?
            GROUP BY reason ORDER BY reason IS NULL, met DESC, reason
            """,
            (begin,),
        )
        return tuple(
            Met(reason, met, solved, usual_time(seconds) if seconds and place < most else None)
            for place, (reason, met, solved, seconds) in enumerate(rows)
        )

    # Deleting

    def ids(self) -> tuple[str, ...]:
        """Return all cases that are not deleted, oldest first."""
        rows = self._execute("SELECT id FROM cases WHERE deletion IS NULL ORDER BY number")
        return tuple(case_id for (case_id,) in rows)

    def hidden(self) -> tuple[str, ...]:
        """Return the cases that are deleted, but not yet for good."""
        return tuple(case_id for (case_id,) in self._execute("SELECT id FROM cases WHERE deletion IS NOT NULL"))

    def hide(self, case_ids: Sequence[str], deletion: str) -> set[str]:
        """Delete cases so that they can come back, within a transaction; return those that were there."""
        found = self._execute(
            "SELECT id FROM cases WHERE deletion IS NULL AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(case_ids),),
        )
        hidden = [case_id for (case_id,) in found]
        self._mark(hidden, deletion)
        return set(hidden)

    def unhide(self, deletion: str) -> int:
        """Bring back what this deletion hid, within a transaction; return how many cases."""
        found = self._execute("SELECT id FROM cases WHERE deletion = ?", (deletion,))
        shown = [case_id for (case_id,) in found]
        self._mark(shown, None)
        return len(shown)

    def _mark(self, case_ids: Sequence[str], deletion: str | None) -> None:
        ledger = self.ledger()
        for case_id in case_ids:
            row = self._execute("SELECT * FROM cases WHERE id = ?", (case_id,)).fetchone()
            marked = (*row[:4], deletion, *row[5:-1])
            self._execute(
                "UPDATE cases SET deletion = ?, checksum = ? WHERE id = ?",
                (deletion, checksum(ledger.identity, marked), case_id),
            )
        self.write_ledger(ledger.changed())

    def holds(self, case_ids: Sequence[str]) -> bool:
        """Tell whether any of the cases is in here, deleted or not."""
        found = self._execute(
            "SELECT 1 FROM cases WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1",
            (json.dumps(case_ids),),
        )
        return found.fetchone() is not None

    def erase(self, case_ids: Sequence[str]) -> int:
        """Take the cases out for good, deleted or not, within a transaction; return how many there were."""
        wanted = (json.dumps(case_ids),)
        events = self._execute("DELETE FROM events WHERE case_id IN (SELECT value FROM json_each(?))", wanted).rowcount
        self._execute(
            """
            DELETE FROM search WHERE number IN (
                SELECT number FROM cases WHERE id IN (SELECT value FROM json_each(?)))
            """,
            wanted,
        )
        cases = self._execute("DELETE FROM cases WHERE id IN (SELECT value FROM json_each(?))", wanted).rowcount
        if cases or events:
            self.write_ledger(self.ledger().changed(cases=-cases, events=-events))
        return cases

    def compact(self) -> None:
        """Write the file anew, so that nothing is left between the rows, and empty the -wal."""
        self._execute("VACUUM")
        self.checkpoint()

    def leap(self, generation: int, last_seq: int, last_number: int) -> None:
        """Count on from at least these numbers, so that none is given twice; within a transaction."""
        ledger = self.ledger()
        self.write_ledger(
            replace(
                ledger,
                generation=max(ledger.generation, generation) + 1,
                last_seq=max(ledger.last_seq, last_seq),
                last_number=max(ledger.last_number, last_number),
            )
        )

    def events_after(self, seq: int) -> Iterator[EventRow]:
        """Yield the events after this one in their order, stepping over what can't be read."""
        for _ in range(_STUMBLES):
            try:
                for row in self._execute(
                    """
                    SELECT seq, case_id, n, kind, at, body, checksum FROM events
                    WHERE seq > ? ORDER BY seq
                    """,
                    (seq,),
                ):
                    seq = row[0]
                    yield EventRow(*row)
                return
            except (sqlite3.DatabaseError, UnicodeError):
                seq += 1

    def numbered(self, number: int) -> str | None:
        """Return the id of the case with a number; None if there is none."""
        if not 0 < number < 2**63:  # what SQLite takes
            return None
        row = self._execute("SELECT id FROM cases WHERE number = ? AND deletion IS NULL", (number,)).fetchone()
        return str(row[0]) if row else None

    def number_of(self, case_id: str) -> int | None:
        """Return the case's number, deleted or not, or None if it can't be told."""
        with suppress(sqlite3.DatabaseError, UnicodeError):
            row = self._execute("SELECT number FROM cases WHERE id = ?", (case_id,)).fetchone()
            return None if row is None else int(row[0])
        return None

    def checkpoint(self) -> None:
        """Bring everything into the main file and empty the -wal."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _execute(self, statement: str, values: Any = ()) -> sqlite3.Cursor:  # noqa: ANN401 - what SQLite takes
        return self.connection.execute(statement, values)


def read_ledger(connection: sqlite3.Connection) -> Ledger | None:
    """Return the ledger of any schema, or None if it is not there or its checksum is wrong."""
    row = connection.execute(
        "SELECT identity, generation, last_seq, last_number, cases, events, folding, checksum FROM ledger"
    ).fetchone()
    if row is None:
        return None
    ledger = Ledger(*row[:-1])
    return ledger if ledger.values() == row else None
