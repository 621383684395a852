"""The faults of the world that the cases can meet: facts as attributes, no words for users."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path
from typing import Final, Literal

from orderdoctor.errors import WorldFault

Cause = Literal["disk-full", "read-only", "other"]
RestoreCause = Literal["missing", "damaged", "newer", "disk-full", "read-only", "other"]

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NO_RIGHT: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_SQLITE_CAUSES: Final[dict[int, Cause]] = {
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_AUTH: "read-only",
    sqlite3.SQLITE_IOERR: "other",
    sqlite3.SQLITE_CANTOPEN: "other",
    sqlite3.SQLITE_BUSY: "other",
    sqlite3.SQLITE_LOCKED: "other",
    sqlite3.SQLITE_PROTOCOL: "other",
}
_SQLITE_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY_CODE: Final = 0xFF


class SaveFailed(WorldFault):
    """Nothing was saved; what had been saved before is intact, and a later try may succeed."""

    def __init__(self, path: Path, cause: Cause, detail: str = "") -> None:
        super().__init__(path, cause, detail)
        self.path = path
        self.cause: Cause = cause
        self.detail = detail


class TargetExists(WorldFault):
    """The file to export to exists already, and nobody allowed it to be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class NewerSchema(WorldFault):
    """A newer program wrote the file: it was not touched. `known` is the newest schema that we can read."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(path, found, known)
        self.path = path
        self.found = found
        self.known = known


class NotOurs(WorldFault):
    """The file is another program's, or no database at all: it was not touched."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class Damaged(WorldFault):
    """The file is damaged. `kept_as` is where it was put aside, or None if it stands where it stood."""

    def __init__(self, path: Path, kept_as: Path | None = None, detail: str = "") -> None:
        super().__init__(path, kept_as, detail)
        self.path = path
        self.kept_as = kept_as
        self.detail = detail


class RestoreFailed(WorldFault):
    """A backup could not be restored: the cases are as they were before."""

    def __init__(self, path: Path, cause: RestoreCause, detail: str = "") -> None:
        super().__init__(path, cause, detail)
        self.path = path
        self.cause: RestoreCause = cause
        self.detail = detail


class UnknownCase(WorldFault):
    """There is no case with this id (any more)."""

    def __init__(self, case_id: str) -> None:
        super().__init__(case_id)
        self.case_id = case_id


def fault_of_os_error(error: OSError, path: Path) -> SaveFailed:
    """Return the fault behind an operating system's error."""
    cause: Cause = "other"
    if error.errno in _FULL:
        cause = "disk-full"
    elif error.errno in _NO_RIGHT:
        cause = "read-only"
    return SaveFailed(path, cause, str(error))


def fault_of_sqlite_error(error: sqlite3.Error, path: Path) -> SaveFailed | Damaged | None:
    """Return the fault of the world behind SQLite's error, or None if the error is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & _PRIMARY_CODE
    if primary in _SQLITE_DAMAGE:
        return Damaged(path, detail=str(error))
    cause = _SQLITE_CAUSES.get(primary)
    return None if cause is None else SaveFailed(path, cause, f"{error} ({error.sqlite_errorname})")
