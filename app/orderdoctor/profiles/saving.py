"""Files that are written whole or not at all.

Not by QSaveFile: on a full disk it replaced a good file with a part of a new one (checks.md, Measured facts).
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Final

from orderdoctor.profiles.errors import fault_of

LEFTOVER_AGE: Final = timedelta(hours=1)
"""A temporary file that is older belongs to a program that was killed."""

_TEMPORARY: Final = re.compile(r"\.(?P<stem>.{1,12})-[0-9a-f]{8}\.tmp")
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_whole(path: Path, content: bytes) -> None:
    """Put the content in the file's place; it is on the disk when this returns.

    Makes the folder if there is none. Raises SaveFailed: then the file is what it was, byte for byte.
    """
    temporary = path.with_name(f".{path.stem[:12]}-{os.urandom(4).hex()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_new(temporary, content)
            temporary.replace(path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise fault_of(error, path) from error
    _sync_folder(path.parent)


def keep_aside(path: Path, now: datetime) -> Path | None:
    """Rename a bad file to `<name>.bad-<UTC time>`; None if that can't be done."""
    stamp = f"{path.name}.bad-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    try:
        for number in count(1):
            kept = path.with_name(stamp if number == 1 else f"{stamp}-{number}")
            if not os.path.lexists(kept):
                path.rename(kept)
                _sync_folder(path.parent)
                return kept
    except OSError:
        return None
    return None


def delete(path: Path) -> None:
    """Delete a file and what was put aside or left over of it. Raises SaveFailed if something stays."""
    try:
        for other in _others_of(path):
            other.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    except OSError as error:
        raise fault_of(error, path) from error


def sweep(folder: Path, now: datetime, stem: str = "") -> None:
    """Delete temporary files that killed programs left in a folder; with a stem, those of that file only."""
    with suppress(OSError):
        for path in folder.iterdir():
            name = _TEMPORARY.fullmatch(path.name)
            if name and stem in ("", name["stem"]):
                _delete_if_old(path, now)


def _delete_if_old(path: Path, now: datetime) -> None:
    with suppress(OSError):
        if now.timestamp() - path.stat().st_mtime > LEFTOVER_AGE.total_seconds():
            path.unlink(missing_ok=True)


def _others_of(path: Path) -> list[Path]:
    try:
        return [other for other in path.parent.iterdir() if _is_of(other.name, path)]
    except FileNotFoundError:
        return []


def _is_of(name: str, path: Path) -> bool:
    temporary = _TEMPORARY.fullmatch(name)
    return name.startswith(f"{path.name}.bad-") or bool(temporary and temporary["stem"] == path.stem[:12])


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, and wait until it is on the disk. Raises OSError."""
    handle = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Wait until the folder's names are on the disk, where the system can; they stand in any case."""
    if os.name != "posix":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
