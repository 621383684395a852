"""Is a database whole? What can be told from its header, and what only from reading every row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final, Literal

from orderdoctor.cases.database import connect_read_only, read_ledger
from orderdoctor.cases.errors import NewerSchema, NotOurs
from orderdoctor.cases.events import KINDS
from orderdoctor.cases.files import contains
from orderdoctor.cases.marker import Mark
from orderdoctor.cases.migrations import APPLICATION_ID, schema_of
from orderdoctor.cases.rows import Ledger, checksum

Depth = Literal["ledger", "structure", "rows"]
"""How much of a file to read: its ledger only, all that SQLite itself can check, or also every row."""
ProblemKind = Literal["structure", "ledger", "event", "gap", "case", "search", "count"]

MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100
_SCHEMA_AT: Final = slice(60, 64)
_APPLICATION_AT: Final = slice(68, 72)
_ABSURD_SCHEMA: Final = 10_000  # no program of ours wrote that
_ENOUGH: Final = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it was written. `where` is a row's number or id, or SQLite's own words."""

    kind: ProblemKind
    where: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; at most a hundred problems are listed."""

    ok: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found in a file; schema is None and ledger is None if they can't be read."""

    problems: tuple[Problem, ...]
    ledger: Ledger | None = None
    schema: int | None = None

    @property
    def ok(self) -> bool:
        """Tell whether the file is whole."""
        return not self.problems


def is_readable_as_ours(path: Path, mark: Mark | None, known_schema: int) -> bool:
    """Tell from its first bytes whether the file is our database, or else what is left of it.

    True: ours, with a schema that we know. False: ours, but damaged. The file is only read.
    Raises NotOurs, NewerSchema, OSError.
    """
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if len(head) < _HEADER and head.startswith(MAGIC[: len(head)]):
        return False
    ours = head[_APPLICATION_AT] == APPLICATION_ID.to_bytes(4, "big")
    if not (head.startswith(MAGIC) and ours):
        if ours or (mark and contains(path, frozenset({mark.identity.encode()}))):
            return False
        raise NotOurs(path)
    schema = int.from_bytes(head[_SCHEMA_AT], "big")
    if known_schema < schema < _ABSURD_SCHEMA:
        raise NewerSchema(path, schema, known_schema)
    return schema <= known_schema


def examine(path: Path, *, current: int, with_wal: bool = True, depth: Depth = "rows") -> Finding:
    """Look into a file without changing it. Rows are read only if the schema is the `current` one."""
    try:
        with closing(connect_read_only(path, with_wal=with_wal)) as connection:
            schema = schema_of(connection)
            ledger = read_ledger(connection)
            if ledger is None:
                return Finding((Problem("ledger", ""),), None, schema)
            rows = depth == "rows" and schema == current
            found = iter(()) if depth == "ledger" else problems_of(connection, ledger, rows=rows)
            return Finding(tuple(islice(found, _ENOUGH)), ledger, schema)
    except (sqlite3.Error, UnicodeError, TypeError, ValueError, OverflowError) as error:
        return Finding((Problem("structure", str(error)),))


def check(connection: sqlite3.Connection) -> CheckReport:
    """Read everything and compare it with its checksums and counters."""
    try:
        ledger = read_ledger(connection)
        if ledger is None:
            return CheckReport(ok=False, problems=(Problem("ledger", ""),))
        problems = tuple(islice(problems_of(connection, ledger, rows=True), _ENOUGH))
    except (sqlite3.DatabaseError, UnicodeError) as error:
        problems = (Problem("structure", str(error)),)
    return CheckReport(not problems, problems)


def problems_of(connection: sqlite3.Connection, ledger: Ledger, *, rows: bool) -> Iterator[Problem]:
    """Yield what is wrong: SQLite's own check first, then every row against its checksum and the counters."""
    for (line,) in connection.execute(f"PRAGMA integrity_check({_ENOUGH:d})"):
        if line != "ok":
            yield Problem("structure", line)
    if not rows:
        return
    events: dict[str, int] = {}
    yield from _problems_of_events(connection, ledger, events)
    yield from _problems_of_cases(connection, ledger, events)
    yield from _problems_of_search(connection, ledger)


def _problems_of_events(connection: sqlite3.Connection, ledger: Ledger, counted: dict[str, int]) -> Iterator[Problem]:
    seq = 0
    for row in connection.execute("SELECT seq, case_id, n, kind, at, body, checksum FROM events ORDER BY seq"):
        seq, case_id, n, kind = row[:4]
        if row[-1] != checksum(ledger.identity, row[:-1]) or kind not in KINDS:
            yield Problem("event", str(seq))
        if n != counted.get(case_id, 0) + 1:
            yield Problem("gap", str(seq))
        counted[case_id] = n
    if seq > ledger.last_seq:
        yield Problem("count", "last_seq")
    if sum(counted.values()) != ledger.events:
        yield Problem("count", "events")


def _problems_of_cases(connection: sqlite3.Connection, ledger: Ledger, events: dict[str, int]) -> Iterator[Problem]:
    number = count = 0
    for row in connection.execute("SELECT * FROM cases ORDER BY number"):
        number, case_id, claimed = row[:3]
        count += 1
        if row[-1] != checksum(ledger.identity, row[:-1]) or events.pop(case_id, 0) != claimed:
            yield Problem("case", str(number))
    yield from (Problem("gap", case_id) for case_id in events)
    if number > ledger.last_number:
        yield Problem("count", "last_number")
    if count != ledger.cases:
        yield Problem("count", "cases")


def _problems_of_search(connection: sqlite3.Connection, ledger: Ledger) -> Iterator[Problem]:
    count = 0
    row: tuple[Any, ...]
    for row in connection.execute("SELECT number, words, folded, checksum FROM search"):
        count += 1
        number, words, folded, found = row
        if found != checksum(ledger.identity, (number, words.hex(), folded)):
            yield Problem("search", str(number))
    if count != ledger.cases:
        yield Problem("count", "search")
